#!/usr/bin/env python
"""Try the starter, the solution, and the answers of `docs/_data/answers/` on the exercises and tasks of lessons.

    python scripts/grade_answers.py              all lessons
    python scripts/grade_answers.py k-means …    these lessons
    python scripts/grade_answers.py --show …     also print what each check said

Each exercise runs with exactly the cells of its slice. Exit code 1 when a check says another thing than it must.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from mlroadmap.data.answers import load_answers
from mlroadmap.errors import Problem, ProblemsFound, report
from mlroadmap.site import ANSWERS, lesson_sources
from roadmap_lessons.checkout import Checkout
from roadmap_lessons.trials import Graded

CHECKOUT = Checkout(Path(__file__).parents[1])
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def graded(source: Path, *only: str) -> list[Graded]:
    """Grade one lesson in a process of its own."""
    answers = CHECKOUT.docs / ANSWERS / f"{source.stem}.yml"
    paths = os.pathsep.join([str(CHECKOUT.helpers), *(one for one in sys.path if one)])
    command = [sys.executable, "-m", "roadmap_lessons.trials", str(source), str(answers), *only]
    environment = os.environ | ONE_THREAD | {"PYTHONPATH": paths, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        return [Graded("", "lesson", "can be graded", done.stderr.strip()[-1200:])]
    return [Graded(**one) for one in json.loads(done.stdout.splitlines()[-1])]


def unreadable(sources: Iterable[Path]) -> list[Problem]:
    """Return what is wrong in the answers files of these lessons."""
    problems: list[Problem] = []
    for source in sources:
        answers = CHECKOUT.docs / ANSWERS / f"{source.stem}.yml"
        try:
            if answers.exists():
                load_answers(answers, name=CHECKOUT.name(answers))
        except ProblemsFound as error:
            problems += error.problems
    return problems


@click.command(help=__doc__)
@click.argument("lessons", nargs=-1)
@click.option("--show", is_flag=True, help="Print what each check said.")
@click.option("--jobs", type=click.IntRange(1), default=min(2, os.cpu_count() or 1), show_default=True)
def main(lessons: tuple[str, ...], show: bool, jobs: int) -> None:
    """Grade the chosen lessons and report what was not as it must be."""
    sources = {source.stem: source for source in lesson_sources(CHECKOUT.docs)}
    if unknown := sorted(set(lessons) - set(sources)):
        raise click.UsageError(f"no lesson {', '.join(unknown)}; there are {', '.join(sources)}")
    chosen = [source for id_, source in sources.items() if not lessons or id_ in lessons]
    if problems := unreadable(chosen):
        sys.exit(report(problems))
    totals: Counter[bool] = Counter()
    with ThreadPoolExecutor(jobs) as pool:
        for source, found in zip(chosen, pool.map(graded, chosen), strict=True):
            for one in found:
                totals[one.as_expected] += 1
                if show or not one.as_expected:
                    mark = "  " if one.as_expected else "! "
                    click.echo(f"{mark}{CHECKOUT.name(source)}  {one.exercise}, {one.what}: {one.said}")
                if not one.as_expected:
                    click.echo(f"    expected: {one.expected}")
    click.echo(f"{totals[True]} answers judged as they must be, {totals[False]} not")
    sys.exit(totals[False] > 0)


if __name__ == "__main__":
    main()

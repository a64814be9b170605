#!/usr/bin/env python
"""Execute lessons: `docs/stage-N/<lesson>.md` becomes the `.ipynb` beside it, with outputs and a stamp.

Only stale lessons are run: those whose code, data, helpers or pinned versions differ from what the stamp says. When
nothing but prose changed, the prose is copied into the notebook without a run. Lessons run without a network.

    python scripts/run_notebooks.py                 run what is stale
    python scripts/run_notebooks.py k-means         run one lesson
    python scripts/run_notebooks.py --all           run all
    python scripts/run_notebooks.py --check         only say what is stale; exit 1 if anything is
    python scripts/run_notebooks.py --groups        only name the groups of packages that these lessons need
    python scripts/run_notebooks.py --newest        run all with the releases that are installed here, write no
                                                    notebook, and note in docs/_data/newest.json which passed

Exit codes: 0 all well; 1 a lesson failed, or is stale under --check; 2 wrong arguments.
"""

import os
import sys
from datetime import date
from pathlib import Path

import click

from mlroadmap.data.runs import Result, load_newest, to_json, with_run
from mlroadmap.errors import Problem, ProblemsFound, report
from mlroadmap.lessons.source import read_lesson
from mlroadmap.lessons.stamp import Stamp, stamp_of
from mlroadmap.site import NEWEST, lesson_sources
from roadmap_lessons.checkout import Checkout
from roadmap_lessons.notebook import copy_prose, imported, missing_modules, write
from roadmap_lessons.requirements import groups_of
from roadmap_lessons.stale import is_stale, seconds_of, shard_of
from roadmap_lessons.subprocesses import Outcome, run_all, run_in_subprocess

CHECKOUT = Checkout(Path(__file__).parents[1])


class Shard(click.ParamType[tuple[int, int]]):
    """`2/4`: the second of four parts."""

    name = "I/N"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Return number and count."""
        number, _, of = value.partition("/")
        if not (number.isdigit() and of.isdigit() and 1 <= int(number) <= int(of)):
            self.fail(f"'{value}' is no part: write 1/3, 2/3 or 3/3 for the parts of three", param, ctx)
        return int(number), int(of)


@click.command(help=__doc__)
@click.argument("lessons", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Run every lesson, stale or not.")
@click.option("--check", is_flag=True, help="Run nothing; exit 1 when a lesson is stale.")
@click.option("--groups", is_flag=True, help="Run nothing; print the groups of packages that would be needed.")
@click.option(
    "--newest", is_flag=True, help="Write no notebooks; note which lessons run on the releases installed here."
)
@click.option(
    "--jobs", type=click.IntRange(1), default=min(2, os.cpu_count() or 1), show_default=True, help="Lessons at a time."
)
@click.option("--shard", type=Shard(), help="Take only one of N parts that take about equally long.")
def main(
    *,
    lessons: tuple[str, ...],
    everything: bool,
    check: bool,
    groups: bool,
    newest: bool,
    jobs: int,
    shard: tuple[int, int] | None,
) -> None:
    """Choose the lessons, run them, and say what happened to each."""
    sources = lesson_sources(CHECKOUT.docs)
    known = {source.stem for source in sources}
    if unknown := sorted(set(lessons) - known):
        raise click.UsageError(f"no lesson {', '.join(unknown)}; there are {', '.join(sorted(known))}")
    sources = shard_of(sources, *shard) if shard else sources
    named, unsound = sound([source for source in sources if not lessons or source.stem in lessons])
    stale = [source for source in named if is_stale(source, CHECKOUT)]
    if check:
        check_only(named, stale, unsound)
        return
    chosen = named if everything or lessons else stale
    if groups:
        print_groups(chosen)
        return
    if newest:
        run_newest(named, jobs)
        exit_with(unsound)
        return
    failed = run(chosen, jobs)
    rest = [source for source in named if source not in chosen]
    copied = sum(copy_prose(source, CHECKOUT) for source in rest)
    click.echo(
        f"{len(chosen) - len({one.file for one in failed})} run, {len({one.file for one in failed})} failed, "
        f"{copied} with new prose, {len(rest) - copied} untouched"
    )
    exit_with([*unsound, *failed])


def sound(sources: list[Path]) -> tuple[list[Path], list[Problem]]:
    """Return the lessons that can be run, and the problems of the sources of the others."""
    problems = {source: read_lesson(source, name=CHECKOUT.name(source)).problems for source in sources}
    return [source for source in sources if not problems[source]], [one for found in problems.values() for one in found]


def exit_with(problems: list[Problem]) -> None:
    """Report problems, if there are any, with exit code 1."""
    if problems:
        sys.exit(report(sorted(problems)))


def check_only(sources: list[Path], stale: list[Path], unsound: list[Problem]) -> None:
    """Report stale lessons, each with the command that mends it, and sources that need mending."""
    text = "the notebook is missing or stale: run `make notebooks`"
    exit_with([*unsound, *(Problem(CHECKOUT.name(source), 1, "RM501", text) for source in stale)])
    click.echo(f"{len(sources)} lessons: all up to date")


def print_groups(sources: list[Path]) -> None:
    """Print the groups that lessons need, one a line."""
    codes = [read_lesson(source, name=CHECKOUT.name(source)).codes for source in sources]
    for group in dict.fromkeys(group for code in codes for group in groups_of(code, CHECKOUT.requirements)):
        click.echo(group)


def run(sources: list[Path], jobs: int) -> list[Problem]:
    """Run lessons, the longest first, write the notebooks of those that ran, and return the problems of the others."""
    failed: list[Problem] = []
    for source, outcome in run_all(sorted(sources, key=lambda one: -seconds_of(one)), run_one, jobs=jobs):
        if outcome.problems:
            click.echo(f"{source.stem}: failed; the old notebook was kept")
            failed += outcome.problems
            continue
        write(source, outcome.notebook)
        click.echo(f"{source.stem}: {taken(stamp_of(outcome.notebook))}")
    return sorted(failed)


def run_newest(sources: list[Path], jobs: int) -> None:
    """Run lessons and note which passed. Those whose packages are not installed here keep what was noted before."""
    target = CHECKOUT.docs / NEWEST
    try:
        runs = load_newest(target, name=CHECKOUT.name(target))
    except ProblemsFound as error:
        exit_with(list(error.problems))
    here = []
    for source in sources:
        if lacking := missing_modules(source, CHECKOUT):
            click.echo(f"{source.stem}: not run, since {', '.join(lacking)} is not installed here")
        else:
            here.append(source)
    for source, outcome in run_all(here, run_one, jobs=jobs):
        result = Result.failed if outcome.problems else Result.passed
        runs = with_run(runs, source.stem, result, today=date.today(), packages=imported(source))
        click.echo(f"{source.stem}: {result}")
        for problem in outcome.problems:
            click.echo(f"  {problem}")
    target.write_text(to_json(runs), "utf-8")
    click.echo(f"wrote {CHECKOUT.name(target)}: {len(runs)} lessons")


def run_one(source: Path) -> Outcome:
    """Run one lesson in a process of its own."""
    return run_in_subprocess(source, CHECKOUT)


def taken(stamp: Stamp) -> str:
    """Return the time, by the clock and of processors, and the memory that a run took: '14 s (12 s of CPU), 312 MB'."""
    cpu = f" ({stamp.cpu_seconds:.0f} s of CPU)" if stamp.cpu_seconds else ""
    return f"{stamp.seconds:.0f} s{cpu}" + (f", {stamp.megabytes} MB" if stamp.megabytes else "")


if __name__ == "__main__":
    main()

#!/usr/bin/env python
"""Run lessons as on other processors, and compare what comes out with the outputs that readers see: `make kernels`.

    python scripts/compare_kernels.py                     all lessons, 4 kernels of the linear algebra, 1 and 2 threads
    python scripts/compare_kernels.py k-means             one lesson
    python scripts/compare_kernels.py --sample 3          three lessons, others each week
    python scripts/compare_kernels.py --kernel Haswell --threads 1     only so

Nothing is written. A lesson passes when all runs print the same and draw figures that look the same. To mend one that
does not: fewer digits, no step that oscillates or breaks a tie by rounding, an assert with margin.
Exit codes: 0 all the same; 1 something differs; 2 wrong arguments.
"""

import os
import sys
from datetime import date
from pathlib import Path

import click

from mlroadmap.errors import Problem, ProblemsFound, report
from mlroadmap.lessons.executed import cells_of, read_notebook
from mlroadmap.lessons.source import read_lesson
from mlroadmap.site import lesson_sources
from roadmap_lessons.checkout import Checkout
from roadmap_lessons.kernels import KERNELS, THREADS, differences, environment, flags_needed, sample_of
from roadmap_lessons.subprocesses import Outcome, run_in_subprocess

CHECKOUT = Checkout(Path(__file__).parents[1])
CPU = Path("/proc/cpuinfo")


@click.command(help=__doc__)
@click.argument("lessons", nargs=-1)
@click.option("--sample", type=click.IntRange(1), help="So many lessons, others each week.")
@click.option("--kernel", "kernels", type=click.Choice(KERNELS), multiple=True, default=KERNELS)
@click.option("--threads", type=click.Choice(THREADS), multiple=True, default=THREADS)
def main(lessons: tuple[str, ...], sample: int | None, kernels: tuple[str, ...], threads: tuple[int, ...]) -> None:
    """Run the chosen lessons under each setting and print what differs."""
    sources = {source.stem: source for source in lesson_sources(CHECKOUT.docs)}
    if unknown := sorted(set(lessons) - set(sources)):
        raise click.UsageError(f"no lesson {', '.join(unknown)}; there are {', '.join(sorted(sources))}")
    chosen = list(lessons) or (sample_of(list(sources), sample, today_week()) if sample else list(sources))
    can = [kernel for kernel in kernels if not (flags_needed(kernel) - abilities())]
    for kernel in set(kernels) - set(can):
        click.echo(f"{kernel}: not run, since this processor cannot")
    problems: list[Problem] = []
    for name in chosen:
        for kernel in can:
            for count in threads:
                found = compare(sources[name], kernel, count)
                problems += found
                click.echo(f"{name}, {kernel}, {count} thread{'s' * (count > 1)}: {'differs' if found else 'the same'}")
                for problem in found:
                    click.echo(f"  {problem}")
    if problems:
        sys.exit(report(problems))
    click.echo(f"{len(chosen)} lessons: the same with {', '.join(can)} and {' or '.join(map(str, threads))} threads")


def compare(source: Path, kernel: str, threads: int) -> list[Problem]:
    """Run a lesson under a setting and return a problem for each cell whose outputs differ from those committed."""
    name = CHECKOUT.name(source)
    try:
        before = read_notebook(source.with_suffix(".ipynb"), name=name)
    except ProblemsFound as error:
        return list(error.problems)
    lesson = read_lesson(source, name=name)
    if before.codes != lesson.codes:
        return [Problem(name, 1, "RM501", "the notebook is older than the code: run `make notebooks`")]
    setting = f"with the kernel {kernel} and {threads} thread{'s' * (threads > 1)}"
    outcome: Outcome = run_in_subprocess(source, CHECKOUT, environment(kernel, threads))
    if outcome.problems:
        return [Problem(one.file, one.line, one.code, f"{setting}: {one.text}") for one in outcome.problems]
    mend = "print fewer digits, or avoid what hangs on the last one"
    return [
        Problem(name, lesson.cells[number].line, "RM507", f"{setting} this cell gives another output: {said}: {mend}")
        for number, said in differences(before.cells, cells_of(outcome.notebook))
    ]


def today_week() -> int:
    """Return the number of the week, counted on from year to year, or what `WEEK` in the environment says."""
    return int(os.environ.get("WEEK") or date.today().toordinal() // 7)


def abilities() -> frozenset[str]:
    """Return what this processor can do, as Linux names it; all that kernels need where that is not told."""
    if not CPU.exists():
        return frozenset().union(*(flags_needed(kernel) for kernel in KERNELS))
    lines = [line for line in CPU.read_text("utf-8").splitlines() if line.startswith("flags")]
    return frozenset(lines[0].split(":")[1].split()) if lines else frozenset()


if __name__ == "__main__":
    main()

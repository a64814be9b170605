#!/usr/bin/env python
"""Run lessons in a real browser, cell by cell, and note which pass: `make browser-lessons`.

    python scripts/run_in_browser.py [LESSON …] [--all]     without names: those whose code or data changed since
    python scripts/run_in_browser.py --check                only say which these are; exit code 1 when there are any
    python scripts/run_in_browser.py --tell                 the same with exit code 0; neither takes a browser

A lesson passes when every cell runs, those included that hold the numbers of its prose to account.
The list is `docs/_data/browser.json`; only lessons that pass get Run buttons. Exit code 1 when one did not pass.
"""

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from install_browser import find
from playwright.sync_api import sync_playwright

from mlroadmap.data.browser import BrowserRun, load_browser_runs, written
from mlroadmap.errors import ProblemsFound
from mlroadmap.lessons.offer import RUNS, data_files, helper_files, load_offer
from mlroadmap.lessons.practice import browser_fingerprint
from mlroadmap.lessons.runtime import version_of
from mlroadmap.lessons.source import Cell, read_lesson
from mlroadmap.site import lesson_sources
from roadmap_lessons.browser_run import FLAGS, judge, lay_out
from roadmap_lessons.serve import serving

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
MEND = f"run `make browser-lessons` and commit docs/{RUNS}"


def cells_of(source: Path) -> tuple[Cell, ...]:
    """Return the cells of a lesson. Raises ProblemsFound when they cannot be run."""
    lesson = read_lesson(source, name=f"docs/{source.parent.name}/{source.name}")
    if lesson.problems:
        raise ProblemsFound(lesson.problems)
    return lesson.cells


def stale(docs: Path, runs: Mapping[str, BrowserRun], version: str) -> list[Path]:
    """Return the lessons whose last run no longer holds, or that were never run, with this `version` of the runtime."""
    data, helpers = data_files(docs), helper_files(docs)
    return [
        source
        for source in lesson_sources(docs)
        if (known := runs.get(source.stem)) is None
        or known.fingerprint != browser_fingerprint(cells_of(source), version, data=data, helpers=helpers)
    ]


@click.command(help=__doc__)
@click.argument("names", nargs=-1)
@click.option("--all", "everything", is_flag=True)
@click.option("--check", is_flag=True)
@click.option("--tell", is_flag=True)
def main(names: tuple[str, ...], everything: bool, check: bool, tell: bool) -> None:
    """Run and note."""
    try:
        if check or tell:
            said = told(stale(DOCS, load_browser_runs(DOCS / RUNS, name=f"docs/{RUNS}"), version_of(ROOT)))
            if said and check:
                sys.exit(said)
            click.echo(said or "all lessons were run in the browser as they are now")
            return
        run(names, everything=everything)
    except ProblemsFound as error:
        sys.exit(str(error))


def told(sources: Sequence[Path]) -> str:
    """Return what to say of lessons that are to be run again; nothing when there are none."""
    names = " ".join(source.stem for source in sources)
    return f"without Run buttons until they are run in the browser as they are now: {names}\n{MEND}" if names else ""


def without_buttons(runs: Mapping[str, BrowserRun], chosen: Sequence[str]) -> str:
    """Return what to say of the chosen lessons that did not pass; nothing when all did."""
    failed = " ".join(name for name in chosen if not runs[name].passed)
    return f"without Run buttons until they pass: {failed}\nwhat stopped each stands in docs/{RUNS}" if failed else ""


def run(names: tuple[str, ...], *, everything: bool) -> None:
    """Run what was chosen, and note it. Raises ProblemsFound."""
    path = DOCS / RUNS
    runs = load_browser_runs(path, name=f"docs/{RUNS}")
    sources = lesson_sources(DOCS)
    if unknown := sorted(set(names) - {source.stem for source in sources}):
        sys.exit(f"no lesson of this name: {', '.join(unknown)}")
    chosen = [source for source in sources if source.stem in names]
    chosen = chosen or (sources if everything else stale(DOCS, runs, version_of(ROOT)))
    offer = load_offer(DOCS)
    if offer is None:
        sys.exit("Python for the browser is not there: run `make runtime`")
    known = {source.stem for source in sources}
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        lay_out(Path(name), DOCS, offer)
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        with serving(Path(name)) as address:
            for source in chosen:
                start = time.monotonic()
                row = judge(browser, address, cells_of(source), offer)
                # read again, so that two who run lessons side by side keep both
                runs = {**load_browser_runs(path, name=f"docs/{RUNS}"), source.stem: row}
                path.write_text(written({key: runs[key] for key in known & runs.keys()}), "utf-8")
                said = "passed" if row.passed else f"FAILED  {row.problem.splitlines()[-1]}"
                click.echo(f"{source.stem:<28} {row.bytes / 1e6:5.1f} MB {time.monotonic() - start:6.1f} s  {said}")
        browser.close()
    click.echo(f"{sum(row.passed for row in runs.values())} of {len(runs)} lessons run in the page")
    if said := without_buttons(runs, [source.stem for source in chosen]):
        sys.exit(said)


if __name__ == "__main__":
    main()

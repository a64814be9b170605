#!/usr/bin/env python
"""Run lessons in a real browser, cell by cell, and note which pass: `make browser-lessons`.

    python scripts/run_in_browser.py [LESSON …] [--all]     without names: those whose code or data changed since
    python scripts/run_in_browser.py --check                only say which these are; exit code 1 when there are any

A lesson passes when every cell runs, those included that hold the numbers of its prose to account, and when no cell of
the page needs what a hidden cell made. The list is `docs/_data/browser.json`; only lessons that pass get Run buttons.
"""

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from playwright.sync_api import Browser, sync_playwright

from mlroadmap.data.browser import BrowserRun, load_browser_runs, written
from mlroadmap.lessons.offer import RUNS, Offer, data_files, load_offer
from mlroadmap.lessons.page import read_source
from mlroadmap.lessons.practice import CodeCell, Practice, browser_fingerprint, code_cells, leaning_on_hidden
from mlroadmap.lessons.runtime import version_of
from mlroadmap.site import lesson_sources
from scripts.install_browser import find
from scripts.serve_folder import serving

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
MOST_SECONDS = 900
"""For one lesson. Python in the browser is some three times as slow, and the machine may be busy."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="rm-python" content="{address}"><title>Run</title>'
RUN = """async ([cells, packages, seconds]) => {
  const { pythonOf } = await import("./javascripts/practice/python.js");
  const python = pythonOf(document);
  setTimeout(() => python.stop(), seconds * 1000);
  let failure = null;
  const output = (cell, { type, content }) => { if (type === "error") failure = JSON.parse(content); };
  const end = await python.run(cells, { packages, output });
  return { ...end, failure };
}"""


def lay_out(folder: Path, offer: Offer) -> None:
    """Make a site of one empty page, with what running cells takes."""
    (folder / "index.html").write_text(PAGE.format(address=offer.runtime.address), "utf-8")
    (folder / "assets/pyodide").mkdir(parents=True)
    (folder / "javascripts").symlink_to(DOCS / "javascripts")
    (folder / "assets/lessons").symlink_to(DOCS / "assets/lessons")
    (folder / "assets/data").symlink_to(DOCS / "assets/data")
    (folder / offer.runtime.address.rstrip("/")).symlink_to(offer.runtime.folder)


def run(browser: Browser, address: str, cells: list[CodeCell], practice: Practice) -> str:
    """Run the cells of a lesson in a tab of its own. Returns where it failed and why, or an empty text."""
    context = browser.new_context(service_workers="block")
    context.route(lambda url: not url.startswith(address), lambda route: route.abort())
    page = context.new_page()
    page.goto(address)
    rows = [{"code": cell.code, "name": f"cell {number}"} for number, cell in enumerate(cells, 1)]
    packages = sorted(frozenset[str]().union(*practice.packages))
    try:
        end: dict[str, Any] = page.evaluate(RUN, [rows, packages, MOST_SECONDS])
    finally:
        context.close()
    if end["state"] == "failed":
        failure = end["failure"] or {"name": "the cell failed", "message": ""}
        return f"cell {end['cell'] + 1}: {failure['name']}: {failure['message']}".split("\n")[0][:200]
    return {"done": "", "stopped": f"longer than {MOST_SECONDS} s"}.get(end["state"], end.get("text", ""))


def stale(runs: dict[str, BrowserRun], data: dict[str, bytes]) -> list[Path]:
    """Return the lessons whose last run no longer holds, or that were never run."""
    version = version_of(ROOT)
    return [
        source
        for source in lesson_sources(DOCS)
        if (known := runs.get(source.stem)) is None
        or known.fingerprint != browser_fingerprint(cells_of(source), version, data)
    ]


def cells_of(source: Path) -> list[CodeCell]:
    """Return the code cells of a lesson source."""
    return code_cells(read_source(source.read_text("utf-8")))


def judge(browser: Browser, address: str, source: Path, offer: Offer) -> BrowserRun:
    """Run one lesson and return what to note."""
    cells = cells_of(source)
    practice = Practice.of(cells, offer.runtime, offer.data)
    leaning = leaning_on_hidden(cells)
    if leaning:
        problem = "; ".join(f"cell {number + 1} needs {name!r} of a hidden cell" for number, name in leaning)
    else:
        problem = run(browser, address, cells, practice)
    needed = frozenset[str]().union(*practice.packages)
    files = frozenset[str]().union(*practice.files)
    size = offer.runtime.bytes_of(needed) + sum(offer.sizes[name] for name in files)
    fingerprint = browser_fingerprint(cells, offer.runtime.version, offer.data)
    return BrowserRun(passed=not problem, fingerprint=fingerprint, bytes=size, problem=problem)


@click.command(help=__doc__)
@click.argument("names", nargs=-1)
@click.option("--all", "everything", is_flag=True)
@click.option("--check", is_flag=True)
def main(names: tuple[str, ...], everything: bool, check: bool) -> None:
    """Run and note."""
    path = DOCS / RUNS
    runs = load_browser_runs(path, name=f"docs/{RUNS}")
    sources = lesson_sources(DOCS)
    if unknown := sorted(set(names) - {source.stem for source in sources}):
        sys.exit(f"no lesson of this name: {', '.join(unknown)}")
    chosen = [source for source in sources if source.stem in names]
    chosen = chosen or (sources if everything else stale(runs, data_files(DOCS)))
    if check:
        if chosen:
            lessons = " ".join(source.stem for source in chosen)
            sys.exit(f"not run in the browser as they are now: {lessons}\nrun `make browser-lessons` and commit docs/{RUNS}")
        return
    offer = load_offer(DOCS)
    if offer is None:
        sys.exit("Python for the browser is not there: run `make runtime`")
    runs = {source.stem: runs[source.stem] for source in sources if source.stem in runs}
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        lay_out(Path(name), offer)
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        with serving(Path(name)) as address:
            for source in chosen:
                start = time.monotonic()
                runs[source.stem] = judge(browser, address, source, offer)
                path.write_text(written(runs), "utf-8")
                row = runs[source.stem]
                said = "passed" if row.passed else f"FAILED  {row.problem}"
                click.echo(f"{source.stem:<28} {row.bytes / 1e6:5.1f} MB {time.monotonic() - start:6.1f} s  {said}")
        browser.close()
    passed = sum(row.passed for row in runs.values())
    click.echo(f"{passed} of {len(runs)} lessons run in the page")


if __name__ == "__main__":
    main()

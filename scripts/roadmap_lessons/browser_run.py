"""Run a lesson in a real browser as a page does: cell after cell, in a worker, with no other host in reach."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from mlroadmap.data.browser import BrowserRun
from mlroadmap.lessons.offer import Offer
from mlroadmap.lessons.practice import Practice
from mlroadmap.lessons.source import Cell

MOST_SECONDS = 900
"""For one lesson. Python in the browser is some three times as slow, and the machine may be busy."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PAGE = '<!doctype html><meta charset="utf-8"><meta name="rm-python" content="{address}"><title>Run</title>'
RUN = """async ([cells, packages, seconds]) => {
  const { pythonOf } = await import("./javascripts/practice/python.js");
  const python = pythonOf(document);
  setTimeout(() => python.stop(), seconds * 1000);
  let failure = null;
  const output = (cell, { type, content }) => { if (type === "error") failure = JSON.parse(content); };
  const end = await python.run(cells, { packages, output });
  return { ...end, failure };
}"""


def lay_out(folder: Path, docs: Path, offer: Offer) -> None:
    """Make a site of one empty page, with what running cells takes."""
    (folder / "index.html").write_text(PAGE.format(address=offer.runtime.address), "utf-8")
    (folder / "assets/pyodide").mkdir(parents=True)
    (folder / "javascripts").symlink_to(docs / "javascripts")
    (folder / "assets/lessons").symlink_to(docs / "assets/lessons")
    (folder / "assets/data").symlink_to(docs / "assets/data")
    (folder / offer.runtime.address.rstrip("/")).symlink_to(offer.runtime.folder)


def run(browser: Browser, address: str, cells: Sequence[Cell], practice: Practice) -> str:
    """Run the cells of a lesson that can, in a tab of its own. Returns where it failed and why, or an empty text."""
    context = browser.new_context(service_workers="block")
    context.route(lambda url: not url.startswith(address), lambda route: route.abort())
    page = context.new_page()
    page.goto(address)
    rows = [
        {"code": cell.code, "name": f"cell {number + 1}"}
        for number, cell in enumerate(cells)
        if number not in practice.elsewhere
    ]
    packages = sorted(frozenset[str]().union(*practice.packages))
    try:
        end: dict[str, Any] = page.evaluate(RUN, [rows, packages, MOST_SECONDS])
    finally:
        context.close()
    if end["state"] == "failed":
        failure = end["failure"] or {"name": "the cell failed", "message": ""}
        return f"{rows[end['cell']]['name']}: {failure['name']}: {failure['message']}".split("\n")[0][:200]
    if end["state"] == "stopped":
        return f"longer than {MOST_SECONDS} s"
    return str(end.get("text", ""))


def judge(browser: Browser, address: str, cells: Sequence[Cell], offer: Offer) -> BrowserRun:
    """Run one lesson and return what to note."""
    practice = Practice.of(cells, offer.runtime, offer.data)
    problem = run(browser, address, cells, practice)
    needed = frozenset[str]().union(*practice.packages)
    files = frozenset[str]().union(*practice.files)
    size = offer.runtime.bytes_of(needed) + sum(offer.sizes[name] for name in files)
    return BrowserRun(passed=not problem, fingerprint=offer.fingerprint(cells), bytes=size, problem=problem)

#!/usr/bin/env python
"""Hold every page of the built site to its budget, in a real browser: `make audit`.

    python scripts/audit.py [PAGE …]        by their address below the root, such as stage-1/arrays/; all unless given
    python scripts/audit.py --weight        only what a first visit asks for and weighs, without axe

Prints one line a page: kilobytes (compressed, as a server sends them), requests, what axe finds on a phone and on a
desktop in light and in dark. Budgets are in `scripts/budgets.toml`. Exit code 1 for a page beyond one.
"""

import gzip
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from axe_playwright_python.sync_playwright import Axe
from install_browser import find
from playwright.sync_api import Browser, sync_playwright

from roadmap_lessons.browser_run import FLAGS
from roadmap_lessons.serve import Quiet, serving

ROOT = Path(__file__).parents[1]
SITE = ROOT / "site"
BUDGETS: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "scripts/budgets.toml").read_text("utf-8"))
COMPRESSED = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".webmanifest"}
WAYS = [(width, scheme) for width in (390, 1280) for scheme in ("light", "dark")]


class Weighing(Quiet):
    """Notes what is asked for, and how much of it a server that compresses texts would send."""

    asked: Counter[str] = Counter()  # noqa: RUF012 - one server at a time

    def do_GET(self) -> None:
        """Send a file, and note it."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.is_file():
            content = path.read_bytes()
            self.asked[self.path] = len(gzip.compress(content, mtime=0) if path.suffix in COMPRESSED else content)
        super().do_GET()


def kind_of(page: str) -> str:
    """Return which budget a page has."""
    if page == "":
        return "home"
    if page == "resources/":
        return "all-resources"
    if page.startswith("stage-"):
        return "lesson" if page.count("/") > 1 else "stage"
    return "other"


def first_visit(browser: Browser, address: str, page: str) -> tuple[float, int, int]:
    """Return kilobytes, requests, and how many figures came, of a first visit on a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    Weighing.asked = Counter()
    tab = context.new_page()
    tab.goto(address + page)
    tab.wait_for_load_state("networkidle")
    context.close()
    asked = dict(Weighing.asked)
    figures = sum(name.endswith(".svg") and "/figure-" in name for name in asked)
    return sum(asked.values()) / 1000, len(asked), figures


def axe_finds(browser: Browser, address: str, page: str) -> Iterator[list[str]]:
    """Yield what axe finds, each way."""
    for width, scheme in WAYS:
        context = browser.new_context(
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
            service_workers="block",
        )
        tab = context.new_page()
        tab.goto(address + page)
        tab.wait_for_load_state("networkidle")
        found = Axe().run(tab).response["violations"]
        context.close()
        yield [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


@click.command(help=__doc__)
@click.argument("pages", nargs=-1)
@click.option("--weight", "weight_alone", is_flag=True)
def main(pages: tuple[str, ...], weight_alone: bool) -> None:
    """Look at the pages and say which are beyond their budget."""
    if not (SITE / "index.html").exists():
        sys.exit("there is no built site: run `make build`")
    there = sorted(path.parent.relative_to(SITE).as_posix() for path in SITE.rglob("index.html"))
    all_pages = ["" if one == "." else f"{one}/" for one in there]
    if unknown := sorted(set(pages) - set(all_pages)):
        sys.exit(f"no page of this address: {', '.join(unknown)}")
    beyond = 0
    with sync_playwright() as playwright, serving(SITE, handler=Weighing) as address:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        for page in pages or all_pages:
            budget = BUDGETS[kind_of(page)]
            size, requests, figures = first_visit(browser, address, page)
            most = budget["kilobytes"] + figures * budget.get("kilobytes_a_figure", 0)
            faults = [] if weight_alone else list(axe_finds(browser, address, page))
            wrong = [f"more than {most} kB"] if size > most else []
            wrong += [f"more than {budget['requests']} requests"] if requests > budget["requests"] else []
            wrong += sorted({fault for way in faults for fault in way})
            beyond += bool(wrong)
            counts = " ".join(str(len(way)) for way in faults)
            click.echo(
                f"{page or '(home)':<44} {size:6.1f} kB {requests:3} requests  axe {counts or '-'}  {'; '.join(wrong)}"
            )
        browser.close()
    click.echo(f"{len(pages or all_pages)} pages, {beyond} beyond their budget")
    sys.exit(beyond > 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python
"""Hold every page of the built site to its budget, in a real browser: `make audit`.

    python scripts/audit.py [PAGE …]         by their address below the root, such as stage-1/arrays/; all unless given
    python scripts/audit.py --only weight    one of weight, axe, html, lighthouse; may be given several times

Prints one line a page: kilobytes (compressed, as a server sends them), requests, what axe finds on a phone and on a
desktop in light and in dark, what the W3C's checker says of its HTML. Lighthouse looks at one page of every kind, or at
those that are named, three times each: the scores are those of the run in the middle, on a quiet machine. Budgets are
in `scripts/budgets.toml`. Exit code 1 for a page beyond one.
"""

import sys
import tomllib
from pathlib import Path
from typing import Any

import click
from install_browser import find
from playwright.sync_api import Browser, sync_playwright
from roadmap_audit.accessibility import axe_finds
from roadmap_audit.lighthouse import CATEGORIES, FORMS, lighthouse
from roadmap_audit.weight import Weighing, first_visit

from roadmap_lessons.browser_run import FLAGS
from roadmap_lessons.serve import serving

ROOT = Path(__file__).parents[1]
SITE = ROOT / "site"
BUDGETS: dict[str, Any] = tomllib.loads((ROOT / "scripts/budgets.toml").read_text("utf-8"))
LOOKS = ("weight", "axe", "html", "lighthouse")
RUNS = 3
"""How often Lighthouse looks at a page: the run in the middle counts, for one alone may be ten points off."""


def kind_of(page: str) -> str:
    """Return which budget a page has: its own, or that of its kind."""
    if page in BUDGETS:
        return page
    if page == "":
        return "home"
    if page == "resources/":
        return "all-resources"
    if page.startswith(("placement/", "plan/", "progress/")):
        return "journey"
    if page.startswith("stage-"):
        return "lesson" if page.count("/") > 1 else "stage"
    return "other"


class Audit:
    """Looks at pages in one browser."""

    def __init__(self, browser: Browser, address: str, looks: tuple[str, ...]) -> None:
        self.browser = browser
        self.address = address
        self.looks = looks
        self.html = self.faults() if "html" in looks else {}

    def faults(self) -> dict[str, list[str]]:
        """Return what is wrong with the HTML of each page."""
        from roadmap_audit.valid import NotHeld, html_faults  # noqa: PLC0415 - only this look needs a Java

        return html_faults(SITE, [NotHeld(**row) for row in BUDGETS["not-held"]])

    def line(self, page: str) -> tuple[str, list[str]]:
        """Return what is measured of a page, and what of it is beyond its budget."""
        budget, measured, wrong = BUDGETS[kind_of(page)], "", list[str]()
        if "weight" in self.looks:
            visit = first_visit(self.browser, self.address, page)
            most = budget["kilobytes"] + visit.figures * budget.get("kilobytes_a_figure", 0)
            measured += f" {visit.kilobytes:6.1f} kB {visit.requests:3} requests"
            wrong += [f"more than {most} kB"] if visit.kilobytes > most else []
            wrong += [f"more than {budget['requests']} requests"] if visit.requests > budget["requests"] else []
        if "axe" in self.looks:
            ways = list(axe_finds(self.browser, self.address, page))
            measured += f"  axe {' '.join(str(len(way)) for way in ways)}"
            wrong += sorted({fault for way in ways for fault in way})
        if "html" in self.looks:
            faults = self.html.get(f"{page}index.html", [])
            measured += f"  html {len(faults)}"
            wrong += faults
        return measured, wrong

    def scores(self, page: str, chromium: str) -> tuple[str, list[str]]:
        """Return what Lighthouse says of a page, and which scores are below their budget."""
        measured, wrong = "", list[str]()
        for form in FORMS:
            runs = [lighthouse(self.address + page, form, chromium=chromium) for _ in range(RUNS)]
            found = sorted(runs, key=lambda one: one.scores["performance"])[RUNS // 2]
            least = BUDGETS["lighthouse"][form]
            low = [name for name, score in zip(CATEGORIES, least, strict=True) if found.scores[name] < score]
            measured += f"  {form} {found}, {found.blocked} ms blocked"
            wrong += [f"{form}: {name} below its budget" for name in low]
            wrong += [f"{form}: {one}" for one in found.lost] if low else []
        return measured, wrong


@click.command(help=__doc__)
@click.argument("pages", nargs=-1)
@click.option("--only", "looks", type=click.Choice(LOOKS), multiple=True)
def main(pages: tuple[str, ...], looks: tuple[str, ...]) -> None:
    """Look at the pages and say which are beyond their budget."""
    looks = looks or LOOKS
    if not (SITE / "index.html").exists():
        sys.exit("there is no built site: run `make build`")
    there = sorted(path.parent.relative_to(SITE).as_posix() for path in SITE.rglob("index.html"))
    all_pages = ["" if one == "." else f"{one}/" for one in there]
    if unknown := sorted(set(pages) - set(all_pages)):
        sys.exit(f"no page of this address: {', '.join(unknown)}")
    chromium, beyond = find() or "", set[str]()

    def tell(page: str, measured: str, wrong: list[str]) -> None:
        click.echo(f"{page or '(home)':<44}{measured}  {'; '.join(wrong)}".rstrip())
        beyond.update([page] if wrong else [])

    with sync_playwright() as playwright, serving(SITE, handler=Weighing) as address:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        audit = Audit(browser, address, looks)
        for page in (pages or all_pages) if {*looks} != {"lighthouse"} else ():
            tell(page, *audit.line(page))
        browser.close()
        for page in (pages or BUDGETS["lighthouse"]["pages"]) if "lighthouse" in looks else ():
            tell(page, *audit.scores(page, chromium))
    click.echo(f"{len(pages or all_pages)} pages, {len(beyond)} beyond their budget")
    sys.exit(bool(beyond))


if __name__ == "__main__":
    main()

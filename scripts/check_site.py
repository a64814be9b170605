#!/usr/bin/env python
"""Check the built site, page by page, as a browser would meet it.

    python scripts/check_site.py [SITE]              prints what is wrong and exits 1; SITE is `site` unless given
    python scripts/check_site.py --deploy [SITE]     only whether it may be published under the address it was built for

Checked: links and anchors inside the site (raw HTML too), markers left over, ids used twice, the order of headings,
text alternatives and sizes of images, titles and descriptions, requests to other hosts, page weight.
"""

import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
from selectolax.lexbor import LexborHTMLParser, LexborNode

from mlroadmap.publish.versions import LISTED, listed, todays

SITE = Path(__file__).parents[1] / "site"
LESSON_BYTES, LESSON_GZIP = 120_000, 24_000
"""What the HTML of a lesson may weigh, as it is and compressed."""
PAGE_BYTES, PAGE_GZIP = 130_000, 24_000
"""The same for every other page but those of WHOLE_LISTS."""
WHOLE_LISTS: Mapping[str, str] = {
    "resources/index.html": "one table of all resources, for readers without scripts and for the browser's own search",
    "glossary/index.html": "one list of all terms, to which lessons link; every lesson adds some",
}
"""Pages without a weight limit, each with the reason."""
FIGURE_BYTES = 60_000
RESERVED = frozenset({"example", "invalid", "test", "localhost", "example.com", "example.net", "example.org"})
"""Hosts and last parts of hosts that lead nowhere by definition (RFC 2606)."""
LEFTOVERS = ("<!-- roadmap:", "<!-- lesson cell", "arithmatex", "{{", "{%")


@dataclass(frozen=True)
class Page:
    """A built page: its path below the site folder, its text, its parsed tree and its ids."""

    path: str
    text: str
    tree: LexborHTMLParser
    ids: frozenset[str]


def read(path: Path, name: str) -> Page:
    """Read a page."""
    text = path.read_text("utf-8")
    tree = LexborHTMLParser(text)
    ids = {node.attributes.get("id") or "" for node in tree.css("[id]")}
    ids |= {node.attributes.get("name") or "" for node in tree.css("a[name]")}
    return Page(name, text, tree, frozenset(ids))


def find_problems(site: Path) -> list[str]:
    """Return what is wrong in the built site, one text per problem."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    pages = {name: read(site / name, name) for name in names}
    problems = [f"{name}: {text}" for name, page in pages.items() for text in _of_page(page, pages, site)]
    for path in sorted(site.rglob("figure-*.svg")):
        if path.stat().st_size > FIGURE_BYTES:
            problems.append(
                f"{path.relative_to(site)}: the figure has {path.stat().st_size} bytes, more than {FIGURE_BYTES}"
            )
    return problems


def _of_page(page: Page, pages: Mapping[str, Page], site: Path) -> Iterator[str]:
    if page.path == "404.html":
        return
    yield from _links(page, pages, site)
    yield from _leftovers(page)
    yield from _ids(page)
    yield from _headings(page)
    yield from _images(page)
    yield from _head(page)
    yield from _requests(page)
    yield from _weight(page)


def _links(page: Page, pages: Mapping[str, Page], site: Path) -> Iterator[str]:
    for node in page.tree.css("a[href], link[href], img[src], script[src], source[src]"):
        address = node.attributes.get("href") or node.attributes.get("src") or ""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or node.attributes.get("rel") == "canonical":
            continue
        target = _target(page.path, unquote(parts.path))
        if parts.path and not (site / target).is_file():
            yield f"the link {address} leads to {target}, which is not in the site"
        elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
            yield f"the link {address} leads to #{parts.fragment}, which is not on {target}"


def _target(page: str, path: str) -> str:
    folder = "" if path.startswith("/") else page.rpartition("/")[0]
    parts: list[str] = []
    for part in f"{folder}/{path}".split("/"):
        if part == "..":
            if not parts:
                return "a place above the site"
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    if not path:
        return page
    if path.endswith(("/", ".", "..")):
        parts.append("index.html")
    return "/".join(parts)


def _leftovers(page: Page) -> Iterator[str]:
    article = LexborHTMLParser(page.text).css_first("article")  # parsed again, because code is cut out of it
    for node in article.css("pre, code") if article else []:
        node.decompose()
    text = article.html or "" if article else ""
    yield from (f"'{leftover}' was left in the page" for leftover in LEFTOVERS if leftover in text)


def _ids(page: Page) -> Iterator[str]:
    counts = Counter(node.attributes.get("id") for node in page.tree.css("[id]"))
    yield from (f"the id '{id_}' is used {count} times" for id_, count in counts.items() if count > 1)


def _headings(page: Page) -> Iterator[str]:
    article: LexborNode | None = page.tree.css_first("article")
    levels = [int((node.tag or "h0")[1]) for node in article.css("h1, h2, h3, h4, h5, h6")] if article else []
    if levels.count(1) != 1:
        yield f"there are {levels.count(1)} first-level headings; one is wanted"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading of level {after} follows one of level {before}"


def _images(page: Page) -> Iterator[str]:
    for image in page.tree.css("img"):
        source = image.attributes.get("src") or ""
        if source.startswith("data:"):
            yield "an image is inlined as base64"
        if not image.attributes.get("alt") and "logo" not in source:
            yield f"the image {source} has no text alternative"
        if "figure-" in source and not (image.attributes.get("width") and image.attributes.get("height")):
            yield f"the image {source} has no width and height"


def _head(page: Page) -> Iterator[str]:
    tree = page.tree
    title, description = tree.css_first("title"), tree.css_first('meta[name="description"]')
    if title is None or not title.text().strip():
        yield "the page has no title"
    if description is None or not description.attributes.get("content"):
        yield "the page has no description: add one to its front matter"
    html = tree.css_first("html")
    if html is None or not html.attributes.get("lang"):
        yield "the page does not say its language"


def _requests(page: Page) -> Iterator[str]:
    selector = (
        "script[src], img[src], iframe[src], link[rel=stylesheet], link[rel=preconnect], link[rel=icon], source[src]"
    )
    for node in page.tree.css(selector):
        address = node.attributes.get("src") or node.attributes.get("href") or ""
        if urlsplit(address).netloc:
            yield f"the page would request {address} from another host"


def _weight(page: Page) -> Iterator[str]:
    if page.path in WHOLE_LISTS:
        return
    lesson = "rm-lesson-head" in page.text
    most, most_gzip = (LESSON_BYTES, LESSON_GZIP) if lesson else (PAGE_BYTES, PAGE_GZIP)
    raw = page.text.encode()
    packed = len(gzip.compress(raw, mtime=0))
    if len(raw) > most:
        yield f"the page has {len(raw)} bytes, more than {most}"
    if packed > most_gzip:
        yield f"the page has {packed} bytes compressed, more than {most_gzip}"


def deployment_problems(site: Path, docs: Path) -> list[str]:
    """Return why the built site must not be published: its address leads nowhere, or saved notebooks would break."""
    home = read(site / "index.html", "index.html").tree.css_first('link[rel="canonical"]')
    address = (home.attributes.get("href") or "") if home else ""
    host = (urlsplit(address).hostname or "").rstrip(".")
    problems = []
    if not re.search(r"[a-z]", host) or ":" in host or any(host == one or host.endswith(f".{one}") for one in RESERVED):
        problems.append(
            f"the site was built for the address '{address}', which leads nowhere: set SITE_URL in the environment of "
            "the build, or site_url in mkdocs.yml, to the address at which readers will find it"
        )
    for path in sorted(site.glob("stage-*/*/*.ipynb")):
        if f'site=\\"{address}\\"' not in path.read_text("utf-8"):
            problems.append(f"{path.relative_to(site)} fetches its files from another address than {address}")
    text = (docs / LISTED).read_text("utf-8") if (docs / LISTED).exists() else ""
    if unlisted := sorted({(sha, name) for name, sha in todays(docs).items()} - {*listed(text)}):
        names = ", ".join(name for _, name in unlisted[:3]) + (", …" if len(unlisted) > 3 else "")
        problems.append(
            f"docs/{LISTED} does not promise {names} to notebooks that readers will save: run `touch docs/{LISTED}`, "
            "then `make generate`, and commit it"
        )
    return problems


@click.command(help=__doc__)
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False), default=SITE)
@click.option("--deploy", is_flag=True, help="Only tell whether the site may be published.")
def main(site: Path, deploy: bool) -> None:
    """Print the problems and exit 1 if there are any."""
    problems = deployment_problems(site, SITE.parent / "docs") if deploy else find_problems(site)
    for problem in problems:
        click.echo(problem)
    pages = len(list(site.rglob("*.html")))
    click.echo(f"{pages} pages: {len(problems) or 'no'} problem{'s' if len(problems) != 1 else ''}")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()

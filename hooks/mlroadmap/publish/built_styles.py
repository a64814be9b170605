"""The style sheets of a built site: what home and the stages need, what a lesson needs besides, and all the rest.

Each page names those that it asks for (`overrides/main.html`), and a rule goes into the first that every page asks for
that can use it. Home and the stages are what somebody on a phone sees first; tabs stand in few lessons, and weigh as
much as all that is said of a lesson.
"""

import re
from collections.abc import Collection, Container, Iterable, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple

from mlroadmap.cache import Cache
from mlroadmap.publish.joined import SITE_STYLE
from mlroadmap.publish.styles import names_in, parted, pruned, variables_in, words_of_tags

LESSON_STYLE, MORE_STYLE = "stylesheets/lesson.css", "stylesheets/more.css"
"""The rules that neither home nor a stage can use, and those that a lesson without tabs cannot use either."""
_SCRIPT = re.compile(r'<script[^>]* src="(?:\.\./)*(javascripts/[\w/.-]+\.js)"')
_SHEET = re.compile(r'<link rel="?stylesheet"? href="?[./]*(stylesheets/[\w.-]+\.css)')
_NEEDED = re.compile(r'["`](\.{1,2}/[\w/.-]+\.js)["`]')


class Seen(NamedTuple):
    """What of a page decides about styles: the words of its tags, its variables, the sheets and scripts it asks for."""

    words: frozenset[str]
    variables: frozenset[str]
    sheets: frozenset[str]
    scripts: tuple[str, ...]


def write_styles(site: Path, cache: Cache, of_data: Container[str]) -> None:
    """Leave out of the style sheet of a built `site` what no page of it can use, and part it in three.

    `of_data` are the modules that hold data alone: what stands in them are no names of styles.
    """
    paths = sorted(site.glob("javascripts/**/*.js"))
    scripts = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in paths}
    scripts = {name: text for name, text in scripts.items() if name not in of_data}
    theme = "".join(path.read_text("utf-8") for path in site.glob("assets/javascripts/bundle.*.js"))
    text = (site / SITE_STYLE).read_text("utf-8")
    there = [path.read_text("utf-8") for path in sorted(site.rglob("*.css"))]
    every = [theme, *(one for one in there if one != text)]
    pages = [_seen(path.read_text("utf-8"), cache) for path in sorted(site.rglob("*.html"))]

    def needed(some: Iterable[Seen], their: Collection[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Return the names and the variables that some pages and their scripts use."""
        users = (*their, *every)
        return (
            names_in([page.words for page in some], their, theme),
            frozenset[str]().union(*(page.variables for page in some), *map(variables_in, users)),
        )

    def of_those_without(*sheets: str) -> tuple[frozenset[str], frozenset[str]]:
        some = [page for page in pages if page.sheets.isdisjoint(sheets)]
        return needed(some, [scripts[name] for name in _asked_for(some, scripts)])

    of_all = needed(pages, scripts.values())
    of_first, of_lessons = of_those_without(LESSON_STYLE, MORE_STYLE), of_those_without(MORE_STYLE)

    def made() -> tuple[str, str, str]:
        first, rest = parted(pruned(text, *of_all), *of_first)
        return first, *parted(rest, *of_lessons)

    parts = [part for names in (*of_all, *of_first, *of_lessons) for part in ("", *sorted(names))]
    short = cache.get("styles", [text, *parts], made)
    for name, part in zip((SITE_STYLE, LESSON_STYLE, MORE_STYLE), short, strict=True):
        (site / name).write_text(part, encoding="utf-8")


def _seen(page: str, cache: Cache) -> Seen:
    def look() -> Seen:
        return Seen(
            words_of_tags(page), variables_in(page), frozenset(_SHEET.findall(page)), tuple(_SCRIPT.findall(page))
        )

    return cache.get("seen", [page], look)


def _asked_for(pages: Iterable[Seen], scripts: Mapping[str, str]) -> list[str]:
    """Return the scripts that pages ask for, and all that these name, at once or later."""
    found: dict[str, None] = {}
    left = [name for page in pages for name in page.scripts]
    while left:
        name = left.pop()
        if name in scripts and name not in found:
            found[name] = None
            left += [normpath(join(dirname(name), one)) for one in _NEEDED.findall(scripts[name])]
    return sorted(found)

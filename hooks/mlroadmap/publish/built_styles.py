"""The two style sheets of a built site: what home and the stages need, and what every other page needs besides.

Home and the stages are what somebody on a phone sees first, and they use three quarters of the rules.
"""

import re
from collections.abc import Collection, Container, Iterable, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath

from mlroadmap.cache import Cache
from mlroadmap.publish.joined import SITE_STYLE
from mlroadmap.publish.styles import names_in, parted, pruned, variables_in, words_of_tags

MORE_STYLE = "stylesheets/more.css"
"""The rules that neither home nor a stage can use."""
_SCRIPT = re.compile(r'<script[^>]* src="(?:\.\./)*(javascripts/[\w/.-]+\.js)"')
_NEEDED = re.compile(r'["`](\.{1,2}/[\w/.-]+\.js)["`]')


def write_styles(site: Path, cache: Cache, of_data: Container[str], light: Iterable[str]) -> None:
    """Leave out of the style sheet of a built `site` what no page of it can use, and part it in two.

    `of_data` are the modules that hold data alone: what stands in them are no names of styles. `light` are the
    addresses of the pages that do with the first of the two sheets.
    """
    paths = sorted(site.glob("javascripts/**/*.js"))
    scripts = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in paths}
    scripts = {name: text for name, text in scripts.items() if name not in of_data}
    theme = "".join(path.read_text("utf-8") for path in site.glob("assets/javascripts/bundle.*.js"))
    text = (site / SITE_STYLE).read_text("utf-8")
    sheets = [path.read_text("utf-8") for path in sorted(site.rglob("*.css"))]
    every = [theme, *(one for one in sheets if one != text)]
    first_pages = [site / url / "index.html" for url in light]
    first_scripts = [scripts[name] for name in _asked_for((path.read_text("utf-8") for path in first_pages), scripts)]

    def seen(path: Path) -> tuple[frozenset[str], frozenset[str]]:
        """Return the words of the tags of a page, and the variables that it uses."""
        page = path.read_text("utf-8")
        return cache.get("seen", [page], lambda: (words_of_tags(page), variables_in(page)))

    def needed(some: Iterable[Path], their: Collection[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Return the names and the variables that some pages and their scripts use."""
        words, variables = zip(*map(seen, some), strict=True)
        return names_in(words, their, theme), frozenset().union(*variables, *map(variables_in, (*their, *every)))

    of_all = needed(sorted(site.rglob("*.html")), scripts.values())
    of_first = needed(first_pages, first_scripts)

    def made() -> tuple[str, str]:
        return parted(pruned(text, *of_all), *of_first)

    parts = [part for names in (*of_all, *of_first) for part in ("", *sorted(names))]
    first, more = cache.get("styles", [text, *parts], made)
    (site / SITE_STYLE).write_text(first, encoding="utf-8")
    (site / MORE_STYLE).write_text(more, encoding="utf-8")


def _asked_for(pages: Iterable[str], scripts: Mapping[str, str]) -> list[str]:
    """Return the scripts that pages ask for, and all that these name, at once or later."""
    found: dict[str, None] = {}
    left = [name for page in pages for name in _SCRIPT.findall(page)]
    while left:
        name = left.pop()
        if name in scripts and name not in found:
            found[name] = None
            left += [normpath(join(dirname(name), one)) for one in _NEEDED.findall(scripts[name])]
    return sorted(found)

"""Links of the built pages, told by the files that they come from: nobody can mend `site/index.html`.

Most links of a page stand in its Markdown or in the data file, where they are found anyway, with line and resource.
What is left comes from the theme's files and settings, from a template of the hooks, or from a lesson's outputs.
"""

import re
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

from ..hosts import NotAUrl
from ..model import Link, Source
from ..urls import OTHER_SCHEMES, parse, scheme_of
from .collect import is_external, read_text
from .from_html import LinkParser

CONFIG = "mkdocs.yml"
_THEME = (
    "mkdocs.yml",
    "overrides/**/*",
    "hooks/**/*",
    "docs/_data/*.json",
    "docs/javascripts/**/*",
    "docs/stylesheets/**/*",
)
_TEXT = {".yml", ".html", ".py", ".json", ".js", ".css", ".md", ".svg", ".jinja", ".j2", ".txt"}
Page = tuple[Path, str]


def built_pages(root: Path) -> list[Page]:
    """The pages under site/, with the names to report."""
    paths = sorted(root.glob("site/**/*.html"))
    return [(path, path.relative_to(root).as_posix()) for path in paths if path.is_file()]


def source_of_page(name: str, root: Path) -> str | None:
    """The Markdown file behind a page: `site/a/b/index.html` is made from `docs/a/b.md` or `docs/a/b/index.md`."""
    address = name.removeprefix("site/").removesuffix("index.html").removesuffix(".html").rstrip("/")
    for candidate in (
        f"docs/{address}.md",
        f"docs/{address}/index.md",
        f"docs/{address}/README.md",
        "docs/index.md" if not address else "",
    ):
        if candidate and "//" not in candidate and (root / candidate).is_file():
            return candidate
    return None


def add_built(links: list[Link], pages: Iterable[Page], root: Path, own: Callable[[str], bool]) -> list[Link]:
    """The links of the sources, and those of the pages that stand in no source, each with the place to mend."""
    known = {_canonical(link.url) for link in links}
    on_pages: dict[str, list[tuple[str, int]]] = {}
    count, home = 0, None
    for path, name in pages:
        count += 1
        found, canonical = _links_of(read_text(path))
        home = canonical if name == "site/index.html" and canonical else home
        for url, line in found:
            if url != canonical and not own(url) and _canonical(url) not in known:
                on_pages.setdefault(url, []).append((name, line))
    origins = _Origins(root)
    more = []
    for url, mentions in on_pages.items():
        if home is not None and url.startswith(home):
            continue  # the site's own address, as it was set for this build
        more.append(
            Link(url, origins.of(url, mentions, everywhere=2 * len({name for name, _ in mentions}) > count > 1))
        )
    return [*links, *more]


def _links_of(html: str) -> tuple[list[tuple[str, int]], str | None]:
    """Address and line of each external link of a page, and the page's own address."""
    parser = _PageLinks()
    parser.feed(html)
    parser.close()
    found = [
        (url, line) for url, line, _, _ in parser.found if is_external(url) and scheme_of(url) not in OTHER_SCHEMES
    ]
    return found, parser.canonical


class _PageLinks(LinkParser):
    canonical: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "link" and (values.get("rel") or "").lower() == "canonical":
            self.canonical = values.get("href")
        super().handle_starttag(tag, attrs)


def _canonical(url: str) -> str:
    try:
        return parse(url).full
    except NotAUrl:
        return url


class _Origins:
    """Finds the file and line that an address of a built page comes from."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._texts: list[tuple[str, str]] | None = None

    def of(self, url: str, mentions: list[tuple[str, int]], *, everywhere: bool) -> list[Source]:
        """Where it stands in the theme's files; else the theme's setting, or the Markdown files of its pages."""
        places = [place for name, text in self._theme() if (place := _place(url, name, text)) is not None]
        if places:
            return places
        if not everywhere:
            behind = {name: source_of_page(name, self._root) for name, _ in mentions}
            sources = [Source(behind[name] or name, 1 if behind[name] else line) for name, line in mentions]
            return list(dict.fromkeys(sources))
        for name, text in self._theme():
            if name == CONFIG and (match := re.search(r"^theme:", text, re.MULTILINE)):
                return [Source(CONFIG, text.count("\n", 0, match.start()) + 1)]
        return [Source(name, line) for name, line in mentions[:1]]

    def _theme(self) -> list[tuple[str, str]]:
        if self._texts is None:
            paths = sorted(
                {path for pattern in _THEME for path in self._root.glob(pattern)}, key=lambda p: (p.name != CONFIG, p)
            )
            files = [path for path in paths if path.suffix in _TEXT and path.is_file()]
            self._texts = [(path.relative_to(self._root).as_posix(), read_text(path)) for path in files]
        return self._texts


def _place(url: str, name: str, text: str) -> Source | None:
    for spelling in dict.fromkeys((url, escape(url))):
        match = re.search(rf"(?<![\w/]){re.escape(spelling)}(?![\w/?#&=%~-]|[.:][\w/])", text)
        if match is not None:
            start = match.start()
            return Source(
                name, text.count("\n", 0, start) + 1, None, start - text.rfind("\n", 0, start) - 1, match.group()
            )
    return None

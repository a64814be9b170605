"""Links of HTML: what stands in start tags, so nothing in comments, scripts, styles or text."""

import re
from collections.abc import Iterator

from ..model import Source
from ..urls import join, parse, scheme_of
from .tag_scanner import TagScanner

_ATTRIBUTES = {
    "a": ("href",),
    "area": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "script": ("src",),
    "link": ("href",),
    "iframe": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
_NOT_A_PAGE = {"preconnect", "dns-prefetch"}
"""`<link>` relations that name a host to warm up, not something that is fetched."""


class LinkParser(TagScanner):
    """Collects `(address, line, column, raw)` of every link.

    Line and column are those of the address itself where it can be found in the tag.
    """

    def __init__(self, first_line: int = 1) -> None:
        super().__init__()
        self.found: list[tuple[str, int, int, str]] = []
        self._first_line = first_line
        self._base: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes that name an address."""
        values = {name: value for name, value in attrs if value}
        if tag == "base" and self._base is None and scheme_of(values.get("href", "")) in ("http", "https"):
            self._base = values["href"]
        if tag == "link" and _NOT_A_PAGE & set(values.get("rel", "").lower().split()):
            return
        for name in _ATTRIBUTES.get(tag, ()):
            value = values.get(name)
            if value is None:
                continue
            for url in _candidates(value) if name == "srcset" else [value.strip()]:
                self._add(url)

    def _add(self, url: str) -> None:
        line, column, raw = self._place(url)
        if self._base is not None and scheme_of(url) is None and not url.startswith(("#", "//")):
            try:
                url = join(parse(self._base), url).full
            except ValueError:
                return
        self.found.append((url, line, column, raw))

    def _place(self, url: str) -> tuple[int, int, str]:
        line, column = self.getpos()
        text = self.get_starttag_text()
        match = re.search(r"[\"'=\s,]" + spelt(url) + r"(?=[\"'>\s,]|$)", text)
        if match is None:
            return line + self._first_line - 1, -1, ""
        before = text[: match.start() + 1]
        newlines = before.count("\n")
        column = len(before) - before.rfind("\n") - 1 + (0 if newlines else column)
        return line + newlines + self._first_line - 1, column, match.group()[1:]


def spelt(url: str) -> str:
    """A pattern for the ways in which a file may spell an address: entities for `&`, backslashes before punctuation."""
    parts = []
    for char in url:
        if char == "&":
            parts.append(r"\\?&(?:amp;|#38;|#x26;)?")
        elif char.isalnum() or char == "/":
            parts.append(re.escape(char))
        else:
            parts.append(r"\\?" + re.escape(char))
    return "".join(parts)


def _candidates(srcset: str) -> Iterator[str]:
    for candidate in re.split(r",\s+|,(?=https?:)", srcset.strip()):
        if candidate.strip():
            yield candidate.split()[0]


def html_links(text: str, file: str) -> Iterator[tuple[str, Source]]:
    """Every link of a page with its place."""
    parser = LinkParser()
    parser.feed(text)
    parser.close()
    for url, line, column, raw in parser.found:
        yield url, Source(file, line, None, column, raw)

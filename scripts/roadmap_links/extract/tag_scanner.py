"""A reader of HTML tags whose time grows with the page and with nothing else.

`html.parser` is a trap for a program that reads what strangers send: 64 KB of `<a <a <a ...` keep it busy for minutes,
and the whole run with it. A real tree builder is quadratic on deep nesting and needs thirty times the page in memory.
What is needed here are start tags, end tags and text, in one pass and in portions; the states are those of the HTML
standard's tokenizer, as far as they decide what is a tag and what is not. The methods have the names of `html.parser`.
"""

import re
from html import unescape

_FAST = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)((?:[^\"'<>]++|\"[^\"<>]*+\"|'[^'<>]*+')*+)>")
"""A tag without surprises. It can't read past the next `<`, so that failing costs little."""
_START = re.compile(r"<(?=[a-zA-Z/!?]|\Z)")
_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?:(=?[^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+)|(?=>|\Z)))?)"
)
_OPEN_VALUE = re.compile(r"\s*+=\s*+(?:[\"']|\Z)")
"""The beginning of a value whose end has not come yet."""
_RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"})
"""Elements in which there are no tags."""
_FOREIGN = frozenset({"svg", "math"})
_MOST = 2**20
_MOST_ATTRIBUTES = 2000
"""Characters and attributes of a tag after which nobody means a tag any more."""


class TagScanner:
    """Feed it text; it calls `handle_starttag`, `handle_startendtag`, `handle_endtag` and `handle_data`."""

    def __init__(self) -> None:
        self._rest = ""
        self._until: re.Pattern[str] | None = None
        """What ends the comment or the raw element that we are in."""
        self._raw = ""
        self._foreign = 0
        self._line, self._column = 1, 0
        self._counted = self._tag_at = 0
        self._tag_end = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that opens an element. Names are in lower case, values without entities."""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag with a slash at its end, which HTML does not heed outside SVG and MathML."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """A tag that closes an element."""

    def handle_data(self, data: str) -> None:
        """Text, without entities; may come in several pieces."""

    def getpos(self) -> tuple[int, int]:
        """Line (from 1) and column (from 0) of the tag that is being handled."""
        skipped = self._rest[self._counted : self._tag_at]
        self._counted = self._tag_at
        newlines = skipped.count("\n")
        if newlines:
            self._line += newlines
            self._column = len(skipped) - skipped.rfind("\n") - 1
        else:
            self._column += len(skipped)
        return self._line, self._column

    def get_starttag_text(self) -> str:
        """The tag that is being handled, as it stands in the page."""
        return self._rest[self._tag_at : self._tag_end]

    def feed(self, text: str) -> None:
        """Take a portion. What may be the beginning of a tag is kept for the next."""
        self._rest += text
        self._go(final=False)

    def close(self) -> None:
        """The page is at its end."""
        self._go(final=True)

    def _go(self, *, final: bool) -> None:
        text, at, size = self._rest, 0, len(self._rest)
        while at < size:
            if self._until is not None:
                end = self._until.search(text, at)
                stop = end.start() if end else size if final else max(at, size - 12)
                if self._raw and stop > at:
                    self._data(text[at:stop])
                if end is None:
                    at = stop
                    break
                self._until, at = None, end.start() if self._raw else end.end()
                self._raw = ""
                continue
            begins = _START.search(text, at)
            start = begins.start() if begins is not None else size
            if start != at:
                self._data(text[at:start])
                at = start
                if begins is None:
                    break
            if (after := self._tag(text, at, final=final)) is None:
                break
            at = after
        self._tag_at = at
        self.getpos()
        self._rest = text[at:]
        self._counted = self._tag_at = self._tag_end = 0

    def _tag(self, text: str, at: int, *, final: bool) -> int | None:
        """What begins at a `<`. Returns where it ends, None if that is not known yet."""
        fast = _FAST.match(text, at)
        if fast is not None:
            self._found(at, fast.end(), fast.group(1), fast.group(2), fast.group(3))
            return fast.end()
        if len(text) - at < 3 and not final:
            return None
        if _NAME.match(text, at):
            return self._odd_tag(text, at, final=final)
        if text[at + 1 : at + 2] in ("!", "?", "/"):
            return self._comment(text, at, final=final)
        self._data("<")
        return at + 1

    def _odd_tag(self, text: str, at: int, *, final: bool) -> int | None:
        """A tag with quotes or brackets in odd places, read attribute by attribute as the standard says."""
        name = _NAME.match(text, at)
        assert name is not None
        place = name.end()
        for _ in range(_MOST_ATTRIBUTES):
            found = _ATTRIBUTE.match(text, place)
            place = found.end() if found is not None and found.end() > place else place + 1
            if place >= len(text) or _OPEN_VALUE.match(text, place):
                if final or len(text) - at > _MOST:
                    break
                return None
            if text[place] == ">":
                self._found(at, place + 1, name.group(1), name.group(2), text[name.end() : place])
                return place + 1
        return len(text)  # a tag that does not end is none

    def _comment(self, text: str, at: int, *, final: bool) -> int | None:
        if text.startswith("<!--", at):
            if text.startswith((">", "->"), at + 4):
                return text.index(">", at) + 1
            self._until = _COMMENT_END
            return at + 4
        if not final and len(text) - at < 4:
            return None
        self._until = _BRACKET
        return at + 2

    def _found(self, at: int, end: int, slash: str, name: str, inner: str) -> None:
        self._tag_at, self._tag_end = at, end
        tag = name.lower()
        if slash:
            if tag in _FOREIGN and self._foreign:
                self._foreign -= 1
            self.handle_endtag(tag)
            return
        attrs = _attributes(inner) if inner else []
        closed = inner.endswith("/")
        if tag in _FOREIGN and not closed:
            self._foreign += 1
        if closed:
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
        if tag in _RAW and not (closed and self._foreign):
            self._raw, self._until = tag, _ENDS[tag]

    def _data(self, data: str) -> None:
        self.handle_data(decoded(data))


_COMMENT_END = re.compile(r"--!?>")
_BRACKET = re.compile(">")
_ENDS = {tag: re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE) for tag in _RAW}


def _attributes(inner: str) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    place = 0
    while place < len(inner):
        match = _ATTRIBUTE.match(inner, place)
        if match is None or match.end() == place:
            place += 1
            continue
        place = match.end()
        name, double, single, bare = match.groups()
        if name:
            value = double if double is not None else single if single is not None else bare
            found.append((name.lower(), None if value is None else decoded(value)))
    return found


def decoded(text: str) -> str:
    """Text without its entities."""
    if "&" not in text:
        return text
    try:
        return unescape(text)
    except ValueError:  # a number of thousands of digits
        return text

"""A lesson source taken apart for the linter: what a reader reads as prose, and the cells, each with its lines.

Everything that is no prose is blanked with spaces, so that a place in the blanked text is the same place in the source.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

_FENCE = re.compile(
    r"^(?P<indent> *)(?P<mark>`{3,}|~{3,})(?P<info>[^\n`]*)\n(?P<code>.*?)^(?P=indent)(?P=mark) *$", re.M | re.S
)
_FRONT = re.compile(r"\A---\n.*?^---$", re.M | re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_DISPLAY = re.compile(r"\$\$.*?\$\$", re.S)
_HEADING = re.compile(r"^(#{1,6}) (.+?)\s*$", re.M)
_TABLE = re.compile(r"^ *\|.*$", re.M)
_CODE_SPAN = re.compile(r"(`+)(?!`)(?:(?!\n\n).)*?(?<!`)\1(?!`)", re.S)
_FORMULA = re.compile(r"(?<![\\\w$])\$(?![\s$])(?:(?!\n\n)[^$])+?(?<![\s\\])\$(?![\d$])", re.S)
_TARGET = re.compile(r"(?<=\])\((?:[^()\s]|\([^()\s]*\))*\)|<https?://[^>]*>|\{[.#:][^}\n]*\}")
_LINK = re.compile(r"\[[^\[\]]*\](?=\()")
_ADMONITION = re.compile(r"^ *(?:\?\?\?\+?|!!!|===) .*$", re.M)
_LIST_MARK = re.compile(r"^ *(?:\d+[.)]|[-*+])(?= )", re.M)
_QUOTED = re.compile(r"\"[^\"\n]*(?:\n(?!\n)[^\"\n]*)?\"|“[^”]*”")
_TAGS = re.compile(r"tags=\[([^\]]*)\]")


@dataclass(frozen=True)
class Heading:
    """A heading: its line, level and text."""

    line: int
    level: int
    text: str


@dataclass(frozen=True)
class Cell:
    """A cell that is run: the line of its first line of code, the code, its tags."""

    line: int
    code: str
    tags: frozenset[str]


@dataclass(frozen=True)
class LessonText:
    """A lesson's source and what is in it."""

    source: str
    cells: tuple[Cell, ...] = ()
    headings: tuple[Heading, ...] = ()
    body: str = field(default="", repr=False)
    """The source without front matter, code fences and comments, of the same length."""

    def line_at(self, place: int) -> int:
        """The number of the line that holds the character at `place`."""
        return self.source.count("\n", 0, place) + 1

    @cached_property
    def prose(self) -> str:
        """The body without headings, tables, code spans, formulas and the targets of links; of the same length."""
        return mask(self.body, (_DISPLAY, _HEADING, _TABLE, _CODE_SPAN, _FORMULA, _TARGET))

    @cached_property
    def plain(self) -> str:
        """The prose without quotations; of the same length."""
        return mask(self.prose, (_QUOTED,))

    @cached_property
    def prose_with_numbers(self) -> str:
        """The prose in which numbers count: without links, list markers, titles of boxes and quotations."""
        links = mask(self.body, (_DISPLAY, _HEADING, _TABLE, _CODE_SPAN, _FORMULA, _LINK, _TARGET))
        return mask(links, (_ADMONITION, _LIST_MARK, _QUOTED))

    def parts(self, level: int) -> list[tuple[Heading, int]]:
        """The headings of a level, each with the first line that is no longer under it."""
        end = self.source.count("\n") + 2
        ends = [
            next((other.line for other in self.headings[place + 1 :] if other.level <= level), end)
            for place in range(len(self.headings))
        ]
        return [(one, last) for one, last in zip(self.headings, ends, strict=True) if one.level == level]


def read(source: str) -> LessonText:
    """Take a lesson source apart."""
    cells = []
    for fence in _FENCE.finditer(source):
        if not fence["indent"] and fence["info"].split(" ")[0] == "python":
            tags = _TAGS.search(fence["info"])
            names = frozenset(re.findall(r"[\w-]+", tags[1])) if tags else frozenset()
            line = source.count("\n", 0, fence.start("code")) + 1
            cells.append(Cell(line, fence["code"].rstrip("\n"), names))
    body = mask(source, (_FRONT, _FENCE, _COMMENT))
    headings = tuple(
        Heading(body.count("\n", 0, match.start()) + 1, len(match[1]), match[2]) for match in _HEADING.finditer(body)
    )
    return LessonText(source, tuple(cells), headings, body)


def mask(text: str, patterns: Iterable[re.Pattern[str]]) -> str:
    """Return the text with every match turned into spaces; line breaks stay."""
    for pattern in patterns:
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return text

"""Code fences of a Markdown text, line by line, as the pages show them; what else is hidden from readers: comments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENS = re.compile(r"^(?P<before>[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*)(?P<mark>`{3,}|~{3,})(?P<info>.*)$")
_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_COMMENT_ENDS = "-->"


@dataclass(frozen=True)
class Fence:
    """A fence: its first and last line (counted from 1), how it opens, and the lines inside."""

    line: int
    end: int
    before: str
    """What stands before the mark: indentation, `>` of a quotation, the mark of a list."""
    mark: str
    info: str
    """What follows the mark, as it is written: the language and what else is said of it."""
    content: tuple[str, ...]
    closed: str
    """The mark that closes it; empty when nothing does."""
    in_comment: bool = False
    """Whether the fence stands in an HTML comment, where nothing is shown."""

    @property
    def language(self) -> str:
        """The first word of the info."""
        return (self.info.split() or [""])[0]


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, whatever ends them, without the mark that some editors put before the first one."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def fences(lines: list[str]) -> list[Fence]:
    """Return the fences of a text, in order.

    A fence that is never closed ends before the next one that names a language, so that one slip does not hide the
    rest of the text.
    """
    found: list[Fence] = []
    commented = _Comments(lines)
    at = 0
    while at < len(lines):
        opening = opens(lines[at])
        if opening is None:
            commented.read(at)
            at += 1
            continue
        if commented.open:
            found.append(_fence(at + 1, at + 1, opening, (), "", in_comment=True))
            commented.read(at)
            at += 1
            continue
        end, closing = _end(lines, at, opening)
        content, last = tuple(lines[at + 1 : end]), end + bool(closing)
        found.append(_fence(at + 1, last, opening, content, closing))
        at = last
    return found


def _fence(
    line: int, end: int, opening: re.Match[str], content: tuple[str, ...], closed: str, *, in_comment: bool = False
) -> Fence:
    before, mark, info = opening["before"], opening["mark"], opening["info"]
    return Fence(line, end, before, mark, info, content, closed, in_comment)


def opens(line: str) -> re.Match[str] | None:
    """Return the parts of a line that opens a fence, or None."""
    match = _OPENS.match(line)
    return None if match is None or (match["mark"][0] == "`" and "`" in match["info"]) else match


def _end(lines: list[str], start: int, opening: re.Match[str]) -> tuple[int, str]:
    """Return the index of the line that ends a fence, and the mark that closes it, if there is one."""
    mark, depth = opening["mark"], _width(opening["before"])
    closes = re.compile(rf"^[\s>]*({re.escape(mark[0])}{{{len(mark)},}})[ \t]*$")
    for at in range(start + 1, len(lines)):
        if (match := closes.match(lines[at])) and _width(lines[at][: match.start(1)]) <= depth + 3:
            return at, match[1]
        other = opens(lines[at])
        if other and other["info"].strip() and other["mark"].startswith(mark) and _width(other["before"]) <= depth:
            return at, ""
    return len(lines), ""


def _width(before: str) -> int:
    return len(before.expandtabs(4))


class _Comments:
    """Whether a comment is open after the lines read so far. One that nothing closes is no comment."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.open = False

    def read(self, at: int) -> None:
        line = self.lines[at]
        if self.open:
            _, closing, line = line.partition(_COMMENT_ENDS)
            if not closing:
                return
            self.open = False
        rest = re.sub(r"<!--.*?-->", "", _SPAN.sub("", line))
        self.open = "<!--" in rest and any(_COMMENT_ENDS in later for later in self.lines[at + 1 :])


def outside(lines: list[str]) -> Iterator[tuple[int, str, bool]]:
    """Yield number, text and whether it belongs to a fence, for each line."""
    inside = {number for fence in fences(lines) for number in range(fence.line, fence.end + 1)}
    for number, line in enumerate(lines, start=1):
        yield number, line, number in inside

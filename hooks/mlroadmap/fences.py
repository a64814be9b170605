"""Lines of Markdown, each with the code fence that it stands in: what is in a fence is shown as it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"^\s*(?:>\s*)*(`{3,}|~{3,})(.*)$")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Line:
    """One line of a page: its number from 1 on, its text, and where it stands."""

    number: int
    text: str
    fence: str | None
    """What follows the marks of the fence that the line belongs to, such as `python`; None outside."""
    opened: int = 0
    """The number of the line in which that fence opens."""

    @property
    def in_code(self) -> bool:
        """Whether the line belongs to a fence, its marks included."""
        return self.fence is not None


def lines(markdown: str) -> Iterator[Line]:
    """Yield every line of a page. A fence that is never closed lasts to the end."""
    mark, info, opened = "", "", 0
    for number, text in enumerate(markdown.split("\n"), start=1):
        match = _FENCE.match(text)
        if mark:
            yield Line(number, text, info, opened)
            if match and match[1].startswith(mark) and not match[2].strip():
                mark = ""
        elif match and not ("`" in match[1] and "`" in match[2]):
            mark, info, opened = match[1], match[2].strip(), number
            yield Line(number, text, info, opened)
        else:
            yield Line(number, text, None)


def unclosed(markdown: str) -> list[int]:
    """Return the numbers of the lines that open a fence which is not closed before the next one opens, or at all."""
    found: list[int] = []
    mark, opened = "", 0
    for number, text in enumerate(markdown.split("\n"), start=1):
        match = _FENCE.match(text)
        if not match or ("`" in match[1] and "`" in match[2]):
            continue
        if not mark:
            mark, opened = match[1], number
        elif match[1].startswith(mark):
            if not match[2].strip():
                mark = ""
            elif opened not in found:  # a language after marks of the same kind: another fence was meant to open here
                found.append(opened)
    return [*found, opened] if mark and opened not in found else found


def without_code_spans(text: str) -> str:
    """Return a line without what stands in `backticks`."""
    return _CODE_SPAN.sub("", text)


def prose(markdown: str) -> str:
    """Return a page with its front matter, fences, comments and code spans made blank; lines and places stay."""
    text = _FRONT_MATTER.sub(_blank, markdown)
    text = "\n".join(" " * len(line.text) if line.in_code else line.text for line in lines(text))
    return re.sub(r"(`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)\1(?!`)", _blank, _COMMENT.sub(_blank, text), flags=re.DOTALL)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])

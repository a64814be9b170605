"""The one reader of lesson sources: front matter, cells with their lines, prose, headings.

What it returns decides what is run, what is shown, what is linted and on which line an error is. A lesson is jupytext
Markdown; jupytext itself would also run fences of other languages and comments, and does not tell lines.

Everything that is no prose is masked with spaces, so that a place in the masked text is the same place in the source.
"""

import ast
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from mlroadmap.errors import Problem, ProblemsFound
from mlroadmap.files import read_text
from mlroadmap.lessons.fences import Fence, fences, lines_of
from mlroadmap.lessons.front_matter import FrontMatter, front_matter
from mlroadmap.lessons.tags import OPEN, faults, is_cell, opening

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
_MAGIC = re.compile(r"\s*(?:%{1,2}\w|!|\?)|.*\?\s*$|\s*[\w.]+\s*=\s*[%!]\w")


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
    tags: frozenset[str] = frozenset()
    name: str = ""
    """Its name, `name="km-budget"`: the id of the exercise or task that starts from it."""

    @cached_property
    def tree(self) -> ast.Module | None:
        """The syntax tree of the code; None when it is no Python."""
        try:
            return _parsed(self.code)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None

    @property
    def is_plain(self) -> bool:
        """Whether it has no role: readers see its code and its output, and may run it."""
        return not self.tags - {OPEN}


@dataclass(frozen=True)
class Prose:
    """A stretch of Markdown between cells: the line that it begins on, and the text."""

    line: int
    text: str


@dataclass(frozen=True)
class LessonText:
    """A lesson's source and what is in it."""

    source: str
    """The text as it was read: lines end with a line feed, and no mark stands before the first."""
    blocks: tuple[Cell | Prose, ...] = ()
    """All of the lesson after the front matter, in order."""
    body: str = field(default="", repr=False)
    """The source without front matter, code fences and comments, of the same length."""
    front: str = ""
    """The front matter as it is written, with both its `---`; empty when there is none."""
    meta: FrontMatter | None = None
    """What the front matter says; None when it cannot be read."""
    problems: tuple[Problem, ...] = ()
    """What must be mended before the lesson can be run or shown."""

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The cells, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Cell))

    @property
    def codes(self) -> list[str]:
        """The code of each cell, in order."""
        return [cell.code for cell in self.cells]

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings, in order."""
        return tuple(
            Heading(self.line_at(match.start()), len(match[1]), match[2]) for match in _HEADING.finditer(self.body)
        )

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


def read_lesson(path: Path, *, name: str) -> LessonText:
    """Read the lesson at `path`; `name` is the file name in messages. A file that cannot be read is a problem too."""
    try:
        return read(read_text(path, name=name), name=name)
    except ProblemsFound as error:
        return LessonText("", problems=error.problems)


def read(source: str, *, name: str = "") -> LessonText:
    """Take a lesson source apart. `name` is the file name in messages. Nothing makes it fail: see `problems`."""
    lines = lines_of(source)
    skipped, meta, problems = front_matter(lines, name=name)
    found = fences([*[""] * skipped, *lines[skipped:]])
    blocks: list[Cell | Prose] = []
    at = skipped
    for fence in found:
        problems += [Problem(name, fence.line, code, text) for code, text in faults(fence)]
        if is_cell(fence):
            blocks += _prose(lines, at, fence.line - 1)
            cell, wrong = _cell(fence)
            blocks.append(cell)
            problems += [Problem(name, line, code, text) for line, code, text in wrong]
            at = fence.end
    blocks += _prose(lines, at, len(lines))
    text, shown = "\n".join(lines), "\n".join(_without(lines, skipped, found))
    problems += [Problem(name, line, "RM505", said) for line, said in _open_comments(shown)]
    return LessonText(
        text,
        tuple(blocks),
        mask(shown, (_COMMENT,)),
        "\n".join(lines[:skipped]),
        meta,
        tuple(sorted(set(problems))),
    )


def _open_comments(shown: str) -> Iterator[tuple[int, str]]:
    """Yield the line of each comment that is not closed before the next one opens: it would hide what is between."""
    text = mask(shown, (_CODE_SPAN,))
    for match in re.finditer(r"<!--(?:(?!-->|<!--).)*(-->)?", text, re.S):
        if not match[1]:
            yield text.count("\n", 0, match.start()) + 1, "this comment is never closed: end it with -->"


def _prose(lines: list[str], start: int, end: int) -> list[Cell | Prose]:
    """The Markdown of some lines, given by index, without blank lines at its ends; nothing where there is none."""
    within = [at for at in range(start, end) if lines[at].strip()]
    return [Prose(within[0] + 1, "\n".join(lines[within[0] : within[-1] + 1]))] if within else []


def _without(lines: list[str], skipped: int, found: Iterable[Fence]) -> list[str]:
    """The lines, with spaces instead of front matter and fences."""
    gone = {number for fence in found for number in range(fence.line, fence.end + 1)} | set(range(1, skipped + 1))
    return [" " * len(line) if number in gone else line for number, line in enumerate(lines, start=1)]


def _cell(fence: Fence) -> tuple[Cell, list[tuple[int, str, str]]]:
    """Return a cell and what is wrong with it: line, code and text."""
    tags, title, faults_of_opening = opening(fence)
    wrong = [(fence.line, code, text) for code, text in faults_of_opening]
    code = "\n".join(fence.content)
    try:
        _parsed(code)
    except SyntaxError as error:
        at = min(max(error.lineno or 1, 1), max(len(fence.content), 1))
        said = re.sub(r"\bline (\d+)", lambda match: f"line {fence.line + int(match[1])}", error.msg)
        wrong.append((fence.line + at, "RM503", _why_no_python(said, fence.content[at - 1] if fence.content else "")))
    except (ValueError, RecursionError, MemoryError) as error:
        wrong.append((fence.line + 1, "RM503", f"this cell is no Python: {error}"))
    return Cell(fence.line + 1, code, frozenset(tags), title), wrong


def _parsed(code: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the run shows what it warns of
        return ast.parse(code)


def _why_no_python(said: str, line: str) -> str:
    shown = line.strip()[:60]
    if _MAGIC.match(line):
        return (
            f"`{shown}` is for notebooks, and a cell is plain Python: leave it out. lessons.setup() sets figures up, "
            "packages come from requirements/notebooks.in, and a shell's command is shown in a fence of ```console"
        )
    return f"this cell is no Python: {said}: `{shown}`"


def mask(text: str, patterns: Iterable[re.Pattern[str]]) -> str:
    """Return the text with every match turned into spaces; line breaks stay."""
    for pattern in patterns:
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return text


def notebook_cells(lesson: LessonText) -> list[dict[str, Any]]:
    """Return a lesson as the cells of a notebook, front matter first."""
    front = [_notebook_cell("raw", lesson.front)] if lesson.front else []
    return front + [
        _notebook_cell("markdown", block.text)
        if isinstance(block, Prose)
        else _notebook_cell("code", block.code, block.tags, block.name)
        for block in lesson.blocks
    ]


def _notebook_cell(kind: str, source: str, tags: Iterable[str] = (), name: str = "") -> dict[str, Any]:
    metadata = ({"tags": sorted(tags)} if tags else {}) | ({"name": name} if name else {})
    return {"cell_type": kind, "source": source, "metadata": metadata}

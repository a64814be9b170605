"""How long and how wide a cell may be."""

import ast
import re
from collections.abc import Iterator

from mlroadmap.lessons.drawings import alt_lines, is_drawing, split_alt
from mlroadmap.lessons.source import Cell, LessonText

CODE_LINES = 25
OPEN_LINES = 15
"""The most lines of a cell that readers see open, in a lesson that says what it introduces."""
COLUMNS = 72
"""The most characters of a line there: a block shows 80 on a desktop and about 50 on a phone, where lines wrap."""
_LITTLE = re.compile(r"\s*(?:#.*|try:|else:|finally:|[)\]}]+,?)?\s*")
"""A line that a reader passes over: empty, a comment, a lone keyword or bracket."""

Found = Iterator[tuple[int, str, str]]
"""Line, code and text of each problem."""


def cell_rules(text: LessonText, ladder: bool) -> Found:
    """Yield the cells that are too long, and on the `ladder` the lines that are too wide."""
    for cell in text.cells:
        shown = ladder and ((cell.is_plain and not is_drawing(cell)) or "starter" in cell.tags)
        lines = split_alt(cell.code)[0].split("\n")
        count, most = sum(bool(line.strip()) for line in lines), CODE_LINES
        if shown and (of_code := lines_of_code(cell)) > OPEN_LINES:
            count, most = of_code, OPEN_LINES
        if count > most:
            yield cell.line, "RM602", f"this cell has {count} lines, more than {most}: let each cell do one thing"
        if shown:
            yield from _wide(cell)


def lines_of_code(cell: Cell) -> int:
    """Return how many lines of a cell a reader has to follow: neither docstrings nor comments, nor lone keywords."""
    lines = split_alt(cell.code)[0].split("\n")
    told = {line for node in _docstrings(cell) for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    first = alt_lines(cell.code) + 1
    return sum(not _LITTLE.fullmatch(line) for at, line in enumerate(lines, start=first) if at not in told)


def _docstrings(cell: Cell) -> Iterator[ast.Expr]:
    for node in ast.walk(cell.tree) if cell.tree else ():
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            match node.body[0]:
                case ast.Expr(value=ast.Constant(value=str())) as one:
                    yield one


def _wide(cell: Cell) -> Found:
    skipped = alt_lines(cell.code)
    for at, line in enumerate(cell.code.split("\n")):
        if at >= skipped and len(line) > COLUMNS:
            said = f"this line has {len(line)} characters, more than {COLUMNS}"
            yield cell.line + at, "RM621", f"{said}: break it within brackets, or put the comment on a line above"

"""Cells that draw: the text alternatives that they begin with, and whether a page folds their code.

A lesson that says what it introduces computes in one cell and draws in the next. The figure is what its readers need;
how it was drawn opens below it.
"""

import re

from mlroadmap.lessons.source import Cell
from mlroadmap.lessons.tags import OPEN

_ALT = re.compile(r"\A# alt: ?((?:.*\n)(?:#      .*\n)*)")


def split_alt(code: str) -> tuple[str, list[str]]:
    """Split leading `# alt:` comments off a cell. Returns the remaining code and the texts, one per figure."""
    alts = []
    while match := _ALT.match(code + "\n"):
        lines = [line.removeprefix("#").strip() for line in match[1].splitlines()]
        alts.append(" ".join(lines).strip())
        code = (code + "\n")[match.end() :].rstrip("\n")
    return code, alts


def alt_lines(code: str) -> int:
    """Return how many lines of `# alt:` a cell begins with."""
    return len(code.split("\n")) - len(split_alt(code)[0].split("\n"))


def is_drawing(cell: Cell) -> bool:
    """Tell whether a cell draws and does nothing else, unless its tag says that drawing is the subject."""
    return cell.is_plain and OPEN not in cell.tags and bool(_ALT.match(cell.code + "\n"))

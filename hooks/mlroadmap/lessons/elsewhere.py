"""Which cells of a lesson cannot run in the page: those that need a library which Python for the browser lacks.

A cell that imports such a library is one, and so is each that reads a name which one of them binds. All others run, so
a lesson that builds boosting from scratch and then compares libraries runs in the page up to the libraries.
"""

import ast
import sys
from collections.abc import Container, Sequence

from mlroadmap.lessons.effects import effects
from mlroadmap.lessons.syntax import imports_of

OURS = ("mlroadmap_", "matplotlib_inline")
"""How modules begin that a page has without a package."""


def elsewhere(cells: Sequence[str], there: Container[str]) -> frozenset[int]:
    """Return the numbers of the cells that cannot run in the page; `there` are the modules that its packages provide.

    What a cell changes in place counts for nothing: the name was bound before, and what reads it does without the
    change. Raises SyntaxError for a cell that is not plain Python.
    """
    found: set[int] = set()
    lacking: set[str] = set()  # names that are not there, and functions that read one
    for number, (code, does) in enumerate(zip(cells, effects(cells), strict=True)):
        modules = {name.partition(".")[0] for name in imports_of(ast.parse(code)).values()}
        if does.uses & lacking or any(_is_lacking(module, there) for module in modules):
            found.add(number)
        if number in found or does.later & lacking:
            lacking |= does.binds
        else:
            lacking -= does.settles
    return frozenset(found)


def _is_lacking(module: str, there: Container[str]) -> bool:
    return not (module in there or module in sys.stdlib_module_names or module.startswith(OURS))

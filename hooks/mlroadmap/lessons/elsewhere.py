"""Which cells of a lesson cannot run in the page: those that need a library which Python for the browser lacks.

A cell that imports such a library is one, and so is each that reads a name which one of them binds. All others run, so
a lesson that builds boosting from scratch and then compares libraries runs in the page up to the libraries.
"""

import ast
import sys
from collections.abc import Container, Sequence

from mlroadmap.lessons.effects import effects
from mlroadmap.lessons.syntax import imports_of, parsed

OURS = ("mlroadmap_", "matplotlib_inline")
"""How modules begin that a page has without a package."""


def elsewhere(cells: Sequence[str], there: Container[str]) -> frozenset[int]:
    """Return the numbers of the cells that cannot run in the page; `there` are the modules that its packages provide.

    What a cell changes in place counts for nothing: the name was bound before, and what reads it does without the
    change. Raises SyntaxError for a cell that is not plain Python.
    """
    trees = [parsed(code) for code in cells]
    importing = {at for at, code in enumerate(cells) if "import" in code and _imports_lacking(trees[at], there)}
    if not importing:
        return frozenset()
    found: set[int] = set()
    lacking: set[str] = set()  # names that are not there, and functions that read one
    for number, (tree, does) in enumerate(zip(trees, effects(cells), strict=True)):
        if number in importing or does.uses & lacking or _calls_at_once(tree, lacking):
            found.add(number)
        if number in found or does.later & lacking:
            lacking |= does.binds
        else:
            lacking -= does.settles
    return frozenset(found)


def _calls_at_once(tree: ast.Module, lacking: set[str]) -> bool:
    """Whether a cell goes on to use a function or class that it defines and that reads what is lacking."""
    defined = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    reading = {node.name for node in tree.body if isinstance(node, defined) and _read_in(node) & lacking}
    return any(_read_in(node) & reading for node in tree.body if not isinstance(node, defined))


def _read_in(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}


def _imports_lacking(tree: ast.Module, there: Container[str]) -> bool:
    modules = {name.partition(".")[0] for name in imports_of(tree).values()}
    return any(
        not (module in there or module in sys.stdlib_module_names or module.startswith(OURS)) for module in modules
    )

"""What each cell of a lesson needs when it is run in the page: which packages, and which data files.

The page fetches a package when something of it is used (`docs/assets/lessons/mlroadmap_page.py`), so that a lesson
whose set-up imports Matplotlib shows its first number without. Here the same is found by reading the code, to say the
megabytes beforehand and to fetch side by side. Where reading falls short the page fetches one more: nothing breaks.
"""

import ast
from collections.abc import Iterable, Sequence
from functools import lru_cache

from mlroadmap.lessons.syntax import name_of, parsed


def modules_used(cells: Sequence[str]) -> list[frozenset[str]]:
    """Return, for each cell, the top-level modules that it makes use of.

    An import at the top of a cell alone is no use; reading a name of it is, and so is a call of a function that does.
    """
    names: dict[str, frozenset[str]] = {}
    return [_use(parsed(code), names) for code in cells]


def _use(tree: ast.Module, names: dict[str, frozenset[str]]) -> frozenset[str]:
    """Return what a cell uses, and note in `names` what its names stand for from now on."""
    used: set[str] = set()
    for statement in tree.body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            modules = _imported(statement, names)
            if statement.names[0].name == "*":  # what is used of it cannot be told
                used |= modules
        elif isinstance(statement, ast.FunctionDef) and not statement.decorator_list:
            names[statement.name] = _found(statement, names) - {statement.name}
        else:
            used |= _found(statement, names)
            if isinstance(statement, ast.FunctionDef | ast.ClassDef):
                names[statement.name] = _found(statement, names)
    return frozenset(used)


def _found(node: ast.AST, names: dict[str, frozenset[str]]) -> frozenset[str]:
    used: set[str] = set()
    for one in _telling(node):
        used |= names.get(one.id, frozenset()) if isinstance(one, ast.Name) else _imported(one, names)
    return frozenset(used)


@lru_cache(maxsize=1024)
def _telling(node: ast.AST) -> tuple[ast.Import | ast.ImportFrom | ast.Name, ...]:
    """Return the imports in a part of a cell, and the names that it reads."""
    return tuple(
        one
        for one in ast.walk(node)
        if isinstance(one, ast.Import | ast.ImportFrom) or (isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load))
    )


def _imported(statement: ast.Import | ast.ImportFrom, names: dict[str, frozenset[str]]) -> set[str]:
    """Note which module each name of an import belongs to. Returns the modules."""
    modules = set()
    for alias in statement.names:
        module = alias.name if isinstance(statement, ast.Import) else statement.module or ""
        top = module.partition(".")[0]
        modules.add(top)
        names[alias.asname or (top if isinstance(statement, ast.Import) else alias.name)] = frozenset({top})
    return modules


def files_used(cells: Sequence[str], data: Iterable[str]) -> list[frozenset[str]]:
    """Return, for each cell, which of the `data` files it names."""
    known = frozenset(data)
    return [_texts(parsed(code)) & known if any(name in code for name in known) else frozenset() for code in cells]


def files_fetched(code: str) -> frozenset[str]:
    """Return the names of data files that code asks for with `lessons.data("…")`."""
    calls = [node for node in ast.walk(parsed(code)) if isinstance(node, ast.Call)]
    return frozenset[str]().union(*(_texts(call) for call in calls if name_of(call.func) == "data"))


@lru_cache(maxsize=1024)
def _texts(tree: ast.AST) -> frozenset[str]:
    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return frozenset(value for value in constants if isinstance(value, str))

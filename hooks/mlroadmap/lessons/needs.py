"""What each cell of a lesson needs when it is run in the page: which packages, and which data files.

The page fetches a package when something of it is used (`docs/assets/lessons/mlroadmap_page.py`), so that a lesson
whose set-up imports Matplotlib shows its first number without. Here the same is found by reading the code, to say the
megabytes beforehand and to fetch side by side. Where reading falls short the page fetches one more: nothing breaks.
"""

import ast
from collections.abc import Iterable, Sequence


def modules_used(cells: Sequence[str]) -> list[frozenset[str]]:
    """Return, for each cell, the top-level modules that it makes use of.

    `import x as y` alone is no use; `from x import y` is, and so is a call of a function whose body uses x.
    """
    names: dict[str, frozenset[str]] = {}
    return [_use(ast.parse(code), names) for code in cells]


def _use(tree: ast.Module, names: dict[str, frozenset[str]]) -> frozenset[str]:
    """Return what a cell uses, and note in `names` what its names stand for from now on."""
    used: set[str] = set()
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef) and not statement.decorator_list:
            names[statement.name] = _found(statement, names) - {statement.name}
        else:
            used |= _found(statement, names)
            if isinstance(statement, ast.FunctionDef | ast.ClassDef):
                names[statement.name] = _found(statement, names)
    return frozenset(used)


def _found(node: ast.AST, names: dict[str, frozenset[str]]) -> frozenset[str]:
    used: set[str] = set()
    for one in ast.walk(node):
        if isinstance(one, ast.Import):
            for alias in one.names:
                top = alias.name.partition(".")[0]
                names[alias.asname or top] = frozenset({top})
        elif isinstance(one, ast.ImportFrom) and one.module and not one.level:
            top = one.module.partition(".")[0]
            used.add(top)
            for alias in one.names:
                names[alias.asname or alias.name] = frozenset({top})
        elif isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load):
            used |= names.get(one.id, frozenset())
    return frozenset(used)


def files_used(cells: Sequence[str], data: Iterable[str]) -> list[frozenset[str]]:
    """Return, for each cell, which of the `data` files it names."""
    known = frozenset(data)
    return [
        frozenset(
            node.value
            for node in ast.walk(ast.parse(code))
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in known
        )
        for code in cells
    ]

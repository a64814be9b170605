"""Small questions to a syntax tree."""

import ast
from collections.abc import Iterator
from functools import lru_cache


@lru_cache(maxsize=128)
def parsed(code: str) -> ast.Module:
    """Return the syntax tree of a cell: one for all who ask, so nobody may change it. Raises SyntaxError."""
    return ast.parse(code)


def path_of(node: ast.AST) -> list[str]:
    """Return `np.random.seed` as a list of names; nothing for what does not begin with a name."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return [*reversed([*names, node.id])] if isinstance(node, ast.Name) else []


def name_of(function: ast.expr) -> str:
    """Return the last name of what is called: `write_text` for `(folder / "x").write_text`; empty where it has none."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def imports_of(tree: ast.Module) -> dict[str, str]:
    """Return what each name stands for that some code imports: `np` for numpy, `KMeans` for sklearn.cluster.KMeans."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {
                one.asname or one.name.split(".")[0]: one.name if one.asname else one.name.split(".")[0]
                for one in node.names
            }
        elif isinstance(node, ast.ImportFrom):
            found |= {one.asname or one.name: f"{node.module or ''}.{one.name}" for one in node.names}
    return found


def parameters(arguments: ast.arguments) -> Iterator[ast.arg]:
    """Yield the parameters of a function or lambda."""
    yield from [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    yield from [one for one in (arguments.vararg, arguments.kwarg) if one]


def locals_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """Return the names that are local to a function: its parameters and what it binds, but for `global` names."""
    bound = {one.arg for one in parameters(function.args)}
    outside: set[str] = set()
    queue: list[ast.AST] = list(function.body)
    while queue:
        node = queue.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.add(node.name)
            continue
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, ast.Global | ast.Nonlocal):
            outside |= set(node.names)
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            bound.add(node.id)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            bound |= {alias.asname or alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            bound.add(node.name)
        queue += ast.iter_child_nodes(node)
    return bound - outside


def matched(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield each part of an assignment's target with the part of the value that it gets."""
    match target, value:
        case (ast.Tuple() | ast.List(), ast.Tuple() | ast.List()) if len(target.elts) == len(value.elts):
            if not any(isinstance(one, ast.Starred) for one in [*target.elts, *value.elts]):
                for one, source in zip(target.elts, value.elts, strict=True):
                    yield from matched(one, source)
                return
    yield target, value


def elements_of(iterable: ast.expr) -> list[ast.expr]:
    """Return expressions that stand for the elements of an iterable: those of a display, of `zip`, of `enumerate`."""
    match iterable:
        case ast.Tuple(elts=elements) | ast.List(elts=elements) if elements:
            return [*elements]
        case ast.Call(func=ast.Name(id="zip"), args=arguments) if arguments:
            return [ast.Tuple([*arguments], ast.Load())]
        case ast.Call(func=ast.Name(id="enumerate"), args=[first, *_]):
            return [ast.Tuple([ast.Constant(0), first], ast.Load())]
    return [iterable]


def opens_for_reading(node: ast.Call) -> bool:
    """Tell whether a call is `open(…)` with no mode, or with one that cannot write."""
    if name_of(node.func) != "open":
        return False
    modes = [*node.args[1:2], *(one.value for one in node.keywords if one.arg == "mode")]
    return all(isinstance(one, ast.Constant) and not set(str(one.value)) & set("wax+") for one in modes)

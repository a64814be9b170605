"""Which constructs stand in a piece of code, each with its line and the words that introduce it."""

import ast
import io
import tokenize
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mlroadmap.lessons.syntax import path_of
from mlroadmap.lessons.vocabulary import FREE, FUNCTIONS, NODES, OPERATORS, REFUSED, WITHIN_REFUSED, Words

MACHINERY = "mlroadmap_lessons"
"""The module that lessons share: it sets up and checks, and is no part of what they teach."""
Imported = Mapping[str, str]
"""What each imported name stands for: `np` for `numpy`, `KMeans` for `sklearn.cluster.KMeans`."""


@dataclass(frozen=True)
class Construct:
    """One construct in a cell."""

    line: int
    """Counted from the first line of the code."""
    shown: str
    """How it is written, shortened; for a refused one what it is called."""
    words: Words
    """Words of which one introduces it; none when it belongs to no word."""


def constructs(tree: ast.Module, imported: Imported) -> Iterator[Construct]:
    """Yield the constructs of some code, in no order. Every node of the tree is asked, and none is passed over."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if _is_machinery(node, parents, imported):
            continue
        kind, line = type(node).__name__, getattr(node, "lineno", 1)
        if kind in REFUSED:
            yield Construct(line, REFUSED[kind], ())
        elif kind in NODES:
            yield Construct(line, _shown(node), NODES[kind])
        if kind in CLOSER:
            for words in CLOSER[kind](node, parents.get(node), imported):
                yield Construct(line, _shown(node), words)
        elif kind not in REFUSED and kind not in NODES and kind not in FREE and kind not in WITHIN_REFUSED:
            yield Construct(line, f"the construct {kind}", ())


def comments(code: str) -> Iterator[Construct]:
    """Yield the comments of some code, but for those that give the text of a figure."""
    tokens = tokenize.generate_tokens(io.StringIO(code + "\n").readline)
    found = [token for token in tokens if token.type == tokenize.COMMENT]
    yield from (Construct(one.start[0], one.string, ("comment",)) for one in found)


def library_names(tree: ast.Module, imported: Imported) -> Iterator[tuple[int, str, str]]:
    """Yield what is reached through imports: the line, the name as it is typed, and the whole name.

    `np.linalg.norm` is one name, and so is `KMeans` after `from sklearn.cluster import KMeans`.
    """
    inner = {node.value for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name) and node not in inner and (path := path_of(node)):
            whole = imported.get(path[0], "")
            if whole and not whole.startswith(MACHINERY):
                yield node.lineno, ".".join(path), ".".join([whole, *path[1:]])


def _is_machinery(node: ast.AST, parents: Mapping[ast.AST, ast.AST], imported: Imported) -> bool:
    """Tell whether a node belongs to what sets a lesson up or judges an answer."""
    at: ast.AST | None = node
    while at is not None:
        match at:
            case ast.Import(names=[ast.alias(name=name)]) if name == MACHINERY:
                return True
            case ast.Expr(value=ast.Call(func=function)) if _root(function, imported).startswith(MACHINERY):
                return True
            case ast.Raise(exc=ast.Name(id="NotImplementedError"), cause=None):  # what a starter says of its own
                return True
        at = parents.get(at)
    return isinstance(node, ast.Attribute) and _root(node, imported).startswith(MACHINERY)


def _root(node: ast.AST, imported: Imported) -> str:
    """What the first name of a dotted name stands for; empty when it was not imported."""
    path = path_of(node)
    return imported.get(path[0], "") if path else ""


def _shown(node: ast.AST) -> str:
    text = ast.unparse(node).split("\n")[0]
    return f"`{text if len(text) <= 50 else f'{text[:49]}…'}`"


# A closer look -------------------------------------------------------------------------------------------------------

Parent = ast.AST | None
Closer = Callable[[Any, Parent, Imported], Iterator[Words]]


def _constant(node: ast.Constant, parent: Parent, _: Imported) -> Iterator[Words]:
    if isinstance(node.value, str):
        if not isinstance(parent, ast.JoinedStr):
            yield ("text in quotes",)
    elif isinstance(node.value, bytes | complex):
        yield ()
    elif node.value is not ...:
        yield ("names and values",)


def _name(node: ast.Name, _: Parent, imported: Imported) -> Iterator[Words]:
    if node.id not in imported:
        yield FUNCTIONS.get(node.id, ("names and values",)) if isinstance(node.ctx, ast.Load) else ("names and values",)


def _call(node: ast.Call, _: Parent, imported: Imported) -> Iterator[Words]:
    method = isinstance(node.func, ast.Attribute) and not _root(node.func, imported)
    yield ("method call",) if method else ("calling a function",)
    for one in node.keywords:
        yield ("named argument",) if one.arg else ("star argument",)
        if one.arg == "axis":
            yield ("axis",)


def _attribute(node: ast.Attribute, parent: Parent, imported: Imported) -> Iterator[Words]:
    if _root(node, imported):
        yield ("import",)
    elif not (isinstance(parent, ast.Call) and parent.func is node):
        yield ("attribute",)


def _subscript(node: ast.Subscript, *_: object) -> Iterator[Words]:
    match node.slice:
        case ast.Tuple(elts=elements):
            yield ("rows and columns",)
        case other:
            elements = [other]
    for one in elements:
        match one:
            case ast.Slice(step=step):
                yield ("index and slice",)
                if step is not None:
                    yield ("slice with step",)
            case ast.Compare() | ast.UnaryOp(op=ast.Invert()) | ast.BinOp(op=ast.BitAnd() | ast.BitOr()):
                yield ("mask",)
            case ast.List() | ast.ListComp():
                yield ("fancy indexing",)
            case _:
                yield ("index and slice", "dictionary")


def _binary(node: ast.BinOp | ast.UnaryOp | ast.AugAssign, *_: object) -> Iterator[Words]:
    yield OPERATORS.get(type(node.op).__name__, ())


def _compare(node: ast.Compare, *_: object) -> Iterator[Words]:
    yield ("comparison",)
    if len(node.ops) > 1:
        yield ("chained comparison",)


def _tuple(node: ast.Tuple | ast.List, parent: Parent, _: Imported) -> Iterator[Words]:
    if isinstance(node.ctx, ast.Store):
        yield ("unpacking",)
    elif isinstance(node, ast.List):
        yield ("fancy indexing", "list") if isinstance(parent, ast.Subscript) else ("list",)
    elif not isinstance(parent, ast.Subscript):
        yield ("tuple", "unpacking")


def _starred(node: ast.Starred, *_: object) -> Iterator[Words]:
    yield ("unpacking", "star argument") if isinstance(node.ctx, ast.Store) else ("star argument",)


def _dictionary(node: ast.Dict, *_: object) -> Iterator[Words]:
    yield ("dictionary",)
    if None in node.keys:
        yield ("star argument",)


def _loop(node: ast.For | ast.While, *_: object) -> Iterator[Words]:
    yield ("for loop",) if isinstance(node, ast.For) else ("while",)
    if node.orelse:
        yield ()


def _comprehension(node: ast.comprehension, *_: object) -> Iterator[Words]:
    if node.is_async:
        yield ()


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, parent: Parent, _: Imported) -> Iterator[Words]:
    yield ("def and return",)
    if isinstance(node, ast.AsyncFunctionDef):
        yield ("async",)
    if isinstance(parent, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield ("function in a function",)
    if node.decorator_list:
        yield ("decorator",)
    if node.returns:
        yield ("type hint",)


def _arguments(node: ast.arguments, *_: object) -> Iterator[Words]:
    if node.defaults or any(node.kw_defaults):
        yield ("default value", "named argument")
    if node.vararg or node.kwarg or node.kwonlyargs or node.posonlyargs:
        yield ("star argument",)


def _argument(node: ast.arg, *_: object) -> Iterator[Words]:
    if node.annotation:
        yield ("type hint",)


def _class(node: ast.ClassDef, *_: object) -> Iterator[Words]:
    if node.decorator_list:
        yield ("decorator",)


def _raise(node: ast.Raise, *_: object) -> Iterator[Words]:
    yield ("raise", "try")


CLOSER: Mapping[str, Closer] = {
    "Constant": _constant,
    "Name": _name,
    "Call": _call,
    "Attribute": _attribute,
    "Subscript": _subscript,
    "BinOp": _binary,
    "UnaryOp": _binary,
    "AugAssign": _binary,
    "Compare": _compare,
    "Tuple": _tuple,
    "List": _tuple,
    "Starred": _starred,
    "Dict": _dictionary,
    "For": _loop,
    "While": _loop,
    "comprehension": _comprehension,
    "FunctionDef": _function,
    "AsyncFunctionDef": _function,
    "arguments": _arguments,
    "arg": _argument,
    "ClassDef": _class,
    "Raise": _raise,
}
"""What looks closer at each construct whose words depend on how it is written."""

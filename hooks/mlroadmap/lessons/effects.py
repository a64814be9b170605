"""What a cell does to the names of its notebook: which it reads, binds, and which objects it may change in place.

Read off the syntax tree, without running anything. Where the tree leaves a doubt, the answer is the larger one: a
method that is not known to be harmless changes its object, and two names that may hold parts of one object are taken
to do so.
"""

import ast
import builtins
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mlroadmap.lessons import known_calls as known
from mlroadmap.lessons.sharing import Function, Lesson, seen_by_functions
from mlroadmap.lessons.syntax import (
    elements_of,
    locals_of,
    matched,
    name_of,
    opens_for_reading,
    parameters,
    parsed,
    path_of,
)

FILE_SYSTEM, GLOBAL_STATE, CURRENT_FIGURE = "<files>", "<state>", "<figure>"
"""Names for what a cell can change without naming it: files and processes, settings and seeds, pyplot's figure."""
EVERYTHING = "<everything>"
"""Stands for every name: what `exec` or `globals()` may read and bind."""


@dataclass(frozen=True)
class Effects:
    """What one cell does."""

    uses: frozenset[str]
    """Names that are read while the cell runs."""
    later: frozenset[str]
    """Names that are read when a function or class of the cell is used."""
    binds: frozenset[str]
    """Names that the cell may bind."""
    settles: frozenset[str]
    """Names that it binds in any case, without reading them: what they were before does not matter."""
    changes: frozenset[str]
    """Names whose objects may be changed in place."""

    @property
    def touches(self) -> frozenset[str]:
        """Names that are perhaps not after the cell what they were before."""
        return self.binds | self.changes


def effects(cells: Iterable[str]) -> list[Effects]:
    """Return what each cell does, given those around it. Raises SyntaxError for a cell that is not plain Python."""
    trees = [parsed(cell) for cell in cells]
    lesson = Lesson()
    while True:  # a function may call one that is defined, or defined anew, further down
        before = dict(lesson.functions), sum(map(len, lesson.follows.values()))
        lesson.versions = {}
        found = [_Walk(lesson, number).through(tree) for number, tree in enumerate(trees)]
        if (lesson.functions, sum(map(len, lesson.follows.values()))) == before:
            return found


class _Walk(ast.NodeVisitor):
    """Goes through one cell. Names that are local to a function or comprehension get a mark of their scope."""

    def __init__(self, lesson: Lesson, number: int) -> None:
        self.lesson = lesson
        self.number = number
        self.scopes: list[tuple[str, set[str]]] = []
        self.deferred = 0
        self.conditional = 0
        self.mentions: set[str] = set()
        """Names that are read, also those that the cell has bound itself."""
        self.uses: set[str] = set()
        self.later: set[str] = set()
        self.binds: set[str] = set()
        self.settles: set[str] = set()
        self.changes: set[str] = set()
        self.returned: set[str] = set()

    def through(self, tree: ast.Module) -> Effects:
        """Visit a cell. Returns what it does, with all that shares an object with what is changed."""
        self.visit(tree)
        carried = self.lesson.shared(self.mentions)
        changed = self.changes | (carried & self.lesson.iterators) | self.by_calls(carried)
        changes = self.lesson.now(self.lesson.shared(changed)) - self.lesson.imported
        everything = {name for name in (self.uses | self.later) if name in known.OPAQUE - self.binds}
        if everything:
            changes = changes | {EVERYTHING}
            self.uses.add(EVERYTHING)
        return Effects(*(frozenset(one) for one in (self.uses, self.later, self.binds, self.settles, changes)))

    def by_calls(self, mentions: Iterable[str]) -> set[str]:
        """Return the keys of what the functions that are mentioned may change: they may be called."""
        functions = (self.lesson.functions.get(key.partition("#")[0], Function()) for key in mentions)
        return {key for function in functions for name in function.changes for key in self.keys(name)}

    # Names

    def keys(self, name: str) -> set[str]:
        """Return the keys of what a name may stand for here."""
        if name.startswith("<"):
            return {name}
        local = next(({f"{name}@{mark}"} for mark, names in reversed(self.scopes) if name in names), None)
        return local or ({f"{name}#*"} if self.deferred else self.lesson.keys(name))

    def is_outer(self, name: str) -> bool:
        """Tell whether a name is one of the notebook, not of a function or comprehension."""
        return not any(name in names for _, names in self.scopes)

    def mark(self, node: ast.stmt | ast.expr) -> str:
        """Return what tells the scope that a node opens from all others of the lesson."""
        return f"{self.number}:{node.lineno}:{node.col_offset}"

    def visit_Name(self, node: ast.Name) -> None:
        name = node.id
        if not self.is_outer(name):
            return
        if isinstance(node.ctx, ast.Load):
            self.mentions |= self.keys(name)
            if self.deferred:
                self.later.add(name)
            elif name not in self.settles:
                self.uses.add(name)
        else:
            self.bind(name)
            if isinstance(node.ctx, ast.Del):
                self.uses.add(name)

    def bind(self, name: str) -> None:
        """Note that a name of the notebook is bound."""
        self.binds.add(name)
        if not self.deferred and not self.conditional and name not in self.uses:
            self.settles.add(name)
        before = self.lesson.versions.get(name, frozenset()) if self.conditional or self.deferred else frozenset()
        self.lesson.versions[name] = before | {self.number}

    def visit_Import(self, node: ast.Import) -> None:
        self.bind_imports([alias.asname or alias.name.split(".")[0] for alias in node.names])

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if any(alias.name == "*" for alias in node.names):
            raise SyntaxError(
                "`import *` hides which names a cell binds: import them by name", ("", node.lineno, 0, "")
            )
        self.bind_imports([alias.asname or alias.name for alias in node.names])

    def bind_imports(self, names: Iterable[str]) -> None:
        """Note imported names. Modules are not changed by calls of what is in them, other than through `<state>`."""
        for name in names:
            if self.is_outer(name):
                self.bind(name)
                self.lesson.imported.add(name)

    # Statements

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self.store(target, node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.visit(node.annotation)
        if node.value:
            self.visit(node.value)
            self.store(node.target, node.value)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self.store(node.target, node.value)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        self.changes |= self.roots(node.target)
        self.lesson.share(self.roots(node.target), self.roots(node.value))
        if isinstance(node.target, ast.Name):
            name = node.target.id
            if self.is_outer(name):
                self.mentions |= self.keys(name)
                if not self.deferred and name not in self.settles:
                    self.uses.add(name)
        self.visit(node.target)

    def visit_Delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            self.visit(target)
            if not isinstance(target, ast.Name):
                self.changes |= self.roots(target)

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self.visit(node.iter)
        before = {
            one.id: self.lesson.versions.get(one.id) for one in ast.walk(node.target) if isinstance(one, ast.Name)
        }
        for name in before:
            self.lesson.versions.pop(name, None)  # within the loop it is of this cell
        with self.maybe():
            for element in elements_of(node.iter):
                self.store(node.target, element)
            for part in [*node.body, *node.orelse]:
                self.visit(part)
        for name, cells in before.items():
            if cells:  # after a loop without a turn it is what it was
                self.lesson.versions[name] = self.lesson.versions.get(name, frozenset()) | cells

    visit_AsyncFor = visit_For  # noqa: N815 - the name that the visitor looks for

    def visit_With(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            self.visit(item.context_expr)
            if item.optional_vars:
                self.store(item.optional_vars, item.context_expr)
        with self.maybe():
            for part in node.body:
                self.visit(part)

    visit_AsyncWith = visit_With  # noqa: N815

    def visit_If(self, node: ast.If) -> None:
        self.in_doubt(node)

    visit_While = visit_Try = visit_TryStar = visit_Match = visit_If  # type: ignore[assignment]  # noqa: N815

    def in_doubt(self, node: ast.AST) -> None:
        """Visit what may not be reached, or may be left half-way."""
        with self.maybe():
            self.generic_visit(node)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name and self.is_outer(node.name):
            self.bind(node.name)
        self.generic_visit(node)

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        if node.name and self.is_outer(node.name):
            self.bind(node.name)
        self.generic_visit(node)

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        if node.name and self.is_outer(node.name):
            self.bind(node.name)

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        if node.rest and self.is_outer(node.rest):
            self.bind(node.rest)
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        """See a call whose result nobody wants: it is made for what it does."""
        self.visit(node.value)
        if isinstance(node.value, ast.Call) and (path := path_of(node.value.func)) and self.is_library(path[0]):
            drawing = path[0] in ("plt", "sns", "print", "display") and not {"rcParams", "set_theme"} & set(path)
            if not drawing and not (path[0] == "lessons" and path[-1] == "check"):
                self.changes.add(GLOBAL_STATE)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value:
            self.visit(node.value)
            self.returned |= self.roots(node.value)

    visit_Yield = visit_Return  # type: ignore[assignment]  # noqa: N815

    def store(self, target: ast.expr, value: ast.expr) -> None:
        """Note an assignment: what is bound, what is changed, and what the two sides may share."""
        pairs = [(one, self.roots(source)) for one, source in matched(target, value)]
        self.visit(target)
        held = self.roots(target)
        for one, sources in pairs:
            self.lesson.share(self.roots(one), sources)
        for node in ast.walk(target):
            if isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
                self.changes |= self.roots(node)
                path = path_of(node)
                if path and self.is_library(path[0]):
                    self.changes.add(GLOBAL_STATE)
        if isinstance(value, ast.GeneratorExp) or (
            isinstance(value, ast.Call) and name_of(value.func) in known.ITERATORS
        ):
            self.lesson.iterators |= held

    # Functions, classes, comprehensions

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for part in [*node.decorator_list, *node.args.defaults, *[one for one in node.args.kw_defaults if one]]:
            self.visit(part)
        if self.is_outer(node.name):
            self.bind(node.name)
        inner = self.within(node)
        if self.scopes:  # a function in a function: part of what the outer one does
            self.changes |= inner.changes
            self.mentions |= inner.mentions
            return
        own = {key for one in parameters(node.args) for key in inner.keys(one.arg)}
        changed = inner.lesson.shared(inner.changes | inner.by_calls(inner.mentions))
        returned = inner.lesson.shared(inner.returned)
        outside = seen_by_functions(changed) | inner.binds  # what it binds are `global` names
        summary = Function(bool(own & changed), outside, seen_by_functions(returned), bool(own & returned))
        self.lesson.functions[node.name] = summary.or_(self.lesson.functions.get(node.name, Function()))

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815

    def within(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> "_Walk":
        """Visit the body of a function. Returns the walk, in whose scope the function's names are local."""
        inner = _Walk(self.lesson, self.number)
        inner.scopes = [*self.scopes, (self.mark(node), locals_of(node))]
        inner.deferred = 1
        for part in node.body:
            inner.visit(part)
        self.later |= inner.later
        self.binds |= inner.binds  # of `global` names
        return inner

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.scopes.append((self.mark(node), {one.arg for one in parameters(node.args)}))
        inner = _Walk(self.lesson, self.number)
        inner.scopes, inner.deferred = self.scopes, 1
        inner.visit(node.body)
        self.later |= inner.later
        self.mentions |= inner.mentions
        self.changes |= inner.changes
        if not self.deferred:  # it may be called at once
            self.uses |= inner.later - self.settles
        self.scopes.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for part in [*node.decorator_list, *node.bases, *node.keywords]:
            self.visit(part)
        if self.is_outer(node.name):
            self.bind(node.name)
        inner = _Walk(self.lesson, self.number)
        inner.scopes = [*self.scopes, (self.mark(node), set())]
        inner.deferred = 1
        for part in node.body:
            inner.visit(part)
        self.later |= inner.later
        self.mentions |= inner.mentions
        self.changes |= inner.changes
        if not self.deferred:  # the body of a class runs at once
            self.uses |= inner.later - self.settles
        if not self.scopes:
            changed = self.lesson.shared(inner.changes | inner.by_calls(inner.mentions))
            self.lesson.functions[node.name] = Function(True, seen_by_functions(changed), frozenset(), True)

    def comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> None:
        """Visit a comprehension, whose variables are its own."""
        local = {name.id for one in node.generators for name in ast.walk(one.target) if isinstance(name, ast.Name)}
        self.visit(node.generators[0].iter)
        self.scopes.append((self.mark(node), local))
        for place, one in enumerate(node.generators):
            if place:
                self.visit(one.iter)
            for element in elements_of(one.iter):
                self.store(one.target, element)
            for condition in one.ifs:
                self.visit(condition)
        for part in [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]:
            self.visit(part)
        self.scopes.pop()

    visit_ListComp = visit_SetComp = visit_GeneratorExp = visit_DictComp = comprehension  # noqa: N815

    # Calls

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.visit(node.value)
        self.touch_state(path_of(node))

    def visit_Call(self, node: ast.Call) -> None:
        for part in [node.func, *node.args, *node.keywords]:
            self.visit(part)
        arguments, path, name = self.arguments(node), path_of(node.func), name_of(node.func)
        if name in known.READS_FILES or opens_for_reading(node):
            self.read(FILE_SYSTEM)
        elif name in known.WRITES_FILES:
            self.read_and_change(FILE_SYSTEM)
        for keyword in node.keywords:
            if keyword.arg in known.CHANGING_KEYWORDS:
                self.changes |= self.roots(keyword.value)
        if name in known.CHANGES_ARGUMENTS:
            self.changes |= arguments
        if path and self.is_library(path[0]):
            return
        if isinstance(node.func, ast.Attribute):
            self.call_method(node.func, arguments)
            return
        function = self.lesson.functions.get(path[0]) if path and self.is_outer(path[0]) else None
        if function is None or function.changes_arguments:
            self.changes |= arguments
        if function is None:
            self.changes |= self.roots(node.func)

    def call_method(self, method: ast.Attribute, arguments: set[str]) -> None:
        """Note what calling a method of an object of the lesson may change, and what the object may keep."""
        own = self.roots(method.value)
        if method.attr not in known.PURE:
            self.changes |= own
        if method.attr in known.KEEPS_ARGUMENTS:
            self.lesson.hold(own, arguments)
        if method.attr in known.KEEPERS:
            self.lesson.share(own, arguments)

    def arguments(self, node: ast.Call) -> set[str]:
        """Return the names of which a call may get hold."""
        parts = [*node.args, *(keyword.value for keyword in node.keywords)]
        return set().union(*(self.roots(part) for part in parts))

    def touch_state(self, path: list[str]) -> None:
        """Note what an attribute of a module stands for besides itself: NumPy's generator, pyplot's figure, files."""
        if not path or not self.is_library(path[0]):
            return
        if path[0] == "subprocess":
            self.read_and_change(FILE_SYSTEM)
        if len(path) == 3 and path[1] == "random" and path[2][0].islower() and path[2] != "default_rng":
            self.read_and_change(GLOBAL_STATE)
        if path[0] == "random" and len(path) == 2 and path[1][0].islower():
            self.read_and_change(GLOBAL_STATE)
        if path[0] == "plt" and len(path) > 1 and path[1] not in known.DRAWING_STATE:
            self.read_and_change(CURRENT_FIGURE)

    def read_and_change(self, what: str) -> None:
        """Note that something without a name is read and perhaps changed."""
        self.read(what)
        self.changes.add(what)

    def read(self, what: str) -> None:
        """Note that something without a name is read."""
        (self.later if self.deferred else self.uses).add(what)

    def is_library(self, name: str) -> bool:
        """Tell whether a name stands for something imported, or a builtin that changes nothing."""
        if not self.is_outer(name) or name in self.lesson.functions:
            return False
        return name in self.lesson.imported or (hasattr(builtins, name) and name not in self.binds)

    def roots(self, node: ast.expr | None) -> set[str]:  # noqa: PLR0911 - a row for each kind of expression
        """Return the names whose objects an expression may give, or give a part of."""
        match node:
            case ast.Name():
                return set() if self.is_library(node.id) else self.keys(node.id)
            case ast.Attribute() | ast.Subscript() | ast.Starred() | ast.NamedExpr() | ast.Await():
                return self.roots(node.value)
            case ast.Tuple() | ast.List() | ast.Set():
                return set().union(*(self.roots(one) for one in node.elts))
            case ast.Dict():
                return set().union(*(self.roots(one) for one in node.values))
            case ast.IfExp():
                return self.roots(node.body) | self.roots(node.orelse)
            case ast.BoolOp():
                return set().union(*(self.roots(one) for one in node.values))
            case ast.BinOp(op=ast.Add() | ast.Mult() | ast.BitOr()):
                return self.listed(node.left) | self.listed(node.right)
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                return set().union(*(self.roots(one.iter) for one in node.generators), self.inside(node))
            case ast.Call():
                return self.given(node)
        return set()

    def listed(self, node: ast.expr) -> set[str]:
        """Return the roots of one side of a sum: lists that are joined keep their parts, numbers do not."""
        return self.roots(node) if isinstance(node, ast.List | ast.Tuple | ast.Dict | ast.Name | ast.BinOp) else set()

    def inside(self, node: ast.expr) -> set[str]:
        """Return the names outside a comprehension of which its elements may be parts."""
        parts = [node.value] if isinstance(node, ast.DictComp) else [node.elt]  # type: ignore[attr-defined]
        return {name for part in parts for name in self.roots(part) if not name.partition("@")[1]}

    def given(self, node: ast.Call) -> set[str]:
        """Return the names of which the result of a call may be a part."""
        path, name = path_of(node.func), name_of(node.func)
        if name in known.FRESH or name.endswith(("_score", "_error")):
            return set()
        if isinstance(node.func, ast.Attribute):
            library = bool(path) and self.is_library(path[0])
            views = known.VIEWS if library else known.VIEWS - known.TEXT_METHODS
            if (path[0] in known.NUMERIC if library else name in known.PURE) and name not in views:
                return set()
            if name in known.KEEPS_ARGUMENTS:
                return self.roots(node.func.value)
        elif name in known.FRESH_BUILTINS and self.is_library(name):
            return set()
        if len(path) == 1 and (function := self.lesson.functions.get(path[0])):
            outside = {key for one in function.returns for key in self.keys(one)}
            return outside | (self.arguments(node) if function.returns_arguments else set())
        return self.arguments(node) | self.roots(node.func)

    def maybe(self) -> "_Maybe":
        """Return a context in which names are bound perhaps."""
        return _Maybe(self)


class _Maybe:
    """While it lasts, what is bound is not settled."""

    def __init__(self, walk: _Walk) -> None:
        self.walk = walk

    def __enter__(self) -> None:
        self.walk.conditional += 1

    def __exit__(self, *_: object) -> None:
        self.walk.conditional -= 1


def unbound(cells: Mapping[int, Effects]) -> frozenset[str]:
    """Return the names that cells read, in this order, and that neither they nor Python bind."""
    bound = set(dir(builtins)) | {"__name__"}
    missing: set[str] = set()
    everything = set().union(*(one.binds for one in cells.values()))
    for place in sorted(cells):
        missing |= {name for name in cells[place].uses if name not in bound | cells[place].binds}
        bound |= cells[place].binds
    missing |= set().union(*(one.later for one in cells.values())) - everything - bound
    return frozenset(name for name in missing if not name.startswith("<"))

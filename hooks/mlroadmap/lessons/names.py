"""Which names a cell reads and which it binds, and what readers see that hangs on a cell that they do not see.

What a statement reads and binds is asked of Python's own symbol tables, so that nothing of the language is left out:
comprehensions, classes, imports, `global`, patterns. Here only the order is added, from the syntax tree.
"""

import ast
import builtins
import symtable
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from mlroadmap.lessons.drawings import is_drawing
from mlroadmap.lessons.source import Cell

PAGE = frozenset({"", "setup", "starter"})
"""The roles of the cells that all readers have; '' stands for cells without a tag."""
DRAWING = "drawing"
"""The role of a cell that draws where the code of such cells is folded: it runs, and readers need not have seen it."""
MORE = {
    "check": frozenset({"check"}),
    "solution": frozenset({"check", "solution"}),
    DRAWING: frozenset({DRAWING}),
}
"""Whose names a cell of such a role may use besides: a solution is judged by the check, and may call another solution.
A check must do without solutions, which not everybody runs. Nobody may use what a cell tagged `asserts` binds, other
than such cells, since learners do not run them; nor what a drawing binds, other than another drawing."""
_BUILT_IN = frozenset(dir(builtins)) | {"__name__", "__file__", "display", "get_ipython"}


@dataclass(frozen=True)
class Step:
    """One step of a cell, in the order in which they are taken: the names that it reads, then those that it binds."""

    line: int
    reads: frozenset[str] = frozenset()
    binds: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    """Names that are read when a function made here is called."""

    @property
    def named(self) -> frozenset[str]:
        """All names that stand here."""
        return self.reads | self.binds | self.later


@dataclass(frozen=True)
class Hidden:
    """A name that a cell reads, and the cell with that name that its readers do not have."""

    line: int
    name: str
    where: Cell


def hidden_names(cells: Sequence[Cell], *, folded: bool = False) -> Iterator[Hidden]:
    """Yield each name that a cell reads as a cell left it which those who run the first do not have.

    Where drawings are `folded`, their readers do not have what those bind either.
    """
    roles = {cell: DRAWING if folded and is_drawing(cell) else _role(cell) for cell in cells}
    taken = [(cell, _whole(cell)) for cell in cells if cell.tree]
    binding: dict[str, list[Cell]] = {}
    for cell, whole in taken:
        for name in whole.binds:
            binding.setdefault(name, []).append(cell)
    bound: dict[str, Cell] = {}
    for cell, whole in taken:
        role = roles[cell]
        if role != "asserts":
            seen = PAGE | MORE.get(role, frozenset())
            left = {name: bound[name] for name in whole.named if name in bound and roles[bound[name]] not in seen}
            never = {
                name: binding[name][0]
                for name in whole.later
                if name in binding and not any(roles[one] in seen for one in binding[name])
            }
            yield from _hidden(cell, left, never)
        bound |= dict.fromkeys(whole.binds, cell)


def _hidden(cell: Cell, left: Mapping[str, Cell], never: Mapping[str, Cell]) -> Iterator[Hidden]:
    """Yield the names of a cell that it reads before it binds them, as another `left` them, or that no cell that may be
    used binds."""
    ours: set[str] = set()
    told: set[str] = set()
    for step in steps(cell.tree) if cell.tree and (left or never) else ():
        found = {name: left[name] for name in step.reads - ours if name in left}
        found |= {name: never[name] for name in step.later if name in never}
        for name in sorted(found.keys() - told):
            yield Hidden(cell.line + step.line - 1, name, found[name])
        told |= found.keys()
        ours |= step.binds


def _role(cell: Cell) -> str:
    return next((tag for tag in ("asserts", "check", "solution", "setup", "starter") if tag in cell.tags), "")


def steps(tree: ast.Module) -> list[Step]:
    """Return the steps of a cell. Branches and loops are taken once, from top to bottom."""
    return [step for statement in tree.body for step in _steps(statement)]


def _steps(node: ast.stmt) -> Iterator[Step]:
    match node:
        case ast.AugAssign(target=target):
            yield _step(ast.Expr(_loaded(target)), node)
            yield _step(node, node)
        case ast.Delete(targets=targets):
            yield from (_step(ast.Expr(_loaded(target)), node) for target in targets)
            yield _step(node, node)
        case ast.If() | ast.While() | ast.For() | ast.AsyncFor() | ast.With() | ast.AsyncWith():
            yield from _head(node)
            yield from _all(node.body, getattr(node, "orelse", []))
        case ast.Try() | ast.TryStar():
            yield from _all(node.body)
            for handler in node.handlers:
                yield _step(ast.Expr(handler.type or ast.Constant(0)), handler)
                yield Step(handler.lineno, binds=frozenset({handler.name} if handler.name else ()))
                yield from _all(handler.body)
            yield from _all(node.orelse, node.finalbody)
        case ast.Match(subject=subject, cases=cases):
            yield _step(ast.Expr(subject), node)
            for case in cases:
                only = ast.match_case(case.pattern, case.guard, [ast.Pass()])
                step = _step(ast.Match(ast.Constant(0), [only]), node)
                yield Step(step.line, step.reads - step.binds, step.binds, step.later)  # what is bound is for the guard
                yield from _all(case.body)
        case _:
            yield _step(node, node)


def _head(node: ast.If | ast.While | ast.For | ast.AsyncFor | ast.With | ast.AsyncWith) -> Iterator[Step]:
    """What a compound statement does before its body."""
    if isinstance(node, ast.If | ast.While):
        yield _step(ast.Expr(node.test), node)
    elif isinstance(node, ast.For | ast.AsyncFor):
        yield _step(ast.Expr(node.iter), node)
        yield _bound(node.target, node)
    else:
        for item in node.items:
            yield _step(ast.Expr(item.context_expr), node)
            if item.optional_vars:
                yield _bound(item.optional_vars, node)


def _all(*bodies: list[ast.stmt]) -> Iterator[Step]:
    for body in bodies:
        for statement in body:
            yield from _steps(statement)


def _bound(target: ast.expr, node: ast.stmt) -> Step:
    return _step(ast.Assign([target], ast.Constant(0)), node)


def _loaded(target: ast.expr) -> ast.expr:
    """The target of an assignment as what is read: `x += 1` reads x."""
    return ast.Name(target.id, ast.Load()) if isinstance(target, ast.Name) else ast.Constant(0)


def _step(statement: ast.stmt, at: ast.stmt | ast.excepthandler) -> Step:
    """Return what one statement reads and binds in the notebook's own scope."""
    module = ast.fix_missing_locations(ast.Module([statement], []))
    return _names(ast.unparse(module), at.lineno, {one.target.id for one in _walruses(statement)})


def _walruses(statement: ast.stmt) -> list[ast.NamedExpr]:
    return [one for one in ast.walk(statement) if isinstance(one, ast.NamedExpr)]


def _whole(cell: Cell) -> Step:
    return _names(cell.code, cell.line)


def _names(code: str, line: int, walrus: Set[str] = frozenset()) -> Step:
    """Return what code reads and binds; what a `walrus` binds in it is not asked of others."""
    table = symtable.symtable(code, "<cell>", "exec")
    reads = {one.get_name() for one in table.get_symbols() if one.is_referenced()}
    binds = {one.get_name() for one in table.get_symbols() if one.is_assigned() or one.is_imported()}
    inner = [_inner(child) for child in table.get_children()]
    now = {name for names, _, called in inner if not called for name in names} | (reads - walrus)
    later = {name for names, _, called in inner if called for name in names}
    binds |= {name for _, names, _ in inner for name in names}
    return Step(line, frozenset(now - _BUILT_IN), frozenset(binds), frozenset(later - _BUILT_IN - now))


def _inner(table: symtable.SymbolTable) -> tuple[set[str], set[str], bool]:
    """Return the notebook's names that an inner scope reads, those that it binds, and whether it waits for a call."""
    called = table.get_type() == "function" and table.get_name() not in ("listcomp", "setcomp", "dictcomp", "genexpr")
    outer = [one for one in table.get_symbols() if one.is_global()]
    reads = {one.get_name() for one in outer if one.is_referenced()}
    binds = {one.get_name() for one in outer if one.is_assigned() or one.is_imported()}
    for child in table.get_children():
        more, bound, _ = _inner(child)
        reads |= more
        binds |= bound
    return reads, binds, called

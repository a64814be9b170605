"""What the learner's notebook of a lesson calls: its checks, its solutions, and whether the numbers of the text hold.

The first cell of the notebook makes the object: `lesson.check(1)`, `lesson.solution(1)`, `lesson.compare(1)`. What they run
is packed into that cell, so that no answer is seen before it is asked for.
"""

import ast
import base64
import contextlib
import importlib
import io
import json
import linecache
import sys
import zlib
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

LONGEST = 100
"""Characters of code that a sentence shows."""
_BETWEEN = {ast.Lt: "below", ast.LtE: "at most", ast.Gt: "above", ast.GtE: "at least", ast.Eq: "", ast.NotEq: "not"}


class Lesson:
    """A lesson's checks, solutions and claims, run among the learner's own names."""

    def __init__(self, packed: str, names: dict[str, Any] | None = None) -> None:
        """Unpack, and say which versions differ. `names` are the learner's; those of the notebook unless given."""
        self._parts: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(packed)))
        self._given = names
        for line in self.differences():
            print(line)
        with contextlib.suppress(ImportError):  # checks work without
            importlib.import_module("mlroadmap_errors").follow_notebook()

    def differences(self) -> list[str]:
        """Return a sentence for each package that is missing here or that has another version than ours."""
        lines = []
        ours: Mapping[str, str] = self._parts["packages"]
        for name, at in ours.items():
            try:
                here = version(name)
            except PackageNotFoundError:
                lines.append(f"{name} is not installed here: run %pip install {name}=={at}")
                continue
            if here != at:
                lines.append(f"your {name} is {here}, ours was {at}: numbers and figures may differ a little")
        return lines

    def check(self, number: int) -> None:
        """Say whether an exercise is right, wrong (and why) or not attempted."""
        code = self._code("check", number)
        if code is not None:
            try:
                self._run(code, f"<check {number}>")
            except NameError as error:
                print(f"wrong: {error}: run the cells above first")

    def solution(self, number: int, *, anyway: bool = False) -> None:
        """Show a solution and run it; without `anyway` only when the exercise was attempted."""
        code = self._code("solution", number)
        if code is None:
            return
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.suppress(Exception):
            self.check(number)
        if not anyway and said.getvalue().strip().splitlines()[-1:] == ["not attempted"]:
            print(f"Try it first; the hints above help. To see a solution now: lesson.solution({number}, anyway=True)")
            return
        print(f"{code}\n\n# What it gives:")
        self._show(code, f"<solution {number}>")

    def compare(self, number: int) -> None:
        """Compare what the text says with what came out here, and say where they differ. Never stops a run."""
        code = self._code("compare", number)
        if code is None:
            return
        found: list[str] = []
        try:
            tree = ast.fix_missing_locations(_Claims().visit(ast.parse(code)))
            names = self._names()
            names["__holds__"] = lambda *claim: _holds(found, *claim)
            exec(compile(tree, f"<numbers of the text {number}>", "exec"), names)
        except Exception as error:
            found.append(f"cannot be compared ({type(error).__name__}: {error}): were the cells above run, unchanged?")
        finally:
            self._names().pop("__holds__", None)
        for line in found:
            print(f"{line}{self._reason()}")
        if not found:
            print("as in the text")

    def _reason(self) -> str:
        others = [line.split(":")[0] for line in self.differences()]
        return f"; {', '.join(others)}" if others else ""

    def _code(self, kind: str, number: int) -> str | None:
        codes: list[str] = self._parts[kind]
        if isinstance(number, int) and 1 <= number <= len(codes):
            return codes[number - 1]
        print(f"there is no {kind} {number!r} in this lesson: they have the numbers 1 to {len(codes)}")
        return None

    def _names(self) -> dict[str, Any]:
        if self._given is not None:
            return self._given
        shell = _shell()
        names: dict[str, Any] = shell.user_ns if shell else sys.modules["__main__"].__dict__
        return names

    def _run(self, code: str, name: str) -> None:
        linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)  # for tracebacks
        exec(compile(code, name, "exec"), self._names())

    def _show(self, code: str, name: str) -> None:
        """Run code as a cell, so that tables, figures and the last value are shown."""
        shell = _shell()
        if shell is None or self._given is not None:
            self._run(code, name)
        else:
            shell.run_cell(code, store_history=False)


def _shell() -> Any:
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    return get_ipython()


class _Claims(ast.NodeTransformer):
    """Turns each assert into calls that tell whether it holds, one for each part that `and` joins."""

    def visit_Assert(self, node: ast.Assert) -> ast.AST:  # noqa: N802 - the name that ast wants
        parts = node.test.values if isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.And) else [node.test]
        calls: list[ast.expr] = [self._call(part) for part in parts]
        return ast.Expr(calls[0] if len(calls) == 1 else ast.BoolOp(ast.And(), calls))

    def _call(self, part: ast.expr) -> ast.expr:
        arguments = [ast.Constant(ast.unparse(part)), part, _late(_measured(part))]
        return ast.Call(ast.Name("__holds__", ast.Load()), arguments, [])


def _late(values: list[ast.expr]) -> ast.expr:
    nothing = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
    return ast.Lambda(nothing, ast.List(values, ast.Load()))


def _measured(part: ast.expr) -> list[ast.expr]:
    """The parts of a comparison that are no constants: what the learner got."""
    sides = [part.left, *part.comparators] if isinstance(part, ast.Compare) else []
    return [side for side in sides if not _is_constant(side)]


def _is_constant(node: ast.expr) -> bool:
    return not any(isinstance(one, (ast.Name, ast.Call, ast.Attribute)) for one in ast.walk(node))


def _holds(found: list[str], text: str, held: object, values: Callable[[], list[object]]) -> bool:
    """Note in `found` when a claim does not hold. Returns whether it does."""
    holds = bool(held)
    if not holds:
        found.append(_sentence(text, values()))
    return holds


def _sentence(text: str, values: list[object]) -> str:
    """Say what the text claims and what came out instead."""
    part = ast.parse(text, mode="eval").body
    got = " and ".join(_short(value) for value in values)
    if isinstance(part, ast.Compare) and len(values) == 1:
        sides = [part.left, *part.comparators]
        at = next(place for place, side in enumerate(sides) if not _is_constant(side))
        what, limits = ast.unparse(sides[at]), [ast.unparse(side) for side in sides if _is_constant(side)]
        if len(sides) == 3 and at == 1:
            return f"the text says that {_cut(what)} lies between {limits[0]} and {limits[1]}, you got {got}"
        if len(sides) == 2 and (word := _BETWEEN.get(type(part.ops[0]))) is not None:
            if at == 1:
                word = {"below": "above", "above": "below", "at most": "at least", "at least": "at most"}.get(word, word)
            said = " ".join(one for one in (word, _cut(limits[0])) if one)
            return f"the text says that {_cut(what)} is {said}, you got {got}"
    return f"the text relies on `{_cut(text)}`, which does not hold here" + (f": you got {got}" if values else "")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _short(value: object) -> str:
    with contextlib.suppress(TypeError, ValueError):
        return f"{value:.4g}" if not isinstance(value, (str, bool, int)) else _cut(repr(value))
    return _cut(" ".join(repr(value).split()))



"""What `lessons.check` says to an answer, and how a check reads one.

A check is a function that takes the answer and asserts what must hold, with messages that help. It should accept every
right answer, in whatever style: `number`, `numbers`, `whole`, `close`, `same` and `letters` read an answer so, and say which form
is wanted when it has another.
"""

import ast
import functools
import inspect
import math
import re
import textwrap
import traceback
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from string import ascii_uppercase
from types import CodeType, FrameType, FunctionType

_BEFORE = re.compile(r"(?:about|roughly|around|some)?[\s$€£≈~±=]*")
_NUMBER = re.compile(
    r"[-+]?[$€£]?(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d*)?|\d+(?:_\d+)*\.?\d*|\.\d+)(?:e[-+]?\d+)?",
    re.ASCII | re.IGNORECASE,
)
_OVER = re.compile(r"\s*/\s*(\d+\.?\d*)(?![\d/])")


def check(answer: object, test: Callable[..., object], *, returns: bool = True) -> None:
    """Print whether an exercise is not attempted, wrong (and why) or right.

    `answer` is what the learner set, or a tuple of it: `...` or None means not attempted; functions are called by
    `test`, and are expected to return something, unless `returns` is false. Of an exception the learner's own lines are
    shown.
    """
    parts = answer if isinstance(answer, tuple) else (answer,)
    if answer is None or any(part is ... for part in parts):
        print("not attempted")
        return
    functions = [function for part in parts for function in _functions(part)]
    watched = tuple(_watched(part) if returns and isinstance(part, FunctionType) else part for part in parts)
    try:
        test(watched if isinstance(answer, tuple) else watched[0])
    except NotImplementedError:
        print(_left_over(functions) or "not attempted")
    except Exception as problem:
        print(f"wrong: {_told(problem, test, functions, answer)}")
    else:
        print("right")


def number(answer: object, wanted: str = "one number") -> float:
    """Return an answer as a number: a number, a text such as `"41 %"`, or a list, array or table that holds one."""
    if isinstance(answer, str):
        return _printed(answer, wanted)
    if not isinstance(answer, (int, float)) and hasattr(answer, "__len__"):
        values = _listed(answer)
        assert len(values) == 1, f"{wanted} is wanted, not {described(answer)}"
        return number(values[0], wanted)
    try:
        value = float(answer)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise AssertionError(f"{wanted} is wanted, not {described(answer)}") from None
    assert "bool" not in type(answer).__name__, f"{wanted} is wanted, not {answer}"
    assert not math.isnan(value), "NaN came out: is a value missing on the way?"
    return value


def whole(answer: object, wanted: str = "a whole number") -> int:
    """Return an answer as a whole number: 4, 4.0, an array with 4 in it."""
    value = number(answer, wanted)
    assert value == round(value), f"{wanted} is wanted, not {answer}"
    return round(value)


def numbers(answer: object, count: int, wanted: str = "") -> list[float]:
    """Return an answer as so many numbers: from a list, tuple, array, column, or the values of a dictionary."""
    wanted = wanted or f"{count} numbers"
    assert hasattr(answer, "__iter__") and not isinstance(answer, str), f"{wanted} are wanted, not {described(answer)}"
    values = _listed(answer)
    assert len(values) == count, f"{wanted} are wanted, not {described(answer)}"
    return [number(value) for value in values]


def close(answer: object, expected: float, digits: int = 2, *, percent: bool = False) -> bool:
    """Tell whether an answer is the expected number, rounded to so many decimals or more.

    With `percent` the same in per cent is right too, or, where per cent are expected, as a share. An answer that is
    right in fewer decimals is told so, but for a number that the check takes for a mistake: `assert not close(…)`.
    """
    value = number(answer)
    scales = (1.0, 100.0, 0.01) if percent else (1.0,)
    for scale in scales:
        places = digits - round(math.log10(scale))
        if abs(value - scale * expected) <= 0.5000001 * 10.0**-places:
            return True
    for fewer in range(digits):
        enough = abs(round(expected, fewer)) >= (10 if fewer == 0 else 10.0**-fewer)
        rounded = enough and math.isclose(value, round(expected, fewer), abs_tol=1e-12)
        if rounded and not _asks_for_a_mistake(inspect.currentframe()):
            raise AssertionError(f"right as far as it goes: give at least {digits} decimals")
    return False


def _asks_for_a_mistake(frame: FrameType | None) -> bool:
    """Tell whether the line of a check that has called looks for a mistake: `assert not close(…)`, `if close(…): raise`."""
    caller = frame.f_back if frame else None
    inner = caller
    while caller and caller.f_code.co_name in ("<lambda>", "<genexpr>", "<listcomp>"):
        caller = caller.f_back
    tree = _tree(caller.f_code) if caller else None
    if not caller or not tree:
        return False
    line = caller.f_lineno - caller.f_code.co_firstlineno + 1
    for step in ast.walk(tree):
        if isinstance(step, (ast.Assert, ast.If)) and step.test.lineno <= line <= (step.test.end_lineno or 0):
            calls = [one for one in _denied(step.test) if caller is not inner or _is_close(one)]
            denied = any(one.lineno <= line <= (one.end_lineno or 0) for one in calls)
            return denied if isinstance(step, ast.Assert) else isinstance(step.body[-1], ast.Raise) and not denied
    return False


def _denied(test: ast.expr) -> Iterator[ast.expr]:
    """Yield all that stands behind a `not` in a test."""
    for part in ast.walk(test):
        if isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.Not):
            yield from (one for one in ast.walk(part.operand) if isinstance(one, ast.expr))


def _is_close(part: ast.expr) -> bool:
    called = part.func if isinstance(part, ast.Call) else None
    return (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")) == "close"


def same(answer: object, expected: str) -> bool:
    """Tell whether a text is the expected one, whatever its capitals, spaces, and signs that a keyboard lacks."""
    assert isinstance(answer, str), f"a text is wanted, not {described(answer)}"
    return _plain(answer) == _plain(expected)


def letters(answer: object, known: str) -> set[str]:
    """Return the letters that an answer names, in whatever style: `"BE"`, `"b, e"`, `["B.", "E"]`, `{"B", "E"}`.

    `known` are all there are, such as `"ABCDE"`; another letter is refused, and so is an answer without any. Of a
    dictionary the keys count whose value is true.
    """
    if isinstance(answer, Mapping):
        answer = [key for key, chosen in answer.items() if chosen]
    return set(_letters_in(answer, known))


def letter_each(answer: object, known: str, count: int) -> str:
    """Return one letter for each of `count` things, in their order: `"HLW"`, `"h, l, w"`, `["H", "L", "W"]`.

    Words count by their first letter when there is one for each thing, as in `["head", "LoRA", "whole"]`, and of a
    dictionary the values. Another letter than those in `known` is refused, and so is another number of them.
    """
    assert not isinstance(answer, (set, frozenset)), f"a set has no order: give a list of {count} letters, one for each"
    found = _letters_in(answer, known, count)
    assert len(found) == count, f"{count} letters are wanted, one for each, not {len(found)}"
    return found


def _letters_in(answer: object, known: str, count: int = 0) -> str:
    """Return the letters in capitals, one after the other; where there are `count` words, their first letters."""
    of = f"letters from {known[0]} to {known[-1]}" if known in ascii_uppercase else f"the letters {', '.join(known)}"
    wanted = f"{of}, such as {known[:2]!r}, are wanted, not {described(answer)}"
    assert hasattr(answer, "__iter__"), wanted
    parts = [answer] if isinstance(answer, str) else _listed(answer)
    words = re.findall(r"\w+", re.sub(r"\band\b|[\d_]", " ", " ".join(map(str, parts)), flags=re.IGNORECASE).upper())
    found = "".join(word[0] if len(words) == count else word for word in words)
    assert found and set(found) <= set(known), wanted
    return found


def described(value: object) -> str:
    """Say in a few words what a value is: 'a list with 3 items', 'the text 'abc''."""
    kind = type(value).__name__
    article = "an" if kind[0].lower() in "aeiou" else "a"
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return f"the text {textwrap.shorten(value, 40)!r}"
    if callable(value):
        return f"the {'class' if inspect.isclass(value) else 'function'} itself: call it"
    if hasattr(value, "shape") and value.shape != ():
        return f"{article} {kind} of shape {tuple(value.shape)}"
    if hasattr(value, "__len__") and not hasattr(value, "shape"):
        return f"{article} {kind} with {len(value)} item{'s' * (len(value) != 1)}"
    return f"{article} {kind}" if not hasattr(value, "__float__") else str(value)


def _printed(text: str, wanted: str) -> float:
    """Return the number that a text begins with, as people write it: `$26.90`, `1,401 words`, `about 3/4`."""
    line = text.strip().replace("−", "-")
    start = _BEFORE.match(line.lower())
    found = _NUMBER.match(line, start.end() if start else 0)
    assert found, f"{wanted} is wanted, not {described(text)}"
    rest = line[found.end() :]
    comma = re.match(r",\d", rest)
    assert not comma, f"{described(text)} has a decimal comma: Python writes it with a point"
    value = float(re.sub(r"[$€£,_]", "", found[0]))
    over = _OVER.match(rest)
    if over:
        assert float(over[1]), f"{described(text)} divides by 0"
        return value / float(over[1])
    return value


def _listed(answer: object) -> list[object]:
    """Return what is in a list, array, table or dictionary as one flat list."""
    if hasattr(answer, "to_numpy"):
        answer = answer.to_numpy()
    if hasattr(answer, "ravel"):
        answer = answer.ravel()
    if isinstance(answer, Mapping):
        answer = answer.values()
    assert isinstance(answer, Iterable)
    return list(answer)


def _plain(text: str) -> str:
    """Return a text without capitals, spaces, carets and quotation marks; `²` becomes `2`."""
    return re.sub(r"[\s^_'\"-]", "", unicodedata.normalize("NFKC", text)).casefold()


def _functions(answer: object) -> list[FunctionType]:
    """Return the learner's functions: the answer itself, or what a class has of its own."""
    if inspect.isclass(answer):
        return [one for one in vars(answer).values() if isinstance(one, FunctionType)]
    return [answer] if isinstance(answer, FunctionType) else []


def _watched(function: FunctionType) -> Callable[..., object]:
    """Return the learner's function, which now says when it gives nothing back."""

    @functools.wraps(function)
    def watched(*given: object, **named: object) -> object:
        result = function(*given, **named)
        assert result is not None, f"`{function.__name__}` gives nothing back: is a `return` missing?"
        return result

    return watched


def _told(problem: Exception, test: Callable[..., object], functions: list[FunctionType], answer: object) -> str:
    """Return what to say of a problem that came up in a test."""
    lines = _own_lines(problem, test, functions)
    if isinstance(problem, AssertionError) and not _raised_within(problem, lines):
        return " ".join([str(problem), *filter(None, map(_overlooked, functions))])
    said = "".join(traceback.format_exception_only(problem)).strip()
    if lines:
        return f"your code stops with {said}\n" + "".join(lines).rstrip()
    given = "what your function returned" if functions else described(answer)
    if inspect.isclass(answer):
        given = f"what `{answer.__name__}` makes"
    return f"the check cannot go on with {given}: {said}"


def _own_lines(problem: Exception, test: Callable[..., object], functions: list[FunctionType]) -> list[str]:
    """Return the part of a traceback that is the learner's: without the frames of the check and of libraries."""
    files = {function.__code__.co_filename for function in functions}
    checks = _codes(test.__code__) if isinstance(test, FunctionType) else set()
    shown = []
    for frame, line in traceback.walk_tb(problem.__traceback__):
        code = frame.f_code
        if code.co_filename in files and code not in checks:
            (step,) = traceback.StackSummary.extract([(frame, line)])
            shown.append(f"  line {step.lineno}, in {step.name}\n    {step.line}\n")
    return shown


def _raised_within(problem: Exception, lines: list[str]) -> bool:
    """Tell whether an assertion failed in the learner's own code, rather than in the check."""
    *_, last = traceback.extract_tb(problem.__traceback__)
    return bool(lines) and f"line {last.lineno}, in {last.name}\n" in lines[-1]


def _codes(code: CodeType) -> set[CodeType]:
    inner = {one for one in code.co_consts if isinstance(one, CodeType)}
    return {code}.union(*map(_codes, inner))


def _tree(function: FunctionType | CodeType) -> ast.FunctionDef | None:
    """Return the syntax tree of a function, or None where its source is not at hand."""
    try:
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    except (OSError, SyntaxError, TypeError, ValueError):
        return None
    return tree if isinstance(tree, ast.FunctionDef) else None


def _left_over(functions: list[FunctionType]) -> str:
    """Say where a `raise NotImplementedError` was left in code that was written."""
    for function in functions:
        tree = _tree(function)
        steps = [step for step in tree.body if not _is_text(step)] if tree else []
        if len(steps) > 1 and any(isinstance(step, ast.Raise) for step in steps):
            return f"wrong: the line `raise NotImplementedError` still stands in `{function.__name__}`: delete it"
    return ""


def _is_text(step: ast.stmt) -> bool:
    return isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant)


def _overlooked(function: FunctionType) -> str:
    """Say which argument a function never looks at, and what it reads from outside instead."""
    tree = _tree(function)
    if not tree:
        return ""
    names = [node for step in tree.body for node in ast.walk(step) if isinstance(node, ast.Name)]
    bound = {node.id for node in names if not isinstance(node.ctx, ast.Load)}
    read = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    unread = [one.arg for one in tree.args.args if one.arg not in read | {"self"}]
    if not unread:
        return ""
    outside = [name for name in sorted(read - bound) if _is_data(function.__globals__.get(name))]
    instead = f", and reads `{'`, `'.join(outside)}` from outside" if outside else ""
    return f"(`{function.__name__}` never uses its argument `{unread[0]}`{instead}.)"


def _is_data(value: object) -> bool:
    return value is not None and not callable(value) and not inspect.ismodule(value)

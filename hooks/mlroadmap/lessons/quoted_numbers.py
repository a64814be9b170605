"""Numbers that the prose of a lesson quotes, and what in its code holds them to account.

A number is covered when it stands in the code (in an assert, or as a setting), or when an assert puts something between
two bounds that are close around it. `61 %` counts as 0.61 too, `4,000` as 4000, `1.2 million` as 1200000.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mlroadmap.lessons.source import LessonText

_NUMBER = re.compile(
    r"(?<![\w./^_#:,])(?<!\w-)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*)(?P<percent>\s?%)?"
    r"(?:\s(?P<scale>thousand|million|billion)\b)?(?![\w/^]|:\d)"
)
_VERSIONED = re.compile(
    r"\b(?:Python|NumPy|numpy|pandas|SciPy|scikit-learn|Matplotlib|matplotlib|seaborn|uv|pip|version|PyTorch|Keras)\s+$"
)
_GIVEN = re.compile(r"<!--\s*given:\s*(?P<numbers>(?:[\d.,]*\d\s?%?(?:,\s|\s))*)(?P<reason>.*?)\s*-->", re.S)
# fmt: off
_LOOKS = frozenset({
    "figsize", "fontsize", "size", "s", "alpha", "lw", "linewidth", "linewidths", "markersize", "markeredgewidth",
    "dpi", "zorder", "pad", "labelpad", "rotation", "width_ratios", "height_ratios", "nbins", "hspace", "wspace",
})
# fmt: on
"""Settings of how a plot looks: a number there accounts for nothing in the prose."""
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}


@dataclass(frozen=True)
class Number:
    """A number in the prose: its line, how it is written, what it is worth, and the size of its last digit."""

    line: int
    written: str
    value: float
    step: float
    percent: bool


@dataclass(frozen=True)
class Evidence:
    """What the code says about numbers."""

    literals: frozenset[float]
    brackets: frozenset[tuple[float, float]]

    def covers(self, number: Number) -> bool:
        """Tell whether the code holds a number of the prose to account."""
        forms = [(number.value, number.step)]
        if number.percent:
            forms.append((number.value / 100, number.step / 100))
            if self._leaves_out(number.value):
                return True
        if number.value >= 1000:
            forms += [(number.value / scale, number.step / scale) for scale in (1e3, 1e6)]
        return any(self._covers(value, step) for value, step in forms)

    def _leaves_out(self, percent: float) -> bool:
        """Tell whether the code cuts off what is left and right of the middle `percent`, as 0.025 and 0.975 do."""
        tail = (100 - percent) / 2
        return any({round(tail / unit, 6), round((100 - tail) / unit, 6)} <= self.literals for unit in (1, 100))

    def _covers(self, value: float, step: float) -> bool:
        if any(abs(literal - value) <= 0.5000001 * step * (literal != round(literal)) for literal in self.literals):
            return True
        widest = max(0.5 * value, 2.5 * step)
        return any(low <= value <= high and high - low <= widest for low, high in self.brackets)


def unverified(lesson: LessonText) -> list[Number]:
    """Return the numbers of the prose that nothing in the code holds to account."""
    evidence = evidence_in(cell.tree for cell in lesson.cells if cell.tree)
    given = {number for numbers, _, _ in given_in(lesson) for number in numbers}
    return [one for one in numbers_in(lesson) if one.written not in given and not evidence.covers(one)]


def given_in(lesson: LessonText) -> list[tuple[tuple[str, ...], str, int]]:
    """Return the exceptions `<!-- given: 1,024 why -->`: the numbers, the reason, the line."""
    return [
        (tuple(re.findall(r"[\d.,]*\d(?:\s?%)?", match["numbers"])), match["reason"], lesson.line_at(match.start()))
        for match in _GIVEN.finditer(lesson.source)
    ]


def numbers_in(lesson: LessonText) -> Iterator[Number]:
    """Yield the numbers of the prose that need an account.

    Left out are whole numbers up to 12 (other than percentages), 100, years, versions, and all that is worked by hand
    under "The mathematics".
    """
    text = lesson.prose_with_numbers
    by_hand = [(one.line, end) for one, end in lesson.parts(2) if one.text.startswith("The mathematics")]
    for match in _NUMBER.finditer(text):
        line = lesson.line_at(match.start())
        digits = match["digits"]
        if digits.count(".") > 1 or _VERSIONED.search(text[: match.start()][-20:]):
            continue
        if any(start <= line < end for start, end in by_hand):
            continue
        scale = _SCALES.get(match["scale"] or "", 1.0)
        value = float(digits.replace(",", ""))
        if value in (0, 100) and not match["scale"]:
            continue
        bare = digits.isdigit() and not match["scale"] and not match["percent"]
        if bare and (value <= 12 or 1800 <= value <= 2100):
            continue
        decimals = len(digits.partition(".")[2])
        written = " ".join(match[0].split())
        yield Number(line, written, value * scale, scale * 10.0**-decimals, bool(match["percent"]))


def evidence_in(trees: Iterable[ast.Module]) -> Evidence:
    """Return what the code of cells says about numbers."""
    literals: set[float] = set()
    brackets: set[tuple[float, float]] = set()
    for tree in trees:
        for node in _worth_reading(tree):
            if (value := _value(node)) is not None:
                literals.add(abs(value))
            elif isinstance(node, ast.Assert):
                brackets.update(_brackets(node))
    return Evidence(frozenset(literals), frozenset(brackets))


def _worth_reading(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.keyword) and child.arg in _LOOKS):
            yield from _worth_reading(child)


def _value(node: ast.AST) -> float | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and (value := _value(node.operand)) is not None:
        return -value
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return float(node.value)
    return None


def _brackets(statement: ast.Assert) -> Iterator[tuple[float, float]]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Compare) and len(node.ops) == 2:
            low, high = _value(node.left), _value(node.comparators[1])
            if low is not None and high is not None:
                down = [isinstance(op, ast.Gt | ast.GtE) for op in node.ops]
                first, last = (high, low) if all(down) else (low, high)
                yield (first, last) if first >= 0 else (-last, -first)

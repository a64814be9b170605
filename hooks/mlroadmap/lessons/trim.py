"""What an exercise does without: statements of its cells that would fetch a package or a data file for nothing.

A slice is made of whole cells, since an answer may use more of the lesson than ours does. But a cell that also draws
would fetch Matplotlib for an exercise that only counts words. So the statements of the cells are looked at one by one,
and one is left out when neither the exercise needs it nor everything that it needs is fetched anyway. A learner whose
answer names something that such a statement makes or changes gets the cells whole.
"""

import ast
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mlroadmap.lessons.effects import Effects, effects
from mlroadmap.lessons.needs import files_fetched, modules_used
from mlroadmap.lessons.slices import needed

Lines = tuple[int, int]
"""The first and the last line of a statement within its cell, counted from 1."""
OURS = frozenset({"mlroadmap_lessons", "mlroadmap_checks"})
BROUGHT = {
    "matplotlib": {"numpy", "PIL", "cycler"},
    "pandas": {"numpy"},
    "scipy": {"numpy"},
    "seaborn": {"matplotlib", "pandas", "numpy"},
    "sklearn": {"joblib", "numpy", "scipy"},
}
"""Modules that come with others."""


@dataclass(frozen=True)
class Statement:
    """A statement at the top of a cell; several that share a line count as one."""

    cell: int
    lines: Lines
    code: str


@dataclass(frozen=True)
class Trim:
    """What is left out of the cells of a slice."""

    without: Mapping[int, tuple[Lines, ...]]
    """The lines, by cell."""
    names: frozenset[str]
    """What these make or change: an answer that names one of them gets the cells whole."""


NOTHING = Trim({}, frozenset())
"""Nothing is left out."""


class Statements:
    """The statements of a lesson, with what each does and fetches."""

    def __init__(self, codes: Sequence[str]) -> None:
        self.all = [one for cell, code in enumerate(codes) for one in statements(cell, code)]
        self.effects: list[Effects] = effects(one.code for one in self.all)
        self.costs = [
            frozenset({*_packages(modules), *files_fetched(one.code)})
            for one, modules in zip(self.all, modules_used([one.code for one in self.all]), strict=True)
        ]

    def trim(self, cells: Iterable[int], goals: Iterable[int], *, names: Iterable[str]) -> Trim:
        """Return what an exercise, whose own cells are `goals` and whose slice is `cells`, does without."""
        among = self._of(cells)
        wanted = self._of(goals)
        kept = {*needed(self.effects, wanted, among=among, names=names), *wanted}
        fetched = self._cost(kept)
        out = [number for number in sorted(among - kept) if not self._cost(self._with_needs(number, among)) <= fetched]
        without: dict[int, tuple[Lines, ...]] = {}
        for number in out:
            cell, (first, last) = self.all[number].cell, self.all[number].lines
            gone = without.get(cell, ())
            if gone and number - 1 in out and self.all[number - 1].cell == cell:
                first, gone = gone[-1][0], gone[:-1]
            without[cell] = (*gone, (first, last))
        touched = {name for number in out for name in self.effects[number].touches if not name.startswith("<")}
        return Trim(without, frozenset(touched))

    def _of(self, cells: Iterable[int]) -> frozenset[int]:
        chosen = set(cells)
        return frozenset(number for number, one in enumerate(self.all) if one.cell in chosen)

    def _with_needs(self, number: int, among: frozenset[int]) -> set[int]:
        return {*needed(self.effects, [number], among=among), number}

    def _cost(self, numbers: Iterable[int]) -> frozenset[str]:
        return frozenset[str]().union(*(self.costs[number] for number in numbers))


def statements(cell: int, code: str) -> list[Statement]:
    """Take a cell apart."""
    lines = code.split("\n")
    found: list[Lines] = []
    for node in ast.parse(code).body:
        first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
        last = node.end_lineno or node.lineno
        if found and first <= found[-1][1]:
            first = found.pop()[0]
        found.append((first, last))
    return [Statement(cell, (first, last), "\n".join(lines[first - 1 : last])) for first, last in found]


def without_lines(code: str, gone: Iterable[Sequence[int]]) -> str:
    """Return code with some lines empty; all others keep their numbers."""
    empty = {number for first, last in gone for number in range(first, last + 1)}
    return "\n".join("" if number in empty else line for number, line in enumerate(code.split("\n"), start=1))


def _packages(modules: Iterable[str]) -> set[str]:
    """Return the modules that have to be fetched, with those that come with them."""
    found = {one for one in modules if one not in sys.stdlib_module_names and one not in OURS}
    return found.union(*(BROUGHT.get(one, set()) for one in found))

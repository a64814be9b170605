"""The exercises and tasks of a lesson, and the cells that each needs.

An exercise stands under `### Exercise 1: …` in the section of that name, a task under `### Task: …` anywhere before it.
Both have hints, a starter that carries the id, a check and a solution.
"""

import ast
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mlroadmap.lessons.effects import Effects, effects, unbound
from mlroadmap.lessons.slices import needed
from mlroadmap.lessons.source import Cell, Heading, LessonText
from mlroadmap.lessons.trim import NOTHING, Statements, Trim, without_lines

STARTER, CHECK, SOLUTION, ASSERTS = "starter", "check", "solution", "asserts"
NOT_GIVEN = frozenset({ASSERTS, CHECK, SOLUTION})
"""Tags of cells that no exercise may count on: a learner has not run them."""
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_IDENTIFIER = re.compile(r"[A-Za-z_]\w*")


class Kind(StrEnum):
    """`exercise`: at the end of the lesson. `task`: one to three lines, within it."""

    exercise = "exercise"
    task = "task"


@dataclass(frozen=True)
class Practice:
    """An exercise or a task. Cells are given by their numbers among the code cells of the lesson."""

    id: str
    kind: Kind
    heading: Heading
    end: int
    """The first line that no longer belongs to it."""
    text: str
    """What stands between its cells: the task and the hints."""
    starter: tuple[int, ...]
    check: tuple[int, ...]
    solution: tuple[int, ...]

    @property
    def anchor(self) -> str:
        """The id of its element in the page: `exercise-km-budget`."""
        return f"{self.kind}-{self.id}"

    @property
    def key(self) -> str:
        """The key under which a learner's work is kept: `exercise:km-budget`."""
        return f"{self.kind}:{self.id}"


def practices(text: LessonText) -> list[Practice]:
    """Return the exercises and tasks of a lesson, in order."""
    lines = text.body.split("\n")
    exercises = next(((one.line, end) for one, end in text.parts(2) if re.match(r"Exercises\b", one.text)), (0, 0))
    found = []
    for heading, last in text.parts(3):
        within = exercises[0] < heading.line < exercises[1]
        if not (heading.text.startswith("Exercise") if within else heading.text.startswith("Task:")):
            continue
        inside = [number for number, cell in enumerate(text.cells) if heading.line < cell.line < last]
        tagged = {tag: _tagged(text.cells, inside, tag) for tag in (STARTER, CHECK, SOLUTION)}
        end = last
        if not within and tagged[SOLUTION]:  # the lesson goes on below a task
            cell = text.cells[tagged[SOLUTION][-1]]
            end = cell.line + cell.code.count("\n") + 2
        name = next((text.cells[number].name for number in tagged[STARTER] if text.cells[number].name), "")
        kind = Kind.exercise if within else Kind.task
        between = "\n".join(lines[heading.line - 1 : end - 1])
        found.append(Practice(name, kind, heading, end, between, tagged[STARTER], tagged[CHECK], tagged[SOLUTION]))
    return found


def _tagged(cells: Sequence[Cell], numbers: Sequence[int], tag: str) -> tuple[int, ...]:
    return tuple(number for number in numbers if tag in cells[number].tags)


Row = dict[str, Any]
"""A slice as it is written: its cells, the lines that are left out of some of them, the names for which none are."""


@dataclass(frozen=True)
class Slice:
    """What an exercise or task needs before its starter."""

    cells: tuple[int, ...]
    missing: frozenset[str]
    """Names that it reads and that no cell which a learner sees binds."""
    trim: Trim = NOTHING
    """What is left out of the cells."""

    def codes(self, cells: Sequence[Cell], answer: str = "") -> list[str]:
        """Return the code to run before an answer, cell by cell, of the lesson's `cells`."""
        whole = self.trim.names & set(_IDENTIFIER.findall(answer))
        return [
            without_lines(cells[number].code, () if whole else self.trim.without.get(number, ()))
            for number in self.cells
        ]

    @property
    def row(self) -> Row:
        """What is written of it."""
        if not self.trim.without:
            return {"cells": list(self.cells)}
        without = {str(cell): [list(lines) for lines in gone] for cell, gone in self.trim.without.items()}
        return {"cells": list(self.cells), "without": without, "names": sorted(self.trim.names)}


def slices(text: LessonText) -> dict[str, Slice]:
    """Return the slice of each exercise and task, by id. Raises SyntaxError where a cell is not plain Python."""
    found = effects(cell.code for cell in text.cells)
    parts = Statements(text.codes)
    return {one.id: slice_of(one, text, found, parts) for one in practices(text)}


def slices_text(lessons: Mapping[str, LessonText]) -> str:
    """Return the slices of all lessons as the text of a file that people can compare: a line for each exercise.

    A lesson whose cells cannot be taken apart has none; the linter says why.
    """
    rows = []
    for id_, text in sorted(lessons.items()):
        try:
            found = slices(text)
        except SyntaxError:
            continue
        inner = ",\n".join(f'  "{name}": {json.dumps(one.row)}' for name, one in found.items())
        rows.append(f' "{id_}": {{\n{inner}\n }}')
    return "{\n" + ",\n".join(rows) + "\n}\n"


def slice_of(practice: Practice, text: LessonText, cells: Sequence[Effects], parts: Statements) -> Slice:
    """Return what one exercise or task needs."""
    goals = sorted([*practice.starter, *practice.check, *practice.solution])
    if not goals:
        return Slice((), frozenset())
    given = [number for number in range(goals[0]) if not text.cells[number].tags & NOT_GIVEN]
    names = spoken_of(practice.text)
    needs = needed(cells, goals, among=frozenset(given), names=names)
    missing = unbound({number: cells[number] for number in [*needs, *goals]})
    return Slice(tuple(needs), missing, parts.trim(needs, goals, names=names))


def spoken_of(text: str) -> frozenset[str]:
    """Return the names that stand in the code of a text: a learner will use them."""
    names: set[str] = set()
    for span in SPAN.findall(text):
        try:
            tree = ast.parse(span)
        except SyntaxError:
            names |= set(_IDENTIFIER.findall(span))
        else:
            names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return frozenset(names)

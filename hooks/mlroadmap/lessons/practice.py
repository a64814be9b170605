"""A lesson that runs in the page: what its page is given so that a reader can run its cells.

The page itself gets only the megabytes that each Run button names. Everything else is in `practice.json` beside it,
which is fetched with the first press: the code of all cells, what each needs, what to keep for offline use.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mlroadmap.lessons.elsewhere import elsewhere
from mlroadmap.lessons.exercises import Practice as PracticeText
from mlroadmap.lessons.exercises import Row, practices
from mlroadmap.lessons.figures import DARK
from mlroadmap.lessons.needs import files_used, modules_used
from mlroadmap.lessons.runtime import LOCK, PACKED, PLAIN, WASM, Runtime
from mlroadmap.lessons.source import Cell, LessonText
from mlroadmap.lessons.stamp import fingerprint
from mlroadmap.lessons.tags import HIDDEN
from mlroadmap.lessons.trim import without_lines

Exercise = dict[str, Any]
"""Of an exercise: the cells that it needs and the lines that are left out of them, its check, packages and bytes."""
NAME = "practice.json"
ELSEWHERE = "elsewhere"
"""What tells the page that a cell cannot run in it, among the tags of the cell."""
ASKED_FOR = HIDDEN | {"solution"}
"""Tags of cells that run only when they are asked for. No other cell needs what they make: the linter sees to it."""


def in_order(cell: Cell) -> bool:
    """Whether a cell runs on the way to a later one."""
    return not cell.tags & ASKED_FOR


@dataclass(frozen=True)
class Practice:
    """What a lesson needs in the page, cell by cell."""

    cells: tuple[Cell, ...]
    packages: tuple[frozenset[str], ...]
    """Of each cell, by their names in the lock file."""
    files: tuple[frozenset[str], ...]
    """Data files that each cell names."""
    elsewhere: frozenset[int]
    """The numbers of the cells that cannot run in the page. They are given neither packages nor files."""

    @classmethod
    def of(cls, cells: Sequence[Cell], runtime: Runtime, data: Iterable[str]) -> "Practice":
        """Read the cells of a lesson; `data` are the names of all data files."""
        codes = [cell.code for cell in cells]
        gone = elsewhere(codes, runtime.lock.of_module)
        packages = [runtime.lock.of_modules(modules) for modules in modules_used(codes)]
        files = files_used(codes, data)
        for number in gone:
            packages[number] = files[number] = frozenset()
        return cls(tuple(cells), tuple(packages), tuple(files), gone)

    def runs(self, number: int) -> bool:
        """Whether a cell runs on the way to a later one."""
        return in_order(self.cells[number]) and number not in self.elsewhere

    def before(self, number: int) -> list[int]:
        """Return the numbers of the cells that run when a reader presses Run at cell `number`: its own comes last."""
        return [at for at in range(number) if self.runs(at)] + [number]

    def bytes_up_to(self, number: int, runtime: Runtime, sizes: Mapping[str, int]) -> int:
        """Return what a reader fetches for a run up to cell `number`; `sizes` are those of the data files."""
        return self.bytes_of(self.before(number), runtime, sizes)

    def bytes_of(self, run: Iterable[int], runtime: Runtime, sizes: Mapping[str, int]) -> int:
        """Return what a reader fetches to run these cells."""
        cells = list(run)
        packages = frozenset[str]().union(*(self.packages[at] for at in cells))
        files = frozenset[str]().union(*(self.files[at] for at in cells))
        return runtime.bytes_of(packages) + sum(sizes[name] for name in files)

    def exercises(
        self, text: LessonText, rows: Mapping[str, Row], runtime: Runtime, sizes: Mapping[str, int]
    ) -> dict[str, Exercise]:
        """Return what the page needs of each exercise and task that can be done in it, by id.

        `rows` are the slices of the lesson.
        """
        there = [
            one
            for one in practices(text)
            if one.id in rows and not self.elsewhere & {*rows[one.id]["cells"], *one.starter, *one.check, *one.solution}
        ]
        return {one.id: self._exercise(one, rows[one.id], runtime, sizes) for one in there}

    def _exercise(self, one: PracticeText, row: Row, runtime: Runtime, sizes: Mapping[str, int]) -> Exercise:
        without: Mapping[str, Sequence[Sequence[int]]] = row.get("without", {})
        codes = [without_lines(self.cells[at].code, without.get(str(at), ())) for at in row["cells"]]
        codes += [self.cells[at].code for at in (*one.starter, *one.check, *one.solution)]
        packages = runtime.lock.of_modules(frozenset[str]().union(*modules_used(codes)))
        files = frozenset[str]().union(*files_used(codes, sizes))
        return {
            "needs": row["cells"],
            "without": without,
            "names": row.get("names", []),
            "check": list(one.check),
            "packages": sorted(packages),
            "bytes": runtime.bytes_of(packages) + sum(sizes[name] for name in files),
        }

    def _tags(self, number: int) -> list[str]:
        """The tags of a cell as the page is given them."""
        return sorted(self.cells[number].tags | ({ELSEWHERE} if number in self.elsewhere else set()))

    def as_json(
        self, runtime: Runtime, sizes: Mapping[str, int], scripts: Iterable[str], exercises: Mapping[str, Exercise]
    ) -> str:
        """Return the text of practice.json.

        `scripts` are the addresses of what the page runs besides, `exercises` what `exercises` returns.
        """
        packages = frozenset[str]().union(*self.packages)
        files = sorted(frozenset[str]().union(*self.files))
        core = [*PLAIN, WASM + PACKED, LOCK, *(package.file for package in runtime.lock.whole(packages))]
        keep = [runtime.address + name for name in core]
        keep += [*scripts, *(f"assets/data/{name}" for name in files)]
        content = {
            "cells": [
                {"code": cell.code, "tags": self._tags(number), "packages": sorted(self.packages[number])}
                for number, cell in enumerate(self.cells)
            ],
            "exercises": exercises,
            "dark": DARK,
            "keep": {"files": keep, "bytes": runtime.bytes_of(packages) + sum(sizes[name] for name in files)},
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def browser_fingerprint(
    cells: Sequence[Cell], version: str, *, data: Mapping[str, bytes], helpers: Mapping[str, bytes]
) -> str:
    """Return the hash that tells whether a run in the browser still holds.

    `data` are all data files, of which those count that the cells name; `helpers` are the modules that lessons share.
    """
    codes = [cell.code for cell in cells]
    named = frozenset[str]().union(*files_used(codes, data))
    files = {f"data/{name}": data[name] for name in named} | {f"lessons/{name}": helpers[name] for name in helpers}
    return fingerprint(codes, versions=f"pyodide {version}", files=files)

"""Run one lesson, in a process of its own: `python -m roadmap_lessons.execute ROOT SOURCE ANSWER`.

The answer is a JSON file: the executed notebook, or the problems that were found.
"""

import json
import os
import platform
import re
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from mlroadmap.errors import Problem, ProblemsFound
from mlroadmap.lessons.source import read_lesson
from mlroadmap.lessons.stamp import Stamp
from mlroadmap.lessons.tags import FETCH
from roadmap_lessons import axes
from roadmap_lessons.checkout import Checkout
from roadmap_lessons.isolation import GUARD, leave_network
from roadmap_lessons.notebook import clean, imported, new_notebook
from roadmap_lessons.requirements import NETWORKS, groups_of
from roadmap_lessons.stale import current_fingerprint
from roadmap_lessons.watch import Watch


@dataclass(frozen=True)
class Limits:
    """What a lesson may take before its run is ended."""

    cell: float
    """Seconds for one cell."""
    lesson: float
    """Seconds for all cells: three times what the guide allows, for slow and busy machines."""
    memory: int = 2 * 1000**3
    """Bytes, of the kernel and all that it starts."""


CORE_LIMITS, DEEP_LIMITS = Limits(cell=180, lesson=3 * 60), Limits(cell=180, lesson=3 * 180)
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Set to one, so that sums have the same order, and so the same last digits, whatever the number of cores.
`MLROADMAP_THREADS` sets another number, to see what depends on it."""
QUIET = {"PYDEVD_DISABLE_FILE_VALIDATION": "1", "PYTHONWARNINGS": "ignore:IProgress not found"}
"""What a debugger and tqdm would say of how we run, and not of the lesson."""


def execute(source: Path, checkout: Checkout, *, limits: Limits | None = None) -> Any:
    """Run a lesson from top to bottom and return the stamped notebook.

    Raises ProblemsFound, with the line in the source, when the source needs mending, a cell fails or prints a warning,
    or a limit is passed.
    """
    lesson = read_lesson(source, name=checkout.name(source))
    if lesson.problems:
        raise ProblemsFound(lesson.problems)
    if limits is None:
        needed = groups_of(lesson.codes, checkout.requirements)
        limits = DEEP_LIMITS if set(NETWORKS) & set(needed) else CORE_LIMITS
        patience = float(os.environ.get("MLROADMAP_PATIENCE", "1"))  # for runs as on a slow processor
        limits = replace(limits, cell=patience * limits.cell, lesson=patience * limits.lesson)
    notebook = new_notebook(source, checkout)
    run = _Run(source, notebook, checkout, limits)
    seconds, watched = run.execute()
    clean(notebook)
    if warned := run.warnings():
        raise ProblemsFound(warned)
    stamp = Stamp(
        date.today().isoformat(),
        platform.python_version(),
        imported(source),
        seconds,
        current_fingerprint(source, checkout),
        round(watched.peak / 1000**2),
        round(watched.cpu_seconds, 1),
    )
    notebook.metadata["mlroadmap"] = stamp.metadata()
    return notebook


class _Run:
    """One run of a notebook."""

    def __init__(self, source: Path, notebook: Any, checkout: Checkout, limits: Limits) -> None:
        self.name = checkout.name(source)
        self.folder = source.parent
        self.notebook = notebook
        self.checkout = checkout
        self.limits = limits
        self.cells = [
            cell for cell in notebook.cells if cell.cell_type == "code" and FETCH not in cell.metadata.get("tags", [])
        ]
        self.lines = [cell.line for cell in read_lesson(source, name=self.name).cells]
        self.start = 0.0
        self.current: Any = None
        self.watch: Watch | None = None

    def execute(self) -> tuple[float, Watch]:
        """Run all cells. Returns the seconds by the clock, and what was seen of memory and processors."""
        client: NotebookClient = NotebookClient(
            self.notebook,
            timeout_func=lambda cell: max(1, self._seconds_left()),
            kernel_name="python3",
            extra_arguments=list(axes.ARGUMENTS),
            coalesce_streams=True,
            resources={"metadata": {"path": str(self.folder)}},
            on_notebook_start=lambda notebook: self._watch(client.km),
            on_cell_execute=lambda cell, cell_index: setattr(self, "current", cell),
            on_cell_executed=lambda cell, cell_index, execute_reply: self._look(),
        )
        self.start = time.monotonic()
        try:
            client.execute(
                env=self._environment(), stderr=subprocess.DEVNULL
            )  # the kernel's log; cells write elsewhere
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise ProblemsFound([self.failure(error)]) from None
        finally:
            if self.watch:
                self.watch.stop()
        assert self.watch, "it begins with the kernel"
        return round(time.monotonic() - self.start, 1), self.watch

    def _watch(self, manager: Any) -> None:
        self.watch = Watch(manager.provisioner.pid, limit=self.limits.memory)
        self.watch.start()

    def _look(self) -> None:
        if self.watch:
            self.watch.check()

    def _seconds_left(self) -> float:
        return min(self.limits.cell, self.limits.lesson - (time.monotonic() - self.start))

    def _environment(self) -> dict[str, str]:
        paths = os.pathsep.join([str(GUARD), str(self.checkout.helpers)])
        threads = dict.fromkeys(THREADS, os.environ.get("MLROADMAP_THREADS", "1"))
        return os.environ | threads | QUIET | {"PYTHONPATH": paths, "PYTHONHASHSEED": "0"}

    def failure(self, error: Exception) -> Problem:
        """Say which cell ended the run, on which line of the source, and why."""
        cell, number = self.current, 0
        if cell in self.cells:
            number = 1 + next(place for place, one in enumerate(self.cells) if one is cell)
        if self.watch and self.watch.killed:
            why = f"took more than {self.limits.memory / 1000**3:g} GB of memory: read less, or in parts"
            return self._problem(number, f"cell {number} {why}")
        if isinstance(error, CellTimeoutError):
            if time.monotonic() - self.start >= self.limits.lesson:
                return self._problem(
                    number, f"the lesson ran for more than {self.limits.lesson:g} s, up to cell {number}"
                )
            return self._problem(number, f"cell {number} ran for more than {self.limits.cell:g} s")
        for output in cell.get("outputs", []) if cell is not None else []:
            if output.output_type == "error":
                reason = re.sub(r"\s*\((?:<[\w-]+>|\d+\.py), line \d+\)$", "", output.evalue)  # a line of no file
                text = f"cell {number} failed: {output.ename}: {reason}"
                return self._problem(number, text, further=line_in_cell(output.traceback) - 1)
        return self._problem(number, f"the kernel ended in cell {number}: {str(error)[:200]}")

    def warnings(self) -> list[Problem]:
        """Return a problem for each text that a cell wrote to stderr, as warnings are: readers would see it."""
        return [
            self._problem(number, f"cell {number} wrote to stderr: {output.text.strip()[:300]}")
            for number, cell in enumerate(self.cells, start=1)
            for output in cell.get("outputs", [])
            if output.output_type == "stream" and output.name == "stderr"
        ]

    def _problem(self, number: int, text: str, *, further: int = 0) -> Problem:
        line = self.lines[number - 1] + further if 0 < number <= len(self.lines) else 1
        return Problem(self.name, line, "RM503", text)


def line_in_cell(traceback: list[str]) -> int:
    """Return the line of the failed cell in which the error arose, from IPython's traceback; 1 if unknown."""
    plain = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(traceback))
    places = [(int(cell), int(line)) for cell, line in re.findall(r"Cell In\s?\[(\d+)\], line (\d+)", plain)]
    last = max((cell for cell, _ in places), default=0)
    return next((line for cell, line in places if cell == last), 1)


def main(root: str, source: str, answer: str) -> None:
    """Run one lesson without a network and write what came of it."""
    checkout, apart = Checkout(Path(root)), leave_network()
    said: dict[str, Any] = {"apart": apart}
    try:
        said["notebook"] = nbformat.writes(execute(Path(source), checkout))
    except ProblemsFound as error:
        said["problems"] = [asdict(problem) for problem in error.problems]
    Path(answer).write_text(json.dumps(said), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

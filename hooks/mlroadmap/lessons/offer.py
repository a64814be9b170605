"""What a build can offer to run in the page: the runtime that was fetched, and the lessons that passed with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mlroadmap.cache import digest_of
from mlroadmap.data.browser import BrowserRun, load_browser_runs
from mlroadmap.lessons.exercises import Row
from mlroadmap.lessons.practice import Exercise, Practice, browser_fingerprint
from mlroadmap.lessons.runtime import Runtime, load_runtime
from mlroadmap.lessons.source import Cell, LessonText

RUNS = "_data/browser.json"
MEGABYTE = 1_000_000
NOT_PART_OF_A_RUN = frozenset({"mlroadmap_errors.py", "mlroadmap_notebook.py", "pretrained_weights.py"})
"""What is said after an error, and what only notebooks have: a corrected sentence makes no run stale."""


@dataclass(frozen=True)
class Offer:
    """A runtime, the last runs of the lessons in it, and the files that those read."""

    runtime: Runtime
    runs: Mapping[str, BrowserRun]
    data: Mapping[str, bytes]
    """The data files, by name."""
    helpers: Mapping[str, bytes]
    """The modules that lessons share, by file name."""
    scripts: tuple[str, ...]
    """Addresses of the modules that run cells, below the root of the site."""

    @property
    def sizes(self) -> Mapping[str, int]:
        """Bytes of the data files."""
        return {name: len(content) for name, content in self.data.items()}

    @cached_property
    def digest(self) -> str:
        """The hash of all that the page of a lesson is given of an offer, but for the runs."""
        files = {**self.data, **self.helpers}.items()
        contents = [part for file in sorted(files) for part in file]
        return digest_of([repr((self.runtime, self.scripts)), *contents])

    def holds(self, lesson: str, cells: Sequence[Cell]) -> bool:
        """Whether the run of a lesson passed with the code that it has now."""
        run = self.runs.get(lesson)
        if run is None or not run.passed:
            return False
        return run.fingerprint == self.fingerprint(cells)

    def practice(self, lesson: str, cells: Sequence[Cell]) -> Practice | None:
        """Return what the page of a lesson needs, or None unless its run holds."""
        return Practice.of(cells, self.runtime, self.data) if self.holds(lesson, cells) else None

    def fingerprint(self, cells: Sequence[Cell]) -> str:
        """Return the hash that a run of these cells is noted with."""
        return browser_fingerprint(cells, self.runtime.version, data=self.data, helpers=self.helpers)

    def megabytes(self, practice: Practice) -> list[int | None]:
        """Return what the Run button of each cell names, and None for a cell that cannot run in the page."""
        return [
            None
            if number in practice.elsewhere
            else round(practice.bytes_up_to(number, self.runtime, self.sizes) / MEGABYTE)
            for number in range(len(practice.cells))
        ]

    def exercises(self, practice: Practice, text: LessonText, rows: Mapping[str, Row]) -> dict[str, Exercise]:
        """Return what the page needs of each exercise and task, by id; `rows` are the slices of the lesson."""
        return practice.exercises(text, rows, self.runtime, self.sizes)

    def as_json(self, practice: Practice, exercises: Mapping[str, Exercise]) -> str:
        """Return the text of the file that a page fetches with its first run."""
        return practice.as_json(self.runtime, self.sizes, self.scripts, exercises)


def data_files(docs: Path) -> dict[str, bytes]:
    """Return the contents of the data files of lessons, by name."""
    return {path.name: path.read_bytes() for path in sorted((docs / "assets/data").glob("*")) if path.is_file()}


def helper_files(docs: Path) -> dict[str, bytes]:
    """Return the modules that lessons share, by file name, but for those of which a run that passes calls nothing."""
    paths = sorted((docs / "assets/lessons").glob("*.py"))
    return {path.name: path.read_bytes() for path in paths if path.name not in NOT_PART_OF_A_RUN}


def load_offer(docs: Path) -> Offer | None:
    """Return what can be offered, or None without a runtime. Raises ProblemsFound for a damaged list of runs."""
    runtime = load_runtime(docs.parent)
    if runtime is None:
        return None
    runs = load_browser_runs(docs / RUNS, name=f"{docs.name}/{RUNS}")
    files = [*(docs / "javascripts/practice").glob("*.js"), *(docs / "assets/lessons").glob("*.py")]
    scripts = sorted(path.relative_to(docs).as_posix() for path in files)
    return Offer(runtime, runs, data_files(docs), helper_files(docs), tuple(scripts))

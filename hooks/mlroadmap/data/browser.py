"""Which lessons run in the page, cell by cell: `docs/_data/browser.json`.

`run_in_browser.py` writes it after a run in a real browser. Only a lesson that is in it as passed, with the code and
the data that it has now, gets Run buttons.
"""

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from mlroadmap.data.model import Id
from mlroadmap.errors import Problem, ProblemsFound
from mlroadmap.files import conflicts, read_json, read_text

MEND = "write it again with `make browser-lessons ALL=1`, or delete it"


class BrowserRun(BaseModel):
    """The last run of one lesson in the browser."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    passed: bool
    fingerprint: str
    """Hash of all code cells, the data they read, the helpers of lessons and the version of Python for the browser."""
    bytes: int
    """What a reader fetches before the last cell has run."""
    problem: str = ""
    """Where the run ended, and why."""


class BrowserRuns(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lessons: dict[Id, BrowserRun]


def load_browser_runs(path: Path, *, name: str) -> dict[str, BrowserRun]:
    """Return the last runs, by lesson; empty without a file. Raises ProblemsFound for a damaged one."""
    if not path.exists() and not path.is_symlink():
        return {}
    text = read_text(path, name=name, code="RM217", mend=MEND)
    if found := conflicts(text, name=name):
        raise ProblemsFound(found)
    rows = read_json(path, name=name, code="RM217", mend=MEND)
    try:
        return BrowserRuns.model_validate(rows).lessons
    except ValidationError as error:
        raise ProblemsFound(_problem(one, text, name) for one in error.errors()) from None


def _problem(error: ErrorDetails, text: str, name: str) -> Problem:
    """A wrong value, at the line of its lesson."""
    where = ".".join(str(step) for step in error["loc"]) or "the file"
    lesson = f'"{error["loc"][1]}"' if len(error["loc"]) > 1 else ""
    line = next((number for number, row in enumerate(text.split("\n"), start=1) if lesson and lesson in row), 1)
    return Problem(name, line, "RM217", f"{where}: {error['msg']}: {MEND}")


def written(runs: Mapping[str, BrowserRun]) -> str:
    """Return the text of the file: a line for each lesson, sorted, so that git joins what several people have run."""
    rows = (f'"{id_}": {run.model_dump_json(exclude_defaults=True)}' for id_, run in sorted(runs.items()))
    return '{"lessons": {\n' + ",\n".join(rows) + "\n}}\n"

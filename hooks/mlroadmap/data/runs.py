"""Whether the lessons also run on the newest releases of their packages: `docs/_data/newest.json`.

`run_notebooks.py --newest` writes it, in an environment without pins. The file is optional and never made during a
build. Of a lesson that is not in it the site says nothing.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from mlroadmap.data.model import Id
from mlroadmap.data.reports import read_report


class Result(StrEnum):
    """How a run ended. A warning counts as a failure, as it does with the pinned releases."""

    passed = "passed"
    failed = "failed"


class NewestRun(BaseModel):
    """The last run of one lesson with the newest releases."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    result: Result
    checked: date
    since: date
    """Since when the result has been the same."""
    packages: dict[str, str]
    """The releases that it ran with, by package."""


class Newest(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lessons: dict[Id, NewestRun]


def load_newest(path: Path, *, name: str) -> dict[str, NewestRun]:
    """Return the last runs, by lesson; empty without a file. Raises ProblemsFound for a damaged one."""
    report = read_report(path, Newest, name=name, code="RM217", command="run_notebooks.py --newest")
    return report.lessons if report else {}


def with_run(
    before: Mapping[str, NewestRun], lesson: str, result: Result, *, today: date, packages: Mapping[str, str]
) -> dict[str, NewestRun]:
    """Return the runs with a new one of `lesson` among them, which keeps the day on which its result last changed."""
    old = before.get(lesson)
    since = old.since if old and old.result is result else today
    run = NewestRun(result=result, checked=today, since=since, packages=dict(packages))
    return {**before, lesson: run}


def to_json(runs: Mapping[str, NewestRun]) -> str:
    """Return the text of the file."""
    return Newest(lessons=dict(sorted(runs.items()))).model_dump_json(indent=1) + "\n"

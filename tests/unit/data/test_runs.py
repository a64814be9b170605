"""What the site says of the newest releases: nothing without the file, passed, or failed and since when."""

from datetime import date
from pathlib import Path

import pytest

from mlroadmap.data.runs import NewestRun, Result, load_newest, to_json, with_run
from mlroadmap.pages.render import Renderer
from mlroadmap.site import load_site

FIRST, SECOND = date(2026, 11, 19), date(2026, 11, 26)


def noted(result: Result, day: date = FIRST, before: dict[str, NewestRun] | None = None) -> dict[str, NewestRun]:
    return with_run(before or {}, "first-steps", result, today=day, packages={"numpy": "2.5.0"})


def box(docs: Path, runs: dict[str, NewestRun]) -> str:
    (docs / "_data/newest.json").write_text(to_json(runs), "utf-8")
    site = load_site(docs)
    lesson = next(one for one in site.roadmap.lessons() if one.id == "first-steps")
    return Renderer(site, "stage-1/first-steps.md").next(lesson, [])


def test_without_the_file_or_the_lesson_nothing_is_said(docs: Path) -> None:
    assert load_newest(docs / "_data/newest.json", name="x") == {}
    assert "newest releases" not in box(docs, {})


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (Result.passed, "; also runs on the newest releases (2026-11-19)"),
        (Result.failed, "; fails on the newest releases since 2026-11-19"),
    ],
)
def test_the_box_of_a_lesson_says_how_it_went(docs: Path, result: Result, said: str) -> None:
    assert said in box(docs, noted(result))


def test_the_day_of_the_first_failure_is_kept_while_it_fails() -> None:
    again = noted(Result.failed, SECOND, noted(Result.failed))["first-steps"]
    assert (again.since, again.checked) == (FIRST, SECOND)
    mended = noted(Result.passed, SECOND, noted(Result.failed))["first-steps"]
    assert mended.since == SECOND


def test_what_is_written_is_read_again_the_same(tmp_path: Path) -> None:
    (tmp_path / "newest.json").write_text(to_json(noted(Result.passed)), "utf-8")
    assert load_newest(tmp_path / "newest.json", name="x") == noted(Result.passed)

"""A new lesson: what is written where, what is refused, and one made for real in a copy of the repository."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mlroadmap.data.load import load_roadmap
from mlroadmap.data.model import LessonStatus, Roadmap
from mlroadmap.site import DATA, MAP_LAYOUT
from roadmap_lessons.scaffold import CannotAdd, filled, section_for, with_row
from tests.builders import DOCS, NAME, ROADMAP, ROOT, parse, roadmap_of


def added(id_: str, section: str | None = None) -> tuple[str, Roadmap]:
    text = with_row(ROADMAP, id_, section_for(id_, section, roadmap_of()))
    return text, parse(text, Roadmap, name=NAME)


def test_a_planned_lesson_becomes_a_written_one_and_nothing_else_changes() -> None:
    text, roadmap = added("second-steps")
    assert {one.id: one.status for one in roadmap.lessons()}["second-steps"] is LessonStatus.written
    lines = ROADMAP.split("\n")
    at = next(one for one in roadmap_of().lessons() if one.id == "second-steps").line("status") - 1
    rough = ["exercise_minutes: 45", "introduces: [np.corrcoef]", "promise_exercises: [second-steps-spread]"]
    new = [*(f"            {line}" for line in rough), "            status: written"]
    assert text.split("\n") == [*lines[:at], *new, *lines[at + 1 :]]


def test_another_lesson_goes_to_the_end_of_its_section_and_nothing_else_changes() -> None:
    text, roadmap = added("my-own-steps", "1.1")
    section = next(one for one in roadmap.sections() if one.id == "1.1")
    assert [one.id for one in section.lessons] == ["first-steps", "my-own-steps"]
    assert section.lessons[-1].title == "My own steps"
    rest = iter(text.split("\n"))
    assert all(line in rest for line in ROADMAP.split("\n")), "all lines are there, in their order"


def test_a_section_without_lessons_gets_its_first() -> None:
    bare = ROADMAP
    section = next(one for one in roadmap_of().sections() if one.id == "1.2")
    start = section.line("lessons")
    lines = bare.split("\n")
    end = section.line("resources")
    text = "\n".join([*lines[: start - 1], *lines[end - 1 :]])
    roadmap = parse(text, Roadmap, name=NAME)
    done = with_row(text, "new-one", section_for("new-one", "1.2", roadmap))
    found = parse(done, Roadmap, name=NAME)
    assert [one.id for part in found.sections() if part.id == "1.2" for one in part.lessons] == ["new-one"]


@pytest.mark.parametrize(
    ("id_", "section", "expected"),
    [
        ("My_Lesson", "1.1", "'My_Lesson' is no id"),
        ("first-steps", None, "is written already: edit its .md"),
        ("second-steps", "1.1", "is planned in section 1.2, not in 1.1"),
        ("secnd-steps", None, "no lesson 'secnd-steps' is planned: did you mean 'second-steps'?; for a new one say"),
        ("new-one", "9.9", "there is no section 9.9; there are 1.1, 1.2"),
        ("a" * 51, "1.1", "has 51 characters: 50 are the most"),
    ],
)
def test_what_cannot_be_added_is_refused_with_the_reason(id_: str, section: str | None, expected: str) -> None:
    with pytest.raises(CannotAdd) as caught:
        section_for(id_, section, roadmap_of())
    assert expected in str(caught.value)


def test_the_terms_that_the_glossary_gives_to_a_lesson_are_linked_from_the_start() -> None:
    roadmap = roadmap_of()
    text = filled("lesson.md", "second-steps", section_for("second-steps", None, roadmap), roadmap)
    assert "[average](../glossary.md#average)" in text
    assert "@" not in text


@pytest.mark.slow
def test_a_lesson_made_in_a_copy_of_the_repository_passes_all_checks(tmp_path: Path) -> None:
    for name in ("docs", "scripts", "hooks", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    environment = os.environ | {"PYTHONPATH": f"{tmp_path / 'hooks'}{os.pathsep}{tmp_path / 'scripts'}"}
    before = {path: path.read_bytes() for path in (tmp_path / "docs").rglob("*") if path.is_file()}

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    said = run("scripts/new_lesson.py", "my-lesson", "--section", "2.2")
    assert "Now edit docs/stage-2/my-lesson.md" in said
    run("scripts/run_notebooks.py", "--check")
    run("scripts/write_generated.py", "--check")
    after = {
        path for path in (tmp_path / "docs").rglob("*") if path.is_file() and path.read_bytes() != before.get(path)
    }
    assert {path.relative_to(tmp_path).as_posix() for path in after} == {
        "docs/stage-2/my-lesson.md",
        "docs/stage-2/my-lesson.ipynb",
        "docs/_data/questions/my-lesson.yml",
        "docs/_data/answers/my-lesson.yml",
        "docs/_data/slices.json",
        f"docs/{DATA}",
        f"docs/{MAP_LAYOUT}",
    }
    old, new = load_roadmap(DOCS), load_roadmap(tmp_path / "docs")
    assert len(list(new.lessons())) - len(list(old.lessons())) == 1

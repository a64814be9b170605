import json

import pytest
from pydantic import ValidationError

from mlroadmap.data.model import ORIGIN, Level, Origin, Project, Roadmap, Term, Tip
from tests.builders import replaced, roadmap_of

TIP = {"id": "tip", "title": "Tip", "text": "Do it."}


def test_a_row_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Tip(**TIP).title = "Other"  # type: ignore[misc]


def test_a_row_refuses_a_key_that_it_does_not_know() -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Tip(**TIP, tilte="x")  # type: ignore[call-arg]


def test_a_row_that_was_not_read_from_a_file_stands_in_line_1() -> None:
    tip = Tip(**TIP)
    assert (tip.line(), tip.line("title")) == (1, 1)


def test_a_key_that_the_row_leaves_out_is_reported_in_the_line_of_the_row() -> None:
    tip = Tip.model_validate(TIP | {ORIGIN: Origin("x.yml", {"": 7, "id": 7, "title": 8})})
    assert (tip.line(), tip.line("title"), tip.line("resources")) == (7, 8, 7)


def test_lines_are_neither_shown_nor_passed_on() -> None:
    tip = Tip.model_validate(TIP | {ORIGIN: Origin("x.yml", {"": 7})})
    assert "rigin" not in repr(tip)
    assert "origin" not in tip.model_dump()
    assert ORIGIN not in json.dumps(Roadmap.model_json_schema())


def test_text_loses_the_space_around_it() -> None:
    assert Term(id="sum", term="  Sum\n", definition="x").term == "Sum"


@pytest.mark.parametrize("id_", ["k-means", "3b1b", "a", "x" * 60])
def test_an_id_is_kebab_case(id_: str) -> None:
    assert Tip(**TIP | {"id": id_}).id == id_


@pytest.mark.parametrize("id_", ["", "K-means", "k_means", "-k", "k-", "k--means", "k means", "é", "x" * 61, "a\n"])
def test_anything_else_is_no_id(id_: str) -> None:
    with pytest.raises(ValidationError):
        Tip(**TIP | {"id": id_})


def test_a_project_has_at_least_two_criteria() -> None:
    row = {"id": "p", "title": "P", "goal": "g", "data": "d", "hours": 1, "level": Level.beginner}
    with pytest.raises(ValidationError, match="at least 2 items"):
        Project(**row, done=("one",))
    assert len(Project(**row, done=("one", "two")).done) == 2


def test_the_hours_of_a_section_are_study_lessons_and_projects() -> None:
    sections = list(roadmap_of().sections())
    assert [section.hours for section in sections] == [2 + 30 / 60 + 3, 0.5 + 45 / 60, 20 + 20 / 60]


def test_the_exercises_of_a_lesson_count_towards_the_hours_of_its_section() -> None:
    text = replaced("            minutes: 30\n", "            minutes: 30\n            exercise_minutes: 15\n")
    assert next(roadmap_of(text).sections()).hours == 2 + 45 / 60 + 3


def test_the_hours_of_a_stage_are_its_sections_and_its_milestone() -> None:
    first, second = roadmap_of().stages
    assert first.hours == pytest.approx(5.5 + 1.25 + 5)
    assert second.hours == pytest.approx(20 + 1 / 3 + 5)


def test_a_stage_has_the_number_of_its_id() -> None:
    assert [stage.number for stage in roadmap_of().stages] == [1, 2]


def test_rows_come_in_the_order_of_the_file() -> None:
    roadmap = roadmap_of()
    assert [row.id for row in roadmap.sections()] == ["1.1", "1.2", "2.1"]
    assert [row.id for row in roadmap.lessons()] == ["first-steps", "second-steps", "third-steps"]
    assert [row.id for row in roadmap.topics()] == ["counting-up", "more-or-less", "rough-sums"]
    assert [row.id for row in roadmap.projects()] == ["count-birds"]
    assert [row.id for row in roadmap.milestone_items()][4:6] == ["s1-five", "s2-one"]


def test_resources_are_those_of_sections_then_interview_then_communities() -> None:
    ids = [resource.id for resource in roadmap_of().resources()]
    assert ids == ["free-book", "paid-course", "short-video", "talk-on-birds", "hard-questions", "bird-club"]

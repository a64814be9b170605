"""The term for teachers: its lessons can be taught in this order, in the time that it promises."""

import re

from mlroadmap.data.model import LessonStatus
from tests.builders import DOCS, committed

PAGE = (DOCS / "teach.md").read_text("utf-8")
WEEKS = [re.findall(r"\(stage-\d/([\w-]+)\.md\)", row) for row in re.findall(r"^\d+\. .*$", PAGE, re.MULTILINE)]
LESSONS = {lesson.id: lesson for lesson in committed().lessons()}


def test_it_has_twelve_weeks_of_two_lessons_and_the_last_for_projects() -> None:
    assert [len(week) for week in WEEKS] == [2] * 11 + [0]


def test_every_lesson_is_written_and_comes_after_what_it_needs() -> None:
    before: set[str] = set()
    for lesson in [one for week in WEEKS for one in week]:
        assert LESSONS[lesson].status is LessonStatus.written
        assert set(LESSONS[lesson].needs) <= before, lesson
        before.add(lesson)


def test_no_week_takes_longer_or_less_than_it_says() -> None:
    reading = [sum(LESSONS[one].minutes for one in week) for week in WEEKS[:-1]]
    exercises = [sum(LESSONS[one].exercise_minutes or 0 for one in week) for week in WEEKS[:-1]]
    said = re.search(r"(\d+) to (\d+) minutes of reading and doing.*?(\d+) to (\d+) minutes of exercises", PAGE)
    assert said
    assert [min(reading), max(reading), min(exercises), max(exercises)] == [int(one) for one in said.groups()]

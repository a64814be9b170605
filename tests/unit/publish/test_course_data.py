"""What search engines are told of home, stages and lessons."""

import json
import re

from mlroadmap.data.index import Index
from mlroadmap.data.model import LessonStatus
from mlroadmap.publish.course_data import course_data
from tests.builders import committed, replaced, roadmap_of

ROADMAP = committed()
SITE = "https://roadmap.example/"
DATA = {url: json.loads(text) for url, text in course_data(ROADMAP, site=SITE).items()}


def test_home_every_stage_and_every_written_lesson_are_described_and_no_planned_one() -> None:
    lessons = {f"{Index(ROADMAP).stage_of(one.id).id}/{one.id}/": one for one in ROADMAP.lessons()}
    written = {url for url, one in lessons.items() if one.status is LessonStatus.written}
    assert set(DATA) == {"", *(f"{stage.id}/" for stage in ROADMAP.stages), *written}


def test_each_stage_is_a_course_with_what_its_kind_requires() -> None:
    courses = [DATA[f"{stage.id}/"] for stage in ROADMAP.stages]
    for course, stage in zip(courses, ROADMAP.stages, strict=True):
        assert course["@context"] == "https://schema.org" and course["@type"] == "Course"
        assert (course["name"], course["description"]) == (stage.title, stage.summary)
        assert course["provider"]["name"] and course["offers"]["category"] == "Free"
        assert re.fullmatch(r"PT\d+H", course["hasCourseInstance"]["courseWorkload"])
    assert [item["item"]["url"] for item in DATA[""]["itemListElement"]] == [course["url"] for course in courses]


def test_a_lesson_says_how_long_it_takes_what_it_teaches_and_which_course_it_belongs_to() -> None:
    lesson = DATA["stage-2/k-means/"]
    assert lesson["@type"] == "LearningResource" and lesson["url"] == f"{SITE}stage-2/k-means/"
    row = Index(ROADMAP).lessons["k-means"]
    assert (
        lesson["timeRequired"] == f"PT{row.minutes + (row.exercise_minutes or 0)}M"
        and lesson["isPartOf"]["url"] == f"{SITE}stage-2/"
    )
    assert lesson["description"].startswith("After this lesson you can ") and "`" not in lesson["description"]


def test_the_time_that_a_lesson_requires_is_that_of_its_reading_and_its_exercises() -> None:
    roadmap = roadmap_of(
        replaced("            minutes: 30\n", "            minutes: 30\n            exercise_minutes: 25\n")
    )
    assert '"timeRequired":"PT55M"' in course_data(roadmap, site=SITE)["stage-1/first-steps/"]


def test_no_text_of_the_data_file_can_end_the_script_element() -> None:
    roadmap = roadmap_of(replaced("title: First things", "title: First </script><b> things"))
    for text in course_data(roadmap, site=SITE).values():
        assert "<" not in text
        json.loads(text)

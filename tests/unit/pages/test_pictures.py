"""The small pictures of lessons."""

import re
from importlib.resources import files

import pytest
from selectolax.lexbor import LexborHTMLParser

from mlroadmap.data.model import Lesson, LessonStatus
from mlroadmap.pages.pictures import picture
from tests.builders import committed

LESSONS = list(committed().lessons())
FOLDER = files("mlroadmap.pages").joinpath("pictures")
CLASSES = set("dpniswfb")


@pytest.mark.parametrize(
    "lesson", [one for one in LESSONS if one.status is LessonStatus.written], ids=lambda one: one.id
)
def test_every_written_lesson_has_a_picture_of_its_own(lesson: Lesson) -> None:
    assert FOLDER.joinpath(f"{lesson.id}.svg").is_file(), f"draw hooks/mlroadmap/pages/pictures/{lesson.id}.svg"
    assert "rm-pic--made" not in picture(lesson.id)


def test_no_two_lessons_have_the_same_picture_drawn_or_made() -> None:
    assert len({picture(one.id) for one in LESSONS}) == len(LESSONS)


def test_a_lesson_without_a_drawing_gets_the_same_one_each_time() -> None:
    assert picture("no-such-lesson-yet") == picture.__wrapped__("no-such-lesson-yet")
    assert "rm-pic--made" in picture("no-such-lesson-yet")


@pytest.mark.parametrize("path", sorted(one.name for one in FOLDER.iterdir()))
def test_a_drawing_belongs_to_a_lesson_has_the_common_size_and_no_colour_of_its_own(path: str) -> None:
    text = FOLDER.joinpath(path).read_text("utf-8")
    assert path.removesuffix(".svg") in {one.id for one in LESSONS}
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 64">')
    assert not re.search(r"#[0-9a-f]{3}|rgb|style=|fill=|stroke=", text)
    assert set(re.findall(r'class="([^"]*)"', text)) <= CLASSES
    assert len(text) < 1800
    assert LexborHTMLParser(str(picture(path.removesuffix(".svg")))).css_first("svg[aria-hidden=true]") is not None

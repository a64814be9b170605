"""No topic that the source article names in the stages that are taught is left without a lesson and a heading in it."""

from collections.abc import Iterable, Mapping

import pytest

from mlroadmap.data.model import LessonStatus, Roadmap, Topic
from mlroadmap.site import read_disk, read_lessons
from tests.builders import DOCS

TAUGHT = ("stage-1", "stage-2")
"""The stages whose lessons are all to be written."""
ALL_WRITTEN = True
"""They are: a topic whose lessons are all planned is left."""


def left(
    topics: Iterable[Topic], written: frozenset[str], headings: Mapping[str, frozenset[str]], *, strict: bool
) -> list[str]:
    """Return what is left to do, one text a topic. Topics whose lessons are all planned are left only when `strict`."""
    found = []
    for topic in topics:
        taught = [one for one in topic.taught_in if one.lesson in written]
        if not taught and strict:
            found.append(
                f"{topic.id}: none of its lessons is written: {', '.join(one.lesson for one in topic.taught_in)}"
            )
        for one in taught:
            if one.heading is None:
                found.append(f"{topic.id}: say under which heading {one.lesson} teaches it")
            elif one.heading not in headings[one.lesson]:
                found.append(f"{topic.id}: {one.lesson} has no heading '{one.heading}'")
    return found


def topics_of(roadmap: Roadmap) -> list[Topic]:
    sections = [section for stage in roadmap.stages if stage.id in TAUGHT for section in stage.sections]
    return [topic for section in sections for topic in section.topics if topic.article_name]


def test_every_topic_of_the_article_is_taught_under_a_heading(committed_roadmap: Roadmap) -> None:
    written = frozenset(one.id for one in committed_roadmap.lessons() if one.status is LessonStatus.written)
    topics = topics_of(committed_roadmap)
    assert len(topics) > 30
    assert left(topics, written, read_disk(DOCS, read_lessons(DOCS))[0].headings, strict=ALL_WRITTEN) == []


def topic(**taught: str | None) -> Topic:
    rows = [{"lesson": lesson.replace("_", "-"), "heading": heading} for lesson, heading in taught.items()]
    return Topic.model_validate({"id": "sums", "title": "Sums", "why": "So.", "taught_in": rows})


WRITTEN, HEADINGS = frozenset({"one", "two"}), {"one": frozenset({"Adding"}), "two": frozenset({"Taking away"})}


@pytest.mark.parametrize(
    ("one", "strict", "expected"),
    [
        (topic(one="Adding"), True, []),
        (topic(one="Adding", planned_one=None), True, []),
        (topic(planned_one=None), False, []),
        (topic(planned_one=None), True, ["sums: none of its lessons is written: planned-one"]),
        (topic(one=None), False, ["sums: say under which heading one teaches it"]),
        (topic(one="Adding", two="Adding"), False, ["sums: two has no heading 'Adding'"]),
    ],
)
def test_what_is_left_of_a_topic(one: Topic, strict: bool, expected: list[str]) -> None:
    assert left([one], WRITTEN, HEADINGS, strict=strict) == expected

"""No topic that the source article names is left without a lesson and a heading in it; planned lessons may wait."""

from collections.abc import Iterable, Mapping

import pytest

from mlroadmap.data.model import LessonStatus, Roadmap, Stage, Topic
from mlroadmap.site import read_disk, read_lessons
from tests.builders import DOCS

AT_LEAST = 4
"""The stages whose lessons are all written, on the day of this line: there may be more, never fewer."""


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


def all_written(stage: Stage) -> bool:
    return all(one.status is LessonStatus.written for section in stage.sections for one in section.lessons)


def of_the_article(stage: Stage) -> list[Topic]:
    return [topic for section in stage.sections for topic in section.topics if topic.article_name]


def test_every_topic_of_the_article_is_taught_under_a_heading(committed_roadmap: Roadmap) -> None:
    written = frozenset(one.id for one in committed_roadmap.lessons() if one.status is LessonStatus.written)
    headings = read_disk(DOCS, read_lessons(DOCS))[0].headings
    found = {
        stage.id: left(of_the_article(stage), written, headings, strict=all_written(stage))
        for stage in committed_roadmap.stages
    }
    assert found == {stage.id: [] for stage in committed_roadmap.stages}
    assert sum(map(all_written, committed_roadmap.stages)) >= AT_LEAST
    assert sum(len(of_the_article(stage)) for stage in committed_roadmap.stages) > 70


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

"""What the scripts of the site are told of the roadmap."""

import json
from datetime import date

import pytest

from mlroadmap.data.index import Index
from mlroadmap.data.model import Moved, Roadmap
from mlroadmap.data.questions import load_questions
from mlroadmap.lessons.exercises import practices
from mlroadmap.lessons.source import read
from mlroadmap.publish.browser_modules import modules, moved
from tests.builders import TINY, replaced, roadmap_of

ROADMAP = roadmap_of()
QUESTIONS = load_questions(TINY / "_data/questions", name="questions")


def exported(text: str, name: str) -> object:
    """Return the value that a generated module exports under `name`."""
    [line] = [line for line in text.splitlines() if line.startswith(f"export {name}")]
    return json.loads(line.removeprefix(f"export {name}").lstrip(" =").removesuffix(";"))


def test_every_lesson_topic_and_milestone_counts_towards_one_section_its_stage_and_everything() -> None:
    keys = Index(ROADMAP).progress_keys
    sections = [key for section in ROADMAP.sections() for key in keys[section.id]]
    assert sorted(sections) == sorted(keys["all"])
    assert len(set(sections)) == len(sections)
    expected = {f"lesson:{one.id}" for one in ROADMAP.lessons()} | {f"topic:{one.id}" for one in ROADMAP.topics()}
    assert set(sections) == expected | {f"milestone:{item.id}" for item in ROADMAP.milestone_items()}
    for stage in ROADMAP.stages:
        assert keys[stage.id] == [key for section in stage.sections for key in keys[section.id]]


def test_a_milestone_without_a_section_counts_towards_the_last_one_of_its_stage() -> None:
    [stage, *_] = ROADMAP.stages
    [item, *_] = [item for item in stage.milestone.items if item.section is None]
    assert f"milestone:{item.id}" in Index(ROADMAP).progress_keys[stage.sections[-1].id]


TIMED = roadmap_of(replaced("            minutes: 30\n", "            minutes: 30\n            exercise_minutes: 25\n"))


@pytest.mark.parametrize("roadmap", [ROADMAP, TIMED])
def test_the_minutes_of_the_catalogue_add_up_to_the_hours_of_the_roadmap(roadmap: Roadmap) -> None:
    made = modules(roadmap, QUESTIONS, {}, {})
    sections = exported(made["javascripts/catalogue.js"], "const sections")
    lessons = exported(made["javascripts/lessons.js"], "default")
    assert isinstance(sections, list)
    assert isinstance(lessons, list)
    parts = [part for one in sections for part in [*one["projects"], *one["milestones"]]]
    minutes = sum(one["study"] for one in sections) + sum(one["minutes"] for one in [*parts, *lessons])
    minutes += sum(one.get("exercises", 0) for one in lessons)
    assert minutes == round(60 * sum(stage.hours for stage in roadmap.stages))


def test_everything_that_can_be_ticked_has_a_title() -> None:
    made = modules(ROADMAP, QUESTIONS, {}, {})
    text = made["javascripts/catalogue.js"]
    sections, titles = exported(text, "const sections"), exported(text, "const titles")
    lessons = exported(made["javascripts/lessons.js"], "default")
    assert isinstance(sections, list)
    assert isinstance(lessons, list)
    assert isinstance(titles, dict)
    parts = [part for one in sections for part in [*one["projects"], *one["milestones"]]]
    assert set(Index(ROADMAP).progress_keys["all"]) <= {one["id"] for one in [*parts, *lessons]} | set(titles)
    resources, topics = ROADMAP.resources(), ROADMAP.topics()
    assert set(titles) == {f"resource:{one.id}" for one in resources} | {f"topic:{one.id}" for one in topics}


def test_each_lesson_has_its_page_its_section_and_the_topics_that_it_teaches() -> None:
    lessons = exported(modules(ROADMAP, QUESTIONS, {}, {})["javascripts/lessons.js"], "default")
    assert isinstance(lessons, list)
    assert [one["id"] for one in lessons] == [f"lesson:{one.id}" for one in ROADMAP.lessons()]
    by_id = {one["id"]: one for one in lessons}
    assert by_id["lesson:first-steps"]["page"] == "stage-1/first-steps/"
    for lesson in ROADMAP.lessons():
        row = by_id[f"lesson:{lesson.id}"]
        assert row["written"] is (lesson.status.value == "written")
        assert row["written"] or row["page"].endswith(f"/#lesson-{lesson.id}")
        taught = [one for one in ROADMAP.topics() if lesson.id in [taught.lesson for taught in one.taught_in]]
        assert row["topics"] == [f"topic:{one.id}" for one in taught]


def test_renamed_ids_are_handed_on_for_what_can_be_ticked_and_for_nothing_else() -> None:
    rows = tuple(
        Moved(kind=kind, old="old", new="new", on=date(2027, 1, 1))
        for kind in ("milestone", "lesson", "resource", "section", "topic", "project")
    )
    assert "section:old" not in moved(rows)
    assert moved(rows) == {f"{row.kind}:old": f"{row.kind}:new" for row in rows if row.kind.value != "section"}


def test_what_is_generated_is_plain_data_and_the_definitions_are_those_of_the_glossary() -> None:
    made = modules(ROADMAP, QUESTIONS, {}, {})
    assert all(text.startswith(("export ", "import ")) for name, text in made.items() if name.endswith(".js"))
    terms = json.loads(made["data/glossary.json"])
    assert list(terms) == [term.id for term in ROADMAP.glossary]
    assert all("`" not in definition for definition in terms.values())


DONE = """---
title: First steps
---
# First steps

## Exercises

### Exercise 1: Any `arrow`

```python tags=["starter"] name="zz-some-id"
answer = ...
```
"""


def test_work_is_found_by_its_key_whatever_its_id() -> None:
    made = modules(ROADMAP, QUESTIONS, {"first-steps": practices(read(DONE)), "gone": practices(read(DONE))}, {})
    row = {
        "title": "Exercise 1: Any arrow",
        "page": "stage-1/first-steps/#exercise-zz-some-id",
        "lesson": "First steps",
    }
    assert exported(made["javascripts/practice-pages.js"], "default") == {"exercise:zz-some-id": row}
    rows = exported(made["javascripts/lessons.js"], "default")
    assert isinstance(rows, list)
    [work] = [one["work"] for one in rows if one["id"] == "lesson:first-steps"]
    assert work == ["exercise:zz-some-id", "question:how-many-birds"]

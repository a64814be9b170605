"""Which milestones of the stages that are taught have an exercise that practises them."""

from mlroadmap.data.file_checks import without_exercise
from mlroadmap.data.model import Roadmap
from mlroadmap.site import Site, read_lessons
from tests.builders import DOCS

TAUGHT = ("stage-1", "stage-2")


def test_no_milestone_is_left_in_a_stage_whose_lessons_all_say_what_they_introduce(committed_roadmap: Roadmap) -> None:
    items = [one.id for stage in committed_roadmap.stages if stage.id in TAUGHT for one in stage.milestone.items]
    left = {item.id: due for item, due in without_exercise(committed_roadmap) if item.id in items}
    print("no exercise yet:", ", ".join(left) or "none")
    assert [id_ for id_, due in left.items() if due] == []
    assert len(left) < len(items), "the milestones of some lessons are practised"


def test_the_exercises_of_milestones_and_promises_have_titles_to_be_linked_by(committed_roadmap: Roadmap) -> None:
    lessons = {path.stem: text for path, text in read_lessons(DOCS).items()}
    places = Site(committed_roadmap, lessons=lessons).practices
    named = [id_ for one in committed_roadmap.lessons() for id_ in one.promise_exercises]
    named += [id_ for item in committed_roadmap.milestone_items() for id_ in item.exercises]
    assert named
    assert all(places[id_].title for id_ in named)

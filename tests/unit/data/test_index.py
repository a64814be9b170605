"""Where rows belong, on the tiny roadmap of two stages."""

import pytest

from mlroadmap.data.index import Index
from mlroadmap.data.model import Resource
from tests.builders import roadmap_of

ROADMAP = roadmap_of()
INDEX = Index(ROADMAP)


def test_a_lesson_belongs_to_the_stage_that_holds_it() -> None:
    assert INDEX.stage_of("second-steps").id == "stage-1"
    assert INDEX.stage_of("third-steps").id == "stage-2"
    with pytest.raises(KeyError, match="nowhere"):
        INDEX.stage_of("nowhere")


@pytest.mark.parametrize(
    ("id_", "page", "name", "word"),
    [
        ("free-book", "stage-1/index.md", "1.1", "1"),
        ("talk-on-birds", "stage-2/index.md", "2.1", "2"),
        ("hard-questions", "interview-questions.md", "interview", "interview"),
        ("bird-club", "how-to-use.md", "communities", "communities"),
    ],
)
def test_a_resource_is_shown_where_its_row_stands(id_: str, page: str, name: str, word: str) -> None:
    home = INDEX.home(INDEX.resources[id_])
    assert (home.page, home.name, home.filter) == (page, name, word)


def test_a_topic_and_a_project_belong_to_their_section() -> None:
    topic = next(topic for topic in ROADMAP.topics() if topic.id == "more-or-less")
    assert INDEX.home(topic).name == "1.2"
    assert INDEX.home(INDEX.projects["count-birds"]).name == "1.1"


def test_a_milestone_that_names_no_section_belongs_to_the_last_of_its_stage() -> None:
    first, last = ROADMAP.stages[0].sections
    assert [item.id for item in INDEX.milestones(first)] == ["s1-one"]
    assert [item.id for item in INDEX.milestones(last)] == ["s1-two", "s1-three", "s1-four", "s1-five"]


def test_ticks_count_towards_the_section_the_stage_and_the_whole() -> None:
    keys = INDEX.progress_keys
    assert keys["1.1"] == ["lesson:first-steps", "topic:counting-up", "milestone:s1-one"]
    assert keys["stage-1"] == keys["1.1"] + keys["1.2"]
    assert keys["all"] == keys["stage-1"] + keys["stage-2"]


def test_every_row_with_a_place_has_one_page() -> None:
    rows = [*ROADMAP.topics(), *ROADMAP.lessons(), *ROADMAP.resources(), *ROADMAP.projects()]
    assert all(INDEX.home(row).page.endswith(".md") for row in [*rows, *ROADMAP.milestone_items()])
    assert {row.id for row in rows if isinstance(row, Resource)} == set(INDEX.resources)

"""The map of the lessons: what it draws, and that nothing lies on top of anything else."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlroadmap.data.load import load_roadmap
from mlroadmap.pages.lesson_map import GAP_X, HEIGHT, MARGIN, WIDTH, draw, needs_of, resolve_overlaps
from tests.builders import DOCS, roadmap_of

ROADMAP = load_roadmap(DOCS)
MAP = draw(ROADMAP)


def test_every_lesson_is_drawn_once_below_all_that_it_needs() -> None:
    below = {node.lesson.id: node.y for node in MAP.nodes}
    assert list(below) == [lesson.id for lesson in ROADMAP.lessons()]
    for lesson in ROADMAP.lessons():
        assert all(below[need] < below[lesson.id] for need in lesson.needs), lesson.id


def test_no_two_boxes_overlap_and_all_lie_inside() -> None:
    for one, other in combinations(MAP.nodes, 2):
        assert abs(one.x - other.x) >= WIDTH + GAP_X - 1e-9 or abs(one.y - other.y) > HEIGHT
    for node in MAP.nodes:
        assert MARGIN <= node.x <= MAP.width - WIDTH
        assert MARGIN <= node.y <= MAP.height - HEIGHT


def test_a_line_is_left_out_where_others_lead_the_same_way() -> None:
    needs = {
        "a": (),
        "b": ("a",),
        "c": ("a", "b"),
    }
    [stage, *_] = roadmap_of().stages
    lessons = [
        stage.sections[0].lessons[0].model_copy(update={"id": id_, "needs": those}) for id_, those in needs.items()
    ]
    section = stage.sections[0].model_copy(update={"lessons": tuple(lessons)})
    alone = roadmap_of().model_copy(update={"stages": (stage.model_copy(update={"sections": (section,)}),)})
    assert needs_of(alone) == {"a": frozenset(), "b": {"a"}, "c": {"b"}}
    assert [(above, below) for above, below, _ in draw(alone).edges] == [("a", "b"), ("b", "c")]


def test_the_same_roadmap_gives_the_same_drawing() -> None:
    assert draw(ROADMAP) == MAP


@given(st.lists(st.floats(0, 6), min_size=1, max_size=7))
def test_places_are_one_apart_and_inside_whatever_is_wished(wished: list[float]) -> None:
    places = resolve_overlaps(sorted(wished), 7)
    assert all(later - earlier >= 1 - 1e-9 for earlier, later in pairwise(places))
    assert places[0] >= -1e-9
    assert places[-1] <= 6


def test_places_that_fit_are_kept() -> None:
    assert resolve_overlaps([0.5, 2, 4.25], 7) == pytest.approx([0.5, 2, 4.25])

"""The map of the lessons: what it draws, and that nothing lies on top of anything else."""

from itertools import combinations

from mlroadmap.data.map_layout import load_map_layout
from mlroadmap.pages.lesson_map import GAP_X, HEIGHT, MARGIN, WIDTH, draw, needs_of
from mlroadmap.site import MAP_LAYOUT
from tests.builders import DOCS, committed, roadmap_of

ROADMAP = committed()
PLACES = load_map_layout(DOCS / MAP_LAYOUT, name="map-layout.json")
MAP = draw(ROADMAP, PLACES)


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
    assert [(above, below) for above, below, _ in draw(alone, {}).edges] == [("a", "b"), ("b", "c")]


def test_lessons_without_a_place_stand_in_rows_of_their_own_at_the_end() -> None:
    new = {"k-means", "overfitting"}
    drawing = draw(ROADMAP, {id_: place for id_, place in PLACES.items() if id_ not in new})
    lowest = max(node.y for node in drawing.nodes if node.lesson.id not in new)
    assert {node.lesson.id for node in drawing.nodes if node.y > lowest} == new
    corners = [(node.x, node.y) for node in drawing.nodes]
    assert len(set(corners)) == len(corners)


def test_a_layout_without_any_lesson_still_draws_them_all() -> None:
    assert len(draw(ROADMAP, {}).nodes) == len(MAP.nodes)

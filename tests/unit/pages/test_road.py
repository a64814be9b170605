"""The road: a dot for each lesson, in the order in which they are passed."""

import re
from itertools import pairwise

from mlroadmap.pages.road import APART, STEP, draw_road
from tests.builders import committed, roadmap_of

ROADMAP = committed()
ROAD = draw_road(ROADMAP)


def test_every_lesson_has_one_dot_in_the_order_of_the_roadmap() -> None:
    assert [stop.lesson for one in ROAD.stretches for stop in one.stops] == list(ROADMAP.lessons())


def test_dots_stand_on_the_road_within_the_drawing_and_never_touch() -> None:
    for stretch in ROAD.stretches:
        assert {stop.y for stop in stretch.stops} == {44 + STEP * (stretch.stage.number - 1)}
        for one, other in pairwise(stretch.stops):
            assert 14 < abs(other.x - one.x) <= APART
        assert all(50 <= stop.x <= 370 for stop in stretch.stops)
    assert ROAD.height > max(stop.y for one in ROAD.stretches for stop in one.stops)


def test_stages_run_in_turn_to_the_right_and_to_the_left_so_that_the_road_never_jumps() -> None:
    for stretch in ROAD.stretches:
        rightwards = stretch.stops[1].x > stretch.stops[0].x
        assert rightwards == (stretch.stage.number % 2 == 1)
    assert len(re.findall("H", ROAD.path)) == len(ROADMAP.stages)
    assert len(re.findall("a", ROAD.path)) == len(ROADMAP.stages) - 1


def test_a_roadmap_of_one_stage_is_a_straight_road() -> None:
    road = draw_road(roadmap_of())
    assert road.path.count("a") == len(roadmap_of().stages) - 1
    assert road.end[0] in (50, 370)

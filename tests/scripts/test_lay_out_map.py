"""Places for the lessons on the map."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lay_out_map import lay_out, resolve_overlaps

from mlroadmap.data.map_layout import load_map_layout
from mlroadmap.site import MAP_LAYOUT
from tests.builders import DOCS, committed

ROADMAP = committed()


def test_the_committed_layout_is_that_of_the_committed_roadmap() -> None:
    assert load_map_layout(DOCS / MAP_LAYOUT, name="map-layout.json") == lay_out(ROADMAP)


def test_the_same_roadmap_gives_the_same_places() -> None:
    assert lay_out(ROADMAP) == lay_out(ROADMAP)


@given(st.lists(st.floats(0, 6), min_size=1, max_size=7))
def test_places_are_one_apart_and_inside_whatever_is_wished(wished: list[float]) -> None:
    places = resolve_overlaps(sorted(wished), 7)
    assert all(later - earlier >= 1 - 1e-9 for earlier, later in pairwise(places))
    assert places[0] >= -1e-9
    assert places[-1] <= 6


def test_places_that_fit_are_kept() -> None:
    assert resolve_overlaps([0.5, 2, 4.25], 7) == pytest.approx([0.5, 2, 4.25])

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlroadmap.lessons.figures import DARK, FAINT, INK, dark, minify_svg, size
from tests.builders import TINY, lesson_helpers

NOTEBOOK = json.loads((TINY / "stage-1/first-steps.ipynb").read_text("utf-8"))
SVG = NOTEBOOK["cells"][4]["outputs"][0]["data"]["image/svg+xml"]
NUMBERS = st.floats(-1e4, 1e4, allow_nan=False).map(lambda number: f"{number:.6f}")


def test_a_figure_loses_prolog_metadata_comments_and_needless_digits() -> None:
    assert minify_svg(SVG) == (
        '<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="96pt" height="48pt" viewBox="0 0 96 48" '
        'xmlns="http://www.w3.org/2000/svg" version="1.1">'
        '<path d="M 10.12 40 L 10.12 20.5" style="stroke: #3b4252"/>'
        '<path d="M 0 48 L 96 48" style="stroke: #b8bec9"/>'
        "</svg>\n"
    )


def test_a_figure_that_is_slim_already_stays_as_it_is() -> None:
    assert minify_svg(minify_svg(SVG)) == minify_svg(SVG)


@given(numbers=st.lists(NUMBERS, min_size=1))
def test_no_point_of_a_path_moves_by_more_than_a_hundredth(numbers: list[str]) -> None:
    drawn = minify_svg(f'<svg><path id="1.23456" d="M {" ".join(numbers)}"/></svg>')
    path = re.findall(r'd="M ([^"]*)"', drawn)[0]
    assert [float(number) for number in path.split()] == pytest.approx(
        [float(number) for number in numbers], abs=0.0051
    )
    assert 'id="1.23456"' in drawn


def test_numbers_outside_paths_keep_their_digits() -> None:
    assert 'x="1.23456"' in minify_svg('<svg><use x="1.23456" d="2.34567"/></svg>')


def test_on_a_dark_page_ink_and_grid_change_and_nothing_else() -> None:
    svg = f'<path style="stroke: {INK}"/><path style="stroke: {FAINT}"/><path style="fill: #1878b4"/>'
    assert dark(svg) == (
        f'<path style="stroke: {DARK[INK]}"/><path style="stroke: {DARK[FAINT]}"/><path style="fill: #1878b4"/>'
    )


def test_a_size_in_points_becomes_css_pixels() -> None:
    assert size(SVG) == (128, 64)
    assert size('<svg width="100.5pt" height="75.3pt">') == (134, 100)


def test_a_figure_without_a_size_is_refused() -> None:
    with pytest.raises(ValueError, match="no width and height in pt"):
        size('<svg viewBox="0 0 96 48"></svg>')


def test_lessons_draw_with_the_ink_and_grid_that_are_swapped_on_a_dark_page() -> None:
    helpers = lesson_helpers()
    assert (helpers.INK, helpers.FAINT) == (INK, FAINT)
    assert not {INK, FAINT, *DARK.values()} & set(helpers.COLOURS)

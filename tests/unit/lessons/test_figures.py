import json
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlroadmap.lessons.figures import DARK, FAINT, INK, WORDS, dark, light, minify_svg, size
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


def test_words_in_the_colour_of_a_line_can_be_read_on_both_pages_and_the_line_keeps_its_colour() -> None:
    lines = '<path style="stroke: #d1600c"/><use style="fill: #d1600c"/>'
    svg = f'{lines}<g style="fill: #d1600c" transform="scale(0.1)"><use xlink:href="#DejaVuSans-13"/></g>'
    on_light, on_dark = WORDS["#d1600c"]
    assert light(svg) == lines + svg.removeprefix(lines).replace("#d1600c", on_light)
    assert dark(svg) == lines + svg.removeprefix(lines).replace("#d1600c", on_dark)


def test_each_colour_of_the_lessons_has_words_of_enough_contrast() -> None:
    assert set(WORDS) == set(lesson_helpers().COLOURS)
    for on_light, on_dark in WORDS.values():
        assert contrast(on_light, "#ffffff") > 4.5
        assert contrast(on_dark, "#1e2129") > 4.5


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as WCAG counts it."""
    dim, bright = sorted(luminance(colour) for colour in (one, other))
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))


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

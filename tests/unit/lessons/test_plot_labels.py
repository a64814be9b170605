"""Axes without a label are found in what Matplotlib really draws."""

import io
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from mlroadmap.lessons.figures import minify_svg
from mlroadmap.lessons.plot_labels import unlabelled


def drawn(draw: Callable[[Figure], Any]) -> str:
    figure, file = Figure(), io.StringIO()
    draw(figure)
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "test"}):
        figure.savefig(file, format="svg", metadata={"Date": None})
    return minify_svg(file.getvalue())


def labelled(figure: Figure) -> None:
    figure.subplots().set(xlabel="size (mm)", ylabel="birds")


def shared(figure: Figure) -> None:
    figure.subplots(2, 2, sharex=True, sharey=True)
    figure.supxlabel("size (mm)")
    figure.supylabel("birds")


def off(figure: Figure) -> None:
    figure.subplots().axis("off")


def bars(figure: Figure) -> None:
    ax = figure.subplots()
    ax.barh(["gull", "wren"], [1, 2])
    ax.set_xlabel("birds")


def no_ticks(figure: Figure) -> None:
    figure.subplots().set(xticks=[], yticks=[])


@pytest.mark.parametrize("draw", [labelled, shared, off, bars, no_ticks])
def test_figures_that_are_in_order(draw: Callable[[Figure], Any]) -> None:
    assert unlabelled(drawn(draw)) == []


def bare(figure: Figure) -> None:
    figure.subplots().plot([1, 2], [1, 2])


def half(figure: Figure) -> None:
    figure.subplots().set_xlabel("size (mm)")


def second_bare(figure: Figure) -> None:
    first, second = figure.subplots(2, 1)
    first.set(xlabel="size (mm)", ylabel="birds")
    second.set_xlabel("weight (g)")


def large(figure: Figure) -> None:
    ax = figure.subplots()
    ax.plot([1, 2], [1e9, 2e9])  # Matplotlib writes the factor 1e9 at the end of the axis: no label
    ax.set_xlabel("size (mm)")


@pytest.mark.parametrize(
    ("draw", "expected"),
    [
        (bare, ["x axis", "y axis"]),
        (half, ["y axis"]),
        (second_bare, ["y axis of plot 2"]),
        (large, ["y axis"]),
    ],
)
def test_axes_that_say_not_what_they_count(draw: Callable[[Figure], Any], expected: list[str]) -> None:
    assert unlabelled(drawn(draw)) == expected


def test_an_svg_that_is_no_plot_has_no_axes() -> None:
    assert unlabelled('<svg xmlns="http://www.w3.org/2000/svg"><path d="M 0 0"/></svg>') == []

"""Axes without a label are found when Matplotlib has drawn them. That a run notes them is in test_run_notebooks."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from matplotlib.figure import Figure

from roadmap_lessons.axes import unlabelled


def found(draw: Callable[[Figure], Any]) -> list[str]:
    figure = Figure()
    draw(figure)
    figure.savefig(io.BytesIO(), format="svg")
    return list(unlabelled(figure))


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


def parts(figure: Figure) -> None:
    left, right = figure.subfigures(1, 2)
    left.subplots()
    right.subplots()
    left.supxlabel("size (mm)")
    right.supylabel("birds")


def twins(figure: Figure) -> None:
    first = figure.subplots()
    first.set(xlabel="size (mm)", ylabel="birds")
    first.twinx().set_ylabel("weight (g)")


def hidden(figure: Figure) -> None:
    figure.subplots().set_visible(False)


@pytest.mark.parametrize("draw", [labelled, shared, parts, off, bars, no_ticks, twins, hidden])
def test_figures_that_are_in_order(draw: Callable[[Figure], Any]) -> None:
    assert found(draw) == []


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


def logarithmic(figure: Figure) -> None:
    figure.subplots().set(xscale="log", xlim=(1, 1e6), ylabel="birds")


def bar_of_colours(figure: Figure) -> None:
    ax = figure.subplots()
    ax.set(xlabel="size (mm)", ylabel="weight (g)")
    figure.colorbar(ax.scatter([1, 2], [1, 2], c=[1, 2]))


@pytest.mark.parametrize(
    ("draw", "expected"),
    [
        (bare, ["x axis", "y axis"]),
        (half, ["y axis"]),
        (second_bare, ["y axis of plot 2"]),
        (large, ["y axis"]),
        (logarithmic, ["x axis"]),
        (bar_of_colours, ["y axis of plot 2"]),
    ],
)
def test_axes_that_say_not_what_they_count(draw: Callable[[Figure], Any], expected: list[str]) -> None:
    assert found(draw) == expected

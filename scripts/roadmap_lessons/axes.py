"""Which axes of a figure lack a label: asked of Matplotlib in the kernel, when the figure is shown.

An IPython extension. What it finds goes with the figure, as metadata of the output, to the linter (RM604).
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from mlroadmap.lessons.outputs import AXES

SVG = "image/svg+xml"
ARGUMENTS = (f"--InteractiveShellApp.extra_extensions={__name__}",)
"""What tells a kernel to load this extension."""

_COMMAND = re.compile(r"\\[A-Za-z]+|[${}^]")
_NUMERIC = re.compile(r"[\s\d.,+\-−–×·%$€£eEkM/]*\d[\s\d.,+\-−–×·%$€£eEkM/]*")


def load_ipython_extension(shell: Any) -> None:
    """Let the formatter that turns figures into SVG say what they lack, whenever Matplotlib sets one."""
    formatter = shell.display_formatter.formatters[SVG]
    for_type = formatter.for_type

    def noting(kind: Any, draw: Callable[[Any], str] | None = None) -> Any:
        is_figure = getattr(kind, "__module__", "").startswith("matplotlib.figure")
        return for_type(kind, _noted(draw) if draw and is_figure else draw)

    formatter.for_type = noting


def _noted(draw: Callable[[Any], str]) -> Callable[[Any], Any]:
    def drawn(figure: Any) -> Any:
        svg = draw(figure)  # first, since ticks have their texts only then
        found = list(unlabelled(figure))
        return (svg, {AXES: found}) if found else svg

    return drawn


def unlabelled(figure: Any) -> Iterator[str]:
    """Yield the axes with numbers at their ticks and no label: 'x axis', or 'y axis of plot 2' where there are more.

    Axes that are off, that show no numbers (as those with words at their ticks), or that share the label of the whole
    figure are in order.
    """
    wholes = [figure, *figure.subfigs]
    shared = {"x": any(one.get_supxlabel() for one in wholes), "y": any(one.get_supylabel() for one in wholes)}
    for number, plot in enumerate(figure.axes, start=1):
        for name, axis in (("x", plot.xaxis), ("y", plot.yaxis)):
            if shared[name] or axis.get_label_text().strip():
                continue
            if plot.get_visible() and plot.axison and axis.get_visible() and _has_numbers(axis):
                yield f"{name} axis of plot {number}" if len(figure.axes) > 1 else f"{name} axis"


def _has_numbers(axis: Any) -> bool:
    return any(
        text.get_visible() and _NUMERIC.fullmatch(_COMMAND.sub("", text.get_text()))
        for tick in axis.get_major_ticks()
        for text in (tick.label1, tick.label2)
    )

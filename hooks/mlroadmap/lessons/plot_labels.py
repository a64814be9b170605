"""Which axes of a figure lack a label, read from the SVG that Matplotlib drew.

Matplotlib names its groups: `axes_1` holds `matplotlib.axis_1` (x) and `matplotlib.axis_2` (y), each with its ticks
(`xtick_1`, `ytick_1`) and, when there is a label, a text beside them. Glyphs carry their number in the font in their
name, in hexadecimal; in DejaVu Sans, the numbers of ASCII are its code points less 29.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_NUMERIC = re.compile(r"[\s\d.,+\-−–×·%$€£eEkM/]*\d[\s\d.,+\-−–×·%$€£eEkM/]*")


def unlabelled(svg: str) -> list[str]:
    """Return the axes with numbers at their ticks and no label: 'x axis', or 'y axis of plot 2' where there are more.

    Axes that are off, that show no numbers (as those with words at their ticks), or that share the label of the whole
    figure are in order.
    """
    figure = next((one for one in ElementTree.fromstring(svg).iter(f"{_SVG}g") if _id(one) == "figure_1"), None)
    if figure is None:
        return []
    own = [one for one in figure if _id(one).startswith("text_")]
    whole = {"y" if "rotate(-90" in ElementTree.tostring(one, "unicode") else "x" for one in own}
    plots = [one for one in figure if _id(one).startswith("axes_")]
    return [
        f"{name} axis of plot {number}" if len(plots) > 1 else f"{name} axis"
        for number, plot in enumerate(plots, start=1)
        for name, axis in _axes(plot)
        if name not in whole and _has_numbers(axis) and not _has_label(axis)
    ]


def _axes(plot: ElementTree.Element) -> Iterator[tuple[str, ElementTree.Element]]:
    for axis in plot:
        if _id(axis).startswith("matplotlib.axis_"):
            ticks = [_id(one) for one in axis if "tick_" in _id(one)]
            if ticks:
                yield ticks[0][0], axis


def _has_numbers(axis: ElementTree.Element) -> bool:
    return any(
        _NUMERIC.fullmatch(_written(text))
        for tick in axis
        if "tick_" in _id(tick)
        for text in tick
        if _id(text).startswith("text_")
    )


def _has_label(axis: ElementTree.Element) -> bool:
    """Whether there is a text beside the ticks; the factor that Matplotlib sets at the end of an axis is none."""
    return any(_id(one).startswith("text_") and not _NUMERIC.fullmatch(_written(one)) for one in axis)


def _written(text: ElementTree.Element) -> str:
    glyphs = (one.get(_HREF, "") for one in text.iter(f"{_SVG}use"))
    numbers = (int(glyph.rpartition("-")[2], 16) for glyph in glyphs)
    return "".join(chr(number + 29) if number <= 97 else "−" for number in numbers)  # others are signs, such as minus


def _id(element: ElementTree.Element) -> str:
    return element.get("id", "")

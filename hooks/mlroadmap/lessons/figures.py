"""Figures of lessons: smaller SVG, a second version for the dark scheme, their size."""

import re
from collections.abc import Mapping

INK, FAINT = "#3b4252", "#b8bec9"
"""Text and grid of a figure as `mlroadmap_lessons` draws them, for a light page."""
WORDS = {
    "#1878b4": ("#15699e", "#69b4e6"),
    "#d1600c": ("#a84a06", "#f0935a"),
    "#0e9370": ("#0a7a5c", "#3cc29c"),
    "#b565a7": ("#96508a", "#d795cb"),
    "#8d7a12": ("#766600", "#b9a64c"),
    "#7a7f87": ("#636870", "#9aa0a9"),
}
"""A line needs a contrast of 3:1 with the page, a word 4.5:1: the words' shades of each colour, light and dark."""
WORD = '<g style="fill: '
"""How Matplotlib begins a word: a group of letters. Lines, dots and areas are no groups with a fill."""
LIGHT = {WORD + colour: WORD + light for colour, (light, _) in WORDS.items()}
DARK = {INK: "#d8dee9", FAINT: "#4c566a"} | {WORD + colour: WORD + dark for colour, (_, dark) in WORDS.items()}
"""What stands in a figure, and what it becomes on a dark page."""

PX_PER_PT = 96 / 72


def minify_svg(svg: str) -> str:
    """Return the SVG without prolog, metadata and needless digits; it draws the same."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\b(d|points)="([^"]*)"', lambda match: f'{match[1]}="{_round(match[2])}"', svg)
    return re.sub(r">\s+<", "><", svg).strip() + "\n"


def _round(path: str) -> str:
    path = re.sub(r"-?\d+\.\d{3,}", lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), path)
    return re.sub(r"\s+", " ", path).strip()


def light(svg: str) -> str:
    """Return the SVG with coloured words dark enough for a light page."""
    return _replaced(svg, LIGHT)


def dark(svg: str) -> str:
    """Return the SVG with ink, grid and coloured words recoloured for a dark page."""
    return _replaced(svg, DARK)


def _replaced(svg: str, colours: Mapping[str, str]) -> str:
    for drawn, shown in colours.items():
        svg = svg.replace(drawn, shown)
    return svg


def size(svg: str) -> tuple[int, int]:
    """Return width and height in CSS pixels. Raises ValueError for an SVG that names none."""
    match = re.search(r'<svg[^>]*?\bwidth="([\d.]+)pt" height="([\d.]+)pt"', svg)
    if not match:
        raise ValueError("the SVG has no width and height in pt")
    return round(float(match[1]) * PX_PER_PT), round(float(match[2]) * PX_PER_PT)

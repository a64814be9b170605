"""Figures of lessons: smaller SVG, a second version for the dark scheme, their size."""

import re

INK, FAINT = "#3b4252", "#b8bec9"
"""Text and grid of a figure as `mlroadmap_lessons` draws them, for a light page."""
DARK = {INK: "#d8dee9", FAINT: "#4c566a"}
"""What they become on a dark page."""

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


def dark(svg: str) -> str:
    """Return the SVG with ink and grid recoloured for a dark page."""
    for light, on_dark in DARK.items():
        svg = svg.replace(light, on_dark)
    return svg


def size(svg: str) -> tuple[int, int]:
    """Return width and height in CSS pixels. Raises ValueError for an SVG that names none."""
    match = re.search(r'<svg[^>]*?\bwidth="([\d.]+)pt" height="([\d.]+)pt"', svg)
    if not match:
        raise ValueError("the SVG has no width and height in pt")
    return round(float(match[1]) * PX_PER_PT), round(float(match[2]) * PX_PER_PT)

"""What builds on what, drawn: where each lesson stands on the map, and the lines between them."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from unittest.mock import patch

from mlroadmap.data.model import Lesson, Roadmap

# igraph loads Matplotlib where it finds it, in order to draw. Here it only finds places, and a build is to stay light.
with patch.dict(sys.modules, {"matplotlib": None}):
    import igraph

WIDTH, HEIGHT = 140, 58
"""Size of a lesson's box, in the units of the drawing."""
GAP_X, GAP_Y = 12, 34
"""Free space between boxes, beside and below each other."""
MARGIN = 8
LETTERS = 19
"""How many letters of a title fit on a line of its box."""


@dataclass(frozen=True)
class Node:
    """A lesson's box: the place of its upper left corner, and its title in lines."""

    lesson: Lesson
    section: str
    x: float
    y: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Drawing:
    """The whole map: boxes, paths between them (SVG path data, with both ids), and its size."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str, str], ...]
    width: int
    height: int


def needs_of(roadmap: Roadmap) -> dict[str, frozenset[str]]:
    """Return what each lesson needs, by id, without what these needs need themselves.

    So the map draws a line from A to C only if no other line leads from A to C.
    """
    needs = {lesson.id: frozenset(lesson.needs) for lesson in roadmap.lessons()}
    whole: dict[str, frozenset[str]] = {}

    def all_of(id_: str) -> frozenset[str]:
        if id_ not in whole:
            whole[id_] = needs[id_].union(*(all_of(need) for need in needs[id_]))
        return whole[id_]

    return {
        id_: frozenset(need for need in direct if not any(need in all_of(other) for other in direct - {need}))
        for id_, direct in needs.items()
    }


def draw(roadmap: Roadmap) -> Drawing:
    """Place the lessons in layers, each below what it needs; the order within a layer keeps crossings few.

    Layers and order are those of igraph's Sugiyama layout, https://python.igraph.org/. The roadmap has no circles: the
    checks see to that.
    """
    needs = needs_of(roadmap)
    places = _layout(needs)
    sections = {lesson.id: section.id for section in roadmap.sections() for lesson in section.lessons}
    nodes = [
        Node(
            lesson,
            sections[lesson.id],
            *places[lesson.id],
            tuple(wrap(lesson.title, LETTERS, max_lines=3, placeholder=" …")),
        )
        for lesson in roadmap.lessons()
    ]
    edges = [(need, id_, _path(places[need], places[id_])) for id_ in needs for need in sorted(needs[id_])]
    width = max(node.x for node in nodes) + WIDTH + MARGIN
    height = max(node.y for node in nodes) + HEIGHT + MARGIN
    return Drawing(tuple(nodes), tuple(edges), round(width), round(height))


def _layout(needs: Mapping[str, frozenset[str]]) -> dict[str, tuple[float, float]]:
    ids = list(needs)
    number = {id_: place for place, id_ in enumerate(ids)}
    pairs = [(number[need], number[id_]) for id_ in ids for need in sorted(needs[id_])]
    graph = igraph.Graph(n=len(ids), edges=pairs, directed=True)
    points = graph.layout_sugiyama(hgap=1, vgap=1).coords[: len(ids)]
    layers: dict[int, list[tuple[float, str]]] = {}
    for id_, (x, y) in zip(ids, points, strict=True):
        layers.setdefault(round(y), []).append((x, id_))
    columns = max(len(layer) for layer in layers.values())
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    squeeze = (columns - 1) / max(right - left, columns - 1, 1)
    places: dict[str, tuple[float, float]] = {}
    for y, layer in layers.items():
        ordered = sorted(layer)
        for x, (_, id_) in zip(
            resolve_overlaps([(x - left) * squeeze for x, _ in ordered], columns), ordered, strict=True
        ):
            places[id_] = (MARGIN + x * (WIDTH + GAP_X), MARGIN + y * (HEIGHT + GAP_Y))
    return places


def resolve_overlaps(wished: Sequence[float], columns: int) -> list[float]:
    """Return places near the `wished` ones (in rising order), at least 1 apart, from 0 to `columns` - 1."""
    places: list[float] = []
    for x in wished:
        places.append(max(x, places[-1] + 1 if places else 0))
    for place in range(len(places)):
        places[-1 - place] = min(places[-1 - place], columns - 1 - place)
    return places


def _path(above: tuple[float, float], below: tuple[float, float]) -> str:
    x1, y1 = above[0] + WIDTH / 2, above[1] + HEIGHT
    x2, y2 = below[0] + WIDTH / 2, below[1]
    bend = min(GAP_Y, (y2 - y1) / 2)
    return f"M{x1:.0f} {y1:.0f}C{x1:.0f} {y1 + bend:.0f} {x2:.0f} {y2 - bend:.0f} {x2:.0f} {y2:.0f}"

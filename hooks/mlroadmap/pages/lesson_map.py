"""What builds on what, drawn: where each lesson stands on the map, and the lines between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap

from mlroadmap.data.map_layout import Place
from mlroadmap.data.model import Lesson, Roadmap

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


def draw(roadmap: Roadmap, places: Mapping[str, Place]) -> Drawing:
    """Draw the lessons at their places, in columns and rows. Those without one stand in rows of their own at the end:
    so a page with a lesson that is new can be seen before `make generate` was run, which `make check` asks for.
    """
    needs = needs_of(roadmap)
    corners = {id_: _corner(place) for id_, place in _complete(places, list(needs)).items()}
    sections = {lesson.id: section.id for section in roadmap.sections() for lesson in section.lessons}
    nodes = [
        Node(
            lesson,
            sections[lesson.id],
            *corners[lesson.id],
            tuple(wrap(lesson.title, LETTERS, max_lines=3, placeholder=" …")),
        )
        for lesson in roadmap.lessons()
    ]
    edges = [(need, id_, _path(corners[need], corners[id_])) for id_ in needs for need in sorted(needs[id_])]
    width = max(node.x for node in nodes) + WIDTH + MARGIN
    height = max(node.y for node in nodes) + HEIGHT + MARGIN
    return Drawing(tuple(nodes), tuple(edges), round(width), round(height))


def _complete(places: Mapping[str, Place], ids: list[str]) -> dict[str, Place]:
    known = {id_: places[id_] for id_ in ids if id_ in places}
    columns = 1 + int(max((column for column, _ in known.values()), default=0))
    below = 1 + max((row for _, row in known.values()), default=-1)
    new = [id_ for id_ in ids if id_ not in places]
    return known | {id_: (at % columns, below + at // columns) for at, id_ in enumerate(new)}


def _corner(place: Place) -> tuple[float, float]:
    column, row = place
    return MARGIN + column * (WIDTH + GAP_X), MARGIN + row * (HEIGHT + GAP_Y)


def _path(above: tuple[float, float], below: tuple[float, float]) -> str:
    x1, y1 = above[0] + WIDTH / 2, above[1] + HEIGHT
    x2, y2 = below[0] + WIDTH / 2, below[1]
    bend = min(GAP_Y, (y2 - y1) / 2)
    return f"M{x1:.0f} {y1:.0f}C{x1:.0f} {y1 + bend:.0f} {x2:.0f} {y2 - bend:.0f} {x2:.0f} {y2:.0f}"

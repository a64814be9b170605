"""Places for the lessons on the map: each below what it needs, with few crossings. Used by write_generated.py.

Layers and order are those of igraph's Sugiyama layout, https://python.igraph.org/.
"""

from collections.abc import Sequence

import igraph

from mlroadmap.data.map_layout import Place
from mlroadmap.data.model import Roadmap
from mlroadmap.pages.lesson_map import needs_of


def lay_out(roadmap: Roadmap) -> dict[str, Place]:
    """Return column and row of each lesson. The roadmap has no circles: the checks see to that."""
    needs = needs_of(roadmap)
    ids = list(needs)
    number = {id_: place for place, id_ in enumerate(ids)}
    pairs = [(number[need], number[id_]) for id_ in ids for need in sorted(needs[id_])]
    graph = igraph.Graph(n=len(ids), edges=pairs, directed=True)
    points = graph.layout_sugiyama(hgap=1, vgap=1).coords[: len(ids)]
    layers: dict[int, list[tuple[float, str]]] = {}
    for id_, (x, y) in zip(ids, points, strict=True):
        layers.setdefault(round(y), []).append((x, id_))
    columns = max((len(layer) for layer in layers.values()), default=0)
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    squeeze = (columns - 1) / max(right - left, columns - 1, 1)
    places: dict[str, Place] = {}
    for row, layer in sorted(layers.items()):
        ordered = sorted(layer)
        wished = [(x - left) * squeeze for x, _ in ordered]
        for column, (_, id_) in zip(resolve_overlaps(wished, columns), ordered, strict=True):
            places[id_] = (round(column, 3), row)
    return {id_: places[id_] for id_ in ids}


def resolve_overlaps(wished: Sequence[float], columns: int) -> list[float]:
    """Return columns near the `wished` ones (in rising order), at least 1 apart, from 0 to `columns` - 1."""
    places: list[float] = []
    for x in wished:
        places.append(max(x, places[-1] + 1 if places else 0))
    # That may have pushed the last ones over the right edge: push them back, from the right.
    for place in range(len(places)):
        places[-1 - place] = min(places[-1 - place], columns - 1 - place)
    return places

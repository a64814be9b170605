"""Where each lesson stands on the map, as `make generate` left it in `_data/map-layout.json`.

The layout needs a library that building the site does without, so it is worked out once and committed.
"""

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from mlroadmap.data.model import Id
from mlroadmap.data.reports import read_report

Place = tuple[float, int]
"""Column and row, counted from 0; a column may lie between two others."""


class MapLayout(BaseModel):
    """The file as it is written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lessons: dict[Id, Place] = Field(default_factory=dict)


def load_map_layout(path: Path, *, name: str) -> dict[str, Place]:
    """Return the places by lesson id; empty without a file. Raises ProblemsFound for a damaged one."""
    layout = read_report(path, MapLayout, name=name, code="RM218", command="`make generate`")
    return dict(layout.lessons) if layout else {}


def to_json(places: Mapping[str, Place]) -> str:
    """Return the text of the file: one line a lesson, so that a new lesson changes few lines."""
    rows = ",\n".join(f'  "{id_}": [{column:g}, {row}]' for id_, (column, row) in places.items())
    return f'{{\n "lessons": {{\n{rows}\n }}\n}}\n'

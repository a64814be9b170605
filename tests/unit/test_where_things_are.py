"""The page that leads a newcomer to the module for a change."""

import re
from pathlib import Path

from tests.builders import DOCS, ROOT

TEXT = (DOCS / "contributing/where-things-are.md").read_text("utf-8")
NAMED = {path for path in re.findall(r"`([\w./-]+)`", TEXT) if "/" in path or path == "mkdocs.yml"}
ROOMS = [
    path.parent
    for package in ("hooks/mlroadmap", "scripts/roadmap_links", "scripts/roadmap_lessons")
    for path in sorted((ROOT / package).glob("**/__init__.py"))
]


def test_every_file_and_folder_that_it_names_is_there() -> None:
    assert len(NAMED) > 20
    assert [path for path in sorted(NAMED) if not (ROOT / path).exists()] == []


def test_every_room_is_named() -> None:
    def named(room: Path) -> bool:
        return any((ROOT / path).is_relative_to(room) for path in NAMED)

    assert [room.relative_to(ROOT).as_posix() for room in ROOMS if not named(room)] == []


def test_it_stays_short_enough_to_be_read() -> None:
    assert len(TEXT.splitlines()) <= 60


def test_the_way_of_the_imports_is_the_one_that_is_enforced() -> None:
    layers = re.search(
        r'containers = \["mlroadmap"\]\nlayers = \[(.*?)\n\]', (ROOT / "pyproject.toml").read_text(), re.S
    )
    assert layers
    floors = [re.findall(r"\w+", line) for line in layers[1].strip().splitlines()]
    height = {room: len(floors) - at for at, rooms in enumerate(floors) for room in rooms}
    assert height["errors"] < height["data"] < height["lessons"] < height["site"] < height["pages"]

"""The committed layout of the map: read and written in one place."""

from pathlib import Path

import pytest

from mlroadmap.data.map_layout import load_map_layout, to_json
from mlroadmap.errors import ProblemsFound

NAME = "docs/_data/map-layout.json"
PLACES = {"first-steps": (0.0, 0), "second-steps": (1.5, 1)}


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "map-layout.json"
    path.write_text(to_json(PLACES), "utf-8")
    assert load_map_layout(path, name=NAME) == PLACES
    assert to_json(PLACES).count("\n") == len(PLACES) + 4


def test_without_a_file_no_lesson_has_a_place(tmp_path: Path) -> None:
    assert load_map_layout(tmp_path / "map-layout.json", name=NAME) == {}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"lessons": {"a": [1]}}', '{"lessons": {"a": ["x", 1]}}', '{"row": 1}']
)
def test_a_damaged_file_names_the_command_that_writes_it_again(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map-layout.json"
    path.write_text(text, "utf-8")
    with pytest.raises(ProblemsFound) as found:
        load_map_layout(path, name=NAME)
    [message] = [str(one) for one in found.value.problems]
    assert message.startswith(f"{NAME}:1  RM218  ")
    assert message.endswith(": write it again with `make generate`, or delete it")

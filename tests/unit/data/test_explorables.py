"""What can be moved in a page, as it is written down."""

from pathlib import Path

import pytest

from mlroadmap.data.explorables import load_explorables
from mlroadmap.errors import ProblemsFound

NAME = "docs/_data/explorables.yml"
ROWS = """\
explorables:
  - id: swing
    question: Where does it stop?
    guesses:
      - {text: Left, because: It is pushed there.}
      - {text: Right, right: true, because: It is pulled there.}
    goals: [a stop at the left]
    alt: A swing.
    caption: A swing at rest.
"""


def said(path: Path, text: str) -> list[str]:
    path.write_text(text, "utf-8")
    with pytest.raises(ProblemsFound) as found:
        load_explorables(path, name=NAME)
    return [str(one) for one in found.value.problems]


def test_rows_without_mistakes_are_read_by_their_id(tmp_path: Path) -> None:
    path = tmp_path / "explorables.yml"
    path.write_text(ROWS, "utf-8")
    [(id_, row)] = load_explorables(path, name=NAME).items()
    assert (id_, [guess.right for guess in row.guesses]) == ("swing", [False, True])


def test_without_a_file_there_is_nothing_to_move(tmp_path: Path) -> None:
    assert load_explorables(tmp_path / "explorables.yml", name=NAME) == {}


def test_an_id_that_is_used_twice_and_guesses_without_one_that_is_right_are_told_together(tmp_path: Path) -> None:
    twice = ROWS + ROWS.partition("\n")[2].replace("right: true, ", "")
    assert said(tmp_path / "explorables.yml", twice) == [
        f"{NAME}:10  RM201  explorable 'swing' exists already in line 2: choose another id",
        f"{NAME}:12  RM301  explorable 'swing' has 0 right guesses: mark one with right: true",
    ]


def test_two_right_guesses_are_one_too_many(tmp_path: Path) -> None:
    [problem] = said(tmp_path / "explorables.yml", ROWS.replace("{text: Left, ", "{text: Left, right: true, "))
    assert problem == f"{NAME}:4  RM301  explorable 'swing' has 2 right guesses: mark one with right: true"


@pytest.mark.parametrize("damage", ["  - id: 3\n", "  - idd: a\n", "  -\n"])
def test_what_is_right_beside_a_damaged_row_is_kept_for_the_checks_that_go_on(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "explorables.yml"
    path.write_text(ROWS + damage, "utf-8")
    with pytest.raises(ProblemsFound) as found:
        load_explorables(path, name=NAME)
    assert list(found.value.rest) == ["swing"]


@pytest.mark.parametrize("word", ["yes", '"true"', "on"])
def test_another_word_for_true_is_told_once(tmp_path: Path, word: str) -> None:
    [problem] = said(tmp_path / "explorables.yml", ROWS.replace("right: true", f"right: {word}"))
    assert "RM106" in problem

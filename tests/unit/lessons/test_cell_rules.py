"""Cells that are too long or too wide, just below, at and above what they may be."""

import pytest

from mlroadmap.lessons.cell_rules import CODE_LINES, COLUMNS, OPEN_LINES, cell_rules, lines_of_code
from mlroadmap.lessons.source import read

HEAD = "---\ntitle: T\ndescription: D.\n---\n"
ALT = "# alt: A bar that is drawn here, said in a sentence that is a good deal longer than any line of code may be.\n"


def said(code: str, tags: str = "", *, ladder: bool = True) -> list[tuple[int, str]]:
    """Return line and code of each problem; the code of the cell begins on line 6."""
    opening = f' tags=["{tags}"] name="x-y"' if tags else ""
    text = read(f"{HEAD}```python{opening}\n{code}\n```\n")
    assert not text.problems
    return [(line, kind) for line, kind, _ in cell_rules(text, ladder)]


def lines(count: int) -> str:
    return "\n".join(["x = 1"] * count)


def wide(columns: int) -> str:
    return f"x = {'1' * (columns - 4)}"


@pytest.mark.parametrize(("count", "fits"), [(OPEN_LINES - 1, True), (OPEN_LINES, True), (OPEN_LINES + 1, False)])
@pytest.mark.parametrize("tags", ["", "shown", "starter"])
def test_rm602_a_cell_that_is_open_on_the_ladder_has_at_most_fifteen_lines(count: int, fits: bool, tags: str) -> None:
    assert said(lines(count), tags) == ([] if fits else [(6, "RM602")])


@pytest.mark.parametrize(("count", "fits"), [(CODE_LINES - 1, True), (CODE_LINES, True), (CODE_LINES + 1, False)])
@pytest.mark.parametrize("tags", ["setup", "solution", "check", "asserts"])
def test_rm602_any_other_cell_has_at_most_twenty_five(count: int, fits: bool, tags: str) -> None:
    assert said(lines(count), tags) == said(lines(count), ladder=False) == ([] if fits else [(6, "RM602")])


def test_rm602_a_folded_drawing_has_room_and_its_text_counts_for_nothing() -> None:
    assert said(ALT + lines(CODE_LINES)) == []
    assert said(ALT + lines(CODE_LINES + 1)) == [(6, "RM602")]


def test_only_lines_that_must_be_followed_count_towards_fifteen() -> None:
    code = """\
def mean(values):
    \"\"\"Return the mean.

    Nothing is rounded.
    \"\"\"
    # all of them
    try:
        total = sum(
            values
        )
    finally:
        print(values)

    return total / len(values)"""
    [cell] = read(f"{HEAD}```python\n{code}\n```\n").cells
    assert lines_of_code(cell) == 5
    [shown] = read(f'{HEAD}```python tags=["shown"]\n{ALT}{code}\n```\n').cells
    assert lines_of_code(shown) == 5


@pytest.mark.parametrize(("columns", "fits"), [(COLUMNS - 1, True), (COLUMNS, True), (COLUMNS + 1, False)])
def test_rm621_a_line_that_is_open_on_the_ladder_has_at_most_72_characters(columns: int, fits: bool) -> None:
    for tags in ("", "shown", "starter"):
        assert said(f"x = 1\n{wide(columns)}", tags) == ([] if fits else [(7, "RM621")])


def test_lines_that_are_folded_or_hidden_or_tell_of_a_figure_may_be_wide() -> None:
    assert said(ALT + wide(COLUMNS + 1)) == []
    assert said(ALT + "x = 1", "shown") == []
    for tags in ("setup", "solution", "check", "asserts"):
        assert said(wide(COLUMNS + 1), tags) == []
    assert said(wide(COLUMNS + 1), ladder=False) == []


def test_each_wide_line_is_told() -> None:
    assert said(f"{wide(80)}\nx = 1\n# {'a' * 80}") == [(6, "RM621"), (8, "RM621")]

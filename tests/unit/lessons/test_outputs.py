"""What is wrong with outputs; limits are tried at the limit."""

from typing import Any

import pytest

from mlroadmap.lessons.executed import ExecutedCell
from mlroadmap.lessons.outputs import AXES, FIGURE_BYTES, OUTPUT_CHARACTERS, OUTPUT_LINES, OUTPUT_WIDTH, outputs_of
from mlroadmap.lessons.source import Cell


def found(*outputs: dict[str, Any]) -> list[tuple[str, str]]:
    executed = ExecutedCell("x", outputs)
    problems = list(outputs_of(Cell(7, "x"), executed))
    assert {line for line, _, _ in problems} <= {7}
    return [(code, text) for _, code, text in problems]


def codes(*outputs: dict[str, Any]) -> list[str]:
    return [code for code, _ in found(*outputs)]


def printed(text: str, name: str = "stdout") -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text.splitlines(keepends=True)}


def result(plain: str, **more: str) -> dict[str, Any]:
    return {"output_type": "execute_result", "data": {"text/plain": plain} | more, "metadata": {}}


def test_the_limits_are_what_the_guide_says() -> None:
    assert (OUTPUT_LINES, OUTPUT_WIDTH, OUTPUT_CHARACTERS, FIGURE_BYTES) == (40, 200, 4_000, 60_000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x\n" * (OUTPUT_LINES - 1), []),
        ("x\n" * OUTPUT_LINES, []),
        ("x\n" * (OUTPUT_LINES + 1), ["RM603"]),
        ("x" * (OUTPUT_WIDTH - 1), []),
        ("x" * OUTPUT_WIDTH, []),
        ("x" * (OUTPUT_WIDTH + 1), ["RM603"]),
        (("x" * 199 + "\n") * 20, []),
        (("x" * 199 + "\n") * 20 + "x", ["RM603"]),
        ("x" * 300_000, ["RM603"]),
        ("x\n" * 300_000, ["RM603"]),
    ],
)
def test_rm603_an_output_is_too_long_in_lines_in_a_line_or_in_all(text: str, expected: list[str]) -> None:
    assert codes(printed(text)) == expected
    assert codes(result(text.rstrip("\n"))) == expected


def test_rm603_all_outputs_of_a_cell_count_together() -> None:
    assert codes(printed("x\n" * 30), result("y\n" * 10)) == []
    assert codes(printed("x\n" * 30), result("y\n" * 11)) == ["RM603"]


def test_rm603_of_a_table_the_rows_and_the_text_count_and_not_the_markup() -> None:
    row = "<tr style='text-align: right'><td>1</td></tr>"
    assert codes(result("", **{"text/html": f"<table>{row * 40}</table>"})) == []
    assert codes(result("", **{"text/html": f"<table>{row * 41}</table>"})) == ["RM603"]
    assert codes(result("", **{"text/html": f"<table><tr><td>{'x' * 201}</td></tr></table>"})) == ["RM603"]


@pytest.mark.parametrize(
    "plain",
    [
        "<IPython.core.display.Markdown object>",
        "<IPython.core.display.HTML object>",
        "<IPython.lib.display.IFrame object>",
        "[<pandas.io.formats.style.Styler object>]",
    ],
)
def test_rm504_the_name_of_an_object_is_no_output(plain: str) -> None:
    [(code, text)] = found(result(plain, **{"text/markdown": "**b**"}))
    assert code == "RM504"
    assert "and not what it holds" in text


@pytest.mark.parametrize(
    "held",
    [
        "<script>alert(1)</script>",
        "<SCRIPT src=x>",
        "<img src=x onerror=alert(1)>",
        "<b onclick='x()'>a</b>",
        '<a href="javascript:x()">a</a>',
        "<iframe src=x></iframe>",
        "<svg onload=x()>",
    ],
)
def test_rm504_a_table_whose_cells_hold_more_than_text_is_refused(held: str) -> None:
    import pandas as pd

    frame = pd.DataFrame({"a": [held]})
    assert codes(result("", **{"text/html": frame.to_html(escape=False)})) == ["RM504"]
    assert codes(result("", **{"text/html": frame.to_html()})) == []


@pytest.mark.parametrize("text", ["\x1b[31mred\x1b[0m", "50 %\r100 %", "a\x08b", "\x00"])
def test_rm504_what_only_a_terminal_shows_is_no_output(text: str) -> None:
    assert codes({"output_type": "stream", "name": "stdout", "text": text}) == ["RM504"]


@pytest.mark.parametrize(
    "plain",
    [
        "<object object at 0x7f1c2d3e4f50>",
        "<function f at 0x7F1C2D3E4F50>",
        "<bound method C.f of <__main__.C object at 0x7f1c2d3e4f50>>",
        "[<matplotlib.lines.Line2D at 0x7f1c2d3e4f50>]",
        "<generator object <genexpr> at 0x7f1c2d3e4f50>",
        "<matplotlib.legend.Legend at 0x7f1c2d3e4f50>",
    ],
)
def test_rm617_an_address_in_memory_differs_in_every_run(plain: str) -> None:
    assert codes(result(plain)) == codes(printed(plain)) == ["RM617"]


@pytest.mark.parametrize(
    "plain", ["0x1f", "<class 'int'>", "<Axes: xlabel='a'>", "a < b > c", "tab\tulated", "<Figure>"]
)
def test_what_is_no_object_address_or_control_character_is_in_order(plain: str) -> None:
    assert codes(result(plain)) == codes(printed(plain)) == []


def test_rm503_a_warning_in_a_notebook_is_found_without_a_run() -> None:
    [(code, text)] = found(printed("x.py:1: FutureWarning: gone soon", "stderr"))
    assert code == "RM503"
    assert "this cell shows a warning: x.py:1: FutureWarning" in text


def figure(size: int, *axes: str) -> dict[str, Any]:
    metadata = {"image/svg+xml": {AXES: list(axes)}} if axes else {}
    return {"output_type": "display_data", "data": {"image/svg+xml": "x" * size, "text/plain": "<Figure>"}} | {
        "metadata": metadata
    }


@pytest.mark.parametrize(("size", "expected"), [(FIGURE_BYTES, []), (FIGURE_BYTES + 1, ["RM605"])])
def test_rm605_a_figure_is_too_heavy(size: int, expected: list[str]) -> None:
    assert codes(figure(size)) == expected


def test_rm604_each_axis_that_a_run_noted_is_told() -> None:
    texts = [text for _, text in found(figure(1, "x axis", "y axis of plot 2"))]
    assert [text.partition(" has")[0] for text in texts] == ["the x axis", "the y axis of plot 2"]

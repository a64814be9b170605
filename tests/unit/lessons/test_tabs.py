"""Code in tabs is shown and not run: each tab must be, whole and in its order, a part of a cell that was run."""

import re
import textwrap
from pathlib import Path

import pytest

from tests.builders import DOCS

LESSONS = sorted(DOCS.glob("stage-*/*.md"))
TAB = re.compile(r'^=== "[^"]+"\n((?:\n|    .*\n)+)', re.MULTILINE)
FENCE = re.compile(r"^```py\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CELL = re.compile(r"^```python[^\n]*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
DEPTHS = ("", "    ")


def tabs_that_were_not_run(text: str) -> list[str]:
    """Return the code of each tab that stands in no cell of the lesson, neither as it is nor in a function."""
    cells = CELL.findall(text)
    shown = [code for tab in TAB.findall(text) for code in FENCE.findall(textwrap.dedent(tab))]
    return [
        code for code in shown if not any(textwrap.indent(code, depth) in cell for cell in cells for depth in DEPTHS)
    ]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_python_in_a_tab_is_part_of_a_cell_that_was_run(path: Path) -> None:
    assert tabs_that_were_not_run(path.read_text("utf-8")) == []


def test_a_line_that_was_not_run_or_stands_in_another_order_would_be_found() -> None:
    text = DOCS.joinpath("stage-3/first-frameworks.md").read_text("utf-8")
    assert len(TAB.findall(text)) == 3
    other = text.replace("    net.fit(X32", "    net.fit(X64", 1)
    assert len(tabs_that_were_not_run(other)) == 1
    forward, back = "            optimiser.zero_grad()\n", "            loss = measure(net(X_t[rows]), y_t[rows])\n"
    turned = text.replace(forward + back, back + forward, 1)
    assert turned != text
    assert len(tabs_that_were_not_run(turned)) == 1

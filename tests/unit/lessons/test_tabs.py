"""Code in tabs is shown and not run: it must be lines of cells that were run."""

import re
import textwrap
from pathlib import Path

import pytest

from tests.builders import DOCS

LESSONS = sorted(DOCS.glob("stage-*/*.md"))
TAB = re.compile(r'^=== "[^"]+"\n((?:\n|    .*\n)+)', re.MULTILINE)
FENCE = re.compile(r"^```py\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CELL = re.compile(r"^```python[^\n]*\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_each_line_of_python_in_a_tab_is_a_line_of_a_cell_that_was_run(path: Path) -> None:
    text = path.read_text("utf-8")
    run = {line.strip() for cell in CELL.findall(text) for line in cell.splitlines()}
    tabs = [textwrap.dedent(tab) for tab in TAB.findall(text)]
    shown = [line.strip() for tab in tabs for code in FENCE.findall(tab) for line in code.splitlines() if line.strip()]
    assert [line for line in shown if line not in run] == []


def test_there_is_python_in_tabs_and_a_line_that_was_not_run_would_be_found() -> None:
    text = DOCS.joinpath("stage-3/first-frameworks.md").read_text("utf-8")
    tabs = [textwrap.dedent(tab) for tab in TAB.findall(text)]
    assert len(tabs) == 3
    assert all(FENCE.findall(tab) for tab in tabs)

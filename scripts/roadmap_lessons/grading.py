"""Run a learner's notebook up to its checks: `python -m roadmap_lessons.grading NOTEBOOK CHECKS`.

Prints a JSON list: what each check said, in order, up to the number CHECKS. Cells run in one place, as they would in
Jupyter, without the fetching cell and the solutions. Failed asserts of the lesson are not the learner's business.
"""

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jupytext
from IPython.core.interactiveshell import InteractiveShell

SKIPPED = frozenset({"fetch", "solution"})
VERDICTS = ("not attempted", "right", "wrong: ")


def steps(cells: Iterable[Mapping[str, Any]], checks: int) -> Iterator[tuple[str, str]]:
    """Yield tag and code of the cells to run, up to the last of so many checks. The tag is asserts, check or empty."""
    for cell in cells:
        tags = set(cell["metadata"].get("tags", []))
        if cell["cell_type"] != "code" or tags & SKIPPED:
            continue
        tag = next((tag for tag in ("asserts", "check") if tag in tags), "")
        yield tag, cell["source"]
        checks -= tag == "check"
        if checks == 0:
            return


def verdict(printed: str, error: str) -> str:
    """Return what a check said: the last line that is a verdict, or else that it did not come to one."""
    lines = [line for line in printed.splitlines() if line.startswith(VERDICTS)]
    return lines[-1] if lines else f"wrong: {error or 'the check said nothing'}"


def run(cells: Iterable[Mapping[str, Any]], checks: int) -> list[str]:
    """Run cells and return the verdicts. When a cell of the lesson fails, all checks after it fail with its error."""
    os.environ["MPLBACKEND"] = "agg"
    shell: Any = InteractiveShell.instance()
    verdicts: list[str] = []
    broken = ""
    for tag, code in steps(cells, checks):
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
            done = shell.run_cell(code, store_history=False)
        problem = done.error_before_exec or done.error_in_exec
        error = f"{type(problem).__name__}: {problem}".splitlines()[0] if problem else ""
        if tag == "check":
            verdicts.append(verdict(said.getvalue(), broken or error))
            broken = ""
        elif error and tag != "asserts":
            broken = broken or error
    return verdicts


def main(notebook: str, checks: str) -> None:
    """Run and print."""
    cells = jupytext.read(notebook).cells
    os.chdir(Path(notebook).parent)
    print(json.dumps(run(cells, int(checks))))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The executed notebook of a lesson, read with care: whatever happened to the file, `make notebooks` mends it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mlroadmap.errors import Problem, ProblemsFound
from mlroadmap.files import read_json
from mlroadmap.lessons.stamp import Stamp, stamp_of
from mlroadmap.lessons.tags import FETCH

MEND = "run `make notebooks`"

Output = Mapping[str, Any]


@dataclass(frozen=True)
class ExecutedCell:
    """A code cell that was run for readers: its code and its outputs."""

    code: str
    outputs: tuple[Output, ...]


@dataclass(frozen=True)
class Executed:
    """What a run left: the cells, and the stamp."""

    cells: tuple[ExecutedCell, ...]
    stamp: Stamp

    @property
    def codes(self) -> list[str]:
        """The code of each cell that is run for readers."""
        return [cell.code for cell in self.cells]


def read_notebook(path: Path, *, name: str) -> Executed:
    """Read the notebook at `path`; `name` is the file name in messages.

    Raises ProblemsFound when it is missing, damaged, or was not run by this project.
    """
    if not path.exists() and not path.is_symlink():
        raise ProblemsFound([Problem(name, 1, "RM501", f"the notebook is missing: {MEND}")])
    try:
        content = read_json(path, name=name, code="RM501", mend=MEND)
    except ProblemsFound as error:  # `name` may be the source, so say that it is the notebook
        raise ProblemsFound([replace(one, text=f"the notebook {one.text}") for one in error.problems]) from None
    try:
        return executed(content)
    except _NotRunHere:
        reason = "the notebook was not run by this project"
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        reason = "the notebook is damaged, by a conflict of versions perhaps"
    raise ProblemsFound([Problem(name, 1, "RM501", f"{reason}: {MEND}")])


class _NotRunHere(Exception):
    pass


def executed(content: Mapping[str, Any]) -> Executed:
    """Take a notebook apart. Raises ValueError, KeyError, TypeError or AttributeError when it is none."""
    if "mlroadmap" not in content["metadata"]:
        raise _NotRunHere
    stamp = stamp_of(content)
    times = (stamp.seconds, stamp.cpu_seconds)
    if not (all(isinstance(one, int | float) for one in times) and isinstance(stamp.megabytes, int)):
        raise TypeError("a stamp whose numbers are none")
    if not (isinstance(stamp.packages, dict) and all(isinstance(one, str) for one in _words(stamp))):
        raise TypeError("a stamp whose words are none")
    return Executed(cells_of(content), stamp)


def _words(stamp: Stamp) -> list[object]:
    return [stamp.ran_on, stamp.python, stamp.fingerprint, *stamp.packages, *stamp.packages.values()]


def cells_of(content: Mapping[str, Any]) -> tuple[ExecutedCell, ...]:
    """Return the code cells that were run for readers."""
    return tuple(
        ExecutedCell(joined(cell["source"]), tuple(_output(one) for one in cell["outputs"]))
        for cell in content["cells"]
        if cell["cell_type"] == "code" and FETCH not in cell["metadata"].get("tags", [])
    )


def _output(output: Output) -> Output:
    """An output that is as the format of notebooks asks, as far as it is read; an error is none that a run leaves."""
    if output["output_type"] == "stream":
        joined(output["text"])
    elif output["output_type"] in ("display_data", "execute_result"):
        for kind, content in output.get("data", {}).items():
            if kind.startswith(("text/", "image/svg")):
                joined(content)
    else:
        raise ValueError(output["output_type"])
    return output


def joined(text: str | Sequence[str]) -> str:
    """Return a text of a notebook, which may be kept as a list of lines."""
    return text if isinstance(text, str) else "".join(text)

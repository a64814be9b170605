#!/usr/bin/env python
"""Execute lessons: `docs/stage-N/<lesson>.md` becomes the `.ipynb` beside it, with outputs and a stamp.

Only stale lessons are run: those whose code, data, helpers or pinned versions differ from what the stamp says. When
nothing but prose changed, the prose is copied into the notebook without a run.

    python scripts/run_notebooks.py                 run what is stale
    python scripts/run_notebooks.py k-means         run one lesson
    python scripts/run_notebooks.py --all           run all
    python scripts/run_notebooks.py --check         only say what is stale; exit 1 if anything is
"""

import ast
import hashlib
import json
import os
import platform
import subprocess
import sys
import time
from datetime import date
from importlib.metadata import packages_distributions, version
from pathlib import Path
from typing import Any

import click
import jupytext
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError

from mlroadmap.errors import Problem, ProblemsFound, report
from mlroadmap.figures import slim
from mlroadmap.notebooks import FETCH, Stamp, code_of, fingerprint, read_source, stamp_of
from mlroadmap.site import lesson_sources

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
HELPERS = DOCS / "assets/lessons"
DATA = DOCS / "assets/data"
CELL_SECONDS = 180
"""How long one cell may run."""

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""Sums have the same order, and so the same last digits, whatever the number of cores."""

FETCH_CODE = """\
# In Colab, or in a folder of your own: fetch the module that lessons share. In a clone of the site this does nothing.
import hashlib, importlib.util, os, urllib.request

os.environ.setdefault("MLROADMAP_SITE", "{site}")
if importlib.util.find_spec("mlroadmap_lessons") is None:
    code = urllib.request.urlopen(os.environ["MLROADMAP_SITE"] + "/assets/lessons/mlroadmap_lessons.py").read()
    assert hashlib.sha256(code).hexdigest() == "{sha256}", "not the file that this notebook was run with"
    open("mlroadmap_lessons.py", "wb").write(code)
"""


def site_url() -> str:
    """Return the site's address from `SITE_URL` or the default in mkdocs.yml, without the last slash."""
    line = next(line for line in (ROOT / "mkdocs.yml").read_text("utf-8").splitlines() if line.startswith("site_url:"))
    return os.environ.get("SITE_URL", line.split('"')[1]).rstrip("/")


def current_fingerprint(source: Path) -> str:
    """Return what the stamp of an up-to-date notebook of `source` holds."""
    code = code_of(read_source(source.read_text("utf-8")))
    text = "\n".join(code)
    files = {"mlroadmap_lessons.py": (HELPERS / "mlroadmap_lessons.py").read_bytes()}
    files |= {path.name: path.read_bytes() for path in sorted(DATA.glob("*")) if path.name in text}
    pins = (ROOT / "requirements/notebooks.in").read_text("utf-8")
    return fingerprint(code, versions=pins, files=files)


def notebook_of(source: Path) -> dict[str, Any] | None:
    """Return the executed notebook beside `source`, or None."""
    path = source.with_suffix(".ipynb")
    return json.loads(path.read_text("utf-8")) if path.exists() else None


def is_stale(source: Path) -> bool:
    """Tell whether the outputs of a lesson were made from something else than what is there now."""
    notebook = notebook_of(source)
    if notebook is None or "mlroadmap" not in notebook["metadata"]:
        return True
    return stamp_of(notebook).fingerprint != current_fingerprint(source)


def new_notebook(source: Path) -> Any:
    """Return the lesson as a notebook without outputs, with the fetching cell in front and stable cell ids."""
    notebook = jupytext.reads(source.read_text("utf-8"), fmt="md")
    sha256 = fingerprint_of_helper()
    fetch = nbformat.v4.new_code_cell(
        FETCH_CODE.format(site=site_url(), sha256=sha256).rstrip(), metadata={"tags": [FETCH]}
    )
    notebook.cells.insert(1 if notebook.cells[0].cell_type == "raw" else 0, fetch)
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        if "solution" in cell.metadata.get("tags", []):
            cell.metadata["jupyter"] = {"source_hidden": True}
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        }
    )
    return notebook


def fingerprint_of_helper() -> str:
    """Return the SHA-256 of the module that lessons share."""
    return hashlib.sha256((HELPERS / "mlroadmap_lessons.py").read_bytes()).hexdigest()


def execute(source: Path) -> Any:
    """Run a lesson from top to bottom and return the stamped notebook.

    Raises ProblemsFound, naming the cell's line in the source, when a cell fails, takes too long or prints a warning.
    """
    notebook = new_notebook(source)
    environment = (
        os.environ
        | ONE_THREAD
        | {
            "PYTHONPATH": str(HELPERS),
            "PYTHONHASHSEED": "0",
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
    )
    client = NotebookClient(
        notebook, timeout=CELL_SECONDS, kernel_name="python3", coalesce_streams=True, resources=_folder(source)
    )
    start = time.monotonic()
    try:
        client.execute(env=environment, stderr=subprocess.DEVNULL)  # the kernel's log; cells write to the notebook
    except (CellExecutionError, CellTimeoutError) as error:
        raise ProblemsFound([_failure(source, notebook, error)]) from None
    seconds = round(time.monotonic() - start, 1)
    _strip(notebook)
    if warned := _warnings(source, notebook):
        raise ProblemsFound(warned)
    stamp = Stamp(
        date.today().isoformat(), platform.python_version(), imported(source), seconds, current_fingerprint(source)
    )
    notebook.metadata["mlroadmap"] = vars(stamp)
    return notebook


def _folder(source: Path) -> dict[str, Any]:
    return {"metadata": {"path": str(source.parent)}}


def imported(source: Path) -> dict[str, str]:
    """Return the versions of the packages that a lesson imports, by distribution name."""
    known = packages_distributions()
    names: set[str] = set()
    for node in ast.walk(ast.parse("\n".join(code_of(read_source(source.read_text("utf-8")))))):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names |= {known[top][0] for module in modules if (top := module.split(".")[0]) in known}
    return {name: version(name) for name in sorted(names, key=str.casefold)}


def _strip(notebook: Any) -> None:
    """Remove what differs from run to run: times, counts, the plain text of figures; and what figures do not need."""
    notebook.metadata.language_info = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type != "code":
            continue
        cell.execution_count = None
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = None
            if "image/svg+xml" in output.get("data", {}):
                output.data["text/plain"] = "<Figure>"
                output.data["image/svg+xml"] = slim(output.data["image/svg+xml"])


def _line(source: Path, code: str) -> int:
    return source.read_text("utf-8").partition(code)[0].count("\n") + 1


def _failure(source: Path, notebook: Any, error: Exception) -> Problem:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                text = f"a cell failed: {output.ename}: {output.evalue}"
                return Problem(_name(source), _line(source, cell.source), "RM503", text)
    return Problem(_name(source), 1, "RM503", f"a cell ran for more than {CELL_SECONDS} s: {str(error)[:200]}")


def _warnings(source: Path, notebook: Any) -> list[Problem]:
    return [
        Problem(
            _name(source), _line(source, cell.source), "RM503", f"a cell wrote to stderr: {output.text.strip()[:300]}"
        )
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream" and output.name == "stderr"
    ]


def _name(source: Path) -> str:
    return source.relative_to(ROOT).as_posix()


def write(source: Path, notebook: Any) -> None:
    """Write the notebook beside its source in one step, so that a stopped run leaves the old one whole."""
    target = source.with_suffix(".ipynb")
    part = target.with_suffix(".ipynb.part")
    part.write_text(nbformat.writes(notebook), encoding="utf-8")
    part.replace(target)


def copy_prose(source: Path) -> bool:
    """Bring the prose of an up-to-date notebook in line with its source. Returns whether anything changed."""
    old, new = notebook_of(source), new_notebook(source)
    assert old is not None, "only called for lessons that were run"
    outputs = iter([cell["outputs"] for cell in old["cells"] if cell["cell_type"] == "code"])
    for cell in new.cells:
        if cell.cell_type == "code":
            cell.outputs = nbformat.from_dict(next(outputs))
    new.metadata["mlroadmap"] = old["metadata"]["mlroadmap"]
    before = source.with_suffix(".ipynb").read_text("utf-8")
    write(source, new)
    return source.with_suffix(".ipynb").read_text("utf-8") != before


@click.command(help=__doc__)
@click.argument("lessons", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Run every lesson, stale or not.")
@click.option("--check", is_flag=True, help="Run nothing; exit 1 when a lesson is stale.")
def main(lessons: tuple[str, ...], everything: bool, check: bool) -> None:
    """Choose the lessons, run them, and say what happened to each."""
    sources = lesson_sources(DOCS)
    known = {source.stem for source in sources}
    if unknown := sorted(set(lessons) - known):
        raise click.UsageError(f"no lesson {', '.join(unknown)}; there are {', '.join(sorted(known))}")
    stale = [source for source in sources if is_stale(source)]
    if check:
        problems = [
            Problem(_name(source), 1, "RM501", "the notebook is missing or stale: run `make notebooks`")
            for source in stale
        ]
        if problems:
            sys.exit(report(problems))
        click.echo(f"{len(sources)} lessons: all up to date")
        return
    chosen = [source for source in sources if everything or source.stem in lessons or (not lessons and source in stale)]
    failed: list[Problem] = []
    for source in chosen:
        click.echo(f"{source.stem} … ", nl=False)
        try:
            notebook = execute(source)
        except ProblemsFound as error:
            click.echo("failed; the old notebook was kept")
            failed += error.problems
            continue
        write(source, notebook)
        click.echo(f"{notebook.metadata['mlroadmap']['seconds']:.0f} s")
    rest = [source for source in sources if source not in chosen and not lessons]
    copied = sum(copy_prose(source) for source in rest)
    click.echo(
        f"{len(chosen) - len(failed)} run, {len(failed)} failed, "
        f"{copied} with new prose, {len(rest) - copied} untouched"
    )
    if failed:
        sys.exit(report(failed))


if __name__ == "__main__":
    main()

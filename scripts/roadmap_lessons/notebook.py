"""The notebook of a lesson: made from its source before the run, cleaned after it, written beside it."""

import json
from importlib.metadata import packages_distributions, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import nbformat

from mlroadmap.lessons.figures import minify_svg
from mlroadmap.lessons.source import notebook_cells, read_lesson
from roadmap_lessons.checkout import Checkout
from roadmap_lessons.requirements import groups_of, imported_modules, module_of, packages
from roadmap_lessons.stale import notebook_of
from roadmap_lessons.svg_images import with_webp


def new_notebook(source: Path, checkout: Checkout) -> Any:
    """Return the lesson as a notebook without outputs, with stable cell ids.

    It holds the outputs for the page. What learners get is made when the site is built: `publish/learner_notebook.py`.
    """
    lesson = read_lesson(source, name=checkout.name(source))
    notebook = nbformat.v4.new_notebook(cells=[_cell(cell) for cell in notebook_cells(lesson)])
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


def _cell(cell: dict[str, Any]) -> Any:
    if cell["cell_type"] == "code":
        return nbformat.v4.new_code_cell(cell["source"], metadata=cell["metadata"])
    if cell["cell_type"] == "raw":
        return nbformat.v4.new_raw_cell(cell["source"])
    return nbformat.v4.new_markdown_cell(cell["source"])


def imported(source: Path) -> dict[str, str]:
    """Return the versions of the packages that a lesson imports, by distribution name."""
    known = packages_distributions()
    modules = imported_modules(read_lesson(source, name=source.name).codes)
    names = {known[module][0] for module in modules if module in known}
    return {name: version(name) for name in sorted(names, key=str.casefold)}


def missing_modules(source: Path, checkout: Checkout) -> list[str]:
    """Return the modules of pinned packages that a lesson imports and that are not installed here."""
    code = read_lesson(source, name=source.name).codes
    files = [checkout.requirements / f"{group}.in" for group in groups_of(code, checkout.requirements)]
    needed = {module_of(package) for file in files for package in packages(file)}
    return sorted(name for name in needed & imported_modules(code) if find_spec(name) is None)


def clean(notebook: Any) -> None:
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
                output.data["image/svg+xml"] = with_webp(minify_svg(output.data["image/svg+xml"]))


def write(source: Path, notebook: Any) -> None:
    """Write the notebook beside its source in one step, so that a stopped run leaves the old one whole.

    A run that gave what is there already leaves the file as it is, with the day and the seconds of the run before.
    """
    target = source.with_suffix(".ipynb")
    text = nbformat.writes(notebook)
    if target.exists() and _lasting(target.read_bytes()) == _lasting(text.encode()):
        return
    part = target.with_suffix(".ipynb.part")
    part.write_text(text, encoding="utf-8")
    part.replace(target)


def _lasting(text: bytes) -> Any:
    """What a notebook holds but the day, the time and the memory of its run; the text itself when it is none."""
    try:
        content = json.loads(text)
        content["metadata"]["mlroadmap"] |= dict.fromkeys(("ran_on", "seconds", "megabytes", "cpu_seconds"))
    except (ValueError, KeyError, TypeError, RecursionError):
        return text
    return content


def copy_prose(source: Path, checkout: Checkout) -> bool:
    """Bring the prose of an up-to-date notebook in line with its source. Returns whether anything changed."""
    old, new = notebook_of(source), new_notebook(source, checkout)
    assert old is not None, "only called for lessons that were run"
    executed = iter(old.cells)
    for cell in new.cells:
        if cell.cell_type == "code":
            cell.outputs = nbformat.from_dict(list(next(executed).outputs))
    new.metadata["mlroadmap"] = old.stamp.metadata()
    before = source.with_suffix(".ipynb").read_text("utf-8")
    write(source, new)
    return source.with_suffix(".ipynb").read_text("utf-8") != before

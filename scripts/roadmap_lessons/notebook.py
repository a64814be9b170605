"""The notebook of a lesson: made from its source before the run, cleaned after it, written beside it."""

import hashlib
import os
from importlib.metadata import packages_distributions, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jupytext
import nbformat

from mlroadmap.lessons.figures import minify_svg
from mlroadmap.lessons.page import FETCH, code_of, read_source
from roadmap_lessons.checkout import Checkout
from roadmap_lessons.requirements import groups_of, imported_modules, module_of, packages
from roadmap_lessons.stale import notebook_of
from roadmap_lessons.svg_images import with_webp

FETCH_CODE = """\
# In Colab, or in a folder of your own: fetch the module that lessons share. In a clone of the site this does nothing.
import hashlib, importlib.util, os, urllib.request

os.environ.setdefault("MLROADMAP_SITE", "{site}")
if importlib.util.find_spec("mlroadmap_lessons") is None:
    code = urllib.request.urlopen(os.environ["MLROADMAP_SITE"] + "/assets/lessons/mlroadmap_lessons.py").read()
    assert hashlib.sha256(code).hexdigest() == "{sha256}", "not the file that this notebook was run with"
    open("mlroadmap_lessons.py", "wb").write(code)
"""


def site_url(checkout: Checkout) -> str:
    """Return the site's address from `SITE_URL` or the default in mkdocs.yml, without the last slash."""
    lines = (checkout.root / "mkdocs.yml").read_text("utf-8").splitlines()
    line = next(line for line in lines if line.startswith("site_url:"))
    return os.environ.get("SITE_URL", line.split('"')[1]).rstrip("/")


def new_notebook(source: Path, checkout: Checkout) -> Any:
    """Return the lesson as a notebook without outputs, with the fetching cell in front and stable cell ids."""
    notebook = jupytext.reads(source.read_text("utf-8"), fmt="md")
    sha256 = hashlib.sha256(checkout.helper.read_bytes()).hexdigest()
    code = FETCH_CODE.format(site=site_url(checkout), sha256=sha256).rstrip()
    fetch = nbformat.v4.new_code_cell(code, metadata={"tags": [FETCH]})
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


def imported(source: Path) -> dict[str, str]:
    """Return the versions of the packages that a lesson imports, by distribution name."""
    known = packages_distributions()
    modules = imported_modules(code_of(read_source(source.read_text("utf-8"))))
    names = {known[module][0] for module in modules if module in known}
    return {name: version(name) for name in sorted(names, key=str.casefold)}


def missing_modules(source: Path, checkout: Checkout) -> list[str]:
    """Return the modules of pinned packages that a lesson imports and that are not installed here."""
    code = code_of(read_source(source.read_text("utf-8")))
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
    """Write the notebook beside its source in one step, so that a stopped run leaves the old one whole."""
    target = source.with_suffix(".ipynb")
    part = target.with_suffix(".ipynb.part")
    part.write_text(nbformat.writes(notebook), encoding="utf-8")
    part.replace(target)


def copy_prose(source: Path, checkout: Checkout) -> bool:
    """Bring the prose of an up-to-date notebook in line with its source. Returns whether anything changed."""
    old, new = notebook_of(source), new_notebook(source, checkout)
    assert old is not None, "only called for lessons that were run"
    outputs = iter([cell["outputs"] for cell in old["cells"] if cell["cell_type"] == "code"])
    for cell in new.cells:
        if cell.cell_type == "code":
            cell.outputs = nbformat.from_dict(next(outputs))
    new.metadata["mlroadmap"] = old["metadata"]["mlroadmap"]
    before = source.with_suffix(".ipynb").read_text("utf-8")
    write(source, new)
    return source.with_suffix(".ipynb").read_text("utf-8") != before

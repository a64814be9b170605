"""A site built for another address and served there: a notebook downloaded from it runs in a clean folder."""

import os
import re
import shutil
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from mlroadmap import selfcheck
from mlroadmap.publish.versions import is_versioned
from tests.builders import DOCS, served
from tests.built_site import run_mkdocs

LESSON = "stage-1/python-data-structures/python-data-structures.ipynb"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address below which the site is served, in a folder as on GitHub Pages."""
    root = tmp_path_factory.mktemp("pages")
    with served(root) as host:
        done = run_mkdocs("build", "--strict", "--site-dir", str(root / "ml"), SITE_URL=f"{host}/ml/")
        assert done.returncode == 0, done.stderr
        # What is served later: pages lose nothing, but files without a version in their names have changed.
        for path in [*(root / "ml/assets/lessons").iterdir(), *(root / "ml/assets/data").iterdir()]:
            if not is_versioned(path.relative_to(root / "ml").as_posix()):
                path.write_text("raise SystemExit('not the version that was asked for')\n", "utf-8")
        yield f"{host}/ml/"


def download(address: str) -> Any:
    with urllib.request.urlopen(address + LESSON) as answer:
        return nbformat.reads(answer.read().decode(), as_version=4)


def run(notebook: Any, folder: Path, **environment: str) -> Any:
    """Run a notebook where nothing of ours is on the path, and return it."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().endswith(("_PROXY", "PYTHONPATH"))}
    kept.pop("MLROADMAP_FILES", None)
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}})
    client.execute(env=kept | environment)
    return notebook


def printed(notebook: Any, tag: str) -> list[str]:
    cells = [cell for cell in notebook.cells if tag in cell.metadata.get("tags", [])]
    return ["".join(one.get("text", "") for one in cell.outputs).strip() for cell in cells]


@pytest.mark.slow
def test_a_downloaded_notebook_runs_from_top_to_bottom_with_what_the_site_serves(address: str, tmp_path: Path) -> None:
    notebook = run(download(address), tmp_path)
    assert printed(notebook, "start") == [""]  # the versions are ours
    assert set(printed(notebook, "asserts")) == {"as in the text"}
    assert set(printed(notebook, "check")) == {"not attempted"}
    assert all(text.startswith("Try it first") for text in printed(notebook, "solution"))
    complaints = [one for cell in notebook.cells for one in cell.get("outputs", []) if one.get("name") == "stderr"]
    assert complaints == []
    names = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    names = [name for name in names if "__pycache__" not in name]
    assert "python-data-structures-files/lessons/mlroadmap_notebook.py" in names
    assert all(name.startswith("python-data-structures-files/") for name in names)


@pytest.mark.slow
def test_a_notebook_that_fetched_before_runs_without_the_site(address: str, tmp_path: Path) -> None:
    notebook = download(address)
    notebook.cells = [cell for cell in notebook.cells if "start" in cell.metadata.get("tags", [])]
    run(notebook, tmp_path)
    [cell] = notebook.cells
    cell.source = re.sub(r'site="[^"]*"', 'site="http://127.0.0.1:9/"', cell.source)
    run(notebook, tmp_path)
    shutil.rmtree(tmp_path / "python-data-structures-files")
    with pytest.raises(Exception, match="are you online"):
        run(notebook, tmp_path)


@pytest.mark.slow
def test_answers_in_a_downloaded_notebook_are_judged_in_a_clone_without_a_network(address: str, tmp_path: Path) -> None:
    notebook = download(address)
    starters = [cell for cell in notebook.cells if "starter" in cell.metadata.get("tags", [])]
    starters[0].source = re.sub(r"\.\.\.|raise NotImplementedError", "pass", starters[0].source) + "\n# tried"
    for cell in notebook.cells:
        cell.source = re.sub(r'site="[^"]*"', 'site="http://127.0.0.1:9/"', cell.source)
    path = tmp_path / "python-data-structures.ipynb"
    nbformat.write(notebook, path)
    verdicts = selfcheck.judge(path, DOCS / "stage-1/python-data-structures.md")
    assert len(verdicts) == len(starters)
    assert verdicts[0][1] != "not attempted" or "pass" not in starters[0].source
    assert {said for _, said in verdicts[1:]} == {"not attempted"}


def test_the_page_offers_that_notebook(address: str) -> None:
    page = urllib.request.urlopen(address + "stage-1/python-data-structures/").read().decode()
    assert 'href="python-data-structures.ipynb"' in page

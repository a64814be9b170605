"""What decides whether a lesson is run, what is kept of a run, and two real runs (marked `slow`)."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat
import pytest
from click.testing import CliRunner, Result

from mlroadmap.data.runs import load_newest
from mlroadmap.errors import Problem, ProblemsFound
from mlroadmap.lessons.executed import cells_of, executed, read_notebook
from mlroadmap.lessons.outputs import AXES
from mlroadmap.lessons.page import page_of
from mlroadmap.lessons.source import read
from mlroadmap.lessons.stamp import stamp_of
from mlroadmap.lessons.tags import FETCH
from mlroadmap.site import lesson_sources, notebooks
from roadmap_lessons.checkout import Checkout
from roadmap_lessons.execute import Limits, execute, line_in_cell
from roadmap_lessons.isolation import GUARD
from roadmap_lessons.notebook import clean, copy_prose, imported, new_notebook, write
from roadmap_lessons.requirements import groups_of, packages, pins
from roadmap_lessons.stale import current_fingerprint, is_stale, shard_of
from roadmap_lessons.subprocesses import Outcome, run_all, run_in_subprocess
from tests.builders import DOCS, ROOT, edit, line_of, script

LESSON = """\
---
title: Three cells
description: A lesson for tests.
---
# Three cells

Prose at first.

```python tags=["setup"]
import matplotlib.pyplot as plt
import pandas as pd

import mlroadmap_lessons as lessons

lessons.setup()
```

```python
birds = pd.read_csv(lessons.data("birds.csv"))
birds
```

```python tags=["solution"]
# alt: A line that rises from 1 to 2.
plt.plot(birds["count"])
plt.show()
```
"""
HEAD = "---\ntitle: T\ndescription: D.\n---\n# T\n\n"
HELPER = "assets/lessons/mlroadmap_lessons.py"


class Repository:
    """A repository in a folder of its own, with one lesson, and the script made to work in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.docs = root / "docs"
        for folder in ("docs/stage-1", "docs/assets/lessons", "docs/assets/data", "requirements"):
            (root / folder).mkdir(parents=True)
        for module in Checkout(ROOT).modules:
            shutil.copy(module, self.docs / "assets/lessons" / module.name)
        shutil.copy(ROOT / "mkdocs.yml", root)
        (root / "requirements/notebooks.in").write_text("numpy==2.4.6\n", "utf-8")
        (self.docs / "assets/data/birds.csv").write_text("bird,count\ngull,1\nwren,2\n", "utf-8")
        (self.docs / "assets/data/fish.csv").write_text("fish\ncod\n", "utf-8")
        (self.docs / "stage-1/index.md").write_text("# Stage 1\n", "utf-8")
        self.lesson = self.add("three-cells", LESSON)
        self.checkout = Checkout(root)
        self.script = script("run_notebooks")
        self.script.CHECKOUT = self.checkout

    def add(self, name: str, text: str) -> Path:
        source = self.docs / f"stage-1/{name}.md"
        source.write_text(text, encoding="utf-8")
        return source

    def pretend(self, source: Path) -> Any:
        """Return the notebook of a lesson as if it had been run: each cell printed its number."""
        notebook = new_notebook(source, self.checkout)
        for number, cell in enumerate(notebook.cells):
            if cell.cell_type == "code" and FETCH not in cell.metadata.get("tags", []):
                cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=f"{number}\n")]
        stamp = {"ran_on": "2026-01-31", "python": "3.11.7", "packages": {}, "seconds": 1.5, "megabytes": 300}
        notebook.metadata["mlroadmap"] = stamp | {"fingerprint": current_fingerprint(source, self.checkout)}
        return notebook

    def ran(self) -> Path:
        """Write the notebook of the lesson as if it had been run, and return its path."""
        write(self.lesson, self.pretend(self.lesson))
        return self.lesson.with_suffix(".ipynb")

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(self.script.main, list(words))

    def said(self, problem: Problem) -> str:
        return str(problem).removeprefix("docs/stage-1/three-cells.md:")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.delenv("SITE_URL", raising=False)
    return Repository(tmp_path)


# Stale or not --------------------------------------------------------------------------------------------------------


def test_a_lesson_that_was_never_run_is_stale(repository: Repository) -> None:
    assert is_stale(repository.lesson, repository.checkout)


def test_a_lesson_that_was_run_with_what_is_there_is_not_stale(repository: Repository) -> None:
    repository.ran()
    assert not is_stale(repository.lesson, repository.checkout)


def test_a_notebook_that_was_run_elsewhere_is_stale(repository: Repository) -> None:
    notebook = repository.ran()
    notebook.write_text(json.dumps(json.loads(notebook.read_text("utf-8")) | {"metadata": {}}), "utf-8")
    assert is_stale(repository.lesson, repository.checkout)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("docs/stage-1/three-cells.md", 'birds["count"])', 'birds["count"] + 1)'),
        ("docs/stage-1/three-cells.md", "rises from 1 to 2", "rises"),
        ("docs/" + HELPER, 'INK = "#3b4252"', 'INK = "#000000"'),
        ("docs/assets/data/birds.csv", "gull,1", "gull,3"),
        ("requirements/notebooks.in", "numpy==2.4.6", "numpy==2.4.7"),
    ],
)
def test_a_change_of_code_helpers_data_or_versions_makes_a_lesson_stale(
    repository: Repository, file: str, old: str, new: str
) -> None:
    repository.ran()
    edit(repository.root / file, old, new)
    assert is_stale(repository.lesson, repository.checkout)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("docs/stage-1/three-cells.md", "Prose at first.", "Prose that was corrected."),
        ("docs/stage-1/three-cells.md", "title: Three cells", "title: Three"),
        ("docs/assets/data/fish.csv", "cod", "eel"),
    ],
)
def test_a_change_of_prose_or_of_data_that_it_does_not_read_leaves_a_lesson_as_it_is(
    repository: Repository, file: str, old: str, new: str
) -> None:
    repository.ran()
    edit(repository.root / file, old, new)
    assert not is_stale(repository.lesson, repository.checkout)


# The notebook before its run -----------------------------------------------------------------------------------------


def test_a_notebook_that_is_run_holds_the_cells_of_the_source_and_no_others(repository: Repository) -> None:
    cells = new_notebook(repository.lesson, repository.checkout).cells
    assert [cell.cell_type for cell in cells] == ["raw", "markdown", "code", "code", "code"]
    bare = repository.add("bare", LESSON.split("---\n")[2])
    cells = new_notebook(bare, repository.checkout).cells
    assert [cell.cell_type for cell in cells][:2] == ["markdown", "code"]


@pytest.mark.parametrize(
    "line", ["site_url: https://x.org/", "site_url: 'https://x.org/'", "site_url: !ENV SITE_URL", "", "site_url: ["]
)
def test_however_the_address_of_the_site_is_written_the_notebook_is_the_same(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """The address is put into the learner's copy when the site is built, and into nothing that is committed."""
    before = nbformat.writes(new_notebook(repository.lesson, repository.checkout))
    monkeypatch.setenv("SITE_URL", "https://elsewhere.example.org/")
    (repository.checkout.root / "mkdocs.yml").write_text(f"{line}\n", "utf-8")
    assert nbformat.writes(new_notebook(repository.lesson, repository.checkout)) == before


def test_a_notebook_is_valid_and_the_same_however_often_it_is_made(repository: Repository) -> None:
    first, second = (new_notebook(repository.lesson, repository.checkout) for _ in range(2))
    nbformat.validate(first)
    assert nbformat.writes(first) == nbformat.writes(second)
    assert [cell.id for cell in first.cells] == [f"cell-{number}" for number in range(5)]
    assert first.metadata.kernelspec.name == "python3"


def test_a_solution_is_folded_in_the_notebook_too(repository: Repository) -> None:
    cells = new_notebook(repository.lesson, repository.checkout).cells
    assert [cell.metadata.get("jupyter") for cell in cells[2:]] == [None, None, {"source_hidden": True}]


def test_the_packages_of_a_lesson_are_named_as_they_are_installed(repository: Repository) -> None:
    first = "import os, sys\nimport sklearn.linear_model as lm\nfrom PIL import Image\nimport numpy, nowhere"
    second = "from . import x\n\ndef f():\n    import pandas"
    source = repository.add("imports", f"# T\n\n```python\n{first}\n```\n\n```python\n{second}\n```\n")
    names = ["numpy", "pandas", "pillow", "scikit-learn"]
    assert imported(source) == {name: version(name) for name in names}


# After the run -------------------------------------------------------------------------------------------------------


def test_what_differs_from_run_to_run_is_not_kept(repository: Repository) -> None:
    notebook = new_notebook(repository.lesson, repository.checkout)
    notebook.metadata.language_info = {"name": "python", "version": "3.11.7"}
    cell = notebook.cells[4]
    cell.metadata["execution"] = {"iopub.execute_input": "2026-01-31T09:00:00Z"}
    cell.execution_count = 7
    svg = '<?xml version="1.0"?><svg width="1pt" height="1pt"><path d="M 1.23456 0"/></svg>'
    cell.outputs = [
        nbformat.v4.new_output("execute_result", data={"text/plain": "1"}, execution_count=7),
        nbformat.v4.new_output(
            "display_data", data={"image/svg+xml": svg, "text/plain": "<Figure size 640x380 with 1 Axes>"}
        ),
    ]
    clean(notebook)
    assert notebook.metadata.language_info == {"name": "python"}
    assert "execution" not in cell.metadata
    assert (cell.execution_count, cell.outputs[0].execution_count) == (None, None)
    assert cell.outputs[1].data == {
        "text/plain": "<Figure>",
        "image/svg+xml": '<svg width="1pt" height="1pt"><path d="M 1.23 0"/></svg>\n',
    }


def test_a_notebook_is_written_whole_or_not_at_all(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    path = repository.ran()
    before = path.read_bytes()
    broken = repository.pretend(repository.lesson)
    broken.metadata["mlroadmap"]["fingerprint"] = "of another run"
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write(repository.lesson, broken)
    assert path.read_bytes() == before
    monkeypatch.undo()
    write(repository.lesson, broken)
    assert not list(repository.docs.rglob("*.part"))


# Prose ---------------------------------------------------------------------------------------------------------------


def test_a_run_that_gives_what_is_there_leaves_every_byte_of_the_notebook(repository: Repository) -> None:
    path = repository.ran()
    before = path.read_bytes()
    again = nbformat.reads(before.decode(), as_version=4)
    again.metadata["mlroadmap"] |= {"ran_on": "2031-01-01", "seconds": 99.9, "megabytes": 999}
    write(repository.lesson, again)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("key", "value"), [("python", "3.99.0"), ("packages", {"pandas": "9.9"}), ("fingerprint", "other")]
)
def test_a_run_with_other_versions_or_of_other_code_is_written(repository: Repository, key: str, value: Any) -> None:
    path = repository.ran()
    again = nbformat.reads(path.read_text("utf-8"), as_version=4)
    again.metadata["mlroadmap"][key] = value
    write(repository.lesson, again)
    assert json.loads(path.read_text("utf-8"))["metadata"]["mlroadmap"][key] == value


@pytest.mark.parametrize("damaged", ["", "{}", "[]", '{"metadata": {"mlroadmap": 1}}'])
def test_a_run_mends_a_damaged_notebook(repository: Repository, damaged: str) -> None:
    path = repository.ran()
    whole = path.read_bytes()
    notebook = nbformat.reads(whole.decode(), as_version=4)
    path.write_text(damaged, "utf-8")
    write(repository.lesson, notebook)
    assert path.read_bytes() == whole


def test_new_prose_is_copied_into_the_notebook_and_outputs_and_stamp_stay(repository: Repository) -> None:
    path = repository.ran()
    before = json.loads(path.read_text("utf-8"))
    edit(repository.lesson, "Prose at first.", "Prose that was corrected.")
    assert copy_prose(repository.lesson, repository.checkout)
    after = json.loads(path.read_text("utf-8"))
    assert "Prose that was corrected." in "".join(after["cells"][1]["source"])
    assert after["metadata"] == before["metadata"]
    for old, new in zip(before["cells"], after["cells"], strict=True):
        assert new.get("outputs") == old.get("outputs")


def test_when_no_prose_is_new_not_a_byte_of_the_notebook_changes(repository: Repository) -> None:
    path = repository.ran()
    before = path.read_bytes()
    assert not copy_prose(repository.lesson, repository.checkout)
    assert path.read_bytes() == before


def test_a_notebook_of_an_older_form_with_a_cell_that_fetched_is_brought_into_the_new_one(
    repository: Repository,
) -> None:
    path = repository.ran()
    new = path.read_bytes()
    old = json.loads(new)
    fetch = {"cell_type": "code", "id": "cell-9", "metadata": {"tags": [FETCH]}, "source": "fetch()", "outputs": []}
    old["cells"].insert(1, fetch | {"execution_count": None})
    path.write_text(json.dumps(old), "utf-8")
    assert not is_stale(repository.lesson, repository.checkout)
    assert copy_prose(repository.lesson, repository.checkout)
    assert path.read_bytes() == new


# The command ---------------------------------------------------------------------------------------------------------


def run_or(failing: tuple[str, ...], repository: Repository) -> Callable[[Path], Outcome]:
    """A stand-in for the real run, in which some lessons fail."""

    def run_one(source: Path) -> Outcome:
        if source.stem in failing:
            problem = Problem(f"docs/stage-1/{source.name}", 9, "RM503", "cell 2 failed: KeyError: 'x'")
            return Outcome(problems=(problem,))
        return Outcome(repository.pretend(source))

    return run_one


def test_check_names_each_stale_lesson_and_runs_nothing(repository: Repository) -> None:
    done = repository.run("--check")
    assert done.exit_code == 1
    expected = "RM501  the notebook is missing or stale: run `make notebooks`"
    assert done.output.splitlines()[0] == f"docs/stage-1/three-cells.md:1  {expected}"
    assert not notebooks(repository.docs)


def test_check_is_content_when_nothing_is_stale(repository: Repository) -> None:
    repository.ran()
    done = repository.run("--check")
    assert (done.exit_code, done.output) == (0, "1 lessons: all up to date\n")


def test_a_lesson_that_does_not_exist_is_answered_with_those_that_do(repository: Repository) -> None:
    done = repository.run("k-meens")
    assert done.exit_code == 2
    assert "no lesson k-meens; there are three-cells" in done.output


def test_only_what_is_stale_is_run_and_every_lesson_is_accounted_for(repository: Repository) -> None:
    repository.ran()
    repository.add("other", LESSON)
    repository.script.run_one = run_or((), repository)
    edit(repository.lesson, "Prose at first.", "Prose that was corrected.")
    done = repository.run()
    assert (done.exit_code, done.output) == (0, "other: 2 s, 300 MB\n1 run, 0 failed, 1 with new prose, 0 untouched\n")
    assert repository.run().output == "0 run, 0 failed, 0 with new prose, 2 untouched\n"


def test_one_lesson_is_run_by_name_and_all_by_all(repository: Repository) -> None:
    repository.ran()
    repository.add("other", LESSON)
    repository.script.run_one = run_or((), repository)
    assert repository.run("three-cells").output.startswith("three-cells: 2 s, 300 MB\n1 run, 0 failed")
    assert not (repository.docs / "stage-1/other.ipynb").exists()
    assert repository.run("--all").output.endswith("2 run, 0 failed, 0 with new prose, 0 untouched\n")


# One slip, or one damaged notebook, and the other lessons go on.


@pytest.mark.parametrize(
    ("old", "new", "at", "expected"),
    [
        ('birds["count"])', 'birds["count"]', "plt.plot", "RM503  this cell is no Python: '(' was never closed"),
        ("birds\n```", "  birds\n```", "  birds", "RM503  this cell is no Python: unexpected indent"),
        ("birds\n```", "!pip install birds\n```", "!pip", "RM503  `!pip install birds` is for notebooks"),
        ("import pandas as pd", "%matplotlib inline", "%matplotlib", "RM503  `%matplotlib inline` is for notebooks"),
        (
            "title: Three cells",
            "title: Three: cells",
            "title:",
            "RM101  not valid YAML: a colon and a space stand inside the text: put the text",
        ),
        ('tags=["solution"]', 'tags=["soluton"]', "soluton", "RM506  unknown tag 'soluton': did you mean 'solution'?"),
        ('python tags=["solution"]', "python3", "python3", "RM505  a fence that opens with 'python3' is not run"),
        ("plt.show()\n```", "plt.show()\n", 'tags=["solution"]', "RM505  this fence is never closed"),
    ],
)
def test_a_slip_in_one_lesson_is_named_with_its_line_and_the_other_lessons_are_run(
    repository: Repository, old: str, new: str, at: str, expected: str
) -> None:
    repository.ran()
    repository.add("other", LESSON)
    repository.script.run_one = run_or((), repository)
    edit(repository.lesson, old, new)
    said = f"docs/stage-1/three-cells.md:{line_of(at, repository.lesson.read_text('utf-8'))}  {expected}"
    checked = repository.run("--check")
    assert checked.exit_code == 1
    assert said in checked.output
    assert "docs/stage-1/other.md:1  RM501" in checked.output
    assert repository.run("--groups").output == "notebooks\n"
    done = repository.run()
    assert done.exit_code == 1
    assert done.output.startswith("other: 2 s, 300 MB\n1 run, 0 failed")
    assert said in done.output
    [problem] = run_in_subprocess(repository.lesson, repository.checkout).problems
    assert str(problem).startswith(said)


DAMAGED = {
    "empty": "",
    "cut off": '{"cells": [',
    "not a notebook": "[]",
    "nothing": "null",
    "a conflict": "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> main\n",
    "no cells": '{"metadata": {"mlroadmap": {}}}',
    "another stamp": '{"cells": [], "metadata": {"mlroadmap": {"day": 1}}}',
    "a stamp of words": '{"cells": [], "metadata": {"mlroadmap": {"ran_on": "", "python": "", "packages": {}, '
    '"seconds": "x", "fingerprint": ""}}}',
    "cells without outputs": '{"cells": [{"cell_type": "code", "source": "", "metadata": {}}], "metadata": '
    '{"mlroadmap": {"ran_on": "", "python": "", "packages": {}, "seconds": 1, "fingerprint": ""}}}',
    "nested": "[" * 100_000,
}
LATIN = '{"metadata": "Übung"}'.encode("latin-1")


@pytest.mark.parametrize("damage", DAMAGED)
def test_rm501_a_damaged_notebook_is_told_and_made_anew(repository: Repository, damage: str) -> None:
    notebook = repository.ran()
    whole = notebook.read_text("utf-8")
    notebook.write_text(DAMAGED[damage], "utf-8")
    repository.script.run_one = run_or((), repository)
    assert "docs/stage-1/three-cells.md:1  RM501" in repository.run("--check").output
    with pytest.raises(ProblemsFound) as caught:
        read_notebook(notebook, name="three-cells.ipynb")
    [problem] = caught.value.problems
    assert str(problem).startswith("three-cells.ipynb:1  RM501  the notebook ")
    assert problem.text.endswith(": run `make notebooks`")
    done = repository.run()
    assert (done.exit_code, done.output.splitlines()[0]) == (0, "three-cells: 2 s, 300 MB")
    assert notebook.read_text("utf-8") == whole


def test_a_run_mends_a_notebook_that_is_no_utf_8(repository: Repository) -> None:
    path = repository.ran()
    whole = path.read_bytes()
    notebook = nbformat.reads(whole.decode(), as_version=4)
    path.write_bytes(LATIN)
    write(repository.lesson, notebook)
    assert path.read_bytes() == whole


def test_rm501_a_notebook_that_lost_a_cell_is_made_anew_though_its_stamp_is_whole(repository: Repository) -> None:
    notebook = repository.ran()
    content = json.loads(notebook.read_text("utf-8"))
    del content["cells"][-1]
    notebook.write_text(json.dumps(content), "utf-8")
    assert is_stale(repository.lesson, repository.checkout)


def test_rm501_a_notebook_in_another_encoding_is_damaged(repository: Repository) -> None:
    notebook = repository.ran()
    notebook.write_bytes(b"\xff\xfe")
    assert is_stale(repository.lesson, repository.checkout)


def test_a_lesson_that_fails_keeps_its_old_notebook_and_the_others_are_still_run(repository: Repository) -> None:
    before = repository.ran().read_bytes()
    repository.add("zebras", LESSON)
    repository.script.run_one = run_or(("three-cells",), repository)
    done = repository.run("--all")
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert sorted(lines[:2]) == ["three-cells: failed; the old notebook was kept", "zebras: 2 s, 300 MB"]
    assert lines[2:4] == [
        "1 run, 1 failed, 0 with new prose, 0 untouched",
        "docs/stage-1/three-cells.md:9  RM503  cell 2 failed: KeyError: 'x'",
    ]
    assert repository.lesson.with_suffix(".ipynb").read_bytes() == before


def test_newest_notes_which_lessons_pass_and_writes_no_notebook(repository: Repository) -> None:
    before = repository.ran().read_bytes()
    (repository.docs / "_data").mkdir()
    repository.add("zebras", LESSON)
    repository.add("deep-one", LESSON.replace("import pandas as pd", "import pandas as pd\nimport torch_of_tomorrow"))
    (repository.root / "requirements/deep.in").write_text("torch-of-tomorrow==9\n", "utf-8")
    repository.script.run_one = run_or(("zebras",), repository)
    done = repository.run("--newest")
    assert done.exit_code == 0
    assert sorted(done.output.splitlines()) == [
        "  docs/stage-1/zebras.md:9  RM503  cell 2 failed: KeyError: 'x'",
        "deep-one: not run, since torch_of_tomorrow is not installed here",
        "three-cells: passed",
        "wrote docs/_data/newest.json: 2 lessons",
        "zebras: failed",
    ]
    runs = load_newest(repository.docs / "_data/newest.json", name="x")
    assert {lesson: run.result for lesson, run in runs.items()} == {"three-cells": "passed", "zebras": "failed"}
    assert runs["zebras"].packages == {name: version(name) for name in ("matplotlib", "pandas")}
    assert repository.lesson.with_suffix(".ipynb").read_bytes() == before
    assert not (repository.docs / "stage-1/zebras.ipynb").exists()


# Committed lessons ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", lesson_sources(DOCS), ids=lambda path: path.stem)
def test_a_committed_notebook_holds_the_outputs_of_the_code_that_is_there_now(source: Path) -> None:
    assert not is_stale(source, Checkout(ROOT))


# Real runs -----------------------------------------------------------------------------------------------------------


def run_for_real(source: Path, checkout: Checkout) -> Any:
    outcome = run_in_subprocess(source, checkout)
    assert outcome.problems == ()
    return json.loads(nbformat.writes(outcome.notebook))


def outputs(notebook: Any) -> list[str]:
    """What each code cell gave, as the text that is committed."""
    return [json.dumps(cell.outputs, indent=1) for cell in cells_of(notebook)]


@pytest.mark.slow
def test_a_lesson_is_run_from_top_to_bottom_stamped_and_shown(repository: Repository) -> None:
    notebook = run_for_real(repository.lesson, repository.checkout)
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == [None] * 3
    assert code[0]["outputs"] == []
    assert "gull" in "".join(code[1]["outputs"][0]["data"]["text/html"])
    assert "".join(code[2]["outputs"][0]["data"]["image/svg+xml"]).startswith("<svg")
    stamp = notebook["metadata"]["mlroadmap"]
    assert stamp["packages"] == {name: version(name) for name in ("matplotlib", "pandas")}
    assert stamp["fingerprint"] == current_fingerprint(repository.lesson, repository.checkout)
    page = page_of(read(LESSON), executed(notebook), name="docs/stage-1/three-cells.md")
    assert list(page.figures) == ["figure-1.svg", "figure-1-dark.svg"]
    again = run_for_real(repository.lesson, repository.checkout)
    assert again["cells"] == notebook["cells"]


def failures(repository: Repository, code: str, **limits: float) -> list[str]:
    """Put code into the second cell, run the lesson apart (here, when there are limits), and return what is said."""
    edit(repository.lesson, "birds\n```", f"{code}\n```")
    if not limits:
        return [
            repository.said(problem) for problem in run_in_subprocess(repository.lesson, repository.checkout).problems
        ]
    with pytest.raises(ProblemsFound) as caught:
        execute(repository.lesson, repository.checkout, limits=Limits(**{"cell": 60, "lesson": 60} | limits))
    return [repository.said(problem) for problem in caught.value.problems]


SECOND = line_of("birds = pd.read_csv", LESSON)


@pytest.mark.slow
def test_a_cell_that_fails_is_named_with_the_line_in_it_and_the_error(repository: Repository) -> None:
    assert failures(repository, 'birds["cuont"]') == [f"{SECOND + 1}  RM503  cell 2 failed: KeyError: 'cuont'"]


@pytest.mark.slow
def test_a_warning_is_a_failure_since_readers_would_see_it(repository: Repository) -> None:
    [problem] = failures(repository, 'import warnings\n\nwarnings.warn("old", FutureWarning)')
    assert problem.startswith(f"{SECOND}  RM503  cell 2 wrote to stderr: ")
    assert "FutureWarning: old" in problem


@pytest.mark.slow
@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"cell": 1, "lesson": 60}, "12  RM503  cell 2 ran for more than 1 s"),
        ({"cell": 60, "lesson": 5}, "12  RM503  the lesson ran for more than 5 s, up to cell 2"),
    ],
)
def test_a_cell_and_a_lesson_have_a_hard_end(repository: Repository, limits: dict[str, float], expected: str) -> None:
    source = repository.add("sleeper", HEAD + "```python\nimport time\n```\n\n```python\n\ntime.sleep(50)\n```\n")
    with pytest.raises(ProblemsFound) as caught:
        execute(source, repository.checkout, limits=Limits(**limits))
    assert str(caught.value.problems[0]) == f"docs/stage-1/sleeper.md:{expected}"


@pytest.mark.slow
def test_a_lesson_that_takes_too_much_memory_is_ended(repository: Repository) -> None:
    code = "import time\nmuch = bytearray(b'x') * 400_000_000\ntime.sleep(20)"
    assert failures(repository, code, memory=300_000_000) == [
        f"{SECOND}  RM503  cell 2 took more than 0.3 GB of memory: read less, or in parts"
    ]


@pytest.mark.slow
def test_the_time_of_processors_is_told_apart_from_that_of_the_clock(repository: Repository) -> None:
    code = HEAD + "```python\nimport subprocess, sys, time\n```\n\n```python\n\n{work}\n```\n"
    spin = "import time; all(iter(lambda: time.process_time() < 3, False))"
    busy = f"subprocess.run([sys.executable, '-c', {spin!r}], check=True)"
    stamps = []
    for name, work in (("sleeper", "time.sleep(3)"), ("worker", busy)):
        source = repository.add(name, code.replace("{work}", work))
        stamps.append(stamp_of(execute(source, repository.checkout, limits=Limits(cell=60, lesson=60))))
    asleep, worked = (stamp.cpu_seconds for stamp in stamps)
    assert 0 < asleep < worked - 2, "what a cell waits for is no work, and what it starts is"
    assert all(0 < stamp.cpu_seconds < stamp.seconds for stamp in stamps)


@pytest.mark.slow
def test_a_kernel_that_ends_by_itself_is_said_to_have_ended(repository: Repository) -> None:
    [problem] = failures(repository, "import os\nos._exit(3)")
    assert problem.startswith(f"{SECOND}  RM503  the kernel ended in cell 2: ")


@pytest.mark.slow
def test_a_run_that_does_not_end_is_killed(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap_lessons.subprocesses.HARD_END", 3)
    assert failures(repository, "import time\ntime.sleep(50)") == [
        "1  RM503  the run did not end in 3 s and was killed"
    ]


@pytest.mark.slow
def test_a_command_that_is_stopped_leaves_no_run_behind(repository: Repository) -> None:
    sleeper = repository.add("sleeper", "# T\n\n```python\nimport time\n\ntime.sleep(100)\n```\n")

    def run(source: Path) -> Outcome:
        if source == sleeper:
            return run_in_subprocess(source, repository.checkout)
        time.sleep(4)
        raise KeyboardInterrupt

    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        list(run_all([sleeper, repository.lesson], run, jobs=2))
    assert time.monotonic() - start < 60


CONNECT = "import urllib.request\nurllib.request.urlopen('https://data.example.org/x.csv')"
IN_A_PROCESS = "import subprocess, sys\nsubprocess.run([sys.executable, '-c', {code!r}], check=True, stderr=2)"
REFUSED = "a lesson reads no network, but this one wanted"


@pytest.mark.slow
@pytest.mark.parametrize("apart", [True, False], ids=["in a namespace", "with the guard alone"])
def test_a_lesson_that_opens_a_connection_fails(repository: Repository, apart: bool) -> None:
    code = CONNECT + "\n" if apart else CONNECT
    said = failures(repository, code) if apart else failures(repository, code, cell=60)
    [problem] = said
    assert problem.startswith(f"{SECOND + 2}  RM503  cell 2 failed: URLError: ")
    assert f"{REFUSED} data.example.org: commit the data instead" in problem


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="namespaces are Linux's")
def test_in_the_namespace_no_program_reaches_another_machine_and_loopback_works(tmp_path: Path) -> None:
    code = """
import socket
from roadmap_lessons.isolation import leave_network
print(leave_network())
with socket.create_server(("127.0.0.1", 0)) as server:
    socket.create_connection(server.getsockname()).close()
try:
    socket.create_connection(("192.0.2.1", 80), timeout=5)
except OSError as error:
    print(error.strerror)
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path)
    if done.stdout.startswith("False"):
        pytest.skip("this system allows no namespace")
    assert done.stdout == "True\nNetwork is unreachable\n"


def test_the_guard_binds_processes_and_lets_loopback_pass(tmp_path: Path) -> None:
    code = """
import socket, subprocess, sys
with socket.create_server(("127.0.0.1", 0)) as server:
    socket.create_connection(server.getsockname()).close()
    socket.create_connection(("localhost", server.getsockname()[1])).close()
inner = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=5)"
for attempt in (inner, "import socket; socket.getaddrinfo('a.example', 80)", "import socket; socket.gethostbyname('a')",
    "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))"):
    done = subprocess.run([sys.executable, "-c", attempt], capture_output=True, text=True)
    print(done.stderr.splitlines()[-1])
"""
    command, environment = [sys.executable, "-c", code], os.environ | {"PYTHONPATH": str(GUARD)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path)
    hosts = ["192.0.2.1", "a.example", "a", "192.0.2.1"]
    assert done.stdout.splitlines() == [f"OSError: {REFUSED} {host}: commit the data instead" for host in hosts]


def test_the_line_of_an_error_is_that_of_the_cell_that_was_run() -> None:
    traceback = [
        "\x1b[31mKeyError\x1b[39m  Traceback",
        "\x1b[36mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[7]\x1b[39m\x1b[32m, line 3\x1b[39m",
        "\x1b[36mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[2]\x1b[39m\x1b[32m, line 9\x1b[39m, in f()",
    ]
    assert line_in_cell(traceback) == 3
    assert line_in_cell(["no place"]) == 1


# Groups and parts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import numpy", ("notebooks",)),
        ("import torch.nn as nn", ("notebooks", "deep")),
        ("from xgboost import XGBRegressor", ("notebooks", "boosting")),
        ("import keras\nimport tensorflow as tf", ("notebooks", "deep", "tensorflow")),
        ("import pytest", ("notebooks", "dev")),
        ("def f():\n    from sentence_transformers import SentenceTransformer", ("notebooks", "deep")),
        ("from .torch import x", ("notebooks",)),
        ("torch = 1", ("notebooks",)),
        ("python = Path('.venv-kfp/bin/python')", ("notebooks", "kubeflow")),
    ],
)
def test_the_groups_of_a_lesson_follow_from_what_it_imports(code: str, expected: tuple[str, ...]) -> None:
    assert groups_of([code], ROOT / "requirements") == expected


def test_the_packages_and_pins_of_a_requirements_file_are_read(tmp_path: Path) -> None:
    (tmp_path / "deep.in").write_text(
        "# why\n-c notebooks.txt\n-r torch.txt\nKeras==3.15.1  # new\nonnx[all]\n", "utf-8"
    )
    (tmp_path / "torch.txt").write_text("torch==2.13.0\n", "utf-8")
    assert packages(tmp_path / "deep.in") == {"torch": "2.13.0", "keras": "3.15.1", "onnx": ""}
    assert pins(["notebooks", "deep"], tmp_path) == "keras==3.15.1\ntorch==2.13.0"


def test_a_new_pin_of_a_group_that_a_lesson_does_not_need_leaves_it_as_it_is(repository: Repository) -> None:
    (repository.root / "requirements/deep.in").write_text("torch==2.13.0\n", "utf-8")
    deep = repository.add("deep-one", LESSON.replace("import pandas as pd", "import pandas as pd\nimport torch"))
    repository.ran()
    write(deep, repository.pretend(deep))
    assert repository.run("--groups", "--all").output == "notebooks\ndeep\n"
    assert repository.run("--groups").output == ""
    edit(repository.root / "requirements/deep.in", "2.13.0", "2.13.1")
    assert is_stale(deep, repository.checkout)
    assert not is_stale(repository.lesson, repository.checkout)
    assert repository.run("--groups").output == "notebooks\ndeep\n"
    assert repository.run("--groups", "three-cells").output == "notebooks\n"


def test_parts_are_disjoint_complete_and_about_equally_long(repository: Repository) -> None:
    names = ["a", "b", "c", "d"]
    for name, seconds in zip(names, (40, 10, 20, 10), strict=True):
        notebook = repository.pretend(repository.add(name, LESSON))
        notebook.metadata["mlroadmap"]["seconds"] = seconds
        write(repository.docs / f"stage-1/{name}.md", notebook)
    sources = [repository.docs / f"stage-1/{name}.md" for name in names]
    parts = [[source.stem for source in shard_of(sources, number, 2)] for number in (1, 2)]
    assert parts == [["a"], ["b", "c", "d"]]


def test_the_command_takes_one_part_and_refuses_what_is_none(repository: Repository) -> None:
    other = repository.add("other", LESSON)
    repository.ran()
    write(other, repository.pretend(other))
    repository.script.run_one = run_or((), repository)
    said = [repository.run("--all", "--shard", f"{number}/2").output for number in (1, 2)]
    assert sorted(one.split(":")[0] for one in said) == ["other", "three-cells"]
    assert all("1 run, 0 failed, 0 with new prose, 0 untouched" in one for one in said)
    for wrong in ("3/2", "0/2", "2", "a/b"):
        done = repository.run("--shard", wrong)
        assert done.exit_code == 2
        assert "is no part" in done.output


@pytest.mark.slow
def test_the_quickest_committed_lesson_gives_the_committed_outputs_byte_for_byte() -> None:
    committed = {path: json.loads(path.read_text("utf-8")) for path in notebooks(DOCS)}
    path = min(committed, key=lambda one: committed[one]["metadata"]["mlroadmap"]["seconds"])
    new = run_for_real(path.with_suffix(".md"), Checkout(ROOT))
    assert outputs(new) == outputs(committed[path])


@pytest.mark.slow
def test_a_run_notes_with_a_figure_which_of_its_axes_have_no_label(repository: Repository) -> None:
    notebook = run_for_real(repository.lesson, repository.checkout)
    [output] = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"][-1]["outputs"]
    assert output["metadata"]["image/svg+xml"] == {AXES: ["x axis", "y axis"]}
    edit(repository.lesson, "plt.show()", 'plt.xlabel("bird")\nplt.ylabel("count")\nplt.show()')
    notebook = run_for_real(repository.lesson, repository.checkout)
    [output] = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"][-1]["outputs"]
    assert "image/svg+xml" not in output["metadata"]


@pytest.mark.slow
def test_a_cell_that_python_only_refuses_when_it_is_compiled_is_named_with_its_line(repository: Repository) -> None:
    assert failures(repository, "x = 1\nreturn x") == [
        f"{SECOND + 2}  RM503  cell 2 failed: SyntaxError: 'return' outside function"
    ]

"""A run in the browser holds until something that it ran with changes."""

import shutil
from pathlib import Path

import pytest
from run_in_browser import stale, told, without_buttons

from mlroadmap.data.browser import BrowserRun, load_browser_runs, written
from mlroadmap.lessons.offer import data_files, helper_files
from mlroadmap.lessons.practice import browser_fingerprint
from mlroadmap.lessons.source import read

LESSON = """---
title: One
description: One.
---
# One

```python tags=["setup"]
import mlroadmap_lessons as lessons

rows = open(lessons.data("a.csv")).read()
```

```python tags=["starter"] name="one"
answer = ...
```

```python tags=["check"]
lessons.check(answer, lambda answer: None)
```

```python tags=["solution"]
solution = 1
```
"""
VERSION = "1.0"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A site with one lesson, a data file that it names, one that it does not, a helper, and a run that holds."""
    files = {
        "stage-1/one.md": LESSON,
        "assets/data/a.csv": "1\n",
        "assets/data/b.csv": "2\n",
        "assets/lessons/mlroadmap_lessons.py": "x = 1\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def run_of(docs: Path, version: str = VERSION) -> dict[str, BrowserRun]:
    cells = read((docs / "stage-1/one.md").read_text()).cells
    hash_ = browser_fingerprint(cells, version, data=data_files(docs), helpers=helper_files(docs))
    return {"one": BrowserRun(passed=True, fingerprint=hash_, bytes=1)}


def is_stale(docs: Path, runs: dict[str, BrowserRun], version: str = VERSION) -> bool:
    return [source.stem for source in stale(docs, runs, version)] == ["one"]


def test_it_holds_while_nothing_changes_and_a_lesson_without_a_run_is_to_be_run(docs: Path) -> None:
    assert not is_stale(docs, run_of(docs))
    assert is_stale(docs, {})


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param("stage-1/one.md", "rows = ", "lines = ", id="a cell"),
        pytest.param("stage-1/one.md", "lambda answer: None", "lambda answer: 1", id="a check"),
        pytest.param("stage-1/one.md", "solution = 1", "solution = 2", id="a solution"),
        pytest.param("stage-1/one.md", "answer = ...", "answer = None", id="a starter"),
        pytest.param("assets/data/a.csv", "1", "3", id="a data file that it names"),
        pytest.param("assets/lessons/mlroadmap_lessons.py", "x = 1", "x = 2", id="a helper"),
    ],
)
def test_it_is_stale_after_a_change_of(docs: Path, file: str, old: str, new: str) -> None:
    runs = run_of(docs)
    text = (docs / file).read_text()
    assert old in text
    (docs / file).write_text(text.replace(old, new))
    assert is_stale(docs, runs)


def test_it_is_stale_with_another_version_of_the_runtime(docs: Path) -> None:
    assert is_stale(docs, run_of(docs), "1.1")


def test_a_new_helper_makes_it_stale(docs: Path) -> None:
    runs = run_of(docs)
    shutil.copy(docs / "assets/lessons/mlroadmap_lessons.py", docs / "assets/lessons/more.py")
    assert is_stale(docs, runs)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        pytest.param("assets/data/b.csv", "4\n", id="another data file"),
        pytest.param("stage-1/one.md", LESSON + "\nMore words.\n", id="prose"),
        pytest.param("assets/lessons/mlroadmap_errors.py", "KINDS = ()\n", id="the sentences on errors"),
        pytest.param("assets/lessons/mlroadmap_notebook.py", "x = 1\n", id="what only notebooks have"),
    ],
)
def test_it_holds_after_a_change_of_what_is_not_run(docs: Path, file: str, text: str) -> None:
    runs = run_of(docs)
    (docs / file).write_text(text)
    assert not is_stale(docs, runs)


def test_the_lessons_to_run_again_are_named_with_the_command() -> None:
    assert "one two\nrun `make browser-lessons`" in told([Path("one.md"), Path("two.md")])
    assert told([]) == ""


def test_of_the_lessons_that_were_run_those_that_failed_are_named() -> None:
    runs = {name: BrowserRun(passed=name == "one", fingerprint=name, bytes=1) for name in ("one", "two", "three")}
    assert without_buttons(runs, ["one"]) == ""
    assert without_buttons(runs, ["one", "two"]).startswith("without Run buttons until they pass: two\n")


def test_each_lesson_has_a_line_of_its_own_in_order_so_that_git_can_join_them(tmp_path: Path) -> None:
    runs = {name: BrowserRun(passed=True, fingerprint=name, bytes=1) for name in ("b", "a")}
    text = written(runs)
    assert [line[:3] for line in text.splitlines()] == ['{"l', '"a"', '"b"', "}}"]
    (tmp_path / "browser.json").write_text(text)
    assert load_browser_runs(tmp_path / "browser.json", name="x") == runs

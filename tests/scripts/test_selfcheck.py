"""Answers of a learner: right, wrong, untouched, broken; in notebooks, scripts and Markdown."""

import shutil
from pathlib import Path

import jupytext
import pytest
from click.testing import CliRunner, Result

from mlroadmap import selfcheck
from tests.builders import DOCS

LESSON = """\
# Three exercises

```python tags=["setup"]
import mlroadmap_lessons as lessons
birds = ["gull", "gull", "wren"]
```

```python tags=["asserts"]
assert len(birds) == 4, "changed by the learner, which is no mistake"
many = len(birds)
```

## Exercises

### Exercise 1: how many?

```python tags=["starter"]
answer_1 = ...  # your code here
```

```python tags=["check"]
def test_1(answer):
    assert answer == many, "count them all"


many = 3
lessons.check(answer_1, test_1)
```

```python tags=["solution"]
raise SystemExit("a solution is not run")
```

### Exercise 2: kinds

```python tags=["starter"]
def kinds(birds):
    raise NotImplementedError  # your code here
```

```python tags=["check"]
lessons.check(kinds, lambda function: None if function(birds) == 2 else 1 / 0)
```

### Exercise 3: again

```python tags=["starter"]
answer_3 = ...  # your code here
```

```python tags=["check"]
lessons.check(answer_3, test_1)
```
"""


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with one lesson; the learner's folder is `mine` beside it."""
    for folder in ("docs/stage-1", "docs/assets/lessons", "mine"):
        (tmp_path / folder).mkdir(parents=True)
    for module in (DOCS / "assets/lessons").glob("*.py"):
        shutil.copy(module, tmp_path / "docs/assets/lessons")
    (tmp_path / "docs/stage-1/birds.md").write_text(LESSON, "utf-8")
    (tmp_path / "docs/stage-1/fish.md").write_text(LESSON, "utf-8")
    monkeypatch.setattr(selfcheck, "ROOT", tmp_path)
    return tmp_path


def check(clone: Path, *names: str) -> Result:
    return CliRunner().invoke(selfcheck.main, [*names, "--in", str(clone / "mine")])


def answered(clone: Path, *edits: tuple[str, str], kind: str = "ipynb") -> None:
    text = LESSON
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    jupytext.write(
        jupytext.reads(text, fmt="md"), clone / f"mine/birds.{kind}", fmt="py:percent" if kind == "py" else kind
    )


def verdicts(done: Result) -> list[str]:
    return [line.strip() for line in done.output.splitlines() if line.startswith("  ")]


RIGHT = ("answer_1 = ...", "answer_1 = len(birds)")
KINDS = ("    raise NotImplementedError", "    return len(set(birds))")


def test_untouched_answers_are_not_attempted_and_nothing_is_run(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selfcheck, "_run", None)
    answered(clone)
    done = check(clone, "birds")
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "0 right, 0 wrong, 3 not attempted")


@pytest.mark.parametrize("kind", ["ipynb", "py", "md"])
def test_right_answers_are_right_in_every_kind_of_file(clone: Path, kind: str) -> None:
    answered(clone, RIGHT, KINDS, kind=kind)
    done = check(clone, "birds")
    assert verdicts(done) == [
        "Exercise 1: how many? right",
        "Exercise 2: kinds: right",
        "Exercise 3: again: not attempted",
    ]
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "2 right, 0 wrong, 1 not attempted")


def test_a_wrong_answer_is_told_why_and_the_exit_code_is_1(clone: Path) -> None:
    answered(clone, ("answer_1 = ...", "answer_1 = 2"), ("answer_3 = ...", "answer_3 = 3"))
    done = check(clone, "birds")
    assert verdicts(done) == [
        "Exercise 1: how many? wrong: count them all",
        "Exercise 2: kinds: not attempted",
        "Exercise 3: again: right",
    ]
    assert done.exit_code == 1


def test_an_answer_that_raises_is_wrong_with_its_error_and_the_others_are_judged(clone: Path) -> None:
    answered(clone, ("answer_1 = ...", "answer_1 = brids"), KINDS)
    done = check(clone, "birds")
    assert verdicts(done)[:2] == [
        "Exercise 1: how many? wrong: NameError: name 'brids' is not defined",
        "Exercise 2: kinds: right",
    ]


def test_an_answer_that_is_no_python_is_wrong(clone: Path) -> None:
    answered(clone, ("answer_1 = ...", "answer_1 = len(birds"))
    assert verdicts(check(clone, "birds"))[0].startswith("Exercise 1: how many? wrong: SyntaxError: ")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"<<<<<<< HEAD\n"])
def test_a_damaged_notebook_is_named_with_what_to_do_and_the_exit_code_is_1(clone: Path, content: bytes) -> None:
    (clone / "mine/birds.ipynb").write_bytes(content)
    done = check(clone, "stage-1")
    assert done.exit_code == 1
    assert "birds.ipynb cannot be read: " in done.output
    assert "save it anew, or download the lesson again" in done.output
    assert "without a notebook in" in done.output


def test_lessons_of_a_stage_without_a_notebook_are_named(clone: Path) -> None:
    answered(clone, RIGHT)
    done = check(clone, "stage-1")
    assert "without a notebook in" in done.output
    assert done.output.splitlines()[-2].endswith(": fish")


def test_with_nothing_to_check_the_exit_code_is_2(clone: Path) -> None:
    assert check(clone, "stage-1").exit_code == 2


def test_an_unknown_lesson_is_answered_with_those_that_exist(clone: Path) -> None:
    done = check(clone, "brids")
    assert done.exit_code == 2
    assert "no lesson or stage brids; there are stage-1, birds, fish" in done.output


@pytest.mark.slow
def test_answers_to_a_real_lesson_are_judged_offline(tmp_path: Path) -> None:
    notebook = jupytext.read(DOCS / "stage-1/python-basics.ipynb")
    for cell in notebook.cells:
        cell.source = cell.source.replace("share = ...", "share = 2").replace(
            "answer_1 = ...", "answer_1 = sum(len(word) > 10 for word in speech.split())"
        )
    jupytext.write(notebook, tmp_path / "python-basics.ipynb")
    done = CliRunner().invoke(selfcheck.main, ["python-basics", "--in", str(tmp_path)])
    found = [line.split(": ")[-1] if "wrong" not in line else "wrong" for line in verdicts(done)]
    assert found[4:8] == ["not attempted", "wrong", "right", "not attempted"]
    assert done.output.splitlines()[-1] == "1 right, 1 wrong, 8 not attempted"
    assert done.exit_code == 1

"""What the learner's notebook calls: checks, solutions, and claims that warn and go on."""

import base64
import importlib.util
import json
import sys
import zlib
from importlib.metadata import version
from typing import Any

import pytest

from tests.builders import DOCS

PATH = DOCS / "assets/lessons/mlroadmap_notebook.py"


def module() -> Any:
    spec = importlib.util.spec_from_file_location("mlroadmap_notebook", PATH)
    assert spec and spec.loader
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def lesson(names: dict[str, Any] | None = None, packages: dict[str, str] | None = None, **parts: list[str]) -> Any:
    content = {"page": "", "packages": packages or {}, "check": [], "solution": [], "compare": []} | parts
    packed = base64.b64encode(zlib.compress(json.dumps(content).encode())).decode()
    return module().Lesson(packed, names if names is not None else {})


def compared(code: str, capsys: pytest.CaptureFixture[str], **names: Any) -> str:
    packages = names.pop("packages", {})
    made = lesson(names, packages, compare=[code])
    capsys.readouterr()
    made.compare(1)
    return capsys.readouterr().out.strip()


@pytest.mark.parametrize(
    ("code", "names", "expected"),
    [
        ("assert 12.85 < mean < 12.95", {"mean": 12.9}, "as in the text"),
        (
            "assert 12.85 < mean < 12.95",
            {"mean": 13.1},
            "the text says that mean lies between 12.85 and 12.95, you got 13.1",
        ),
        ("assert len(days) == 2, 'x'", {"days": [1]}, "the text says that len(days) is 2, you got 1"),
        ("assert share < 0.12", {"share": 0.5}, "the text says that share is below 0.12, you got 0.5"),
        ("assert 0.12 > share", {"share": 0.5}, "the text says that share is below 0.12, you got 0.5"),
        ("assert 3 <= n", {"n": 2}, "the text says that n is at least 3, you got 2"),
        ("assert name == 'gull'", {"name": "wren"}, "the text says that name is 'gull', you got 'wren'"),
        ("assert a < b", {"a": 2, "b": 1}, "the text relies on `a < b`, which does not hold here: you got 2 and 1"),
        ("assert all(x)", {"x": [0]}, "the text relies on `all(x)`, which does not hold here"),
        ("assert x and y > 1", {"x": True, "y": 1}, "the text says that y is above 1, you got 1"),
        ("for k in (1, 2):\n    assert k < 2", {}, "the text says that k is below 2, you got 2"),
        ("def f():\n    assert False\nf()", {}, "the text relies on `False`, which does not hold here"),
        ("assert (n := 3) == 3 and n < 2", {}, "the text says that n is below 2, you got 3"),
    ],
)
def test_a_claim_of_the_text_that_does_not_hold_is_said_with_what_was_got(
    code: str, names: dict[str, Any], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compared(code, capsys, **names) == expected


def test_a_claim_that_fails_names_the_versions_that_differ(capsys: pytest.CaptureFixture[str]) -> None:
    said = compared("assert x == 1", capsys, x=2, packages={"click": "0.1", "pytest": version("pytest")})
    assert said == f"the text says that x is 1, you got 2; your click is {version('click')}, ours was 0.1"


def test_one_claim_that_fails_does_not_hide_the_next(capsys: pytest.CaptureFixture[str]) -> None:
    said = compared("assert x == 1\nassert x == 2\nassert x == 3", capsys, x=2)
    assert said.splitlines() == ["the text says that x is 1, you got 2", "the text says that x is 3, you got 2"]


def test_what_a_claim_needs_and_is_not_there_stops_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    said = compared("assert nothing == 1", capsys)
    assert said.startswith("cannot be compared (NameError: name 'nothing' is not defined")


def test_names_that_a_claim_makes_are_there_afterwards_and_ours_are_not() -> None:
    names: dict[str, Any] = {"days": [1, 2]}
    lesson(names, compare=["many = len(days)\nassert many == 2"]).compare(1)
    assert names["many"] == 2
    assert not [name for name in names if name.startswith("__") and name != "__builtins__"]


def test_versions_that_differ_or_are_missing_are_said_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    lesson(packages={"click": "0.1", "pytest": version("pytest"), "not-there": "1.0"})
    assert capsys.readouterr().out.splitlines() == [
        f"your click is {version('click')}, ours was 0.1: numbers and figures may differ a little",
        "not-there is not installed here: run %pip install not-there==1.0",
    ]


CHECK = """\
def test_1(answer):
    assert answer == 4, "count again"

if answer_1 is ...:
    print("not attempted")
else:
    try:
        test_1(answer_1)
        print("right")
    except AssertionError as error:
        print(f"wrong: {error}")
"""


def exercise(answer: Any) -> Any:
    return lesson({"answer_1": answer}, check=[CHECK], solution=["answer = 2 + 2\ntest_1(answer)\nprint(answer)"])


@pytest.mark.parametrize(("answer", "said"), [(..., "not attempted"), (3, "wrong: count again"), (4, "right")])
def test_a_check_says_what_it_says_in_the_lesson(answer: Any, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    exercise(answer).check(1)
    assert capsys.readouterr().out == f"{said}\n"


def test_a_check_before_the_cells_above_were_run_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    lesson(check=[CHECK]).check(1)
    assert capsys.readouterr().out == "wrong: name 'answer_1' is not defined: run the cells above first\n"


def test_a_solution_is_not_shown_before_an_attempt(capsys: pytest.CaptureFixture[str]) -> None:
    exercise(...).solution(1)
    said = capsys.readouterr().out
    assert "Try it first" in said and "lesson.solution(1, anyway=True)" in said
    assert "2 + 2" not in said


@pytest.mark.parametrize("answer", [3, 4])
def test_after_an_attempt_a_solution_is_shown_and_run(answer: int, capsys: pytest.CaptureFixture[str]) -> None:
    exercise(answer).solution(1)
    said = capsys.readouterr().out.splitlines()
    assert (said[0], said[-1]) == ("answer = 2 + 2", "4")


def test_a_solution_is_shown_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    exercise(...).solution(1, anyway=True)
    assert "answer = 2 + 2" in capsys.readouterr().out


@pytest.mark.parametrize("number", [0, 2, -1, "1", 1.5])
@pytest.mark.parametrize("kind", ["check", "solution", "compare"])
def test_a_number_that_is_not_there_is_no_traceback(kind: str, number: Any, capsys: pytest.CaptureFixture[str]) -> None:
    getattr(lesson(check=["1"], solution=["1"], compare=["1"]), kind)(number)
    assert "they have the numbers 1 to 1" in capsys.readouterr().out


def test_the_module_needs_nothing_but_python() -> None:
    code = PATH.read_text("utf-8")
    names = {line.split()[1].split(".")[0] for line in code.splitlines() if line.startswith(("import ", "from "))}
    assert names <= {*sys.stdlib_module_names}

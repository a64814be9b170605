"""Answers that are tried on exercises: what counts as expected, and a sample of the real ones."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from mlroadmap.data.answers import load_answers
from mlroadmap.lessons.exercises import practices
from mlroadmap.lessons.source import read
from mlroadmap.site import ANSWERS, lesson_sources
from roadmap_lessons.checkout import Checkout
from roadmap_lessons.trials import Graded
from tests.builders import DOCS, script

SAMPLE = ("linear-algebra", "numpy-pandas")
"""Lessons that are quick to try, with functions, numbers, tables and a task; `make answers` tries all."""


@pytest.mark.parametrize(
    ("what", "expected", "said", "as_expected"),
    [
        ("starter", "not attempted", "not attempted", True),
        ("starter", "not attempted", "right", False),
        ("solution", "right", "right", True),
        ("right 1", "right", "wrong: no", False),
        ("wrong 1", "the inner  step", "wrong: the inner\nstep is missing", True),
        ("wrong 1", "the inner step", "right", False),
        ("wrong 1", "the inner step", "wrong: something else", False),
        ("wrong 1", "the inner step", "NameError: the inner step", False),
    ],
)
def test_a_verdict_is_as_expected_or_not(what: str, expected: str, said: str, as_expected: bool) -> None:
    assert Graded("x", what, expected, said).as_expected is as_expected


@pytest.mark.slow
@pytest.mark.parametrize("lesson", SAMPLE)
def test_the_checks_say_what_they_must_with_exactly_the_cells_of_the_slice(lesson: str) -> None:
    done = CliRunner().invoke(script("grade_answers").main, [lesson])
    assert done.exit_code == 0, done.output
    assert done.output.endswith(" judged as they must be, 0 not\n")


def test_a_lesson_that_does_not_exist_is_answered_with_those_that_do() -> None:
    done = CliRunner().invoke(script("grade_answers").main, ["k-meens"])
    assert done.exit_code == 2
    assert "no lesson k-meens; there are " in done.output


@pytest.mark.parametrize("source", lesson_sources(DOCS), ids=lambda path: path.stem)
def test_every_exercise_and_task_has_three_wrong_answers(source: Path) -> None:
    answers = load_answers(DOCS / ANSWERS / f"{source.stem}.yml", name=source.stem)
    wrong = {row.exercise: len(row.wrong) for row in answers.answers}
    found = {one.id: wrong.get(one.id, 0) for one in practices(read(source.read_text("utf-8")))}
    assert found
    assert min(found.values()) >= 3


def test_a_slip_in_an_answers_file_is_told_with_its_line_and_nothing_is_tried(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grade_answers = script("grade_answers")
    monkeypatch.setattr(grade_answers, "CHECKOUT", Checkout(docs.parent))
    (docs / ANSWERS).mkdir(exist_ok=True)
    (docs / ANSWERS / "first-steps.yml").write_text("lesson: first-steps\nanswers:\n  - exercise: [\n", "utf-8")
    done = CliRunner().invoke(grade_answers.main, ["first-steps"])
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit), "no traceback"
    assert f"{docs.name}/{ANSWERS}/first-steps.yml:3  RM101  not valid YAML: the bracket that opens" in done.output

"""The answers that checks are held to: one mistake at a time."""

from pathlib import Path

import pytest

from mlroadmap.data.answers import LEAST_WRONG, check_answers, load_answers
from mlroadmap.errors import ProblemsFound
from tests.builders import replaced

WRONG = """\
      - answer: |
          answer_1 = [
              {n}]
        hint: not {n}
"""
ANSWERS = f"""\
lesson: first-steps
answers:
  - exercise: fs-count
    right:
      - answer_1 = 17
    wrong:
{"".join(WRONG.format(n=n) for n in range(LEAST_WRONG))}"""
NAME = "docs/_data/answers/first-steps.yml"


def said(tmp_path: Path, text: str = ANSWERS, ids: tuple[str, ...] = ("fs-count",)) -> list[str]:
    path = tmp_path / "first-steps.yml"
    path.write_text(text, "utf-8")
    try:
        answers = load_answers(path, name=NAME)
    except ProblemsFound as error:
        return [str(problem) for problem in error.problems]
    return [str(problem) for problem in check_answers(answers, ids, name=NAME)]


def test_answers_without_a_fault_keep_the_indent_of_their_code(tmp_path: Path) -> None:
    assert said(tmp_path) == []
    answers = load_answers(tmp_path / "first-steps.yml", name=NAME)
    assert answers.answers[0].wrong[2].answer == "answer_1 = [\n    2]"


def test_one_wrong_answer_fewer_is_too_few(tmp_path: Path) -> None:
    [problem] = said(tmp_path, replaced(WRONG.format(n=1), "", ANSWERS))
    assert problem == (
        f"{NAME}:3  RM303  'fs-count' has 2 wrong answers: give at least {LEAST_WRONG}, each with a part of its hint"
    )


@pytest.mark.parametrize(
    ("text", "ids", "expected"),
    [
        (ANSWERS, ("fs-count", "fs-sum"), ":1  RM303  'fs-sum' has 0 wrong answers"),
        (ANSWERS, ("fs-counts",), ":3  RM202  'fs-count' is no exercise or task of this lesson: did you mean"),
        (replaced("lesson: first", "lesson: last", ANSWERS), ("fs-count",), ":1  RM302  lesson: is 'last-steps', but"),
        (replaced("hint: not 1", "tip: not 1", ANSWERS), ("fs-count",), "RM103  unknown key 'tip'"),
    ],
)
def test_a_fault_is_named_on_its_line(tmp_path: Path, text: str, ids: tuple[str, ...], expected: str) -> None:
    assert any(expected in problem for problem in said(tmp_path, text, ids))

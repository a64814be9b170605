from pathlib import Path

import pytest

from mlroadmap.data.questions import QuestionKind, Questions, check_predictions, load_questions
from mlroadmap.errors import ProblemsFound
from tests.builders import QUESTIONS, TINY, line_of, parse, replaced


def said(folder: Path, **files: str) -> list[str]:
    """Write questions files, by lesson, and return what is said about them."""
    for lesson, text in files.items():
        (folder / f"{lesson.replace('_', '-')}.yml").write_text(text, encoding="utf-8")
    try:
        load_questions(folder, name="questions")
    except ProblemsFound as error:
        return [str(problem) for problem in error.problems]
    return []


def test_questions_are_kept_by_lesson() -> None:
    found = load_questions(TINY / "_data/questions", name="questions")
    assert list(found) == ["first-steps"]
    first = found["first-steps"].questions[0]
    assert (first.id, first.kind) == ("how-many", QuestionKind.single)
    assert [option.right for option in first.options] == [True, False]


def test_a_folder_without_questions_gives_none(tmp_path: Path) -> None:
    assert load_questions(tmp_path / "none", name="questions") == {}


def test_rm301_a_question_without_a_right_option(tmp_path: Path) -> None:
    text = replaced('{text: "`2`", right: true, because', '{text: "`2`", because', QUESTIONS)
    line = line_of("id: how-many", text) + 3
    expected = "question 'how-many' has no right option: mark one with right: true"
    assert said(tmp_path, first_steps=text) == [f"questions/first-steps.yml:{line}  RM301  {expected}"]


def test_rm301_a_single_choice_with_two_right_options(tmp_path: Path) -> None:
    text = replaced("because: Four is one more.", "right: true, because: Four is one more.", QUESTIONS)
    line = line_of("id: which-is-more", text) + 3
    expected = "question 'which-is-more' is single and has 2 right options: mark one, or set kind: multiple"
    assert said(tmp_path, first_steps=text) == [f"questions/first-steps.yml:{line}  RM301  {expected}"]


def test_rm302_a_file_named_otherwise_than_its_lesson(tmp_path: Path) -> None:
    expected = "lesson: is 'first-steps', but the file is named other.yml: make them the same"
    assert said(tmp_path, other=QUESTIONS) == [f"questions/other.yml:1  RM302  {expected}"]


def test_rm201_a_question_id_that_another_file_uses(tmp_path: Path) -> None:
    other = replaced("lesson: first-steps", "lesson: second-steps", QUESTIONS)
    other = other.replace("which-", "whose-")
    expected = "question 'how-many' exists already in questions/first-steps.yml: choose another id"
    found = said(tmp_path, first_steps=QUESTIONS, second_steps=other)
    assert found == [f"questions/second-steps.yml:3  RM201  {expected}"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "kind: multiple",
            "kind: multipel",
            "RM104  'which-are-even': 'kind': 'multipel' is not one of single, multiple",
        ),
        ("because: Five is odd.", "becuase: Five is odd.", "RM103  unknown key 'becuase': did you mean 'because'?"),
        ("text: Which are even?", "text: 2", "RM106  'which-are-even': 'text': 2 is not text: put it in quotes"),
    ],
)
def test_a_mistake_is_reported_like_one_in_the_data_file(tmp_path: Path, old: str, new: str, expected: str) -> None:
    text = replaced(old, new, QUESTIONS)
    where = f"questions/first-steps.yml:{line_of(new, text)}  "
    assert any(message.startswith(where + expected) for message in said(tmp_path, first_steps=text))


def test_a_lesson_has_at_least_three_questions(tmp_path: Path) -> None:
    text = QUESTIONS[: QUESTIONS.index("  - id: which-is-more")]
    expected = "RM106  'questions': there are 2, and there should be at least 3"
    assert said(tmp_path, first_steps=text) == [f"questions/first-steps.yml:2  {expected}"]


def test_a_lesson_has_at_most_six_questions(tmp_path: Path) -> None:
    one = QUESTIONS[QUESTIONS.index("  - id: which-is-more") :]
    text = QUESTIONS.rstrip("\n") + "\n" + "".join(one.replace("which-is-more", f"more-{n}") for n in range(4))
    [found] = said(tmp_path, first_steps=text)
    assert found.startswith("questions/first-steps.yml:2  RM106  'questions': ")
    assert "there are 7, and there should be at most 6" in found


def test_the_problems_of_all_files_are_reported_together(tmp_path: Path) -> None:
    broken = "lesson: 'x"
    wrong = replaced("lesson: first-steps", "lesson: third-steps", QUESTIONS)
    found = said(tmp_path, a=broken, b=wrong)
    assert [message.split("  ")[1] for message in found] == ["RM101", "RM302"]
    assert [message.split(":")[0] for message in found] == ["questions/a.yml", "questions/b.yml"]


def test_an_empty_file_lacks_both_keys(tmp_path: Path) -> None:
    assert said(tmp_path, a="") == [
        "questions/a.yml:1  RM105  key 'lesson' is missing: add it",
        "questions/a.yml:1  RM105  key 'questions' is missing: add it",
    ]


PREDICTION = """\
predict:
  - id: fs-how-many
    text: How many?
    options:
      - text: "17"
        right: true
        because: Count.
      - text: "18"
        because: No.
"""


def predictions(names: tuple[str, ...]) -> list[str]:
    rows = parse(QUESTIONS + PREDICTION, Questions, name="q.yml")
    return [str(problem) for problem in check_predictions(rows, names, lesson="first-steps.md", name="q.yml")]


def test_a_prediction_belongs_to_the_cell_with_its_name() -> None:
    assert predictions(("fs-how-many",)) == []


def test_a_prediction_without_a_cell_is_named_on_its_line() -> None:
    line = line_of("id: fs-how-many", QUESTIONS + PREDICTION)
    text = "prediction 'fs-how-many' belongs to no cell: open the cell with ```python name=\"fs-how-many\""
    assert predictions(()) == [f"q.yml:{line}  RM304  {text}"]


def test_a_prediction_with_two_cells_is_told_so() -> None:
    [problem] = predictions(("fs-how-many", "fs-how-many"))
    assert "belongs to more than one cell" in problem


def test_a_named_cell_without_a_prediction_is_told_with_the_file_to_mend() -> None:
    [problem] = predictions(("fs-how-many", "fs-how-much"))
    assert problem.startswith("first-steps.md:1  RM304  a cell is named 'fs-how-much' and no prediction")

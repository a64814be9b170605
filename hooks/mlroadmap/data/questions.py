"""The questions of a lesson's `Check yourself`: `docs/_data/questions/<lesson>.yml`."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from mlroadmap.data.load import load_folder
from mlroadmap.data.model import Flag, Id, Row, Text
from mlroadmap.errors import Problem, did_you_mean


class QuestionKind(StrEnum):
    """`single`: one option is right. `multiple`: one or more are."""

    single = "single"
    multiple = "multiple"


class Option(Row):
    """An answer to choose, and why it is right or wrong."""

    text: Text
    right: Flag = False
    because: Text


class Question(Row):
    """One question."""

    id: Id
    kind: QuestionKind
    text: Text
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=6)]


class Prediction(Question):
    """A guess that is asked for before an output opens: that of the cell with this id as its name."""

    kind: Literal[QuestionKind.single] = QuestionKind.single


class Questions(Row):
    """The questions of one lesson."""

    lesson: Id
    predict: tuple[Prediction, ...] = ()
    questions: Annotated[tuple[Question, ...], Field(min_length=3, max_length=6)]


def load_questions(folder: Path, *, name: str) -> dict[str, Questions]:
    """Read every questions file of `folder`, by lesson id. `name` is the folder's name in messages.

    Raises ProblemsFound with the problems of all files, and with the questions that are right as its `rest`.
    """
    seen: dict[str, str] = {}
    return load_folder(folder, Questions, lambda rows, stem, file: _problems(rows, stem, file, seen), name=name)


def _problems(questions: Questions, stem: str, file: str, seen: dict[str, str]) -> list[Problem]:
    problems = []
    if questions.lesson != stem:
        text = f"lesson: is '{questions.lesson}', but the file is named {stem}.yml: make them the same"
        problems.append(Problem(file, questions.line("lesson"), "RM302", text))
    for question in (*questions.predict, *questions.questions):
        right = sum(option.right for option in question.options)
        if question.id in seen:
            text = f"question '{question.id}' exists already in {seen[question.id]}: choose another id"
            problems.append(Problem(file, question.line("id"), "RM201", text))
        seen.setdefault(question.id, file)
        if right == 0:
            text = f"question '{question.id}' has no right option: mark one with right: true"
            problems.append(Problem(file, question.line("options"), "RM301", text))
        if right > 1 and question.kind is QuestionKind.single:
            text = f"question '{question.id}' is single and has {right} right options: mark one, or set kind: multiple"
            problems.append(Problem(file, question.line("options"), "RM301", text))
    return problems


def check_predictions(questions: Questions | None, names: Iterable[str], *, lesson: str, name: str) -> list[Problem]:
    """Return the predictions that have no cell of their `names`, and the names that have no prediction.

    `names` are those of the cells of a lesson that show their output; `lesson` and `name` are its file and that of its
    questions in messages.
    """
    asked = {one.id: one for one in questions.predict} if questions else {}
    there = list(names)
    problems = []
    for id_, one in asked.items():
        if there.count(id_) != 1:
            what = "no cell" if id_ not in there else "more than one cell"
            text = f"prediction '{id_}' belongs to {what}: open the cell with ```python name=\"{id_}\""
            problems.append(
                Problem(name, one.line("id"), "RM304", f"{text}{did_you_mean(id_, set(there) - set(asked))}")
            )
    for id_ in sorted(set(there) - set(asked)):
        text = f"a cell is named '{id_}' and no prediction of this lesson is: add it to predict: in {name}"
        problems.append(Problem(lesson, 1, "RM304", text))
    return problems

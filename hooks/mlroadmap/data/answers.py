"""Answers to the exercises and tasks of a lesson that their checks are held to: `docs/_data/answers/<lesson>.yml`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import Field

from mlroadmap.data.load import load
from mlroadmap.data.model import Id, Row, Text
from mlroadmap.errors import Problem, ProblemsFound, did_you_mean

LEAST_WRONG = 3
"""How many wrong answers each exercise and task has at least."""


class WrongAnswer(Row):
    """A mistake that learners make, as code in the place of the starter, and a part of what the check must say."""

    answer: Text
    hint: Text


class Answers(Row):
    """What is tried on one exercise or task."""

    exercise: Id
    right: tuple[Text, ...] = ()
    """Right answers in another style than the solution's."""
    wrong: tuple[WrongAnswer, ...] = ()


class LessonAnswers(Row):
    """The answers that are tried on one lesson."""

    lesson: Id
    answers: Annotated[tuple[Answers, ...], Field(min_length=1)]


def load_answers(path: Path, *, name: str) -> LessonAnswers:
    """Read the answers of one lesson. Raises ProblemsFound."""
    answers = load(path, LessonAnswers, name=name)
    if answers.lesson != path.stem:
        text = f"lesson: is '{answers.lesson}', but the file is named {path.name}: make them the same"
        raise ProblemsFound([Problem(name, answers.line("lesson"), "RM302", text)])
    return answers


def check_answers(answers: LessonAnswers, ids: Iterable[str], *, name: str) -> list[Problem]:
    """Return what is wrong with answers to the exercises and tasks `ids`. `name` is their file in messages."""
    left = dict.fromkeys(ids, 0)
    problems = []
    for row in answers.answers:
        if row.exercise not in left:
            text = f"'{row.exercise}' is no exercise or task of this lesson{did_you_mean(row.exercise, left)}"
            problems.append(Problem(name, row.line("exercise"), "RM202", text))
            continue
        left[row.exercise] += len(row.wrong)
    for id_, count in left.items():
        if count < LEAST_WRONG:
            line = next((row.line("exercise") for row in answers.answers if row.exercise == id_), 1)
            text = f"'{id_}' has {count} wrong answers: give at least {LEAST_WRONG}, each with a part of its hint"
            problems.append(Problem(name, line, "RM303", text))
    return problems

"""Questions of interviews with worked answers: `docs/_data/interview/<topic>.yml`, a page each."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field

from mlroadmap.data.load import load_folder
from mlroadmap.data.model import Id, Roadmap, Row, Text
from mlroadmap.errors import Problem, did_you_mean


class Difficulty(StrEnum):
    """How much a question asks for, in rising order."""

    basic = "basic"
    intermediate = "intermediate"
    advanced = "advanced"


class InterviewTopic(StrEnum):
    """The topics, in the order in which pages list them."""

    python = "python"
    data = "data"
    statistics = "statistics"
    machine_learning = "machine-learning"
    deep_learning = "deep-learning"
    language_models = "language-models"
    mlops = "mlops"
    system_design = "system-design"
    behaviour = "behaviour"


class InterviewQuestion(Row):
    """One question. `code` and the Python of `answer` run in this order; lines `# →` show what they print."""

    id: Annotated[Id, Field(pattern="^iv-")]
    level: Difficulty
    text: Text
    code: str = ""
    answer: Text
    """Markdown, without headings."""
    lessons: tuple[Id, ...] = ()
    """Where it is taught."""


class Interview(Row):
    """The questions on one topic, in the order of the page."""

    topic: InterviewTopic
    title: Text
    questions: Annotated[tuple[InterviewQuestion, ...], Field(min_length=1)]


def load_interviews(folder: Path, *, name: str) -> dict[str, Interview]:
    """Read every file of `folder`, by topic. `name` is the folder's name in messages.

    Topics come in their own order. Raises ProblemsFound with the problems of all files, and with what is right as its
    `rest`.
    """
    seen: dict[str, str] = {}
    found = load_folder(folder, Interview, lambda rows, stem, file: _problems(rows, stem, file, seen), name=name)
    order = list(InterviewTopic)
    return dict(sorted(found.items(), key=lambda row: order.index(row[1].topic)))


def _problems(rows: Interview, stem: str, file: str, seen: dict[str, str]) -> list[Problem]:
    problems = []
    if rows.topic != stem:
        text = f"topic: is '{rows.topic}', but the file is named {stem}.yml: make them the same"
        problems.append(Problem(file, rows.line("topic"), "RM302", text))
    for one in rows.questions:
        if one.id in seen:
            text = f"question '{one.id}' exists already in {seen[one.id]}: choose another id"
            problems.append(Problem(file, one.line("id"), "RM201", text))
        seen.setdefault(one.id, file)
    return problems


def check_interviews(interviews: Mapping[str, Interview], roadmap: Roadmap, *, name: str) -> list[Problem]:
    """Return a problem for each lesson that a question names and the roadmap does not have."""
    known = {lesson.id for lesson in roadmap.lessons()}
    return [
        Problem(
            f"{name}/{topic}.yml",
            one.line("lessons"),
            "RM202",
            f"question '{one.id}' names no lesson '{lesson}'{did_you_mean(lesson, known)}",
        )
        for topic, rows in interviews.items()
        for one in rows.questions
        for lesson in one.lessons
        if lesson not in known
    ]

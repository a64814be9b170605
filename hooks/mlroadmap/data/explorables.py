"""What can be moved in a page: its question, the guesses and the goals, in `docs/_data/explorables.yml`.

What it computes and draws is `docs/javascripts/explorables/<id>.js`; its still figure is
`hooks/mlroadmap/pages/explorables/<id>.svg`.
"""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from mlroadmap.data.load import load
from mlroadmap.data.model import Id, Row, Text
from mlroadmap.data.questions import Option
from mlroadmap.errors import Problem, ProblemsFound


class Explorable(Row):
    """One thing to move. A guess is committed before anything moves."""

    id: Id
    question: Text
    guesses: Annotated[tuple[Option, ...], Field(min_length=2, max_length=4)]
    goals: Annotated[tuple[Text, ...], Field(min_length=1, max_length=4)]
    """What to find by moving; each is ticked when it is found."""
    alt: Text
    """What is to be seen in the still figure."""
    caption: Text


class Explorables(Row):
    """The file."""

    explorables: tuple[Explorable, ...]


def load_explorables(path: Path, *, name: str) -> dict[str, Explorable]:
    """Return the explorables by id; none without a file. Raises ProblemsFound with all that is wrong in it."""
    if not path.exists() and not path.is_symlink():
        return {}
    problems: list[Problem] = []
    try:
        rows = load(path, Explorables, name=name).explorables
    except ProblemsFound as error:
        problems += error.problems
        rows = error.rest.explorables if error.rest else ()
    found: dict[str, Explorable] = {}
    for row in rows:
        right = sum(guess.right for guess in row.guesses)
        if row.id in found:
            text = f"explorable '{row.id}' exists already in line {found[row.id].line()}: choose another id"
            problems.append(Problem(name, row.line("id"), "RM201", text))
        if right != 1:
            text = f"explorable '{row.id}' has {right} right guesses: mark one with right: true"
            problems.append(Problem(name, row.line("guesses"), "RM301", text))
        found.setdefault(row.id, row)
    if problems:
        raise ProblemsFound(problems, rest=found)
    return found

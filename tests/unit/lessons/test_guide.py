"""What the guide for lessons shows is read, run and loaded here, as a contributor would who copies it."""

import contextlib
import io
import re
from typing import Any

import matplotlib as mpl
import pandas as pd
import pytest
import yaml

from mlroadmap.data.model import Dataset, Lesson
from mlroadmap.data.questions import Questions
from mlroadmap.lessons.drawings import split_alt
from mlroadmap.lessons.exercises import practices
from mlroadmap.lessons.names import hidden_names
from mlroadmap.lessons.source import LessonText, read
from roadmap_lessons.axes import unlabelled
from tests.builders import ROOT, lesson_helpers

GUIDE = (ROOT / "docs/contributing/add-a-lesson.md").read_text("utf-8")
FENCE = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1$", re.M | re.S)
SHOWN = [(match[2], match[3]) for match in FENCE.finditer(GUIDE)]
"""The examples: language and text."""


def example(words: str) -> str:
    """Return the only example that holds `words`."""
    [text] = [text for _, text in SHOWN if words in text]
    return text


def exercise() -> LessonText:
    """The exercise of the guide, under the head of its lesson and a cell that its data come from."""
    data = "```python\nadelie_grams = penguins.loc[penguins['species'] == 'Adelie', 'body_mass_g'].dropna()\n```\n"
    return read(
        example("description: One sentence of") + data + "\n## Exercises\n\n" + example("### Exercise 1"), name="x.md"
    )


def test_the_head_of_a_lesson_and_an_exercise_are_read_without_a_problem() -> None:
    text = exercise()
    assert text.problems == ()
    assert list(hidden_names(text.cells)) == []
    [one] = practices(text)
    assert one.id == "ml-mean-without-nan"
    assert [len(cells) for cells in (one.starter, one.check, one.solution)] == [1, 1, 1]


def test_the_exercise_says_not_attempted_and_then_right() -> None:
    penguins = pd.DataFrame({"species": ["Adelie", "Adelie", "Gentoo"], "body_mass_g": [3700.0, None, 5000.0]})
    names: dict[str, Any] = {"penguins": penguins, "lessons": lesson_helpers()}
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        for cell in exercise().cells:
            if "setup" not in cell.tags:
                exec(cell.code, names)
    assert said.getvalue() == "not attempted\nright\n"


def test_the_figure_has_a_text_and_labels() -> None:
    mpl.use("agg")
    import matplotlib.pyplot as plt

    code, alts = split_alt(example("# alt: Price against living area"))
    assert [alt.startswith("Price against living area. The points") for alt in alts] == [True]
    drawn: list[Any] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plt, "show", lambda: drawn.append(plt.gcf()))
        exec(code, {"plt": plt, "homes": pd.DataFrame({"area": [50, 80], "price": [200, 310]})})
    drawn[0].savefig(io.BytesIO(), format="svg")
    assert list(unlabelled(drawn[0])) == []
    plt.close("all")


def test_the_rows_for_the_data_file_and_the_questions_fit_the_model() -> None:
    [lesson] = yaml.safe_load(example("published: 2027-01-31"))
    assert Lesson.model_validate(lesson).id == "my-lesson"
    [card] = yaml.safe_load(example("Daily temperatures in Potsdam"))["datasets"]
    assert Dataset.model_validate(card | {"sha256": "0" * 64}).file == "potsdam.csv"
    questions = yaml.safe_load(example("ml-scale-first"))
    three = [questions["questions"][0] | {"id": f"ml-scale-{number}"} for number in range(3)]
    assert len(Questions.model_validate(questions | {"questions": three}).questions) == 3


def test_every_exception_and_assert_that_is_named_works_as_the_guide_says() -> None:
    text = read("---\ntitle: T\ndescription: D.\n---\n<!-- given: 1,024 the bytes of a kilobyte -->\n\nIt has 1,024.\n")
    from mlroadmap.lessons.quoted_numbers import unverified

    assert "`<!-- given: 1,024 the bytes of a kilobyte -->`" in GUIDE
    assert unverified(text) == []

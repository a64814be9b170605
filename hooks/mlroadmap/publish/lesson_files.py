"""What the site gets of a lesson: its page, the figures and the data of its Run buttons, the learner's notebook.

Each of the three is made of its own ingredients and kept, so that a corrected row of the data file makes no page anew.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mlroadmap.cache import Cache
from mlroadmap.data.model import Roadmap
from mlroadmap.data.questions import Questions
from mlroadmap.lessons.executed import read_notebook
from mlroadmap.lessons.offer import MEGABYTE, Offer
from mlroadmap.lessons.page import LessonPage, page_of
from mlroadmap.lessons.practice import NAME
from mlroadmap.lessons.source import LessonText
from mlroadmap.publish.learner_notebook import Origin, learner_notebook


@dataclass(frozen=True)
class InPage:
    """What a lesson that runs in its page is given."""

    megabytes: list[int | None]
    """What the Run button of each cell names."""
    exercises: Mapping[str, int]
    """The same for each exercise and task that can be done in the page, by id."""
    text: str
    """The text of the file that the page fetches with its first run."""


def in_page(source: LessonText, id_: str, offer: Offer, slices: Mapping[str, Any], cache: Cache) -> InPage | None:
    """Return what the lesson `id_` is given to run in its page, or None when its last run there does not hold.

    `slices` are its rows of `docs/_data/slices.json`.
    """

    def make() -> InPage | None:
        practice = offer.practice(id_, source.cells)
        if practice is None:
            return None
        parts = offer.exercises(practice, source, slices)
        exercises = {one: round(row["bytes"] / MEGABYTE) for one, row in parts.items()}
        return InPage(offer.megabytes(practice), exercises, offer.as_json(practice, parts))

    if source.problems:
        return None
    run = repr(offer.runs.get(id_))
    return cache.get("practice", [id_, source.source, run, offer.digest, json.dumps(slices, sort_keys=True)], make)


def lesson_page(
    source: LessonText,
    notebook: Path,
    runs: InPage | None,
    questions: Questions | None,
    *,
    name: str,
    fold_drawings: bool,
    cache: Cache,
) -> LessonPage:
    """Return the page of a lesson whose outputs are in `notebook`; `name` is the source's file name in messages.

    Raises ProblemsFound as `page_of` does, and when the notebook cannot be read.
    """
    asked = sorted(one.id for one in questions.predict) if questions else []
    megabytes, exercises = (runs.megabytes, runs.exercises) if runs else (None, {})

    def make() -> LessonPage:
        run = read_notebook(notebook, name=name)
        return page_of(
            source,
            run,
            name=name,
            predictions=asked,
            megabytes=megabytes,
            exercises=exercises,
            fold_drawings=fold_drawings,
        )

    try:
        outputs = notebook.read_bytes()
    except OSError:
        return make()  # which says what is wrong with it
    told = repr((asked, megabytes, sorted(exercises.items()), fold_drawings))
    return cache.get("page", [name, source.source, outputs, told], make)


def files_of(
    source: LessonText,
    id_: str,
    page: LessonPage,
    runs: InPage | None,
    origin: Origin,
    *,
    roadmap: Roadmap,
    questions: Questions | None,
    digest: str,
    cache: Cache,
) -> dict[str, str]:
    """Return the files beside the page of the lesson `id_`: their texts by name. `digest` is the roadmap's."""

    def make() -> str:
        return learner_notebook(source, id_, origin, roadmap=roadmap, questions=questions)

    offered = cache.get("notebook", [id_, source.source, repr(origin), repr(questions), digest], make)
    return {**page.figures, **({NAME: runs.text} if runs else {}), f"{id_}.ipynb": offered}

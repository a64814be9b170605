"""The service: names what is in a picture, or several, and says when it is not sure.

Nothing is kept. A picture lives in memory while it is answered, and no part of it goes to a disk or into a log.
"""

from collections.abc import Sequence
from typing import Annotated

import numpy as np
from fastapi import FastAPI, File, HTTPException, UploadFile
from pydantic import BaseModel
from starlette.formparsers import MultiPartParser

from appkit.service import Limits, create_app, show_page
from images.model import Classifier
from images.pictures import Budget, NoPictureError, read
from images.places import PAGE

LIMITS = Limits(body_bytes=5_000_000, requests_a_minute=120)
MOST_PICTURES, GUESSES = 16, 5
SURE = 0.6
"""Below this probability the first guess is not called an answer: the lesson shows how it was chosen."""
MultiPartParser.spool_max_size = LIMITS.body_bytes
"""Else what is larger than a megabyte would be written to a disk while it is read."""


class Guess(BaseModel):
    """A name and its probability."""

    name: str
    probability: float


class Answer(BaseModel):
    """The likeliest names, best first, and whether the first is to be called an answer."""

    sure: bool
    guesses: list[Guess]


class Refusal(BaseModel):
    """Why one picture of several was not answered."""

    refused: str


def answers(classifier: Classifier, contents: Sequence[bytes]) -> list[Answer | Refusal]:
    """Answer each picture, or say why not; all that can be read go through the network at once."""
    found: list[Answer | Refusal] = []
    pictures, budget = [], Budget()
    for content in contents:
        try:
            pictures.append(read(content, budget))
            found.append(Answer(sure=False, guesses=[]))
        except NoPictureError as error:
            found.append(Refusal(refused=str(error)))
    rows = iter(classifier.probabilities(np.stack(pictures)) if pictures else ())
    return [one if isinstance(one, Refusal) else told(classifier.names, next(rows)) for one in found]


def told(names: Sequence[str], row: np.ndarray[tuple[int], np.dtype[np.float32]]) -> Answer:
    """Return the likeliest names of a row of probabilities."""
    best = np.argsort(-row, kind="stable")[:GUESSES]
    guesses = [Guess(name=names[place], probability=round(float(row[place]), 4)) for place in best]
    return Answer(sure=bool(row[best[0]] >= SURE), guesses=guesses)


def build(classifier: Classifier | None = None, limits: Limits = LIMITS) -> FastAPI:
    """Return the application. Without a classifier it loads the file that `make model` wrote."""
    known = classifier or Classifier()
    app = create_app("What is it?", limits, lambda: {"model": known.version, "kinds": len(known.names)})

    @app.post("/classify")
    def classify(picture: Annotated[UploadFile, File()]) -> Answer:
        """Name what is in one picture."""
        [answer] = answers(known, [picture.file.read()])
        if isinstance(answer, Refusal):
            raise HTTPException(415, answer.refused)
        return answer

    @app.post("/classify/batch")
    def batch(
        pictures: Annotated[list[UploadFile], File(min_length=1, max_length=MOST_PICTURES)],
    ) -> list[Answer | Refusal]:
        """Name what is in several pictures, in their order. One that cannot be read does not spoil the others."""
        return answers(known, [picture.file.read() for picture in pictures])

    show_page(app, PAGE)
    return app

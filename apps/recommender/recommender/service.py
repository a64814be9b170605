"""The service: finds films by name, and recommends some for the ratings that come with the request.

Nothing is kept: who asks sends all ratings each time, so there is no account, no cookie and nothing to lose.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from typing import Annotated

import numpy as np
from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import FileResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from appkit.service import Limits, create_app, show_page
from recommender.model import Method, Model, best
from recommender.places import EVALUATION, FILMS, MODEL, PAGE, TERMS
from recommender.ratings import NEUTRAL, Array, Film, read_films

LIMITS = Limits(body_bytes=64_000, requests_a_minute=240)
MOST_RATINGS, MOST_FILMS, MOST_PEOPLE, FIRST = 300, 50, 100, 24
"""Ratings a person, films an answer, people a batch, and films shown to begin with."""

TIE = 1e-5
"""How much popularity adds to a score: nothing, but where films have the same one, as most have after one rating."""


class Body(BaseModel):
    """A part of a request: nothing may stand in it that has no meaning."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Rating(Body):
    """What somebody gave one film."""

    film: Annotated[int, Field(strict=True, ge=0, le=10**9)]
    stars: Annotated[float, Field(ge=0.5, le=5, multiple_of=0.5, allow_inf_nan=False)]


def each_once(ratings: tuple[Rating, ...]) -> tuple[Rating, ...]:
    """Refuse two ratings of one film: which of them would hold?"""
    seen: set[int] = set()
    for one in ratings:
        if one.film in seen:
            raise ValueError(f"film {one.film} is rated twice")
        seen.add(one.film)
    return ratings


Person = Annotated[tuple[Rating, ...], Field(max_length=MOST_RATINGS), AfterValidator(each_once)]


class Question(Body):
    """Ratings of one person, and what is wanted for them."""

    ratings: Person = ()
    method: Method = "factors"
    count: Annotated[int, Field(strict=True, ge=1, le=MOST_FILMS)] = 10


class Questions(Body):
    """Ratings of several people, answered at once."""

    people: Annotated[tuple[Person, ...], Field(min_length=1, max_length=MOST_PEOPLE)]
    method: Method = "factors"
    count: Annotated[int, Field(strict=True, ge=1, le=MOST_FILMS)] = 10


class Shown(BaseModel):
    """A film as it is told to others, and for a recommendation the rated film that speaks for it most."""

    film: int
    name: str
    genres: tuple[str, ...]
    ratings: int
    because: str | None = None


class Answer(BaseModel):
    """Films, best first, and by which method: without a rating that says yes or no, popularity answers."""

    method: Method
    films: list[Shown]


class Recommender:
    """The model and the films, loaded once."""

    def __init__(self) -> None:
        self.films, self.model = read_films(FILMS), Model.read(MODEL)
        if len(self.films) != len(self.model.counts):
            raise ValueError(f"the model scores {len(self.model.counts)} films, the table has {len(self.films)}")
        self.place = {film.number: row for row, film in enumerate(self.films)}
        self.names = [film.name.casefold() for film in self.films]
        self.by_count: list[int] = np.argsort(-self.model.counts, kind="stable").tolist()

    @cached_property
    def version(self) -> str:
        """The first digits of the SHA-256 of the model's file."""
        return hashlib.sha256(MODEL.read_bytes()).hexdigest()[:12]

    def show(self, row: int, because: Film | None = None) -> Shown:
        """Return a film as it is told to others."""
        film = self.films[row]
        count = int(self.model.counts[row])
        reason = because.name if because else None
        return Shown(film=film.number, name=film.name, genres=film.genres, ratings=count, because=reason)

    def find(self, text: str, count: int) -> list[Shown]:
        """Return films whose name holds all the words, those with most ratings first."""
        words = text.casefold().split()
        found = (row for row in self.by_count if all(word in self.names[row] for word in words))
        return [self.show(row) for row, _ in zip(found, range(count), strict=False)]

    def likings(self, person: Sequence[Rating]) -> tuple[Array, Array]:
        """Return likings (n,) and the rows of the rated films. Raises HTTPException for a film that is not there."""
        if unknown := [one.film for one in person if one.film not in self.place]:
            raise HTTPException(422, f"no film has the number {unknown[0]}")
        rated = np.array([self.place[one.film] for one in person], np.int64)
        found = np.zeros(len(self.films), np.float32)
        found[rated] = [one.stars - NEUTRAL for one in person]
        return found, rated

    def answer(self, people: Sequence[Sequence[Rating]], method: Method, count: int) -> list[Answer]:
        """Recommend films for some people at once."""
        parts = [self.likings(person) for person in people]
        likings = np.stack([part for part, _ in parts])
        scores, popular = self.model.scores(likings, method), self.model.scores(likings, "popularity")
        told: Array = (likings != 0).any(axis=1)
        seen: Array = np.zeros(likings.shape, bool)
        for place, (_, rated) in enumerate(parts):
            seen[place, rated] = True
        scores = scores + TIE * popular / popular.max()
        ranked = best(np.where(told[:, None], scores, popular), seen, count)
        answers = []
        for place, (row, rated) in enumerate(parts):
            used: Method = method if told[place] else "popularity"
            shown = [self.show(film, self._because(film, row, rated, used)) for film in ranked[place].tolist()]
            answers.append(Answer(method=used, films=shown))
        return answers

    def _because(self, film: int, likings: Array, rated: Array, method: Method) -> Film | None:
        """Return the liked film that added most to a score; none where nothing did."""
        liked = rated[likings[rated] > 0]
        if method == "popularity" or not len(liked):
            return None
        added = self.model.reasons(film, liked, likings, method)
        return self.films[liked[added.argmax()]] if added.max() > 0 else None


def build(recommender: Recommender | None = None, limits: Limits = LIMITS) -> FastAPI:
    """Return the application. Without a recommender it loads the committed one."""
    known = recommender or Recommender()
    app = create_app("Films for you", limits, lambda: {"model": known.version, "films": len(known.films)})

    @app.get("/films")
    def films(
        search: Annotated[str, Query(max_length=100)] = "",
        count: Annotated[int, Query(ge=1, le=MOST_FILMS)] = FIRST,
    ) -> list[Shown]:
        """Films by name; without a name those that most people rated, which somebody new is likely to know."""
        return known.find(search, count)

    @app.post("/recommendations")
    def recommendations(question: Question) -> Answer:
        """Films for one person."""
        return known.answer([question.ratings], question.method, question.count)[0]

    @app.post("/recommendations/batch")
    def batch(questions: Questions) -> list[Answer]:
        """Films for several people, in their order."""
        return known.answer(questions.people, questions.method, questions.count)

    evaluation = json.loads(EVALUATION.read_text("utf-8"))

    @app.get("/evaluation")
    def evaluated() -> dict[str, object]:
        """How good the rankings are, with intervals of 95 %, as measured when the model was trained."""
        return dict(evaluation)

    @app.get("/terms.txt", response_class=FileResponse)
    def terms() -> FileResponse:
        """Under which conditions the ratings may be used and passed on."""
        return FileResponse(TERMS, media_type="text/plain; charset=utf-8")

    show_page(app, PAGE)
    return app

"""The service: answers a question, as a stream or in one piece, with the conversation that comes with it.

Nothing is kept. Who asks sends the earlier questions along, so nobody can see those of somebody else, any process can
answer any turn, and there is nothing to lose. What comes in is text to search with and never more: it is compared with
paragraphs, and only these are quoted.
"""

import json
import os
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Annotated

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from prometheus_client import Counter
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from appkit.service import Limits, create_app, show_page
from ask.encoder import NETWORK, Sentences
from ask.places import ENCODER, EVALUATION, PAGE, PARAGRAPHS, VECTORS
from ask.search import Search, read_vectors
from ask.stream import events, shown, stream
from ask.texts import read_paragraphs
from ask.turn import Answer, answer

LIMITS = Limits(body_bytes=16_000, requests_a_minute=60)
MOST_LETTERS, MOST_TURNS = 300, 20
"""Letters of a question, and earlier questions that may come with it."""
PAUSE = 0.04
"""Seconds between two chunks, so that one sees them come. A model that writes needs no such pause."""
SITE = os.environ.get("ASK_SITE", "https://ml-roadmap.example/")
"""The address of the site whose paragraphs are quoted."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_LETTERS)]


class Body(BaseModel):
    """A question with the earlier ones of its conversation, the latest last."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: Text
    before: Annotated[tuple[Text, ...], Field(max_length=MOST_TURNS)] = ()


class Place(BaseModel):
    """Where a paragraph stands."""

    link: str
    heading: str
    lesson: str


class Whole(BaseModel):
    """An answer in one piece."""

    understood: list[str]
    search: str
    score: float
    text: str
    source: Place | None
    nearby: list[Place]


def load() -> tuple[Search, str]:
    """Return what searches, and what is to be known of its encoder: without the file, words search alone."""
    paragraphs = read_paragraphs(PARAGRAPHS)
    vectors = read_vectors(VECTORS, len(paragraphs))
    try:
        encoder = Sentences(ENCODER)
    except FileNotFoundError:
        return Search(paragraphs, vectors), f"{ENCODER.name}/{NETWORK} is not here: make encoder"
    return Search(paragraphs, vectors, encoder), encoder.version


def whole(told: Answer, site: str) -> Whole:
    """Return an answer as it is told in one piece."""
    return Whole(
        understood=told.understood,
        search=told.way,
        score=round(told.score, 3),
        text=told.text,
        source=Place(**shown(told.quoted, site)) if told.quoted else None,
        nearby=[Place(**shown(one, site)) for one in told.nearby],
    )


def build(
    known: tuple[Search, str] | None = None,
    limits: Limits = LIMITS,
    pause: float = PAUSE,
    telling: Callable[[Answer, str], Iterator[tuple[str, object]]] = events,
) -> FastAPI:
    """Return the application. Without `known` it loads the committed paragraphs and the encoder, if there is one."""
    search, encoder = known or load()
    state = {"search": search.way.name, "encoder": encoder, "paragraphs": len(search.paragraphs)}
    app = create_app("Ask the roadmap", limits, lambda: state)
    answers = Counter(
        "answers",
        "Answers by how they ended: quoted, refused, left by the reader, broken in the middle.",
        ["end"],
        registry=app.state.metrics.registry,
    )

    @app.post("/answer")
    def in_one_piece(body: Body) -> Whole:
        """The answer, for those who read no stream."""
        told = answer(search, body.question, body.before)
        answers.labels("quoted" if told.quoted else "refused").inc()
        return whole(told, SITE)

    @app.post("/ask", response_class=StreamingResponse)
    def streamed(body: Body) -> StreamingResponse:
        """The answer as events: start, words, source or nearby, end. All that may fail is done before the first."""
        told = answer(search, body.question, body.before)
        sent: AsyncIterator[bytes] = stream(telling(told, SITE), pause, lambda end: answers.labels(end).inc())
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(sent, media_type="text/event-stream", headers=headers)

    evaluation = json.loads(EVALUATION.read_text("utf-8"))

    @app.get("/evaluation")
    def evaluated() -> dict[str, object]:
        """How good the answers are, with intervals of 95 %."""
        return dict(evaluation)

    show_page(app, PAGE)
    return app

"""Search by words, and by the vector of a sentence where there is an encoder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from ask.texts import Paragraph
from ask.words import Array, Words, words


class Encoder(Protocol):
    """What makes a vector of length 1 of a text."""

    def vector(self, text: str) -> Array:
        """Return the vector."""


@dataclass(frozen=True)
class Way:
    """A way to search: its name, what a cosine counts beside a share of words, and the least score of an answer.

    Weight and threshold were the cheapest on the questions for tuning: `python -m ask compare` chooses them anew.
    """

    name: str
    weight: float
    threshold: float


WORDS = Way("words", 0, 0.55)
BOTH = Way("words and vectors", 1, 0.85)


def read_vectors(path: Path, count: int) -> Array:
    """Return the vectors of the paragraphs, which are the first in the file, with length 1. Raises ValueError."""
    found = np.load(path, allow_pickle=False)[:count].astype(np.float32)
    if len(found) != count:
        raise ValueError(f"{path.name} has {len(found)} vectors for {count} paragraphs")
    lengths: Array = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / lengths)


class Search:
    """The paragraphs and what finds them."""

    def __init__(self, paragraphs: Sequence[Paragraph], vectors: Array, encoder: Encoder | None = None) -> None:
        self.paragraphs, self.vectors, self.encoder = paragraphs, vectors, encoder
        self.words = Words([one.searched for one in paragraphs])

    @property
    def way(self) -> Way:
        """How it searches."""
        return BOTH if self.encoder else WORDS

    def scores(self, turns: Sequence[str]) -> Array:
        """Return the score of each paragraph for some turns that are searched together."""
        shares = self.words.shares(word for turn in turns for word in words(turn))
        if self.encoder is None:
            return shares
        cosines: Array = self.vectors @ self.encoder.vector(" ".join(turns))
        return shares + self.way.weight * cosines

"""The model: what it is made of, how it is trained, and how it scores films for somebody.

Three ways to score, simplest first. All take a row of likings, stars less `NEUTRAL`, 0 for films that are not rated:
popularity looks at none of it; neighbours add up, for each film, the likings of the films most like it; factors
describe each film by a few numbers and compare these with what the liked films have in common (PureSVD: Cremonesi,
Koren and Turrin 2010, "Performance of recommender algorithms on top-n recommendation tasks").
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from recommender.ratings import Array, Ratings

Method = Literal["popularity", "neighbours", "factors"]
METHODS: tuple[Method, ...] = ("popularity", "neighbours", "factors")
BLOCK = 512
"""How many films or people are worked on at a time: tables of all at once would take a gigabyte."""


@dataclass(frozen=True)
class Model:
    """What is needed to score n films."""

    counts: Array
    """How many people rated each film: (n,)."""
    near: Array
    """The films most like each: rows of the table of films, (n, k)."""
    alike: Array
    """How much they are: cosines, (n, k)."""
    factors: Array
    """Each film in r numbers: (n, r)."""

    def scores(self, likings: Array, method: Method) -> Array:
        """Return the scores of all films for some people: from (people, n) to (people, n), the higher the better."""
        if method == "popularity":
            popular: Array = np.broadcast_to(self.counts.astype(np.float32), likings.shape)
            return popular
        if method == "factors":
            compared: Array = likings @ self.factors @ self.factors.T
            return compared
        found = np.zeros(likings.shape, np.float32)
        for place in range(self.near.shape[1]):
            found += self.alike[:, place] * likings[:, self.near[:, place]]
        return found

    def reasons(self, film: int, liked: Array, likings: Array, method: Method) -> Array:
        """Return how much each of the films `liked` (rows) added to the score of one film, for one person's likings."""
        if method == "factors":
            shares = self.factors[liked] @ self.factors[film]
        else:
            alike = dict(zip(self.near[film].tolist(), self.alike[film].tolist(), strict=True))
            shares = np.array([alike.get(one, 0.0) for one in liked.tolist()], np.float32)
        added: Array = shares * likings[liked]
        return added

    def write(self, path: Path) -> None:
        """Keep the model in a file of arrays, which holds no code; numbers with a point in 16 bits."""
        short = {name: one.astype(np.float16) if one.dtype.kind == "f" else one for name, one in asdict(self).items()}
        np.savez_compressed(path, allow_pickle=False, **short)

    @classmethod
    def read(cls, path: Path) -> "Model":
        """Read a model. Raises ValueError for a file that holds anything but arrays of numbers."""
        with np.load(path, allow_pickle=False) as arrays:
            kept = {name: arrays[name] for name in cls.__dataclass_fields__}
        # numbers of 16 bits are short to keep and slow to calculate with
        return cls(**{name: one.astype(np.float32) if one.dtype == np.float16 else one for name, one in kept.items()})


def blocks(length: int) -> Iterator[slice]:
    """Cut a length into pieces of at most `BLOCK`."""
    return (slice(start, min(start + BLOCK, length)) for start in range(0, length, BLOCK))


def neighbours(table: Array, count: int) -> tuple[Array, Array]:
    """Return for each film the `count` films most like it, and how much, from likings of shape (people, n).

    Likeness is the cosine between two columns. No film is its own neighbour.
    """
    units = table / np.maximum(np.linalg.norm(table, axis=0), 1e-9)
    films = table.shape[1]
    near, alike = np.empty((films, count), np.int16), np.empty((films, count), np.float32)
    for block in blocks(films):
        cosines = units[:, block].T @ units
        cosines[np.arange(len(cosines)), np.arange(block.start, block.stop)] = -1
        chosen = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
        near[block], alike[block] = chosen, np.maximum(np.take_along_axis(cosines, chosen, axis=1), 0)
    return near, alike


def factorise(table: Array, rank: int) -> Array:
    """Return r numbers a film, (n, r): the right singular vectors of the likings with the largest values.

    Taken from the table of people by people, which is the small one here: 671 by 671 instead of 9,066 by 9,066.
    """
    values, left = np.linalg.eigh(table.astype(np.float64) @ table.T.astype(np.float64))
    largest = np.argsort(values)[::-1][:rank]
    vectors = table.T @ left[:, largest] / np.sqrt(np.maximum(values[largest], 1e-9))
    found: Array = vectors.astype(np.float32)
    return found


def train(ratings: Ratings, films: int, *, count: int, rank: int) -> Model:
    """Train all three ways of scoring on these ratings."""
    table = ratings.likings(int(ratings.person.max()) + 1, films)
    near, alike = neighbours(table, count)
    counts = np.bincount(ratings.film, minlength=films).astype(np.int32)
    return Model(counts, near, alike, factorise(table, rank))


def best(scores: Array, seen: Array, count: int) -> Array:
    """Return the rows of the `count` best films that are not `seen`, best first, for each person: (people, count)."""
    open_ = np.where(seen, -np.inf, scores)
    chosen = np.argpartition(-open_, count - 1, axis=-1)[..., :count]
    order = np.argsort(-np.take_along_axis(open_, chosen, -1), axis=-1, kind="stable")
    ranked: Array = np.take_along_axis(chosen, order, -1)
    return ranked

"""How good the rankings are, on ratings that the model has not seen.

The last five ratings of each person are the test, the five before them choose how many neighbours and factors there
are, and all before these train. A film that was held out counts as found when it is among the ten at the top. What
other people rated later is known to the model, as in most published figures of this kind: a shop would know less.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from recommender.model import METHODS, Method, Model, best, blocks, train
from recommender.ratings import Array, Ratings

TOP, HELD_OUT = 10, 5
COUNTS, RANKS = (10, 20, 50, 100), (8, 16, 32, 64, 128)
"""The numbers of neighbours and of factors that are tried."""
DISCOUNTS = 1 / np.log2(np.arange(2, TOP + 2))
RESAMPLES = 2_000


@dataclass(frozen=True)
class Found:
    """What one way of scoring found for each person."""

    ndcg: Array
    """Normalised discounted cumulative gain of the ten at the top: (people,)."""
    recall: Array
    """Share of the films held out that are among the ten: (people,)."""
    films: int
    """How many different films were recommended to anybody."""


def held_out(ratings: Ratings, first: int) -> tuple[Ratings, Ratings]:
    """Return the ratings before, and the five of each person that are followed by `first` more."""
    out = (ratings.latest >= first) & (ratings.latest < first + HELD_OUT)
    return ratings.where(ratings.latest >= first + HELD_OUT), ratings.where(out)


def look(model: Model, method: Method, known: Ratings, hidden: Ratings) -> Found:
    """Score all films for all people, some people at a time, and see where those that are `hidden` came out."""
    films, people = len(model.counts), int(hidden.person.max()) + 1
    gains, seen_films = np.zeros((people, TOP)), set()
    for block in blocks(people):
        part = (block.stop - block.start, films, block.start)
        top = best(model.scores(known.likings(*part), method), known.given(*part), TOP)
        gains[block] = np.take_along_axis(hidden.given(*part), top, axis=1)
        seen_films |= set(np.unique(top).tolist())
    ideal = DISCOUNTS[:HELD_OUT].sum()
    return Found(gains @ DISCOUNTS / ideal, gains.sum(axis=1) / HELD_OUT, len(seen_films))


def interval(values: Array) -> list[float]:
    """Return the mean and its interval of 95 %, by drawing people with replacement."""
    rng = np.random.default_rng(0)
    means = [values[rng.integers(0, len(values), len(values))].mean() for _ in range(RESAMPLES)]
    return [round(float(one), 4) for one in (values.mean(), *np.quantile(means, [0.025, 0.975]))]


def choose(ratings: Ratings, films: int, say: Callable[[str], None]) -> tuple[int, int]:
    """Return the numbers of neighbours and factors that do best on the five ratings before the last five."""
    known, hidden = held_out(ratings, HELD_OUT)
    model = train(known, films, count=max(COUNTS), rank=max(RANKS))
    order = np.argsort(-model.alike.astype(np.float32), axis=1, kind="stable")
    near, alike = (np.take_along_axis(part, order, axis=1) for part in (model.near, model.alike))
    by_count, by_rank = {}, {}
    for count in COUNTS:
        fewer = Model(model.counts, near[:, :count], alike[:, :count], model.factors)
        by_count[count] = look(fewer, "neighbours", known, hidden).ndcg.mean()
        say(f"{count:>4} neighbours  nDCG {by_count[count]:.4f}")
    for rank in RANKS:
        fewer = Model(model.counts, near, alike, model.factors[:, :rank])
        by_rank[rank] = look(fewer, "factors", known, hidden).ndcg.mean()
        say(f"{rank:>4} factors     nDCG {by_rank[rank]:.4f}")
    return max(by_count, key=by_count.__getitem__), max(by_rank, key=by_rank.__getitem__)


def compare(ratings: Ratings, films: int, *, count: int, rank: int) -> Mapping[str, object]:
    """Return what each way of scoring reaches on the last five ratings, and the differences, with intervals."""
    known, hidden = held_out(ratings, 0)
    model = train(known, films, count=count, rank=rank)
    found: dict[str, Found] = {method: look(model, method, known, hidden) for method in METHODS}
    pairs = (("neighbours", "popularity"), ("factors", "popularity"), ("factors", "neighbours"))
    return {
        "people": len(found["popularity"].ndcg),
        "neighbours": count,
        "factors": rank,
        "ndcg_at_10": {method: interval(one.ndcg) for method, one in found.items()},
        "recall_at_10": {method: interval(one.recall) for method, one in found.items()},
        "films_recommended": {method: one.films for method, one in found.items()},
        "differences": {f"{a} - {b}": interval(found[a].ndcg - found[b].ndcg) for a, b in pairs},
    }

"""The ratings and the films, read from two packed tables."""

import csv
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
ARTICLE = re.compile(r"^(.+), (The|An?)\b")
"""Titles are kept for sorting, as in "Matrix, The"."""
NEUTRAL = 2
"""Stars that say neither yes nor no: what is above counts for a film and those like it, what is below against."""


@dataclass(frozen=True)
class Film:
    """A film, as its row in the table has it."""

    number: int
    title: str
    year: str
    genres: tuple[str, ...]

    @cached_property
    def name(self) -> str:
        """Title and year, the article in front; a film without a title is called by its number."""
        title = ARTICLE.sub(r"\2 \1", self.title) or f"film {self.number}"
        return f"{title} ({self.year})" if self.year else title


@dataclass(frozen=True)
class Ratings:
    """All ratings as four columns of equal length, in order of people and then of time."""

    person: Array
    """Numbers from 0."""
    film: Array
    """Rows of the table of films, from 0."""
    stars: Array
    latest: Array
    """How many ratings the same person gave after this one."""

    def __len__(self) -> int:
        return len(self.stars)

    def where(self, chosen: Array) -> "Ratings":
        """Return some of the rows."""
        return Ratings(self.person[chosen], self.film[chosen], self.stars[chosen], self.latest[chosen])

    def of_people(self, people: int, first: int) -> "Ratings":
        """Return the rows of the `people` from number `first` on, who are counted from 0 then."""
        mine = self.where((self.person >= first) & (self.person < first + people))
        return replace(mine, person=mine.person - first)

    def given(self, people: int, films: int, first: int = 0) -> Array:
        """Return which films the `people` from number `first` on rated: (people, films)."""
        table, mine = np.zeros((people, films), bool), self.of_people(people, first)
        table[mine.person, mine.film] = True
        return table

    def likings(self, people: int, films: int, first: int = 0) -> Array:
        """Return how much the `people` from number `first` on like each film, 0 where nothing is known.

        The shape is (people, films), in float32: 36 MB for 1,000 people and 9,000 films, so take some at a time.
        """
        table, mine = np.zeros((people, films), np.float32), self.of_people(people, first)
        table[mine.person, mine.film] = mine.stars - NEUTRAL
        return table


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a packed table."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_films(path: Path) -> list[Film]:
    """Read the table of films."""
    return [Film(int(one["film"]), one["title"], one["year"], tuple(one["genres"].split("|"))) for one in rows(path)]


def read_ratings(path: Path, films: list[Film]) -> Ratings:
    """Read the ratings of these films."""
    place = {film.number: row for row, film in enumerate(films)}
    table = list(rows(path))
    people = np.unique([int(one["user"]) for one in table], return_inverse=True)[1]
    counts = np.bincount(people)
    ends = np.repeat(np.cumsum(counts), counts)
    return Ratings(
        people,
        np.array([place[int(one["film"])] for one in table]),
        np.array([float(one["stars"]) for one in table], np.float32),
        ends - 1 - np.arange(len(table)),
    )

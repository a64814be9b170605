"""The paragraphs that are quoted, and the questions and conversations that the bot is measured on."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a lesson, with its place on the site."""

    name: str
    link: str
    """The address of its heading, without that of the site."""
    heading: str
    text: str

    @property
    def lesson(self) -> str:
        """The name of the lesson in words."""
        return self.name.rpartition("-")[0].replace("-", " ")

    @property
    def searched(self) -> str:
        """What is searched by words: the paragraph under its titles."""
        return f"{self.lesson} {self.heading} {self.text}"


@dataclass(frozen=True)
class Question:
    """A question with the names of the paragraphs that answer it: none where the texts do not."""

    text: str
    part: str
    kind: str
    answers: frozenset[str]


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table whose columns are parted by tabs; quotation marks are text."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def read_paragraphs(path: Path) -> list[Paragraph]:
    """Read the paragraphs."""
    return [Paragraph(one["id"], one["link"], one["heading"], one["text"]) for one in rows(path)]


def read_questions(path: Path) -> list[Question]:
    """Read the questions that stand alone."""
    return [Question(one["question"], one["part"], one["kind"], frozenset(one["answer"].split())) for one in rows(path)]


def read_conversations(path: Path) -> list[list[Question]]:
    """Read the conversations: an opening, a follow-up, and a question about something else."""
    grouped = groupby(rows(path), key=lambda one: one["conversation"])
    return [
        [Question(one["question"], one["part"], one["turn"], frozenset(one["answer"].split())) for one in turns]
        for _, turns in grouped
    ]

"""One turn of a conversation: understand, search, and then quote or refuse."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ask.memory import understood
from ask.search import Search
from ask.texts import Paragraph

NEARBY = 3
"""How many places to look at a refusal offers."""
REFUSAL = "I do not find that in these lessons."


@dataclass(frozen=True)
class Answer:
    """What is said, and why."""

    understood: list[str]
    """The turns that were searched together, the question last."""
    way: str
    score: float
    quoted: Paragraph | None
    """None where the best score is below the threshold: then nothing is quoted."""
    nearby: list[Paragraph]
    """After a refusal: where one may look, without a promise."""

    @property
    def text(self) -> str:
        """The words that are said: those of a paragraph, every one of them, or a refusal."""
        return self.quoted.text if self.quoted else REFUSAL


def one_of_each(paragraphs: Sequence[Paragraph], count: int) -> list[Paragraph]:
    """Return the first paragraphs that have different links."""
    kept: dict[str, Paragraph] = {}
    for one in paragraphs:
        kept.setdefault(one.link, one)
    return list(kept.values())[:count]


def answer(search: Search, question: str, before: Sequence[str] = ()) -> Answer:
    """Answer one question of a conversation."""
    turns, way = understood(question, before), search.way
    scores = search.scores(turns)
    order = np.argsort(-scores, kind="stable")[: 4 * NEARBY].tolist()
    best = float(scores[order[0]])
    if best >= way.threshold:
        return Answer(turns, way.name, best, search.paragraphs[order[0]], [])
    nearby = [search.paragraphs[row] for row in order if scores[row] > 0]
    return Answer(turns, way.name, best, None, one_of_each(nearby, NEARBY))

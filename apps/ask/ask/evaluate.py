"""How good the answers are, on questions and conversations that were written before anything was searched.

A wrong answer costs 2, a refusal 1 where the texts have the answer. Each way of searching gets the threshold that is
cheapest on the questions for tuning, and is then judged on the others. Intervals draw questions with replacement, and
for conversations whole conversations: the turns of one hang together.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ask.memory import understood
from ask.search import Search
from ask.texts import Question
from ask.words import Array

WRONG, REFUSED = 2, 1
"""What a wrong answer costs, and a refusal of what could have been answered."""
CANDIDATES = tuple(round(number / 20, 2) for number in range(5, 41))
RESAMPLES = 2_000
Memory = Callable[[Sequence[str]], Sequence[str]]
"""What is made of all turns so far, the question last."""
MEMORIES: Mapping[str, Memory] = {
    "none": lambda turns: turns[-1:],
    "always": lambda turns: turns,
    "rule": lambda turns: understood(turns[-1], turns[:-1]),
}


@dataclass(frozen=True)
class Found:
    """What was found for some questions."""

    score: Array
    right: Array
    """Whether the best paragraph is one that answers."""
    can: Array
    """Whether any does."""

    def answered(self, threshold: float) -> Array:
        """Return which questions are answered."""
        return np.asarray(self.score >= threshold)

    def cost(self, threshold: float) -> Array:
        """Return what each question costs."""
        told = self.answered(threshold)
        return WRONG * (told & ~self.right) + REFUSED * (~told & self.can)


def look(search: Search, asked: Sequence[tuple[Question, Sequence[str]]]) -> Found:
    """Search each question with the turns that belong to it."""
    score, right, can = [], [], []
    for question, turns in asked:
        scores = search.scores(turns)
        best = int(scores.argmax())
        score.append(scores[best])
        right.append(search.paragraphs[best].name in question.answers)
        can.append(bool(question.answers))
    return Found(np.array(score), np.array(right), np.array(can))


def threshold(found: Found) -> float:
    """Return the cheapest threshold, the lowest of those that are equal."""
    return CANDIDATES[int(np.argmin([found.cost(one).mean() for one in CANDIDATES]))]


def interval(values: Array) -> list[float]:
    """Return the mean and its interval of 95 %, by drawing rows with replacement."""
    rng = np.random.default_rng(0)
    picks = rng.integers(0, len(values), (RESAMPLES, len(values)))
    ends = np.quantile(values[picks].mean(axis=1), [0.025, 0.975])
    return [round(float(one), 3) for one in (values.mean(), *ends)]


def alone(questions: Sequence[Question], part: str) -> list[tuple[Question, Sequence[str]]]:
    """Return the questions of a part, each without a memory."""
    return [(one, [one.text]) for one in questions if one.part == part]


def turns_of(
    conversations: Sequence[Sequence[Question]], part: str, kind: str, memory: Memory
) -> list[tuple[Question, Sequence[str]]]:
    """Return one turn of each conversation of a part, with what a memory makes of those before it."""
    asked = []
    for conversation in conversations:
        for place, one in enumerate(conversation):
            if one.part == part and one.kind == kind:
                asked.append((one, memory([before.text for before in conversation[: place + 1]])))
    return asked


def judge(search: Search, questions: Sequence[Question]) -> tuple[dict[str, object], Array]:
    """Return how one way of searching does on the last questions, and what each of them costs."""
    least = threshold(look(search, alone(questions, "tuning")))
    found = look(search, alone(questions, "final"))
    told, paid = found.answered(least), found.cost(least)
    return {
        "threshold": least,
        "questions": len(paid),
        "with an answer": int(found.can.sum()),
        "answered": int(told.sum()),
        "rightly": int((told & found.right).sum()),
        "answered without one": int((told & ~found.can).sum()),
        "right paragraph first": interval(found.right[found.can].astype(float)),
        "cost": interval(paid),
        "less than silence": interval(found.can * REFUSED - paid),
    }, paid


def remember(search: Search, conversations: Sequence[Sequence[Question]]) -> dict[str, object]:
    """Return how often the right paragraph comes first with each memory, and the differences."""
    told: dict[str, object] = {}
    both = {}
    for name, memory in MEMORIES.items():
        follow, change = (
            look(search, turns_of(conversations, "final", kind, memory)) for kind in ("follow-up", "change")
        )
        both[name] = (follow.right.astype(float) + change.right) / 2
        paid = (follow.cost(search.way.threshold) + change.cost(search.way.threshold)) / 2
        told[name] = {
            "follow-up": interval(follow.right.astype(float)),
            "change": interval(change.right.astype(float)),
            "both": interval(both[name]),
            "cost": interval(paid),
        }
    told["conversations"] = len(both["rule"])
    told["differences"] = {f"rule - {name}": interval(both["rule"] - both[name]) for name in ("none", "always")}
    return told


def measure(
    searches: Sequence[Search], questions: Sequence[Question], conversations: Sequence[Sequence[Question]]
) -> dict[str, object]:
    """Return all figures, by the name of the way of searching."""
    told: dict[str, object] = {}
    paid = []
    for search in searches:
        found, cost = judge(search, questions)
        told[search.way.name] = {**found, "memory": remember(search, conversations)}
        paid.append(cost)
    if len(paid) == 2:
        told["less than words"] = interval(paid[0] - paid[1])
    return told

"""What of a conversation belongs to the question: a follow-up is joined to the turns before it, within a budget."""

from collections.abc import Sequence

from ask.words import words

POINTING = frozenset(["and", "so"])
"""First words that point to something said before. Counting "it" and "that" anywhere found no more on the conversations
for tuning, and joined every third question that stood alone: many point into their own sentence."""
BUDGET = 40
"""How many words are joined at most."""


def points(question: str) -> bool:
    """Tell whether a question begins by pointing to what was said before."""
    return not POINTING.isdisjoint(words(question)[:1])


def topic(turns: Sequence[str]) -> list[str]:
    """Return the turns that belong to the last one: back to the latest that points to nothing before it."""
    start = len(turns) - 1
    while start > 0 and points(turns[start]):
        start -= 1
    return list(turns[max(start, 0) :])


def trim(turns: Sequence[str], budget: int = BUDGET) -> list[str]:
    """Return the question, the opening of its topic, and of what lies between as many of the latest as fit.

    The opening names the topic, and what follows leans on it: without the opening the rest is worth little. When
    not even that fits, the question stands alone.
    """
    *before, question = turns
    left = budget - len(words(question))
    opening, between = before[:1], before[1:]
    left -= sum(len(words(one)) for one in opening)
    if left < 0:
        return [question]
    kept: list[str] = []
    for turn in reversed(between):
        left -= len(words(turn))
        if left < 0:
            break
        kept.insert(0, turn)
    return [*opening, *kept, question]


def understood(question: str, before: Sequence[str], budget: int = BUDGET) -> list[str]:
    """Return the turns that are searched together, the question last."""
    return trim(topic([*before, question]), budget)

"""Search by words: BM25, divided by what the question could have got.

BM25 adds up, over the words of a question, how rare the word is among the paragraphs, times a number between 0 and 2.2
that grows with its count. Divided by the sum of the rarities of all words of the question it becomes a share: 1 says
that each word stands in the paragraph about once. A word that no paragraph has counts as the rarest, so a question
about something else gets a low share, however rare its one common word is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
K, B = 1.2, 0.75
"""The customary settings of BM25: how soon a count saturates, and how much the length of a paragraph matters."""
WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return WORD.findall(text.lower())


class Words:
    """The words of some texts, with the texts that hold them."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(words(text)) for text in texts]
        lengths = np.array([count.total() for count in counts])
        room = K * (1 - B + B * lengths / lengths.mean())
        self.number = len(texts)
        self.rarest = float(np.log(1 + (self.number + 0.5) / 0.5))
        self.rare: dict[str, float] = {}
        self.found: dict[str, tuple[Array, Array]] = {}
        for word in sorted({word for count in counts for word in count}):
            held = np.array([count[word] for count in counts])
            places = np.flatnonzero(held)
            rare = float(np.log(1 + (self.number - len(places) + 0.5) / (len(places) + 0.5)))
            often = held[places] * (K + 1) / (held[places] + room[places])
            self.rare[word], self.found[word] = rare, (places, rare * often)

    def shares(self, asked: Iterable[str]) -> Array:
        """Return for each text the share of the question's words that it holds, weighted by rarity: (texts,)."""
        got, total = np.zeros(self.number), 0.0
        for word in sorted(set(asked)):
            total += self.rare.get(word, self.rarest)
            if word in self.found:
                places, weights = self.found[word]
                got[places] += weights
        return got / total if total else got

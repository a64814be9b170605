"""Vectors of words, sentences and paragraphs."""

from collections.abc import Sequence

import numpy as np

from roadmap_lessons.kept.kinds import Array, Arrays, Names

# Word embeddings -----------------------------------------------------------------------------------------------------


def word_vectors(names: Names) -> Arrays:
    """Return the vectors of all words in the middle, for each of five seeds."""
    counts, negatives = names["N"], names["expected"](times=5)
    return {"": np.array([names["train"](counts, negatives, 200, seed)[0] for seed in range(5)], dtype=np.float16)}


def cosines(vectors: Array) -> Array:
    """Return the cosine between each two words."""
    long = vectors.astype(float)
    units = long / np.linalg.norm(long, axis=1, keepdims=True)
    between: Array = units @ units.T
    return between


def by_cosine(_names: Names, one: Arrays, other: Arrays) -> float:
    """Return the largest difference between the cosines of two words."""
    pairs = zip(one[""], other[""], strict=True)
    return max(float(np.abs(cosines(a) - cosines(b)).max()) for a, b in pairs)


# Sentences -----------------------------------------------------------------------------------------------------------

STEPS_OF_ONE = 450
"""How many steps of a byte a number of 1 would have; the largest that occur are near 0.26."""


def embedded(names: Names, texts: Sequence[str]) -> Array:
    """Return the vectors of texts, made 32 at a time."""
    return np.concatenate([names["embed"](texts[start : start + 32]) for start in range(0, len(texts), 32)])


def sentence_vectors(names: Names) -> Arrays:
    """Return the vectors of all entries of a chatbot, then of all questions."""
    return {"": embedded(names, [*names["entries"], *names["asked"]["question"]]).astype(np.float16)}


def source_vectors(names: Names) -> Arrays:
    """Return the vectors of paragraphs, sentences, sections and questions, in bytes."""
    texts = [*names["paragraphs"]["text"], *names["spoken"], *names["sections"], *names["asked"]["question"]]
    return {"": np.rint(STEPS_OF_ONE * embedded(names, texts)).clip(-127, 127).astype(np.int8)}

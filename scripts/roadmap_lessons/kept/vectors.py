"""Vectors of words, sentences and paragraphs."""

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


# A chatbot -----------------------------------------------------------------------------------------------------------


def sentence_vectors(names: Names) -> Arrays:
    """Return the vectors of all entries, then of all questions, made 32 at a time."""
    texts = [*names["entries"], *names["asked"]["question"]]
    parts = [names["embed"](texts[start : start + 32]) for start in range(0, len(texts), 32)]
    return {"": np.concatenate(parts).astype(np.float16)}


# Answers with sources -----------------------------------------------------------------------------------------------

STEPS_OF_ONE = 450
"""How many steps of a byte a number of 1 would have; the largest that occur are near 0.26."""


def source_vectors(names: Names) -> Arrays:
    """Return the vectors of paragraphs, sentences, sections and questions, 32 at a time, in bytes."""
    texts = [*names["paragraphs"]["text"], *names["spoken"], *names["sections"], *names["asked"]["question"]]
    parts = [names["embed"](texts[start : start + 32]) for start in range(0, len(texts), 32)]
    return {"": np.rint(STEPS_OF_ONE * np.concatenate(parts)).clip(-127, 127).astype(np.int8)}

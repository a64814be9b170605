"""The files of weights and vectors that lessons read: which cells make each, and what counts as the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Arrays = Mapping[str, Array]
Names = Mapping[str, Any]
"""What the cells of a lesson bound."""


@dataclass(frozen=True)
class Kept:
    """A file that a lesson reads, and how its cells make it."""

    lesson: str
    """The path of its source below `docs`."""
    arrays: Callable[[Names], Arrays]
    """Returns the arrays, by name; a file that ends with `.npy` has one."""
    off: Callable[[Names, Arrays, Arrays], float] = lambda *_: 0
    """Returns how far two sets of arrays of the same shapes are apart. Unless given, shapes are all that is compared:
    the lesson itself checks that the kept network is as good as its own."""
    most: float = 0
    """How far apart they may be and count as the same."""
    cells: tuple[str, ...] = ()
    """How the cells begin that are needed besides the first, if not all are."""


def bound(names: Names) -> Arrays:
    """Return the arrays that a cell calls `kept`."""
    return names["kept"]  # type: ignore[no-any-return]


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


def by_number(_names: Names, one: Arrays, other: Arrays) -> float:
    """Return the largest difference between two numbers."""
    return max(float(np.abs(one[name].astype(float) - other[name].astype(float)).max()) for name in one)


# Answers with sources -----------------------------------------------------------------------------------------------

STEPS_OF_ONE = 450
"""How many steps of a byte a number of 1 would have; the largest that occur are near 0.26."""


def source_vectors(names: Names) -> Arrays:
    """Return the vectors of paragraphs, sentences, sections and questions, 32 at a time, in bytes."""
    texts = [*names["paragraphs"]["text"], *names["spoken"], *names["sections"], *names["asked"]["question"]]
    parts = [names["embed"](texts[start : start + 32]) for start in range(0, len(texts), 32)]
    return {"": np.rint(STEPS_OF_ONE * np.concatenate(parts)).clip(-127, 127).astype(np.int8)}


# Transformers --------------------------------------------------------------------------------------------------------

GPT, STEPS, RATE = (64, 4, 3, 64), 16_000, 0.006
"""Numbers a vector, heads, blocks, characters a window; steps and the highest rate."""


def small_gpt(names: Names) -> Arrays:
    """Return the weights of a network that was trained for some minutes."""
    names["torch"].set_num_threads(1)
    net = names["train"](names["fresh"](0, *GPT), 0, steps=STEPS, rate=RATE)
    return {name: values.numpy().astype("float16") for name, values in net.state_dict().items()}


def by_bits(names: Names, one: Arrays, other: Arrays) -> float:
    """Return by how many bits a character of the test chapters two networks differ."""

    def bits(weights: Arrays) -> float:
        net = names["GPT"](*GPT)
        net.load_state_dict({name: names["torch"].tensor(weights[name].astype("float32")) for name in weights})
        return float(np.concatenate(names["bits_of"](net, names["test_texts"])).mean())

    return abs(bits(one) - bits(other))


KEPT = {
    "garment-net.npz": Kept("stage-4/convolutions.md", bound),
    "austen-lstm.npz": Kept("stage-4/recurrent-networks.md", bound),
    "detector-net.npz": Kept("stage-4/image-classification.md", bound),
    "austen-vectors.npy": Kept(
        "stage-4/word-embeddings.md",
        word_vectors,
        by_cosine,
        0.01,
        (
            "with gzip.open(",
            "def count_pairs(",
            "ids = [",
            "totals = N.sum(",
            "def logistic(",
            "def slopes(",
            "def train(",
        ),
    ),
    "bot-vectors.npy": Kept(
        "stage-4/chatbot-basics.md",
        sentence_vectors,
        by_number,
        0.001,
        ("answers = pd.read_csv(", "entries = (", "import torch", "def cosines(", "def embed("),
    ),
    "site-vectors.npy": Kept(
        "stage-4/retrieval-augmented.md",
        source_vectors,
        by_number,
        1,
        (
            "paragraphs = pd.read_csv(",
            "def sentences(",
            "import sqlite3\n",
            "def embed(",
            "sections = paragraphs.groupby(",
        ),
    ),
    "austen-gpt.npz": Kept(
        "stage-4/transformers.md",
        small_gpt,
        by_bits,
        0.02,
        (
            "ALPHABET = ",
            "import torch\n",
            "class Attention(",
            "class Block(",
            "class GPT(",
            "stream = ",
            "def train(",
            "def bits_of(",
        ),
    ),
}

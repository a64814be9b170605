"""The files of weights and vectors that lessons read: which cells make each, and what counts as the same."""

import os
import resource
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
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


# Fine-tuning with LoRA -----------------------------------------------------------------------------------------------

RANKS, SEEDS = (1, 8), range(5)
RATES = {"lora": (0.002, 0.05), "whole": (1e-4, 3e-3)}
"""The learning rates of a way: the one that was chosen, and one that is too high."""


def on_its_own(job: Callable[[], float]) -> tuple[float, float]:
    """Do a job in a process of its own; return what it returns, and by how many MB its memory grew at most."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        result = job()
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        os.write(writing, f"{result} {grown}".encode())
        os._exit(0)
    os.waitpid(child, 0)
    one, other = os.read(reading, 100).split()
    return float(one), float(other)


def tuning_runs(names: Names) -> Arrays:
    """Return what each run named rightly, what it then still found, and what training cost; ten minutes or more."""
    drawn, train, right_of, head_on = (names[name] for name in ("drawn", "train", "right_of", "head_on"))
    y, test, texts = names["y"], names["test"], names["texts"]

    def encoder(way: str, rank: int, seed: int) -> Any:
        return names["with_lora"](rank, seed) if way == "lora" else names["fresh"]()

    def cost(way: str) -> float:
        net, rows = encoder(way, 8, 0), drawn(0, 90)
        head = names["nn"].Linear(384, 1)
        start = time.process_time()
        if way == "head":
            head_on(names["embed"](net, texts[rows]), y[rows])
        else:
            train(net, head, rows, 1e-4, epochs=1)
        return time.process_time() - start

    costs = [on_its_own(partial(cost, way)) for way in ("head", "lora", "whole")]
    frozen = names["before"]
    values = names["embed"](frozen, texts)
    right = np.zeros((4, len(SEEDS), len(test)), dtype=bool)
    little = np.zeros((3, len(SEEDS), len(test)), dtype=bool)
    found = np.zeros((3, len(SEEDS), len(names["asked"])), dtype=bool)
    fast = np.zeros((2, 3, len(test)), dtype=bool)
    found[0] = names["finds"](frozen)
    changes = []
    for seed in SEEDS:
        for rows, epochs, runs, ways in (
            (drawn(seed), 3, right, (("lora", 1), ("lora", 8), ("whole", 0))),
            (drawn(seed, 30), 10, little, (("lora", 8), ("whole", 0))),
        ):
            head = head_on(values[rows], y[rows])
            runs[0, seed] = right_of(frozen, head, test)
            for at, (way, rank) in enumerate(ways, start=1):
                net, own = encoder(way, rank, seed), head_on(values[rows], y[rows])
                train(net, own, rows, RATES[way][0], seed, epochs)
                runs[at, seed] = right_of(net, own, test)
                if runs is right and rank != 1:
                    found[1 if way == "lora" else 2, seed] = names["finds"](net)
                if runs is right and way == "whole" and not seed:
                    pairs = zip(frozen.encoder.layer, net.encoder.layer, strict=True)
                    for old, new in pairs:
                        for part in ("query", "value"):
                            one, other = (getattr(layer.attention.self, part).weight for layer in (old, new))
                            changes.append((other - one).detach().numpy())
            print(seed, epochs, runs[:, seed].mean(axis=1), flush=True)
    for seed in range(3):
        for at, way in enumerate(("lora", "whole")):
            rows = drawn(seed)
            net, head = encoder(way, 8, seed), head_on(values[rows], y[rows])
            train(net, head, rows, RATES[way][1], seed)
            fast[at, seed] = right_of(net, head, test)
    strengths = np.array([np.linalg.svd(change, compute_uv=False) for change in changes], dtype=np.float32)
    seconds, peak = np.array(costs, dtype=np.float32).T
    return {
        **{"right": right, "little": little, "found": found, "fast": fast},
        **{"strengths": strengths, "seconds": seconds, "peak": peak},
    }


# Sentiment -----------------------------------------------------------------------------------------------------------

RUNS = (
    ("frozen", 2000, 1),
    ("small", 100, 5),
    ("small", 400, 5),
    ("small", 2000, 5),
    ("tuned", 400, 5),
    ("tuned", 2000, 5),
)
"""Ways, labels, seeds. The last run of each way also reads what is not the test."""


def film_vectors(names: Names) -> Arrays:
    """Return vectors in hundredths, and for each run and seed which texts it calls praise."""
    texts = {name: list(names[name]["text"]) for name in ("pool", "test", "probes", "products")}
    read = {name: names["read"](some) for name, some in (texts | {"mixed_up": names["mixed_up"]}).items()}
    hundredths = {name: np.round(100 * vectors).astype(np.int8) for name, (vectors, _) in read.items()}
    states = {name: halves for name, (_, halves) in read.items()}
    material = {**names, "texts": texts | {"mixed_up": names["mixed_up"]}, "vectors": hundredths, "states": states}
    arrays = {name: hundredths[name] for name in texts}
    learn = {"frozen": _frozen, "small": _small, "tuned": _tuned}
    last = {way: size for way, size, _ in RUNS}
    for way, size, seeds in RUNS:
        asked = [learn[way](material, names["drawn"](size, seed), seed) for seed in range(seeds)]
        arrays[f"{way}_{size}_said"] = np.array([ask("test") for ask in asked])
        if last[way] == size:
            for name in ("probes", "products", "mixed_up"):
                arrays[f"{way}_{name}_said"] = np.array([ask(name) for ask in asked])
    return arrays


def _frozen(names: Names, rows: Array, _seed: int) -> Callable[[str], Array]:
    head = names["head_on"](names["vectors"]["pool"][rows] / 100, names["labels"][rows])
    return lambda name: head.predict(names["vectors"][name] / 100)


def _tuned(names: Names, rows: Array, seed: int) -> Callable[[str], Array]:
    halves = [names["states"]["pool"][row] for row in rows]
    net = names["tuned_on"](names["vectors"]["pool"][rows] / 100, halves, names["labels"][rows], seed)
    return lambda name: names["says_praise"](net, names["states"][name])


def _small(names: Names, rows: Array, seed: int) -> Callable[[str], Array]:
    some = [names["texts"]["pool"][row] for row in rows]
    net, numbers = names["small_on"](some, names["labels"][rows], seed)
    return lambda name: names["says_praise"](net, names["word_ids"](names["texts"][name], numbers))


def by_share(_names: Names, one: Arrays, other: Arrays) -> float:
    """Return the largest difference between two numbers of a vector, or between the shares of praise of two runs."""
    vectors = {name for name in one if not name.endswith("_said")}
    apart = by_number(
        _names, {name: one[name] / 100 for name in vectors}, {name: other[name] / 100 for name in vectors}
    )
    return max(apart, *(abs(float(one[name].mean() - other[name].mean())) for name in set(one) - vectors))


KEPT = {
    "tuning-runs.npz": Kept(
        "stage-4/fine-tuning-lora.md",
        tuning_runs,
        cells=(
            "reviews = pd.read_csv(",
            "test, choosing = ",
            "import torch\n",
            "def vectors(",
            "class LoRA(",
            "def set_seeds(",
            "def learning(",
            "def head_on(",
            "def train(",
            "def right_of(",
            "answers = pd.read_csv(",
        ),
    ),
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
    "film-vectors.npz": Kept(
        "stage-4/sentiment-analysis.md",
        film_vectors,
        by_share,
        0.03,
        (
            "file = ",
            "reviews = rated",
            "def drawn(",
            "states = np.array(",
            "def mean_of_real(",
            "import copy",
            "def read_batch(",
            "def read(",
            "def head_on(",
            "def filled_up(",
            "class Tuned(",
            "def set_seeds(",
            "def train(",
            "def says_praise(",
            "class Small(",
            "def word_ids(",
            "def small_on(",
            "rng = ",
            "probes = ",
            "products = ",
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

"""Vectors of film reviews, and which of them each trained network calls praise."""

from collections.abc import Callable

import numpy as np

from roadmap_lessons.kept.kinds import Array, Arrays, Names, by_number

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

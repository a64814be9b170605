"""Runs of fine-tuning a language model: whole, by its head alone, with LoRA."""

import os
import resource
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from roadmap_lessons.kept.kinds import Arrays, Names

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

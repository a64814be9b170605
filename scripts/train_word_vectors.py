#!/usr/bin/env python
"""Train the vectors of the lesson on word embeddings, by the lesson's own cells, and compare with our file.

    python scripts/train_word_vectors.py           train five seeds (a minute) and compare
    python scripts/train_word_vectors.py --write   also replace the file

Processors differ in the last digits, so the same means: no cosine between two words differs by more than a hundredth.
"""

import sys
from pathlib import Path
from typing import Any

import click
import numpy as np

from mlroadmap.lessons.source import read_lesson

ROOT = Path(__file__).parents[1]
LESSON = ROOT / "docs/stage-4/word-embeddings.md"
TARGET = ROOT / "docs/assets/data/austen-vectors.npy"
CELLS = (
    "with gzip.open(",
    "def count_pairs(",
    "ids = [",
    "totals = N.sum(",
    "def logistic(",
    "def slopes(",
    "def train(",
)
"""How the cells begin that training needs, in the order of the lesson."""
SEEDS, STEPS = 5, 200


def cells() -> list[str]:
    """Return the set-up of the lesson and the cells that training needs. Raises LookupError when one is not there."""
    found = [cell.code for cell in read_lesson(LESSON, name=LESSON.stem).cells]
    kept = found[:1]
    for start in CELLS:
        fitting = [code for code in found if code.startswith(start)]
        if len(fitting) != 1:
            raise LookupError(f"{len(fitting)} cells of the lesson begin with {start!r}")
        kept += fitting
    return kept


def trained() -> np.ndarray[Any, np.dtype[np.float16]]:
    """Return the vectors of all words in the middle, for each seed, in half precision."""
    sys.path.insert(0, str(ROOT / "docs/assets/lessons"))
    names: dict[str, Any] = {}
    for code in cells():
        exec(compile(code, str(LESSON), "exec"), names)
    counts, negatives = names["N"], names["expected"](times=5)
    return np.array([names["train"](counts, negatives, STEPS, seed)[0] for seed in range(SEEDS)], dtype=np.float16)


def cosines(vectors: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the cosine between each two words."""
    long = vectors.astype(float)
    units = long / np.linalg.norm(long, axis=1, keepdims=True)
    between: np.ndarray[Any, Any] = units @ units.T
    return between


def same(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> bool:
    """Say whether two files of vectors give the same cosines, to a hundredth."""
    return one.shape == other.shape and all(
        np.abs(cosines(a) - cosines(b)).max() < 0.01 for a, b in zip(one, other, strict=True)
    )


@click.command(help=__doc__)
@click.option("--write", is_flag=True, help="Replace the committed file.")
def main(write: bool) -> None:
    """Train, compare, and say what was found; exit 1 when the file differs and is not replaced."""
    made = trained()
    if write:
        np.save(TARGET, made)
    equal = same(made, np.load(TARGET))
    click.echo(f"{TARGET.name}: {'the same' if equal else 'different: run with --write'}")
    sys.exit(not equal)


if __name__ == "__main__":
    main()

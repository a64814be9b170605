#!/usr/bin/env python
"""Train the small GPT of the lesson on transformers, by the lesson's own cells, and compare with our file.

    python scripts/train_small_gpt.py           train seed 0 (some minutes) and compare
    python scripts/train_small_gpt.py --write   also replace the file

Processors differ in the last digits, and 16,000 steps make more of that, so the same means: as good, within two
hundredths of a bit per character of the lesson's test chapters.
"""

import sys
from pathlib import Path
from typing import Any

import click
import numpy as np

from mlroadmap.lessons.source import read_lesson

ROOT = Path(__file__).parents[1]
LESSON = ROOT / "docs/stage-4/transformers.md"
TARGET = ROOT / "docs/assets/data/austen-gpt.npz"
CELLS = (
    "ALPHABET = ",
    "import torch\n",
    "class Attention(",
    "class Block(",
    "class GPT(",
    "stream = ",
    "def train(",
    "def bits_of(",
)
"""How the cells begin that training needs, in the order of the lesson."""
SEED, SIZES, STEPS, RATE = 0, (64, 4, 3, 64), 16_000, 0.006
"""Numbers a vector, heads, blocks, characters a window; steps and the highest rate."""


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


def names() -> dict[str, Any]:
    """Run the cells, and return what they bind."""
    sys.path.insert(0, str(ROOT / "docs/assets/lessons"))
    bound: dict[str, Any] = {}
    for code in cells():
        exec(compile(code, str(LESSON), "exec"), bound)
    return bound


def arrays(net: Any) -> dict[str, Any]:
    """Return the weights of a network by name, in half precision."""
    return {name: values.numpy().astype("float16") for name, values in net.state_dict().items()}


def bits(lesson: dict[str, Any], weights: dict[str, Any]) -> float:
    """Return the bits that a network with these weights pays for a character of the test chapters."""
    net = lesson["GPT"](*SIZES)
    net.load_state_dict({name: lesson["torch"].tensor(weights[name].astype("float32")) for name in weights})
    return float(np.concatenate(lesson["bits_of"](net, lesson["test_texts"])).mean())


@click.command(help=__doc__)
@click.option("--write", is_flag=True, help="Replace the committed file.")
def main(write: bool) -> None:
    """Train, compare, and say what was found; exit 1 when the file is not as good and is not replaced."""
    lesson = names()
    lesson["torch"].set_num_threads(1)
    made = arrays(lesson["train"](lesson["fresh"](SEED, *SIZES), SEED, steps=STEPS, rate=RATE))
    if write:
        np.savez_compressed(TARGET, **made)
    kept = dict(np.load(TARGET))
    one, other = bits(lesson, made), bits(lesson, kept)
    click.echo(f"{TARGET.name}: {other:.3f} bits, trained now {one:.3f}, {TARGET.stat().st_size:,} bytes")
    sys.exit(abs(one - other) > 0.02)


if __name__ == "__main__":
    main()

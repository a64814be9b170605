#!/usr/bin/env python
"""Make the vectors of the lesson on chatbots, by the lesson's own cells, and compare with our file.

    python scripts/embed_bot_texts.py           embed all entries and questions (a minute) and compare
    python scripts/embed_bot_texts.py --write   also replace the file

Processors differ in the last digits, so the same means: no number differs by more than a thousandth.
"""

import sys
from pathlib import Path
from typing import Any

import click
import numpy as np

from mlroadmap.lessons.source import read_lesson

ROOT = Path(__file__).parents[1]
LESSON = ROOT / "docs/stage-4/chatbot-basics.md"
TARGET = ROOT / "docs/assets/data/bot-vectors.npy"
CELLS = ("answers = pd.read_csv(", "entries = (", "import torch", "def cosines(", "def embed(")
"""How the cells begin that the vectors need."""
BATCH = 32


def cells() -> list[str]:
    """Return the set-up of the lesson and the cells that the vectors need. Raises LookupError when one is not there."""
    found = [cell.code for cell in read_lesson(LESSON, name=LESSON.stem).cells]
    for start in CELLS:
        fitting = [code for code in found if code.startswith(start)]
        if len(fitting) != 1:
            raise LookupError(f"{len(fitting)} cells of the lesson begin with {start!r}")
    return [found[0], *(code for code in found if code.startswith(CELLS))]


def made() -> np.ndarray[Any, np.dtype[np.float16]]:
    """Return the vectors of all entries, then of all questions, in half precision."""
    sys.path.insert(0, str(ROOT / "docs/assets/lessons"))
    names: dict[str, Any] = {}
    for code in cells():
        exec(compile(code, str(LESSON), "exec"), names)
    texts = [*names["entries"], *names["asked"]["question"]]
    parts = [names["embed"](texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)]
    return np.concatenate(parts).astype(np.float16)


def same(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> bool:
    """Say whether two files of vectors are the same, to a thousandth."""
    return one.shape == other.shape and bool(np.abs(one.astype(float) - other.astype(float)).max() < 0.001)


@click.command(help=__doc__)
@click.option("--write", is_flag=True, help="Replace the committed file.")
def main(write: bool) -> None:
    """Embed, compare, and say what was found; exit 1 when the file differs and is not replaced."""
    vectors = made()
    if write:
        np.save(TARGET, vectors)
    equal = same(vectors, np.load(TARGET))
    click.echo(f"{TARGET.name}: {'the same' if equal else 'different: run with --write'}")
    sys.exit(not equal)


if __name__ == "__main__":
    main()

#!/usr/bin/env python
"""Keep the weights of networks that lessons train, for their pages: runs a lesson and writes what it says to keep.

    python scripts/keep_weights.py garment-net.npz     needs the packages of the lesson: run `make notebooks` first

A trained network differs a little between processors, so nothing compares the file with a new run: the lesson checks
that the kept one is as good. After a run, put the new SHA-256 that `make check` tells into the card of the file.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import click
import numpy as np

from mlroadmap.lessons.source import read_lesson

DOCS = Path(__file__).parents[1] / "docs"
KEPT = {"detector-net.npz": "stage-4/image-classification.md", "garment-net.npz": "stage-4/convolutions.md"}
"""The lesson that makes each file. A cell of it binds `kept`, a dictionary of arrays."""
LEFT_OUT = frozenset({"starter", "check", "solution"})


def run(lesson: Path) -> dict[str, Any]:
    """Run the cells of a lesson, without exercises, in an empty folder, and return what they bound."""
    sys.path.insert(0, str(DOCS / "assets/lessons"))
    os.environ["MPLBACKEND"] = "agg"
    names: dict[str, Any] = {}
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            for cell in read_lesson(lesson, name=lesson.name).cells:
                if not cell.tags & LEFT_OUT:
                    exec(compile(cell.code, lesson.name, "exec"), names)
        finally:
            os.chdir(before)
    return names


@click.command(help=__doc__)
@click.argument("file", type=click.Choice(sorted(KEPT)))
def main(file: str) -> None:
    """Write one file."""
    arrays = run(DOCS / KEPT[file])["kept"]
    np.savez_compressed(DOCS / "assets/data" / file, **arrays)
    click.echo(f"{file}: {(DOCS / 'assets/data' / file).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

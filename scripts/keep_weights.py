#!/usr/bin/env python
"""Make a file of weights or vectors that a lesson reads, by the lesson's own cells, and compare with ours.

    python scripts/keep_weights.py garment-net.npz            train again, and compare with the committed file
    python scripts/keep_weights.py garment-net.npz --write    also replace the file

Needs the packages of the lesson: run `make notebooks` first. Processors differ in the last digits, and training makes
more of that, so what counts as the same is said for each file. After `--write`, put the new SHA-256 that `make check`
tells into the card of the file.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from pathlib import Path
from typing import Any

import click
import numpy as np

from mlroadmap.lessons.source import read_lesson
from roadmap_lessons.kept.kinds import Arrays, Names
from roadmap_lessons.kept.recipes import KEPT

DOCS = Path(__file__).parents[1] / "docs"
DATA = DOCS / "assets/data"
LEFT_OUT = frozenset({"starter", "check", "solution"})


def cells_of(lesson: Path, beginnings: tuple[str, ...]) -> list[str]:
    """Return the cells of a lesson that are run: all but exercises, or the first and those that begin as said.

    Raises LookupError for a beginning that is not that of exactly one cell.
    """
    found = [cell for cell in read_lesson(lesson, name=lesson.name).cells if not cell.tags & LEFT_OUT]
    if not beginnings:
        return [cell.code for cell in found]
    for start in beginnings:
        if (fitting := sum(cell.code.startswith(start) for cell in found)) != 1:
            raise LookupError(f"{fitting} cells of {lesson.name} begin with {start!r}")
    return [found[0].code, *(cell.code for cell in found if cell.code.startswith(beginnings))]


@contextmanager
def elsewhere() -> Iterator[None]:
    """Work in an empty folder, where a lesson may write."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def run(codes: list[str], name: str) -> Names:
    """Run cells, and return what they bound."""
    sys.path.insert(0, str(DOCS / "assets/lessons"))
    os.environ["MPLBACKEND"] = "agg"
    names: dict[str, Any] = {}
    for code in codes:
        exec(compile(code, name, "exec"), names)
    return names


def read(path: Path) -> Arrays:
    """Return the arrays of a file by name."""
    kept = np.load(path, allow_pickle=False)
    return {"": kept} if path.suffix == ".npy" else dict(kept)


def write(path: Path, arrays: Arrays) -> None:
    """Replace a file."""
    if path.suffix == ".npy":
        np.save(path, arrays[""])
    else:
        np.savez_compressed(path, allow_pickle=False, **arrays)


def shapes(arrays: Arrays) -> dict[str, tuple[int, ...]]:
    """Return the shape of each array."""
    return {name: array.shape for name, array in arrays.items()}


@click.command(help=__doc__)
@click.argument("file", type=click.Choice(sorted(KEPT)))
@click.option("--write", "replace", is_flag=True, help="Replace the committed file.")
def main(file: str, replace: bool) -> None:
    """Make one file, compare, and say what was found; exit 1 when it differs and is not replaced."""
    kept, path = KEPT[file], DATA / file
    with elsewhere():
        names = run(cells_of(DOCS / kept.lesson, kept.cells), kept.lesson)
        made = kept.arrays(names)
        if replace:
            write(path, made)
            click.echo(f"{file}: {path.stat().st_size:,} bytes")
            return
        there = read(path) if path.exists() else {}
        apart = kept.off(names, made, there) if shapes(made) == shapes(there) else inf
    click.echo(f"{file}: {apart:.2g} apart, at most {kept.most:g} is the same")
    if apart > kept.most:
        sys.exit("different: run with --write")


if __name__ == "__main__":
    main()

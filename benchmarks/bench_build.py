#!/usr/bin/env python
"""Measure how the build grows: 50, 200 and 800 lessons, built by us, by mkdocs-jupyter as it comes, as a Jupyter Book.

    PYTHONPATH=.:scripts python benchmarks/bench_build.py [--lessons 50,200,800] [--rounds 1] [--book PYTHON]

`--book` is the Python of an environment that has Jupyter Book 1 (`pip install "jupyter-book<2"`: version 2 fetches its
theme from the network); without it that column is left out. A site that is to have fewer lessons than are written has
those that are written. All kinds are built in turn in one run, so look at the ratios: machines differ and are noisy.
Ours is built with its cache: from nothing (*first*) and again (*again*). Memory is that of the largest process.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click
from measure_site import PLAIN

from benchmarks.grown_site import grow

BOOK = """\
title: Lessons
execute:
  execute_notebooks: "off"
only_build_toc_files: true
sphinx:
  config:
    suppress_warnings: ["myst.xref_missing", "misc.highlighting_failure"]
"""
START_BOOK = "from jupyter_book.cli.main import main; main()"
"""Its package cannot be run as a module."""
INDEX = {"ours": "search", "plain": "search/search_index.json", "book": "_build/html/searchindex.js"}
"""Where each kind keeps what its search reads."""


@dataclass(frozen=True)
class Run:
    """What one build took: seconds on the clock and of the processors, and megabytes of its largest process."""

    seconds: float
    processor: float
    megabytes: float


def timed(command: list[str], folder: Path) -> Run:
    """Run a command in `folder`; stop with its words if it fails."""
    said = folder / "said.txt"
    start = time.perf_counter()
    with said.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, stdout=out, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(said.read_text("utf-8", errors="replace")[-3000:])
    return Run(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def weight(path: Path) -> float:
    """Return the megabytes of a file or a folder."""
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return sum(one.stat().st_size for one in files) / 1e6


def make_book(folder: Path) -> Path:
    """Write a Jupyter Book of the notebooks in `folder` and return its folder."""
    book = folder / "book"
    shutil.rmtree(book, ignore_errors=True)
    book.mkdir()
    (book / "_config.yml").write_text(BOOK, "utf-8")
    (book / "index.md").write_text("# Lessons\n", "utf-8")
    names = []
    for notebook in sorted(folder.glob("docs/stage-*/*.ipynb")):
        shutil.copy2(notebook, book)
        names.append(notebook.stem)
    chapters = [{"file": name} for name in names]
    (book / "_toc.yml").write_text(json.dumps({"format": "jb-book", "root": "index", "chapters": chapters}), "utf-8")
    return book


def measure(lessons: int, rounds: int, book: Path | None) -> None:
    """Build a site of so many lessons with each kind in turn, and print a table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = grow(folder, lessons)
        (folder / "plain.yml").write_text(PLAIN.format(root=folder), "utf-8")
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir"]
        runs: dict[str, list[Run]] = {}
        for _ in range(rounds):
            shutil.rmtree(folder / ".cache", ignore_errors=True)
            runs.setdefault("ours, first", []).append(timed([*build, str(folder / "ours")], folder))
            runs.setdefault("ours, again", []).append(timed([*build, str(folder / "ours")], folder))
            plain = [*build, str(folder / "plain"), "--config-file", str(folder / "plain.yml")]
            runs.setdefault("mkdocs-jupyter", []).append(timed(plain, folder))
            if book:
                made = make_book(folder)
                command = [str(book), "-c", START_BOOK, "build", "--quiet", str(made)]
                runs.setdefault("Jupyter Book", []).append(timed(command, folder))
        first = median(run.seconds for run in runs["ours, first"])
        sites = {
            "ours, first": ("ours", "ours"),
            "mkdocs-jupyter": ("plain", "plain"),
            "Jupyter Book": ("book", "book"),
        }
        click.echo(
            f"\n{count} lessons{'':<12} {'s':>8} {'CPU s':>8} {'ours/it':>8} {'MB':>6} {'output MB':>10} {'index':>6}"
        )
        for kind, done in runs.items():
            seconds = median(run.seconds for run in done)
            line = f"{kind:<23} {seconds:>8.1f} {median(run.processor for run in done):>8.1f} {first / seconds:>8.2f} "
            line += f"{max(run.megabytes for run in done):>6.0f}"
            if kind in sites:
                place, of_index = sites[kind]
                site = folder / place
                output = weight(site / "_build/html" if place == "book" else site)
                line += f" {output:>10.1f} {weight(site / INDEX[of_index]):>6.2f}"
            click.echo(line)


@click.command(help=__doc__)
@click.option("--lessons", default="50,200,800", show_default=True, help="How many lessons each site has.")
@click.option("--rounds", default=1, show_default=True, type=click.IntRange(1), help="How often each kind is built.")
@click.option(
    "--book", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A Python with Jupyter Book."
)
def main(lessons: str, rounds: int, book: Path | None) -> None:
    """Measure one site after the other."""
    wanted = lessons.split(",")
    if not all(one.strip().isdigit() and int(one) for one in wanted):
        raise click.BadParameter(f"'{lessons}' is no list of numbers: write 50,200,800", param_hint="--lessons")
    for one in wanted:
        measure(int(one), rounds, book)


if __name__ == "__main__":
    main()

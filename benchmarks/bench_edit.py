#!/usr/bin/env python
"""Measure how long an edit takes until `mkdocs serve` shows it: a sentence of a page, of a lesson, a row of the data.

    python benchmarks/bench_edit.py [--rounds 5]

A copy of the project is served on the loopback. Each edit is a real one: a file is written, and the page is asked for
until the words are there. Printed are the medians, with the least and the largest, and the time of a build from nothing
on the same machine in the same run, which is what to compare with: machines differ and are noisy.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

import click

ROOT = Path(__file__).parents[1]
PARTS = ("docs", "hooks", "overrides", "mkdocs.yml", ".runtime")
SECONDS = 120
EDITS = {
    "a sentence in a page": ("docs/how-to-use.md", "# How to use", "how-to-use/"),
    "a sentence in a lesson": ("docs/stage-2/k-means.md", "## ", "stage-2/k-means/"),
    "a title in the data": ("docs/_data/roadmap.yml", "title: Build a strong", ""),
}
"""By name: the file, the words before which or in which something is written, and the page that shows it."""


def wait(until: Callable[[], bool], said: Path) -> None:
    """Return as soon as something holds; stop with the server's words if it does not in time."""
    end = time.monotonic() + SECONDS
    while not until():
        if time.monotonic() > end:
            sys.exit(said.read_text("utf-8")[-3000:])
        time.sleep(0.01)


def shows(address: str, words: str) -> bool:
    """Whether a page has these words."""
    try:
        with urlopen(address, timeout=SECONDS) as answer:
            return words.encode() in answer.read()
    except URLError:
        return False


def edited(text: str, place: str, words: str) -> str:
    """Return the text of a file with `words` in it, at the first `place`."""
    before, found, after = text.partition(place)
    if not found:
        sys.exit(f"there is no '{place}' to edit any more")
    return f"{before}{found} {words}{after}" if "title:" in place else f"{before}{words}\n\n{found}{after}"


def seconds_of(folder: Path, root: str, edit: tuple[str, str, str], words: str, said: Path) -> float:
    """Edit a file, wait until it is shown, and take the edit back. Returns the seconds between the two first."""
    name, place, page = edit
    path = folder / name
    text = path.read_text("utf-8")
    _, _, of_page = text.partition("\n---\n") if text.startswith("---") else ("", "", text)
    path.write_text(text.removesuffix(of_page) + edited(of_page, place, words), "utf-8")
    start = time.perf_counter()
    wait(lambda: shows(f"{root}{page}", words), said)
    seconds = time.perf_counter() - start
    path.write_text(text, "utf-8")
    wait(lambda: not shows(f"{root}{page}", words), said)
    time.sleep(1)  # the server looks again after a moment, for edits that came while it was building
    return seconds


@click.command(help=__doc__)
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1), help="How often each edit is made.")
def main(rounds: int) -> None:
    """Serve a copy, edit it, and print a table."""
    with tempfile.TemporaryDirectory() as name, socket.socket() as taken:
        folder, said = Path(name), Path(name, "said.txt")
        for part in PARTS:
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, folder / part)
            elif (ROOT / part).exists():
                shutil.copy2(ROOT / part, folder)
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        taken.close()
        root = f"http://127.0.0.1:{port}/"
        command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
        environment = os.environ | {"SITE_URL": root, "NO_MKDOCS_2_WARNING": "1"}
        start = time.perf_counter()
        with (
            said.open("w") as out,
            subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=out) as server,
        ):
            try:
                wait(lambda: shows(root, "</html>"), said)
                click.echo(f"{'served from nothing':<24} {time.perf_counter() - start:>6.1f} s")
                for kind, edit in EDITS.items():
                    done = [seconds_of(folder, root, edit, f"Edit{one}of{port}", said) for one in range(rounds)]
                    click.echo(f"{kind:<24} {median(done):>6.1f} s ({min(done):.1f} to {max(done):.1f})")
            finally:
                server.terminate()


if __name__ == "__main__":
    main()

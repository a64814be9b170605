#!/usr/bin/env python
"""Measure the build and the weight of pages, against the same lessons as mkdocs-jupyter renders them by itself.

    python scripts/measure_site.py [--rounds N]     N builds of each kind in turn (3 unless given); prints a table

Machines differ and are noisy, so look at the ratios: both kinds are built in the same run, one after the other.
"""

import gzip
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import click

from mlroadmap.data.load import load_roadmap
from mlroadmap.errors import ProblemsFound
from mlroadmap.site import notebooks

ROOT = Path(__file__).parents[1]
PLAIN = """\
INHERIT: {root}/mkdocs.yml
docs_dir: {root}/docs
watch: []
strict: false
hooks: []
theme:
  custom_dir: {root}/overrides
plugins:
  - search
  - mkdocs-jupyter:
      include: ["*.ipynb"]
      cache: false
exclude_docs: |
  /_data/
  /stage-*/*.md
  !/stage-*/index.md
"""


def build(config: Path, target: Path) -> float:
    """Build the site of `config` into `target` and return the seconds it took."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    command += ["--config-file", str(config), "--site-dir", str(target)]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return time.perf_counter() - start


def weight(page: Path) -> tuple[int, int]:
    """Return the size of a page in bytes, as it is and compressed."""
    content = page.read_bytes()
    return len(content), len(gzip.compress(content, mtime=0))


def compare(name: str, ours: float, plain: float, unit: str) -> str:
    """Return a line of the table."""
    return f"{name:<48} {ours:>9.1f} {plain:>9.1f} {unit:<3} {ours / plain:>6.2f}"


@click.command(help=__doc__)
@click.option("--rounds", default=3, show_default=True, help="How often each kind is built.")
def main(rounds: int) -> None:
    """Build both kinds in turn and print what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "mkdocs.yml")
        plain.write_text(PLAIN.format(root=ROOT), encoding="utf-8")
        configs = {"ours": ROOT / "mkdocs.yml", "plain": plain}
        seconds: dict[str, list[float]] = {kind: [] for kind in configs}
        for _ in range(rounds):
            for kind, config in configs.items():
                seconds[kind].append(build(config, Path(folder, kind)))
        click.echo(f"{'':<48} {'ours':>9} {'plain':>9}      ratio")
        click.echo(compare(f"build, median of {rounds}", median(seconds["ours"]), median(seconds["plain"]), "s"))
        for notebook in notebooks(ROOT / "docs"):
            page = f"{notebook.parent.name}/{notebook.stem}/index.html"
            ours, theirs = weight(Path(folder, "ours", page)), weight(Path(folder, "plain", page))
            click.echo(compare(f"{notebook.stem}, HTML", ours[0] / 1000, theirs[0] / 1000, "kB"))
            click.echo(compare(f"{notebook.stem}, HTML compressed", ours[1] / 1000, theirs[1] / 1000, "kB"))
        click.echo("")
        stages = [f"stage-{number}/index.html" for number in range(1, 7)]
        for page in ("index.html", *stages, "resources/index.html", "search/search_index.json"):
            raw, packed = weight(Path(folder, "ours", page))
            click.echo(f"{page:<48} {raw / 1000:>9.1f} kB {packed / 1000:>8.1f} kB compressed")
    try:
        roadmap = load_roadmap(ROOT / "docs")
    except ProblemsFound as error:
        sys.exit(str(error))
    click.echo(
        f"\n{len(list(roadmap.resources()))} resources, {len(list(roadmap.topics()))} topics, "
        f"{len(list(roadmap.projects()))} projects, {len(list(roadmap.milestone_items()))} milestone items, "
        f"{len(roadmap.glossary)} terms"
    )


if __name__ == "__main__":
    main()

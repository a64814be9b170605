"""Check your answers to the exercises, offline, in a clone of the site.

    python -m mlroadmap.selfcheck stage-1                      the notebooks in this folder, of the lessons of stage 1
    python -m mlroadmap.selfcheck k-means --in ~/Downloads     one lesson, in another folder

Looks for `<lesson>.ipynb` (or `.py`, `.md`) as you downloaded and changed it, runs it up to the last exercise that you
attempted, and says for each exercise: right, wrong and why, or not attempted. Exit code 0 when all you attempted is
right, 1 when something is wrong, 2 when there is nothing to check.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import jupytext

from mlroadmap.lessons.source import notebook_cells, read_lesson
from mlroadmap.site import lesson_sources

ROOT = Path(__file__).parents[2]
KINDS = (".ipynb", ".py", ".md")


@dataclass(frozen=True)
class Exercise:
    """An exercise as it stands in a notebook: its heading, and what the learner starts from."""

    title: str
    starter: str


def exercises(cells: list[dict[str, Any]]) -> list[Exercise]:
    """Return the exercises of a notebook: one for each check."""
    found: list[Exercise] = []
    title, starter = "", ""
    for cell in cells:
        tags = cell["metadata"].get("tags", [])
        if cell["cell_type"] != "code":
            headings = [line for line in cell["source"].splitlines() if line.startswith("### ")]
            title = headings[-1].removeprefix("### ") if headings else title
        elif "check" in tags:
            found.append(Exercise(title or f"Exercise {len(found) + 1}", starter))
            starter = ""
        elif "starter" in tags:
            starter += cell["source"]
    return found


def find(lesson: str, folder: Path) -> Path | None:
    """Return the learner's file for a lesson, in a folder or one level below it."""
    return next((path for kind in KINDS for path in sorted(folder.glob(f"**/{lesson}{kind}"))), None)


def cells_of(path: Path) -> list[dict[str, Any]]:
    """Return the cells of a learner's file. Raises ClickException, with what to do, when it cannot be read."""
    try:
        cells: list[dict[str, Any]] = json.loads(json.dumps(jupytext.read(path).cells))
    except Exception as error:  # of three formats, each with its own libraries and their errors
        text = f"{path} cannot be read: {str(error).splitlines()[0][:120] or 'it is damaged'}"
        raise click.ClickException(f"{text}: save it anew, or download the lesson again beside it") from None
    return cells


def judge(path: Path, source: Path) -> list[tuple[str, str]]:
    """Return title and verdict of each exercise in the learner's file `path`, whose lesson is `source`."""
    mine = exercises(cells_of(path))
    given = exercises(notebook_cells(read_lesson(source, name=source.name)))
    untouched = {one.starter.strip() for one in given}
    attempted = [place for place, one in enumerate(mine, start=1) if one.starter.strip() not in untouched]
    verdicts = _run(path, max(attempted)) if attempted else []
    verdicts += ["not attempted"] * (len(mine) - len(verdicts))
    return [(one.title, said) for one, said in zip(mine, verdicts, strict=True)]


def _run(path: Path, checks: int) -> list[str]:
    """Run a file up to a number of checks, in a process of its own, with the helpers of this clone."""
    folders = [str(ROOT / "docs/assets/lessons"), *sys.path]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(one for one in folders if one),
        "MLROADMAP_FILES": str(ROOT / "docs/assets"),  # the first cell of a notebook fetches nothing then
    }
    command = [sys.executable, "-m", "roadmap_lessons.grading", str(path.resolve()), str(checks)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise click.ClickException(f"{path.name} cannot be run: {done.stderr.strip().splitlines()[-1]}")
    verdicts: list[str] = json.loads(done.stdout.splitlines()[-1])
    return verdicts


def chosen(names: tuple[str, ...], sources: Mapping[str, Path]) -> Iterator[Path]:
    """Yield the lessons that ids of lessons and stages stand for."""
    for name in names:
        found = [source for id_, source in sources.items() if name in (id_, source.parent.name)]
        if not found:
            stages = sorted({source.parent.name for source in sources.values()})
            raise click.UsageError(f"no lesson or stage {name}; there are {', '.join([*stages, *sources])}")
        yield from found


@click.command(help=__doc__)
@click.argument("names", nargs=-1, required=True)
@click.option("--in", "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path())
def main(names: tuple[str, ...], folder: Path) -> None:
    """Judge the notebooks of the chosen lessons and print what was found."""
    totals: Counter[str] = Counter()
    missing: list[str] = []
    for source in chosen(names, {source.stem: source for source in lesson_sources(ROOT / "docs")}):
        path = find(source.stem, folder)
        if path is None:
            missing.append(source.stem)
            continue
        click.echo(path)
        try:
            judged = judge(path, source)
        except click.ClickException as error:  # the other lessons go on
            click.echo(f"  {error.message}")
            totals["wrong"] += 1
            continue
        for title, verdict in judged:
            totals[verdict.partition(":")[0]] += 1
            click.echo(f"  {title}: {verdict}" if not title.endswith("?") else f"  {title} {verdict}")
    if missing:
        click.echo(f"without a notebook in {folder.resolve()}: {', '.join(missing)}")
    if not totals:
        sys.exit(2)
    click.echo(", ".join(f"{totals[word]} {word}" for word in ("right", "wrong", "not attempted")))
    sys.exit(totals["wrong"] > 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python
"""Check the lessons against the guide for lessons, and report every problem with how to mend it.

python scripts/lint_lessons.py             all lessons
python scripts/lint_lessons.py k-means …   these lessons
python scripts/lint_lessons.py --github    also as annotations on a pull request
"""

import sys
from pathlib import Path

import click

from mlroadmap.data.answers import LEAST_WRONG, check_answers, load_answers
from mlroadmap.data.load import load, load_roadmap
from mlroadmap.data.model import Roadmap
from mlroadmap.data.questions import Questions, check_predictions
from mlroadmap.errors import Problem, ProblemsFound, did_you_mean, report
from mlroadmap.lessons.executed import read_notebook
from mlroadmap.lessons.exercises import practices
from mlroadmap.lessons.lint import lint
from mlroadmap.lessons.source import LessonText, read_lesson
from mlroadmap.site import ANSWERS, QUESTIONS, lesson_sources

DOCS = Path(__file__).parents[1] / "docs"


def examine(source: Path, docs: Path, roadmap: Roadmap) -> list[Problem]:
    """Return the problems of one lesson source under `docs`."""
    name = f"{docs.name}/{source.relative_to(docs).as_posix()}"
    text, found = read_lesson(source, name=name), list[Problem]()
    if not text.source.strip():  # empty, or it cannot be read: all else would only follow
        return list(text.problems)
    try:
        notebook = read_notebook(source.with_suffix(".ipynb"), name=name)
    except ProblemsFound as error:
        notebook, found = None, list(error.problems)
    found += lint(text, notebook, lesson=source.stem, name=name, roadmap=roadmap)
    return [*found, *examine_answers(text, source, docs), *examine_predictions(text, source, docs)]


def examine_answers(text: LessonText, source: Path, docs: Path) -> list[Problem]:
    """Return the problems of the answers that the exercises of a lesson are tried with."""
    path = docs / ANSWERS / f"{source.stem}.yml"
    name = f"{docs.name}/{ANSWERS}/{path.name}"
    ids = [one.id for one in practices(text) if one.id]
    if not path.exists():
        said = f"no wrong answers are tried on the exercises of this lesson: add this file, with {LEAST_WRONG} for each"
        return [Problem(name, 1, "RM303", said)] if ids else []
    try:
        return check_answers(load_answers(path, name=name), ids, name=name)
    except ProblemsFound as error:
        return list(error.problems)


def examine_predictions(text: LessonText, source: Path, docs: Path) -> list[Problem]:
    """Return the predictions of a lesson that belong to no output, and the named cells that no prediction is for."""
    path = docs / QUESTIONS / f"{source.stem}.yml"
    name = f"{docs.name}/{QUESTIONS}/{path.name}"
    names = [cell.name for cell in text.cells if cell.name and cell.is_plain]
    try:
        questions = load(path, Questions, name=name) if path.exists() else None
    except ProblemsFound:
        return []  # check_data.py says what is wrong with it
    return check_predictions(questions, names, lesson=f"{docs.name}/{source.relative_to(docs).as_posix()}", name=name)


@click.command(help=__doc__)
@click.argument("lessons", nargs=-1)
@click.option("--github", is_flag=True, help="Also print GitHub annotations.")
@click.option("--docs", type=click.Path(path_type=Path, file_okay=False), default=DOCS, help="The docs folder.")
def main(lessons: tuple[str, ...], github: bool, docs: Path) -> None:
    """Print the problems of the chosen lessons and exit 1 if there are any."""
    sources = {source.stem: source for source in lesson_sources(docs)}
    if unknown := sorted(set(lessons) - set(sources)):
        meant = did_you_mean(Path(unknown[0]).stem, sources)
        raise click.UsageError(f"no lesson {', '.join(unknown)}{meant}; there are {', '.join(sorted(sources))}")
    chosen = [source for id_, source in sources.items() if not lessons or id_ in lessons]
    problems: list[Problem] = []
    try:
        roadmap = load_roadmap(docs)
    except ProblemsFound as error:  # what is right in the data is enough for most rules of lessons
        problems, roadmap = list(error.problems), error.rest
    if roadmap is not None:
        problems += [problem for source in chosen for problem in examine(source, docs, roadmap)]
    problems = sorted(set(problems))
    if problems:
        if github:
            for problem in problems:
                click.echo(problem.annotation())
        sys.exit(report(problems))
    click.echo(f"{len(chosen)} lessons: all as the guide asks")


if __name__ == "__main__":
    main()

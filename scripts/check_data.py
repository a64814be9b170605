#!/usr/bin/env python
"""Check the data files, the questions and all pages, and report every problem.

python scripts/check_data.py            prints file:line, code, what is wrong and how to mend it; exit 1 if anything is
python scripts/check_data.py --github   the same as annotations on a pull request
"""

import re
import sys
from datetime import UTC, datetime
from functools import cache
from io import StringIO
from pathlib import Path

import click
from markdown import Markdown
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from mlroadmap.data.browser import load_browser_runs
from mlroadmap.data.file_checks import without_exercise
from mlroadmap.data.model import LessonStatus, Stage
from mlroadmap.errors import Problem, ProblemsFound, report
from mlroadmap.files import conflicts, read_text
from mlroadmap.lessons.offer import RUNS
from mlroadmap.pages import check
from mlroadmap.site import Site
from roadmap_links.state.policy_file import BadPolicy, load_policy

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
POLICY = "_data/link-policy.yml"
_SAID = re.compile(r":(?P<line>\d+)  (?P<code>LP\d+)  (?P<text>.*)")


@cache
def render_with(config: Path) -> check.Render:
    """Return what turns Markdown into HTML with the extensions that `config`, a mkdocs.yml, names."""
    text = read_text(config, name=config.name)
    if found := conflicts(text, name=config.name):
        raise ProblemsFound(found)
    try:
        extensions = yaml_load(StringIO(text))["markdown_extensions"]
    except (ConfigurationError, TypeError, KeyError) as error:
        reason = error.__cause__ or error.__context__
        mark, said = getattr(reason, "problem_mark", None), getattr(reason, "problem", "it has no markdown_extensions")
        said = f"not valid YAML: {said}: mend the line, or take the file back from git"
        raise ProblemsFound([Problem(config.name, mark.line + 1 if mark else 1, "RM101", said)]) from None
    settings = {name: values for one in extensions if isinstance(one, dict) for name, values in one.items()}
    names = [next(iter(one)) if isinstance(one, dict) else one for one in extensions]
    markdown = Markdown(extensions=names, extension_configs={name: values or {} for name, values in settings.items()})
    return lambda text: str(markdown.reset().convert(text))


def examine(docs: Path) -> tuple[list[Problem], Site | None]:
    """Return the problems of the data and of all pages, and the site if there are none."""
    beside = [*_runs(docs), *_policy(docs)]
    try:
        problems, site = check.examine(docs, render_with(ROOT / "mkdocs.yml"))
    except ProblemsFound as error:  # of mkdocs.yml, without which no page can be looked at
        return sorted([*error.problems, *beside]), None
    return sorted([*problems, *beside]), None if beside else site


def _runs(docs: Path) -> list[Problem]:
    """Return what is wrong with the list of lessons that run in the page."""
    try:
        load_browser_runs(docs / RUNS, name=f"{docs.name}/{RUNS}")
    except ProblemsFound as error:
        return list(error.problems)
    return []


def _policy(docs: Path) -> list[Problem]:
    """Return what is wrong with the rules of the link checker, in its own codes."""
    path, name = docs / POLICY, f"{docs.name}/{POLICY}"
    if not path.exists() and not path.is_symlink():
        return []
    try:
        if found := conflicts(read_text(path, name=name), name=name):
            return found
        load_policy(path, datetime.now(UTC).date())
    except ProblemsFound as error:
        return list(error.problems)
    except BadPolicy as error:
        rows = [_SAID.fullmatch(row) for row in str(error).replace(str(path), "").split("\n")]
        return [Problem(name, int(row["line"]), row["code"], row["text"]) for row in rows if row]
    return []


@click.command(help=__doc__)
@click.option("--github", is_flag=True, help="Also print GitHub annotations.")
@click.option("--docs", type=click.Path(path_type=Path, file_okay=False), default=DOCS, help="The docs folder.")
def main(github: bool, docs: Path) -> None:
    """Print the problems and exit 1 if there are any."""
    problems, site = examine(docs)
    if problems or site is None:
        if github:
            for problem in problems:
                click.echo(problem.annotation())
        sys.exit(report(problems))
    roadmap = site.roadmap
    click.echo(
        f"{len(list(roadmap.resources()))} resources, {len(list(roadmap.topics()))} topics, "
        f"{len(list(roadmap.lessons()))} lessons, {len(list(roadmap.milestone_items()))} milestones, "
        f"{len(list(roadmap.projects()))} projects, {len(roadmap.glossary)} terms: all in order"
    )
    taught = {one.id for stage in roadmap.stages if _is_taught(stage) for one in stage.milestone.items}
    if left := [item.id for item, _ in without_exercise(roadmap) if item.id in taught]:
        click.echo(f"no exercise yet for the milestones {', '.join(left)}")


def _is_taught(stage: Stage) -> bool:
    return any(one.status is LessonStatus.written for section in stage.sections for one in section.lessons)


if __name__ == "__main__":
    main()

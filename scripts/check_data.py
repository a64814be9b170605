#!/usr/bin/env python
"""Check the data files, the questions and all pages, and report every problem.

python scripts/check_data.py            prints file:line, code, what is wrong and how to mend it; exit 1 if anything is
python scripts/check_data.py --github   the same as annotations on a pull request
"""

import sys
from functools import cache
from pathlib import Path

import click
from markdown import Markdown
from mkdocs.utils.yaml import yaml_load

from mlroadmap.errors import Problem, report
from mlroadmap.pages import check
from mlroadmap.site import Site

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


@cache
def render_with(config: Path) -> check.Render:
    """Return what turns Markdown into HTML with the extensions that `config`, a mkdocs.yml, names."""
    with config.open(encoding="utf-8") as file:
        extensions = yaml_load(file)["markdown_extensions"]
    settings = {name: values for one in extensions if isinstance(one, dict) for name, values in one.items()}
    names = [next(iter(one)) if isinstance(one, dict) else one for one in extensions]
    markdown = Markdown(extensions=names, extension_configs={name: values or {} for name, values in settings.items()})
    return lambda text: str(markdown.reset().convert(text))


def examine(docs: Path) -> tuple[list[Problem], Site | None]:
    """Return the problems of the data and of all pages, and the site if there are none."""
    return check.examine(docs, render_with(ROOT / "mkdocs.yml"))


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


if __name__ == "__main__":
    main()

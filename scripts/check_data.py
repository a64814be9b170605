#!/usr/bin/env python
"""Check the data file, the questions, the data sets and the markers of all pages, and report every problem.

python scripts/check_data.py            prints file:line, code, what is wrong and how to mend it; exit 1 if anything is
python scripts/check_data.py --github   the same as annotations on a pull request
"""

import sys
from pathlib import Path

import click

from mlroadmap.errors import Problem, ProblemsFound, report
from mlroadmap.pages.markers import expand
from mlroadmap.site import Site, load_site

DOCS = Path(__file__).parents[1] / "docs"


def check_pages(docs: Path, site: Site) -> list[Problem]:
    """Return the problems of the markers on all pages."""
    problems: list[Problem] = []
    for path in sorted(docs.rglob("*.md")):
        page = path.relative_to(docs).as_posix()
        try:
            expand(path.read_text("utf-8"), site, page=page, name=f"{docs.name}/{page}")
        except ProblemsFound as error:
            problems += error.problems
    return problems


def examine(docs: Path) -> tuple[list[Problem], Site | None]:
    """Return the problems of the data, and of all pages once that is right; and the site if it could be loaded."""
    try:
        site = load_site(docs)
    except ProblemsFound as error:
        return list(error.problems), None
    return check_pages(docs, site), site


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

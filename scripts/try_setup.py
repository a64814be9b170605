#!/usr/bin/env python
"""Try what a newcomer does on a later day: set up and build in a copy of this folder, with old and new pips.

    python scripts/try_setup.py                               pips 23.0.1, 23.2.1 and the newest; set-up of the tests
    python scripts/try_setup.py --pip 23.0.1 --target site    one pip, only what building the site needs

Each copy has spaces and umlauts in its path, and neither .git nor git. On that later day every package that we pin has
a newer release, a useless one: whatever takes it instead of the pin fails. Needs Python, make and the network.
Exit code 0 when all went well, 1 when a set-up failed.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PIPS = ("23.0.1", "23.2.1", "newest")
"""Debian 12 brings 23.0.1; Python 3.11.0 to 3.11.7 and 3.12.0 bring versions up to 23.2.1."""
LATER = "9999"
"""The version that every package has on the later day."""
NOT_COPIED = (".git", ".venv*", "node_modules", "site", "dist", "__pycache__", ".cache", ".*_cache", "*.part")


def pinned(folder: Path) -> frozenset[str]:
    """Return the names of the packages that the files of pins in `folder` name."""
    lines = [line for path in sorted(folder.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    return frozenset(match[1] for line in lines if (match := re.match(r"([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==", line)))


def publish(names: Iterable[str], folder: Path) -> None:
    """Write an empty release of each package into `folder`, newer than any that exists."""
    for name in sorted(names):
        plain = re.sub(r"[-_.]+", "_", name).lower()
        info = f"{plain}-{LATER}.dist-info"
        with zipfile.ZipFile(folder / f"{plain}-{LATER}-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {LATER}\n")
            wheel.writestr(
                f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: trial\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            wheel.writestr(f"{info}/RECORD", "")


def without_git(folder: Path) -> Path:
    """Write a `git` that is not there into `folder` and return the folder, for the front of PATH."""
    folder.mkdir()
    program = folder / "git"
    program.write_text("#!/bin/sh\necho 'git: command not found' >&2\nexit 127\n", "utf-8")
    program.chmod(0o755)
    return folder


def commands(copy: Path, python: str, pip: str, targets: Iterable[str]) -> Iterator[list[str]]:
    """Yield what is run in a copy, in order."""
    inside = str(copy / ".venv/bin/python")
    yield [python, "-m", "venv", ".venv"]
    wanted = ["--upgrade", "pip"] if pip == "newest" else [f"pip=={pip}"]
    yield [inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted]
    for target in targets:
        yield ["make", "--no-print-directory", f".venv/{target}"]
    yield [inside, "-m", "pip", "check", "--disable-pip-version-check"]
    yield ["make", "--no-print-directory", "build"]


def faults(copy: Path) -> list[str]:
    """Return what is wrong in a copy in which every command went well."""
    taken = sorted(path.name for path in copy.glob(f".venv/lib/python*/site-packages/*-{LATER}.dist-info"))
    found = [f"{name} was taken instead of the pin" for name in taken]
    if "<lastmod>" in (copy / "site/sitemap.xml").read_text("utf-8"):
        found.append("the site map names days of change, though there is no git to tell them")
    return found


def attempt(copy: Path, python: str, pip: str, targets: Iterable[str], environment: dict[str, str]) -> list[str]:
    """Set up and build in a copy and return what went wrong, the end of the output with it."""
    for command in commands(copy, python, pip, targets):
        # The packages of the later day are for what we pin, not for the pip that is put in first.
        later = {} if command[2:4] == ["pip", "install"] else environment
        done = subprocess.run(
            command,
            cwd=copy,
            env=os.environ | later,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            return [f"{' '.join(command)} failed:\n{done.stdout[-2000:]}"]
    return faults(copy)


def main() -> None:
    """Try each pip in a copy of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pip", action="append", help="a version of pip, or 'newest'; may be repeated")
    parser.add_argument("--target", action="append", help="site, notebooks or dev; may be repeated")
    parser.add_argument("--python", default=sys.executable, help="the Python to set up with")
    chosen = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="trial-") as name:
        folder = Path(name)
        (folder / "later").mkdir()
        publish(pinned(ROOT / "requirements"), folder / "later")
        links = f"{os.environ.get('PIP_FIND_LINKS', '')} {folder / 'later'}".strip()
        environment = {
            "PATH": f"{without_git(folder / 'bin')}{os.pathsep}{os.environ['PATH']}",
            "PIP_FIND_LINKS": links,
        }
        for pip in chosen.pip or PIPS:
            copy = folder / f"Übung mit pip {pip}" / "Straße zum Lernen"
            shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_COPIED))
            start = time.monotonic()
            problems = attempt(copy, chosen.python, pip, chosen.target or ["dev"], environment)
            print(f"pip {pip}: {'failed' if problems else 'well'} after {time.monotonic() - start:.0f} s", flush=True)
            for problem in problems:
                print(f"  {problem}", flush=True)
            failed += bool(problems)
            shutil.rmtree(copy)
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

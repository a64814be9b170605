#!/usr/bin/env python
"""Ask mkdocs-linkcheck for a second opinion on the Markdown, and show where it differs from ours, and why.

The verdict that counts is that of check_links.py; read its JSON with --ours. mkdocs-linkcheck runs in a process of its
own with a time limit, for it may crash or hang: that is then said, and is no failure. Exit code: 0, or 2 if misused.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

Row = Mapping[str, Any]


def second_opinion(folder: Path, seconds: float) -> tuple[set[str], str | None]:
    """The addresses that mkdocs-linkcheck calls dead, and how it failed, if it did."""
    command = [sys.executable, "-m", "mkdocs_linkcheck", "--recurse", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return set(), f"it did not end within {seconds:g} s"
    if done.returncode not in (0, 22):
        last = (done.stderr.strip().splitlines() or ["without a word"])[-1]
        return set(), f"it crashed: {last[:200]}"
    return set(re.findall(r"^\[\u2716\] (https?://\S+)$", done.stdout, re.MULTILINE)), None


def differences(ours: Sequence[Row], theirs: set[str]) -> Iterator[tuple[str, str, str, str]]:
    """`(address, ours, theirs, why)` for every address on which the two do not agree."""
    known = {str(row["url"]): row for row in ours}
    for url, row in known.items():
        verdict, dead = str(row["verdict"]), url in theirs
        said = "dead" if dead else "fine"
        if (verdict == "broken") == dead:
            continue
        if dead and verdict == "ok":
            why = "it asks once, and takes any status but 200 for dead"
        elif dead:
            why = f"ours only warns: {row['reason']}"
        else:
            why = f"it does not see this address, or not this fault: {row['reason']}"
        yield url, verdict, said, why
    for url in sorted(theirs - known.keys()):
        longer = next((other for other in known if other.startswith(url)), None)
        why = (
            f"it cuts {longer} short"
            if longer
            else "ours does not take this for a link (code, or the site's own address)"
        )
        yield url, "-", "dead", why


@click.command(help=__doc__)
@click.option("--ours", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True,
              help="What check_links.py --json wrote.")  # fmt: skip
@click.option(
    "--docs", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("docs"), show_default=True
)
@click.option("--seconds", default=300.0, show_default=True, help="Time limit for mkdocs-linkcheck.")
def main(ours: Path, docs: Path, seconds: float) -> None:
    """Compare, and print a line per difference."""
    try:
        rows = json.loads(ours.read_text(encoding="utf-8"))
        rows = [row for row in rows if any(str(source["file"]).endswith(".md") for source in row["sources"])]
    except (ValueError, KeyError, TypeError):
        raise click.ClickException(f"{ours} is not what check_links.py --json wrote: write it again") from None
    theirs, failure = second_opinion(docs, seconds)
    if failure is not None:
        click.echo(f"mkdocs-linkcheck gave no second opinion: {failure}")
        return
    found = list(differences(rows, theirs))
    for url, verdict, said, why in found:
        click.echo(f"{url}\n    ours: {verdict}; mkdocs-linkcheck: {said}: {why}")
    click.echo(
        f"{len(rows)} links of Markdown: the two agree on all"
        if not found
        else f"they differ on {len(found)} addresses"
    )


if __name__ == "__main__":
    main()

#!/usr/bin/env python
"""Copy paragraphs of prose from the lessons of stage 2, as they were at one commit, for a lesson that quotes them.

    python scripts/freeze_paragraphs.py            make the table again, and compare with the committed file
    python scripts/freeze_paragraphs.py --write    also replace the file

The commit is fixed, so that later edits of the lessons leave the data as they are: questions and vectors belong to
these very words. Needs the history of the repository.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from markdown.extensions.toc import slugify

ROOT = Path(__file__).parents[1]
FILE = ROOT / "docs/assets/data/site-paragraphs.tsv"
COMMIT = "b885c5e89312a20f32f9e310bbf7386072c73ee3"
"""The commit whose lessons are copied."""
LEAST = 35
"""Paragraphs of fewer words are left out."""
LEFT_OUT = ("Task:", "The question", "Try it", "Check yourself", "Exercises", "You can now", "Where next")
"""Sections that are not for looking up."""


def git(*words: str) -> str:
    """Return what git says."""
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def plain(text: str) -> str:
    """Return Markdown of one paragraph as plain text on one line."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"[*`]|\b_|_\b", "", text)
    return " ".join(text.split())


def is_prose(block: str) -> bool:
    """Return whether a block of Markdown is a paragraph, without a formula, that is long enough to be looked up."""
    starts_as_text = not re.match(r"[|!?=<\-#$\s]|\*\s|\d+\.\s|\?\?\?", block)
    return starts_as_text and "$" not in block and len(block.split()) >= LEAST


def paragraphs(source: str) -> Iterator[tuple[str, str]]:
    """Yield heading and plain text of each paragraph of a lesson."""
    source = re.sub(r"\A---.*?^---\n", "", source, flags=re.DOTALL | re.MULTILINE)
    source = re.sub(r"^```.*?^```$", "", source, flags=re.DOTALL | re.MULTILINE)
    section = heading = ""
    for block in re.split(r"\n\s*\n", source):
        if title := re.match(r"#{2,3} (.*)", block.strip()):
            heading = plain(title[1])
            section = heading if block.strip().startswith("## ") else section
        elif (
            section and is_prose(block.strip("\n")) and not any(one.startswith(LEFT_OUT) for one in (section, heading))
        ):
            yield heading, plain(block)


def table() -> str:
    """Return the table: id, lesson with the anchor of the heading, heading, text."""
    rows = ["id\tlink\theading\ttext"]
    for path in git("ls-tree", "--name-only", COMMIT, "docs/stage-2/").split():
        if path.endswith(".md") and not path.endswith("index.md"):
            lesson = Path(path).stem
            found = paragraphs(git("show", f"{COMMIT}:{path}"))
            for number, (heading, text) in enumerate(found, start=1):
                link = f"stage-2/{lesson}/#{slugify(heading, '-')}"
                rows.append("\t".join((f"{lesson}-{number}", link, heading, text)))
    return "\n".join(rows) + "\n"


@click.command(help=__doc__)
@click.option("--write", is_flag=True, help="Replace the committed file.")
def main(write: bool) -> None:
    """Make the table, compare, and say what was found; exit 1 when it differs and is not replaced."""
    made = table()
    same = FILE.exists() and FILE.read_text("utf-8") == made
    if not same and write:
        FILE.write_text(made, "utf-8")
    click.echo(f"{FILE.name}: {'the same' if same else 'written' if write else 'different: run with --write'}")
    sys.exit(not same and not write)


if __name__ == "__main__":
    main()

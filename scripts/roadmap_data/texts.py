"""Speeches, reviews and novels."""

import csv
import io
import json
import re
import tarfile
import textwrap
from collections.abc import Mapping

from roadmap_data.packing import packed
from roadmap_data.r_data import r_package


def speech_table(members: Mapping[str, bytes]) -> bytes:
    """Write one speech a line under a header: year, president, party and text, parted by tabs, oldest first."""
    lines = ["year\tpresident\tparty\ttext"]
    for speech in sorted(map(json.loads, members.values()), key=lambda speech: speech["year"]):
        text = " ".join(speech["text"].split())
        lines.append(f"{speech['year']}\t{speech['name']}\t{speech['party']}\t{text}")
    return ("\n".join(lines) + "\n").encode()


def film_reviews(content: bytes) -> bytes:
    """Take mean rating, to three decimals, and text of each snippet about a film from an archive in the archive."""
    return rated_snippets(content, "movieReviewSnippets_GroundTruth.txt")


def product_reviews(content: bytes) -> bytes:
    """Take the same of snippets about products."""
    return rated_snippets(content, "amazonReviewSnippets_GroundTruth.txt")


def rated_snippets(content: bytes, name: str) -> bytes:
    """Take mean rating, to three decimals, and text of each snippet of a file of an archive in the archive."""
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        member = archive.extractfile(f"hutto_ICWSM_2014/{name}")
        assert member is not None
        lines = member.read().decode().splitlines()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["rating", "text"])
    for _, rating, snippet in (line.split("\t") for line in lines):
        writer.writerow([f"{float(rating):.3f}", snippet])
    return packed(text.getvalue().encode())


def wrapped(content: bytes) -> bytes:
    """Break a text that is one long line into lines of at most 78 characters, between words only."""
    return (textwrap.fill(content.decode(), 78, break_on_hyphens=False, break_long_words=False) + "\n").encode()


AUSTEN_NOVELS: Mapping[str, str] = {
    "sensesensibility": "Sense and Sensibility",
    "prideprejudice": "Pride and Prejudice",
    "mansfieldpark": "Mansfield Park",
    "emma": "Emma",
    "northangerabbey": "Northanger Abbey",
    "persuasion": "Persuasion",
}
"""The names in the R package janeaustenr, in order of publication."""


def austen_chapters(members: Mapping[str, bytes]) -> bytes:
    """Write one chapter a line under a header: novel, number of the chapter, text, parted by tabs.

    What stands before the first chapter, headings, notes of the edition and marks of italics are left out.
    """
    read = r_package(members)
    rows = ["novel\tchapter\ttext"]
    for name, title in AUSTEN_NOVELS.items():
        text = re.split(r"\n\*Vide a letter|\n(?:FINIS|Finis|THE END)\n?$", "\n".join(read(name)))[0]
        text = re.sub(r"\[(?:At this point|End volume)[^]]*\]|[_*]|^VOLUME [IVX]+$", "", text, flags=re.MULTILINE)
        chapters = re.split(r"^chapter [IVXL\d]+$", text, flags=re.MULTILINE | re.IGNORECASE)[1:]
        rows += [f"{title}\t{number}\t{' '.join(chapter.split())}" for number, chapter in enumerate(chapters, start=1)]
    return ("\n".join(rows) + "\n").encode()

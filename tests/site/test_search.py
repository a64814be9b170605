"""What the build publishes for the search: what is in it, and what it weighs."""

import gzip
import json
import re
from typing import Any

import pytest

from mlroadmap.data.search_words import load_search_words
from tests.built_site import ROOT, built_site

KB = 1000
FIRST_SEARCH = 150 * KB
"""What a first search may fetch, compressed, scripts included."""
SCRIPTS = ("search-worker.js", "search.js", "search-terms.js", "search-postings.js")


def published() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((built_site() / "search/entries.json").read_text("utf-8"))
    return content


def entries() -> list[tuple[str, str, list[str]]]:
    """Location, kind and names of every entry."""
    whole = published()
    return [
        (whole["pages"][page] + (f"#{anchor}" if anchor else ""), whole["kinds"][kind], names)
        for page, anchor, kind, names, *_ in whole["entries"]
    ]


@pytest.mark.parametrize(
    ("name", "location"),
    [
        ("HF NLP Course", "resource-hf-llm-course"),
        ("Papers with Code", "resource-papers-with-code"),
        ("Essence of linear algebra", "resource-3blue1brown-essence-of-linear-algebra"),
        ("SVM", "glossary/#support-vector-machine"),
        ("bias-variance tradeoff", "glossary/#bias-variance-tradeoff"),
    ],
)
def test_a_thing_is_an_entry_of_its_own_with_its_old_and_other_names(name: str, location: str) -> None:
    assert any(where.endswith(location) and name in names for where, _, names in entries())


def test_every_entry_leads_to_a_page_and_an_id_that_exist() -> None:
    pages: dict[str, set[str]] = {}
    for location, _, names in entries():
        page, _, anchor = location.partition("#")
        if page not in pages:
            text = (built_site() / page / "index.html").read_text("utf-8")
            pages[page] = set(re.findall(r'\bid="?([^\s">]+)', text))
        assert not anchor or anchor in pages[page], (location, names)


def test_every_question_is_another_name_of_the_entry_that_answers_it() -> None:
    names = {location: known for location, _, known in reversed(entries())}
    for answer in load_search_words(ROOT / "docs/_data/search.yml", name="search.yml").answers:
        assert set(answer.to) <= set(names.get(answer.at, ())), answer.at


def test_outputs_of_cells_are_not_searched() -> None:
    words = json.loads((built_site() / "search/words/a.json").read_text("utf-8"))
    assert "allclose" in words  # a call in the code of lessons
    text = "".join(path.read_text("utf-8") for path in (built_site() / "search").rglob("*.json"))
    assert "not attempted" not in text


def test_the_theme_is_handed_no_texts() -> None:
    index = json.loads((built_site() / "search/search_index.json").read_text("utf-8"))
    assert index["docs"] == []
    assert index["config"]["separator"]


def test_a_first_search_weighs_at_most_what_was_promised() -> None:
    files = [built_site() / "search/entries.json", built_site() / "search/search_index.json"]
    files += [built_site() / "javascripts" / name for name in SCRIPTS]
    files += sorted((built_site() / "search/words").glob("*.json"), key=lambda path: path.stat().st_size)[-1:]
    assert sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in files) <= FIRST_SEARCH


def test_the_page_loads_our_worker_in_place_of_the_themes() -> None:
    page = (built_site() / "index.html").read_text("utf-8")
    assert "javascripts/search-worker.js?" in page
    assert "workers/search." not in page
    assert (ROOT / "docs/javascripts/search-worker.js").exists()


def test_the_texts_to_quote_weigh_what_the_page_says() -> None:
    weight = len(gzip.compress((built_site() / "ask/paragraphs.js").read_bytes()))
    assert 100 * KB < weight < 500 * KB
    assert "less than half a megabyte" in (built_site() / "javascripts/ask-page.js").read_text("utf-8")

"""What the page that quotes is given: paragraphs that can be understood by themselves."""

import json

import pytest

from mlroadmap.data.index import Index
from mlroadmap.data.search_words import SearchWords
from mlroadmap.publish.paragraphs import paragraphs_script, places, quotable
from mlroadmap.publish.search_entries import Section
from tests.builders import committed

LONG = (
    "A tree cuts the map into boxes, with lines straight up or straight across, since a question is about one column."
)
INDEX = Index(committed())
TERMS = len(INDEX.roadmap.glossary)


def test_a_paragraph_comes_as_plain_text_without_the_code_around_it() -> None:
    text = f"<p>{LONG} See <code>cut &lt; 3</code>.</p> <pre><code>x = 1</code></pre> <ul><li>{LONG}</li></ul>"
    assert quotable(text) == (f"{LONG} See cut < 3.", LONG)


@pytest.mark.parametrize(
    "text", ["Too short.", f"{LONG[:-1]}:", f"Wrong. {LONG}", f"Basic · taught in {LONG}", f"New words: {LONG}"]
)
def test_what_says_little_by_itself_is_left_out(text: str) -> None:
    assert quotable(f"<p>{text}</p>") == ()


def test_terms_come_first_and_exercises_and_pages_for_contributors_not_at_all() -> None:
    sections = [
        Section("stage-2/decision-trees/", "Decision trees", f"<p>{LONG}</p>"),
        Section("stage-2/decision-trees/#boxes", "Boxes &amp; leaves", f"<p>{LONG}</p>"),
        Section("stage-2/decision-trees/#exercise-1-cut", "Exercise 1", f"<p>{LONG}</p>"),
        Section("stage-2/", "Stage 2", f"<p>{LONG}</p>"),
        Section("contributing/add-a-page/", "Add a page", f"<p>{LONG}</p>"),
    ]
    found = places(INDEX, sections)
    assert all(one.location.startswith("glossary/#") for one in found[:TERMS])
    assert not any("`" in text for one in found[:TERMS] for text in one.texts)
    assert [one.location for one in found[TERMS:]] == ["stage-2/decision-trees/", "stage-2/decision-trees/#boxes"]
    assert (found[-1].page, found[-1].heading) == ("Decision trees", "Boxes & leaves")


def test_the_script_sets_one_name_and_holds_each_page_once() -> None:
    sections = [Section(f"stage-2/decision-trees/#{anchor}", anchor, f"<p>{LONG}</p>") for anchor in ("a", "b")]
    name, _, content = paragraphs_script(INDEX, SearchWords(), sections).partition(" = ")
    told = json.loads(content.removesuffix(";\n"))
    assert name == "globalThis.rmParagraphs"
    assert [page for page, _ in told["pages"]] == ["glossary/", "stage-2/decision-trees/"]
    assert [row[:3] for row in told["rows"][TERMS:]] == [[1, "a", "a"], [1, "b", "b"]]

"""What is published for the search: entries with all names, and the words that they do not hold."""

import json
from pathlib import Path

import pytest

from mlroadmap.cache import Cache
from mlroadmap.data.index import Index
from mlroadmap.data.search_words import Answer, SearchWords
from mlroadmap.publish.search import COMMON, ERRORS, answering, files, publish_search, words
from mlroadmap.publish.search_entries import SENTENCE, Entry, Section, entries, plain, sentence
from tests.builders import committed, planning

INDEX = Index(committed())
LESSON = "stage-2/overfitting/"
NOTHING_SAID = SearchWords()


def found(sections: list[Section] | None = None) -> dict[str, Entry]:
    return {entry.location: entry for entry in entries(INDEX, sections or [])}


def test_a_term_and_a_resource_are_found_by_every_name() -> None:
    all_ = found()
    assert all_["glossary/#support-vector-machine"].names == ("Support vector machine", "SVM")
    course = next(entry for entry in all_.values() if entry.location.endswith("#resource-hf-llm-course"))
    assert "HF NLP Course" in course.names


def test_a_planned_lesson_leads_to_its_card_and_a_written_one_to_its_page() -> None:
    kinds = {entry.location: entry.kind for entry in entries(Index(planning("open-source")), [])}
    assert kinds[LESSON] == "lesson"
    assert kinds["stage-6/#lesson-open-source"] == "planned lesson"


def test_a_heading_is_found_by_the_names_of_the_topics_that_it_teaches() -> None:
    topic = next(one for one in INDEX.roadmap.topics() if any(place.heading for place in one.taught_in))
    place = next(place for place in topic.taught_in if place.heading)
    page = f"{INDEX.stage_of(place.lesson).id}/{place.lesson}/"
    sections = [Section(page, "Title", ""), Section(f"{page}#it", str(place.heading), "<p>First. Second.</p>")]
    assert topic.title in found(sections)[f"{page}#it"].names


def test_headings_above_rows_that_are_entries_of_their_own_are_left_out() -> None:
    sections = [Section("stage-2/#resources-for-21", "Resources for 2.1", ""), Section("stage-2/#why", "Why", "")]
    assert "stage-2/#resources-for-21" not in found(sections)
    assert "stage-2/#why" in found(sections)


def test_pages_for_contributors_are_told_from_others() -> None:
    sections = [Section("contributing/links/", "Links", ""), Section("plan/", "Plan", "")]
    kinds = {location: entry.kind for location, entry in found(sections).items()}
    assert (kinds["contributing/links/"], kinds["plan/"]) == ("contributor", "page")


def test_an_error_is_found_by_its_name_and_by_what_it_says() -> None:
    rows = [
        ("NameError", r"name '(?P<name>[^']+)' is not defined.*(Did you mean)", "No name.", ("glossary/#variable", ""))
    ]
    [entry] = [entry for entry in entries(INDEX, [], rows) if entry.kind == "error"]
    assert entry.names[0] == "NameError"
    assert "is not defined" in entry.names[1]
    assert not set("()[]?<>^*.") & set("".join(entry.names))


@pytest.mark.parametrize(("length", "cut"), [(SENTENCE - 1, False), (SENTENCE, False), (SENTENCE + 1, True)])
def test_a_sentence_is_at_most_as_long_as_promised(length: int, cut: bool) -> None:
    text = ("word " * 100)[: length - 1] + "d"
    assert sentence(text).endswith("…") is cut
    assert len(sentence(text)) <= SENTENCE + 2


def test_tags_and_entities_of_html_are_no_text() -> None:
    assert plain("<p>a &amp; <code>b</code>\n c</p>") == "a & b c"


def test_words_are_kept_by_first_character_with_distances_and_without_what_the_entry_shows() -> None:
    rows = [Entry("a/", "page", ("Alpha",)), Entry("b/", "page", ("Beta",)), Entry("c/", "page", ("Gamma",))]
    texts = [Section("a/", "", "<p>alpha read_csv</p>"), Section("c/", "", "read_csv <b>7</b> 1234 zeta")]
    assert words(rows, texts) == {"r": {"read_csv": [0, 2]}, "z": {"zeta": [2]}}


@pytest.mark.parametrize(("times", "kept"), [(COMMON, True), (COMMON + 1, False)])
def test_a_word_of_too_many_sections_is_left_out(times: int, kept: bool) -> None:
    rows = [Entry(f"{number}/", "page", ("Page",)) for number in range(times)]
    texts = [Section(row.location, "", "everywhere") for row in rows]
    assert bool(words(rows, texts)) is kept


def test_words_of_pages_for_contributors_are_not_looked_up() -> None:
    rows = [Entry("contributing/", "contributor", ("Contribute",))]
    assert words(rows, [Section("contributing/", "", "zeta")]) == {}


def test_the_full_index_is_replaced_by_entries_and_words(tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    docs = [{"location": LESSON, "title": "Overfitting", "text": "<p>A zebra.</p>"}]
    (tmp_path / "search/search_index.json").write_text(json.dumps({"config": {"lang": ["en"]}, "docs": docs}), "utf-8")
    publish_search(INDEX, SearchWords(), tmp_path, tmp_path)
    assert json.loads((tmp_path / "search/search_index.json").read_text("utf-8")) == {
        "config": {"lang": ["en"]},
        "docs": [],
    }
    assert "zebra" in json.loads((tmp_path / "search/words/z.json").read_text("utf-8"))


def test_what_the_search_reads_is_kept_until_something_that_it_is_made_of_changes(tmp_path: Path) -> None:
    cache, site, docs = Cache(tmp_path / "kept"), tmp_path / "site", tmp_path / "docs"
    errors = docs / ERRORS
    errors.parent.mkdir(parents=True)

    def publish(
        text: str = "a zebra", said: SearchWords = NOTHING_SAID, kinds: str = "KINDS = ()", digest: str = "a"
    ) -> int:
        (site / "search").mkdir(parents=True, exist_ok=True)
        row = {"location": LESSON, "title": "Overfitting", "text": text}
        (site / "search/search_index.json").write_text(json.dumps({"docs": [row]}), "utf-8")
        errors.write_text(kinds, "utf-8")
        publish_search(INDEX, said, site, docs, cache=cache, digest=digest)
        return cache.made

    assert publish() == 1
    (site / "search/words/z.json").unlink()
    assert publish() == 1
    assert "zebra" in json.loads((site / "search/words/z.json").read_text("utf-8"))
    assert publish(text="a zebu") == 2
    assert "zebu" in json.loads((site / "search/words/z.json").read_text("utf-8"))
    assert publish(said=SearchWords(stop_words="the")) == 3
    assert publish(kinds="KINDS = ()  # others") == 4
    assert publish(digest="b") == 5


def test_a_site_without_the_search_plugin_is_left_as_it_is(tmp_path: Path) -> None:
    publish_search(INDEX, SearchWords(), tmp_path, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_names_that_are_the_same_are_sent_once() -> None:
    rows = files(INDEX, SearchWords(), [])["entries.json"]["entries"]
    assert all(len(set(names)) == len(names) and all(names) for _, _, _, names, *_ in rows)


def test_a_question_is_another_name_of_what_answers_it_and_of_nothing_else() -> None:
    rows = [Entry("plan/", "page", ("Plan",)), Entry("plan/", "error", ("Again",)), Entry("map/", "page", ("Map",))]
    told = answering(rows, [Answer(at="plan/", to=("how long",))])
    assert [row.names for row in told] == [("Plan", "how long"), ("Again",), ("Map",)]

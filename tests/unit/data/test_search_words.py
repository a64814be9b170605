"""The words by which people search, as they are written down."""

from pathlib import Path

import pytest

from mlroadmap.data.search_words import SearchWords, load_search_words
from mlroadmap.errors import ProblemsFound

NAME = "docs/_data/search.yml"
WORDS = """\
spellings:
  - [our, or]
synonyms:
  - [picture, image]
stop_words: a the
"""


def said(path: Path, text: str) -> list[str]:
    path.write_text(text, "utf-8")
    with pytest.raises(ProblemsFound) as found:
        load_search_words(path, name=NAME)
    return [str(one) for one in found.value.problems]


def test_words_without_mistakes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "search.yml"
    path.write_text(WORDS, "utf-8")
    words = load_search_words(path, name=NAME)
    assert (words.spellings, words.synonyms, words.stop_words) == ((("our", "or"),), (("picture", "image"),), "a the")


def test_without_a_file_there_are_no_words(tmp_path: Path) -> None:
    assert load_search_words(tmp_path / "search.yml", name=NAME) == SearchWords()


def test_a_word_twice_in_a_group_and_an_ending_in_two_pairs_are_told_together(tmp_path: Path) -> None:
    twice = WORDS.replace("[our, or]", "[our, or]\n  - [our, er]").replace("image]", "image, Picture]")
    assert said(tmp_path / "search.yml", twice) == [
        f"{NAME}:1  RM201  spellings: 'our' stands first in two pairs: delete one",
        f"{NAME}:4  RM201  synonyms: 'picture' stands twice in a group: delete one of them",
    ]


def test_a_group_of_one_word_and_a_pair_of_three_endings_are_refused(tmp_path: Path) -> None:
    [first, second] = said(tmp_path / "search.yml", "spellings:\n  - [a, b, c]\nsynonyms:\n  - [one]\n")
    assert first.startswith(f"{NAME}:2  ")
    assert second.startswith(f"{NAME}:4  ")


def test_an_answer_given_twice_and_addresses_of_another_form_are_told_together(tmp_path: Path) -> None:
    places = ("plan/", "plan.md", "/plan/", "../plan/", "plan", "plan#a", "plan/", "https://example.org/")
    rows = "".join(f"  - at: {one}\n    to: [a]\n" for one in places)
    found = said(tmp_path / "search.yml", f"answers:\n{rows}")
    wrong = "is no address below the root of the site: write it like plan/ or plan/#heading"
    assert found == [
        f"{NAME}:4  RM106  'at': plan.md {wrong}",
        f"{NAME}:6  RM106  'at': /plan/ {wrong}",
        f"{NAME}:8  RM106  'at': ../plan/ {wrong}",
        f"{NAME}:10  RM106  'at': plan {wrong}",
        f"{NAME}:12  RM106  'at': plan#a {wrong}",
        f"{NAME}:14  RM201  'at': plan/ stands in line 2 already: put all that is asked below one of them",
        f"{NAME}:16  RM106  'at': https://example.org/ {wrong}",
    ]


def test_the_first_page_a_heading_of_it_and_two_headings_of_one_page_can_answer(tmp_path: Path) -> None:
    path = tmp_path / "search.yml"
    rows = "".join(f'  - at: "{one}"\n    to: [a]\n' for one in ("#roadmap", "plan/", "plan/#a", "plan/#b", "a/b/#c"))
    path.write_text(f"answers:\n{rows}", "utf-8")
    assert len(load_search_words(path, name=NAME).answers) == 5

"""What is told of a file's text before any model: what is empty, eaten, unseen, or more than rows of text."""

import pytest

from mlroadmap.data.tree import read_tree
from mlroadmap.errors import ProblemsFound
from tests.builders import NAME, line_of, replaced, said


def one(old: str, new: str, *, at: str = "") -> tuple[str, str]:
    text = replaced(old, new)
    [message] = said(text)
    return f"{NAME}:{line_of(at or new, text)}  ", message


def test_a_merge_conflict_is_told_at_its_first_mark() -> None:
    text = replaced("domains:\n", "<<<<<<< HEAD\ndomains:\n=======\n>>>>>>> main\n")
    [message] = said(text)
    assert message.startswith(f"{NAME}:{line_of('<<<<<<< HEAD', text)}  RM108  a merge conflict that was not resolved")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("title: A free book", "title: Number #1 book", "'free-book': 'title'"),
        ("title: A free book", "title: Number # one", "'free-book': 'title'"),
        ("why: Six minutes with one good picture.", "why: Six minutes #good", "'short-video': 'why'"),
        ("watch?v=1", "watch?v=1 #t=10", "'short-video': 'url'"),
        ("authors: [Ann Author, Bo Writer]", "authors:\n              - Ann #1", "'free-book': '0'"),
        ("definition: What `sum` returns.", "definition: What a sum #1 is", "'sum': 'definition'"),
    ],
)
def test_rm110_a_text_that_ends_at_a_number_sign(old: str, new: str, what: str) -> None:
    text = replaced(old, new)
    [message] = said(text)
    assert message.startswith(f"{NAME}:{line_of(new.splitlines()[-1], text)}  RM110  {what}".replace("'0'", "the text"))
    assert message.endswith("ends before ` #`, and what follows is lost: put the whole text in quotes")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("change: renamed", "change: renamed        # or superseded, moved, archived"),
        ("hours: 10", "hours: 10 # as its makers say"),
        ("title: A free book", 'title: "Number #1" # the first'),
        ("title: A free book", "title: C# in a book"),
        ("title: A free book", "title: A free book\n            # a comment"),
    ],
)
def test_a_comment_that_eats_no_text_is_one(old: str, new: str) -> None:
    assert said(replaced(old, new)) == []


@pytest.mark.parametrize(
    ("row", "key", "value"),
    [
        ("short-video", "why", "Six minutes with one good picture."),
        ("free-book", "licence", "CC BY 4.0"),
        ("free-book", "hours", "10"),
        ("paid-course", "alternatives", "[free-book]"),
    ],
)
def test_rm106_an_empty_key_is_told_as_such_whether_it_must_be_given_or_not(row: str, key: str, value: str) -> None:
    text = replaced(f"            {key}: {value}\n", f"            {key}:\n")
    line = text[: text.index(f"            {key}:\n")].count("\n") + 1
    expected = f"'{row}': '{key}' is empty: write its value, or delete the line"
    assert said(text) == [f"{NAME}:{line}  RM106  {expected}"]


def test_rm106_a_value_that_is_all_comment() -> None:
    where, message = one("title: A free book", "title: #1 book")
    expected = "'title' is empty: what begins with # is a comment: put it in quotes"
    assert message == f"{where}RM106  'free-book': {expected}"


def test_rm106_an_empty_row_is_told_at_its_own_line() -> None:
    text = replaced("          - id: short-video\n", "          -\n          - id: short-video\n")
    line = line_of("- id: short-video", text) - 1
    expected = "'1.2': the entry is empty: write what belongs behind its dash, or delete the line"
    assert said(text) == [f"{NAME}:{line}  RM106  {expected}"]


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("A \u202efree book", "U+202E (right-to-left override)"),
        ("A free\u200b book", "U+200B (zero width space)"),
        ("A fr\u00adee book", "U+00AD (soft hyphen)"),
        ('"A \\u202E free book"', "U+202E (right-to-left override)"),
        ('"A \\x07 free book"', "U+0007 (a control character)"),
    ],
)
def test_rm106_a_character_that_is_not_seen_is_named(typed: str, called: str) -> None:
    where, message = one("title: A free book", f"title: {typed}")
    assert message == f"{where}RM106  'free-book': 'title' holds the character {called}, which is not seen: delete it"


@pytest.mark.parametrize("typed", ["&name A free book", "!!set {a: b}", "!important", "!!binary aGFsbG8="])
def test_rm101_what_yaml_offers_beyond_rows_is_refused(typed: str) -> None:
    where, message = one("title: A free book", f"title: {typed}")
    assert message.startswith(f"{where}RM101  'free-book': not valid YAML here: ")


def test_a_row_that_holds_itself_is_no_endless_loop() -> None:
    [message] = said("stages: &a\n  - *a\n")[:1]
    assert message.startswith(f"{NAME}:")
    assert all(" RM10" in one for one in said("stages: &a\n  - *a\n"))


def test_a_text_of_a_million_laughs_is_not_told() -> None:
    rows = ["a0: &a0 ha", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]
    tree = read_tree("\n".join(rows), name=NAME)
    assert {code for _, _, code, _ in tree.found} == {"RM101"}


def test_brackets_without_end_are_no_traceback() -> None:
    with pytest.raises(ProblemsFound, match="nested too deeply"):
        read_tree("[" * 5_000 + "]" * 5_000, name=NAME)


def test_a_list_below_a_text_is_told() -> None:
    text = replaced("title: A free book\n", "title: A free book\n              - another\n")
    assert any("this text goes on in the rows below" in message for message in said(text))

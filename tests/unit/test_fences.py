from hypothesis import given
from hypothesis import strategies as st

from mlroadmap.fences import lines, prose, unclosed, without_code_spans


def test_a_line_knows_the_fence_that_it_stands_in() -> None:
    found = list(lines("a\n```python x\nb\n```\nc"))
    assert [(line.number, line.fence) for line in found] == [
        (1, None),
        (2, "python x"),
        (3, "python x"),
        (4, "python x"),
        (5, None),
    ]
    assert [line.opened for line in found] == [0, 2, 2, 2, 0]


def test_a_shorter_fence_inside_a_longer_one_is_code() -> None:
    assert [line.in_code for line in lines("````text\n```\na\n```\n````\nb")] == [True] * 5 + [False]


def test_backticks_around_words_open_no_fence() -> None:
    assert not any(line.in_code for line in lines("```a``` and\n```b```"))


def test_a_fence_without_an_end_is_found_at_the_line_that_opens_it() -> None:
    assert unclosed("a\n```python\nb\n") == [2]
    assert unclosed("```\na\n```\n~~~\nb") == [4]


def test_a_fence_that_the_next_one_closes_is_found_though_the_marks_are_even() -> None:
    assert unclosed("```python\na\n\n```python\nb\n```\n") == [1]
    assert unclosed("````markdown\n```python\na\n```\n````\n") == []


def test_prose_is_without_front_matter_fences_comments_and_code_spans() -> None:
    page = "---\ntitle: x\n---\na `b` c\n```\nd\n```\n<!-- e\nf -->\ng"
    assert prose(page).split() == ["a", "c", "g"]


def test_a_single_backtick_is_prose() -> None:
    assert prose("a ` b") == "a ` b"
    assert without_code_spans("a `b` c") == "a  c"


@given(st.text(alphabet="ab`~ \n<>!-"))
def test_every_line_stays_where_it_is(markdown: str) -> None:
    assert [line.text for line in lines(markdown)] == markdown.split("\n")
    assert [len(row) for row in prose(markdown).split("\n")] == [len(row) for row in markdown.split("\n")]

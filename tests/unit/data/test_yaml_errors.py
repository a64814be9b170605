"""What is said of text that is no YAML: the line where the slip is, and how to mend it."""

import pytest

from tests.builders import NAME, replaced, said

TITLE = "            title: A free book\n"


@pytest.mark.parametrize(
    ("new", "at", "expected"),
    [
        (
            '            title: "A free book\n',
            0,
            "the quote that opens in this line is not closed: close it at the end of the text",
        ),
        (
            "            title: 'A free book\n",
            0,
            "the quote that opens in this line is not closed: close it at the end of the text",
        ),
        (
            "            title: First: things\n",
            0,
            "a colon and a space stand inside the text: put the text in quotes",
        ),
        ("\t    title: A free book\n", 0, "a tab stands where a line begins: use spaces"),
        (
            "           title: A free book\n",
            0,
            "the indentation does not match that of the rows around: use as many spaces as they do",
        ),
        ("             title: A free book\n", 0, "the indentation does not match that of the line before"),
        (
            "            title A free book\n",
            0,
            "this line is neither `key: value` nor part of a list: add the colon and the space behind it, or indent it "
            "as the text that it belongs to",
        ),
        (
            "            authors: [Ann, Bo\n",
            0,
            "the bracket that opens in this line is not closed: add ], and quotes around each text",
        ),
        (
            "            authors: [\n",
            0,
            "the bracket that opens in this line is not closed: add ], and quotes around each text",
        ),
        (
            "            authors: {\n",
            0,
            "the bracket that opens in this line is not closed: add }, and quotes around each text",
        ),
        (
            "            authors: [Ann #1, Bo]\n",
            0,
            "what follows ` #` is a comment and lost, the closing bracket too: put the text in quotes",
        ),
        ("            title: @home\n", 0, "a text cannot begin with @: put it in quotes"),
        ("            title: `len`\n", 0, "a text cannot begin with `: put it in quotes"),
        ("            title: %s\n", 0, "a text cannot begin with %: put it in quotes"),
        ("            title: *star\n", 0, "a text cannot begin with * or &: put it in quotes"),
        (
            '            title: "a \\d"\n',
            0,
            "in double quotes a backslash begins an escape: use single quotes, or none",
        ),
        (
            "            title: 'it's free'\n",
            0,
            "a quote inside the text ends it: use the other kind of quotes around it, or none",
        ),
        (
            '            title: "Free" books\n',
            0,
            "a quote inside the text ends it: use the other kind of quotes around it, or none",
        ),
        ("            title: [Free] A book\n", 0, "a text cannot begin with [: put it in quotes"),
        ("            title: {Free} A book\n", 0, "a text cannot begin with {: put it in quotes"),
        ("            title: - a\n", 0, "a list begins on a line of its own, below its key"),
        ("            title: >- A free book\n", 0, "the text begins on the line below > or |, indented"),
        ("---\n            title: A free book\n", 0, None),
        (
            "            title: Number #1\n              book\n",
            0,
            "what follows ` #` is a comment and lost: put the text in quotes",
        ),
    ],
)
def test_a_slip_is_told_at_the_line_where_it_is(new: str, at: int, expected: str | None) -> None:
    text = replaced(TITLE, new)
    line = text[: text.index(new)].count("\n") + 1 + at
    [message] = said(text)
    assert message.startswith(f"{NAME}:{line}  RM101  not valid YAML: ")
    if expected:
        assert message == f"{NAME}:{line}  RM101  not valid YAML: {expected}"


def test_a_quote_that_another_one_closes_by_chance_is_told_where_it_opens() -> None:
    text = replaced("title: A free book", 'title: "A free book').replace("why: Exercises", 'why: "Exercises')
    [message] = said(text)
    line = text[: text.index('title: "A free book')].count("\n") + 1
    assert message.startswith(f"{NAME}:{line}  RM101  not valid YAML: the quote that opens in this line is not closed")


def test_a_first_row_whose_dash_touches_its_key_is_told_at_its_line() -> None:
    text = replaced("- id: free-book", "-id: free-book")
    line = text[: text.index("-id: free-book")].count("\n") + 1
    assert said(text) == [f"{NAME}:{line}  RM101  not valid YAML: a space is missing behind the dash"]

"""What a page must not bring along, one slip per test, and what is right and left alone."""

import pytest

from mlroadmap.pages.slips import slips


def said(text: str) -> list[str]:
    return [f"{one.line} {one.code}" for one in slips(text, name="docs/a.md")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n<script>alert(1)</script>", "2 RM709"),
        ('<script src="https://example.org/x.js"></script>', "1 RM709"),
        ('<iframe title="a" src="/x"></iframe>', "1 RM709"),
        ("<form>a</form>", "1 RM709"),
        ("<style>p { color: red }</style>", "1 RM709"),
        ('<p style="color: red">a</p>', "1 RM709"),
        ('<a href="b.md" onclick="x()">a</a>', "1 RM709"),
        ('<a href=" JavaScript:x()">a</a>', "1 RM709"),
        ("[a](javascript:alert(1))", "1 RM709"),
        ("[a]: javascript:x", "1 RM709"),
        ("![a](data:image/png;base64,AAAA)", "1 RM709"),
        ("![a](https://example.org/a.png)", "1 RM709"),
        ("![a](//example.org/a.png)", "1 RM709"),
        ('<img alt="a" src="https://example.org/a.png">', "1 RM709"),
        ('<video src="http://example.org/a.mp4"></video>', "1 RM709"),
        ("a\n\n<div markdown>\ntext", "3 RM709"),
        ("text</div>", "1 RM709"),
        ("<b>a", "1 RM709"),
        ("![](../assets/images/a.png)", "1 RM710"),
        ("![ ](a.png)", "1 RM710"),
        ('<img src="a.png">', "1 RM710"),
        ('<img src="a.png" alt=" "/>', "1 RM710"),
        ('!!! nte "x"\n    text', "1 RM711"),
        ("??? hint\n    text", "1 RM711"),
        ('=== "A"\n    !!! warnin\n        text', "2 RM711"),
    ],
)
def test_finds_what_does_not_belong_in_a_page(text: str, expected: str) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    "text",
    [
        '!!! note "x"\n    text',
        "??? tip\n    text",
        '??? rm-more "x"\n    text',
        "![a dot](../assets/images/a.png)",
        '<img src="a.png" alt="a dot">',
        '<img src="a.png" alt="" role="presentation">',
        "[a](https://example.org/a.png)",
        '<a href="https://example.org/">a</a>',
        '<div class="x" markdown>\n\ntext\n\n</div>',
        "<p>one\n\n<p>two",
        "<br> and <hr/> and <kbd>F</kbd>",
        "a < b and c > d, x<y",
        "`<script>` and `![](x)`",
        "```html\n<script>\n![](x)\n!!! nte\n```",
        "<!-- <div> -->",
    ],
)
def test_leaves_alone_what_is_right(text: str) -> None:
    assert said(text) == []


def test_says_what_kind_of_box_was_probably_meant() -> None:
    assert "did you mean 'note'?" in slips("!!! nte\n    a", name="docs/a.md")[0].text

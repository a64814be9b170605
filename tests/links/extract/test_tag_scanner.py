"""The reader of tags agrees with a browser's where it matters, and takes time that grows with the page alone."""

# ruff: noqa: E501 -- a case a line
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from roadmap_links.extract.tag_scanner import TagScanner
from roadmap_links.http.fragments import FragmentFinder
from roadmap_links.http.page import read_page


class Noted(TagScanner):
    """Writes down what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[object] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append((tag, attrs, self.getpos(), self.get_starttag_text()))

    def handle_endtag(self, tag: str) -> None:
        self.events.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.text += data


def read(text: str, step: int = 10**9) -> Noted:
    noted = Noted()
    for start in range(0, len(text), step):
        noted.feed(text[start : start + step])
    noted.close()
    return noted


def tags(text: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    return [event[:2] for event in read(text).events if isinstance(event, tuple)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p id=x class='a b'>", [("p", [("id", "x"), ("class", "a b")])]),
        ('<P ID="X"CLASS=y>', [("p", [("id", "X"), ("class", "y")])]),
        ("<b title='a>b'>", [("b", [("title", "a>b")])]),
        ("<a title=it's href=x>", [("a", [("title", "it's"), ("href", "x")])]),
        ("<a href='x\ny'\n id=z>", [("a", [("href", "x\ny"), ("id", "z")])]),
        ("<a href=/x/>", [("a", [("href", "/x/")])]),
        ("<a/b=c>", [("a", [("b", "c")])]),
        ("<a b = 'c' >", [("a", [("b", "c")])]),
        ("<a =b c= >", [("a", [("=b", None), ("c", None)])]),
        ("<a b='&amp;&eacute;'>", [("a", [("b", "&é")])]),
        ("<a <a b='1>", []),  # the value never ends, so there is no tag
        ("<p a='x", []),
        ("<p", []),
        ("a < b <3 <", []),
        ("</ x><!doctype html><?php <b> ?>", []),
        ("<!-- <a> --><!--><i>--><!---><u>", [("i", []), ("u", [])]),
        ("<!-- <a> --!><b>", [("b", [])]),
        ("<!-- <a>", []),
        ("<script>if (a<b) '<p id=q>' </scripty> </script ><i>", [("script", []), ("i", [])]),
        ("<title>a <b> c</title><textarea><b></textarea>", [("title", []), ("textarea", [])]),
        ("<svg><title/><g/></svg><title/><g>", [("svg", []), ("title", []), ("g", []), ("title", [])]),
        ("<style><a></style/><i>", [("style", []), ("i", [])]),
    ],
)
def test_what_is_a_tag(text: str, expected: list[object]) -> None:
    assert tags(text) == expected


def test_text_is_what_is_between_the_tags() -> None:
    assert read("a &lt; b<p>c</p><!-- d -->e < f &#x" + "9" * 5000 + ";").text.startswith("a < bce < f ")


def test_a_tag_knows_its_place() -> None:
    [_, (_, _, place, text), *_] = read("<p>\n\n x <a\nhref='y'>").events
    assert (place, text) == ((3, 3), "<a\nhref='y'>")


SOUP = st.lists(
    st.sampled_from(["<", ">", "a", " id=", "'", '"', "/", "=", "!--", "-->", "<b>", "</b>", "<p id='x'>", "\n", "&amp;", "<script>", "</script>", "?"]),
    max_size=30,
).map("".join)  # fmt: skip


@given(SOUP, st.integers(1, 5))
def test_portions_make_no_difference(text: str, step: int) -> None:
    whole, parts = read(text), read(text, step)
    assert parts.events == whole.events  # an entity of the text may be cut in two; nobody reads text in portions


NAMES = st.sampled_from(["x", "y z", "größe", "a&b", "<i>", "it's", "100%"])
PIECES = st.one_of(
    NAMES.map(lambda name: f'<h2 id="{name.replace("&", "&amp;")}">t</h2>'),
    NAMES.map(lambda name: f'<!-- <h2 id="{name}"> -->'),
    NAMES.map(lambda name: f'<script>"<h2 id=\\"{name}\\">"</script>'),
    NAMES.map(lambda name: f'<template><b id="{name}"></b></template>'),
    NAMES.map(lambda name: f'<textarea><b id="{name}"></textarea>'),
    st.just("<p class=a data-b='c>d'>text < more"),
)


@given(st.lists(PIECES, max_size=8).map("".join), st.sets(NAMES, min_size=1), st.integers(1, 40))
def test_finds_the_places_that_a_browser_finds(body: str, wanted: set[str], step: int) -> None:
    tree = LexborHTMLParser(f"<!doctype html><body>{body}")
    there = {node.attributes["id"] for node in tree.css("[id]") if node.parent is None or _is_shown(node)}
    finder = FragmentFinder(set(wanted))
    data = body.encode()
    for start in range(0, len(data), step):
        finder(data[start : start + step], "text/html; charset=utf-8")
    finder(b" " * 4, "text/html; charset=utf-8")
    assert finder.missing == {name for name in wanted if name not in there}


def _is_shown(node: object) -> bool:
    while (node := getattr(node, "parent", None)) is not None:
        if getattr(node, "tag", "") == "template":
            return False
    return True


@pytest.mark.parametrize("piece", ["<", "<a ", "</", "<!", "<!--", "<a b='", "<a b=c ", "&#", "<![CDATA[", "<?", "<div><p>", "<title>", "<svg/>", "<a<", "</a ", "<a b=c'>", "<a b=", "<x/", "</script", "<a'"])  # fmt: skip
def test_no_page_keeps_it_busy(piece: str) -> None:
    began = process_time()
    read_page((piece * (64 * 1024 // len(piece))).encode(), "text/html")
    assert process_time() - began < 2.0

"""Addresses are read as a browser reads them, and nothing makes the reader fail in an unknown way."""

# ruff: noqa: SIM105 -- tables of cases read better with a case a line
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_links.hosts import NotAUrl
from roadmap_links.urls import join, parse, quote


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("HTTP://example.org:80/a", "http://example.org/a"),
        ("https://example.org:443/", "https://example.org/"),
        ("http://example.org:8080", "http://example.org:8080/"),
        ("//cdn.example.org/x.js", "https://cdn.example.org/x.js"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://example.org/größe", "http://example.org/gr%C3%B6%C3%9Fe"),
        ("http://example.org/two words", "http://example.org/two%20words"),
        ("http://example.org/a%2Fb", "http://example.org/a%2Fb"),
        ("http://example.org/a/./b/../c", "http://example.org/a/c"),
        ("http://example.org/..", "http://example.org/"),
        ("http://example.org/%2e%2E/a", "http://example.org/a"),
        ("http://example.org?q=ü", "http://example.org/?q=%C3%BC"),
        ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
        ("http://127.1/", "http://127.0.0.1/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://user:word@example.org/", "http://user:word@example.org/"),
        ("http://example.org\\a\\b", "http://example.org/a/b"),
        ("  http://exa\nmple.org/ ", "http://example.org/"),
        ("http://a_b.example.org/", "http://a_b.example.org/"),
    ],
)
def test_reads_what_a_browser_reads(text: str, page: str) -> None:
    assert parse(text).page == page


@pytest.mark.parametrize(
    "text",
    ["", "example.org", "http:", "http://", "http:/a", "https:///a", "http://?", "http://a b/", "http://a..b/", "http://[::1/",
     "http://[zz]/", "http://a:0/", "http://a:99999/", "http://a:x/", "http://256.1.1.1/", "http://1.2.3.4.5/", "ftp://a/",
     "mailto:a@b.example", "http://" + "a" * 64 + ".example/", "http://\ud800/"],
)  # fmt: skip
def test_refuses_what_no_browser_opens(text: str) -> None:
    with pytest.raises(NotAUrl):
        parse(text)


def test_the_fragment_is_no_part_of_the_page() -> None:
    address = parse("http://example.org/a#b%20c")
    assert (address.page, address.fragment) == ("http://example.org/a", "b%20c")
    assert parse("http://example.org/a#").fragment == ""
    assert parse("http://example.org/a").fragment is None


@pytest.mark.parametrize(
    ("base", "location", "full"),
    [
        ("http://a.example/x/y", "z", "http://a.example/x/z"),
        ("http://a.example/x/y", "/z", "http://a.example/z"),
        ("http://a.example/x/y", "?q", "http://a.example/x/y?q"),
        ("https://a.example/", "//b.example/", "https://b.example/"),
        ("http://a.example/", "https://b.example/#new", "https://b.example/#new"),
        ("http://a.example/#old", "/z", "http://a.example/z#old"),
        ("http://a.example/#old", "/z#new", "http://a.example/z#new"),
        ("http://a.example/", "/größe", "http://a.example/gr%C3%B6%C3%9Fe"),
    ],
)
def test_a_location_is_seen_from_where_it_was_sent(base: str, location: str, full: str) -> None:
    assert join(parse(base), location).full == full


def test_bytes_that_are_no_utf8_go_out_as_they_came() -> None:
    assert (
        join(parse("http://a.example/"), b"/caf\xe9".decode("utf-8", "surrogateescape")).page
        == "http://a.example/caf%E9"
    )


@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for candidate in (text, f"http://{text}", f"http://a.example/{text}", f"http://a.example:{text}/"):
        try:
            address = parse(candidate)
        except NotAUrl:
            continue
        assert address.page.isascii()
        assert " " not in address.page


@given(st.text())
def test_reading_twice_changes_nothing(text: str) -> None:
    page = parse(f"http://a.example/{text}").page
    assert parse(page).page == page


@given(st.text())
def test_any_location_is_an_address_or_refused(text: str) -> None:
    try:
        assert join(parse("http://a.example/b"), text).page.isascii()
    except NotAUrl:
        pass


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126, exclude_characters='"<>`{}')))
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert quote(text) == text

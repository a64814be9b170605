import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlroadmap.data.addresses import fault_of, page_of, tracking_in

PAGE = "https://example.org/a"


@pytest.mark.parametrize(
    "url",
    [
        "https://[regression.example/",
        "https://example.org]/",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://regression",
        "https://localhost/a",
        "https://127.0.0.1/a",
        "https://[::1]/",
        "https://example..org/",
        "https://-example.org/",
        "https://example.org-/",
        "https://exam ple.org/",
        "https://me:secret@example.org/",
        "https://example.org/a b",
        "https://example.org/<id>",
        f"https://{'a' * 64}.example.org/",
        "HTTPS://EXAMPLE.ORG/",
        "ftp://example.org/",
        "https:///a",
        "",
    ],
)
def test_what_nobody_can_open_is_no_address(url: str) -> None:
    assert fault_of(url).startswith("is not a web address")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://example.org/a b", "is not a web address: a space cannot stand in one: delete it, or write %20"),
        ("https://example.org/a|b", "is not a web address: the character | cannot stand in one"),
        ("HTTPS://example.org/", "is not a web address that starts with https://, in small letters"),
        ("https://example.org/a).", "ends with a sign"),
        ("https://example.org/a,", "ends with a sign"),
        ("https://example.org/a)", "ends with a sign"),
        ("https://example.org/?a=1&amp;b=2", "holds &amp;"),
    ],
)
def test_what_is_wrong_with_an_address_is_told(url: str, said: str) -> None:
    assert fault_of(url).startswith(said)


def test_brackets_that_belong_to_an_address_stay() -> None:
    assert fault_of("https://en.wikipedia.org/wiki/Bias_(statistics)") == ""


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        "http://example.org",
        "https://münchen.example/straße",
        "https://xn--mnchen-3ya.example/",
        "https://a-b.c_d.example.org:8443/x?y=1#z",
        "https://en.wikipedia.org/wiki/Bracket_(maths)",
        "https://example.co.uk./",
        f"https://{'a' * 63}.example.org/",
    ],
)
def test_what_a_browser_opens_is_an_address(url: str) -> None:
    assert fault_of(url) == ""


@pytest.mark.parametrize(
    "other",
    [
        f"{PAGE}#top",
        f"{PAGE}/",
        "http://example.org/a",
        "https://www.example.org/a",
        "https://EXAMPLE.org/a",
        "https://example.org:443/a",
        "http://example.org:80/a",
        "https://example.org./a",
        f"{PAGE}/index.html",
        f"{PAGE}/index.php#x",
        f"{PAGE}?utm_source=news&utm_medium=mail",
        "https://example.org/%61",
        "https://example.org//a",
        f"{PAGE}?",
    ],
)
def test_two_ways_to_write_one_page_are_the_same(other: str) -> None:
    assert page_of(other) == page_of(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/A",
        "https://example.org/a/b",
        "https://example.org:8443/a",
        f"{PAGE}?id=1",
        "https://learn.example.org/a",
        f"{PAGE}#/chapter-1",
        "https://example.org/a%2Fb",
    ],
)
def test_another_page_is_another(other: str) -> None:
    assert page_of(other) != page_of(PAGE)


def test_the_order_of_a_query_and_the_way_its_characters_are_quoted_make_no_difference() -> None:
    assert page_of(f"{PAGE}?b=2&a=%7E1") == page_of(f"{PAGE}?a=~1&b=2")


@pytest.mark.parametrize(
    "part",
    ["utm_source=news", "utm_id=1", "fbclid=x", "gclid=x", "ref=hn", "mc_cid=1", "igshid=x", "UTM_SOURCE=x", "si=x"],
)
def test_a_part_that_only_tells_where_a_reader_came_from_is_named(part: str) -> None:
    assert tracking_in(f"{PAGE}?v=1&{part}&t=2") == [part]


def test_tracking_behind_the_number_sign_is_found_too() -> None:
    assert tracking_in(f"{PAGE}#utm_source=news") == ["utm_source=news"]


@pytest.mark.parametrize("part", ["v=1", "page=2", "reference=3", "t=90s", "list=PL1", "q=utm_source"])
def test_a_part_that_a_page_needs_is_left_alone(part: str) -> None:
    assert tracking_in(f"{PAGE}?{part}") == []


@given(st.text(alphabet="htps:/[]@.?#=&%aé 1:", max_size=30))
def test_no_text_ends_in_a_traceback(text: str) -> None:
    fault_of(text), tracking_in(text), page_of(text)

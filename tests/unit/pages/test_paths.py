from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlroadmap.pages.paths import href, page_url

FOLDERS = st.lists(st.sampled_from(["stage-1", "stage-2", "about", "a"]), max_size=3)
STEMS = st.sampled_from(["index", "k-means", "a", "stage-1", "data.v2"])
PAGES = st.builds(
    lambda folders, stem, ext: "/".join([*folders, stem + ext]), FOLDERS, STEMS, st.sampled_from([".md", ".ipynb"])
)
FILES = st.builds(
    lambda folders, name: "/".join([*folders, name]), FOLDERS, st.sampled_from(["x.csv", "y.tar.gz", "LICENSE"])
)
ANCHORS = st.sampled_from(["", "milestone", "resource-3b1b", "21-understand"])
SITES = st.sampled_from(["https://example.org/", "http://127.0.0.1:8000/", "https://owner.example.io/some/folder/"])


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("index.md", ""),
        ("glossary.md", "glossary/"),
        ("stage-2/index.md", "stage-2/"),
        ("stage-2/k-means.md", "stage-2/k-means/"),
        ("stage-2/k-means.ipynb", "stage-2/k-means/"),
    ],
)
def test_a_page_has_a_folder_of_its_own(source: str, url: str) -> None:
    assert page_url(source) == url


@pytest.mark.parametrize(
    ("page", "target", "anchor", "expected"),
    [
        ("index.md", "stage-2/index.md", "", "stage-2/"),
        ("stage-2/index.md", "index.md", "", "../"),
        ("stage-2/k-means.md", "stage-2/index.md", "topic-x", "../#topic-x"),
        ("stage-2/index.md", "stage-2/index.md", "milestone", "#milestone"),
        ("stage-2/index.md", "stage-2/index.md", "", "./"),
        ("stage-2/k-means.md", "assets/data/x.csv", "", "../../assets/data/x.csv"),
    ],
)
def test_an_address_is_as_short_as_it_can_be(page: str, target: str, anchor: str, expected: str) -> None:
    assert href(page, target, anchor) == expected


@given(site=SITES, page=PAGES, target=PAGES | FILES, anchor=ANCHORS)
def test_a_browser_on_the_page_always_comes_to_the_target_under_any_host_and_folder(
    site: str, page: str, target: str, anchor: str
) -> None:
    address = href(page, target, anchor)
    assert not urlsplit(address).netloc
    assert not address.startswith("/")
    wanted = site + (page_url(target) if target.endswith((".md", ".ipynb")) else target)
    assert urljoin(site + page_url(page), address) == wanted + (f"#{anchor}" if anchor else "")


@given(page=PAGES, target=PAGES | FILES)
def test_an_address_is_never_empty_since_an_empty_link_looks_like_a_mistake(page: str, target: str) -> None:
    assert href(page, target)

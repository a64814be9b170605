"""Links to pages and pictures that are not there are told with their line, and what was probably meant."""

import pytest

from mlroadmap.pages.dead_links import dead_links

FILES = ("index.md", "map.md", "stage-2/index.md", "stage-2/k-means.md", "assets/images/tree.svg", "stage-3/trees.md")


def told(markdown: str, page: str = "stage-2/k-means.md") -> list[str]:
    return [str(one) for one in dead_links(markdown, FILES, page=page, name=f"docs/{page}")]


@pytest.mark.parametrize(
    "link",
    [
        "[the map](../map.md)",
        "[the map](../map.md#here)",
        "[the map](../map.md 'x')",
        '[the map](../map.md "All lessons")',
        "[this](#here)",
        "[this](k-means.md)",
        "[home](../index.md?x=1)",
        "![a tree](../assets/images/tree.svg)",
        "[feed](../feed.xml)",
        "[other site](https://birds.example/gone.md)",
        "[mail](mailto:a@birds.example)",
        "`[code](gone.md)`",
        "```\n[code](gone.md)\n```",
        "<!-- [hidden](gone.md) -->",
        "A text[^1].\n\n[^1]: gone.md",
        "[a]: ../map.md",
        "[spaces](../assets/images/tree%2Esvg)",
    ],
)
def test_what_is_there_or_is_no_link_to_a_page_is_let_through(link: str) -> None:
    assert told(link) == []


@pytest.mark.parametrize(
    ("link", "target", "mend"),
    [
        ("[a](../mpa.md)", "mpa.md", ": did you mean ../map.md?"),
        ("[a](map.md)", "stage-2/map.md", ": did you mean ../map.md?"),
        ("[a](K-Means.md)", "stage-2/K-Means.md", ": did you mean k-means.md?"),
        ("[a](k-means.MD)", "stage-2/k-means.MD", ": did you mean k-means.md?"),
        ("[a](trees.md#how)", "stage-2/trees.md", ": did you mean ../stage-3/trees.md?"),
        ("![a](../images/tree.svg)", "images/tree.svg", ": did you mean ../assets/images/tree.svg?"),
        ("[a](something-else-altogether.md)", "stage-2/something-else-altogether.md", ""),
        ("[a]: ../mpa.md", "mpa.md", ": did you mean ../map.md?"),
        ("[a](../../README.md)", "../README.md", ""),
    ],
)
def test_what_is_not_there_is_told_with_what_was_meant(link: str, target: str, mend: str) -> None:
    to = link.rsplit("(", maxsplit=1)[-1].rsplit("]: ", maxsplit=1)[-1].rstrip(")")
    expected = f"docs/stage-2/k-means.md:3  RM714  {to} leads to docs/{target}, which is not there{mend}"
    assert told(f"# Title\n\n{link}\n") == [expected]


def test_a_page_at_the_root_has_its_links_read_from_there() -> None:
    assert told("[a](stage-2/k-means.md) [b](stage-2/k-mean.md)", page="map.md") == [
        "docs/map.md:1  RM714  stage-2/k-mean.md leads to docs/stage-2/k-mean.md, which is not there: "
        "did you mean stage-2/k-means.md?"
    ]


@pytest.mark.parametrize(
    ("page", "source", "there"),
    [
        ("stage-2/k-means.md", "../../assets/images/tree.svg", True),
        ("stage-2/k-means.md", "../assets/images/tree.svg", False),
        ("stage-2/index.md", "../assets/images/tree.svg", True),
        ("stage-2/index.md", "../assets/images/oak.svg", False),
        ("map.md", "../assets/images/tree.svg", True),
        ("index.md", "assets/images/tree.svg", True),
        ("map.md", "https://birds.example/oak.svg", True),
    ],
)
def test_a_picture_in_html_is_looked_for_from_the_address_of_the_page(page: str, source: str, there: bool) -> None:
    found = told(f'<p><img class="a" src="{source}" alt="A tree"></p>', page=page)
    assert (found == []) is there
    assert all(f"docs/{page}:1  RM714  {source} leads to docs/" in one for one in found)

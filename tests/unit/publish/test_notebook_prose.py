"""Prose of a lesson in the Markdown that notebooks know."""

import pytest

from mlroadmap.publish.notebook_prose import address, of_notebook

SITE = "https://roadmap.example.org/ml/"


def prose(markdown: str) -> str:
    return of_notebook(
        markdown, page="stage-2/k-means.md", site=SITE, expand=lambda name, words: f"{name.upper()} {' '.join(words)}"
    )


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("../glossary.md#loss", "glossary/#loss"),
        ("../stage-1/index.md", "stage-1/"),
        ("index.md", "stage-2/"),
        ("../index.md", ""),
        ("svm.md?x=1#top", "stage-2/svm/?x=1#top"),
        ("#part", "stage-2/k-means/#part"),
        ("", "stage-2/k-means/"),
        ("../assets/data/birds.csv", "assets/data/birds.csv"),
        ("/map.md", "map/"),
    ],
)
def test_a_link_on_the_site_gets_the_address_of_what_it_leads_to(target: str, expected: str) -> None:
    assert address(target, page="stage-2/k-means.md", site=SITE) == SITE + expected


@pytest.mark.parametrize("target", ["https://x.org/a", "mailto:a@b.example", "//cdn.example/x"])
def test_a_link_to_elsewhere_stays(target: str) -> None:
    assert address(target, page="stage-2/k-means.md", site=SITE) == target


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("See [loss](../glossary.md#loss).", f"See [loss]({SITE}glossary/#loss)."),
        ("[`f(x)`](f.md) and [a [b]](c.md)", f"[`f(x)`]({SITE}stage-2/f/) and [a [b]]({SITE}stage-2/c/)"),
        ('![A line.](x.svg "Title")', f'![A line.]({SITE}stage-2/x.svg "Title")'),
        ("[a][ref]\n\n[ref]: ../map.md", f"[a][ref]\n\n[ref]: {SITE}map/"),
        ('<img src="a.svg" alt="A">', f'<img src="{SITE}stage-2/a.svg" alt="A">'),
        ("[w](https://en.example.org/wiki/A_(b))", "[w](https://en.example.org/wiki/A_(b))"),
        ("Code `[a](b.md)` stays, $[a](b.md)$ too.", "Code `[a](b.md)` stays, $[a](b.md)$ too."),
        ("A [link](b.md){ .button } and text", f"A [link]({SITE}stage-2/b/) and text"),
        ("$x_{.5}$ and ``{ .a }``", "$x_{.5}$ and ``{ .a }``"),
        ("A note.[^1]\n\n[^1]: Its text.", "A note.<sup>1</sup>\n\n<sup>1</sup> Its text."),
        ("*[HTML]: Markup\n\nHTML", "HTML"),
        ("<!-- given: 1,024 bytes -->\nText", "Text"),
        ("<!-- roadmap:next k-means book -->", "NEXT k-means book"),
        ("Text <!-- roadmap:x --> in a line", "Text  in a line"),
    ],
)
def test_what_notebooks_do_not_know_is_written_in_another_way(markdown: str, expected: str) -> None:
    assert prose(markdown) == expected


@pytest.mark.parametrize("mark", ["???", "???+"])
def test_a_box_that_opens_is_folded(mark: str) -> None:
    text = f'{mark} tip "Hint <1>"\n\n    Look at [this](a.md).\n\n    ```py\n    [x](y.md)\n    ```\n\nAfter.'
    assert prose(text) == (
        "<details>\n<summary>Hint &lt;1&gt;</summary>\n\n"
        f"Look at [this]({SITE}stage-2/a/).\n\n```py\n[x](y.md)\n```\n\n</details>\n\nAfter."
    )


def test_a_box_is_a_quotation_with_its_title() -> None:
    assert prose('!!! note "Mind"\n    One.\n\n    Two.\n\nAfter.') == "> **Mind**\n>\n> One.\n>\n> Two.\n\nAfter."


def test_a_box_without_a_title_is_named_after_its_kind() -> None:
    assert prose("!!! success\n    One.") == "> **Success**\n>\n> One."


def test_a_box_within_a_box_is_within() -> None:
    assert prose('??? tip "A"\n    !!! note "B"\n        Inner.\n') == (
        "<details>\n<summary>A</summary>\n\n> **B**\n>\n> Inner.\n\n</details>"
    )


def test_tabs_follow_each_other() -> None:
    assert prose('=== "Linux"\n    One.\n\n=== "macOS"\n    Two.') == "**Linux**\n\nOne.\n\n**macOS**\n\nTwo."


def test_what_looks_like_a_box_in_a_fence_stays() -> None:
    text = '```text\n??? tip "Hint"\n    x [a](b.md)\n```'
    assert prose(text) == text

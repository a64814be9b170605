"""What is said of the front matter of a page that is no lesson."""

import pytest

from mlroadmap.pages.check import front_matter


def said(text: str) -> list[str]:
    return [f"{one.line} {one.code} {one.text}" for one in front_matter(text, name="docs/a.md")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: T\n\n# T\n", "1 RM101 the front matter is never closed: end it with ---"),
        ("\n---\ntitle: T\n---\n# T\n", "2 RM101 the front matter begins on the first line: remove what is above"),
        ("---\n- title\n---\n", "2 RM106 front matter is made of rows such as title: How to use this roadmap"),
        ("---\ntitle\n---\n", "2 RM106 front matter is made of rows such as title: How to use this roadmap"),
        ("---\ntitle: T\ndescripton: a\n---\n", "3 RM103 unknown key 'descripton': did you mean 'description'?"),
        ("---\nTitle: T\n---\n", "2 RM103 unknown key 'Title': did you mean 'title'?"),
        ("---\ntitle: 2026\n---\n", "2 RM106 'title': 2026 is not text: put it in quotes"),
        ("---\ndescription: [a]\n---\n", "2 RM106 'description': a list is not text: put it in quotes"),
        ("---\ntitle:\n---\n", "2 RM106 'title' is empty: write its value, or delete the line"),
    ],
)
def test_a_slip_in_front_matter_is_told_at_its_line(text: str, expected: str) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\n---\n\ntext\n",
        "---\n\ntext below a line\n",
        "---\n---\n# T\n",
        "---\ntitle: T\nhide:\n  - toc\n...\n# T\n",
        "",
    ],
)
def test_front_matter_in_order_and_pages_without_one_are_left_alone(text: str) -> None:
    assert said(text) == []

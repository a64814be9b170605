"""What is said of the front matter of a page that is no lesson."""

from pathlib import Path

import pytest

from mlroadmap.pages.check import front_matter, named_files


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
        (
            "---\nhide: [navigatoin]\n---\n",
            "2 RM104 'hide': there is no part 'navigatoin' to hide: did you mean 'navigation'?",
        ),
        ("---\nhide: 3\n---\n", "2 RM106 'hide': 3 is not a list of texts: write hide: [navigation]"),
        ("---\ntags: a\n---\n", "2 RM106 'tags': 'a' is not a list of texts: write tags: [statistics]"),
        (
            "---\nscripts: plan-page\n---\n",
            "2 RM106 'scripts': 'plan-page' is not a list of texts: write scripts: [plan-page]",
        ),
        ("---\ntemplate: [a]\n---\n", "2 RM106 'template': a list is not text: put it in quotes"),
        (
            "---\nsearch: no\n---\n",
            "2 RM106 'search': 'no' is not a row with keys: write `exclude: true` below it, indented",
        ),
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
        "---\nhide: navigation\n---\n",
        "---\nhide: [path, footer]\ntags: [a]\nscripts: [plan-page]\nsearch:\n  boost: 2\n---\n",
        "",
    ],
)
def test_front_matter_in_order_and_pages_without_one_are_left_alone(text: str) -> None:
    assert said(text) == []


def test_a_script_and_a_template_that_are_not_there_are_told_and_those_that_are_there_are_not(tmp_path: Path) -> None:
    for path in ("docs/javascripts/plan-page.js", "overrides/wide.html"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).touch()
    wrong = "---\ntitle: T\nscripts: [plan-page, plan-pag]\ntemplate: wid.html\n---\n"
    found = named_files(wrong, tmp_path / "docs", name="docs/a.md")
    assert [f"{one.line} {one.code} {one.text}" for one in found] == [
        "3 RM106 'scripts': there is no docs/javascripts/plan-pag.js: did you mean 'plan-page'?",
        "4 RM106 'template': there is no overrides/wid.html: delete the line, or add the file",
    ]
    for right in (
        "---\nscripts: [plan-page]\ntemplate: wide.html\n---\n",
        "---\ntemplate: main.html\n---\n",
        "---\nscripts:\n  - plan-page\n---\n",
        "# scripts: none\n",
    ):
        assert not list(named_files(right, tmp_path / "docs", name="docs/a.md"))
    for told_elsewhere in ("---\nscripts: [a\n---\n", "---\nscripts: a\n---\n", "---\n- a\nscripts: b\n---\n"):
        assert not list(named_files(told_elsewhere, tmp_path / "docs", name="docs/a.md"))

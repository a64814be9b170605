"""Files that are neither Markdown, HTML nor YAML: read as what they are, or refused with a sentence."""

# ruff: noqa: E501 -- tables of cases read better with a case a line
import json

import pytest
from behaviours import page
from link_harness import Check

from roadmap_links.extract.collect import Unreadable, links_of_text


def notebook(*cells: tuple[str, list[str] | str], **more: object) -> str:
    return json.dumps(
        {
            "cells": [{"cell_type": kind, "metadata": {}, "source": source} for kind, source in cells],
            "nbformat": 4,
            **more,
        },
        indent=1,
    )


def test_the_markdown_cells_of_a_notebook_are_read(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one = site({"/a": page()})
    path = check.folder / "lesson.ipynb"
    path.write_text(
        notebook(
            ("code", ["x = 'http://b.example.org/'"]),
            ("markdown", ["# Lesson\n", f"See [this]({one.base}/a).\n", f"[gone]({one.base}/b)"]),
        )
    )
    rows = check(path)
    assert {url: row["verdict"] for url, row in rows.items()} == {one.base + "/a": "ok", one.base + "/b": "broken"}
    lines = path.read_text().split("\n")
    for url, row in rows.items():
        assert url in lines[row["sources"][0]["line"] - 1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (notebook(("markdown", "[a](http://a.example.org/) and\n[b](http://b.example.org/)")), ["http://a.example.org/", "http://b.example.org/"]),
        (notebook(("raw", "[a](http://a.example.org/)")), []), (notebook(("markdown", ["[ü](http://a.example.org/ü)"])), ["http://a.example.org/ü"]),
        (json.dumps({"worksheets": [{"cells": [{"cell_type": "markdown", "source": ["<http://a.example.org/>"]}]}], "nbformat": 3}), ["http://a.example.org/"]),
        (notebook(("markdown", "`http://a.example.org/`")), []), (notebook(), []), ("", []),
        (json.dumps({"cells": [1, {"cell_type": "markdown"}, {"cell_type": "markdown", "source": None}]}), []),
    ],
)  # fmt: skip
def test_what_a_notebook_holds(text: str, found: list[str]) -> None:
    assert [url for url, _ in links_of_text(text, "x.ipynb")] == found


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"cells": 3}', "no json", '{"worksheets": 1}', "[" * 100_000])
def test_what_is_no_notebook_ends_with_a_sentence(check: Check, text: str) -> None:
    path = check.folder / "x.ipynb"
    path.write_text(text)
    check(path)
    assert check.code == 2
    assert "x.ipynb:1: no notebook" in check.err


BIB = r"""% http://commented.example.org/
@article{a, title = {T}, url = {http://a.example.org/x\_y\%20z}, doi = {10.1000/ab\_c}}
@misc{b, howpublished = "\url{http://b.example.org/~u}", url = "http://c.example.org/q?a=1\&b=2"}
@misc{c, note = {See \href{http://d.example.org/{x}}{there}}, url = http://e.example.org/, DOI = "https://doi.org/10.1000/d"}
@comment{ url = {http://f.example.org/} }
@misc{d, url = {\url{http://g.example.org/{\_}h}}, url = {}, url = macro, archiveurl = {no}}
"""


def test_a_bibliography_gives_its_addresses_without_the_escapes_of_tex() -> None:
    assert [(url, source.line) for url, source in links_of_text(BIB, "x.bib")] == [
        ("http://a.example.org/x_y%20z", 2), ("https://doi.org/10.1000/ab_c", 2), ("http://b.example.org/~u", 3), ("http://c.example.org/q?a=1&b=2", 3),
        ("http://d.example.org/x", 4), ("http://e.example.org/", 4), ("https://doi.org/10.1000/d", 4), ("http://g.example.org/_h", 6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"),
    [("x.json", '{"url": "http://a.example.org/"}'), ("x.rst", "`a <http://a.example.org/>`_"), ("x.py", "import os\n"), ("x.tex", r"\url{http://a.example.org}"),
     ("x.csv", "name,http://a.example.org/"), ("x.docx", "PK\x03\x04"), ("x.toml", "a = 1"), ("x.org", "[[http://a.example.org/]]")],
)  # fmt: skip
def test_a_file_of_an_unknown_kind_is_refused_with_a_sentence(check: Check, name: str, text: str) -> None:
    (check.folder / name).write_text(text)
    rows = check(check.folder / name)
    assert (check.code, rows) == (2, {})
    assert f"{name}: links can't be read from such a file: give Markdown" in check.err
    with pytest.raises(Unreadable):
        links_of_text(text, name)


@pytest.mark.parametrize("name", ["list", "list.txt", "links.lst", "links.urls", "x.dat"])
def test_a_list_may_have_any_name(name: str) -> None:
    assert [url for url, _ in links_of_text("# ours\n\nhttp://a.example.org/\n//b.example.org/x\n", name)] == [
        "http://a.example.org/",
        "//b.example.org/x",
    ]

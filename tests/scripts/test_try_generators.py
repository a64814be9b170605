"""`scripts/try_generators.py`: what it calls a difference. The builds need packages of their own: `make generators`."""

from pathlib import Path

import pytest

from scripts.try_generators import LEFT_OUT, ROOT, differing, report, words
from tests.built_site import built_site

PAGE = '<nav>Home</nav><article><h1>Title<a class="headerlink">#</a></h1><p>One <b>two</b>.</p></article>'


def site(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_files_that_differ_and_files_of_one_build_alone_are_named(tmp_path: Path) -> None:
    one = site(tmp_path / "mkdocs", a__index_html="same", b_css="one", c_js="here")
    other = site(tmp_path / "properdocs", a__index_html="same", b_css="two", d_js="there")
    found = list(differing(one, other))
    assert found == ["b.css: differs", "c.js: only mkdocs has it", "d.js: only properdocs has it"]
    assert list(differing(one, one)) == []


def test_pages_are_compared_by_their_words_and_lessons_are_left_out(tmp_path: Path) -> None:
    ours = site(
        tmp_path / "ours",
        same__index_html=PAGE,
        other__index_html=PAGE,
        missing__index_html=PAGE,
        lesson__index_html=PAGE,
        lesson__lesson_ipynb="{}",
    )
    theirs = site(
        tmp_path / "theirs",
        same__index_html=f"<main>{PAGE.replace('<b>', '<strong>').replace('</b>', '</strong>')}</main>",
        other__index_html=PAGE.replace("two", "three"),
    )
    assert list(report(ours, theirs)) == [
        "Zensical: 1 of 3 Markdown pages have the same words.",
        "- missing: not there",
        "- other: other words",
    ]


@pytest.mark.parametrize("page", ["", "stage-1/", "glossary/"])
def test_the_words_of_a_real_page_are_those_of_its_text(page: str) -> None:
    found = words(built_site() / page / "index.html")
    assert len(found) > 100
    assert "¶" not in found


def test_zensical_is_given_no_key_that_mkdocs_has_not() -> None:
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert [key for key in LEFT_OUT if f"\n{key}:" not in settings] == []

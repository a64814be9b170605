"""Links of built pages are told by the files they come from."""

# ruff: noqa: E501 -- files of a small site read better with a file a line
from pathlib import Path

import pytest
from link_harness import ROOT

from roadmap_links.extract.collect import collect
from roadmap_links.extract.own_site import default_files, own_addresses
from roadmap_links.extract.site_pages import add_built, built_pages, source_of_page
from roadmap_links.model import Link
from tests.built_site import built_site

PAGE = (
    '<link rel="canonical" href="http://here.example/{name}/"><link rel="icon" href="http://here.example/icon.svg">'
    '<a href="https://theme.example/">theme</a><a href="https://set.example/?a=1&amp;b=2">set</a>{body}'
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "mkdocs.yml": "site_url: https://me.example/\nextra:\n  social:\n  - link: https://set.example/?a=1&b=2\ntheme:\n  name: material\n",
        "overrides/main.html": "\n<a href='https://override.example/x'>x</a>\n",
        "docs/_data/roadmap.yml": "resources:\n- id: book\n  url: https://data.example/book\n",
        "docs/index.md": "# Home\n\n[md](https://md.example/a)\n",
        "docs/stage-1/index.md": "# Stage\n",
        "docs/stage-1/lesson.md": "# Lesson\n",
        "site/index.html": PAGE.format(name="", body="<a href='https://md.example/a'>a</a>").replace("example//", "example/"),
        "site/stage-1/index.html": PAGE.format(name="stage-1", body="<a href='https://data.example/book'>b</a>"),
        "site/stage-1/lesson/index.html": PAGE.format(name="stage-1/lesson", body="<img src='https://output.example/plot.png'>"),
        "site/404.html": PAGE.format(name="404", body="<a href='https://override.example/x'>o</a>"),
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def places(root: Path) -> dict[str, list[tuple[str, int, str | None]]]:
    own, _ = own_addresses(root)
    links: list[Link] = add_built(collect(default_files(root), own), built_pages(root), root, own)
    return {link.url: [(s.file, s.line, s.resource) for s in link.sources] for link in links}


def test_each_link_has_the_file_that_a_person_can_mend(root: Path) -> None:
    assert places(root) == {
        "https://data.example/book": [("docs/_data/roadmap.yml", 3, "book")],
        "https://md.example/a": [("docs/index.md", 3, None)],
        "https://theme.example/": [("mkdocs.yml", 5, None)],
        "https://set.example/?a=1&b=2": [("mkdocs.yml", 4, None)],
        "https://output.example/plot.png": [("docs/stage-1/lesson.md", 1, None)],
        "https://override.example/x": [("overrides/main.html", 2, None)],
    }


def test_without_any_source_the_page_itself_is_named(root: Path) -> None:
    (root / "site/stray.html").write_text("<p>\n<a href='https://stray.example/'>s</a>")
    assert places(root)["https://stray.example/"] == [("site/stray.html", 2, None)]
    (root / "mkdocs.yml").unlink()
    assert places(root)["https://theme.example/"] == [("site/404.html", 1, None)]


@pytest.mark.parametrize(
    ("page", "source"),
    [
        ("site/index.html", "docs/index.md"),
        ("site/stage-1/index.html", "docs/stage-1/index.md"),
        ("site/stage-1/lesson/index.html", "docs/stage-1/lesson.md"),
        ("site/404.html", None),
        ("site/nowhere/index.html", None),
    ],
)
def test_what_a_page_is_made_from(root: Path, page: str, source: str | None) -> None:
    assert source_of_page(page, root) == source


def test_on_our_own_site_no_link_is_told_by_a_built_page(tmp_path: Path) -> None:
    for name in ("docs", "hooks", "overrides", "mkdocs.yml", "README.md", "CONTRIBUTING.md"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "site").symlink_to(built_site())
    found = places(tmp_path)
    assert len(found) > 100
    wrong = {url: told for url, told in found.items() if any(file.startswith("site/") for file, *_ in told)}
    assert not wrong
    told = [place for where in found.values() for place in where]
    assert any(file == "docs/_data/roadmap.yml" and resource for file, _, resource in told)
    assert any(file == "mkdocs.yml" for file, *_ in told)

"""A page that went through its template before is taken again only while nothing has changed that it shows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filled_pages import OF_THE_BUILD, keeping, shown_navigation, shown_page, shown_settings
from mkdocs.commands.build import _populate_page
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from mlroadmap.cache import Cache, digest_of
from tests.built_site import ROOT

FILES = {
    "mkdocs.yml": """\
site_name: Birds
site_url: https://birds.example/
copyright: Nobody
repo_url: https://code.example/birds
edit_uri: edit/main/
extra:
  kept: somewhere
  committed: 0
  colour: green
theme:
  name: material
  custom_dir: overrides
  features: [navigation.tabs]
plugins:
  - search:
      lang: en
markdown_extensions:
  - toc:
      permalink: true
nav:
  - Home: index.md
  - One: one.md
  - two.md
  - Three: three.md
""",
    "overrides/main.html": "{% extends 'base.html' %}",
    "docs/index.md": "# Home\n",
    "docs/one.md": "---\ndescription: The first\n---\n\n# One\n\nA wren.\n\n## Nests\n",
    "docs/two.md": "# Two\n\nA robin.\n",
    "docs/three.md": "# Three\n\nAn owl.\n",
}


def write(folder: Path) -> Path:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def loaded(folder: Path) -> tuple[MkDocsConfig, Navigation, Page]:
    """Return the settings of a small site, its navigation, and its page One."""
    config = load_config(str(folder / "mkdocs.yml"))
    files = get_files(config)
    nav = get_navigation(files, config)
    for file in files.documentation_pages():
        assert file.page
        _populate_page(file.page, config, files, False)
    page = next(page for page in nav.pages if page.url == "one/")
    return config, nav, page


def digest(folder: Path) -> str:
    """Return the hash of all that page One shows."""
    config, nav, page = loaded(folder)
    return digest_of([shown_settings(config), shown_navigation(nav), *shown_page(page, config)])


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("mkdocs.yml", "site_name: Birds", "site_name: Owls"),
        ("mkdocs.yml", "https://birds.example/", "https://owls.example/"),
        ("mkdocs.yml", "copyright: Nobody", "copyright: Somebody"),
        ("mkdocs.yml", "https://code.example/birds", "https://code.example/owls"),
        ("mkdocs.yml", "edit/main/", "edit/trunk/"),
        ("mkdocs.yml", "colour: green", "colour: red"),
        ("mkdocs.yml", "[navigation.tabs]", "[navigation.top]"),
        ("mkdocs.yml", "lang: en", "lang: de"),
        ("mkdocs.yml", "permalink: true", "permalink: false"),
        ("mkdocs.yml", "Three: three.md", "The third: three.md"),
        ("mkdocs.yml", "  - two.md\n  - Three: three.md", "  - Three: three.md\n  - two.md"),
        ("mkdocs.yml", "  - two.md\n", "  - More:\n      - two.md\n"),
        ("overrides/main.html", "'base.html' %}", "'base.html' %}\n"),
        ("docs/one.md", "A wren.", "A jay."),
        ("docs/one.md", "## Nests", "### Nests"),
        ("docs/one.md", "The first", "The best"),
        ("docs/two.md", "# Two", "# Second"),
        ("docs/two.md", "# Two", "---\nicon: material/owl\n---\n\n# Two"),
    ],
)
def test_with_another_of_them_a_page_is_made_anew(tmp_path: Path, file: str, old: str, new: str) -> None:
    folder = write(tmp_path)
    before = digest(folder)
    path = folder / file
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert digest(folder) != before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("docs/three.md", "An owl.", "Two owls."),
        ("mkdocs.yml", "kept: somewhere", "kept: elsewhere"),
        ("mkdocs.yml", "committed: 0", "committed: 1"),
    ],
)
def test_what_a_page_does_not_show_is_nothing_to_it(tmp_path: Path, file: str, old: str, new: str) -> None:
    folder = write(tmp_path)
    before = digest(folder)
    path = folder / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert digest(folder) == before


@pytest.mark.parametrize("name", ["social_cards", "course_data"])
def test_what_is_made_for_each_page_counts_for_that_page(tmp_path: Path, name: str) -> None:
    config, _, page = loaded(write(tmp_path))

    def of(rows: dict[str, str]) -> str:
        config.extra[name] = rows
        return digest_of(shown_page(page, config))

    assert of({"one/": "a"}) == of({"one/": "a", "two/": "b"}) != of({"one/": "b"})


def test_settings_are_the_same_in_every_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config, _, _ = loaded(write(tmp_path))
    shown: list[str] = []

    def noted(parts: Iterator[Any]) -> str:
        shown.extend(str(part) for part in parts)
        return ""

    monkeypatch.setattr("filled_pages.digest_of", noted)
    shown_settings(config)
    assert [part for part in shown if " at 0x" in part or "{'404.html'" in part or "{'sitemap.xml'" in part] == []


def test_a_template_fills_itself_once_for_a_page_and_each_time_for_none(tmp_path: Path) -> None:
    config, _, page = loaded(write(tmp_path))
    times = iter(range(10))
    env = config.theme.get_env()
    env.template_class = keeping(Cache(tmp_path / "kept"), "common", config)
    env.globals["times"] = lambda: next(times)
    template = env.from_string("{{ page.title if page else 'nobody' }} {{ times() }}")
    assert [template.render({"page": page}) for _ in range(3)] == ["One 0"] * 3
    assert [template.render({"page": None}) for _ in range(2)] == ["nobody 1", "nobody 2"]
    page.content = "Something else."
    assert template.render({"page": page}) == "One 3"


def test_no_template_of_ours_looks_at_what_only_hooks_use() -> None:
    made_for_pages = {"social_cards", "course_data"}
    for path in (ROOT / "overrides").rglob("*.html"):
        text = path.read_text("utf-8")
        assert [name for name in OF_THE_BUILD - made_for_pages if f"extra.{name}" in text] == [], path

"""The Python-Markdown extension gives what the MkDocs hook gives, so that another generator shows the same site."""

from functools import cache
from typing import Any

import markdown
import pytest
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import yaml_load

from mlroadmap.errors import ProblemsFound
from mlroadmap.mdx import RoadmapExtension, makeExtension
from mlroadmap.pages.markers import expand
from mlroadmap.site import Site
from tests.builders import DOCS, ROOT, tiny_site

PAGES = [
    path.relative_to(DOCS).as_posix()
    for path in sorted(DOCS.rglob("*.md"))
    if any(line.startswith("<!-- roadmap:") for line in path.read_text("utf-8").splitlines())
]


@cache
def site_extensions() -> tuple[list[str], dict[str, Any]]:
    """The Markdown extensions of the site and their settings."""
    listed = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    settings = {name: options for one in listed if isinstance(one, dict) for name, options in one.items()}
    return [one if isinstance(one, str) else next(iter(one)) for one in listed], settings


def convert(text: str, *more: RoadmapExtension) -> str:
    names, settings = site_extensions()
    return markdown.Markdown(extensions=[*names, *more], extension_configs=settings).convert(text)


def test_there_are_pages_with_markers() -> None:
    assert {"index.md", "stage-1/index.md", "glossary.md"} <= set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_committed_page_is_the_same_with_the_extension_as_with_the_hook(page: str, committed_site: Site) -> None:
    text, _ = get_data((DOCS / page).read_text("utf-8"))
    expanded = expand(text, committed_site, page=page, name=page)
    extended = convert(text, RoadmapExtension(site=committed_site, page=page))
    assert extended == convert(expanded)
    assert ('class="rm-' in extended) == (expanded != text)


def test_the_extension_goes_before_everything_that_python_markdown_does_with_the_text() -> None:
    text = "    indented code\n\n```text\n<!-- roadmap:tips -->\n```\n\n<!-- roadmap:tips -->\n"
    html = convert(text, RoadmapExtension(site=tiny_site(), page="index.md"))
    assert html.count('<dl class="rm-tips">') == 1
    assert "&lt;!-- roadmap:tips --&gt;" in html


def test_a_mistake_names_the_page_below_docs_and_the_line() -> None:
    with pytest.raises(ProblemsFound, match=r"docs/about/x\.md:3  RM401"):
        convert("# Title\n\n<!-- roadmap:tipps -->\n", RoadmapExtension(site=tiny_site(), page="about/x.md"))


def test_the_extension_can_be_made_by_the_name_of_its_module() -> None:
    text = "<!-- roadmap:tips -->"
    options = {"mlroadmap.mdx": {"site": tiny_site(), "page": "index.md"}}
    html = markdown.markdown(text, extensions=["mlroadmap.mdx"], extension_configs=options)
    assert html == markdown.markdown(text, extensions=[makeExtension(site=tiny_site(), page="index.md")])
    assert "rm-tips" in html

"""`mlroadmap.mdx` for Zensical, which runs no hooks: an extension that asks it which page is rendered."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from markdown import Extension, Markdown
from zensical.extensions.context import ContextPreprocessor

from mlroadmap.mdx import RoadmapExtension
from mlroadmap.site import Site, load_site

DOCS = Path(__file__).parents[2] / "docs"


@cache
def site(repo_url: str, edit_uri: str) -> Site:
    """Return the data of the site, read once."""
    edit_url = f"{repo_url.rstrip('/')}/{edit_uri}" if repo_url and edit_uri else ""
    return replace(load_site(DOCS, repo_url=repo_url), edit_url=edit_url)


class OnZensical(Extension):
    """Expands the markers of the page that Zensical renders."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the expansion under the page's name."""
        context = ContextPreprocessor.from_markdown(md)
        if context is None:
            raise RuntimeError("Zensical no longer tells extensions which page it renders: see scripts/roadmap_port/")
        known = site(context.config.get("repo_url") or "", context.config.get("edit_uri") or "")
        RoadmapExtension(site=known, page=Path(context.page.path).as_posix()).extendMarkdown(md)


def makeExtension(**options: Any) -> OnZensical:
    """Return the extension; Python-Markdown calls this."""
    return OnZensical(**options)

"""The marker expansion as a Python-Markdown extension, for generators without MkDocs hooks.

Give it a loaded site: `markdown.Markdown(extensions=[RoadmapExtension(site=site, page="index.md")])`.
"""

from typing import Any

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from mlroadmap.pages.markers import expand
from mlroadmap.site import Site


class RoadmapExtension(Extension):
    """Expands `roadmap:` markers before anything else looks at the text."""

    def __init__(self, *, site: Site, page: str, **options: Any) -> None:
        self.site = site
        self.page = page
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the preprocessor ahead of Python-Markdown's own, which start at priority 30."""
        md.preprocessors.register(_Expand(md, self.site, self.page), "roadmap", 40)


class _Expand(Preprocessor):
    def __init__(self, md: Markdown, site: Site, page: str) -> None:
        super().__init__(md)
        self.site = site
        self.page = page

    def run(self, lines: list[str]) -> list[str]:
        return expand("\n".join(lines), self.site, page=self.page, name=f"docs/{self.page}").split("\n")


def makeExtension(**options: Any) -> RoadmapExtension:
    """Return the extension; Python-Markdown calls this for `mlroadmap.mdx`."""
    return RoadmapExtension(**options)

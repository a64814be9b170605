"""MkDocs hook: the Markdown of a page is converted once, and again when it or what its links depend on has changed.

So is what the search reads of it, and so are the templates.
"""

import gc
import logging
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from mlroadmap.cache import Cache, Templates, digest_of
from mlroadmap.pages.render import keep_templates

LOG = logging.getLogger("mkdocs")
gc.set_threshold(50_000, 20, 100)
"""A site is kept whole until it is written: looking for what is left over as often as Python does finds nothing, and
takes a tenth of what an edit takes while a site is served."""


Converted = tuple[str | None, TableOfContents, str | None, set[str] | None, dict[str, dict[str, str]] | None]
"""What MkDocs knows of a page after its conversion: content, contents, title, anchors, and links to anchors by file."""


class Listener(logging.Handler):
    """Tells whether anything was said while a page was converted: that must be said again the next time."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = False

    def emit(self, record: logging.LogRecord) -> None:
        """Note that something was said."""
        self.heard = True


class Told(Exception):
    """The conversion said something, and is not kept."""

    def __init__(self, converted: Converted) -> None:
        super().__init__()
        self.converted = converted


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let the search take a page apart, and our templates be translated, by way of the cache."""
    keep_templates(Templates(config.extra["cache"]))
    for plugin in config.plugins.values():
        if hasattr(plugin, "search_index"):
            keep_sections(plugin.search_index, config.extra["cache"])
    return config


def keep_sections(index: Any, cache: Cache) -> None:
    """Let the index of the search keep the entries of each page."""
    take_apart = index.add_entry_from_context

    def add(page: Page) -> None:
        before = list(index.entries)

        def make() -> list[dict[str, Any]]:
            index.entries = []
            take_apart(page)
            return list(index.entries)

        parts = [page.url, page.content or "", repr(page.title), repr(sorted(page.meta.items()))]
        index.entries = [*before, *cache.get("sections", parts, make)]

    index.add_entry_from_context = add


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Note all on which links and conversion depend beside the Markdown."""
    places = sorted(f"{file.src_uri} {file.url}" for file in files)
    settings = (config.markdown_extensions, config.mdx_configs, config.validation, config.site_url)
    config.extra["conversion"] = digest_of([repr(settings), str(LOG.getEffectiveLevel()), *places])
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Let the theme's templates be translated by way of the cache."""
    env.bytecode_cache = Templates(config.extra["cache"])
    return env


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Let the page be converted by way of the cache."""
    page.render = lambda config, files: render(page, config, files)  # type: ignore[method-assign]
    return page


@event_priority(-100)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let go of the Markdown: MkDocs holds on to it until all pages are there, and only looks whether there is some."""
    page.markdown = ""
    return html


@event_priority(-100)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Let go of the content, which is in the page now."""
    page.content = ""
    return output


def render(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Convert the Markdown of a page, or take what came of the same before."""

    def make() -> Converted:
        listener = Listener()
        LOG.addHandler(listener)
        try:
            Page.render(page, config, files)
        finally:
            LOG.removeHandler(listener)
        links = page.links_to_anchors
        found = links if links is None else {file.src_uri: to for file, to in links.items()}
        converted = page.content, page.toc, page._title_from_render, page.present_anchor_ids, found
        if listener.heard:
            raise Told(converted)
        return converted

    try:
        parts = [page.file.src_uri, page.markdown or "", config.extra["conversion"]]
        known = config.extra["cache"].get("converted", parts, make)
    except Told as told:
        known = told.converted
    page.content, page.toc, page._title_from_render, page.present_anchor_ids, links = known
    page.links_to_anchors = {file: to for uri, to in (links or {}).items() if (file := files.get_file_from_path(uri))}

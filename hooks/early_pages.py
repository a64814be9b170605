"""MkDocs hook: on a machine with two processors, a second process makes pages too, from the last to the first.

What it makes, this one finds in the cache (`kept_pages.py`, `filled_pages.py`, `mlroadmap/second.py`). It helps twice:
while the Markdown of the pages is converted, and while their templates are filled.
"""

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mlroadmap import second


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Convert from the other end, now that all that pages depend on is known."""
    pages = [page for file in files.documentation_pages() if (page := file.page)]

    def convert(page: Page) -> None:
        page = config.plugins.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        page.markdown = config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
        page.render(config, files)
        config.plugins.on_page_content(page.content or "", page=page, config=config, files=files)

    config.extra["second"] = second.start(reversed(pages), convert, config.extra["cache"])
    return nav


@event_priority(100)
def _end(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """End what began in `on_nav`, before anybody tells what is wrong: all pages are converted."""
    second.stop(config.extra.pop("second"))
    return env


@event_priority(-100)
def _fill(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Draw the pictures for sharing, and fill the templates from the other end: nothing of a page will change now."""
    pages, nav = files.documentation_pages(), config.extra["nav"]

    def fill(page: Page) -> None:
        page.active = True
        context = get_context(nav, pages, config, page)
        template = env.get_template(page.meta.get("template", "main.html"))
        context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
        config.plugins.on_post_page(template.render(context), page=page, config=config)
        page.active = False

    ordered = [page for file in reversed(pages) if (page := file.page)]

    def do(page: Page) -> None:
        if page is ordered[0]:
            for card in config.extra["social_cards"].values():
                card.png(config.extra["cache"])
        fill(page)

    config.extra["second"] = second.start(ordered, do, config.extra["cache"])
    return env


on_env = CombinedEvent(_end, _fill)


@event_priority(100)
def on_post_build(config: MkDocsConfig) -> None:
    """End what began in `on_env`: all pages are written."""
    second.stop(config.extra.pop("second"))

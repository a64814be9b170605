"""MkDocs hook: on a machine with two processors, a second process converts pages too, from the last to the first.

What it converts, this one finds in the cache (`kept_pages.py`, `mlroadmap/second.py`).
"""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mlroadmap import second


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Begin from the other end, when all that pages depend on is known."""
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
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """End what began in `on_nav`, before anybody tells what is wrong: all pages are converted."""
    second.stop(config.extra.pop("second"))
    return env

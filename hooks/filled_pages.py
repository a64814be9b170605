"""MkDocs hook: a page goes through its template once, and again when something has changed that it shows.

That is most of the work of a small change. What a template may look at is named here, thing by thing, with a test of
each (`tests/unit/test_filled_pages.py`).
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from mlroadmap.cache import Cache, Part, digest_of

OF_A_PAGE = ("social_cards", "course_data")
"""Settings under `extra` that are made while the site is built, one for each address; pages look at their own."""
OF_THE_BUILD = frozenset(
    {"cache", "committed", "conversion", "in_page", "kept", "lesson_pages", "nav", "of_data", "offer", "problems"}
    | {"roadmap", "second", "served", "shown", "slices", *OF_A_PAGE}
)
"""Settings under `extra` for hooks: no template of a page looks at them."""
NOT_SHOWN = ("config_file_path", "docs_dir", "extra", "hooks", "nav", "pages", "plugins", "site_dir", "theme")
"""Settings that no template shows, or that are added in another way."""


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Note the navigation, which every page shows a part of."""
    config.extra["nav"] = nav
    return nav


@event_priority(-50)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Let the templates be filled by way of the cache, now that all pages have their titles."""
    common = digest_of([shown_settings(config), shown_navigation(config.extra["nav"])])
    env.template_class = keeping(config.extra["cache"], common, config)
    return env


def shown_settings(config: MkDocsConfig) -> str:
    """Return the hash of what templates may show of the settings, and of the files of `overrides/`."""
    rows = [f"{key} {value!r}" for key, value in sorted(config.items()) if key not in NOT_SHOWN]
    plugins = [f"{name} {getattr(plugin, 'config', '')!r}" for name, plugin in config.plugins.items()]
    extra = [f"{key} {value!r}" for key, value in sorted(config.extra.items()) if key not in OF_THE_BUILD]
    theme = [f"{key} {value!r}" for key, value in sorted(config.theme.items())]
    folder = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder else []
    files = [part for path in paths for part in (str(path), path.read_bytes())]
    return digest_of([*rows, "plugins", *plugins, "extra", *extra, "theme", str(config.theme.dirs), *theme, *files])


def shown_navigation(nav: Navigation) -> str:
    """Return the hash of what templates may show of the other pages: names and addresses, in their places."""
    return digest_of(_items(nav.items))


def _items(items: Iterable[Any]) -> Iterator[str]:
    for item in items:
        yield f"{type(item).__name__} {item.title} {getattr(item, 'url', '')} {getattr(item, 'meta', '')!r}"
        if item.children is not None:
            yield "("
            yield from _items(item.children)
            yield ")"


def shown_page(page: Page, config: MkDocsConfig) -> Iterator[Part]:
    """Yield what templates may show of a page itself."""
    yield page.content or ""
    yield from (str(one) for one in (page.url, page.title, page.edit_url, page.canonical_url, page.is_homepage))
    yield repr(page.meta)
    yield from (f"{one.url} {one.title}" if one else "" for one in (page.previous_page, page.next_page))
    yield from _contents(page.toc)
    yield from (str((config.extra.get(name) or {}).get(page.url)) for name in OF_A_PAGE)


def _contents(links: Iterable[AnchorLink]) -> Iterator[str]:
    for link in links:
        yield f"{link.level} {link.id} {link.title}"
        yield from _contents(link.children)


def keeping(cache: Cache, common: str, config: MkDocsConfig) -> type[Template]:
    """Return the kind of template that fills itself for a page once, while nothing changes of what it may show.

    `common` is the hash of what all pages share.
    """

    class Kept(Template):
        def render(self, *args: Any, **kwargs: Any) -> str:
            context = dict(*args, **kwargs)
            page = context.get("page")
            if page is None:
                return super().render(context)
            parts = [str(self.name), common, *shown_page(page, config)]
            return cache.get("filled", parts, lambda: super(Kept, self).render(context))

    return Kept

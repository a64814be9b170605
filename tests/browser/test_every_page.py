"""What holds on every page, in any folder of a site: no cookie, no request to anyone else or for what is not there, no
complaint, under the policy that we tell, nothing wider than a narrow phone.
"""

import gzip

import pytest
from playwright.sync_api import Browser

from tests.built_site import built_site

pytestmark = pytest.mark.browser

PAGES = sorted(path.parent.relative_to(built_site()).as_posix() for path in built_site().rglob("index.html"))
OF_DATA = {"catalogue.js", "lessons.js", "moved.js", "practice-pages.js", "progress-keys.js", "question-pages.js"}
"""Modules made from the data file: they grow with it."""
MOST_SCRIPT = 52_000
"""Bytes of all other scripts together, gzip. No page loads all. It grew when the state learnt never to lose anything,
when the plan came to lead somewhere, and by the search, whose 10 kB replace the 12 kB of the theme's;
last by the questions of interviews (3 kB) and by networks that run in their lesson's page (4 kB)."""
MOST_ON_A_PAGE = 11_000
"""Bytes of the scripts that a page without a tool of its own loads, gzip."""


def test_no_page_sets_a_cookie_asks_a_stranger_complains_or_is_too_wide(browser: Browser, deep: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700}, service_workers="block")
    page = context.new_page()
    found: list[str] = []
    at = ""
    page.on("request", lambda one: None if one.url.startswith((deep, "data:", "blob:")) else found.append(one.url))
    page.on("response", lambda one: found.append(f"{one.status} {one.url}") if one.status >= 400 else None)
    page.on("console", lambda message: found.append(f"{at}: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(f"{at}: {error}"))
    assert len(PAGES) > 30
    for at in PAGES:
        page.goto(f"{deep}{'' if at == '.' else f'{at}/'}")
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            found.append(f"{at} is {width} pixels wide")
    found += [f"cookie {cookie['name']}" for cookie in context.cookies()]
    context.close()
    assert found == []


def test_all_scripts_together_are_small_and_each_page_loads_what_it_uses(browser: Browser, address: str) -> None:
    scripts = [*sorted((built_site() / "javascripts").glob("*.js")), built_site() / "sw.js"]
    sizes = {path.name: len(gzip.compress(path.read_bytes(), mtime=0)) for path in scripts if path.name not in OF_DATA}
    assert sum(sizes.values()) <= MOST_SCRIPT, sizes
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.rpartition("/")[2]))
    page.goto(f"{address}how-to-use/")
    page.wait_for_load_state("networkidle")
    only_where_used = {
        "plan-page.js",
        "lesson-map-page.js",
        "filter-page.js",
        "catalogue.js",
        "questions.js",
        "search.js",
    }
    assert asked.isdisjoint(only_where_used | {"glossary.json"})
    loaded = {name: size for name, size in sizes.items() if name in asked}
    assert sum(loaded.values()) <= MOST_ON_A_PAGE, loaded
    context.close()

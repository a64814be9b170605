"""The search: what people type finds what they mean, quickly, and wherever the site is opened."""

import pytest
from playwright.sync_api import Browser, Page
from ruamel.yaml import YAML

from tests.built_site import ROOT

pytestmark = pytest.mark.browser

QUERIES: list[tuple[str, list[str]]] = YAML(typ="safe").load(
    (ROOT / "tests/data/search-queries.yml").read_text("utf-8")
)
AMONG_THREE = 0.9
FIRST = 0.7
BLOCKED = """
for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
Object.defineProperty(navigator, "serviceWorker", { get() { throw new DOMException("blocked", "SecurityError"); } });
"""


def open_search(page: Page) -> None:
    if page.viewport_size and page.viewport_size["width"] < 1000:
        page.locator("label.md-header__button[for=__search]").click()
    else:
        page.keyboard.press("/")


def results(page: Page, query: str, address: str) -> list[str]:
    """Type a query and return the addresses below the root that it finds, best first."""
    page.evaluate("document.querySelector('.md-search-result__list').dataset.before = '1'")
    page.locator("input.md-search__input").fill(query)
    page.wait_for_function(
        """async (query) => {
            const said = document.querySelector('.md-search-result__meta').textContent;
            const seen = document.querySelector('.md-search-result__list').innerHTML;
            await new Promise((resolve) => setTimeout(resolve, 250));
            return !/Initializing|Type to start/.test(said)
              && seen === document.querySelector('.md-search-result__list').innerHTML;
        }""",
        arg=query,
        timeout=15_000,
    )
    links = page.locator(".md-search-result__item > a").evaluate_all("links => links.map((link) => link.href)")
    return [with_fragment(link, address) for link in links]


def with_fragment(link: str, address: str) -> str:
    place, _, fragment = link.removeprefix(address).partition("#")
    return place.partition("?")[0] + (f"#{fragment}" if fragment else "")


def fits(location: str, wanted: str) -> bool:
    """Whether a result is what is wanted: a page, or a heading on it, or a place whose id begins so."""
    page, _, fragment = wanted.partition("#")
    found, _, anchor = location.partition("#")
    return page == found and anchor.startswith(fragment)


def rank(found: list[str], wanted: list[str]) -> int:
    return next((place for place, one in enumerate(found) if any(fits(one, other) for other in wanted)), 99)


def test_what_people_type_finds_what_they_mean(browser: Browser, address: str) -> None:
    page = browser.new_context(service_workers="block").new_page()
    page.goto(address)
    open_search(page)
    ranks = {query: rank(results(page, query, address), wanted) for query, wanted in QUERIES}
    page.context.close()
    late = {query: place for query, place in ranks.items() if place > 0}
    assert len(QUERIES) >= 40
    assert sum(place < 3 for place in ranks.values()) >= AMONG_THREE * len(QUERIES), late
    assert sum(place == 0 for place in ranks.values()) >= FIRST * len(QUERIES), late


def test_search_works_where_site_data_is_blocked(browser: Browser, address: str) -> None:
    context = browser.new_context(service_workers="block")
    context.add_init_script(BLOCKED)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    open_search(page)
    assert fits(results(page, "gradient descent", address)[0], "glossary/#gradient-descent")
    assert complaints == []
    context.close()

"""The search: what people type finds what they mean, quickly, and wherever the site is opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from ruamel.yaml import YAML

from benchmarks.bench_search import LESSONS, first_search, milliseconds
from roadmap_lessons.serve import serving
from tests.browser.conftest import Visit, policy
from tests.browser.waiting import wait_until
from tests.built_site import ROOT, built_site

pytestmark = pytest.mark.browser

QUERIES: list[tuple[str, list[str]]] = YAML(typ="safe").load(
    (ROOT / "tests/data/search-queries.yml").read_text("utf-8")
)
AMONG_THREE = 0.9
FIRST = 0.7
MOST_BYTES = 150_000
"""Of a first search, compressed."""
MOST_LOOPS = 3
"""What a first search may take, in loops of 20 million steps: on a phone's processor such a loop takes 0.1 s."""
BLOCKED = """
for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
Object.defineProperty(navigator, "serviceWorker", { get() { throw new DOMException("blocked", "SecurityError"); } });
"""


def open_search(page: Page) -> None:
    page.wait_for_timeout(1000)  # the theme closes its search a moment after a page has loaded
    if page.viewport_size and page.viewport_size["width"] < 1000:
        page.locator("label.md-header__button[for=__search]").click()
    else:
        page.keyboard.press("/")


def results(page: Page, query: str, address: str) -> list[str]:
    """Type a query and return the addresses below the root that it finds, best first."""
    page.locator("input.md-search__input").fill(query)
    wait_until(
        page,
        """async () => {
            const said = document.querySelector('.md-search-result__meta').textContent;
            const seen = document.querySelector('.md-search-result__list').innerHTML;
            // an answer to what stood there before may come in between
            await new Promise((resolve) => setTimeout(resolve, /No matching/.test(said) ? 1500 : 250));
            return !/Initializing|Type to start/.test(said)
              && seen === document.querySelector('.md-search-result__list').innerHTML;
        }""",
        seconds=15,
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
    page.locator("input.md-search__input").fill("gradient descent")
    expect(page.locator(".md-search-result__list")).to_contain_text("Gradient descent", timeout=15_000)
    assert complaints == []
    context.close()


def test_search_works_from_a_folder_of_a_host_under_a_strict_policy(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "below").symlink_to(built_site())
    with serving(tmp_path, {"Content-Security-Policy": policy()}) as root:
        context = browser.new_context(service_workers="block")
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto(f"{root}below/stage-2/k-means/")
        open_search(page)
        assert results(page, "read_csv", f"{root}below/")[0].startswith("stage-1/")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{root}below/stage-1/**")
        assert complaints == []
        context.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("overfiting", "glossary/#overfitting"),
        ("nueral netowrk", "glossary/#neural-network"),
        ("heteroskedastisity", "glossary/#heteroscedasticity"),
        ("color map", "glossary/#colour-map"),
        ("standardize", "glossary/#standardisation"),
        ("labelling", "glossary/#target"),
        ("lock file", "glossary/#lock-file"),
        ("lockfile", "glossary/#lock-file"),
        ("auto-mate the boring stuff", "stage-1/#resource-automate-the-boring-stuff"),
        ("EIGENVALUES", "glossary/#eigenvector"),
        ("minmaxscaler", "glossary/#standardisation"),
        ("gridsearchcv", "stage-3/hyperparameter-tuning/"),
        ("why is random seed needed", "glossary/#random-seed"),
    ],
)
def test_slips_spellings_hyphens_plurals_and_questions_are_understood(
    searching: tuple[Page, str], typed: str, found: str
) -> None:
    page, address = searching
    assert rank(results(page, typed, address), [found]) < 3


@pytest.fixture(scope="module")
def searching(browser: Browser, address: str) -> Iterator[tuple[Page, str]]:
    """A page whose search is open, and the address of the site."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(address)
    open_search(page)
    yield page, address
    context.close()


def test_what_is_not_here_gives_no_results_and_says_so(searching: tuple[Page, str]) -> None:
    page, address = searching
    assert results(page, "qwxzkjv", address) == []
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")


def test_markup_that_is_typed_stays_text(searching: tuple[Page, str]) -> None:
    page, address = searching
    results(page, '<img src=x onerror="document.title=1"> overfitting', address)
    assert page.locator(".md-search-result img").count() == 0
    assert page.title() != "1"


def test_a_result_shows_what_it_is_and_why_and_is_announced(searching: tuple[Page, str]) -> None:
    page, address = searching
    results(page, "hf nlp course", address)
    first = page.locator(".md-search-result__item").first
    expect(first).to_contain_text("Hugging Face LLM Course")
    expect(first).to_contain_text("HF NLP Course")
    expect(first.locator(".md-tag")).to_have_text("resource")
    said = page.locator(".md-search-result__meta")
    expect(said).to_have_attribute("aria-live", "polite")
    expect(said).to_contain_text("matching documents")


def test_keys_open_the_search_and_lead_to_the_row_which_unfolds(visit: Visit) -> None:
    page = visit.open("how-to-use/")
    page.wait_for_timeout(1000)  # the theme closes its search a moment after a page has loaded
    for key in ("f", "s", "/"):
        page.keyboard.press(key)
        expect(page.locator("input.md-search__input")).to_be_focused()
        expect(page.locator("#__search")).to_be_checked()  # before that, the theme takes no key for the search
        page.keyboard.press("Escape")
        expect(page.locator("input.md-search__input")).not_to_be_focused()
        page.wait_for_timeout(500)  # the theme does not see a focus that comes back sooner
    page.keyboard.press("/")
    page.locator("input.md-search__input").press_sequentially("mathematics for machine learning")
    expect(page.locator("#__search")).to_be_checked()
    expect(page.locator(".md-search-result__link").first).to_contain_text("Mathematics for Machine Learning")
    page.wait_for_timeout(1000)  # until the answer to the last letter is drawn, which takes the focus away
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/stage-1/**#resource-mathematics-for-machine-learning-book")
    expect(page.locator("#resource-mathematics-for-machine-learning-book")).to_be_visible()


def test_enter_goes_to_the_first_result_where_the_words_are_marked(visit: Visit) -> None:
    page = visit.open("how-to-use/")
    page.keyboard.press("/")
    page.locator("input.md-search__input").press_sequentially("overfiting")
    expect(page.locator(".md-search-result__link").first).to_be_attached()
    first = page.locator(".md-search-result__link").first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?h=**")
    assert page.url == first
    expect(page.locator("main mark[data-md-highlight]").first).to_have_text("Overfitting", ignore_case=True)


def test_what_is_pasted_is_looked_for(searching: tuple[Page, str]) -> None:
    page, _ = searching
    page.locator("input.md-search__input").fill("")
    page.evaluate(
        """() => {
            const field = document.querySelector("input.md-search__input");
            field.focus();
            document.execCommand("insertText", false, "confusion matrix");
        }"""
    )
    expect(page.locator(".md-search-result__link").first).to_contain_text("Confusion matrix")


def test_words_of_sections_are_fetched_only_for_what_the_entries_do_not_hold(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url.removeprefix(visit.address)))
    page = visit.open("?q=overfitting")
    expect(page.locator(".md-search-result__link").first).to_contain_text("Overfitting", ignore_case=True)
    assert "search/entries.json" in asked
    assert not [url for url in asked if url.startswith("search/words/")]
    page.locator("input.md-search__input").fill("overfitting heatmap_nonsense")
    page.wait_for_timeout(500)
    assert [url for url in asked if url.startswith("search/words/")] == ["search/words/h.json"]


def test_with_seventy_lessons_a_first_search_stays_light_and_quick(browser: Browser) -> None:
    assert sum(first_search(built_site(), LESSONS).values()) <= MOST_BYTES
    made, found, loop = milliseconds(browser, built_site(), LESSONS, rounds=3)
    assert (made + found) / loop <= MOST_LOOPS

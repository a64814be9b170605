"""What a learner does: finds the way, searches, ticks, reads a lesson."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_from_home_to_a_stage_to_a_lesson(visit: Visit) -> None:
    page = visit.open("")
    page.locator(".rm-stages a", has_text="achine learning basics").click()
    expect(page.locator("h1")).to_contain_text("Stage 2")
    page.locator(".rm-lesson--written a", has_text="K-means").click()
    expect(page.locator("h1")).to_contain_text("K-means")
    figure = page.locator("img.rm-figure--light").first
    figure.scroll_into_view_if_needed()
    expect(figure).to_be_visible()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=figure.element_handle())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("HF NLP Course", "Hugging Face LLM Course"),
        ("Papers with Code", "Papers with Code"),
        ("StatQuest", "StatQuest"),
    ],
)
def test_search_finds_a_resource(visit: Visit, words: str, found: str) -> None:
    page = visit.open("")
    if page.viewport_size and page.viewport_size["width"] < 1000:
        page.locator("label.md-header__button[for=__search]").click()
    page.locator("input.md-search__input").fill(words)
    expect(page.locator(".md-search-result__list")).to_contain_text(found, timeout=15000)


def test_a_tick_stays(visit: Visit) -> None:
    page = visit.open("stage-1/")
    box = page.locator(".rm-checklist input").first
    box.locator("xpath=..").click()
    expect(box).to_be_checked()
    page.reload()
    expect(page.locator(".rm-checklist input").first).to_be_checked()


def test_a_tick_works_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}stage-1/")
    page.locator(".rm-checklist label").first.click()
    expect(page.locator(".rm-checklist input").first).to_be_checked()
    expect(page.locator("table.rm-resources").first).to_be_visible()
    context.close()


def test_the_dark_scheme_shows_the_dark_figures(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}stage-2/k-means/")
    expect(page.locator("img.rm-figure--dark").first).to_be_visible()
    expect(page.locator("img.rm-figure--light").first).to_be_hidden()
    context.close()


def test_the_search_index_is_loaded_when_it_is_first_wanted(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    page = visit.open("stage-1/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search_index" in url]
    page.keyboard.press("/")
    page.wait_for_timeout(500)
    assert len([url for url in asked if "search_index" in url]) == 1


def test_a_search_in_the_address_gives_results(visit: Visit) -> None:
    page = visit.open("?q=ridge")
    expect(page.locator(".md-search-result__list")).to_contain_text("Ridge", timeout=15000, ignore_case=True)

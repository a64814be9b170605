"""What a learner does: finds the way, searches, ticks, reads a lesson."""

from itertools import pairwise

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


def test_a_beginner_on_a_phone_is_three_presses_from_home_to_a_first_right_answer(
    browser: Browser, address: str
) -> None:
    """Begin, choose, check; scrolling is no press."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, service_workers="block")
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="Begin with lesson 1").tap()
    expect(page.locator("h1")).to_contain_text("Your first lines")
    question = page.locator(".rm-questions fieldset:has(details)").first
    right = question.locator("details li").evaluate_all("all => all.findIndex(one => one.className === 'rm-right')")
    question.locator("label").nth(right).tap()
    question.get_by_role("button", name="Check question").tap()
    expect(question.locator(".rm-said")).to_contain_text("Right.")
    context.close()


def test_a_screen_reader_finds_its_way_by_landmarks_headings_names_and_tables(visit: Visit) -> None:
    """The journey: home, a stage, a resource in its table, a lesson, its questions, the tick, and what was said."""
    page = visit.open("")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    page.get_by_role("main").get_by_role("link", name="Machine learning basics").last.click()
    expect(page.get_by_role("navigation", name="Sections of this stage")).to_have_count(1)
    table = page.get_by_role("table", name="Resources for 2.2")
    expect(table.get_by_role("rowheader").first).to_contain_text("Machine learning in Python with scikit-learn")
    page.locator("#lesson-k-means").get_by_role("link", name="K-means clustering").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("K-means clustering")
    levels = page.get_by_role("heading").evaluate_all("all => all.map(one => Number(one.tagName[1]))")
    assert levels[0] == 1 and all(below - above <= 1 for above, below in pairwise(levels))
    expect(page.locator(".rm-questions").get_by_role("group").first).to_be_attached()
    box = page.get_by_label("I have done this lesson")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    expect(page.get_by_role("status").last).to_contain_text("done")
    expect(page.get_by_role("link", name="Next lesson")).to_contain_text("Support vector machines")

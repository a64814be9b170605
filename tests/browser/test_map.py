"""The map of the lessons in the page: links, colours, zoom, and the way to a lesson."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit
from tests.builders import committed

pytestmark = pytest.mark.browser

LESSONS = list(committed().lessons())


def way_to(lesson: str) -> set[str]:
    """What has to be done before a lesson, directly or through others."""
    needs = {one.id: one.needs for one in LESSONS}
    return set(needs[lesson]).union(*(way_to(one) for one in needs[lesson]))


def test_every_lesson_is_a_named_link_that_tab_reaches_in_the_order_of_the_roadmap(visit: Visit) -> None:
    page = visit.open("map/")
    nodes = page.locator(".rm-graph a")
    assert nodes.count() == len(LESSONS)
    nodes.first.focus()
    for lesson in LESSONS[:4]:
        name = page.evaluate("document.activeElement.getAttribute('aria-label')")
        assert lesson.title in name
        page.keyboard.press("Tab")
    page.locator('[data-node="k-means"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("K-means")


def test_ticks_colour_the_map_and_show_what_comes_next(visit: Visit) -> None:
    page = visit.open("map/")
    first = page.locator('[data-node="first-lines"]')
    expect(first).to_have_attribute("data-state", "ready")
    visit.open("stage-1/")
    page.locator('[data-tick="lesson:first-lines"]').check()
    visit.open("map/")
    expect(first).to_have_attribute("data-state", "done")
    expect(first).to_have_attribute("aria-label", "1.1 Your first lines, done")
    expect(page.locator('[data-node="python-basics"]')).to_have_attribute("data-state", "ready")
    expect(page.locator('[data-node="k-means"]')).to_have_attribute("data-state", "")


def test_it_says_what_is_lacking_for_a_lesson_and_what_may_be_skipped(visit: Visit) -> None:
    page = visit.open("map/")
    page.get_by_label("Lesson that you want to take").select_option("linear-algebra")
    way = page.locator(".rm-way")
    lacking = way_to("linear-algebra")
    expect(way).to_contain_text(f"you lack {len(lacking)} lessons")
    expect(way.locator("> ol > li")).to_have_count(len(lacking))
    expect(page.locator('[data-node="linear-algebra"]')).to_have_attribute("data-way", "")
    expect(way.locator("summary")).to_contain_text(f"skip {len(LESSONS) - len(lacking) - 1}")
    visit.open("stage-1/")
    page.locator('[data-tick="lesson:python-data-structures"]').check()
    visit.open("map/")
    page.get_by_label("Lesson that you want to take").select_option("linear-algebra")
    left = lacking - way_to("python-data-structures") - {"python-data-structures"}
    expect(way.locator("> ol > li")).to_have_count(len(left))


def test_the_map_can_be_made_larger_and_fitted(visit: Visit) -> None:
    page = visit.open("map/")
    svg = page.locator(".rm-graph svg")
    width = int(svg.get_attribute("width") or 0)
    page.get_by_role("button", name="Larger").click()
    assert int(svg.get_attribute("width") or 0) > width
    page.get_by_role("button", name="Fit the map to the width").click()
    assert page.evaluate(
        "document.querySelector('.rm-graph').scrollWidth <= document.querySelector('.rm-graph').clientWidth + 1"
    )


def test_without_scripts_the_map_and_the_list_are_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}map/")
    expect(page.locator(".rm-graph a")).to_have_count(len(LESSONS))
    expect(page.locator(".rm-lesson-list li")).to_have_count(len(LESSONS))
    context.close()

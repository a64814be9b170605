"""The code of a drawing, folded below its figure: at a desk, on a phone, on paper, and run in the page."""

import pytest
from playwright.sync_api import Browser, expect

from mlroadmap.data.load import load_roadmap
from mlroadmap.lessons.runtime import load_runtime
from tests.browser.conftest import Visit
from tests.built_site import ROOT

pytestmark = pytest.mark.browser

LESSON = "stage-1/python-data-structures/"


def test_the_lesson_says_what_it_introduces() -> None:
    lessons = {one.id: one for one in load_roadmap(ROOT / "docs").lessons()}
    assert lessons[LESSON.split("/")[1]].introduces


@pytest.mark.parametrize("width", [1280, 390])
def test_the_figure_is_seen_and_its_code_opens_below_it_without_widening_the_page(visit: Visit, width: int) -> None:
    page = visit.open(LESSON)
    page.set_viewport_size({"width": width, "height": 900})
    fold = page.locator(".rm-drawn").first
    figure = page.locator(".rm-output:has(+ .rm-drawn) img, .rm-ours:has(~ .rm-drawn) img").first
    expect(figure).to_be_visible()
    expect(fold.locator("code").first).to_be_hidden()
    fold.locator("summary").click()
    expect(fold.locator("code").first).to_be_visible()
    above, below = figure.bounding_box(), fold.bounding_box()
    assert above and below and above["y"] + above["height"] <= below["y"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_the_code_opens_too(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address + LESSON)
    fold = page.locator(".rm-drawn").first
    fold.locator("summary").click()
    expect(fold.locator("code").first).to_be_visible()


def test_paper_gets_the_figure_and_not_how_it_was_drawn(visit: Visit) -> None:
    page = visit.open(LESSON)
    page.emulate_media(media="print")
    expect(page.locator(".rm-drawn").first).to_be_hidden()
    expect(page.locator(".rm-output .rm-figure--light").first).to_be_visible()


@pytest.mark.skipif(load_runtime(ROOT) is None, reason="`make runtime` has not run; `make test` runs it")
def test_a_drawing_runs_in_the_page_and_its_figure_stays_above_its_code(visit: Visit) -> None:
    page = visit.open(LESSON)
    cell = page.locator(".rm-cell:has(> .rm-drawn)").first
    cell.locator("summary").click()
    cell.locator(".rm-run").click()
    expect(cell.locator(".rm-note")).to_have_text("Ran here: the same as our run", timeout=120_000)
    kinds = cell.evaluate("cell => [...cell.children].map(one => one.className)")
    assert kinds == ["rm-ours", "rm-here", "rm-fold rm-drawn"]

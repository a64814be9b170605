"""Predict, then see: an output opens with a guess, which is kept; nothing is lost without scripts or on paper."""

import pytest
from playwright.sync_api import Browser, expect

from mlroadmap.lessons.runtime import load_runtime
from tests.browser.conftest import Visit
from tests.built_site import ROOT

pytestmark = pytest.mark.browser

PAGE = "stage-2/overfitting/"
LOADING_MS = 180_000
PANEL = '[data-predict="of-more-waves"]'


def test_a_guess_opens_the_output_says_why_and_is_kept(visit: Visit) -> None:
    page = visit.open(PAGE)
    panel = page.locator(PANEL)
    expect(panel.locator("table")).to_be_hidden()
    panel.get_by_label("Both fall, since a more flexible curve").check()
    panel.get_by_role("button", name="Guess").click()
    expect(panel.locator("table")).to_be_visible()
    expect(panel.get_by_role("status")).to_contain_text("The reference rows were not fitted")
    kept = page.evaluate("JSON.parse(localStorage.getItem('mlroadmap.progress'))")
    assert kept["work"]["question:of-more-waves"]["text"] == "1"
    assert kept["answers"]["question:of-more-waves"]["right"] is False
    page.reload()
    expect(page.locator(f"{PANEL} table")).to_be_visible()
    expect(page.locator(PANEL).get_by_label("Both fall, since a more flexible curve")).to_be_checked()


def test_the_output_can_be_seen_without_a_guess(visit: Visit) -> None:
    panel = visit.open(PAGE).locator(PANEL)
    panel.get_by_text("Show it without a guess").click()
    expect(panel.locator("table")).to_be_visible()


@pytest.mark.skipif(load_runtime(ROOT) is None, reason="`make runtime` has not run; `make test` runs it")
def test_the_cell_can_be_run_and_a_guess_opens_what_came_out(visit: Visit) -> None:
    page = visit.open(PAGE)
    cell = page.locator('[data-outcome="of-more-waves"]')
    cell.locator(".rm-run").click()
    expect(cell.locator(".rm-note")).to_have_text("Ran here. Your guess opens what came out.", timeout=LOADING_MS)
    expect(page.locator(f"{PANEL} table")).to_have_count(2)
    expect(page.locator(f"{PANEL} .rm-here table")).to_be_hidden()
    page.locator(PANEL).get_by_label("Both fall, since a more flexible curve").check()
    page.locator(PANEL).get_by_role("button", name="Guess").click()
    expect(page.locator(f"{PANEL} .rm-here table")).to_be_visible()
    expect(cell.locator(".rm-note")).to_have_text("Ran here: the same as our run")


def test_without_scripts_question_answer_and_output_are_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    panel = page.locator(PANEL)
    panel.get_by_text("Show it without a guess").click()
    expect(panel.locator("table")).to_be_visible()
    panel.get_by_text("What happens").click()
    expect(panel.get_by_text("Each wave brings the curve nearer")).to_be_visible()
    context.close()

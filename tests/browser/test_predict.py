"""Predict, then see: an output opens with a guess, which is kept; nothing is lost without scripts or on paper."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

PAGE = "stage-2/overfitting/"
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

"""Exercises and tasks that were done: what the review and the page “Your progress” say of them."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from mlroadmap.lessons.runtime import load_runtime
from tests.browser.conftest import Visit
from tests.built_site import ROOT

pytestmark = pytest.mark.browser

EXERCISE, TASK, GONE = "task:km-two-moves", "task:pb-year-as-a-number", "exercise:gone-from-the-site"
WRITTEN = "what I wrote"


def day(ago: int) -> str:
    return (datetime.now(UTC) - timedelta(days=ago)).date().isoformat()


def keep(visit: Visit) -> None:
    """Store an exercise that was right three days ago, a task that is not right yet, and one that is gone."""
    state = {
        "version": 3,
        "done": {EXERCISE: day(3), GONE: day(3)},
        "saved": {},
        "answers": {key: {"on": day(3), "right": True, "step": 0} for key in (EXERCISE, GONE)},
        "work": {
            EXERCISE: {"on": day(3), "text": WRITTEN, "right": True},
            TASK: {"on": day(1), "text": "next_year = 3", "right": False},
            GONE: {"on": day(3), "text": "x", "right": True},
        },
    }
    visit.begin().evaluate("(text) => localStorage.setItem('mlroadmap.progress', text)", json.dumps(state))


def test_an_exercise_that_was_right_comes_back_in_the_review_and_one_that_is_gone_does_not(visit: Visit) -> None:
    keep(visit)
    page = visit.open("review/")
    expect(page.get_by_role("heading", name="1 exercise to do again")).to_be_visible()
    link = page.locator(".rm-again a")
    expect(link).to_have_count(1)
    link.click()
    expect(page.locator("#task-km-two-moves")).to_be_in_viewport()


def test_the_progress_page_lists_what_was_done_with_links_back(visit: Visit) -> None:
    keep(visit)
    page = visit.open("progress/")
    rows = page.locator("[data-practice-list] li")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text("tried, not right yet")
    expect(rows.nth(0).get_by_role("link")).to_have_attribute(
        "href", f"{visit.address}stage-1/first-lines/#task-pb-year-as-a-number"
    )
    expect(rows.filter(has_text="to do again")).to_have_count(2)
    expect(rows.filter(has_text=GONE)).to_have_count(1)
    kept = page.evaluate("JSON.parse(localStorage.getItem('mlroadmap.progress'))")
    assert kept["work"][GONE]["text"] == "x"


@pytest.mark.skipif(load_runtime(ROOT) is None, reason="needs Python for the browser: make runtime")
def test_an_exercise_to_do_again_begins_with_the_start_and_what_was_written_is_not_lost(visit: Visit) -> None:
    keep(visit)
    page = visit.open("stage-2/k-means/")
    panel = page.locator("#task-km-two-moves")
    panel.scroll_into_view_if_needed()
    expect(panel.locator(".rm-state")).to_have_text("to do again")
    field = panel.get_by_role("textbox")
    expect(field).not_to_have_value(WRITTEN)
    panel.get_by_role("button", name="show what I wrote").click()
    expect(field).to_have_value(WRITTEN)

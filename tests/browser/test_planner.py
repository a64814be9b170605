"""The planner in the page: what is put in, what comes out, what is remembered."""

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_a_plan_ends_later_with_fewer_hours_and_earlier_with_ticks(visit: Visit) -> None:
    page = visit.open("plan/")
    summary = page.locator(".rm-plan-summary")
    page.get_by_label("First day").fill("2099-01-05")
    page.get_by_label("Hours a week").fill("10")
    expect(summary).to_contain_text("you finish on")
    fast = summary.inner_text()
    page.get_by_label("Hours a week").fill("5")
    assert summary.inner_text() != fast
    slow = summary.inner_text()
    visit.open("stage-1/")
    page.locator(".rm-checklist input").first.check()
    visit.open("plan/")
    assert page.get_by_label("Hours a week").input_value() == "5"
    assert page.get_by_label("First day").input_value() == "2099-01-05"
    hours = [int(text.split(" h")[0]) for text in (summary.inner_text(), slow)]
    assert hours[0] < hours[1]


def test_stages_and_sections_can_be_left_out(visit: Visit) -> None:
    page = visit.open("plan/")
    for number in range(2, 7):
        page.get_by_label(f"{number} ", exact=False).and_(page.locator("[name=stage]")).uncheck()
    expect(page.locator(".rm-plan")).to_contain_text("1.1 Learn Python: study")
    expect(page.locator(".rm-plan")).not_to_contain_text("2.1 ")
    page.get_by_text("Sections that you know already").click()
    page.locator("[name=known][value='1.1']").check()
    expect(page.locator(".rm-plan")).not_to_contain_text("1.1 Learn Python")
    page.get_by_label("with all projects").uncheck()
    expect(page.locator(".rm-plan")).not_to_contain_text("project:")


def test_a_wish_that_cannot_be_planned_says_why(visit: Visit) -> None:
    page = visit.open("plan/")
    for box in page.locator("[name=day]").all():
        box.uncheck()
    expect(page.locator(".rm-plan-summary")).to_have_text("Choose at least one day of the week.")
    expect(page.locator(".rm-plan")).to_have_count(0)


def test_the_plan_is_downloaded_as_a_calendar(visit: Visit) -> None:
    page = visit.open("plan/")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download for your calendar").click()
    assert started.value.suggested_filename == "ml-roadmap-plan.ics"
    calendar = Calendar.from_ical(started.value.path().read_bytes())
    assert len(calendar.walk("VEVENT")) > 100


def test_without_scripts_the_hours_of_every_section_are_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}plan/")
    expect(page.locator("[data-planner] tbody tr")).to_have_count(18)
    context.close()

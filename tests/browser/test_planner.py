"""The planner in the page: what is put in, what comes out, what is remembered."""

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, plan_a_lesson

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
    expect(page.locator(".rm-plan-done")).to_have_count(0)  # it was done long before its day, so it made room
    hours = [int(text.split(" h")[0]) for text in (summary.inner_text(), slow)]
    assert hours[0] < hours[1]


def test_stages_and_sections_can_be_left_out(visit: Visit) -> None:
    page = visit.open("plan/")
    for number in range(2, 7):
        page.get_by_label(f"{number} ", exact=False).and_(page.locator("[name=stage]")).uncheck()
    expect(page.locator(".rm-plan")).to_contain_text("1.1 Lesson: Variables, loops, functions")
    expect(page.locator(".rm-plan")).not_to_contain_text("2.1 ")
    page.get_by_text("Sections that you know already").click()
    page.locator("[name=known][value='1.1']").check()
    expect(page.locator(".rm-plan")).not_to_contain_text("1.1 ")
    page.get_by_label("with all projects").uncheck()
    expect(page.locator(".rm-plan")).not_to_contain_text("Project:")


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
    assert started.value.suggested_filename.startswith("ml-roadmap-plan-2")
    calendar = Calendar.from_ical(started.value.path().read_bytes())
    assert len(calendar.walk("VEVENT")) > 100


def test_the_first_week_begins_with_the_first_lesson_and_every_step_leads_to_its_page(visit: Visit) -> None:
    plan_a_lesson(visit.page, "versioning")
    page = visit.open("plan/")
    first = page.locator(".rm-weeks > li").first
    expect(first).to_contain_text("Week 1")
    expect(first.locator("li").first).to_contain_text("1.1 Lesson: Your first lines (30 min)")
    steps = page.locator(".rm-plan li li")
    assert steps.count() == page.locator(".rm-plan li li a").count()
    planned = page.locator(".rm-plan li li", has_text="5.2 Lesson: Versioning data and models").first
    expect(planned).to_contain_text("planned, not written yet")
    ends = page.locator(".rm-plan-stages li")
    expect(ends).to_have_count(6)
    expect(ends.first).to_contain_text("until")
    first.locator("a").first.click()
    expect(page.locator("h1")).to_contain_text("Your first lines")


def test_four_weeks_are_shown_and_the_others_open_by_stage_and_stay_open(visit: Visit) -> None:
    page = visit.open("plan/")
    page.clock.install()
    page.clock.set_fixed_time("2027-01-04T10:00:00")
    page.reload()
    shown = page.locator(".rm-weeks > li:visible")
    expect(shown).to_have_count(4)
    folds = page.locator(".rm-plan details")
    expect(folds).to_have_count(6)
    expect(folds.first.locator("summary")).to_contain_text("stage 1, Build a strong foundation")
    folds.first.locator("summary").click()
    assert shown.count() > 10
    page.locator(".rm-plan details [data-tick]").first.click()  # the plan is drawn anew
    expect(folds.first).to_have_attribute("open", "")
    page.clock.set_fixed_time("2027-02-03T10:00:00")
    page.reload()
    expect(folds.first.locator("summary")).to_contain_text("Weeks 1 to 4: before today")
    expect(shown.first).to_contain_text("Week 5")


@pytest.mark.parametrize("start", ["9997-06-01", "1999-12-31", "2200-01-01"])
def test_a_first_day_out_of_all_reason_is_told_and_not_kept(visit: Visit, start: str) -> None:
    page = visit.open("plan/")
    page.get_by_label("Hours a week").fill("7")
    page.get_by_label("First day").fill(start)
    expect(page.locator(".rm-plan-summary")).to_have_text("The first day must lie between 2000 and 2199.")
    page.reload()
    expect(page.locator(".rm-plan-summary")).to_contain_text("you finish on")
    assert page.get_by_label("Hours a week").input_value() == "7"


@pytest.mark.parametrize(
    "kept",
    [
        '{"hoursAWeek": 6, "start": "9997-06-01", "days": [1], "stages": ["stage-1"], "known": [], "projects": true}',
        '{"hoursAWeek": 6, "start": "2027-01-04", "days": [9]}',
        '{"hoursAWeek": 1e-9}',
        "[not json",
    ],
)
def test_what_an_earlier_version_kept_does_not_freeze_the_page(visit: Visit, kept: str) -> None:
    page = visit.open("about/privacy/")
    page.evaluate("(text) => localStorage.setItem('mlroadmap.plan', text)", kept)
    visit.open("plan/")
    expect(page.locator(".rm-plan-summary")).not_to_be_empty()
    page.locator("[name=day]").first.check()
    expect(page.locator(".rm-plan-summary")).to_contain_text("you finish on")


def test_a_step_is_done_in_the_plan_and_who_fell_behind_moves_it(visit: Visit) -> None:
    page = visit.open("plan/")
    page.clock.install()
    page.clock.set_fixed_time("2027-01-04T10:00:00")
    page.reload()
    page.get_by_label("Hours a week").fill("12")
    box = page.locator('[data-tick="lesson:first-lines"]')
    box.check()
    expect(page.locator(".rm-plan-done")).to_contain_text("Your first lines")
    expect(page.locator('[data-tick="lesson:first-lines"]')).to_be_focused()
    expect(page.locator(".rm-say")).to_contain_text("Ticked: Done: 1.1 Lesson: Your first lines")
    expect(page.locator(".rm-plan-late")).to_have_count(0)
    page.clock.set_fixed_time("2027-02-01T10:00:00")
    page.reload()
    expect(page.locator(".rm-plan-done")).to_have_count(1)
    expect(page.locator(".rm-plan-late")).to_contain_text("steps of the days before today are open")
    page.get_by_role("button", name="I fell behind").click()
    expect(page.locator(".rm-plan-late")).to_have_count(0)
    assert page.get_by_label("First day").input_value() == "2027-02-01"
    expect(page.locator(".rm-plan li li").first).to_contain_text("1.1 Exercises: Your first lines")
    page.reload()
    assert page.get_by_label("First day").input_value() == "2027-02-01"


def test_the_calendar_links_to_the_lessons_keeps_its_ids_and_another_plan_has_others(visit: Visit) -> None:
    plan_a_lesson(visit.page, "versioning")
    page = visit.open("plan/")

    def events() -> dict[str, tuple[str, str]]:
        with page.expect_download() as started:
            page.get_by_role("button", name="Download for your calendar").click()
        found = Calendar.from_ical(started.value.path().read_bytes()).walk("VEVENT")
        cancelled[:] = [str(one["UID"]) for one in found if one.get("STATUS") == "CANCELLED"]
        return {str(one["UID"]): (str(one["SUMMARY"]), str(one.get("URL"))) for one in found}

    cancelled: list[str] = []
    before = events()
    assert cancelled == []
    lesson = next(id_ for id_, (title, _) in before.items() if title == "1.1 Lesson: Variables, loops, functions")
    assert before[lesson][1] == f"{visit.address}stage-1/python-basics/"
    assert any(title.endswith("(planned)") for title, _ in before.values())
    page.get_by_label("Hours a week").fill("9")
    after = events()
    assert after[lesson] == before[lesson]
    assert after.keys() >= before.keys()  # those of which more hours a day need fewer are cancelled
    assert {after[gone] for gone in cancelled} == {("No longer in the plan", "None")}
    assert 0 < len(cancelled) < len(before) / 2
    page.reload()
    assert events().keys() == after.keys()
    page.get_by_role("button", name="Begin another plan").click()
    assert events().keys().isdisjoint(before)


def test_two_tabs_have_one_plan_and_one_set_of_calendar_ids(visit: Visit) -> None:
    page = visit.open("plan/")
    other = page.context.new_page()
    other.goto(f"{visit.address}plan/")
    expect(other.locator(".rm-plan-summary")).to_contain_text("you finish on")

    def ids(tab: Page) -> set[str]:
        with tab.expect_download() as started:
            tab.get_by_role("button", name="Download for your calendar").click()
        return {str(one["UID"]) for one in Calendar.from_ical(started.value.path().read_bytes()).walk("VEVENT")}

    before = ids(page)
    other.get_by_label("Hours a week").fill("9")
    expect(page.get_by_label("Hours a week")).to_have_value("9")
    assert ids(other) >= before  # what the file of the other tab had is moved or cancelled
    page.get_by_label("Hours a week").fill("8")
    expect(other.get_by_label("Hours a week")).to_have_value("8")


def test_without_scripts_the_hours_of_every_section_are_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}plan/")
    expect(page.locator("[data-planner] tbody tr")).to_have_count(18)
    context.close()

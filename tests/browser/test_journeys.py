"""Whole ways through the site: what one page does, the next ones know."""

import pytest
from playwright.sync_api import Page, expect

from mlroadmap.data.index import Index
from tests.browser.conftest import Visit
from tests.builders import committed, committed_questions

pytestmark = pytest.mark.browser

ROADMAP = committed()
QUESTIONS = {question.id: question for rows in committed_questions().values() for question in rows.questions}
SECTION = next(section for section in ROADMAP.sections() if section.id == "1.1")


LESSONS = {one.id: one.title for one in ROADMAP.lessons()}
AFTER_PYTHON = next(section for section in ROADMAP.sections() if section.id == "1.2").lessons[0].title


def answer_all(page: Page, section: str) -> None:
    """Choose the right options of every question of a section of a placement test."""
    for fieldset in page.locator(f'[data-placement="{section}"] fieldset').all():
        id_ = (fieldset.get_attribute("id") or "").removeprefix("question-")
        for place, option in enumerate(QUESTIONS[id_].options):
            if option.right:
                fieldset.locator("input").nth(place).check()


def hours_of(page: Page) -> int:
    text = page.locator(".rm-plan-summary").inner_text()
    return int(text.split(" h")[0])


@pytest.mark.parametrize("planned_before", [False, True])
def test_the_skipper_a_placement_test_ticks_and_plan_map_and_home_know_it(visit: Visit, planned_before: bool) -> None:
    page = visit.open("plan/")
    before = hours_of(page)
    if planned_before:
        page.get_by_label("Hours a week").fill("6")
    visit.open("placement/stage-1/")
    answer_all(page, "1.1")
    page.get_by_role("button", name="Result for 1.1").click()
    page.get_by_role("button", name="Tick what 1.1 covers").click()
    result = page.locator('[data-placement="1.1"] .rm-placement-result')
    expect(result.get_by_role("link", name=AFTER_PYTHON)).to_be_visible()
    result.get_by_role("link", name="your plan").click()
    expect(page.locator(".rm-plan li li").first).to_contain_text(f"1.2 Lesson: {AFTER_PYTHON}")
    expect(page.locator(".rm-plan")).not_to_contain_text("1.1 ")
    milestones = [item for item in ROADMAP.milestone_items() if item.section == "1.1"]
    gone = SECTION.hours + sum(item.hours for item in milestones)
    assert before - hours_of(page) == pytest.approx(gone, abs=1)
    visit.open("map/")
    for lesson in SECTION.lessons:
        expect(page.locator(f'[data-node="{lesson.id}"]')).to_have_attribute("data-state", "done")
    visit.open("")
    expect(page.locator("[data-here-before]")).to_contain_text(f"{len(Index(ROADMAP).progress_keys['1.1'])} of ")
    page.locator("a[data-go-on]").click()
    expect(page.locator("h1")).to_contain_text(AFTER_PYTHON)


def test_the_planner_from_a_plan_to_its_first_lesson_and_back_to_the_next(visit: Visit) -> None:
    page = visit.open("plan/")
    page.get_by_label("Hours a week").fill("4")
    page.locator(".rm-plan li li a").first.click()
    page.get_by_label("I have done this lesson").first.check()
    page.goto(f"{visit.address}plan/")
    assert page.get_by_label("Hours a week").input_value() == "4"
    expect(page.locator(".rm-plan li li:not(.rm-plan-done)").first).to_contain_text(
        f"Exercises: {next(iter(LESSONS.values()))}"
    )


def test_the_returner_goes_on_where_he_stopped_and_is_told_of_due_reviews(visit: Visit) -> None:
    page = visit.open("about/privacy/")
    page.evaluate(
        """localStorage.setItem("mlroadmap.progress", JSON.stringify({
            version: 3,
            done: { "lesson:python-basics": "2026-01-01", "lesson:numpy-pandas": "2026-01-02" },
            answers: { "question:km-income-age": { on: "2026-01-02", right: true, step: 0 } },
        }))"""
    )
    visit.open("")
    go_on = page.locator("a[data-go-on]")
    following = LESSONS[list(LESSONS)[list(LESSONS).index("numpy-pandas") + 1]]
    expect(go_on).to_have_text(f"Go on: {following}")
    expect(page.locator("[data-here-before]")).to_contain_text("1 question is due")
    go_on.click()
    expect(page.locator("h1")).to_contain_text(following)

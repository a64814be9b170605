"""Questions that come back, and the placement test."""

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.builders import committed_questions

pytestmark = pytest.mark.browser

QUESTIONS = {question.id: question for those in committed_questions().values() for question in those.questions}


AT_ONCE = 10
"""Questions of one review, as review-page.js promises."""


def answer(question: Locator, *, right: bool) -> None:
    """Choose exactly the right options, or the first wrong one alone."""
    rows = QUESTIONS[(question.get_attribute("id") or "").removeprefix("question-")].options
    wrong = next(place for place, option in enumerate(rows) if not option.right)
    for place, option in enumerate(rows):
        if option.right if right else place == wrong:
            question.locator("input").nth(place).check()


def answers(page: Page) -> dict[str, dict[str, object]]:
    return json.loads(page.evaluate("localStorage.getItem('mlroadmap.progress')"))["answers"]


def keep(page: Page, days_ago: int, *ids: str) -> None:
    """Store answers to these questions, each given so many days ago."""
    page.evaluate(
        """([days, ids]) => {
            const on = new Date(Date.now() - days * 864e5).toISOString().slice(0, 10);
            const answers = Object.fromEntries(ids.map((id) => [`question:${id}`, {on, right: true, step: 0}]));
            localStorage.setItem("mlroadmap.progress", JSON.stringify({version: 2, done: {}, saved: {}, answers}));
        }""",
        [days_ago, list(ids)],
    )


def test_an_answer_in_a_lesson_is_kept_with_its_day(visit: Visit) -> None:
    page = visit.open("stage-2/k-means/")
    question = page.locator(".rm-questions fieldset:has(details)").first
    answer(question, right=True)
    question.get_by_role("button", name="Check question").click()
    [(key, kept)] = answers(page).items()
    assert key == (question.get_attribute("id") or "").replace("question-", "question:")
    assert kept["right"] is True
    assert kept["step"] == 0


def test_what_is_due_is_shown_on_the_home_page_and_asked_on_the_review_page(visit: Visit) -> None:
    page = visit.open("")
    expect(page.locator("[data-due]")).to_be_hidden()
    keep(page, 3, "km-income-age", "km-objective-rises")
    visit.open("")
    expect(page.locator("[data-due]")).to_contain_text("2 questions are due")
    visit.open("review/")
    expect(page.get_by_role("status").first).to_contain_text("2 questions are due")
    fieldsets = page.locator("[data-review] fieldset")
    expect(fieldsets).to_have_count(2)
    expect(fieldsets.first.get_by_role("link")).to_contain_text("K-means")
    answer(fieldsets.nth(0), right=True)
    fieldsets.nth(0).get_by_role("button", name="Check question").click()
    answer(fieldsets.nth(1), right=False)
    fieldsets.nth(1).get_by_role("button", name="Check question").click()
    assert answers(page)["question:km-income-age"]["step"] == 1
    assert answers(page)["question:km-objective-rises"]["right"] is False
    visit.open("review/")
    expect(page.get_by_role("status").first).to_contain_text("Nothing is due today")


def test_a_question_that_is_gone_from_the_site_is_not_asked(visit: Visit) -> None:
    page = visit.open("review/")
    keep(page, 3, "no-such-question")
    page.reload()
    expect(page.get_by_role("status").first).to_contain_text("Nothing is due today")


@pytest.mark.parametrize("due", [AT_ONCE - 1, AT_ONCE, AT_ONCE + 1])
def test_a_review_asks_at_most_ten_questions_at_once(visit: Visit, due: int) -> None:
    page = visit.open("about/privacy/")
    keep(page, 3, *list(QUESTIONS)[:due])
    visit.open("review/")
    expect(page.locator(".rm-questions fieldset")).to_have_count(min(due, AT_ONCE))
    said = page.get_by_role("status").first
    expect(said).to_contain_text(f"{due} questions are due")
    if due > AT_ONCE:
        expect(said).to_contain_text(f"here are the first {AT_ONCE}")


def test_a_lesson_that_cannot_be_loaded_is_said(visit: Visit) -> None:
    page = visit.open("review/")
    keep(page, 3, "km-income-age")
    page.route("**/stage-2/k-means/", lambda route: route.abort())
    page.reload()
    expect(page.get_by_role("status").first).to_contain_text("could not be loaded")
    visit.complaints.clear()  # the browser reports the request that was refused on purpose


def test_a_placement_test_says_what_may_be_ticked_and_ticks_it(visit: Visit) -> None:
    page = visit.open("placement/stage-2/")
    part = page.locator('[data-placement="2.2"]')
    for question in part.locator("fieldset").all():
        answer(question, right=True)
    part.get_by_role("button", name="Result for 2.2").click()
    total = part.locator("fieldset").count()
    expect(part.locator(".rm-placement-result")).to_contain_text(f"{total} of {total} right.")
    part.get_by_role("button", name="Tick what 2.2 covers").click()
    expect(page.locator(".rm-say")).to_contain_text("ticked")
    visit.open("stage-2/")
    ticked = (part_id for part_id in page.evaluate("Object.keys(JSON.parse(localStorage['mlroadmap.progress']).done)"))
    assert any(key.startswith("milestone:s2-") for key in ticked)


def test_a_placement_test_with_too_few_right_answers_sends_to_the_section(visit: Visit) -> None:
    page = visit.open("placement/stage-2/")
    part = page.locator('[data-placement="2.1"]')
    answer(part.locator("fieldset").first, right=False)
    part.get_by_role("button", name="Result for 2.1").click()
    expect(part.locator(".rm-placement-result")).to_contain_text("0 of")
    expect(part.locator(".rm-placement-result")).to_contain_text("not answered")
    expect(part.get_by_role("button", name="Tick what")).to_have_count(0)

"""Questions of interviews: found by topic and level, asked, and asked again when they were not known."""

import re

import pytest
from playwright.sync_api import Browser, expect

from mlroadmap.data.interview import load_interviews
from tests.browser.conftest import Visit
from tests.browser.test_review import answers, keep
from tests.builders import DOCS

pytestmark = pytest.mark.browser
ALL = load_interviews(DOCS / "_data/interview", name="interview")
COUNT = sum(len(rows.questions) for rows in ALL.values())


def test_whoever_had_an_answer_or_not_sees_it_again_in_the_review(visit: Visit) -> None:
    page = visit.open("interview-questions/python/")
    first, second = page.locator(".rm-recall").nth(0), page.locator(".rm-recall").nth(1)
    for section, button in ((first, "I had it"), (second, "Not yet")):
        section.locator("summary").click()
        section.get_by_role("button", name=button).click()
    expect(second.get_by_role("group", name="Did you have it?")).to_contain_text(
        re.compile(r"Not yet on .+: it comes back on")
    )
    kept = [answers(page)[f"question:{one.id}"]["right"] for one in ALL["python"].questions[:2]]
    assert kept == [True, False]
    keep(page, 3, ALL["python"].questions[0].id, "km-income-age")
    visit.open("review/")
    again = page.locator("[data-review] .rm-recall")
    expect(again).to_have_count(1)
    expect(page.locator("[data-review] fieldset")).to_have_count(1)
    expect(again.locator("h2")).to_have_text(re.compile(r"^\d\. .+[^¶]$"))
    lesson = again.get_by_role("link").first.get_attribute("href") or ""
    assert page.request.get(lesson).status == 200
    again.locator("summary").click()
    again.get_by_role("button", name="I had it").click()
    assert answers(page)[f"question:{ALL['python'].questions[0].id}"]["step"] == 1


def test_questions_are_chosen_by_topic_and_level_and_five_of_them_are_asked(visit: Visit) -> None:
    page = visit.open("interview-questions/")
    status = page.get_by_role("search", name="Choose questions").locator("+ p")
    expect(status).to_have_text(f"{COUNT} of {COUNT} questions.")
    page.get_by_label("Topic").select_option("statistics")
    wanted = {one.id for one in ALL["statistics"].questions}
    expect(status).to_have_text(f"{len(wanted)} of {COUNT} questions.")
    assert {one.get_attribute("data-question") for one in page.locator("li[data-question]:visible").all()} == wanted
    expect(page.locator(".rm-interviews > p:visible")).to_have_count(1)
    page.get_by_label("Level").select_option("basic")
    basic = {one.id for one in ALL["statistics"].questions if one.level == "basic"}
    page.get_by_label("Level").select_option("")
    page.get_by_role("button", name="Ask me 5").click()
    asked = page.locator(".rm-asked .rm-recall")
    expect(asked).to_have_count(5)
    ids = {(one.get_attribute("id") or "").removeprefix("question-") for one in asked.all()}
    assert ids <= wanted
    assert basic
    expect(asked.locator("h2").first).to_have_text(re.compile("^1\\."))
    asked.first.locator("summary").click()
    asked.first.get_by_role("button", name="Not yet").click()
    # what was not answered yet is asked first
    page.get_by_role("button", name="Ask me 5").click()
    expect(asked).to_have_count(5)
    first = next(iter(answers(page)))
    if len(wanted) >= 10:
        assert first not in {(one.get_attribute("id") or "").replace("question-", "question:") for one in asked.all()}


def test_without_scripts_the_list_and_the_answers_are_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}interview-questions/")
    expect(page.locator("li[data-question]:visible")).to_have_count(COUNT)
    page.locator("li[data-question] a").first.click()
    expect(page.locator("h2").first).to_be_visible()
    page.locator("summary:has-text('Answer')").first.click()
    expect(page.locator("details.rm-answer[open]")).to_have_count(1)
    expect(page.get_by_role("button", name="I had it")).to_have_count(0)
    context.close()

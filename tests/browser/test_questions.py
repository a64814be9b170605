"""The questions of a lesson: answered by mouse and by keyboard, in both schemes, and without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from mlroadmap.data.questions import Question, QuestionKind
from tests.browser.conftest import Visit
from tests.builders import committed_questions

pytestmark = pytest.mark.browser

QUESTIONS = committed_questions()["k-means"].questions


def first(kind: QuestionKind) -> Question:
    return next(question for question in QUESTIONS if question.kind is kind)


SINGLE, MULTIPLE = first(QuestionKind.single), first(QuestionKind.multiple)
RIGHT = next(place for place, option in enumerate(SINGLE.options) if option.right)
WRONG = next(place for place, option in enumerate(SINGLE.options) if not option.right)


def shown(page: Page, question: Question) -> Locator:
    return page.locator(f"#question-{question.id}")


def test_a_choice_is_judged_with_its_reason_and_a_new_choice_clears_the_verdict(visit: Visit) -> None:
    question = shown(visit.open("stage-2/k-means/"), SINGLE)
    said, button = question.get_by_role("status"), question.get_by_role("button", name="Check question")
    button.click()
    expect(said).to_have_text("Choose an answer first.")
    question.locator("label").nth(WRONG).click()
    expect(said).to_be_empty()
    button.click()
    expect(said).to_contain_text("Not right.")
    expect(said).to_contain_text(f"{'ABCDEF'[WRONG]}: Wrong. {SINGLE.options[WRONG].because.split('`')[0]}")
    expect(said).not_to_contain_text(SINGLE.options[RIGHT].because)
    question.locator("label").nth(RIGHT).click()
    button.click()
    expect(said).to_contain_text("Right.")
    expect(said.locator("li")).to_have_count(1)
    expect(question.locator("details")).not_to_have_attribute("open", "")


def test_several_right_answers_are_wanted_all_and_no_other(visit: Visit) -> None:
    question = shown(visit.open("stage-2/k-means/"), MULTIPLE)
    said, labels = question.get_by_role("status"), question.locator("label")
    button = question.get_by_role("button", name="Check question")
    right = [place for place, option in enumerate(MULTIPLE.options) if option.right]
    wrong = [place for place, option in enumerate(MULTIPLE.options) if not option.right]
    labels.nth(right[0]).click()
    button.click()
    expect(said.locator("p")).to_have_text("Right so far, and not yet all.")
    labels.nth(wrong[0]).click()
    button.click()
    expect(said.locator("p")).to_have_text("Partly right.")
    labels.nth(wrong[0]).click()
    for place in right[1:]:
        labels.nth(place).click()
    button.click()
    expect(said.locator("p")).to_have_text("Right.")
    expect(said.locator("li")).to_have_count(len(right))


def test_a_question_is_answered_by_keyboard_alone(visit: Visit) -> None:
    page = visit.open("stage-2/k-means/")
    question = shown(page, SINGLE)
    question.locator("input").first.focus()
    page.keyboard.press("Space")
    for _ in range(RIGHT):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(question.get_by_role("status")).to_contain_text("Right.")
    page.keyboard.press("Tab")
    expect(question.get_by_role("button")).to_be_focused()


def test_without_scripts_answers_can_be_marked_and_looked_up(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}stage-2/k-means/")
    question = shown(page, SINGLE)
    expect(question.get_by_role("button")).to_have_count(0)
    question.locator("label").nth(WRONG).click()
    expect(question.locator("input").nth(WRONG)).to_be_checked()
    expect(question.locator("li").first).to_be_hidden()
    question.locator("summary").click()
    expect(question.locator("li.rm-right")).to_be_visible()
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_axe_finds_nothing_in_a_judged_question(browser: Browser, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{address}stage-2/k-means/")
    for one, place in ((SINGLE, WRONG), (MULTIPLE, 0)):
        question = shown(page, one)
        question.locator("label").nth(place).click()
        question.get_by_role("button").click()
        question.locator("summary").click()
    results = Axe().run(page, context=".rm-questions")
    context.close()
    assert [violation["id"] for violation in results.response["violations"]] == []


def test_a_page_without_questions_does_not_load_the_script(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.open("stage-2/").wait_for_load_state("networkidle")
    assert not [url for url in asked if "questions" in url.rpartition("/")[2]]

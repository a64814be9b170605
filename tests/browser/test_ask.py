"""Ask the roadmap: quotes with their places, silence about everything else, and what happens without a network."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def ask(visit: Visit, question: str) -> None:
    visit.page.get_by_label("Your question").fill(question)
    visit.page.get_by_role("button", name="Ask").click()


def test_a_question_is_answered_in_the_words_of_the_site_with_the_place(visit: Visit) -> None:
    page = visit.open("ask/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ask(visit, "What is the curse of dimensionality?")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("places in the words of the site")
    quotes = page.locator(".rm-quotes > li")
    expect(quotes.first).to_contain_text("Curse of dimensionality:")
    assert [url for url in asked if "?" in url or "curse" in url] == []
    for link, quote in zip(quotes.locator("a").all(), quotes.locator("blockquote").all(), strict=True):
        address, text = link.get_attribute("href") or "", quote.inner_text()
        other = page.context.new_page()
        other.goto(address)
        said = other.locator("main").inner_text()
        assert other.locator(f"[id='{address.partition('#')[2]}']").count() == 1
        assert text.split(": ", 1)[-1][:60].casefold() in re.sub(r"\s+", " ", said).casefold()
        other.close()


def test_what_the_site_does_not_teach_gets_no_answer_and_an_order_has_no_effect(visit: Visit) -> None:
    page = visit.open("ask/")
    for question in ("What will the weather be in Oslo tomorrow?", "<img src=x onerror=alert(1)>", "?!", "a" * 400):
        ask(visit, question)
        expect(page.get_by_role("main").get_by_role("status")).to_contain_text("Nothing here holds enough")
        expect(page.locator(".rm-quotes > li")).to_have_count(0)
    ask(visit, "   ")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("Nothing here holds enough")


def test_the_texts_come_when_somebody_asks_and_again_after_a_failure(visit: Visit) -> None:
    page = visit.open("ask/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    expect(page.get_by_text("less than half a megabyte")).to_be_visible()
    assert not any("paragraphs" in url for url in asked)
    page.route("**/ask/paragraphs.js", lambda route: route.abort())
    ask(visit, "What is bagging?")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("Are you online?")
    page.unroute("**/ask/paragraphs.js")
    ask(visit, "What is bagging?")
    first = page.locator(".rm-quotes > li").first
    expect(first).to_contain_text(re.compile("bagging", re.IGNORECASE))
    ask(visit, "What is a leak?")
    expect(first).to_contain_text(re.compile("leak", re.IGNORECASE))
    assert sum("paragraphs" in url for url in asked) == 2
    visit.complaints.clear()  # the request that was refused


def test_a_question_in_the_search_field_is_carried_over(visit: Visit) -> None:
    page = visit.open("glossary/")
    page.keyboard.press("/")
    page.locator("input.md-search__input").press_sequentially("What does bagging do to the variance?")
    page.get_by_role("link", name="Ask the roadmap").first.click()
    expect(page.get_by_label("Your question")).to_have_value("What does bagging do to the variance?")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".rm-quotes > li")).not_to_have_count(0)


def test_on_a_phone_nothing_is_cut(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{address}ask/?question=What%20does%20TimeSeriesSplit%20do%3F")
        page.get_by_label("Your question").press("Enter")
        expect(page.locator(".rm-quotes > li").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390

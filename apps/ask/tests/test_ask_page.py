"""The page, on a phone in a real browser, with the real service behind it: by words, and by both where the file is."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from appkit.testing import PHONE, browser, running, visited
from ask.smoke import main as smoke
from ask.turn import REFUSAL


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """One service for all of them: together they ask more than one person may in a minute."""
    with running("ask.testing:build_for_many") as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """What the browser itself tells of a refusal is no fault."""
    with visited(chromium, address, ["#measured:not(:empty)"], ["status of 4", "ERR_FAILED"]) as page:
        yield page


def ask(page: Any, question: str) -> Any:
    """Ask as somebody with a keyboard does, and wait for the end of the answer."""
    turns = page.locator(".turn").count()
    page.fill("#question", question)
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => document.querySelectorAll('.turn').length === {turns + 1}")
    page.wait_for_selector("#send:enabled")
    return page.locator(".turn").last


def test_a_question_is_answered_by_a_quotation_with_its_link(page: Any) -> None:
    said = ask(page, "What is collinearity?").locator(".said")
    assert said.locator("blockquote").inner_text().startswith("“") and "collinearity" in said.inner_text()
    assert said.locator("a").get_attribute("href").endswith("linear-regression/#features-that-repeat-each-other")
    assert page.evaluate("document.activeElement.id") == "question"


def test_words_come_one_after_the_other(page: Any) -> None:
    page.evaluate("""() => {
      window.seen = [];
      new MutationObserver(() => window.seen.push(document.querySelector('blockquote')?.innerText.length))
        .observe(document.querySelector('#log'), { childList: true, subtree: true, characterData: true });
    }""")
    ask(page, "What is collinearity?")
    lengths = page.evaluate("[...new Set(window.seen)]")
    assert len(lengths) > 5 and lengths[0] < lengths[-1] / 2


def test_what_is_not_there_is_refused(page: Any) -> None:
    page.get_by_role("button", name="How do I bake bread?").click()
    page.wait_for_selector("#again:visible")
    assert REFUSAL in page.locator(".said").inner_text() and not page.locator("#examples").is_visible()


def test_a_follow_up_is_joined_and_says_so_until_a_new_conversation(page: Any) -> None:
    ask(page, "What is bagging?")
    joined = ask(page, "And what does it do to the variance?")
    assert "together with: What is bagging?" in joined.inner_text()
    page.click("#again")
    assert page.locator(".turn").count() == 0
    assert "together with" not in ask(page, "And what does it do to the variance?").inner_text()


def test_what_somebody_types_is_shown_as_text(page: Any) -> None:
    turn = ask(page, "<img src=x onerror=alert(1)> What is collinearity?")
    assert "<img src=x" in turn.locator(".asked").inner_text() and page.locator("img").count() == 0


def test_an_answer_can_be_stopped_and_is_then_no_part_of_the_conversation(page: Any) -> None:
    page.fill("#question", "What is bagging?")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('blockquote')?.innerText.length > 0")
    page.click("#stop")
    page.wait_for_selector("#send:enabled")
    assert "you stopped it" in page.locator(".turn").last.inner_text()


def stream_of(*events: tuple[str, object]) -> str:
    return "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in events)


@pytest.mark.parametrize("last", [[], [("broken", "something failed")]], ids=["cut off", "broken"])
def test_a_stream_without_its_end_is_not_taken_for_an_answer(page: Any, last: list[tuple[str, object]]) -> None:
    body = stream_of(("start", {"understood": ["x"], "search": "words", "score": 1}), ("words", "Never "), *last)
    page.route(
        "**/ask", lambda route: route.fulfill(status=200, body=body, headers={"content-type": "text/event-stream"})
    )
    turn = ask(page, "What is a leak?")
    assert "it broke off" in turn.inner_text() and "“" not in turn.locator("blockquote").inner_text()


def test_a_service_that_refuses_or_is_away_is_told_in_words(page: Any) -> None:
    page.route("**/ask", lambda route: route.fulfill(status=429, headers={"retry-after": "7"}, body="{}"))
    assert "wait 7 seconds" in ask(page, "What is a leak?").inner_text()
    page.unroute("**/ask")
    page.route("**/ask", lambda route: route.abort())
    assert "the connection was lost" in ask(page, "What is a leak?").inner_text()


def test_pieces_that_end_anywhere_make_whole_events(page: Any) -> None:
    seen = page.evaluate("""async () => {
      const { eventsOf } = await import('/page.js');
      const bytes = new TextEncoder().encode('event: words\\ndata: "ä…"\\n\\nevent: end\\ndata: "quoted"\\n\\n');
      const found = [];
      for (let cut = 1; cut < bytes.length; cut += 1) {
        const pieces = [bytes.slice(0, cut), bytes.slice(cut)];
        const start = (sink) => { pieces.forEach((one) => sink.enqueue(one)); sink.close(); };
        const body = new ReadableStream({ start });
        const events = [];
        for await (const one of eventsOf(body)) events.push([one.name, one.data]);
        found.push(JSON.stringify(events));
      }
      return [...new Set(found)];
    }""")
    assert seen == ['[["words","ä…"],["end","quoted"]]']


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_phone_and_axe_finds_nothing(page: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is in the site's own set-up")
    page.emulate_media(color_scheme=scheme)
    ask(page, "What is collinearity? " + "x" * 200)
    ask(page, "And how is it noticed?")
    ask(page, "How does dropout prevent overfitting?")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    found = axe.Axe().run(page).response["violations"]
    assert [one["id"] for one in found] == []


def test_the_page_says_how_it_searches(page: Any) -> None:
    assert "It searches by words" in page.locator("#how").inner_text()
    assert "of them rightly" in page.locator("#measured").inner_text()


def test_the_smoke_test_passes_on_an_application_that_runs(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    smoke(address)
    assert capsys.readouterr().out == f"{address} works\n"


def test_two_workers_answer_and_are_counted_together() -> None:
    with running("ask.service:build", "--workers", "2") as address:
        smoke(address)

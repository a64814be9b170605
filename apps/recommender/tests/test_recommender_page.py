"""The page, on a phone in a real browser, with the real service behind it."""

from collections.abc import Iterator
from typing import Any

import pytest

from appkit.testing import PHONE, browser, running, visited
from recommender.smoke import main as smoke


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running("recommender.service:build") as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """What the browser itself tells of a refusal is no fault."""
    with visited(chromium, address, ["#films li", "#recommended li"], ["status of 429"]) as page:
        yield page


def names(page: Any) -> list[str]:
    found: list[str] = page.locator("#recommended strong").all_inner_texts()
    return found


def rate(page: Any, film: str, stars: int) -> None:
    """Give stars, as somebody with a keyboard or a thumb does, and wait for what comes of it."""
    before = names(page)
    page.locator("#films fieldset", has_text=film).get_by_label(f"{stars} star", exact=False).first.check(force=True)
    page.wait_for_function(
        "before => [...document.querySelectorAll('#recommended strong')].map(e => e.innerText).join() !== before",
        arg=",".join(before),
    )


def look_for(page: Any, words: str) -> None:
    page.fill("#words", words)
    page.wait_for_function(
        "words => document.querySelector('#films legend')?.innerText.toLowerCase().includes(words)", arg=words
    )


def test_a_star_changes_the_recommendations_and_says_why(page: Any) -> None:
    assert "Forrest Gump (1994)" in names(page), "somebody new sees what is popular"
    look_for(page, "toy story")
    rate(page, "Toy Story (1995)", 5)
    assert "Toy Story (1995)" not in names(page)
    assert page.locator("#recommended .because").first.inner_text() == "because of Toy Story (1995)"
    assert page.locator("#state").inner_text() == "10 films, from 1 rating"


def test_on_a_phone_the_first_film_stays_in_sight_while_one_rates(page: Any) -> None:
    look_for(page, "toy story")
    rate(page, "Toy Story (1995)", 5)
    jump = page.locator("#jump a")
    assert jump.inner_text() == f"For you now: {names(page)[0]}"
    assert jump.bounding_box()["y"] + jump.bounding_box()["height"] <= PHONE["height"]
    jump.click()
    assert page.locator("#for-you").bounding_box()["y"] < PHONE["height"] / 2


def test_a_star_is_given_by_keyboard_and_keeps_the_focus(page: Any) -> None:
    look_for(page, "toy story")
    page.locator("#films li").first.get_by_label("1 star").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#films li:first-child input[value='2']:checked")
    assert page.evaluate("document.activeElement.value") == "2"


def test_ratings_are_there_after_a_reload_and_gone_when_forgotten(page: Any) -> None:
    look_for(page, "toy story")
    rate(page, "Toy Story (1995)", 5)
    page.reload()
    page.wait_for_selector("#recommended .because")
    page.locator("summary").click()
    assert page.locator("#mine legend").all_inner_texts() == ["Toy Story (1995)"]
    page.click("#again")
    page.wait_for_function("() => document.querySelectorAll('#recommended .because').length === 0")
    assert page.locator("#count").inner_text() == "0" and page.evaluate("localStorage.length") == 1


def test_a_rating_is_taken_back(page: Any) -> None:
    look_for(page, "toy story")
    rate(page, "Toy Story (1995)", 5)
    page.get_by_label("take back the stars of Toy Story (1995)").first.click()
    page.wait_for_function("() => document.querySelectorAll('#recommended .because').length === 0")
    assert page.locator("#films input:checked").count() == 0


def test_a_film_that_is_not_there_is_said_so(page: Any) -> None:
    page.fill("#words", "zzzz")
    page.wait_for_function("() => document.querySelector('#found').innerText.includes('No film')")


def test_a_service_that_refuses_is_told_in_words_and_the_list_stays(page: Any) -> None:
    before = names(page)
    answer = {"status": 429, "headers": {"retry-after": "7"}, "body": "{}"}
    page.route("**/recommendations", lambda route: route.fulfill(**answer))
    page.select_option("#by", "neighbours")
    page.wait_for_function("() => document.querySelector('#state').innerText.includes('wait 7 seconds')")
    assert names(page) == before


def test_what_the_browser_kept_and_cannot_be_read_is_no_reason_to_fail(page: Any, address: str) -> None:
    page.evaluate("localStorage.setItem('films-for-you', '{broken')")
    page.goto(address)
    page.wait_for_selector("#recommended li")
    assert page.locator("#count").inner_text() == "0"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_phone_and_axe_finds_nothing(page: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is in the site's own set-up")
    look_for(page, "toy story")
    rate(page, "Toy Story (1995)", 4)
    page.emulate_media(color_scheme=scheme)
    page.locator("summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    found = axe.Axe().run(page).response["violations"]
    assert [one["id"] for one in found] == []


def test_stars_are_large_enough_for_a_thumb(page: Any) -> None:
    box = page.locator("#films .stars label").first.bounding_box()
    assert min(box["width"], box["height"]) >= 24


def test_the_smoke_test_passes_on_an_application_that_runs(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    smoke(address)
    assert capsys.readouterr().out == f"{address} works\n"


def test_two_workers_answer_and_are_counted_together() -> None:
    with running("recommender.service:build", "--workers", "2") as address:
        smoke(address)

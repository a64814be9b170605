"""A lesson's own network in its page: loaded on a press that names the size, drawn for by fingers and keys, spoken."""

import re

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Visit, faults

PAGE = "stage-4/convolutions/"
FILE = "**/garment-net.npz"


def opened(visit: Visit) -> Locator:
    visit.open(PAGE)
    section = visit.page.locator("[data-model=garments]")
    section.scroll_into_view_if_needed()
    return section


def loaded(visit: Visit) -> Locator:
    section = opened(visit)
    section.get_by_role("button", name="Load the network").click()
    expect(section.locator(".rm-board")).to_be_focused()
    return section


def said(section: Locator) -> str:
    return section.locator(".rm-explore-said").inner_text()


def test_nothing_is_fetched_before_a_press_that_names_the_size(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    section = opened(visit)
    button = section.get_by_role("button", name=re.compile(r"Load the network: \d+ kB"))
    expect(button).to_be_visible()
    assert not [url for url in asked if "npz" in url]
    button.click()
    expect(section.locator(".rm-board")).to_be_visible()
    assert [url for url in asked if url.endswith("garment-net.npz")]


def test_real_pictures_are_recognised_and_the_mirror_of_a_boot_is_not_by_one_of_two_networks(visit: Visit) -> None:
    section = loaded(visit)
    for _ in range(19):
        section.get_by_role("button", name="A real picture").click()
    assert said(section).startswith("A test picture of kind ankle boot. Most likely: ankle boot, 9")
    assert section.locator(".rm-odds tr").count() == 10
    section.get_by_role("button", name="Mirror").click()
    assert "Most likely: bag" in said(section)
    section.get_by_label("Ask the network that saw moved").check()
    assert "Most likely: ankle boot" in said(section)


def test_keys_draw_and_each_state_is_spoken(visit: Visit) -> None:
    section = loaded(visit)
    assert said(section).startswith("An empty board, and still it says")
    keyboard = visit.page.keyboard
    for key in ("ArrowUp", "Shift+ArrowUp", " ", "ArrowDown", "Shift+ArrowDown"):
        keyboard.press("Space" if key == " " else key)
    assert said(section).startswith("Most likely:")
    expect(section.locator("[role=status]")).to_have_text(re.compile(r"Pen down, row 14, column 14\. Most likely:"))
    section.get_by_role("button", name="Clear").click()
    assert said(section).startswith("An empty board")


def test_a_finger_draws_and_an_eraser_takes_away(visit: Visit) -> None:
    board = loaded(visit).locator(".rm-board")
    section = visit.page.locator("[data-model=garments]")

    def drag() -> None:
        board.evaluate("board => board.scrollIntoView({ block: 'center', behavior: 'instant' })")
        box = board.bounding_box()
        assert box
        visit.page.mouse.move(box["x"] + 40, box["y"] + 60)
        visit.page.mouse.down()
        visit.page.mouse.move(box["x"] + 140, box["y"] + 60, steps=5)
        visit.page.mouse.up()

    drag()
    assert said(section).startswith("Most likely:")
    section.get_by_label("Erase").check()
    section.get_by_label("Radius of the pen").fill("4")
    drag()
    assert said(section).startswith("An empty board")


def test_a_file_that_does_not_come_is_told_and_can_be_asked_for_again(browser: Browser, address: str) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.route(FILE, lambda route: route.abort())
    section = opened(Visit(page, address))
    button = section.get_by_role("button", name="Load the network")
    button.click()
    expect(section.locator("[role=status]")).to_have_text(re.compile("could not be loaded"))
    page.unroute(FILE)
    button.click()
    expect(section.locator(".rm-board")).to_be_visible()
    context.close()


@pytest.mark.parametrize("visit", [(390, 844, "light"), (390, 844, "dark")], ids=["light", "dark"], indirect=True)
def test_axe_finds_nothing_when_it_is_open(visit: Visit) -> None:
    loaded(visit).get_by_role("button", name="A real picture").click()
    assert faults(visit.page, "[data-model=garments]") == []


@pytest.mark.parametrize(("model", "page_of_it"), [("garments", PAGE), ("writer", "stage-4/transformers/")])
def test_without_scripts_the_section_says_where_to_look(
    browser: Browser, address: str, model: str, page_of_it: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{page_of_it}")
    assert "needs scripts" in page.locator(f"[data-model={model}]").inner_text()
    context.close()

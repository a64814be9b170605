"""The small GPT of a lesson writes in its page: loaded on a press, warm or cold, its heads looked into."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit, faults

PAGE = "stage-4/transformers/"


def loaded(visit: Visit) -> Locator:
    visit.open(PAGE)
    section = visit.page.locator("[data-model=writer]")
    section.scroll_into_view_if_needed()
    section.get_by_role("button", name=re.compile(r"Load the network: \d+ kB")).click()
    expect(section.get_by_role("textbox")).to_be_focused()
    return section


def said(section: Locator) -> str:
    return section.locator(".rm-explore-said").inner_text()


def shares(section: Locator) -> list[int]:
    return [int(one.rstrip(" %")) for one in section.locator(".rm-odds td:nth-child(2)").all_inner_texts()]


def test_it_goes_on_with_a_beginning_character_by_character(visit: Visit) -> None:
    section = loaded(visit)
    box = section.get_by_role("textbox")
    box.fill("Elizabeth ¥")
    section.get_by_role("button", name="One character").click()
    expect(box).to_have_value(re.compile(r"^Elizabeth .$"))
    section.get_by_role("button", name="Write 120 characters").click()
    expect(section.get_by_role("button", name="Stop")).to_be_visible()
    expect(section.get_by_role("button", name="Write 120 characters")).to_be_visible(timeout=60_000)
    assert len(box.input_value()) == len("Elizabeth ") + 121
    expect(section.locator("[role=status]")).to_have_text(re.compile("The text ends: "))


def test_writing_stops_on_a_press_and_begins_anew_after_clear(visit: Visit) -> None:
    section = loaded(visit)
    box = section.get_by_role("textbox")
    section.get_by_role("button", name="Write 120 characters").click()
    section.get_by_role("button", name="Stop").click()
    expect(section.get_by_role("button", name="Write 120 characters")).to_be_visible()
    assert len(box.input_value()) < len("Mr. Darcy ") + 120
    section.get_by_role("button", name="Clear").click()
    expect(box).to_have_value("")
    assert said(section).startswith("Next: ")


def test_a_colder_network_is_surer_and_a_hotter_one_is_not(visit: Visit) -> None:
    section = loaded(visit)
    heat = section.get_by_label("Temperature")
    found = []
    for degrees in ("0.1", "0.7", "2"):
        heat.fill(degrees)
        found.append(shares(section)[0])
    assert found == sorted(found, reverse=True)
    assert found[0] > found[2]


def test_each_head_can_be_looked_into(visit: Visit) -> None:
    section = loaded(visit)
    choice = section.get_by_label("Look into")
    assert choice.locator("option").count() == 12
    seen = set()
    for n in range(12):
        choice.select_option(str(n))
        seen.add(said(section).partition("This head")[2])
    assert len(seen) > 3
    assert section.locator(".rm-writer-seen span").count() == len("Mr. Darcy ")


@pytest.mark.parametrize("visit", [(390, 844, "light"), (390, 844, "dark")], ids=["light", "dark"], indirect=True)
def test_axe_finds_nothing_when_it_is_open(visit: Visit) -> None:
    loaded(visit)
    assert faults(visit.page, "[data-model=writer]") == []

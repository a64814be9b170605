"""The filter over all resources: what is shown, what stands in the address, and the reader's own list."""

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from mlroadmap.data.model import Cost, Kind
from tests.browser.conftest import Visit
from tests.builders import committed

pytestmark = pytest.mark.browser

ROADMAP = committed()
ALL = list(ROADMAP.resources())


def shown(page: Page) -> list[str]:
    """The ids of the rows that can be seen, in their order."""
    rows = page.locator("table.rm-resources tbody tr:not([hidden])")
    return [id_.removeprefix("resource-") for id_ in rows.evaluate_all("rows => rows.map((row) => row.id)")]


def test_every_choice_narrows_the_table_and_stands_in_the_address(visit: Visit) -> None:
    page = visit.open("resources/")
    assert shown(page) == [one.id for one in ALL]
    page.get_by_label("Cost").select_option("free")
    page.get_by_label("Kind").select_option("book")
    expected = [one.id for one in ALL if one.cost is Cost.free and one.kind is Kind.book]
    assert shown(page) == expected
    expect(page.get_by_role("status").first).to_contain_text(f"{len(expected)} of {len(ALL)} resources")
    assert page.url.endswith("resources/?kind=book&cost=free")
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("status").first).to_contain_text(f"{len(ALL)} of {len(ALL)}")
    assert page.url.endswith("resources/")


def test_an_address_with_a_filter_opens_filtered_and_nonsense_in_it_does_no_harm(visit: Visit) -> None:
    page = visit.open("resources/?stage=2&level=beginner&cost=nonsense&x=1")
    section = [one.id for part in ROADMAP.stages[1].sections for one in part.resources if one.level.value == "beginner"]
    assert shown(page) == section
    expect(page.get_by_label("Cost")).to_have_value("")


@pytest.mark.parametrize("fragment", ["%", "100%", "%E0%A4%A"])
def test_an_address_whose_end_is_no_text_leaves_the_filter_working(visit: Visit, fragment: str) -> None:
    page = visit.open(f"resources/?cost=paid#{fragment}")
    assert 0 < len(shown(page)) < len(ALL)
    page.evaluate("location.hash = '%E0%A4'")
    page.get_by_label("Words").fill("no such thing anywhere")
    assert shown(page) == []


def test_words_are_looked_for_in_titles_people_former_names_and_reasons(visit: Visit) -> None:
    page = visit.open("resources/")
    page.get_by_label("Words").fill("  SWEIGART  book")
    assert shown(page) == ["automate-the-boring-stuff"]
    page.get_by_label("Words").fill("“Al Sweigart’s” 'book'")
    assert shown(page) == ["automate-the-boring-stuff"]
    page.get_by_label("Words").fill("no such thing anywhere")
    assert shown(page) == []
    expect(page.get_by_role("status").first).to_contain_text("0 of")


@pytest.mark.parametrize("words", ["save", "done", "checked on", "also known as:", "instead:", "was:"])
def test_the_words_of_our_own_buttons_and_labels_are_not_looked_for(visit: Visit, words: str) -> None:
    page = visit.open("resources/")
    expect(page.locator(".rm-own").first).to_be_attached()
    page.get_by_label("Words").fill(words)
    data = [json.dumps(one.model_dump(mode="json"), ensure_ascii=False).casefold() for one in ALL]
    expected = [one.id for one, text in zip(ALL, data, strict=True) if all(word in text for word in words.split())]
    assert set(shown(page)) <= set(expected)
    assert len(shown(page)) < len(ALL) / 4


def test_the_row_that_the_address_leads_to_is_shown_whatever_the_filter_says(visit: Visit) -> None:
    page = visit.open("resources/?cost=paid#resource-cs50p")
    expect(page.locator("#resource-cs50p")).to_be_visible()
    page.evaluate("location.hash = 'resource-google-ml-crash-course'")
    expect(page.locator("#resource-google-ml-crash-course")).to_be_visible()
    expect(page.locator("#resource-cs50p")).to_be_hidden()


def test_lengths_are_ranges_and_an_unstated_one_is_in_none(visit: Visit) -> None:
    page = visit.open("resources/?length=10")
    assert shown(page) == [one.id for one in ALL if one.hours and 2 < one.hours <= 10]
    page.get_by_label("Length").select_option("none")
    assert shown(page) == [one.id for one in ALL if not one.hours]


def test_the_order_can_be_changed_and_changed_back(visit: Visit) -> None:
    page = visit.open("resources/?sort=length")
    hours = {one.id: one.hours or 1e9 for one in ALL}
    assert shown(page) == sorted((one.id for one in ALL), key=lambda id_: hours[id_])
    page.get_by_label("Order").select_option("")
    assert shown(page) == [one.id for one in ALL]


def test_a_resource_is_saved_on_any_page_and_listed(visit: Visit) -> None:
    page = visit.open("resources/?list=mine")
    expect(page.get_by_role("status").first).to_contain_text("Your list is empty")
    visit.open("stage-1/#resource-cs50p")
    save = page.locator('[data-save="resource:cs50p"]')
    save.click()
    expect(save).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status")).to_contain_text("Saved to your list")
    visit.open("resources/?list=mine")
    assert shown(page) == ["cs50p"]
    page.locator('[data-save="resource:cs50p"]').click()
    assert shown(page) == []


def test_without_scripts_the_whole_table_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}resources/?cost=paid")
    assert len(shown(page)) == len(ALL)
    expect(page.locator(".rm-own")).to_have_count(0)
    context.close()

"""Ticks and what a learner does with them: keep, take along, bring back, delete; and what can go wrong."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit
from tests.builders import committed

pytestmark = pytest.mark.browser


ROADMAP = committed()


def tick(page: Page, key: str) -> None:
    page.locator(f'input[data-tick="{key}"]').check()


def stored(page: Page) -> dict[str, dict[str, str]]:
    return json.loads(page.evaluate("localStorage.getItem('mlroadmap.progress') ?? '{}'"))


def test_milestones_lessons_and_resources_are_ticked_with_a_day_and_counted_everywhere(visit: Visit) -> None:
    page = visit.open("stage-2/")
    tick(page, "lesson:k-means")
    tick(page, "resource:google-ml-crash-course")
    tick(page, page.locator(".rm-checklist input").first.get_attribute("data-tick") or "")
    assert len(stored(page)["done"]) == 3
    taught = [one for one in ROADMAP.topics() if {row.lesson for row in one.taught_in} == {"k-means"}]
    assert taught
    expect(page.locator('[data-ticks="stage-2"] .rm-ticked')).to_have_text(str(2 + len(taught)))
    expect(page.locator('[data-ticks="2.2"] .rm-ticked')).to_have_text(str(1 + len(taught)))
    visit.open("stage-2/k-means/")
    expect(page.get_by_label("I have done this lesson")).to_be_checked()
    visit.open("")
    expect(page.locator("[data-here-before]")).to_contain_text(f"{2 + len(taught)} of ")
    visit.open("progress/")
    expect(page.locator('[data-ticks="all"] .rm-ticked')).to_have_text(str(2 + len(taught)))
    expect(page.locator("[data-progress-list] li")).to_have_count(3)


def test_a_topic_is_ticked_as_known_and_a_lesson_whose_topics_are_all_known_counts(visit: Visit) -> None:
    page = visit.open("stage-1/")
    topics = [one.id for one in ROADMAP.topics() if "python-environments" in {row.lesson for row in one.taught_in}]
    for number, topic in enumerate(topics, start=1):
        folded = page.locator("details:not([open])", has=page.locator(f"#topic-{topic}"))
        if folded.count():
            folded.locator("summary").first.click()
        tick(page, f"topic:{topic}")
        count = number + (number == len(topics))
        expect(page.locator('[data-ticks="1.1"] .rm-ticked').first).to_have_text(str(count))
    expect(page.get_by_role("status")).to_contain_text("Ticked: I know this: ")
    visit.open("map/")
    expect(page.locator('[data-node="python-environments"]')).to_have_attribute("data-state", "done")
    visit.open("progress/")
    titles = [one.title for one in ROADMAP.topics() if one.id == topics[0]]
    expect(page.locator("[data-progress-list]")).to_contain_text(titles[0])


def test_a_tick_is_announced_and_can_be_taken_back(visit: Visit) -> None:
    page = visit.open("stage-1/")
    box = page.locator(".rm-checklist input").first
    box.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_contain_text("Ticked: ")
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_contain_text("Tick taken back: ")
    assert stored(page)["done"] == {}


def test_what_is_said_and_asked_is_seen_wherever_one_has_scrolled(visit: Visit) -> None:
    page = visit.open("stage-1/")
    page.locator(".rm-checklist input").first.check()
    notice = page.locator(".rm-say p")
    expect(notice).to_be_in_viewport(ratio=1)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(notice).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Close").click()
    expect(notice).to_have_count(0)


def test_another_tab_follows(visit: Visit) -> None:
    page = visit.open("stage-1/")
    other = page.context.new_page()
    other.goto(f"{visit.address}stage-1/")
    page.locator(".rm-checklist input").first.check()
    expect(other.locator(".rm-checklist input").first).to_be_checked()
    expect(other.locator('[data-ticks="stage-1"] .rm-ticked')).to_have_text("1")


def test_ticks_of_the_first_version_are_carried_over(visit: Visit) -> None:
    page = visit.begin()
    page.evaluate("""localStorage.setItem("mlroadmap.ticks", '{"milestone:s1-clean-table": "2026-05-01"}')""")
    visit.open("stage-1/")
    expect(page.locator('input[data-tick="milestone:s1-clean-table"]')).to_be_checked()
    tick(page, "milestone:s1-check-gradient")
    assert stored(page)["done"]["milestone:s1-clean-table"] == "2026-05-01"
    assert page.evaluate("localStorage.getItem('mlroadmap.ticks')") is None


def test_progress_is_exported_and_imported_in_another_browser(visit: Visit, browser: Browser) -> None:
    page = visit.open("stage-1/")
    tick(page, "milestone:s1-clean-table")
    visit.open("progress/")
    with page.expect_download() as started:
        page.get_by_role("button", name="Export as a file").click()
    assert started.value.suggested_filename.startswith("ml-roadmap-progress-")
    file = started.value.path()
    context = browser.new_context()
    other = context.new_page()
    other.goto(f"{visit.address}stage-1/")
    tick(other, "milestone:s1-check-gradient")
    other.goto(f"{visit.address}progress/")
    other.locator("input[type=file]").set_input_files(file)
    expect(other.get_by_role("status")).to_contain_text("1 entry added")
    assert set(stored(other)["done"]) == {"milestone:s1-clean-table", "milestone:s1-check-gradient"}
    expect(other.locator('[data-ticks="stage-1"] .rm-ticked')).to_have_text("2")
    context.close()


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "not JSON"), ('{"name": "x"}', "not made by this site"), ('{"version": 9, "done": {}}', "newer version")],
)
def test_a_file_that_cannot_be_read_changes_nothing(visit: Visit, tmp_path: Path, text: str, said: str) -> None:
    page = visit.open("stage-1/")
    tick(page, "milestone:s1-clean-table")
    before = page.evaluate("localStorage.getItem('mlroadmap.progress')")
    visit.open("progress/")
    (tmp_path / "theirs.json").write_text(text)
    page.locator("input[type=file]").set_input_files(tmp_path / "theirs.json")
    expect(page.get_by_role("status")).to_contain_text(said)
    expect(page.get_by_role("status")).to_contain_text("Nothing was changed")
    assert page.evaluate("localStorage.getItem('mlroadmap.progress')") == before


def test_deleting_asks_first(visit: Visit) -> None:
    page = visit.open("stage-1/")
    tick(page, "milestone:s1-clean-table")
    visit.open("progress/")
    page.get_by_role("button", name="Delete my progress").click()
    expect(page.get_by_role("dialog", name="Delete all of your progress")).to_be_visible()
    expect(page.get_by_role("button", name="Keep it")).to_be_focused()
    page.keyboard.press("Enter")
    assert len(stored(page)["done"]) == 1
    page.get_by_role("button", name="Delete my progress").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_role("status")).to_contain_text("deleted")
    assert stored(page)["done"] == {}


def test_damaged_storage_is_set_aside_and_said(visit: Visit) -> None:
    page = visit.begin()
    page.evaluate("localStorage.setItem('mlroadmap.progress', '[not json')")
    visit.open("stage-1/")
    expect(page.get_by_role("status")).to_contain_text("could not be read")
    assert page.evaluate("localStorage.getItem('mlroadmap.damaged')") == "[not json"
    page.locator(".rm-checklist input").first.check()
    assert len(stored(page)["done"]) == 1


@pytest.mark.parametrize("fault", ["full", "blocked"])
def test_storage_that_is_full_or_blocked_gives_a_notice_and_the_tick_holds(visit: Visit, fault: str) -> None:
    script = (
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
        if fault == "full"
        else "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('x', 'SecurityError'); }})"
    )
    visit.page.add_init_script(script)
    page = visit.open("stage-1/")
    page.locator(".rm-checklist input").nth(0).check()
    page.locator(".rm-checklist input").nth(1).check()
    expect(page.get_by_role("status")).to_contain_text("does not keep your progress")
    expect(page.locator('[data-ticks="stage-1"] .rm-ticked')).to_have_text("2")


def test_the_page_says_without_scripts_that_it_needs_them(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}progress/")
    expect(page.locator("[data-progress-tools]")).to_contain_text("JavaScript")
    expect(page.locator(".rm-progress progress").first).to_be_hidden()
    context.close()

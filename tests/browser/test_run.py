"""Lessons that run in the page: a real Python in a real browser, all other hosts refused, under a strict policy."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from mlroadmap.lessons.runtime import load_runtime
from roadmap_lessons.serve import serving
from tests.browser.conftest import policy
from tests.built_site import ROOT, built_site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(load_runtime(ROOT) is None, reason="`make runtime` has not run; `make test` runs it"),
]

LESSON = "stage-1/python-basics/"
SECONDS = 120_000


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page of a lesson for all tests, served with the policy; complaints and strangers fail them."""
    with serving(built_site(), {"Content-Security-Policy": policy()}) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
        found: list[str] = []

        def refuse(route: Route) -> None:
            found.append(route.request.url)
            route.abort()

        context.route(lambda url: not url.startswith(address), refuse)
        page = context.new_page()
        page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
        page.goto(address + LESSON)
        yield page
        context.close()
        assert [one for one in found if not one.startswith(("blob:", "data:"))] == []


def cell(page: Page, place: int = 1) -> Locator:
    return page.locator(".rm-cell").nth(place)


def note(page: Page) -> Locator:
    return cell(page).locator(".rm-note")


def write(page: Page, code: str) -> None:
    """Put code into the editor of the cell."""
    edit = cell(page).get_by_role("button", name="Edit")
    if edit.count():
        edit.click()
    cell(page).get_by_role("textbox").fill(code)


def run(page: Page) -> None:
    cell(page).locator(".rm-run").click()


def test_the_button_names_the_megabytes_and_the_run_gives_what_our_run_gave(page: Page) -> None:
    expect(cell(page).locator(".rm-run")).to_have_text("Run cell 2 · 6 MB once")
    run(page)
    expect(note(page)).to_have_text("Ran here: the same as our run", timeout=SECONDS)
    expect(cell(page).locator(".rm-run")).to_have_text("Run cell 2")


def test_changed_code_runs_and_reset_brings_the_committed_text_and_output_back(page: Page) -> None:
    write(page, "print('written ' + 'here')")
    expect(cell(page).locator(".rm-edited")).to_be_visible()
    run(page)
    expect(cell(page).locator(".rm-here")).to_have_text("written here", timeout=SECONDS)
    cell(page).get_by_role("button", name="reset").click()
    expect(cell(page).locator(".rm-here")).to_be_hidden()
    expect(cell(page).locator(".rm-ours")).to_be_visible()
    expect(cell(page).locator(".rm-edited")).to_be_hidden()


def test_an_error_shows_the_learners_line_and_what_it_means(page: Page) -> None:
    write(page, "price = 3\nprint(pricee)")
    run(page)
    expect(cell(page).locator(".rm-traceback")).to_contain_text("print(pricee)", timeout=SECONDS)
    expect(cell(page).locator(".rm-traceback")).not_to_contain_text("mlroadmap_page")
    root = page.url.removesuffix(LESSON)
    expect(cell(page).locator(".rm-help a")).to_have_attribute("href", f"{root}glossary/#variable")


def test_a_line_that_is_no_python_is_shown_without_a_trace_of_what_read_it(page: Page) -> None:
    write(page, "print('open'")
    run(page)
    shown = "  File \"cell 2\", line 1\n    print('open'\n         ^\nSyntaxError: '(' was never closed"
    expect(cell(page).locator(".rm-traceback")).to_have_text(shown, timeout=SECONDS)
    assert cell(page).locator(".rm-traceback").inner_text().rstrip() == shown


def test_a_flood_of_output_is_cut_and_said(page: Page) -> None:
    write(page, "for i in range(1_000_000):\n    print('x' * 100)")
    run(page)
    expect(cell(page).locator(".rm-here")).to_contain_text("characters more, which are not shown", timeout=SECONDS)
    assert len(cell(page).locator(".rm-here").inner_text()) < 120_000


def test_stop_ends_an_endless_loop_and_the_next_run_works(page: Page) -> None:
    write(page, "while True:\n    pass")
    run(page)
    expect(note(page)).to_have_text("Running", timeout=SECONDS)
    expect(cell(page).locator(".rm-run")).to_have_text("Stop")
    run(page)
    expect(note(page)).to_contain_text("Stopped")
    write(page, "print(6 * 7)")
    run(page)
    expect(cell(page).locator(".rm-here")).to_have_text("42", timeout=SECONDS)


def test_full_memory_is_an_error_and_the_next_run_works(page: Page) -> None:
    write(page, "kept = []\nwhile True:\n    kept.append(bytearray(50_000_000))")
    run(page)
    expect(cell(page).locator(".rm-traceback")).to_contain_text("MemoryError", timeout=SECONDS)
    write(page, "print('room again')")
    run(page)
    expect(cell(page).locator(".rm-here")).to_have_text("room again", timeout=SECONDS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_editor_open(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    write(page, "print(1)  # one")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []


def test_without_javascript_the_page_is_whole_and_has_no_buttons(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + LESSON)
    assert page.locator(".rm-run").count() == 0
    expect(cell(page).locator(".highlight")).to_be_visible()
    expect(cell(page).locator(".rm-output").first).to_be_visible()
    expect(cell(page).locator(".rm-seam")).to_be_hidden()
    context.close()

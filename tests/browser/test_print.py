"""What comes out of a printer."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_a_stage_prints_as_a_checklist(visit: Visit) -> None:
    page = visit.open("stage-1/")
    page.locator('[data-tick="lesson:python-basics"]').check()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for shown in (
        ".rm-topics strong",
        ".rm-lessons strong",
        ".rm-resources tbody th a",
        ".rm-projects .rm-card-title",
        ".rm-checklist li",
    ):
        expect(page.locator(shown).first).to_be_visible()
    for hidden in (
        ".rm-why",
        ".rm-note",
        ".rm-resources td",
        ".rm-own",
        ".md-sidebar--primary",
        ".md-header",
        "#why-this-stage",
    ):
        expect(page.locator(hidden).first).to_be_hidden()
    boxes = page.locator(".rm-lessons > li").evaluate_all(
        "all => all.map((one) => getComputedStyle(one, '::before').content)"
    )
    assert boxes[0].startswith('"☑')
    assert boxes[1].startswith('"☐')


def test_a_printed_stage_takes_a_few_pages_and_not_dozens(visit: Visit) -> None:
    page = visit.open("stage-2/")
    page.wait_for_load_state("networkidle")
    assert page.pdf(format="A4").count(b"/Type /Page\n") <= 6


def test_the_printed_progress_page_says_that_it_is_self_assessed(visit: Visit) -> None:
    page = visit.open("progress/")
    page.emulate_media(media="print")
    expect(page.get_by_text("This page is self-assessed")).to_be_visible()
    expect(page.get_by_role("button", name="Export as a file")).to_be_hidden()

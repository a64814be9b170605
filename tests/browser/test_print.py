"""What comes out of a printer."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_a_stage_prints_as_a_checklist(visit: Visit) -> None:
    page = visit.open("stage-1/")
    page.locator('[data-tick="lesson:first-lines"]').check()
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


WHITE, DARKEST = "rgb(255, 255, 255)", 0.35
LUMINANCE = """([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, place) => sum + v * [0.2126, 0.7152, 0.0722][place], 0)"""


@pytest.mark.parametrize("path", ["", "stage-1/", "stage-2/linear-regression/", "map/", "plan/", "placement/stage-1/"])
def test_paper_is_white_with_dark_text_whatever_the_screen_was(browser: Browser, address: str, path: str) -> None:
    found = {}
    for scheme in ("light", "dark"):
        # without motion, since colours that are still changing are no colours of the paper
        context = browser.new_context(color_scheme=scheme, service_workers="block", reduced_motion="reduce")
        page = context.new_page()
        page.goto(address + path)
        page.emulate_media(media="print", color_scheme=scheme, reduced_motion="reduce")
        assert page.evaluate("getComputedStyle(document.body).colorScheme") == "light"
        found[scheme] = page.evaluate(
            """(luminance) => {
                const bright = eval(luminance), texts = [], numbers = /[\\d.]+/g;
                const parts = "h1, h2, h3, p, li, td, th, label, code, summary";
                for (const one of document.querySelectorAll(`article :is(${parts})`)) {
                    if (!one.checkVisibility() || !one.textContent.trim()) continue;
                    const colour = getComputedStyle(one).color.match(numbers).slice(0, 3).map(Number);
                    texts.push([one.tagName, bright(colour).toFixed(3)]);
                }
                return [getComputedStyle(document.body).backgroundColor, texts];
            }""",
            LUMINANCE,
        )
        context.close()
    for ground, texts in found.values():
        assert ground == WHITE and texts
        assert max(float(brightness) for _, brightness in texts) < DARKEST


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_shows_the_figures_that_are_drawn_for_white(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, service_workers="block")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}stage-2/k-means/")
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    expect(page.locator("img.rm-figure--light").first).to_be_visible()
    expect(page.locator("img.rm-figure--dark").first).to_be_hidden()
    context.close()


def test_a_placement_test_prints_as_questions_without_answers(visit: Visit) -> None:
    page = visit.open("placement/stage-1/")
    page.locator(".rm-questions button").first.wait_for()
    page.emulate_media(media="print")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")  # as the theme does
    expect(page.locator(".rm-questions legend").first).to_be_visible()
    expect(page.locator(".rm-questions label").first).to_be_visible()
    for hidden in page.locator(".rm-questions :is(details, .md-button, .rm-said)").all():
        expect(hidden).to_be_hidden()


def test_a_lesson_prints_without_hints_and_solutions(visit: Visit) -> None:
    page = visit.open("stage-2/k-means/")
    page.emulate_media(media="print")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert page.locator(".rm-turn details.tip").count() >= 2
    for hidden in page.locator(
        ".rm-turn:not(.rm-predict) details, #exercises ~ details:not(.rm-more), .rm-questions details"
    ).all():
        expect(hidden).to_be_hidden()


def test_a_plan_prints_without_its_form(visit: Visit) -> None:
    page = visit.open("plan/")
    page.locator(".rm-weeks > li").first.wait_for()
    page.emulate_media(media="print")
    expect(page.locator(".rm-plan-summary")).to_be_visible()
    expect(page.locator(".rm-weeks > li").first).to_be_visible()
    expect(page.locator(".rm-plan details .rm-weeks > li").last).to_be_visible()  # what is folded on the screen, too
    expect(page.locator("form.rm-planner")).to_be_hidden()


def test_the_map_prints_whole_on_one_page(visit: Visit) -> None:
    page = visit.open("map/")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    box = page.locator(".rm-graph svg").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 700 and box["height"] <= 900
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.pdf(format="A4").count(b"/Type /Page\n") <= 5


def test_a_teacher_prints_a_stage_and_a_test_from_a_dark_screen(browser: Browser, address: str) -> None:
    """The journey: home, a stage, its check-list on paper; then the placement test, without answers."""
    context = browser.new_context(color_scheme="dark", service_workers="block")
    page = context.new_page()
    page.goto(address)
    page.locator(".rm-stages a").first.click()
    page.wait_for_load_state("networkidle")
    assert 2 <= page.pdf(format="A4").count(b"/Type /Page\n") <= 5
    page.goto(f"{address}placement/stage-1/")
    page.wait_for_load_state("networkidle")
    assert page.pdf(format="A4").count(b"/Type /Page\n") <= 9
    context.close()

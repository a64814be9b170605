"""How pages look: how tall and how wide they are, where the first sentence stands, what tells things apart."""

import gzip
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from mlroadmap.data.index import Index
from mlroadmap.data.model import LessonStatus
from tests.browser.conftest import Visit
from tests.builders import committed
from tests.built_site import built_site

pytestmark = pytest.mark.browser

ROADMAP = committed()
LESSONS = [one for one in ROADMAP.lessons() if one.status is LessonStatus.written]
PATHS = [f"{Index(ROADMAP).stage_of(one.id).id}/{one.id}/" for one in LESSONS]
TALLEST_STAGE = 6000
"""Pixels at a width of 1280, with everything folded that begins folded."""
TALLEST_ROW = 250
MOST_STYLE = 28_000
"""Bytes of all style sheets, the theme's among them, compressed one by one, as a server sends them. No page asks for
all: home and the stages ask for the first part alone, and two parts are compressed 1.5 kB worse than one."""


def at(browser: Browser, width: int, height: int = 844, **options: object) -> Page:
    context = browser.new_context(viewport={"width": width, "height": height}, service_workers="block", **options)  # type: ignore[arg-type]
    return context.new_page()


@pytest.mark.parametrize("stage", ROADMAP.stages, ids=lambda one: one.id)
def test_a_stage_is_no_taller_than_promised_and_nothing_of_it_is_lost(browser: Browser, address: str, stage) -> None:  # type: ignore[no-untyped-def]
    page = at(browser, 1280, 900)
    page.goto(f"{address}{stage.id}/")
    assert page.evaluate("document.documentElement.scrollHeight") < TALLEST_STAGE
    kinds = {"topic": "topics", "lesson": "lessons", "resource": "resources", "project": "projects"}
    for section in stage.sections:
        for kind, rows in kinds.items():
            for one in getattr(section, rows):
                assert page.locator(f"#{kind}-{one.id}").count() == 1
    assert page.locator(".rm-checklist input").count() == len(stage.milestone.items)
    page.context.close()


def test_a_resource_row_gives_the_reason_most_of_the_width_and_stays_low_at_every_width(
    browser: Browser, address: str
) -> None:
    for width, path in [
        (390, "stage-2/"),
        (768, "stage-2/"),
        (1280, "stage-2/"),
        (1440, "stage-2/"),
        (1280, "resources/"),
    ]:
        page = at(browser, width)
        page.goto(address + path)
        page.evaluate("for (const fold of document.querySelectorAll('details.rm-more')) fold.open = true")
        rows = page.locator("table.rm-resources tbody tr").evaluate_all(
            "rows => rows.map(row => [row.clientHeight, row.querySelector('.rm-reason').clientWidth / row.clientWidth])"
        )
        assert len(rows) >= sum(len(section.resources) for section in ROADMAP.stages[1].sections)
        if width >= 1280:
            assert max(height for height, _ in rows) < TALLEST_ROW
        assert min(share for _, share in rows) > 0.5
        page.context.close()


def test_screen_readers_meet_a_table_whose_rows_are_laid_out_all_the_same(visit: Visit) -> None:
    page = visit.open("stage-2/")
    table = page.get_by_role("table", name="Resources for 2.1")
    expect(table).to_have_count(1)
    expect(table.get_by_role("columnheader")).to_have_count(6)
    expect(table.get_by_role("rowheader")).to_have_count(1)
    expect(table.get_by_role("cell")).to_have_count(5)


def test_a_folded_resource_opens_for_its_address(visit: Visit) -> None:
    row = ROADMAP.stages[1].sections[1].resources[-1].id
    page = visit.open(f"stage-2/#resource-{row}")
    expect(page.locator(f"#resource-{row} a").first).to_be_in_viewport()
    page.evaluate("location.hash = '#topic-logistic-regression'")
    other = ROADMAP.stages[1].sections[0].topics[0].id
    page.evaluate(f"location.hash = '#topic-{other}'")
    expect(page.locator(f"#topic-{other}")).to_be_in_viewport()


@pytest.mark.parametrize("path", PATHS)
def test_on_a_phone_a_lesson_says_what_it_is_and_begins_on_the_first_screen_and_no_code_is_pushed(
    browser: Browser, address: str, path: str
) -> None:
    page = at(browser, 390)
    page.goto(address + path)
    first = page.locator("article > h2 ~ p").first.bounding_box()
    lead = page.locator(".rm-lead").bounding_box()
    assert lead and first and lead["y"] < first["y"] and first["y"] + 24 < 844
    pushed = page.locator(".highlight pre > code").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length"
    )
    assert pushed == 0
    page.context.close()


def test_seventy_two_signs_of_code_fit_on_a_line_at_1280(browser: Browser, address: str) -> None:
    page = at(browser, 1280)
    page.goto(f"{address}stage-2/linear-regression/")
    line = page.locator(".highlight .rm-l").first
    line.evaluate("line => { line.textContent = 'x'.repeat(72); line.style.setProperty('--i', 0); }")
    one = line.evaluate("line => line.clientHeight")
    line.evaluate("line => { line.textContent = 'x'; }")
    assert one == line.evaluate("line => line.clientHeight")
    page.context.close()


def test_a_line_of_code_that_goes_on_stands_further_in_and_is_copied_as_one_line(
    browser: Browser, address: str
) -> None:
    page = at(browser, 390)
    page.goto(f"{address}stage-2/linear-regression/")
    lines = page.locator(".highlight .rm-l").evaluate_all(
        """all => all.map(one => {
            const range = document.createRange();
            range.selectNodeContents(one);
            const starts = [...new Map([...range.getClientRects()].map(box => [Math.round(box.top), box.left]))];
            return [one.textContent, starts.map(([, left]) => left)];
        })"""
    )
    wrapped = [(text, starts) for text, starts in lines if len(starts) > 1 and text.strip()]
    assert wrapped
    for text, _ in wrapped:
        assert "\n" not in text.removesuffix("\n")


@pytest.mark.parametrize("path", ["stage-2/k-means/", "placement/stage-1/", "plan/"])
def test_a_legend_stands_inside_its_frame_however_long_it_is(visit: Visit, path: str) -> None:
    page = visit.open(path)
    page.locator("fieldset legend").first.wait_for(state="attached")
    page.evaluate(
        "for (const one of document.querySelectorAll('legend')) one.append(' and a long word more'.repeat(12))"
    )
    gaps = page.locator("fieldset:not(.rm-predict fieldset):has(> legend)").evaluate_all(
        """all => all.filter(one => one.checkVisibility()).map(one => {
            const frame = one.getBoundingClientRect(), text = one.querySelector('legend').getBoundingClientRect();
            return [text.top - frame.top, frame.right - text.right, text.height];
        })"""
    )
    assert gaps
    for above, beside, height in gaps:
        assert above >= 3 and beside >= 0 and height > 30


def test_planned_lessons_look_different_on_the_map_and_stages_have_colours(visit: Visit) -> None:
    page = visit.open("map/")
    page.locator('.rm-graph [data-node="versioning"]').evaluate("one => one.classList.add('rm-planned')")
    looks = page.locator(".rm-graph [data-node]").evaluate_all(
        """all => all.map(one => {
            const style = getComputedStyle(one.querySelector('rect'));
            return [one.dataset.node, style.strokeDasharray, style.fill, style.stroke];
        })"""
    )
    status = {one.id: one.status for one in ROADMAP.lessons()}
    colours: dict[int, set[str]] = {}
    for id_, dashes, fill, stroke in looks:
        planned = status[id_] is LessonStatus.planned or id_ == "versioning"  # all of them may be written
        assert (dashes != "none") == planned
        colours.setdefault(Index(ROADMAP).stage_of(id_).number, set()).add(stroke)
        assert planned == (fill == page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert all(len(found) == 1 for found in colours.values())
    assert len(set.union(*colours.values())) == len(ROADMAP.stages)


def test_headings_are_named_without_the_sign_beside_them(visit: Visit) -> None:
    for path in ("", "stage-1/", "stage-2/k-means/", "how-to-use/"):
        page = visit.open(path)
        names = page.get_by_role("heading").all_inner_texts()
        assert names
        assert "¶" not in page.locator("article").aria_snapshot()


def test_ticks_fill_the_road_and_lead_on(visit: Visit) -> None:
    page = visit.open("")
    expect(page.locator("[data-go-on]")).to_have_text("Begin with lesson 1")
    expect(page.locator(".rm-road .rm-on")).to_have_count(0)
    visit.open("stage-1/")
    expect(page.locator("#lesson-first-lines")).to_have_class(re.compile("rm-next"))
    page.locator('[data-tick="lesson:first-lines"]').check()
    expect(page.locator("#lesson-python-basics")).to_have_class(re.compile("rm-next"))
    expect(page.locator("[data-go-on]")).to_have_text("Go on: Variables, loops, functions")
    visit.open("")
    expect(page.locator(".rm-road .rm-on")).to_have_count(1)
    page.get_by_role("link", name="Go on: Variables, loops, functions").click()
    expect(page.locator("h1")).to_contain_text("Variables, loops, functions")


def test_the_road_beside_a_lesson_fills_with_what_is_done(browser: Browser, address: str) -> None:
    page = at(browser, 1280, 900)
    page.goto(f"{address}stage-2/k-means/")
    stop = page.locator(".md-nav--secondary > .md-nav__list > .md-nav__item", has_text="Where next").last
    expect(stop).to_have_attribute("data-asks", "")
    assert stop.get_attribute("data-done") is None
    page.get_by_label("I have done this lesson").check()
    expect(stop).to_have_attribute("data-done", "")
    page.context.close()


def test_the_colours_that_were_chosen_do_not_wait_for_the_scripts_of_the_theme(browser: Browser, address: str) -> None:
    page = at(browser, 1280, color_scheme="light")
    page.goto(address)
    page.locator("label[for=__palette_1]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.evaluate(
        """localStorage.setItem(Object.keys(localStorage).find(one => one.endsWith("__palette")), "nonsense")"""
    )
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.context.close()


@pytest.mark.parametrize(
    "stored", ['"nonsense"', "5", "[]", "null", '{"index": 0.5}', '{"index": 9, "color": 5}', '{"color": {}}']
)
def test_stored_colours_that_are_none_break_no_page(browser: Browser, address: str, stored: str) -> None:
    page = at(browser, 1280, color_scheme="light")
    page.goto(address)
    page.locator("label[for=__palette_1]").click()
    page.evaluate(
        "(text) => localStorage.setItem(Object.keys(localStorage).find((one) => one.endsWith('__palette')), text)",
        stored,
    )
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{address}glossary/")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.locator("label[for=__palette_1]").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    assert wrong == []
    page.context.close()


def test_colours_follow_the_system_until_the_reader_chooses(browser: Browser, address: str) -> None:
    page = at(browser, 1280, color_scheme="light")
    page.goto(address)
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    page.goto(f"{address}glossary/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.endsWith('__palette'))") == []
    page.locator("label[for=__palette_0]").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.goto(f"{address}glossary/")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.context.close()


def test_dark_pages_of_a_first_visit_do_not_wait_for_the_scripts_of_the_theme(browser: Browser, address: str) -> None:
    page = at(browser, 1280, color_scheme="dark")
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.goto(address)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.context.close()


def test_style_sheets_stay_light() -> None:
    sheets = sorted((built_site() / "stylesheets").glob("*.css"))
    sizes = {path.name: len(gzip.compress(path.read_bytes(), mtime=0)) for path in sheets}
    assert sum(sizes.values()) <= MOST_STYLE, sizes

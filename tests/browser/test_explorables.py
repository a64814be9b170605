"""What can be moved in a page: a guess first, then sliders, handles, keys, spoken states, goals and the address."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from mlroadmap.data.explorables import load_explorables
from tests.browser.conftest import Visit, faults
from tests.builders import DOCS, ROOT
from tests.explorables_in_python import GOALS, NUMBERS

ROWS = load_explorables(DOCS / "_data/explorables.yml", name="explorables.yml")
MARKER = re.compile(r"<!-- roadmap:explorable ([a-z0-9-]+) -->")
PAGES = {
    id_: path.relative_to(DOCS).as_posix().removesuffix(".md").replace("index", "")
    for path in sorted(DOCS.glob("**/*.md"), reverse=True)
    for id_ in MARKER.findall(path.read_text("utf-8"))
    if "contributing" not in path.parts
}
MOST = 10_000
"""Bytes of an explorable's own module."""
PHONE = pytest.mark.parametrize("visit", [(390, 844)], ids=["phone"], indirect=True)
"""Where the width makes no difference, one is enough."""


def opened(visit: Visit, id_: str, query: str = "") -> Locator:
    path = PAGES[id_]
    visit.open(f"{path}{'/' if path and not path.endswith('/') else ''}{query}")
    section = visit.page.locator(f"#explorable-{id_}")
    section.scroll_into_view_if_needed()
    expect(section.locator(".rm-guesses button").first).to_be_visible()
    return section


def guess(section: Locator) -> None:
    section.locator(".rm-guesses button").first.click()
    expect(section.locator(".rm-explore-panes")).to_be_visible()


def kept(page: Page) -> dict[str, Any]:
    work: dict[str, Any] = json.loads(page.evaluate("localStorage.getItem('mlroadmap.progress')"))["work"]
    return work


def test_every_row_is_shown_on_a_page_and_has_a_module_of_its_own_that_is_light() -> None:
    modules = {path.stem: path for path in (DOCS / "javascripts/explorables").glob("*.js")}
    assert set(ROWS) == set(PAGES) == set(modules) - {"drawing", "grip", "mount"} == set(NUMBERS)
    assert [name for name, path in modules.items() if path.stat().st_size > MOST] == []


@pytest.mark.parametrize("id_", sorted(ROWS))
def test_its_numbers_are_those_of_python(nowhere: Page, address: str, id_: str) -> None:
    for function, arguments, expected in NUMBERS[id_]:
        got = nowhere.evaluate(
            "async ([path, name, words]) => (await import(path))[name](...words)",
            [f"{address}javascripts/explorables/{id_}.js", function, arguments],
        )
        if isinstance(expected, dict):
            got = {key: got[key] for key in expected}
        assert got == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("id_", sorted(ROWS))
def test_every_goal_can_be_met(nowhere: Page, address: str, id_: str) -> None:
    met = nowhere.evaluate(
        """async ([folder, id, addresses]) => {
            const { default: what } = await import(`${folder}${id}.js`);
            const { fromAddress } = await import(`${folder}mount.js`);
            const after = (address) => {
                const states = [fromAddress(what, address)];
                for (let press = 0; press < 3; press++)
                    for (const action of what.actions ?? [])
                        states.push({ ...states.at(-1), ...action.act(states.at(-1)) });
                return states.map((state) => what.reached(state));
            };
            const start = what.reached(what.start);
            return addresses.map((address, n) => !start[n] && after(address).some((reached) => reached[n]));
        }""",
        [f"{address}javascripts/explorables/", id_, GOALS[id_]],
    )
    assert met == [True] * len(ROWS[id_].goals)


@pytest.mark.parametrize("visit", [(390, 844, "dark")], ids=["dark phone"], indirect=True)
@pytest.mark.parametrize("id_", sorted(ROWS))
def test_it_is_guessed_then_moved_by_keys_and_finger_then_found_again(visit: Visit, id_: str) -> None:
    """On a phone in the dark, and found again on a desktop in the light: what both have in common is tried once."""
    section = opened(visit, id_)
    nothing_moves_before_the_guess_which_is_kept_with_its_reason(visit, section, id_)
    every_control_is_named_reached_by_keys_and_its_state_is_spoken(visit, section, id_)
    assert faults(visit.page, f"#explorable-{id_}") == []
    if (handle := section.locator("[role=slider]").first).count():
        it_follows_a_finger(visit, handle)
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    visit.page.locator("[data-md-component=palette] label:not([hidden])").click()
    visit.page.reload()
    section.scroll_into_view_if_needed()
    expect(section.locator(".rm-explore-panes")).to_be_visible()
    assert "Your guess" in section.inner_text()
    assert visit.page.locator("body").get_attribute("data-md-color-scheme") == "default"
    assert faults(visit.page, f"#explorable-{id_}") == []
    every_control_is_named_reached_by_keys_and_its_state_is_spoken(visit, section, id_)


def nothing_moves_before_the_guess_which_is_kept_with_its_reason(visit: Visit, section: Locator, id_: str) -> None:
    assert section.locator("input[type=range], [role=slider]").count() == 0
    text = section.locator(".rm-guesses button").first.inner_text()
    guess(section)
    assert text in section.locator(".rm-explore-why").inner_text()
    assert section.locator("[data-verdict]").inner_text().startswith(("Right.", "Wrong."))
    assert kept(visit.page)[f"guess:{id_}"]["text"] == text


def every_control_is_named_reached_by_keys_and_its_state_is_spoken(visit: Visit, section: Locator, id_: str) -> None:
    controls = section.locator("input[type=range], [role=slider]")
    assert controls.count() > 0
    for control in controls.all():
        control.focus()
        before = control.get_attribute("aria-valuetext")
        visit.page.keyboard.press("ArrowRight")
        if control.get_attribute("aria-valuetext") == before:  # it stood at its end
            visit.page.keyboard.press("ArrowLeft")
        assert control.get_attribute("aria-valuetext") != before
    expect(section.locator("[role=status]").last).to_have_text(re.compile(r".{20}"))
    assert f"{id_}=" in visit.page.url


def it_follows_a_finger(visit: Visit, handle: Locator) -> None:
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = handle.get_attribute("transform")
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    visit.page.mouse.move(x - 40, y + 30, steps=4)
    visit.page.mouse.up()
    assert handle.get_attribute("transform") != before


@PHONE
@pytest.mark.parametrize("text", ["x", "1e999_NaN", "-5_99_7_8", "", "%00", "0.1_3_4_5_6_7_8_9_10"])
def test_an_address_with_nonsense_opens_within_the_bounds(visit: Visit, text: str) -> None:
    section = opened(visit, "descent", f"?descent={text}")
    guess(section)
    for control in section.locator("[role=slider]").all():
        low, now, high = (float(control.get_attribute(f"aria-value{part}") or "nan") for part in ("min", "now", "max"))
        assert low <= now <= high


@PHONE
def test_an_address_opens_the_state_that_it_names(visit: Visit) -> None:
    section = opened(visit, "descent", "?descent=0.9_2")
    guess(section)
    assert "Rate 0.90, from 2" in section.inner_text()


@PHONE
def test_goals_are_ticked_when_they_are_met_and_all_of_them_are_kept(visit: Visit) -> None:
    section = opened(visit, "descent", "?descent=0.45_3")
    guess(section)
    for presses in (1, 10, 1):  # to 0.50, 1.00 and 1.05
        for _ in range(presses):
            visit.page.keyboard.press("ArrowRight")
    assert section.locator(".rm-goals .rm-found").count() == 3
    assert kept(visit.page)["explorable:descent"]["right"] is True
    expect(section.locator("[role=status]").last).to_have_text(re.compile("Found: a walk that runs away"))


def test_without_scripts_the_question_a_still_figure_and_the_answer_are_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for id_, path in PAGES.items():
        page.goto(f"{address}{path}{'/' if path and not path.endswith('/') else ''}")
        section = page.locator(f"#explorable-{id_}")
        assert section.locator("[role=img] svg").count() >= 1
        assert section.locator("[role=img]").get_attribute("aria-label") == ROWS[id_].alt
        section.locator("summary").click()
        assert section.locator("details li").count() == len(ROWS[id_].guesses)
    context.close()


def test_the_still_figures_are_what_the_modules_draw() -> None:
    from tests.builders import script

    drawn = script("draw_explorables").drawn()
    folder = ROOT / "hooks/mlroadmap/pages/explorables"
    assert {path.stem: path.read_text("utf-8") for path in folder.glob("*.svg")} == drawn

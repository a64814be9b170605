"""The learner's state: what is read of it, what is refused, how two become one, and what is never lost."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MODULE_AT, Call, Visit
from tests.built_site import ROOT

pytestmark = pytest.mark.browser

STATE: dict[str, Any] = {
    "version": 3,
    "done": {"milestone:s1-clean-table": "2026-11-01", "lesson:k-means": "2026-11-20"},
    "saved": {"resource:cs50p": "2026-11-02"},
    "answers": {"question:km-income-age": {"on": "2026-11-03", "right": True, "step": 1}},
    "work": {"exercise:k-means.2": {"on": "2026-11-03", "text": "x = 1\n", "right": True}},
}
DAY = "2026-11-29"


def promised(module: str, name: str) -> int:
    """The value of a constant of a script."""
    text = (ROOT / "docs/javascripts" / module).read_text("utf-8")
    return int(re.search(rf"const {name} = ([\d_]+);", text)[1].replace("_", ""))  # type: ignore[index]


MOST, MOST_TEXT, MOST_BYTES = 20_000, 20_000, 5_000_000
TICKS = 20


def text_of(**parts: Any) -> str:
    return json.dumps({"version": 3, "done": {}} | parts)


def test_the_promised_limits_are_those_that_are_tried_here() -> None:
    assert promised("progress.js", "MOST") == MOST
    assert promised("progress.js", "MOST_TEXT") == MOST_TEXT
    assert promised("progress-page.js", "MOST_BYTES") == MOST_BYTES
    assert promised("keeping.js", "TICKS") == TICKS


# Reading -------------------------------------------------------------------------------------------------------------


def test_what_is_exported_is_what_is_read(call: Call) -> None:
    reading = call("progress.js", "parse", call("progress.js", "format", STATE), DAY)
    assert reading == {"state": STATE, "damaged": [], "redated": []}


def test_files_of_earlier_versions_are_read(call: Call) -> None:
    first = call("progress.js", "parse", '{"milestone:s1-clean-table": "2026-11-01"}', DAY)["state"]
    nothing = {"saved": {}, "answers": {}, "work": {}}
    assert first == {"version": 3, "done": {"milestone:s1-clean-table": "2026-11-01"}} | nothing
    assert call("progress.js", "parse", "{}", DAY)["state"]["done"] == {}
    second = {part: STATE[part] for part in ("done", "saved", "answers")}
    assert call("progress.js", "parse", json.dumps({"version": 2} | second), DAY)["state"] == STATE | {"work": {}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON"),
        ('{"version": 2, "done": {"mile', "not JSON"),
        ("[1, 2]", "holds no progress"),
        ('"text"', "holds no progress"),
        ("null", "holds no progress"),
        ('{"name": "package", "dependencies": {}}', "not made by this site"),
        ('{"xml:lang": "en", "a": 1}', "not made by this site"),
        ('{"version": "2.0.0", "name": "package"}', "not made by this site"),
        ('{"version": "4", "done": {}}', "not made by this site"),
        ('{"version": 8, "sources": {}, "layers": []}', "not made by this site"),  # a map style
        ('{"version": 3, "sources": [], "mappings": ""}', "not made by this site"),  # a source map
        ('{"version": 2.5, "done": {}}', "not made by this site"),
        ('{"version": null, "done": {}}', "not made by this site"),
        ('{"version": 1, "done": {}}', "not made by this site"),
        ('{"version": 0, "done": {}}', "not made by this site"),
        ('{"version": -1, "done": {}}', "not made by this site"),
        ('{"version": 2}', "not made by this site"),
        ('{"version": 2, "done": []}', "not made by this site"),
        ('{"version": 4, "done": {}}', "newer version"),
        ('{"version": 9, "done": {}, "work": []}', "newer version"),
    ],
)
def test_a_foreign_or_newer_file_is_refused_with_the_true_reason(call: Call, text: str, said: str) -> None:
    answer = call("progress.js", "parse", text, DAY)
    assert answer.startswith(("NotProgress: ", "NewerProgress: "))
    assert said in answer


@pytest.mark.parametrize(
    ("part", "id_", "entry", "said"),
    [
        ("done", "lesson:x", "yesterday", "“lesson:x” in “done” holds"),
        ("done", "lesson:x", True, "“lesson:x” in “done” holds true"),
        ("done", "lesson:x", "2026-02-30", "“lesson:x” in “done” holds"),
        ("done", "<img src=x>", "2026-02-03", "“<img src=x>” in “done” is not an id"),
        ("done", "__proto__", "2026-02-03", "not an id"),
        ("done", "lesson:" + "x" * 81, "2026-02-03", "not an id"),
        ("saved", "resource:x", 3, "“resource:x” in “saved” holds 3"),
        ("answers", "question:x", {"on": "2026-02-03"}, "“question:x” in “answers” holds"),
        ("answers", "question:x", {"on": "2026-02-03", "right": 1, "step": 0}, "“question:x”"),
        ("answers", "question:x", {"on": "2026-02-03", "right": True, "step": 0.5}, "“question:x”"),
        ("work", "exercise:x", {"on": "2026-02-03", "text": 1, "right": None}, "“exercise:x” in “work” holds"),
        ("work", "exercise:x", {"on": "2026-02-03", "text": "1"}, "“exercise:x”"),
        ("work", "exercise:x", None, "“exercise:x” in “work” holds null"),
    ],
)
def test_a_damaged_entry_costs_itself_alone_and_is_named(
    call: Call, part: str, id_: str, entry: Any, said: str
) -> None:
    damaged = json.loads(json.dumps(STATE))
    damaged[part][id_] = entry
    reading = call("progress.js", "parse", json.dumps(damaged), DAY)
    assert reading["state"] == STATE
    assert len(reading["damaged"]) == 1
    assert said in reading["damaged"][0]


def test_a_damaged_part_costs_itself_alone(call: Call) -> None:
    for part in ("saved", "answers", "work"):
        reading = call("progress.js", "parse", json.dumps(STATE | {part: "x"}), DAY)
        assert reading["state"] == STATE | {part: {}}
        assert reading["damaged"] == [f"the part “{part}” is not a list of ids"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [("2026-11-29", "2026-11-29"), ("2026-11-30", "2026-11-30"), ("2026-12-01", DAY), ("2999-01-01", DAY)],
)
def test_a_day_after_tomorrow_is_set_to_today(call: Call, given: str, kept: str) -> None:
    text = text_of(
        done={"lesson:a": given},
        saved={"resource:a": given},
        answers={"question:a": {"on": given, "right": True, "step": 3}},
        work={"exercise:a": {"on": given, "text": "", "right": None}},
    )
    reading = call("progress.js", "parse", text, DAY)
    state = reading["state"]
    found = [state["done"]["lesson:a"], state["saved"]["resource:a"]]
    found += [state["answers"]["question:a"]["on"], state["work"]["exercise:a"]["on"]]
    assert found == [kept] * 4
    assert reading["damaged"] == []
    assert len(reading["redated"]) == (0 if given == kept else 4)


@pytest.mark.parametrize("day", ["1970-01-01", "2015-06-01"])
def test_a_clock_of_before_this_site_costs_no_day(call: Call, day: str) -> None:
    reading = call("progress.js", "parse", json.dumps(STATE), day)
    assert reading == {"state": STATE, "damaged": [], "redated": []}


@pytest.mark.parametrize(("length", "damaged"), [(MOST_TEXT - 1, 0), (MOST_TEXT, 0), (MOST_TEXT + 1, 1)])
def test_an_entered_text_has_a_limit(call: Call, length: int, damaged: int) -> None:
    work = {"exercise:a": {"on": DAY, "text": "x" * length, "right": None}}
    assert len(call("progress.js", "parse", text_of(work=work), DAY)["damaged"]) == damaged


@pytest.mark.parametrize("part", ["done", "saved", "answers", "work"])
@pytest.mark.parametrize(("entries", "too_large"), [(MOST - 1, False), (MOST, False), (MOST + 1, True)])
def test_each_part_of_a_state_has_a_limit(call: Call, part: str, entries: int, too_large: bool) -> None:
    state = STATE | {part: {f"x:{n}": "" for n in range(entries)}}
    assert call("progress.js", "tooLarge", state) == (part if too_large else None)


def test_reading_merging_and_renaming_take_a_time_that_grows_with_the_entries_alone(visit: Visit) -> None:
    """At the limit of every part; ten times the entries may take no more than some thirty times as long."""
    page = visit.open("about/privacy/")
    measure = (
        f"async ([url, entries]) => {{ {MODULE_AT}"
        """
        const { empty, merge, parse, rename } = await moduleAt(url);
        const state = empty();
        for (let n = 0; n < entries; n += 1) {
            state.done[`lesson:l${n}`] = state.saved[`resource:r${n}`] = "2026-11-01";
            state.answers[`question:q${n}`] = { on: "2026-11-01", right: true, step: 1 };
            state.work[`exercise:e${n}`] = { on: "2026-11-01", text: "x", right: null };
        }
        const text = JSON.stringify(state);
        const before = performance.now();
        const read = rename(parse(text, "2026-11-29").state, { "lesson:l1": "lesson:l0" });
        const both = merge(read, state);
        return [performance.now() - before, Object.keys(both.work).length];
    }"""
    )
    script = f"{visit.address}javascripts/progress.js"
    few = min(page.evaluate(measure, [script, MOST // 10])[0] for _ in range(3))
    all_, count = min(page.evaluate(measure, [script, MOST]) for _ in range(3))
    assert count == MOST
    assert all_ < 30 * max(few, 5)
    assert all_ < 5000


# Two states ----------------------------------------------------------------------------------------------------------


def test_merging_keeps_the_earlier_day_of_a_tick_and_the_later_answer_and_text(call: Call) -> None:
    other = {
        "version": 3,
        "done": {"milestone:s1-clean-table": "2026-10-01", "lesson:k-means": "2026-12-01", "lesson:new": "2026-12-02"},
        "saved": {},
        "answers": {"question:km-income-age": {"on": "2026-11-05", "right": False, "step": 0}},
        "work": {"exercise:k-means.2": {"on": "2026-11-02", "text": "older", "right": None}},
    }
    both = call("progress.js", "merge", STATE, other)
    assert both["done"] == {
        "milestone:s1-clean-table": "2026-10-01",
        "lesson:k-means": "2026-11-20",
        "lesson:new": "2026-12-02",
    }
    assert both["saved"] == STATE["saved"]
    assert both["answers"] == other["answers"]
    assert both["work"] == STATE["work"]


def test_a_tick_follows_its_renamed_id_even_twice_and_through_a_circle(call: Call) -> None:
    state = STATE | {"done": {"lesson:a": "2026-11-02", "lesson:c": "2026-11-01"}}
    moved = {"lesson:a": "lesson:b", "lesson:b": "lesson:c"}
    assert call("progress.js", "rename", state, moved)["done"] == {"lesson:c": "2026-11-01"}
    circle = {"lesson:a": "lesson:c", "lesson:c": "lesson:a"}
    assert set(call("progress.js", "rename", state, circle)["done"]) <= {"lesson:a", "lesson:c"}


def test_answers_and_texts_follow_renamed_ids_too(call: Call) -> None:
    moved = {"question:km-income-age": "question:new", "exercise:k-means.2": "exercise:k-means.3"}
    renamed = call("progress.js", "rename", STATE, moved)
    assert renamed["answers"] == {"question:new": STATE["answers"]["question:km-income-age"]}
    assert renamed["work"] == {"exercise:k-means.3": STATE["work"]["exercise:k-means.2"]}


# The browser's storage -----------------------------------------------------------------------------------------------


def put(page: Page, text: str, key: str = "mlroadmap.progress") -> None:
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])


def kept(page: Page, key: str = "mlroadmap.progress") -> str | None:
    value: str | None = page.evaluate("(key) => localStorage.getItem(key)", key)
    return value


TICKED = {f"milestone:m{n}": "2026-11-01" for n in range(9)} | {"lesson:k-means": "2026-11-01"}
TEN = json.dumps({"version": 4, "done": TICKED, "more": 1})


def test_the_state_of_newer_code_stays_as_it_is_whatever_older_code_does(visit: Visit) -> None:
    page = visit.begin()
    put(page, TEN)
    visit.open("stage-2/")
    notice = page.get_by_role("status")
    expect(notice).to_contain_text("load the page again")
    expect(page.locator('input[data-tick="lesson:k-means"]')).to_be_checked()
    page.locator('input[data-tick="lesson:decision-trees"]').check()
    expect(page.locator('input[data-tick="lesson:decision-trees"]')).to_be_checked()
    expect(notice).to_contain_text("not kept")
    visit.open("progress/")
    page.get_by_role("button", name="Delete my progress").click()
    page.get_by_role("button", name="Delete it").click()
    assert kept(page) == TEN
    assert kept(page, "mlroadmap.damaged") is None


def test_an_old_tab_that_hears_of_newer_state_leaves_it_too(visit: Visit) -> None:
    page = visit.open("stage-2/")
    page.locator('input[data-tick="lesson:decision-trees"]').check()
    other = page.context.new_page()
    other.goto(f"{visit.address}about/privacy/")
    put(other, TEN)
    expect(page.get_by_role("status")).to_contain_text("load the page again")
    page.locator('input[data-tick="lesson:evaluation"]').check()
    assert kept(page) == TEN


def test_newer_state_that_no_event_told_of_is_not_overwritten(visit: Visit) -> None:
    page = visit.open("stage-2/")
    put(page, TEN)  # the tab that writes hears nothing of it itself
    page.locator('input[data-tick="lesson:evaluation"]').check()
    assert kept(page) == TEN


@pytest.mark.parametrize("damaged", ["yesterday", "", "2026-13-01"])
def test_one_damaged_entry_leaves_the_others_and_is_named(visit: Visit, damaged: str) -> None:
    page = visit.begin()
    done = {f"milestone:m{n}": "2026-11-01" for n in range(29)} | {"lesson:python-basics": damaged}
    text = json.dumps({"version": 2, "done": done})
    put(page, text)
    visit.open("stage-1/")
    expect(page.get_by_role("status")).to_contain_text("“lesson:python-basics”")
    assert len(json.loads(kept(page) or "")["done"]) == 29
    assert kept(page, "mlroadmap.damaged") == text
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("status")).to_have_count(0)  # said once


def test_set_aside_copies_are_never_overwritten_and_can_be_seen_put_back_and_deleted(visit: Visit) -> None:
    page = visit.open("about/privacy/")
    whole = json.dumps({"version": 2, "done": {"lesson:a": "2026-11-01", "lesson:b": "no day"}})
    for text in ("[not json", "{also not", "[not json", whole):
        put(page, text)
        page.goto(f"{visit.address}stage-1/")
    names = ["mlroadmap.damaged", "mlroadmap.damaged.2", "mlroadmap.damaged.3"]
    assert [kept(page, name) for name in names] == ["[not json", "{also not", whole]
    page.evaluate("localStorage.removeItem('mlroadmap.progress')")
    page.goto(f"{visit.address}progress/")
    section = page.locator("[data-copies]")
    expect(section.locator("details")).to_have_count(3)
    section.locator("summary").first.click()
    expect(section.locator("pre").first).to_have_text("[not json")
    page.get_by_role("button", name="Put back copy 1").click()
    expect(page.get_by_role("status")).to_contain_text("not JSON")
    page.get_by_role("button", name="Put back copy 3").click()
    expect(page.get_by_role("status")).to_contain_text("1 entry added")
    assert list(json.loads(kept(page) or "")["done"]) == ["lesson:a"]
    with page.expect_download() as started:
        page.get_by_role("button", name="Export copy 2").click()
    assert started.value.path().read_text() == "{also not"
    page.get_by_role("button", name="Delete copy 2").click()
    expect(section.locator("details")).to_have_count(2)
    assert kept(page, "mlroadmap.damaged.2") is None


def test_a_long_damaged_text_makes_no_page_wider_than_the_window(visit: Visit) -> None:
    page = visit.begin()
    put(page, json.dumps({"version": 3, "done": {"lesson:" + "a" * 80: "no-day" + "x" * 80}}))
    visit.open("progress/")
    expect(page.get_by_role("status")).to_contain_text("could not be read")
    page.locator("[data-copies] summary").click()
    expect(page.locator("[data-copies] pre")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_a_copy_that_older_code_set_aside_because_it_was_too_new_is_taken_back(visit: Visit) -> None:
    page = visit.begin()
    put(page, json.dumps(STATE), "mlroadmap.damaged")
    put(page, text_of(done={"lesson:new": "2026-11-21"}))
    visit.open("about/privacy/")
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_function("localStorage.getItem('mlroadmap.damaged') === null")
    state = json.loads(kept(page) or "")
    assert state == STATE | {"done": STATE["done"] | {"lesson:new": "2026-11-21"}}


def test_what_cannot_be_read_and_not_be_set_aside_is_left_where_it_is(visit: Visit) -> None:
    page = visit.begin()
    put(page, "[not json")
    visit.page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    )
    visit.open("stage-1/")
    page.locator(".rm-checklist input").first.check()
    expect(page.locator(".rm-checklist input").first).to_be_checked()
    expect(page.get_by_role("status")).to_contain_text("left as it is")
    assert kept(page) == "[not json"


def test_what_is_entered_for_a_task_is_kept_and_watched(visit: Visit) -> None:
    page = visit.open("stage-1/")
    script = f"{visit.address}javascripts/store.js"
    run = (
        f"async ([url, name, given]) => {{ {MODULE_AT}"
        """
        const store = await moduleAt(url);
        try { return store[name](...given) ?? null; } catch (problem) { return problem.message; }
    }"""
    )
    assert page.evaluate(run, [script, "workOf", ["exercise:k-means.1"]]) is None
    assert page.evaluate(run, [script, "keepWork", ["exercise:k-means.1", "x = 1", True]]) is True
    assert page.evaluate(run, [script, "keepWork", ["guess:k-means.1", "3"]]) is True
    page.reload()
    today = page.evaluate(
        f"async (url) => {{ {MODULE_AT} return (await moduleAt(url)).today(); }}", f"{visit.address}javascripts/days.js"
    )
    found = page.evaluate(run, [script, "workOf", ["exercise:k-means.1"]])
    assert found == {"on": today, "text": "x = 1", "right": True}
    assert page.evaluate(run, [script, "workOf", ["guess:k-means.1"]])["right"] is None
    assert "is not an id" in page.evaluate(run, [script, "keepWork", ["Exercise 1", "x"]])
    for length, taken in ((MOST_TEXT, True), (MOST_TEXT + 1, False)):
        assert page.evaluate(run, [script, "keepWork", ["exercise:long", "x" * length]]) is taken


# Kept for long -------------------------------------------------------------------------------------------------------


def test_durable_storage_is_asked_for_once_something_is_kept(visit: Visit) -> None:
    visit.page.add_init_script(
        """window.asked = 0;
        navigator.storage.persisted = async () => false;
        navigator.storage.persist = async () => { window.asked += 1; return true; };"""
    )
    page = visit.open("stage-1/")
    assert page.evaluate("window.asked") == 0
    page.locator(".rm-checklist input").nth(0).check()
    page.wait_for_function("window.asked === 1")
    page.locator(".rm-checklist input").nth(1).check()
    expect(page.locator(".rm-checklist input").nth(1)).to_be_checked()
    assert page.evaluate("window.asked") == 1


@pytest.mark.parametrize(("before", "reminded"), [(TICKS - 2, False), (TICKS - 1, True), (TICKS, True)])
def test_a_copy_is_recommended_after_twenty_ticks(visit: Visit, before: int, reminded: bool) -> None:
    page = visit.begin()
    put(page, text_of(done={f"milestone:m{n}": "2026-11-01" for n in range(before)}))
    visit.open("stage-1/")
    page.locator(".rm-checklist input").first.check()
    notice = page.get_by_role("status")
    expect(notice).to_contain_text("Ticked")
    if not reminded:
        expect(notice).not_to_contain_text("nowhere else")
        return
    expect(notice).to_contain_text(f"{before + 1} ticks are kept in this browser and nowhere else")
    page.locator(".rm-checklist input").nth(1).check()
    page.reload()
    page.locator(".rm-checklist input").nth(2).check()
    expect(notice).to_contain_text("Ticked")
    expect(notice).not_to_contain_text("nowhere else")


def test_after_an_export_the_next_reminder_comes_twenty_ticks_later(visit: Visit) -> None:
    page = visit.begin()
    put(page, text_of(done={f"milestone:m{n}": "2026-11-01" for n in range(30)}))
    visit.open("progress/")
    with page.expect_download():
        page.get_by_role("button", name="Export as a file").click()
    assert kept(page, "mlroadmap.copied") == "30"


FULL_ON_DEMAND = """
const { setItem } = Storage.prototype;
Storage.prototype.setItem = function (...given) {
  if (window.isFull) throw new DOMException("full", "QuotaExceededError");
  setItem.apply(this, given);
};
"""


def test_what_another_tab_kept_while_this_one_could_not_is_not_overwritten(visit: Visit) -> None:
    visit.page.add_init_script(FULL_ON_DEMAND)
    page = visit.open("stage-1/")
    boxes = page.locator(".rm-checklist input")
    keys = [boxes.nth(n).get_attribute("data-tick") for n in range(3)]
    page.evaluate("window.isFull = true")
    boxes.nth(0).check()
    expect(page.get_by_role("status")).to_contain_text("does not keep your progress")
    other = page.context.new_page()
    other.goto(f"{visit.address}stage-1/")
    other.locator(".rm-checklist input").nth(1).check()
    expect(boxes.nth(1)).to_be_checked()
    expect(boxes.nth(0)).to_be_checked()
    page.evaluate("window.isFull = false")
    boxes.nth(2).check()
    assert set(json.loads(kept(page) or "")["done"]) == set(keys)


def test_damaged_entries_stay_in_the_storage_until_there_is_room_to_set_them_aside(visit: Visit) -> None:
    text = json.dumps({"version": 3, "done": {"lesson:a": "2026-11-01", "lesson:b": "yesterday"}})
    page = visit.begin()
    put(page, text)
    page.add_init_script(
        """const { setItem } = Storage.prototype;
        Storage.prototype.setItem = function (name, text) {
          if (name.startsWith("mlroadmap.damaged")) throw new DOMException("full", "QuotaExceededError");
          setItem.call(this, name, text);
        };"""
    )
    visit.open("stage-1/")
    notice = page.get_by_role("status")
    expect(notice).to_contain_text("“lesson:b”")
    page.locator(".rm-checklist input").first.check()
    expect(page.locator(".rm-checklist input").first).to_be_checked()
    expect(notice).to_contain_text("left as it is")
    assert kept(page) == text


# Imports -------------------------------------------------------------------------------------------------------------


def import_text(page: Page, text: str | bytes) -> str:
    """Import a file on the progress page; return what is said."""
    content = text if isinstance(text, bytes) else text.encode()
    page.locator("input[type=file]").set_input_files(
        {"name": "theirs.json", "mimeType": "application/json", "buffer": content}
    )
    expect(page.get_by_role("status")).to_contain_text("theirs.json was", timeout=20_000)
    return page.get_by_role("status").inner_text()


@pytest.mark.parametrize(("size", "taken"), [(MOST_BYTES - 1, True), (MOST_BYTES, True), (MOST_BYTES + 1, False)])
def test_a_file_has_a_largest_size(visit: Visit, size: int, taken: bool) -> None:
    page = visit.open("progress/")
    text = text_of(done={"lesson:a": "2026-11-01"})
    said = import_text(page, text + " " * (size - len(text)))
    assert ("1 entry added" if taken else "far larger") in said


@pytest.mark.parametrize(("entries", "taken"), [(MOST - 1, True), (MOST, False)])
def test_an_import_that_would_make_a_part_too_large_changes_nothing(visit: Visit, entries: int, taken: bool) -> None:
    page = visit.begin()
    before = text_of(done={"milestone:mine": "2026-11-01"})
    put(page, before)
    visit.open("progress/")
    said = import_text(page, text_of(done={f"lesson:l{n}": "2026-11-01" for n in range(entries)}))
    if taken:
        assert f"{entries} entries added" in said
        assert len(json.loads(kept(page) or "")["done"]) == MOST
    else:
        assert f"more than {MOST} entries" in said
        assert kept(page) == before


def test_an_import_names_what_it_left_out_and_which_days_it_changed(visit: Visit) -> None:
    page = visit.open("progress/")
    later = (date.today() + timedelta(days=400)).isoformat()
    done = {"lesson:a": "2026-11-01", "lesson:b": "yesterday", "lesson:c": later}
    said = import_text(page, text_of(done=done))
    assert "2 entries added" in said
    assert "1 entry could not be read: “lesson:b”" in said
    assert "1 entry had a day in the future" in said
    assert json.loads(kept(page) or "")["done"]["lesson:c"] < later


def test_a_file_without_a_single_good_entry_changes_nothing(visit: Visit) -> None:
    page = visit.open("progress/")
    said = import_text(page, text_of(done={"buy milk": True}))
    assert "none of its entries can be read" in said
    assert kept(page) is None

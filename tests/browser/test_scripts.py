"""The modules of the site that compute and touch no page, called in the browser that they are written for."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

Call = Callable[..., Any]
WEEK = [1, 2, 3, 4, 5, 6, 7]


@pytest.fixture(scope="module")
def call(browser: Browser, address: str) -> Iterator[Call]:
    """Call an exported function: `call("plan.js", "addDays", "2027-01-04", 3)`. What it throws is returned as text."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}privacy-nowhere/")  # any page of the origin: the 404 has no module that could interfere

    def run(module: str, function: str, *arguments: Any) -> Any:
        return page.evaluate(
            """async ([url, name, given]) => {
                const module = await import(url);
                try { return module[name](...given); }
                catch (problem) { return `${problem.constructor.name}: ${problem.message}`; }
            }""",
            [f"{address}javascripts/{module}", function, list(arguments)],
        )

    yield run
    context.close()


def task(minutes: int, title: str = "A") -> dict[str, Any]:
    return {"id": title, "title": title, "minutes": minutes}


# Plan ----------------------------------------------------------------------------------------------------------------


def test_120_hours_at_6_a_week_from_a_monday_end_on_the_sunday_of_the_twentieth_week(call: Call) -> None:
    made = call("plan.js", "plan", [task(120 * 60)], {"start": "2027-01-04", "hoursAWeek": 6, "days": WEEK})
    assert made["finish"] == "2027-05-23"
    assert len(made["weeks"]) == 20
    assert {week["minutes"] for week in made["weeks"]} == {360}


@pytest.mark.parametrize(
    ("hours", "a_week", "days", "start", "finish"),
    [
        (6, 6, [1, 3, 6], "2027-01-04", "2027-01-09"),
        (6, 6, [1, 3, 6], "2027-01-05", "2027-01-11"),
        (2, 6, [1, 3, 6], "2027-01-05", "2027-01-06"),
        (0.5, 6, [7], "2027-01-04", "2027-01-10"),
        (7, 6, [7], "2027-01-04", "2027-01-17"),
        (1, 0.5, [1], "2028-02-21", "2028-02-28"),
        (1.5, 0.5, [2], "2028-02-22", "2028-03-07"),  # over a leap day
        (2, 1, [5], "2027-03-26", "2027-04-02"),  # over the change to summer time
        (2, 1, [5], "2027-12-31", "2028-01-07"),
        (70, 7, [1, 2, 3], "2027-01-04", "2027-03-10"),
    ],
)
def test_a_plan_ends_on_the_day(
    call: Call, hours: float, a_week: float, days: list[int], start: str, finish: str
) -> None:
    made = call("plan.js", "plan", [task(round(hours * 60))], {"start": start, "hoursAWeek": a_week, "days": days})
    assert made["finish"] == finish


def test_no_minute_is_lost_or_made_and_tasks_keep_their_order(call: Call) -> None:
    tasks = [task(minutes, f"T{n}") for n, minutes in enumerate([45, 40, 35, 2400, 7, 1, 61, 600])]
    made = call("plan.js", "plan", tasks, {"start": "2027-01-04", "hoursAWeek": 5.5, "days": [1, 2, 4, 6, 7]})
    spent: dict[str, float] = {}
    for session in made["sessions"]:
        for part in session["parts"]:
            spent[part["title"]] = spent.get(part["title"], 0) + part["minutes"]
    assert {title: round(minutes, 6) for title, minutes in spent.items()} == {
        one["title"]: one["minutes"] for one in tasks
    }
    assert list(spent) == [one["title"] for one in tasks]
    assert sum(week["minutes"] for week in made["weeks"]) == pytest.approx(made["minutes"])
    assert all(sum(part["minutes"] for part in one["parts"]) <= 66 + 1e-9 for one in made["sessions"])


def test_nothing_to_do_is_a_plan_without_an_end(call: Call) -> None:
    made = call("plan.js", "plan", [], {"start": "2027-01-04", "hoursAWeek": 6, "days": [1]})
    assert made == {"sessions": [], "weeks": [], "finish": None, "minutes": 0}


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ({"start": "2027-01-04", "hoursAWeek": 6, "days": []}, "Choose at least one day"),
        ({"start": "2027-01-04", "hoursAWeek": 0, "days": [1]}, "Hours a week must be"),
        ({"start": "2027-01-04", "hoursAWeek": 101, "days": [1]}, "Hours a week must be"),
        ({"start": "", "hoursAWeek": 6, "days": [1]}, "not a date"),
        ({"start": "2027-13-01", "hoursAWeek": 6, "days": [1]}, "not a date"),
        ({"start": "2027-01-04", "hoursAWeek": 0.1, "days": [1]}, "more than fifty years"),
    ],
)
def test_a_wish_that_cannot_be_planned_is_refused_with_words(call: Call, wishes: dict[str, Any], said: str) -> None:
    assert said in call("plan.js", "plan", [task(1000 * 60)], wishes)


# Calendar ------------------------------------------------------------------------------------------------------------


def test_the_calendar_file_is_read_by_another_library_and_holds_every_study_day(call: Call) -> None:
    title = 'Größe; "commas, semicolons" and a \\ backslash — ' + "長い題名" * 20
    made = call(
        "plan.js", "plan", [task(600, title), task(90, "B")], {"start": "2027-01-04", "hoursAWeek": 6, "days": [1, 4]}
    )
    text = call(
        "ics.js", "calendar", made, {"now": "2026-11-26T10:20:30.123Z", "address": "https://site.example/plan/"}
    )
    events = Calendar.from_ical(text).walk("VEVENT")
    assert [event.decoded("DTSTART").isoformat() for event in events] == [one["day"] for one in made["sessions"]]
    assert all((event.decoded("DTEND") - event.decoded("DTSTART")).days == 1 for event in events)
    assert events[0].decoded("DTSTAMP").isoformat() == "2026-11-26T10:20:30+00:00"
    assert str(events[0]["SUMMARY"]) == title
    assert f"{title}: 3 h\nhttps://site.example/plan/" == str(events[0]["DESCRIPTION"])
    assert str(events[3]["SUMMARY"]) == f"{title} and 1 more"
    assert len({str(event["UID"]) for event in events}) == len(events)


def test_the_calendar_file_keeps_to_the_form_that_rfc_5545_asks_for(call: Call) -> None:
    made = call("plan.js", "plan", [task(300, "ä" * 200)], {"start": "2027-01-04", "hoursAWeek": 6, "days": [1]})
    text: str = call(
        "ics.js", "calendar", made, {"now": "2026-11-26T10:20:30.123Z", "address": "https://site.example/"}
    )
    lines = text.split("\r\n")
    assert text.count("\n") == text.count("\r\n") == len(lines) - 1
    assert lines[-1] == ""
    assert max(len(line.encode()) for line in lines) <= 75
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Machine Learning Roadmap//Study plan//EN"]
    assert lines[-2] == "END:VCALENDAR"


# Progress ------------------------------------------------------------------------------------------------------------

STATE = {
    "version": 2,
    "done": {"milestone:s1-clean-table": "2026-11-01", "lesson:k-means": "2026-11-20"},
    "saved": {"resource:cs50p": "2026-11-02"},
    "answers": {"question:km-income-age": {"on": "2026-11-03", "right": True, "step": 1}},
}


def test_what_is_exported_is_what_is_read(call: Call) -> None:
    assert call("progress.js", "parse", call("progress.js", "format", STATE)) == STATE


def test_a_file_of_the_first_version_is_read(call: Call) -> None:
    assert call("progress.js", "parse", '{"milestone:s1-clean-table": "2026-11-01"}') == {
        "version": 2,
        "done": {"milestone:s1-clean-table": "2026-11-01"},
        "saved": {},
        "answers": {},
    }
    assert call("progress.js", "parse", "{}")["done"] == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON"),
        ('{"version": 2, "done": {"mile', "not JSON"),
        ("[1, 2]", "holds no progress"),
        ('"text"', "holds no progress"),
        ('{"name": "package", "dependencies": {}}', "not made by this site"),
        ('{"version": 3, "done": {}}', "newer version"),
        ('{"version": 1, "done": {}}', "not made by this site"),
        ('{"version": "2", "done": {}}', "newer version"),
        ('{"version": 2}', "not made by this site"),
        ('{"version": 2, "done": []}', "not made by this site"),
        ('{"version": 2, "done": {"milestone:a": true}}', "no day"),
        ('{"version": 2, "done": {"milestone:a": "2026-02-30"}}', "no day"),
        ('{"version": 2, "done": {"<img src=x>": "2026-02-03"}}', "not an id"),
        ('{"version": 2, "done": {}, "answers": {"question:a": {"on": "2026-02-03"}}}', "damaged"),
    ],
)
def test_a_damaged_or_foreign_file_is_refused_with_a_reason(call: Call, text: str, said: str) -> None:
    answer = call("progress.js", "parse", text)
    assert answer.startswith("NotProgress: ")
    assert said in answer


def test_merging_keeps_the_earlier_day_of_a_tick_and_the_later_answer(call: Call) -> None:
    other = {
        "version": 2,
        "done": {"milestone:s1-clean-table": "2026-10-01", "lesson:k-means": "2026-12-01", "lesson:new": "2026-12-02"},
        "saved": {},
        "answers": {"question:km-income-age": {"on": "2026-11-05", "right": False, "step": 0}},
    }
    both = call("progress.js", "merge", STATE, other)
    assert both["done"] == {
        "milestone:s1-clean-table": "2026-10-01",
        "lesson:k-means": "2026-11-20",
        "lesson:new": "2026-12-02",
    }
    assert both["saved"] == STATE["saved"]
    assert both["answers"] == other["answers"]


def test_a_tick_follows_its_renamed_id_even_twice_and_through_a_circle(call: Call) -> None:
    state = STATE | {"done": {"lesson:a": "2026-11-02", "lesson:c": "2026-11-01"}}
    moved = {"lesson:a": "lesson:b", "lesson:b": "lesson:c"}
    assert call("progress.js", "rename", state, moved)["done"] == {"lesson:c": "2026-11-01"}
    circle = {"lesson:a": "lesson:c", "lesson:c": "lesson:a"}
    assert set(call("progress.js", "rename", state, circle)["done"]) <= {"lesson:a", "lesson:c"}


# Filter --------------------------------------------------------------------------------------------------------------


def test_wishes_survive_the_way_through_the_address(call: Call) -> None:
    wishes = call("filter.js", "fromQuery", "?text=%C3%A9t%C3%A9+%26+more&cost=free&unknown=1")
    assert wishes["text"] == "été & more"
    assert call("filter.js", "fromQuery", call("filter.js", "toQuery", wishes)) == wishes
    assert call("filter.js", "toQuery", call("filter.js", "fromQuery", "")) == ""


# Review --------------------------------------------------------------------------------------------------------------


def test_right_answers_come_back_after_1_7_30_and_90_days(call: Call) -> None:
    answer, day, days = None, "2027-01-01", []
    for _ in range(6):
        answer = call("schedule.js", "nextReview", answer, True, day)
        following = call("schedule.js", "dueOn", answer)
        days.append((date.fromisoformat(following) - date.fromisoformat(day)).days)
        day = following
    assert days == [1, 7, 30, 90, 90, 90]


def test_a_wrong_answer_begins_again(call: Call) -> None:
    long = {"on": "2027-01-01", "right": True, "step": 3}
    wrong = call("schedule.js", "nextReview", long, False, "2027-04-01")
    assert wrong == {"on": "2027-04-01", "right": False, "step": 0}
    assert call("schedule.js", "nextReview", wrong, True, "2027-04-02") == {
        "on": "2027-04-02",
        "right": True,
        "step": 0,
    }


def test_a_right_answer_before_its_time_or_right_after_a_wrong_one_goes_no_step_further(call: Call) -> None:
    kept = {"on": "2027-01-01", "right": True, "step": 1}
    assert call("schedule.js", "nextReview", kept, True, "2027-01-05") == kept
    wrong = {"on": "2027-01-01", "right": False, "step": 0}
    assert call("schedule.js", "nextReview", wrong, True, "2027-01-01") == {
        "on": "2027-01-01",
        "right": True,
        "step": 0,
    }


def test_what_is_due_is_named_with_the_longest_overdue_first(call: Call) -> None:
    answers = {
        "question:b": {"on": "2027-01-01", "right": True, "step": 0},
        "question:a": {"on": "2027-01-01", "right": True, "step": 0},
        "question:c": {"on": "2026-12-01", "right": True, "step": 1},
        "question:d": {"on": "2027-01-01", "right": True, "step": 1},
    }
    assert call("schedule.js", "due", answers, "2027-01-02") == ["question:c", "question:a", "question:b"]
    assert call("schedule.js", "due", {}, "2027-01-02") == []


# Graph ---------------------------------------------------------------------------------------------------------------

NEEDS = {"a": [], "b": ["a"], "c": ["a"], "d": ["b", "c"], "e": []}


def test_what_must_be_known_before_a_lesson_is_named_in_the_order_of_the_roadmap(call: Call) -> None:
    assert call("lesson-map.js", "before", NEEDS, "d") == ["a", "b", "c"]
    assert call("lesson-map.js", "before", NEEDS, "a") == []
    assert call("lesson-map.js", "before", NEEDS, "unknown") == []


def test_what_a_ticked_lesson_needs_counts_as_known(call: Call) -> None:
    assert call("lesson-map.js", "pathTo", NEEDS, "d", []) == {"lacking": ["a", "b", "c"], "skipped": ["e"]}
    assert call("lesson-map.js", "pathTo", NEEDS, "d", ["b"]) == {"lacking": ["c"], "skipped": ["a", "b", "e"]}
    assert call("lesson-map.js", "pathTo", NEEDS, "d", ["b", "c"])["lacking"] == []


def test_a_lesson_is_ready_when_all_that_it_needs_is_done(call: Call) -> None:
    assert call("lesson-map.js", "ready", NEEDS, []) == ["a", "e"]
    assert call("lesson-map.js", "ready", NEEDS, ["a", "b"]) == ["c", "e"]
    assert call("lesson-map.js", "ready", NEEDS, ["a", "b", "c", "d", "e"]) == []


ROW = {"id": "resource:x", "title": "X", "text": "Été en Python", "stage": "2", "kind": "book", "cost": "free",
       "level": "beginner", "hours": 10, "lang": "en"}  # fmt: skip


@pytest.mark.parametrize(
    ("query", "saved", "expected"),
    [
        ("", [], True),
        ("?stage=2&kind=book&cost=free&level=beginner&lang=en", [], True),
        ("?stage=3", [], False),
        ("?text=ete PYTHON", [], True),
        ("?text=ruby", [], False),
        ("?length=10", [], True),
        ("?length=2", [], False),
        ("?length=none", [], False),
        ("?list=mine", [], False),
        ("?list=mine", ["resource:x"], True),
    ],
)
def test_a_row_fits_what_is_wished(call: Call, query: str, saved: list[str], expected: bool) -> None:
    assert call("filter.js", "fits", ROW, call("filter.js", "fromQuery", query), saved) is expected

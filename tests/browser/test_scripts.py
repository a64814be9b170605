"""The modules of the site that compute and touch no page, called in the browser that they are written for."""

from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from tests.browser.conftest import Call

pytestmark = pytest.mark.browser

WEEK = [1, 2, 3, 4, 5, 6, 7]


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

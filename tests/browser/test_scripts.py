"""The modules of the site that compute and touch no page, called in the browser that they are written for."""

import time
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


@pytest.mark.parametrize(
    ("start", "refused"),
    [
        ("1999-12-31", True),
        ("2000-01-01", False),
        ("2000-01-02", False),
        ("2199-12-30", False),
        ("2199-12-31", False),
        ("2200-01-01", True),
        ("9997-06-01", True),
        ("9999-12-31", True),
        ("0001-01-01", True),
        ("+012026-01-01", True),
    ],
)
def test_a_plan_begins_in_these_centuries(call: Call, start: str, refused: bool) -> None:
    made = call("plan.js", "plan", [task(600)], {"start": start, "hoursAWeek": 6, "days": WEEK})
    assert isinstance(made, str) is refused


@pytest.mark.parametrize(("hours", "refused"), [(0, True), (0.5, False), (99.5, False), (100, False), (100.5, True)])
def test_hours_a_week_have_a_limit(call: Call, hours: float, refused: bool) -> None:
    made = call("plan.js", "plan", [task(600)], {"start": "2027-01-04", "hoursAWeek": hours, "days": WEEK})
    assert isinstance(made, str) is refused


@pytest.mark.parametrize(("days", "refused"), [(366 * 50 - 7, False), (366 * 50, False), (366 * 50 + 7, True)])
def test_a_plan_takes_at_most_fifty_years(call: Call, days: int, refused: bool) -> None:
    minutes = round(days / 7 * 60)  # at one hour a week
    made = call("plan.js", "plan", [task(minutes)], {"start": "2027-01-04", "hoursAWeek": 1, "days": [1]})
    assert isinstance(made, str) is refused


def test_days_that_no_week_has_do_not_hang_the_plan(call: Call) -> None:
    made = call("plan.js", "plan", [task(60)], {"start": "2027-01-04", "hoursAWeek": 1, "days": [9, 0, -1, 1.5]})
    assert "Choose at least one day" in made


BASE = {"id": "base", "hoursAWeek": 6, "start": "2027-01-04", "days": [1], "stages": ["stage-1"], "known": [],
        "projects": True, "leftOut": None, "inCalendar": {}}  # fmt: skip


@pytest.mark.parametrize(
    ("kept", "changed"),
    [
        (None, {}),
        ("text", {}),
        ({}, {}),
        ({"hoursAWeek": 8, "days": [2, 4]}, {"hoursAWeek": 8, "days": [2, 4]}),
        ({"hoursAWeek": 101, "start": "9997-06-01"}, {}),
        ({"hoursAWeek": 0.4}, {}),
        ({"hoursAWeek": 0.5}, {"hoursAWeek": 0.5}),
        ({"hoursAWeek": 100}, {"hoursAWeek": 100}),
        ({"hoursAWeek": "x", "start": 5, "days": "Monday", "stages": 1, "known": {}, "leftOut": 3, "id": "<b>"}, {}),
        ({"days": [1, 9, "2", 7]}, {"days": [1, 7]}),
        ({"start": "2020-01-06", "id": "a1-b2"}, {"start": "2020-01-06", "id": "a1-b2"}),  # a plan that has begun
        ({"known": ["1.1", 3], "leftOut": ["lesson:a"]}, {"known": ["1.1"], "leftOut": ["lesson:a"]}),
        ({"inCalendar": [1]}, {}),
        (
            {"inCalendar": {"lesson:a": 2, "lesson:b": 1000, "c": 1001, "d": 0, "e": "3", "<b>": 1}},
            {"inCalendar": {"lesson:a": 2, "lesson:b": 1000}},
        ),
    ],
)
def test_of_a_kept_plan_only_what_can_be_used_is_taken(call: Call, kept: Any, changed: dict[str, Any]) -> None:
    assert call("plan.js", "readWishes", kept, BASE) == BASE | changed


def test_what_is_done_in_time_stays_and_what_is_done_early_makes_room(call: Call) -> None:
    tasks = [task(60, title) for title in "ABCD"]
    how = {"start": "2027-01-04", "hoursAWeek": 7, "days": WEEK}
    days = dict(zip("ABCD", ["2027-01-04", "2027-01-05", "2027-01-06", "2027-01-07"], strict=True))
    for done, today, expected in (
        ("A", "2027-01-04", "ABCD"),
        ("C", "2027-01-04", "ABD"),
        ("C", "2027-01-06", "ABCD"),
        ("CD", "2027-01-05", "AB"),
    ):
        made = call("plan.js", "planAround", tasks, {"set": list(done)}, how, today)
        assert [part["title"] for one in made["sessions"] for part in one["parts"]] == list(expected)
        assert made["sessions"][0]["day"] == days["A"]


# Steps ---------------------------------------------------------------------------------------------------------------

SECTION = {
    "id": "1.1", "title": "One", "stage": "stage-1", "stageTitle": "Stage", "study": 600, "resource": "resource:book",
    "topics": ["topic:x", "topic:y", "topic:z", "topic:w"],
    "lessons": [
        {"id": "lesson:a", "title": "A", "page": "stage-1/a/", "minutes": 60, "written": True,
         "topics": ["topic:x", "topic:y", "topic:z"]},
        {"id": "lesson:b", "title": "B", "page": "stage-1/#lesson-b", "minutes": 50, "written": False,
         "topics": ["topic:z", "topic:elsewhere"]},
    ],
    "projects": [{"id": "project:p", "title": "P", "minutes": 120}],
    "milestones": [{"id": "milestone:m", "title": "M", "minutes": 30}],
}  # fmt: skip
TITLES = {"resource:book": "Book"}


def test_lessons_come_between_exercises_and_study_and_nothing_is_lost(call: Call) -> None:
    steps = call("steps.js", "stepsOf", SECTION, TITLES, {})
    assert [(one["id"], one["minutes"], one["page"], one["written"]) for one in steps] == [
        ("lesson:a", 60, "stage-1/a/", True),
        ("exercises:a", 45, "stage-1/a/#exercises", True),
        ("study:1.1.1", 405, "stage-1/#resource-book", True),
        ("lesson:b", 50, "stage-1/#lesson-b", False),
        ("study:1.1.2", 150, "stage-1/#resource-book", True),
        ("project:p", 120, "stage-1/#project-p", True),
        ("milestone:m", 30, "stage-1/#milestone-m", True),
    ]
    assert [one["title"] for one in steps if one["label"] == "Study"] == ["Book, part 1 of 2", "Book, part 2 of 2"]
    assert sum(one["minutes"] for one in steps) == 600 + 60 + 50 + 120 + 30


@pytest.mark.parametrize(
    ("ticked", "minutes"), [([], 405), (["topic:x"], 255), (["topic:x", "topic:y"], 105), (["topic:w"], 405)]
)
def test_ticked_topics_shorten_the_study(call: Call, ticked: list[str], minutes: int) -> None:
    steps = call("steps.js", "stepsOf", SECTION, TITLES, dict.fromkeys(ticked, "2027-01-01"))
    assert next(one["minutes"] for one in steps if one["id"] == "study:1.1.1") == minutes


@pytest.mark.parametrize(("study", "expected"), [(44, (44, None)), (45, (45, 0)), (46, (45, 1))])
def test_the_exercises_of_a_lesson_take_what_they_need_of_the_study(
    call: Call, study: int, expected: tuple[int, int | None]
) -> None:
    section = SECTION | {"lessons": SECTION["lessons"][:1], "study": study}  # type: ignore[index]
    steps = {one["id"]: one["minutes"] for one in call("steps.js", "stepsOf", section, TITLES, {})}
    assert steps["exercises:a"] == expected[0]
    assert (steps.get("study:1.1.1") or None) == (expected[1] or None)


def test_exercises_that_say_what_they_take_leave_the_study_alone(call: Call) -> None:
    lessons = [one | {"exercises": 25} for one in SECTION["lessons"]]  # type: ignore[attr-defined]
    steps = call("steps.js", "stepsOf", SECTION | {"lessons": lessons}, TITLES, {})
    assert [(one["id"], one["minutes"]) for one in steps[:5]] == [
        ("lesson:a", 60),
        ("exercises:a", 25),
        ("study:1.1.1", 450),
        ("lesson:b", 75),  # not written yet: there are no exercises to lead to
        ("study:1.1.2", 150),
    ]


def test_a_section_without_lessons_or_resource_is_studied_all_the_same(call: Call) -> None:
    section = SECTION | {"lessons": [], "resource": None}
    [study, *_] = call("steps.js", "stepsOf", section, {}, {})
    assert (study["id"], study["title"], study["minutes"], study["page"]) == ("study:1.1.1", "One", 600, "stage-1/")


# Placement -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "all_", "enough"),
    [(3, 5, False), (4, 5, True), (5, 5, True), (27, 35, False), (28, 35, True), (29, 35, True), (4, 6, False),
     (5, 6, True), (0, 0, False)],
)  # fmt: skip
def test_a_section_is_known_from_four_right_answers_of_five_on(call: Call, right: int, all_: int, enough: bool) -> None:
    assert call("placement.js", "isEnough", right, all_) is enough


# Calendar ------------------------------------------------------------------------------------------------------------

WHEN = "2026-11-26T10:20:30.123Z"
AT = "https://site.example/"


def calendar(call: Call, tasks: list[dict[str, Any]], **how: Any) -> str:
    """A calendar file of these tasks."""
    text = calendar_and_entries(call, tasks, **how)["text"]
    assert isinstance(text, str)
    return text


def calendar_and_entries(
    call: Call,
    tasks: list[dict[str, Any]],
    *,
    days: list[int],
    id_: str = "p1",
    now: str = WHEN,
    before: dict[str, int] | None = None,
) -> dict[str, Any]:
    """A calendar file, and how many entries of each step files have had, given those of earlier files."""
    made = call("plan.js", "plan", tasks, {"start": "2027-01-04", "hoursAWeek": 6, "days": days})
    addresses = {one["id"]: f"{AT}{one['id']}" for one in tasks}
    how = {"id": id_, "name": "My plan", "now": now, "addresses": addresses, "before": before or {}}
    found: dict[str, Any] = call("ics.js", "calendar", made, how)
    return found


def test_the_calendar_file_is_read_by_another_library_and_holds_every_step_of_a_study_day(call: Call) -> None:
    title = 'Größe; "commas, semicolons" and a \\ backslash — ' + "長い題名" * 20
    tasks = [task(600, title) | {"id": "lesson:a"}, task(90, "B") | {"id": "lesson:b"}]
    made = call("plan.js", "plan", tasks, {"start": "2027-01-04", "hoursAWeek": 6, "days": [1, 4]})
    text = calendar(call, tasks, days=[1, 4])
    events = Calendar.from_ical(text).walk("VEVENT")
    expected = [(one["day"], part["title"]) for one in made["sessions"] for part in one["parts"]]
    assert [(event.decoded("DTSTART").isoformat(), str(event["SUMMARY"])) for event in events] == expected
    assert all((event.decoded("DTEND") - event.decoded("DTSTART")).days == 1 for event in events)
    assert events[0].decoded("DTSTAMP").isoformat() == "2026-11-26T10:20:30+00:00"
    assert str(events[0]["DESCRIPTION"]) == f"3 h\n{AT}lesson:a\nMy plan"
    assert str(events[0]["URL"]) == f"{AT}lesson:a"
    assert len({str(event["UID"]) for event in events}) == len(events)


@pytest.mark.parametrize(
    ("given", "written"),
    [("a, b", "a\\, b"), ("a; b", "a\\; b"), ("a\\b", "a\\\\b"), ("a\nb", "a\\nb"), ("a:b", "a:b")],
)
def test_signs_with_a_meaning_are_escaped_in_the_text_itself(call: Call, given: str, written: str) -> None:
    assert f"\r\nSUMMARY:{written}\r\n" in calendar(call, [task(30, given)], days=[1])


def test_a_calendar_of_the_slowest_plan_is_made_before_anybody_gives_up(call: Call) -> None:
    """Half an hour a week on every day: an entry for each of some sixteen thousand days."""
    tasks = [task(227, f"Lesson {n} of three hundred") | {"id": f"lesson:{n}"} for n in range(300)]
    made = call("plan.js", "plan", tasks, {"start": "2027-01-04", "hoursAWeek": 0.5, "days": WEEK})
    addresses = {one["id"]: f"{AT}{one['id']}/a-page-below-a-long-address" for one in tasks}
    how = {"id": "p1", "name": "Machine learning, ½ h a week", "now": WHEN, "addresses": addresses, "before": {}}
    started = time.monotonic()
    assert len(call("ics.js", "calendar", made, how)["entries"]) == len(tasks)
    assert time.monotonic() - started < 15


def test_entries_keep_their_ids_when_a_plan_changes_and_another_plan_has_others(call: Call) -> None:
    def ids(**how: Any) -> dict[str, str]:
        tasks = [task(60, title) | {"id": f"lesson:{title}"} for title in how.pop("titles", "abc")]
        events = Calendar.from_ical(calendar(call, tasks, **how)).walk("VEVENT")
        return {str(event["SUMMARY"]): str(event["UID"]) for event in events}

    before = ids(days=[1])
    assert ids(days=[2, 5]) == before
    assert ids(days=[1], titles="bca") == before
    assert ids(days=[1], titles="c") == {"c": before["c"]}
    assert set(ids(days=[1], id_="p2").values()).isdisjoint(before.values())


def test_entries_that_a_changed_plan_has_no_longer_are_cancelled(call: Call) -> None:
    lesson, other = (task(600, title) | {"id": f"lesson:{title}"} for title in "ab")
    first = calendar_and_entries(call, [lesson, other], days=[1, 4])  # 3 h a day: the first takes 4 days
    assert first["entries"] == {"lesson:a": 4, "lesson:b": 4}
    shorter = calendar_and_entries(call, [lesson | {"minutes": 300}], days=[1, 4], before=first["entries"])
    events = Calendar.from_ical(shorter["text"]).walk("VEVENT")
    gone = {str(one["UID"]) for one in events if one.get("STATUS") == "CANCELLED"}
    had = {str(one["UID"]) for one in Calendar.from_ical(first["text"]).walk("VEVENT")}
    still = {str(one["UID"]) for one in events} - gone
    assert (len(still), len(gone)) == (2, 6)
    assert still | gone == had
    assert {str(one["SUMMARY"]) for one in events if str(one["UID"]) in gone} == {"No longer in the plan"}
    # whoever skips a file loses nothing: the next one says it again
    assert shorter["entries"] == first["entries"]


def test_a_later_file_counts_as_the_newer_one(call: Call) -> None:
    numbers = []
    for now in (WHEN, "2026-11-26T10:22:00.000Z"):
        [event] = Calendar.from_ical(calendar(call, [task(30)], now=now, days=[1])).walk("VEVENT")
        numbers.append(int(event["SEQUENCE"]))
    assert numbers[0] < numbers[1]


def test_the_calendar_file_keeps_to_the_form_that_rfc_5545_asks_for(call: Call) -> None:
    text = calendar(call, [task(300, "ä" * 200)], days=[1])
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


@pytest.mark.parametrize("step", [-1, -1e15, 1e300])
def test_a_step_that_there_is_not_does_not_hold_a_review_back(call: Call, step: float) -> None:
    answer = call("schedule.js", "nextReview", {"on": "2026-01-01", "right": True, "step": step}, True, "2027-01-01")
    assert 1 <= answer["step"] <= 3


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
        ("?text=%22en python%22", [], True),
        ("?text=“Python”, été", [], True),
        ("?text=‘en’ (python), „été“", [], True),
        ("?text=%22en ruby%22", [], False),
        ("?text=(", [], True),
        ("?length=10", [], True),
        ("?length=2", [], False),
        ("?length=none", [], False),
        ("?list=mine", [], False),
        ("?list=mine", ["resource:x"], True),
    ],
)
def test_a_row_fits_what_is_wished(call: Call, query: str, saved: list[str], expected: bool) -> None:
    assert call("filter.js", "fits", ROW, call("filter.js", "fromQuery", query), saved) is expected

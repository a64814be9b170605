"""Where a learner stands and what comes next: the module that home, stages, plan and map ask."""

from typing import Any

import pytest

from tests.browser.conftest import Call

pytestmark = pytest.mark.browser


def lesson(id_: str, *topics: str, written: bool = True, work: str = "") -> dict[str, Any]:
    row = {"id": f"lesson:{id_}", "topics": [f"topic:{topic}" for topic in topics], "written": written}
    return row | {"work": work.split()}


ROAD = [
    lesson("a", "x", "y", work="exercise:aa-begin-here"),
    lesson("b", "y", "z"),
    lesson("c", "w", work="task:first-one exercise:zz-some-id question:c-guess"),
    lesson("d", "v", written=False),
    lesson("e"),
]


def state(work: dict[str, str] | None = None, answers: int = 0, **done: str) -> dict[str, Any]:
    return {
        "done": {f"{'lesson' if id_ in 'abcde' else 'topic'}:{id_}": day for id_, day in done.items()},
        "answers": {f"question:{n}": {} for n in range(answers)},
        "work": {id_: {"on": day} for id_, day in (work or {}).items()},
    }


def next_of(call: Call, given: dict[str, Any]) -> str | None:
    found = call("journey.js", "goOn", given, ROAD)["lesson"]
    return str(found["id"]) if found else None


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ({}, []),
        ({"a": "1"}, ["lesson:a", "topic:x"]),  # y is taught in b as well
        ({"a": "1", "b": "1"}, ["lesson:a", "lesson:b", "topic:x", "topic:y", "topic:z"]),
        ({"x": "1"}, ["topic:x"]),
        ({"x": "1", "y": "1"}, ["lesson:a", "topic:x", "topic:y"]),
        ({"a": "1", "z": "1"}, ["lesson:a", "topic:x", "topic:z"]),
        ({"v": "1"}, ["lesson:d", "topic:v"]),
    ],
)
def test_ticked_lessons_make_their_topics_known_and_known_topics_their_lesson(
    call: Call, done: dict[str, str], expected: list[str]
) -> None:
    assert call("journey.js", "known", state(**done)["done"], ROAD) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (state(), "lesson:a"),
        (state(a="2026-11-01"), "lesson:b"),
        (state(b="2026-11-01"), "lesson:c"),  # not back to what was passed over
        (state(a="2026-11-02", b="2026-11-01"), "lesson:c"),
        (state(c="2026-11-01", a="2026-11-02"), "lesson:b"),
        (state(a="2026-11-01", b="2026-11-01"), "lesson:c"),
        (state(c="2026-11-01"), "lesson:e"),  # a planned one does not stop anybody
        (state(c="2026-11-01", e="2026-11-01"), "lesson:a"),
        (state(a="1", b="1", c="1", e="1"), "lesson:d"),
        (state(a="1", b="1", c="1", e="1", d="1"), None),
        (state(x="2026-11-01", y="2026-11-01"), "lesson:b"),
        (state({"exercise:zz-some-id": "2026-11-03"}, a="2026-11-02"), "lesson:c"),  # ids do not tell their lesson
        (state({"task:first-one": "2026-11-03"}, a="2026-11-02"), "lesson:c"),
        (state({"question:c-guess": "2026-11-03"}, a="2026-11-02"), "lesson:c"),
        (state({"exercise:zz-some-id": "2026-11-01"}, a="2026-11-02"), "lesson:b"),
        (state({"exercise:aa-begin-here": "2026-11-01"}), "lesson:a"),
        (state({"exercise:gone-from-the-site": "2026-11-01"}), "lesson:a"),
    ],
)
def test_a_reader_goes_on_where_something_was_done_last(
    call: Call, given: dict[str, Any], expected: str | None
) -> None:
    assert next_of(call, given) == expected


def test_a_reader_has_begun_with_the_first_tick_answer_or_text(call: Call) -> None:
    assert call("journey.js", "goOn", state(), ROAD)["begun"] is False
    for given in (state(z="1"), state(answers=1), state({"guess:a.1": "1"})):
        assert call("journey.js", "goOn", given, ROAD)["begun"] is True

"""What failures mean over days: the archive bots' rule, by the clock that is given."""

# ruff: noqa: E501 -- tables of cases read better with a case a line
import json
from datetime import UTC, datetime, timedelta

import pytest
from behaviours import answer, hang_up, page
from hypothesis import given
from hypothesis import strategies as st
from link_harness import Check

from roadmap_links.model import Hop, Outcome, Result, Verdict
from roadmap_links.state.history import Record, is_trusted, read_record, recalled, updated

DAY = timedelta(days=1)
START = datetime(2026, 11, 1, 6, tzinfo=UTC)

UP, OUT, GONE, SHUT = page("page " * 50), answer(503), answer(404), answer(403)
DAYS = {
    "always up": ([UP] * 6, ["ok"] * 6),
    "down for good": ([OUT] * 6, ["warn", "warn", "warn", "broken", "broken", "broken"]),
    "down, then up": ([OUT, OUT, OUT, OUT, UP, UP], ["warn", "warn", "warn", "broken", "ok", "ok"]),
    "one success starts anew": ([OUT, OUT, UP, OUT, OUT, OUT], ["warn", "warn", "ok", "warn", "warn", "warn"]),
    "gone at once": ([UP, GONE, GONE, GONE, UP, UP], ["ok", "broken", "broken", "broken", "ok", "ok"]),
    "blocked is never broken": ([SHUT] * 6, ["warn"] * 6),
    "a mute host dies too": ([hang_up()] * 6, ["warn", "warn", "warn", "broken", "broken", "broken"]),
}


def test_six_days(check: Check, site, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("roadmap_links.judge.judge.MOST_TRIES", 1)
    monkeypatch.setattr("roadmap_links.judge.judge._TRIES", {})
    one = site()
    paths = {f"/{name.replace(' ', '-').replace(',', '')}": plan for name, plan in DAYS.items()}
    state = check.folder / "state.jsonl"
    seen: dict[str, list[str]] = {path: [] for path in paths}
    for day in range(6):
        one.routes.update({path: behaviours[day] for path, (behaviours, _) in paths.items()})
        rows = check(
            [one.base + path for path in paths], "--cache", str(state), "--max-age", "0", "--now", (START + day * DAY).isoformat(),
            "--interval", "0",
        )  # fmt: skip
        for path in paths:
            seen[path].append(rows[one.base + path]["verdict"])
    assert seen == {path: verdicts for path, (_, verdicts) in paths.items()}


def test_since_is_the_first_of_the_lasting_failures(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one = site({"/": GONE})
    state = str(check.folder / "state.jsonl")
    for day in range(2):
        [row] = check([one.base + "/"], "--cache", state, "--now", (START + day * DAY).isoformat()).values()
    assert row["since"] == START.isoformat()
    assert row["checked_at"] == (START + DAY).isoformat()


def test_three_failures_within_an_hour_are_not_enough(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one = site({"/": answer(501)})
    for minute in range(0, 60, 15):
        [row] = check(
            [one.base + "/"], "--cache", str(check.folder / "s"), "--max-age", "0",
            "--now", (START + timedelta(minutes=minute)).isoformat(),
        ).values()  # fmt: skip
    assert row["verdict"] == "warn"


def result(outcome: Outcome = Outcome.ok, url: str = "https://a.example/") -> Result:
    verdict = {Outcome.ok: Verdict.ok, Outcome.broken: Verdict.broken}.get(outcome, Verdict.warn)
    return Result(url, outcome, verdict, "r", 200, url, (Hop(url, 301, url, True),), 2, seconds=1.5, etag='"x"')


@pytest.mark.parametrize(
    ("outcome", "days", "trusted"),
    [
        (Outcome.ok, 6, True),
        (Outcome.ok, 8, False),
        (Outcome.down, 0.75, True),
        (Outcome.down, 1.0, False),
        (Outcome.broken, 0.01, False),
    ],
)
def test_how_long_a_result_is_trusted(outcome: Outcome, days: float, trusted: bool) -> None:
    for number in range(50):
        found = result(outcome, f"https://a.example/{number}")
        record = updated(None, found, START)
        record.verdict = found.verdict.value
        assert is_trusted(record, START + days * DAY, 7 * DAY) is trusted


def test_not_all_results_run_out_at_once() -> None:
    records = [updated(None, result(url=f"https://a.example/{n}"), START) for n in range(50)]
    for record in records:
        record.verdict = "ok"
    trusted = sum(is_trusted(record, START + 7 * DAY, 7 * DAY) for record in records)
    assert 10 < trusted < 40


def test_a_result_from_the_future_is_not_trusted() -> None:
    record = updated(None, result(), START)
    record.verdict = "ok"
    assert not is_trusted(record, START - DAY, 7 * DAY)


def test_a_record_comes_back_as_it_was_written() -> None:
    record = updated(None, result(Outcome.down), START, "run")
    assert read_record(record.line()) == record
    again = recalled(record)
    assert (again.hops, again.tries, again.cached) == (result().hops, 2, True)


@given(st.one_of(st.binary(), st.text().map(str.encode)))
def test_no_line_makes_the_reader_fail(line: bytes) -> None:
    read_record(line)


@given(st.dictionaries(st.sampled_from([*Record.__dataclass_fields__, "other"]),
                       st.one_of(st.none(), st.integers(), st.text(), st.lists(st.integers()), st.just("ok"))))  # fmt: skip
def test_no_object_makes_the_reader_fail(data: dict[str, object]) -> None:
    import json

    record = read_record(json.dumps({"url": "u", "outcome": "ok", "at": START.isoformat(), **data}).encode())
    if record is not None:
        is_trusted(record, START, DAY)
        recalled(record)


def test_a_state_file_that_calls_the_outcome_cls_is_still_read() -> None:
    record = read_record(json.dumps({"url": "u", "cls": "down", "at": START.isoformat(), "fails": 2}).encode())
    assert record is not None
    assert (record.outcome, record.fails) == ("down", 2)
    assert b'"outcome":"down"' in record.line()

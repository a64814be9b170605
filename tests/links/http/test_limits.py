"""A host is never asked more than it can take, and is left alone when it says so."""

# ruff: noqa: E501 -- tables of cases read better with a case a line
import asyncio
from email.utils import formatdate
from time import monotonic

import pytest
from behaviours import Handler, after, answer, in_turn, page, redirect
from hypothesis import given
from hypothesis import strategies as st
from link_harness import Check
from servers import Site

from roadmap_links.http.limits import HostLimiter, retry_after

FAST = ("--interval", "0")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [(None, None), ("5", 5), (" 7 ", 7), ("0", 0), ("2.5", 2.5), ("soon", 1), ("-3", 1), ("", 1), ("nan", 1), ("inf", 1),
     (formatdate(1_000_060, usegmt=True), 60), (formatdate(999_000, usegmt=True), 0), ("Mon, 99 Foo 2026", 1)],
)  # fmt: skip
def test_what_retry_after_asks_for(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, lambda: 1_000_000) == seconds


@given(st.text())
def test_no_retry_after_makes_it_fail(value: str) -> None:
    seconds = retry_after(value, lambda: 0)
    assert seconds is not None
    assert seconds >= 0


def test_eleven_mentions_are_one_request(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one = site({"/a": page("<h2 id='x'>a</h2><h2 id='y'>b</h2>")})
    text = "\n\n".join(f"[{n}]({one.base}/a{('', '#x', '#y', '#z')[n % 4]})" for n in range(11))
    (check.folder / "page.md").write_text(text)
    rows = check(check.folder / "page.md")
    assert one.count("/a") == 1
    assert [row["class"] for row in rows.values()] == ["ok", "ok", "ok", "fragment-missing"]
    assert len(rows[one.base + "/a"]["sources"]) == 3


def test_at_most_four_at_once(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one = site({f"/{n}": after(0.1, page()) for n in range(20)})
    check([f"{one.base}/{n}" for n in range(20)], *FAST)
    assert 2 <= one.peak <= 4


def test_requests_are_apart_even_by_redirects_from_elsewhere(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    target = site({f"/{n}": page(f"number {n} " * 20) for n in range(10)})
    others = [site({"/": redirect(f"{target.base}/{n}", 302)}) for n in range(10)]
    check([other.base + "/" for other in others], "--interval", "0.2")
    gaps = [b - a for a, b in zip(target.times, target.times[1:], strict=False)]
    assert len(gaps) == 9
    assert sum(gaps) > 9 * 0.2 - 0.1
    assert min(gaps) > 0.1  # a busy machine may see one late and so the next one sooner: half is far from at once


def test_a_host_that_allows_four_at_once_never_refuses(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({f"/{n}": after(0.02, page()) for n in range(80)})
    one.limit = lambda s: answer(429) if s.active > 4 else None
    rows = check([f"{one.base}/{n}" for n in range(80)], *FAST)
    assert {row["class"] for row in rows.values()} == {"ok"}


def test_a_host_that_allows_ten_a_second_refuses_three_at_most(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({f"/{n}": page(f"number {n} " * 9) for n in range(60)})
    refused: list[float] = []

    def limit(s: Site) -> Handler | None:
        recent = [time for time in s.times if time > s.times[-1] - 1]
        if len(recent) - sum(1 for time in refused if time > s.times[-1] - 1) <= 10:
            return None
        refused.append(s.times[-1])
        return answer(429, {"Retry-After": "1"})

    one.limit = limit
    rows = check([f"{one.base}/{n}" for n in range(60)])
    assert {row["verdict"] for row in rows.values()} == {"ok"}
    assert len(refused) <= 3


def test_a_retry_after_holds_for_the_whole_host(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({f"/{n}": page(f"number {n} " * 9) for n in range(12)})
    one.routes["/0"] = in_turn(answer(429, {"Retry-After": "2"}), page("number 0 " * 9))
    rows = check([f"{one.base}/{n}" for n in range(12)], "--per-host", "1")
    gaps = [b - a for a, b in zip(one.times, one.times[1:], strict=False)]
    assert max(gaps) >= 1.9
    assert rows[f"{one.base}/0"]["class"] == "flaky-but-ok"


def test_who_asks_for_an_hour_is_not_asked_again(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({"/": answer(429, {"Retry-After": "3600"})})
    began = monotonic()
    [row] = check([one.base + "/"]).values()
    assert (row["class"], row["tries"], len(one.asked)) == ("rate-limited", 1, 1)
    assert monotonic() - began < 10


def test_a_host_that_turns_everybody_away_is_left_alone(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one: Site = site()
    one.limit = lambda s: answer(429)
    rows = check([f"{one.base}/{n}" for n in range(60)], *FAST)
    assert {row["class"] for row in rows.values()} == {"rate-limited"}
    assert len(one.asked) <= 16


def test_a_few_refusals_do_not_hide_the_rest(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({f"/{n}": answer(429, {"Retry-After": "0"}) for n in range(8)})
    one.routes |= {f"/{n}": page(f"number {n} " * 9) for n in range(8, 20)}
    rows = check([f"{one.base}/{n}" for n in range(20)], *FAST)
    assert [row["class"] for row in rows.values()] == ["rate-limited"] * 8 + ["ok"] * 12


async def test_a_request_that_never_left_keeps_nobody_waiting() -> None:
    limiter = HostLimiter("https://a.example", 1, 3.0, asyncio.Semaphore(9), monotonic)
    start = monotonic()
    for _ in range(5):
        async with limiter.turn():
            limiter.not_sent()
    assert monotonic() - start < 1


async def test_a_request_that_never_left_does_not_undo_a_pause() -> None:
    now = 0.0
    limiter = HostLimiter("https://a.example", 2, 1.0, asyncio.Semaphore(9), lambda: now)
    async with limiter.turn():
        limiter.pause(60)
        limiter.not_sent()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(limiter.turn().__aenter__(), 0.05)


async def test_the_circuit_opens_after_pages_in_a_row_and_two_trials() -> None:
    limiter = HostLimiter("host:80", 4, 0.0, asyncio.Semaphore(10), asyncio.get_running_loop().time)
    for number in range(9):  # five in a row, three that may have been under way, one trial
        limiter.refused(str(number), "dead")
        limiter.refused(str(number), "dead")
    assert limiter.open
    limiter.refused("10", "dead")
    assert not limiter.open


async def test_an_answer_closes_the_circuit() -> None:
    limiter = HostLimiter("host:80", 4, 0.0, asyncio.Semaphore(10), asyncio.get_running_loop().time)
    for number in range(40):
        limiter.refused(str(number), "dead")
        if number % 4 == 3:
            limiter.answered()
    assert limiter.open


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "x.localhost", "2130706433", "127.1", "[::1]", "[::ffff:127.0.0.1]",
                                  "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "[fd00::1]",
                                  "[64:ff9b::7f00:1]", "[2002:7f00:1::]"])  # fmt: skip
def test_private_addresses_are_refused(check: Check, site, host: str) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({"/": page()})
    [row] = check([f"http://{host}:{one.port}/"], private=False).values()
    assert (row["verdict"], check.code) == ("broken", 1)
    assert "private" in row["reason"]
    assert one.asked == []


def test_a_redirect_into_the_house_is_refused(check: Check, site, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    inside: Site = site({"/": page()})
    outside: Site = site({"/": redirect(inside.base + "/", 302)})
    monkeypatch.setattr("roadmap_links.http.fetch.is_local_name", lambda host: False)
    monkeypatch.setattr("roadmap_links.http.private_addresses.is_public", lambda ip: True)
    name = f"http://localhost:{outside.port}/"
    assert check([name], private=False)[name]["verdict"] == "ok"
    for module in ("http.fetch", "judge.judge"):
        monkeypatch.setattr(f"roadmap_links.{module}.is_local_name", lambda host: host == "127.0.0.1")
    [row] = check([name], private=False).values()
    assert row["verdict"] == "broken"
    assert len(inside.asked) == 1


def test_a_name_that_resolves_into_the_house_is_refused(check: Check, site, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({"/": page()})
    monkeypatch.setattr("roadmap_links.http.fetch.is_local_name", lambda host: False)
    monkeypatch.setattr("roadmap_links.judge.judge.is_local_name", lambda host: False)
    [row] = check([f"http://localhost:{one.port}/"], private=False).values()
    assert row["class"] == "blocked"
    assert one.asked == []
    assert check.code == 3  # not one link was really checked


def test_the_deadline_ends_a_run(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({f"/{n}": after(30, page()) for n in range(5)} | {"/ok": page()})
    began = monotonic()
    rows = check([f"{one.base}/ok", *[f"{one.base}/{n}" for n in range(5)]], "--deadline", "2")
    assert monotonic() - began < 8
    assert check.code == 3
    assert [row["class"] for row in rows.values()] == ["ok"] + ["timeout"] * 5
    assert rows[f"{one.base}/0"]["checked_at"] is None

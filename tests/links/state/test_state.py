"""The state file keeps what was finished, whatever happens to the run or to the file."""

# ruff: noqa: E501 -- tables of cases read better with a case a line
import json
import multiprocessing
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep

import pytest
from behaviours import after, answer, page
from link_harness import SCRIPT, Check
from servers import closed_port

from roadmap_links.state.history import Record
from roadmap_links.state.state import BadState, State

AT = "2026-11-01T06:00:00+00:00"


def record(url: str = "https://a.example/", **more: object) -> Record:
    return Record(url, "ok", AT, verdict="ok", **more)  # type: ignore[arg-type]


def opened(path: Path, messages: list[str] | None = None, run: str = "r1") -> State:
    return State(path, run, (messages if messages is not None else []).append)


def test_a_record_is_there_the_moment_it_is_put(tmp_path: Path) -> None:
    state = opened(tmp_path / "s")
    state.put(record())
    assert json.loads((tmp_path / "s").read_bytes())["url"] == "https://a.example/"


def test_the_last_record_of_a_link_counts(tmp_path: Path) -> None:
    state = opened(tmp_path / "s")
    state.put(record(reason="old"))
    state.put(record(reason="new"))
    state.close()
    assert opened(tmp_path / "s").get("https://a.example/").reason == "new"  # type: ignore[union-attr]


def test_a_half_written_line_is_left_out_with_a_message(tmp_path: Path) -> None:
    state = opened(tmp_path / "s")
    state.put(record())
    state.close()
    with (tmp_path / "s").open("ab") as file:
        file.write(b'{"url":"https://b.exam')
    messages: list[str] = []
    again = opened(tmp_path / "s", messages)
    assert again.get("https://a.example/") is not None
    assert "half written" in messages[0]
    assert (tmp_path / "s").read_bytes().count(b"\n") == 1


def test_a_last_line_without_its_line_end_is_kept(tmp_path: Path) -> None:
    (tmp_path / "s").write_bytes(record().line().rstrip())
    state = opened(tmp_path / "s")
    state.put(record("https://b.example/"))
    assert len((tmp_path / "s").read_bytes().splitlines()) == 2


@pytest.mark.parametrize(
    "rubbish", [b"\x00\xff\xfe" * 100, b"[]\n", b"{}\n{}\n", b"<html>\n", b'{"url": 1, "outcome": "ok", "at": ""}\n']
)
def test_a_damaged_file_is_set_aside_with_a_message(tmp_path: Path, rubbish: bytes) -> None:
    (tmp_path / "s").write_bytes(record().line() + rubbish + b"\n" + record("https://b.example/").line())
    messages: list[str] = []
    state = opened(tmp_path / "s", messages)
    assert state.get("https://a.example/") is not None
    assert state.get("https://b.example/") is not None
    assert "damaged" in messages[0]
    assert rubbish in (tmp_path / "s.damaged-1").read_bytes()


def test_a_long_history_is_shortened_when_the_file_is_closed(tmp_path: Path) -> None:
    state = opened(tmp_path / "s")
    for number in range(200):
        state.put(record(reason=str(number)))
    state.close()
    assert len((tmp_path / "s").read_bytes().splitlines()) == 1


def test_a_run_can_be_taken_back(tmp_path: Path) -> None:
    first = opened(tmp_path / "s", run="r1")
    first.put(record(reason="before"))
    before = (tmp_path / "s").read_bytes()
    second = opened(tmp_path / "s", run="r2")
    second.put(record(reason="wrong"))
    second.forget_run()
    assert (tmp_path / "s").read_bytes() == before


def test_a_file_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadState):
        opened(tmp_path)


def _write(path: str, run: str) -> None:
    state = State(Path(path), run, print)
    for number in range(300):
        state.put(record(f"https://{run}.example/{number % 20}", reason="x" * 200))
    state.close()


def test_two_runs_at_once_do_not_corrupt_it(tmp_path: Path) -> None:
    path = str(tmp_path / "s")
    context = multiprocessing.get_context("spawn")
    runs = [context.Process(target=_write, args=(path, f"r{n}")) for n in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join(60)
    messages: list[str] = []
    state = opened(tmp_path / "s", messages)
    assert messages == []
    assert all(state.get(f"https://r{n}.example/{k}") is not None for n in range(3) for k in range(20))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_run_keeps_what_was_finished_and_goes_on(tmp_path: Path, site, number: signal.Signals) -> None:  # type: ignore[no-untyped-def]
    one = site({f"/p/{n}": after(0.01, page()) for n in range(120)})
    (tmp_path / "links.txt").write_text("\n".join(f"{one.base}/p/{n}" for n in range(120)))
    state = tmp_path / "s"
    command = [sys.executable, SCRIPT, tmp_path / "links.txt", "--allow-private", "--cache", state, "--interval", "0.02",
               "--policy", os.devnull, "--json", tmp_path / "out.json"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    while not state.exists() or state.read_bytes().count(b"\n") < 60:
        assert process.poll() is None
        sleep(0.01)
    process.send_signal(number)
    _, said = process.communicate(timeout=20)
    asked = len(one.asked)
    kept = len({json.loads(line)["url"] for line in state.read_bytes().splitlines() if line.endswith(b"}")})
    assert kept >= asked - 5  # what was under way at that moment was not finished
    if number is not signal.SIGKILL:
        assert process.returncode == 3
        assert "interrupted" in said
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
    assert len(one.asked) - asked == 120 - kept
    assert len(json.loads((tmp_path / "out.json").read_text())) == 120


def test_what_is_known_is_not_asked_again(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one = site({"/ok": page(), "/moved": answer(301, {"Location": "/ok"})})
    links = [one.base + "/ok", one.base + "/moved"]
    state = str(check.folder / "s")
    first = check(links, "--cache", state, "--now", AT)
    asked = len(one.asked)
    second = check(links, "--cache", state, "--now", "2026-11-01T18:00:00+00:00")
    assert len(one.asked) == asked
    assert second == first


def test_a_broken_link_is_asked_every_time(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one = site()
    for runs in (1, 2):
        check([one.base + "/gone"], "--cache", str(check.folder / "s"))
        assert one.count("/gone") == 2 * runs  # as a program, and as a browser


def test_max_age_ends_the_trust(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one = site({"/ok": page()})
    for day, age in ((0, "7d"), (3, "7d"), (3, "2d")):
        now = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=day)
        check([one.base + "/ok"], "--cache", str(check.folder / "s"), "--now", now.isoformat(), "--max-age", age)
    assert one.count("/ok") == 2


def test_an_unchanged_page_need_not_be_sent_again(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one = site({"/ok": page(headers={"ETag": '"7"'})})
    state = str(check.folder / "s")
    check([one.base + "/ok"], "--cache", state, "--now", "2026-11-01")
    one.routes["/ok"] = answer(304)
    rows = check([one.base + "/ok"], "--cache", state, "--now", "2026-11-20")
    assert one.headers[-1]["If-None-Match"] == '"7"'
    assert (check.code, rows[one.base + "/ok"]["class"]) == (0, "ok")


def test_when_our_own_network_is_down_the_state_stays_as_it_was(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one = site({"/ok": page()})
    state = check.folder / "s"
    check([one.base + "/ok"], "--cache", str(state), "--now", "2026-11-01")
    before = state.read_bytes()
    dead = [f"http://127.0.0.1:{closed_port()}/{n}" for n in range(8)]
    check([one.base + "/ok", *dead], "--cache", str(state), "--now", "2026-11-20")
    assert check.code == 3
    assert check.err.count("our own network looks down") == 1
    assert state.read_bytes() == before

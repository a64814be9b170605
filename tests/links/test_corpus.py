"""The fault set, checked in one run as a maintainer would: no false alarm, nothing missed, nothing without a
verdict.
"""

# ruff: noqa: E501 -- tables of cases read better with a case a line
import json
import os
import re
import ssl
import subprocess
import sys
import warnings
from time import monotonic
from typing import Any

import pytest
from corpus import HEAD_OK, VERDICTS, http_cases, raw_cases, spelling_cases
from corpus_more import more_cases, more_raw_cases, turn_cases
from link_harness import ROOT, SCRIPT
from servers import Authority, Loop, Site, closed_port, has_ipv6, late_server, raw_server

Expected = dict[str, str]
EITHER = "insecure or down"
"""A refused handshake ends in an alert or in a reset, whichever comes first."""
MEASURED = """
import pathlib, runpy, sys
peak = sys.argv.pop(1)
del sys.argv[0]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    status = pathlib.Path("/proc/self/status")
    pathlib.Path(peak).write_text(status.read_text() if status.exists() else "")
"""
"""Runs a script and writes down its own peak of memory. What the system tells about a child would hold the memory of the
test process too, from which it was forked."""


def tls_cases(loop: Loop, authority: Authority, plain: str) -> tuple[Expected, list[Site]]:
    """HTTPS in good and bad order."""
    from behaviours import page, redirect

    routes = {"/": page(), "/moved": page()}
    sites = {
        "ok": Site(loop, routes, tls=authority.context("127.0.0.1")),
        "expired": Site(loop, routes, tls=authority.context("127.0.0.1", days=(-90, -1))),
        "not yet": Site(loop, routes, tls=authority.context("127.0.0.1", days=(10, 90))),
        "other name": Site(loop, routes, tls=authority.context("other.example.org")),
        "self-signed": Site(loop, routes, tls=authority.context("127.0.0.1", own=False)),
    }
    expected = {site.base + "/": "ok" if name == "ok" else "insecure" for name, site in sites.items()}
    expected[sites["ok"].base + "/nowhere"] = "broken"
    expected[sites["ok"].base + "/down"] = "redirected-temporary"
    expected[sites["ok"].base + "/to-expired"] = "insecure"
    routes["/down"] = redirect(plain, 302)
    routes["/to-expired"] = redirect(sites["expired"].base + "/", 302)
    old = authority.context("127.0.0.1")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1
    sites["old"] = Site(loop, routes, tls=old)
    expected[sites["old"].base + "/"] = EITHER
    return expected, list(sites.values())


@pytest.fixture(scope="module")
def measured(loop: Loop, authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("corpus")
    expected: Expected = {}
    begun: list[Site] = []
    late = late_server(
        loop, [HEAD_OK + b"Connection: close\r\n\r\n<p>late"], 1.0, lambda: any(site.asked for site in begun)
    )
    expected[f"http://127.0.0.1:{late}/"] = "flaky-but-ok"
    routes = {}
    cases = list(http_cases())
    for case in cases:
        routes[case.path.partition("#")[0]] = case.behaviour
        routes |= case.more
    every = routes["/every/thing-else"]
    main = Site(loop, routes)
    begun.append(main)
    main.limit = lambda site: every if site.asked[-1][1].startswith("/every/") else None
    expected |= {main.base + case.path: case.outcome for case in cases}
    names = {}
    second_routes = {"/plain": routes["/plain"], "/nowhere": routes["/status/404"], "/": routes["/"]}
    more = list(more_cases())
    for case in more:
        second_routes[case.path.partition("#")[0]] = case.behaviour
        second_routes |= case.more
    second = Site(loop, second_routes)
    expected |= {second.base + case.path: case.outcome for case in more}
    for name, script, outcome in [*raw_cases(), *more_raw_cases()]:
        url = f"http://127.0.0.1:{raw_server(loop, script)}/"
        expected[url], names[url] = outcome, name
    for name, scripts, outcome in turn_cases():
        url = f"http://127.0.0.1:{raw_server(loop, *scripts)}/"
        expected[url], names[url] = outcome, name
    expected[f"http://127.0.0.1:{closed_port()}/"] = "down"
    expected[f"https://127.0.0.1:{closed_port()}/"] = "down"
    expected[f"https://127.0.0.1:{main.port}/plain"] = "insecure"
    secure, sites = tls_cases(loop, authority, main.base + "/plain")
    expected |= secure
    expected[f"http://127.0.0.1:{sites[0].port}/"] = "down"
    expected[f"http://localhost:{main.port}/plain"] = "ok"
    expected[f"http://deep.localhost:{main.port}/plain"] = "ok"
    expected[f"http://2130706433:{main.port}/plain"] = "ok"
    expected[f"HTTP://127.0.0.1:{main.port}/plain"] = "ok"
    if has_ipv6():
        six = Site(loop, routes, host="::1")
        sites.append(six)
        expected[six.base + "/plain"] = "ok"
        expected[six.base + "/status/404"] = "broken"
    expected |= dict(spelling_cases())
    for spelling in (
        "http://127.1:{port}/plain",
        "http://0x7f.0.0.1:{port}/plain",
        "http://017700000001:{port}/plain",
        "http://127.0.0.1.:{port}/plain",
        "http://LOCALHOST.:{port}/plain",
        "http://user:word@127.0.0.1:{port}/plain",
        "http://127.0.0.1:{port}?",
        "http://127.0.0.1:{port}?a=b",
        "http:\\\\127.0.0.1:{port}\\plain",
        "http://%31%32%37.0.0.1:{port}/plain",
        "http://127.0.0.1:0{port}/plain",
        "http://１２７.0.0.1:{port}/plain",
        "http://127.0.0.1:{port}/plain?" + "y" * 8000,
        "http://127.0.0.1:{port}/plain?q=a|b^c`d{{e}}",
        "http://127.0.0.1:{port}/plain?q=größe",
    ):
        expected[spelling.format(port=main.port)] = "ok"
    expected[f"//127.0.0.1:{main.port}/plain"] = "insecure"
    expected[f"http://127.0.0.1:{main.port}//plain"] = "broken"
    expected["http:\\\\127.0.0.1:0/"] = "broken"
    expected[f"https://[::ffff:127.0.0.1]:{main.port}/plain"] = "insecure"
    expected[f"https://127.0.0.1:{raw_server(loop, [60.0], ask_first=False)}/"] = "timeout"
    expected[
        f"https://127.0.0.1:{raw_server(loop, [0.1, b'HTTP/1.1 400 Bad Request' + bytes([13, 10, 13, 10]), 0.5], ask_first=False)}/"
    ] = "insecure"
    expected[f"https://127.0.0.1:{raw_server(loop, [], ask_first=False)}/"] = "down"
    expected[f"https://127.0.0.1:{raw_server(loop, ['reset'], ask_first=False)}/"] = "down"
    expected[f"http://127.0.0.1:{raw_server(loop, [60.0], ask_first=False)}/"] = "timeout"
    expected[f"http://127.0.0.1:{raw_server(loop, ['reset'], ask_first=False)}/"] = "down"
    expected[f"http://127.0.0.1:{raw_server(loop, [b'SSH-2.0-x' + bytes([13, 10]), 30.0], ask_first=False)}/"] = (
        "broken"
    )
    links = folder / "links.txt"
    links.write_text("\n".join(expected) + "\n", encoding="utf-8")
    began = monotonic()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, folder / "peak", SCRIPT, links, "--allow-private", "--ca-file", authority.pem, "--timeout", os.environ.get("LINK_TIMEOUT", "3"),
         "--json", folder / "out.json"],
        capture_output=True, text=True, timeout=170, cwd=ROOT, check=False,
    )  # fmt: skip
    seconds = monotonic() - began
    rows = {row["url"]: row for row in json.loads((folder / "out.json").read_text())}
    return {
        "expected": expected, "rows": rows, "code": done.returncode, "err": done.stderr, "out": done.stdout,
        "seconds": seconds, "names": names, "main": main, "base": main.base,
        "peak": re.search(r"VmHWM:\s+(\d+) kB", (folder / "peak").read_text()),
    }  # fmt: skip


def _told(measured: dict[str, Any], url: str) -> str:
    row = measured["rows"].get(url, {})
    name = measured["names"].get(url, "")
    return f"{url} {name}: expected {measured['expected'][url]}, got {row.get('class')} ({row.get('reason')}; {row.get('tries')} tries)"


def test_has_at_least_a_hundred_behaviours(measured: dict[str, Any]) -> None:
    assert len(measured["expected"]) >= 100


def test_every_link_has_a_verdict(measured: dict[str, Any]) -> None:
    assert measured["code"] == 1, measured["err"]
    assert measured["expected"].keys() == measured["rows"].keys()


def test_no_false_alarm_and_nothing_missed(measured: dict[str, Any]) -> None:
    wrong = [
        _told(measured, url)
        for url, outcome in measured["expected"].items()
        if measured["rows"][url]["verdict"] != VERDICTS.get(outcome, "warn")
    ]
    assert not wrong, "\n".join(wrong)


def test_every_class_is_right(measured: dict[str, Any]) -> None:
    wrong = [
        _told(measured, url)
        for url, outcome in measured["expected"].items()
        if measured["rows"][url]["class"] not in outcome.split(" or ")
    ]
    assert not wrong, "\n".join(wrong)


def test_little_is_taken_of_an_endless_body(measured: dict[str, Any]) -> None:
    sent = measured["main"].sent
    assert sent["/endless"] <= 2**20
    assert sent["/endless-nothing"] <= 10 * 2**20


def test_a_host_gets_at_most_four_requests_at_once_and_twenty_a_second(measured: dict[str, Any]) -> None:
    main = measured["main"]
    place = main.base.removeprefix("http://")
    times = sorted(time for time, headers in zip(main.times, main.headers, strict=True) if headers["Host"] == place)
    # Requests leave 50 ms apart and arrive a little less evenly: 41 of them span two seconds, give or take a tenth.
    most = max(sum(1 for other in times[i : i + 80] if other < start + 1.9) for i, start in enumerate(times))
    assert most <= 40
    assert main.peak <= 5  # a server notices a hang-up a moment late


def test_memory_stays_bounded(measured: dict[str, Any]) -> None:
    if measured["peak"] is None:
        pytest.skip("this system does not tell a process its peak of memory")
    megabytes = int(measured["peak"][1]) / 1024
    print(f"{len(measured['expected'])} behaviours, {measured['seconds']:.1f} s, {megabytes:.0f} MB")
    assert 20 < megabytes <= 150

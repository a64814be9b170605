"""Runs that did not check, and a run where all is well: what they end with, and what they leave behind."""

# ruff: noqa: E501 -- tables of cases read better with a case a line
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from behaviours import FILLER, Handler, after, answer, page, redirect
from link_harness import ROOT, SCRIPT, Check
from servers import Authority, Loop, Site

Sites = Callable[..., Site]
HOSTS = [f"h{n}.example.org" for n in range(12)]


def everywhere(one: Site, names: dict[str, Any], check: Check, hosts: list[str] = HOSTS) -> list[str]:
    """A link to each host, all of them at one server, the control too."""
    names |= {host: ["127.0.0.1"] for host in [*hosts, "control.example.net", "portal.example.com"]}
    (check.folder / "policy.yml").write_text(f"control: ['http://control.example.net:{one.port}/']\n")
    return [f"http://{host}:{one.port}/deep/page" for host in hosts]


@pytest.mark.parametrize("count", [2, 12])
@pytest.mark.parametrize("kind", ["captive page", "proxy's 403", "proxy's 502", "sign-in form", "proxy's 404", "511"])
def test_one_answer_for_all_hosts_and_the_control_is_our_networks(
    check: Check, site: Sites, names, kind: str, count: int
) -> None:  # type: ignore[no-untyped-def]
    one = site({})
    form = page("<h1>Sign in</h1><form><input type='password'></form>", "Sign in")
    refusal = page(
        "<h1>Blocked</h1><p>By our proxy.</p>",
        "Blocked",
        {"proxy's 403": 403, "proxy's 502": 502, "proxy's 404": 404, "511": 511}.get(kind, 200),
    )
    portal = redirect(f"http://portal.example.com:{one.port}/login?next=x", 302)

    async def handler(request):  # type: ignore[no-untyped-def]
        at_portal = request.host.startswith("portal.")
        return await (form if at_portal or kind == "sign-in form" else portal if kind == "captive page" else refusal)(
            request
        )

    one.limit = lambda site: handler
    state = check.folder / "state"
    rows = check(everywhere(one, names, check, HOSTS[:count]), "--cache", str(state))
    assert check.code == 3, (check.out, check.err)
    assert "our own network" in check.err
    assert state.read_bytes() == b""
    assert "broken" not in {row["verdict"] for row in rows.values()}
    assert "Traceback" not in check.err


def test_hosts_that_share_a_refusal_while_the_control_is_well_are_judged(check: Check, site: Sites, names) -> None:  # type: ignore[no-untyped-def]
    one = site({"/": page()})
    rows = check(everywhere(one, names, check), "--cache", str(check.folder / "state"))
    assert check.code == 1
    assert {row["verdict"] for row in rows.values()} == {"broken"}


def test_hosts_that_all_lead_to_one_publisher_are_judged(check: Check, site: Sites, names) -> None:  # type: ignore[no-untyped-def]
    one = site({"/": page()})
    one.routes["/deep/page"] = redirect(f"http://portal.example.com:{one.port}/deep", 302)
    one.routes["/deep"] = page(f"<h1>Deep page</h1>{FILLER}", "Deep page")
    rows = check(everywhere(one, names, check))
    assert (check.code, {row["verdict"] for row in rows.values()}) == (0, {"ok"})


@pytest.mark.parametrize("trouble", [after(9, page()), None])
def test_time_outs_everywhere_are_our_networks(check: Check, site: Sites, names, trouble: Handler | None) -> None:  # type: ignore[no-untyped-def]
    one = site({})
    one.limit = lambda site: trouble
    links = everywhere(one, names, check)
    state = check.folder / "state"
    if trouble is None:
        import socket

        def slow(*_: Any, **__: Any) -> Any:
            time.sleep(0.7)
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

        socket.getaddrinfo = slow  # the fixture `names` puts it back
    check(links, "--cache", str(state), "--timeout", "0.5")
    assert check.code == 3, check.out
    assert state.read_bytes() == b""
    assert "Traceback" not in check.err + check.out


def test_a_clock_that_was_ahead_once_does_not_stop_the_rule(check: Check, site: Sites) -> None:
    one = site({"/": answer(503, {"Retry-After": "3600"}), "/ok": page()})
    state = str(check.folder / "state")
    verdicts = []
    for day in ("2027-06-01", "2026-01-01", "2026-01-03", "2026-01-05", "2026-02-10"):
        rows = check([one.base + "/", one.base + "/ok"], "--cache", state, "--max-age", "0", "--now", day)
        verdicts.append(rows[one.base + "/"]["verdict"])
    assert verdicts == ["warn", "warn", "warn", "broken", "broken"]


@pytest.mark.parametrize(("days", "code"), [(400, 3), (-400, 3), (0, 0)])
def test_a_clock_that_is_wrong_now_is_told_by_the_servers(check: Check, site: Sites, days: int, code: int) -> None:
    from email.utils import formatdate

    date = {"Date": formatdate(time.time() + 86_400 * days, usegmt=True)}
    links = [site({"/": answer(200, date, b"ok")}).base + "/" for _ in range(3)]
    state = check.folder / "state"
    check(links, "--cache", str(state))
    assert check.code == code, check.err
    assert bool(state.read_bytes()) is (code == 0)
    assert ("clock" in check.err) is (code == 3)
    check(links, "--cache", str(state), "--now", "2026-01-01")
    assert check.code == 0  # who names the time means it


@pytest.mark.parametrize("option", ["--json", "--junit", "--sarif", "--markdown"])
def test_a_folder_that_does_not_exist_is_told_before_the_run(check: Check, site: Sites, option: str) -> None:
    one = site({"/": page()})
    check([one.base + "/"], option, str(check.folder / "nowhere" / "report"))
    assert (check.code, one.asked) == (2, [])
    assert "there is no folder" in check.err


def test_a_report_that_cannot_be_written_is_not_lost(check: Check, site: Sites) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no full device")
    one = site({"/": page()})
    check([one.base + "/"], "--markdown", "/dev/full")
    assert check.code == 3
    assert "No space left" in check.err
    place = Path(check.err.split("the report is in ")[1].split()[0])
    assert "# Links" in place.read_text()
    place.unlink()


def test_an_old_report_stays_whole_until_the_new_one_is(
    check: Check, site: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = check.folder / "report.md"
    path.write_text("old")
    real = Path.write_text

    def full(self: Path, text: str, **more: Any) -> int:
        if self.name.startswith(".report.md"):
            raise OSError(28, "No space left on device")
        return real(self, text, **more)

    monkeypatch.setattr(Path, "write_text", full)
    check([site({"/": page()}).base + "/"], "--markdown", str(path))
    assert (check.code, path.read_text()) == (3, "old")


def test_a_full_disk_ends_the_memory_not_the_run(check: Check, site: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    one = site({"/": page(), "/gone": answer(404)})
    monkeypatch.setattr("roadmap_links.state.state._write_all", full)
    rows = check([one.base + "/", one.base + "/gone"], "--cache", str(check.folder / "state"))
    assert check.code == 3
    assert [row["verdict"] for row in rows.values()] == ["ok", "broken"]
    assert "No space left" in check.err
    assert "Traceback" not in check.err


@pytest.mark.parametrize("place", ["/proc/nowhere/state", "file/state", "."])
def test_a_state_file_that_cannot_be_written_is_told_before_the_run(check: Check, site: Sites, place: str) -> None:
    (check.folder / "file").write_text("no folder")
    one = site({"/": page()})
    check([one.base + "/"], "--cache", str(check.folder / place))
    assert (check.code, one.asked) == (2, [])


def test_a_placeholder_address_is_told_once_and_fails_nothing(
    check: Check, site: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REPO_URL", raising=False)
    monkeypatch.delenv("SITE_URL", raising=False)
    one = site({"/": page()})
    root = check.folder / "root"
    (root / "docs").mkdir(parents=True)
    (root / "site").mkdir()
    (root / "mkdocs.yml").write_text(
        'site_url: !ENV [SITE_URL, "https://ml-roadmap.example/"]\nrepo_url: !ENV [REPO_URL, "https://github.example/a/b"]\n'
    )
    (root / "docs" / "index.md").write_text(f"[a]({one.base}/)\n")
    links = "".join(
        f'<a href="{url}">x</a>'
        for url in (
            "https://github.example/a/b",
            "https://github.example/a/b/issues",
            "https://ml-roadmap.example/x/",
            one.base + "/",
        )
    )
    (root / "site" / "index.html").write_text(f"<html><body>{links}</body></html>")
    monkeypatch.chdir(root)
    from check_links import main
    from click.testing import CliRunner

    done = CliRunner().invoke(main, ["--allow-private", "--json", str(check.folder / "o.json")])
    assert done.exit_code == 0, done.output
    assert [row["url"] for row in json.loads((check.folder / "o.json").read_text())] == [one.base + "/"]
    assert done.stderr.count("github.example") == 1
    assert "set REPO_URL to the real address" in done.stderr


def test_on_our_own_site_with_every_link_alive_a_run_ends_with_0(  # type: ignore[no-untyped-def]
    check: Check, loop: Loop, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every host of the project, and the control, is one server on the loopback with a certificate for all of them."""
    from check_links import main
    from click.testing import CliRunner

    import roadmap_links.http.private_addresses as look_up
    from roadmap_links.extract.collect import collect
    from roadmap_links.extract.own_site import default_files
    from roadmap_links.hosts import NotAUrl
    from roadmap_links.urls import parse as address_of

    hosts = {"www.iana.org", "example.com"}
    for link in collect(default_files(ROOT)):
        with suppress(NotAUrl):
            hosts.add(address_of(link.url).host)
    pages = {"/": page()}
    https = Site(loop, pages, tls=authority.context(*sorted(hosts)))
    http = Site(loop, pages)
    https.limit = http.limit = lambda site: page(f"<h1>About {{path}}</h1><p>{FILLER}</p>", "About {path}")
    real = look_up.Resolver.resolve

    async def resolve(self: Any, host: str, port: int = 0, family: Any = 0) -> Any:
        return await real(self, "127.0.0.1", https.port if port == 443 else http.port, family)

    monkeypatch.setattr(look_up.Resolver, "resolve", resolve)
    for name in ("REPO_URL", "SITE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(ROOT)
    out, policy = check.folder / "o.json", check.folder / "policy.yml"
    ours = (ROOT / "docs/_data/link-policy.yml").read_text("utf-8")
    policy.write_text(re.sub(r"interval: \S+", "interval: 0.01", ours))  # a server of our own needs no rest
    given = [
        "--allow-private",
        "--ca-file",
        str(authority.pem),
        "--json",
        str(out),
        "--policy",
        str(policy),
        "--interval",
        "0",
        "--cache",
        str(check.folder / "state"),
    ]
    done = CliRunner().invoke(main, given)
    https.close()
    http.close()
    rows = json.loads(out.read_text())
    assert done.exit_code == 0, [row for row in rows if row["verdict"] == "broken"] or done.output[-2000:]
    assert len(rows) > 100


# --- fix ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("x.yml", "- {id: b, url: {old}, t: x}\n", "- {id: b, url: \"{new}\", t: x}\n"), ("x.yml", "url: [{old}, {old}b]\n", "url: [\"{new}\", {old}b]\n"),
        ("x.yml", "- url: {old} # why\n  t: 'x'\n", "- url: {new} # why\n  t: 'x'\n"), ("x.yml", "- url: \"{old}\"\n", "- url: \"{new}\"\n"), ("x.yml", "- url: '{old}'\n", "- url: '{new}'\n"),
        ("x.yml", "a: &a\n  url: {old}\nb: *a\n", "a: &a\n  url: {new}\nb: *a\n"), ("x.md", "[x]({old}) and {old}.\n", "[x]({new}) and {new}.\n"), ("x.md", "[x][r]\n\n[r]: {old} \"T\"\n", "[x][r]\n\n[r]: {new} \"T\"\n"),
        ("x.md", "| [x]({old}) |\n|---|\n| `{old}` |\n", "| [x]({new}) |\n|---|\n| `{old}` |\n"), ("x.md", "<{old}>\n", "<{new}>\n"),
    ],
)  # fmt: skip
def test_fix_changes_the_address_and_nothing_else_in_any_spelling(
    check: Check, site: Sites, name: str, before: str, after: str
) -> None:
    one = site({"/p2": redirect("/q2,v(2)"), "/q2,v(2)": page(), "/p2b": page()})
    old, new = one.base + "/p2", one.base + "/q2,v(2)"
    path = check.folder / name
    path.write_text(before.replace("{old}", old))
    check(path, "--fix")
    assert path.read_text() == after.replace("{old}", old).replace("{new}", new)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("x.yml", "- t: x\n  url: >-\n    {old}\n", 2), ("x.html", "<p>\n<a href='{old}'>x</a>\n", 2), ("x.txt", "{old}\n", 1), ("x.yml", "- url: \"http:\\/\\/{rest}\"\n", 1),
    ],
)  # fmt: skip
def test_fix_tells_what_it_could_not_mend_with_its_place(
    check: Check, site: Sites, name: str, text: str, line: int
) -> None:
    one = site({"/p2": redirect("/q2"), "/q2": page()})
    path = check.folder / name
    path.write_text(
        before := text.replace("{old}", one.base + "/p2").replace("{rest}", one.base.removeprefix("http://") + "/p2")
    )
    check(path, "--fix")
    assert path.read_text() == before
    assert f"{name}:{line}: not mended" in check.err
    assert f"put {one.base}/q2 for {one.base}/p2 by hand" in check.err


def test_with_the_network_closed_one_sentence_is_all(check: Check, names, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    names.clear()
    check([f"https://{host}/" for host in HOSTS], "--cache", str(check.folder / "state"))
    assert check.code == 3
    assert check.out == ""
    assert len(check.err.strip().splitlines()) == 1, check.err


def test_look_ups_that_nobody_waited_for_leave_no_traceback(tmp_path: Path) -> None:
    links = tmp_path / "list.txt"
    links.write_text("\n".join(f"https://{host}/" for host in HOSTS))
    slow = tmp_path / "slow.py"
    slow.write_text(
        "import runpy, socket, sys, time\n"
        "def slow(*_, **__):\n    time.sleep(0.6)\n    raise socket.gaierror(socket.EAI_NONAME, 'unknown')\n"
        "socket.getaddrinfo = slow\nsys.argv = sys.argv[1:]\nrunpy.run_path(sys.argv[0], run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, slow, SCRIPT, links, "--timeout", "0.3"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=100,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr

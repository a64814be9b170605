"""The command: what it is given, what it writes, how it ends."""

# ruff: noqa: E501 -- tables of cases read better with a case a line
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
from behaviours import answer, page, redirect
from link_harness import ROOT, SCRIPT, Check
from servers import Site

KEYS = {
    "url",
    "verdict",
    "class",
    "status",
    "final_url",
    "reason",
    "hops",
    "tries",
    "since",
    "sources",
    "checked_at",
    "seconds",
}

Sites = Callable[..., Site]


@pytest.fixture
def one(site: Sites) -> Site:
    return site({
        "/ok": page("all ok", "ok"), "/moved": redirect("/ok"), "/moved?a=1&b=2": redirect("/ok?a=1&b=2"), "/shut": answer(403),
    })  # fmt: skip


def test_a_row_has_all_its_keys(check: Check, one: Site) -> None:
    row = check([one.base + "/moved"])[one.base + "/moved"]
    assert row.keys() == KEYS
    assert row["hops"] == [{"url": one.base + "/moved", "status": 301, "to": one.base + "/ok"}]
    assert row["final_url"] == one.base + "/ok"
    assert row["sources"] == [{"file": str(check.folder / "list.txt"), "line": 1, "resource": None}]


@pytest.mark.parametrize(("paths", "code"), [(["/ok"], 0), (["/ok", "/shut", "/moved"], 0), (["/ok", "/gone"], 1)])
def test_the_exit_code_says_whether_something_is_broken(check: Check, one: Site, paths: list[str], code: int) -> None:
    check([one.base + path for path in paths])
    assert check.code == code


@pytest.mark.parametrize(
    "arguments",
    [["--shard", "3/2"], ["--shard", "x"], ["--max-age", "old"], ["--now", "today"], ["--timeout", "0"], ["--no-such-option"],
     ["--ca-file", str(SCRIPT)], ["--write-status"], ["--changed-since", "no-such-revision"], ["--cache", "/"]],
)  # fmt: skip
def test_wrong_usage_ends_with_2(check: Check, one: Site, arguments: list[str]) -> None:
    check([one.base + "/ok"], *arguments)
    assert check.code == 2


def test_a_missing_file_is_wrong_usage(check: Check) -> None:
    check(check.folder / "nowhere.md")
    assert check.code == 2


def test_a_file_that_is_no_yaml_is_wrong_usage_with_its_line(check: Check) -> None:
    (check.folder / "x.yml").write_text("a: 1\nb: ]\n")
    check(check.folder / "x.yml")
    assert check.code == 2
    assert "x.yml:2" in check.err


def test_a_fault_of_the_checker_ends_with_3(check: Check, one: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("roadmap_links.engine.judge", fail)
    rows = check([one.base + "/ok"])
    assert check.code == 3
    assert rows[one.base + "/ok"]["verdict"] == "warn"
    monkeypatch.setattr("check_links.run", fail)
    check([one.base + "/ok"])
    assert check.code == 3


def test_a_list_without_links_is_fine(check: Check) -> None:
    check([])
    assert (check.code, check.out.strip()) == (0, "0 links")


def test_offline_asks_nobody(check: Check, one: Site) -> None:
    check([one.base + "/gone"], "--offline")
    assert (check.code, one.asked) == (0, [])
    check(["http://not a host/"], "--offline")
    assert check.code == 1


def test_the_report_says_what_where_and_how_to_mend_it(check: Check, one: Site) -> None:
    check([one.base + "/gone", one.base + "/moved"])
    assert "BROKEN" in check.out
    assert "list.txt:1" in check.out
    assert "404 Not Found" in check.out
    assert f"use {one.base}/ok instead" in check.out
    assert check.out.strip().splitlines()[-1] == "2 links: 1 broken, 1 moved (1 to mend)"


def test_the_shards_are_all_and_keep_hosts_together(check: Check, site: Sites) -> None:
    links = [
        f"{site({'/1': page(), '/2': page()}).base.replace('127.0.0.1', f'127.0.2.{n}')}/{k}"
        for n in range(1, 7)
        for k in (1, 2)
    ]
    parts = [set(check(links, "--shard", f"{n}/3", "--offline")) for n in (1, 2, 3)]
    assert set().union(*parts) == set(links)
    assert sum(len(part) for part in parts) == len(links)
    hosts = [{link.split("/")[2].split(":")[0] for link in part} for part in parts]
    assert not hosts[0] & hosts[1] | hosts[1] & hosts[2]


def test_junit(check: Check, one: Site) -> None:
    out = check.folder / "junit.xml"
    check([one.base + "/ok", one.base + "/gone", one.base + "/shut", "http://bad\x01host/"], "--junit", str(out))
    suite = Tree.parse(out).getroot()[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("4", "2", "1")


def test_sarif(check: Check, one: Site) -> None:
    (check.folder / "page.md").write_text(f"# T\n\n[a]({one.base}/gone) and [b]({one.base}/moved)\n")
    check(check.folder / "page.md", "--sarif", str(check.folder / "out.sarif"))
    log = json.loads((check.folder / "out.sarif").read_text())
    gone, moved = log["runs"][0]["results"]
    assert log["version"] == "2.1.0"
    assert (gone["level"], moved["level"]) == ("error", "warning")
    assert gone["locations"][0]["physicalLocation"]["region"]["startLine"] == 3
    assert moved["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == one.base + "/ok"
    assert log["runs"][0]["tool"]["driver"]["rules"][gone["ruleIndex"]]["id"] == gone["ruleId"]


def test_annotations_stand_on_the_line_of_the_link(check: Check, one: Site) -> None:
    (check.folder / "a,b.md").write_text(f"\n\n[a]({one.base}/gone)\n")
    check(check.folder / "a,b.md", "--github")
    [line] = [line for line in check.out.splitlines() if line.startswith("::")]
    assert line.startswith("::error file=")
    assert "a%2Cb.md,line=3,col=5" in line


def test_markdown_has_the_tables_of_the_issue(check: Check, one: Site) -> None:
    out = check.folder / "out.md"
    check([one.base + "/gone", one.base + "/moved", one.base + "/shut"], "--markdown", str(out))
    text = out.read_text()
    assert "## To mend" in text
    assert "## Moved" in text
    assert "## To look at" in text
    check([one.base + "/ok"], "--markdown", str(out))
    assert "All is well." in out.read_text()


FILES = {
    "docs/_data/roadmap.yml": "# top\nstages:\n- id: a   # comment\n  url: 'BASE/moved?a=1&b=2'   # keep me\n- id: b\n  url: BASE/moved\n",
    "docs/page.md": "# T\r\n\r\n`BASE/moved` [x](BASE/moved) [y](BASE/moved \"t\")\r\n[z](BASE/moved?a=1&amp;b=2) [s][r] <BASE/moved>\r\n\r\n"
    "[r]: BASE/moved\r\n```\r\nBASE/moved\r\n```\r\n",
}  # fmt: skip


def test_fix_changes_the_addresses_and_nothing_else(
    check: Check, one: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text.replace("BASE", one.base).encode())
    monkeypatch.chdir(tmp_path)
    check(tmp_path / "docs/page.md", "--fix")
    check(tmp_path / "docs/_data/roadmap.yml", "--fix")
    page_text = (tmp_path / "docs/page.md").read_bytes().decode().replace(one.base, "BASE")
    data_text = (tmp_path / "docs/_data/roadmap.yml").read_bytes().decode().replace(one.base, "BASE")
    assert page_text == (
        '# T\r\n\r\n`BASE/moved` [x](BASE/ok) [y](BASE/ok "t")\r\n[z](BASE/ok?a=1&amp;b=2) [s][r] <BASE/ok>\r\n\r\n'
        "[r]: BASE/ok\r\n```\r\nBASE/moved\r\n```\r\n"
    )
    assert data_text == FILES["docs/_data/roadmap.yml"].replace("moved", "ok")


def git(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments], cwd=folder, check=True,
                   capture_output=True, env=environment)  # fmt: skip


def test_only_added_and_changed_links_are_judged_in_a_pull_request(
    check: Check, one: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text(f"[old]({one.base}/gone-before)\n\n[same]({one.base}/gone-too)\n")
    (tmp_path / "docs/b.md").write_text(f"[b]({one.base}/gone-b)\n" * 3)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "x")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs/b.md").rename(tmp_path / "docs/renamed.md")
    git(tmp_path, "add", ".")
    (tmp_path / "docs/a.md").write_text(
        f"New words.\n\n[old words]({one.base}/gone-before)\n\n[same]({one.base}/gone-too)\n"
    )
    from check_links import main
    from click.testing import CliRunner

    def run() -> tuple[int, str]:
        done = CliRunner().invoke(main, ["--changed-since", "HEAD", "--allow-private", "--github"])
        return done.exit_code, done.stdout

    assert run() == (0, "0 links\n")
    (tmp_path / "docs/new.md").write_text(f"\n[n]({one.base}/gone-new) [ok]({one.base}/ok)\n")
    code, said = run()
    assert code == 1
    assert "::error file=docs/new.md,line=2" in said
    assert "gone-before" not in said


def test_status_for_readers(check: Check, one: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = tmp_path / "docs/_data"
    data.mkdir(parents=True)
    rows = "".join(f"- id: r-{name}\n  url: {one.base}/{name}\n" for name in ("ok", "moved", "gone", "shut"))
    (data / "roadmap.yml").write_text(rows)
    monkeypatch.chdir(tmp_path)
    from check_links import main
    from click.testing import CliRunner

    done = CliRunner().invoke(main, ["--write-status", "--allow-private", "--now", "2026-11-20T06:00:00Z"])
    assert done.exit_code == 1
    status = json.loads((data / "link-status.json").read_text())
    assert status["checked"] == "2026-11-20"
    assert {key: row["state"] for key, row in status["resources"].items()} == {
        "r-ok": "ok", "r-moved": "moved", "r-gone": "dead", "r-shut": "unsure",
    }  # fmt: skip
    assert status["resources"]["r-moved"]["moved_to"] == one.base + "/ok"
    assert status["resources"]["r-gone"]["since"] == "2026-11-20"


def test_without_a_file_and_without_a_site_it_says_so(
    monkeypatch: pytest.MonkeyPatch, check: Check, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    from check_links import main
    from click.testing import CliRunner

    done = CliRunner().invoke(main, [])
    assert done.exit_code == 2
    assert "no links found" in done.stderr


def test_on_our_own_site_with_the_network_closed_it_says_so(tmp_path: Path) -> None:
    """Only where there is no network: elsewhere this would ask hundreds of hosts."""
    import socket

    try:
        socket.getaddrinfo("www.iana.org", 443)
    except OSError:
        pass
    else:
        pytest.skip("there is a network here")
    state = tmp_path / "state.jsonl"
    state.write_bytes(b"")
    done = subprocess.run(
        [sys.executable, SCRIPT, "--cache", state], capture_output=True, text=True, timeout=120, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert "our own network looks down" in done.stderr
    assert state.read_bytes() == b""

"""The second opinion is heard, and can do no harm."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from behaviours import answer, page
from click.testing import CliRunner
from link_harness import ROOT


@pytest.fixture(autouse=True)
def _path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))


def row(url: str, verdict: str, reason: str = "r") -> dict[str, object]:
    return {
        "url": url,
        "verdict": verdict,
        "reason": reason,
        "sources": [{"file": "docs/a.md", "line": 1, "resource": None}],
    }


def test_each_difference_has_its_reason() -> None:
    from compare_linkchecks import differences

    ours = [row("https://a.example/x_(y)", "ok"), row("https://b.example/", "ok"), row("https://c.example/", "broken"),
            row("https://d.example/", "warn"), row("https://e.example/", "broken")]  # fmt: skip
    theirs = {
        "https://a.example/x_(y",
        "https://b.example/",
        "https://d.example/",
        "https://e.example/",
        "https://f.example/",
    }
    found = {url: why for url, _, _, why in differences(ours, theirs)}
    assert found.keys() == {
        "https://a.example/x_(y",
        "https://b.example/",
        "https://c.example/",
        "https://d.example/",
        "https://f.example/",
    }
    assert "cuts https://a.example/x_(y) short" in found["https://a.example/x_(y"]


def test_it_is_run_in_isolation(site, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from compare_linkchecks import second_opinion

    one = site({"/ok": page(), "/shut": answer(403)})
    base = one.base.replace("127.0.0.1", "127.0.0.1")
    (tmp_path / "a.md").write_text(f"[a]({base}/ok) [b]({base}/shut)")
    dead, failure = second_opinion(tmp_path, 60)
    assert failure is None
    assert dead <= {base + "/shut"}


@pytest.mark.parametrize("fault", [subprocess.TimeoutExpired("x", 1), None])
def test_its_failure_is_said_and_is_none_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception | None
) -> None:
    import compare_linkchecks

    def run(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        if fault is not None:
            raise fault
        return subprocess.CompletedProcess([], 1, "", "Traceback\nTimeoutError")

    monkeypatch.setattr(compare_linkchecks.subprocess, "run", run)
    (tmp_path / "ours.json").write_text(json.dumps([row("https://a.example/", "ok")]))
    done = CliRunner().invoke(compare_linkchecks.main, ["--ours", str(tmp_path / "ours.json"), "--docs", str(tmp_path)])
    assert done.exit_code == 0
    assert "no second opinion" in done.stdout
    assert sys.executable

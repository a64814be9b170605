"""What `make audit` takes from the tools that it asks."""

import gzip
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from roadmap_lessons.serve import serving
from tests.builders import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

from roadmap_audit.lighthouse import scores_of
from roadmap_audit.weight import Weighing

RULE = "role of a cell"


def test_a_page_is_sent_as_servers_send_it_and_weighed_so(tmp_path: Path) -> None:
    (tmp_path / "stage-1").mkdir()
    (tmp_path / "stage-1/index.html").write_text("<p>a</p>" * 1000, "utf-8")
    (tmp_path / "a.png").write_bytes(b"\0" * 1000)
    Weighing.asked.clear()
    with serving(tmp_path, handler=Weighing) as address:
        page = urlopen(f"{address}stage-1/")
        content = page.read()
        assert page.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(content) == b"<p>a</p>" * 1000
        assert urlopen(f"{address}stage-1").url == f"{address}stage-1/"
        assert len(urlopen(Request(f"{address}a.png")).read()) == 1000
    assert dict(Weighing.asked) == {"/stage-1/": len(content), "/a.png": 1000}


def audit(score: float | None, mode: str = "binary") -> dict[str, object]:
    return {"score": score, "scoreDisplayMode": mode, "numericValue": 12.4}


def test_scores_are_those_of_the_report_and_what_cost_them_is_named() -> None:
    rows = {"performance": ["total-blocking-time"], "accessibility": ["names", "links"], "best-practices": ["errors"]}
    report = {
        "categories": {
            name: {"score": score, "auditRefs": [{"id": one, "weight": 1} for one in rows.get(name, [])]}
            for name, score in zip(
                ["performance", "accessibility", "best-practices", "seo"], [0.987, 0.95, 1, 1], strict=True
            )
        },
        "audits": {
            "total-blocking-time": audit(0.5, "numeric"),
            "names": audit(0),
            "links": audit(1),
            "errors": audit(None, "notApplicable"),
        },
    }
    found = scores_of(report)
    assert (str(found), found.blocked, found.lost) == ("99/95/100/100", 12, ["names"])


def test_what_the_checker_says_is_told_once_a_page_but_for_rules_that_are_not_held(tmp_path: Path) -> None:
    valid = pytest.importorskip("roadmap_audit.valid", reason="`make audit` brings the Java that it needs")
    page = (tmp_path / "a b/index.html").as_uri()
    rows = [("no end", 3), ("no end", 9), (f"the {RULE}", 4), ("no name", 5)]
    said = {"messages": [{"message": text, "url": page, "lastLine": line} for text, line in rows]}
    not_held = [valid.NotHeld(RULE, "because")]
    assert valid.faults_of(said, tmp_path, not_held) == {"a b/index.html": ["line 3: no end", "line 5: no name"]}
    with pytest.raises(ValueError, match="no page breaks"):
        valid.faults_of(said, tmp_path, [*not_held, valid.NotHeld("of nobody", "because")])


def test_every_budget_has_a_reason_and_every_page_of_lighthouse_is_one() -> None:
    budgets = tomllib.loads((ROOT / "scripts/budgets.toml").read_text("utf-8"))
    rows = [row for one in budgets.values() for row in (one if isinstance(one, list) else [one])]
    assert all(len(row["why"]) > 20 for row in rows)
    for page in budgets["lighthouse"]["pages"]:
        name = page.rstrip("/") or "index"
        assert any((ROOT / f"docs/{name}{end}").is_file() for end in (".md", "/index.md"))
    assert all(len(budgets["lighthouse"][form]) == 4 for form in ("mobile", "desktop"))


def test_the_tools_of_the_audit_are_pinned_without_naming_where_they_come_from() -> None:
    lock = json.loads((ROOT / "scripts/roadmap_audit/package-lock.json").read_text("utf-8"))
    named = json.loads((ROOT / "scripts/roadmap_audit/package.json").read_text("utf-8"))["devDependencies"]
    assert {name: lock["packages"][f"node_modules/{name}"]["version"] for name in named} == named
    assert all("integrity" in one and "resolved" not in one for path, one in lock["packages"].items() if path)


def test_a_page_that_is_not_there_is_told_before_a_browser_is_opened(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/audit.py"), "--only", "weight", "stage-9/"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "no page of this address: stage-9/" in done.stderr or "run `make build`" in done.stderr

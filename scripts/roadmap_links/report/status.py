"""docs/_data/link-status.json: what readers are told about the links of the resources.

Written by a command, reviewed and committed; never made during a build. Its form is `LinkStatus` of
`hooks/mlroadmap/data/links.py`, which reads it. Nothing is imported from there, so that this package can be taken out
of the project: `tests/links/report/test_status.py` gives to that reader whatever is written here.
"""

import json
from collections.abc import Iterable

from ..model import Outcome, Result, Verdict


def status_of(result: Result) -> str:
    """The word for readers; they do not need twelve classes."""
    if result.verdict is Verdict.broken:
        return "dead"
    if result.outcome is Outcome.redirected_permanent and result.suggestion:
        return "moved"
    return "ok" if result.verdict is Verdict.ok else "unsure"


def status_text(results: Iterable[Result], today: str) -> str:
    """The file's content; sorted, so that a diff shows what changed."""
    rows: dict[str, dict[str, str]] = {}
    for result in results:
        if not result.checked:
            continue
        row = {"url": result.url, "state": status_of(result), "checked": (result.checked_at or today)[:10]}
        if row["state"] == "moved" and result.suggestion:
            row["moved_to"] = result.suggestion
        if row["state"] == "dead":
            row["since"] = (result.since or result.checked_at or today)[:10]
            if result.archive:
                row["archive"] = result.archive
        for source in result.sources:
            if source.resource is not None:
                rows[source.resource] = row
    data = {"checked": today, "resources": dict(sorted(rows.items()))}
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"

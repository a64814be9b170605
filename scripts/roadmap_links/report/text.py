"""The report for people, and the one for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from ..judge.verdict import MEANING
from ..model import Outcome, Result, Verdict

_WORDS = {
    Outcome.ok: "ok",
    Outcome.redirected_temporary: "redirected",
    Outcome.flaky_but_ok: "flaky",
    Outcome.redirected_permanent: "moved",
    Outcome.fragment_missing: "place missing",
    Outcome.soft_404: "soft 404",
}
_MARKS = {Verdict.broken: "BROKEN", Verdict.warn: "warn", Verdict.ok: "ok"}


def row(result: Result) -> dict[str, object]:
    """The row of the `--json` list; docs/contributing/links.md describes it."""
    reason = result.reason
    if result.archive:
        reason += f"; archive copy: {result.archive}"
    return {
        "url": result.url,
        "verdict": result.verdict.value,
        "class": result.outcome.value,
        "status": result.status,
        "final_url": result.final_url,
        "reason": reason,
        "hops": [{"url": hop.url, "status": hop.status, "to": hop.target} for hop in result.hops],
        "tries": result.tries,
        "since": result.since,
        "sources": [{"file": s.file, "line": s.line, "resource": s.resource} for s in result.sources],
        "checked_at": result.checked_at,
        "seconds": result.seconds,
    }


def json_report(results: Sequence[Result]) -> str:
    """All results as a JSON list, in the order of the files."""
    rows = (json.dumps(row(result), ensure_ascii=True) for result in results)
    return "[\n" + ",\n".join(rows) + "\n]\n"


def summary(results: Sequence[Result]) -> str:
    """One line: `412 links: 405 ok, 5 moved, 1 broken, 1 blocked`."""
    counts = Counter(_WORDS.get(result.outcome, result.outcome.value) for result in results)
    parts = [f"{count} {word}" for word, count in counts.most_common()]
    broken = sum(result.verdict is Verdict.broken for result in results)
    line = f"{len(results)} links: {', '.join(parts)}" if parts else "0 links"
    return f"{line} ({broken} to mend)" if broken else line


def by_urgency(results: Iterable[Result]) -> list[Result]:
    """What is not ok: broken first, then by class, then in the order of the files."""
    order = list(Outcome)
    open_ = [result for result in results if result.verdict is not Verdict.ok]
    return sorted(open_, key=lambda r: (r.verdict is not Verdict.broken, -order.index(r.outcome)))


def places(result: Result) -> str:
    """Where a link stands: `file:line [resource]`, at most four."""
    named = [f"{s.file}:{s.line}" + (f" [{s.resource}]" if s.resource else "") for s in result.sources[:4]]
    more = len(result.sources) - 4
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")


def text_report(results: Sequence[Result]) -> str:
    """What needs a person, each with its place, class, evidence and way to mend it."""
    lines: list[str] = []
    for result in by_urgency(results):
        lines.append(f"{_MARKS[result.verdict]:6}  {places(result)}")
        lines.append(f"        {shown(result.url)}")
        lines.append(f"        {result.outcome.value}: {shown(result.reason)}{_evidence(result)}")
        if result.suggestion:
            lines.append(f"        use {shown(result.suggestion)} instead (--fix does it)")
        if result.archive:
            lines.append(f"        archive copy: {result.archive}")
    return "\n".join([*lines, summary(results)])


def _evidence(result: Result) -> str:
    parts = [MEANING[result.outcome]]
    if result.tries > 1:
        parts.append(f"{result.tries} tries")
    if result.since:
        parts.append(f"since {result.since[:10]}")
    if result.cached and result.checked_at:
        parts.append(f"checked {result.checked_at[:10]}")
    return f" ({'; '.join(parts)})"


def shown(text: str) -> str:
    """Text from outside, safe for a terminal or a log: no control characters, no lone surrogates."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)[:1000]

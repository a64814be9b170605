"""The Markdown report: a job summary, and the body of the one issue that the weekly run keeps up to date."""

from collections.abc import Sequence

from ..judge.verdict import MEANING
from ..model import Result, Verdict
from ..state.policy import Policy
from .text import by_urgency, places, shown, summary

MARKER = "<!-- roadmap-links -->"
"""By this line the weekly run finds its issue again."""
_MOST = 200


def markdown(results: Sequence[Result], policy: Policy, notes: Sequence[str], *, whole: bool) -> str:
    """What needs a person: a table per kind, then the proposed edits and the rules to look after."""
    open_ = by_urgency(results)
    lines = [MARKER, "# Links", "", summary(results) + ".", ""]
    lines += [f"- {note}" for note in notes] + ([""] if notes else [])
    broken = [result for result in open_ if result.verdict is Verdict.broken]
    moved = [result for result in open_ if result.suggestion and result not in broken]
    rest = [result for result in open_ if result not in broken and result not in moved]
    if broken:
        lines += ["## To mend", "", "| link | what is wrong | since | where | archive copy |", "|---|---|---|---|---|"]
        for r in broken[:_MOST]:
            copy = f"[copy]({_url(r.archive)})" if r.archive else "none known"
            what = f"{r.outcome.value}: {r.reason}"
            lines.append(f"| {_cell(r.url)} | {_cell(what)} | {(r.since or '')[:10]} | {_cell(places(r))} | {copy} |")
        lines.append("")
    if moved:
        lines += [
            "## Moved",
            "",
            "`python scripts/check_links.py --fix` makes these edits.",
            "",
            "| from | to | where |",
            "|---|---|---|",
        ]
        lines += [f"| {_cell(r.url)} | {_cell(r.suggestion or '')} | {_cell(places(r))} |" for r in moved[:_MOST]]
        lines.append("")
    if rest:
        lines += ["## To look at", "", "| link | class | what it means | where |", "|---|---|---|---|"]
        for r in rest[:_MOST]:
            what = f"{MEANING[r.outcome]} ({r.reason})"
            lines.append(f"| {_cell(r.url)} | {r.outcome.value} | {_cell(what)} | {_cell(places(r))} |")
        lines.append("")
    cut = max(len(broken), len(moved), len(rest))
    if cut > _MOST:
        lines += [f"Tables are cut at {_MOST} rows; the JSON report holds all.", ""]
    rules = rule_notes(policy, whole=whole)
    if rules:
        lines += ["## Rules of the policy", "", *[f"- {note}" for note in rules], ""]
    if not open_ and not rules:
        lines += ["All is well.", ""]
    return "\n".join(lines)


def rule_notes(policy: Policy, *, whole: bool) -> list[str]:
    """Rules that ended, and, if everything was looked at, rules that nothing needed."""
    notes = [
        f"link-policy.yml:{rule.line}: the rule for {rule.name} ended on {rule.until} and is not applied: "
        f"renew it with a new date or remove it"
        for rule in policy.expired
    ]
    if whole:
        notes += [
            f"link-policy.yml:{rule.line}: the rule for {rule.name} fits no link: remove it" for rule in policy.unused()
        ]
    return notes


def _cell(text: str) -> str:
    for char in "\\`*_[]<>|":
        text = text.replace(char, "\\" + char)
    return shown(text)


def _url(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29").replace("|", "%7C")

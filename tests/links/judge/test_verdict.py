"""The page for contributors says what the table of verdicts says."""

import re

from link_harness import ROOT

from roadmap_links.judge.verdict import TABLE, Mode, verdict_of
from roadmap_links.model import Outcome, Verdict


def test_the_documented_table_is_the_one_that_decides() -> None:
    text = (ROOT / "docs/contributing/links.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([a-z0-9-]+)` \| [^|]+ \| ([^|]+?) \|$", text, re.MULTILINE))
    said = {name: rows.get(name) for name in Outcome}
    expected = {}
    for outcome in Outcome:
        once, lasting = verdict_of(outcome, Mode.once), verdict_of(outcome, Mode.lasting)
        expected[outcome] = once.value if once is lasting else f"{once.value}; {lasting.value} if it lasts"
    assert said == expected


def test_only_proof_fails_without_a_memory() -> None:
    assert [outcome for outcome in Outcome if verdict_of(outcome, Mode.once) is Verdict.broken] == [Outcome.broken]
    assert [outcome for outcome in Outcome if verdict_of(outcome, Mode.pull_request) is Verdict.broken] == [
        Outcome.broken
    ]
    assert set(TABLE) == set(Outcome)

"""From class to verdict: the one table that decides what fails a build.

The columns are the ways of running. `once` has no memory, `pull-request` judges only added links, `history` has a state
file; `lasting` replaces it for a link whose failures fulfil the archive bots' rule (at least 3, over at least 3 days).
"""

from enum import StrEnum

from ..model import Outcome, Verdict

OK, WARN, BROKEN = Verdict.ok, Verdict.warn, Verdict.broken


class Mode(StrEnum):
    """How much the run knows."""

    once = "once"
    pull_request = "pull-request"
    history = "history"
    lasting = "lasting"


COLUMNS = (Mode.once, Mode.pull_request, Mode.history, Mode.lasting)

TABLE: dict[Outcome, tuple[Verdict, Verdict, Verdict, Verdict]] = {
    # class                       once    pull    history lasting
    Outcome.ok:                    (OK,     OK,     OK,     OK),
    Outcome.redirected_temporary:  (OK,     OK,     OK,     OK),
    Outcome.flaky_but_ok:          (OK,     OK,     OK,     OK),
    Outcome.redirected_permanent:  (WARN,   WARN,   WARN,   WARN),
    Outcome.blocked:               (WARN,   WARN,   WARN,   WARN),
    Outcome.rate_limited:          (WARN,   WARN,   WARN,   WARN),
    Outcome.timeout:               (WARN,   WARN,   WARN,   BROKEN),
    Outcome.insecure:              (WARN,   WARN,   WARN,   WARN),
    Outcome.soft_404:              (WARN,   WARN,   WARN,   WARN),
    Outcome.fragment_missing:      (WARN,   WARN,   WARN,   WARN),
    Outcome.down:                  (WARN,   WARN,   WARN,   BROKEN),
    Outcome.broken:                (BROKEN, BROKEN, BROKEN, BROKEN),
}  # fmt: skip

MEANING: dict[Outcome, str] = {
    Outcome.ok: "answers as it should",
    Outcome.redirected_temporary: "answers after a temporary redirect",
    Outcome.flaky_but_ok: "answered after a failed try",
    Outcome.redirected_permanent: "has moved for good; the new address is known",
    Outcome.blocked: "turns programs away; a person may get in",
    Outcome.rate_limited: "asked us to come back later",
    Outcome.timeout: "did not answer in time",
    Outcome.insecure: "its certificate or TLS set-up is at fault",
    Outcome.soft_404: "answers, but the page looks like 'not found'",
    Outcome.fragment_missing: "the page is there, the place in it (#...) is not",
    Outcome.down: "is out of order at the moment",
    Outcome.broken: "is gone or cannot work",
}

ALIVE = frozenset(
    {
        Outcome.ok,
        Outcome.redirected_temporary,
        Outcome.flaky_but_ok,
        Outcome.redirected_permanent,
        Outcome.fragment_missing,
    }
)
"""A page was there: resets the history."""

GOOD = ALIVE - {Outcome.fragment_missing}
"""The page is what was asked for."""

FAILING = frozenset({Outcome.down, Outcome.timeout, Outcome.broken})
"""Counts as a failure in the history. The classes in neither set say nothing about whether the page lives."""


def verdict_of(outcome: Outcome, mode: Mode) -> Verdict:
    """Look a class up in the table."""
    return TABLE[outcome][COLUMNS.index(mode)]


PROOF = frozenset({404, 410})
"""The statuses that speak of the page. Every other 4xx speaks of who asks, how, or when: firewalls answer 400, 406,
412, 415 or 418 to programs and 200 to browsers (wummel/linkchecker#651, ultralytics/docs#309)."""

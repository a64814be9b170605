"""From class to verdict: the one table that decides what fails a build.

The columns are the ways of running. `once` has no memory, `pull-request` judges only added links, `history` has a state
file; `lasting` replaces it for a link whose failures fulfil the archive bots' rule (at least 3, over at least 3 days).
"""

from enum import StrEnum

from ..model import Class, Verdict

OK, WARN, BROKEN = Verdict.ok, Verdict.warn, Verdict.broken


class Mode(StrEnum):
    """How much the run knows."""

    once = "once"
    pull_request = "pull-request"
    history = "history"
    lasting = "lasting"


COLUMNS = (Mode.once, Mode.pull_request, Mode.history, Mode.lasting)

TABLE: dict[Class, tuple[Verdict, Verdict, Verdict, Verdict]] = {
    # class                       once    pull    history lasting
    Class.ok:                    (OK,     OK,     OK,     OK),
    Class.redirected_temporary:  (OK,     OK,     OK,     OK),
    Class.flaky_but_ok:          (OK,     OK,     OK,     OK),
    Class.redirected_permanent:  (WARN,   WARN,   WARN,   WARN),
    Class.blocked:               (WARN,   WARN,   WARN,   WARN),
    Class.rate_limited:          (WARN,   WARN,   WARN,   WARN),
    Class.timeout:               (WARN,   WARN,   WARN,   BROKEN),
    Class.insecure:              (WARN,   WARN,   WARN,   WARN),
    Class.soft_404:              (WARN,   WARN,   WARN,   WARN),
    Class.fragment_missing:      (WARN,   WARN,   WARN,   WARN),
    Class.down:                  (WARN,   WARN,   WARN,   BROKEN),
    Class.broken:                (BROKEN, BROKEN, BROKEN, BROKEN),
}  # fmt: skip

MEANING: dict[Class, str] = {
    Class.ok: "answers as it should",
    Class.redirected_temporary: "answers after a temporary redirect",
    Class.flaky_but_ok: "answered after a failed try",
    Class.redirected_permanent: "has moved for good; the new address is known",
    Class.blocked: "turns programs away; a person may get in",
    Class.rate_limited: "asked us to come back later",
    Class.timeout: "did not answer in time",
    Class.insecure: "its certificate or TLS set-up is at fault",
    Class.soft_404: "answers, but the page looks like 'not found'",
    Class.fragment_missing: "the page is there, the place in it (#...) is not",
    Class.down: "is out of order at the moment",
    Class.broken: "is gone or cannot work",
}

ALIVE = frozenset(
    {
        Class.ok,
        Class.redirected_temporary,
        Class.flaky_but_ok,
        Class.redirected_permanent,
        Class.fragment_missing,
    }
)
"""A page was there: resets the history."""

FAILING = frozenset({Class.down, Class.timeout, Class.broken})
"""Counts as a failure in the history. The classes in neither set say nothing about whether the page lives."""


def verdict_of(cls: Class, mode: Mode) -> Verdict:
    """Look a class up in the table."""
    return TABLE[cls][COLUMNS.index(mode)]


def is_definite(status: int) -> bool:
    """Whether a status alone proves that a link is dead.

    404, 410 and every 4xx that does not speak of who asks, how, or when.
    """
    return 400 <= status < 500 and status not in NOT_DEFINITE


NOT_DEFINITE = frozenset({401, 402, 403, 405, 407, 408, 425, 429, 451, 499})

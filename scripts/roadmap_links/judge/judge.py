"""From what happened to a class, with the reason in words; and whether another try is worth it. Pure."""

from dataclasses import dataclass, replace
from http import HTTPStatus

from ..hosts import is_local_name
from ..http.errors import Fault
from ..http.fetch import Answer
from ..http.fragments import spellings
from ..http.limits import PATIENCE, retry_after
from ..http.private_addresses import SECOND_LOOK
from ..http.redirects import Visit
from ..model import Outcome
from .blocked import REFUSALS, challenge, sign_in_wall
from .lapsed import verdict_on_owner
from .proposals import proposal
from .soft404 import is_left_to_scripts, verdict_on_text, verdict_on_type
from .verdict import GOOD, PROOF
from .ways import verdict_on_way

MOST_TRIES = 4
_TRIES = {
    Fault.reset: 4,
    Fault.empty: 4,
    Fault.name_service: 4,
    Fault.timeout: 2,
    Fault.connect_timeout: 2,
    Fault.refused: 4,
    Fault.unreachable: 2,
    Fault.tls: 2,
    Fault.no_such_name: 2,
}
"""Tries that a fault is worth. A mute host costs a whole time-out each time, so it gets one more and not three; a name
that is not known is looked up once more, for the resolvers of build machines say so of names that exist."""

_UNREACHED = frozenset(
    {Fault.no_such_name, Fault.name_service, Fault.refused, Fault.unreachable, Fault.connect_timeout}
)

_FAULTS = {
    Fault.no_such_name: (Outcome.broken, "no such name"),
    Fault.name_service: (Outcome.down, "the name look-up failed"),
    Fault.refused: (Outcome.down, "connection refused"),
    Fault.unreachable: (Outcome.down, "host unreachable"),
    Fault.reset: (Outcome.down, "connection reset"),
    Fault.empty: (Outcome.down, "closed without an answer"),
    Fault.timeout: (Outcome.timeout, "no answer in time"),
    Fault.connect_timeout: (Outcome.timeout, "no connection in time"),
    Fault.certificate: (Outcome.insecure, "the certificate is not valid"),
    Fault.tls: (Outcome.insecure, "no secure connection"),
    Fault.not_http: (Outcome.broken, "not HTTP"),
    Fault.http2: (Outcome.blocked, "speaks HTTP/2 only, which browsers do and we do not"),
    Fault.undecodable: (Outcome.broken, "undecodable body"),
    Fault.bad_url: (Outcome.broken, "not a URL"),
    Fault.loop: (Outcome.broken, "redirect loop"),
    Fault.private: (Outcome.blocked, "private address, not asked"),
}


_SAID_BY_SERVERS = frozenset({Fault.loop, Fault.bad_url, Fault.undecodable, Fault.not_http})
"""Faults that are a server's answer, and so may be one for programs."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The judgement on one page."""

    outcome: Outcome
    reason: str
    status: int | None = None
    suggestion: str | None = None
    checked: bool = True
    unreached: bool = False


def judge(visit: Visit, tries: int) -> Finding:
    """The class of a page, without its fragments. `tries` counts this one."""
    if visit.failure is not None:
        return _of_failure(visit)
    answer = visit.answer
    assert answer is not None
    finding = _of_answer(visit, answer)
    if finding.outcome is not Outcome.ok:
        return finding
    permanent = [step for i, step in enumerate(visit.steps) if all(s.permanent for s in visit.steps[: i + 1])]
    if permanent:
        to = permanent[-1].to
        suggestion, why = proposal(visit, to)
        reason = f"moved permanently to {suggestion or to.full}{': ' if why else ''}{why}"
        if suggestion or why:
            return replace(finding, outcome=Outcome.redirected_permanent, reason=reason, suggestion=suggestion)
    if visit.steps:
        return replace(finding, outcome=Outcome.redirected_temporary, reason=f"redirects to {visit.end.full}")
    if tries > 1:
        return replace(finding, outcome=Outcome.flaky_but_ok, reason=f"answered at try {tries}")
    return finding


def needs_second_asking(visit: Visit, finding: Finding) -> bool:
    """Whether a page looks gone on the word of a server, which may say so to programs alone."""
    return finding.outcome is Outcome.broken and (visit.failure is None or visit.failure.fault in _SAID_BY_SERVERS)


def after_second_asking(finding: Finding, doubt: str) -> Finding:
    """The finding of a browser's request, when a program's was told `doubt`."""
    if finding.outcome is Outcome.broken:
        return replace(finding, reason=f"{finding.reason}, to a browser's headers too")
    reason = f"{finding.reason}; {doubt} to a program"
    return replace(
        finding, reason=reason, outcome=Outcome.flaky_but_ok if finding.outcome is Outcome.ok else finding.outcome
    )


def _of_failure(visit: Visit) -> Finding:
    failure = visit.failure
    assert failure is not None
    outcome, reason = _FAULTS[failure.fault]
    checked = True
    if failure.fault is Fault.private:
        checked = False
        if is_local_name(visit.end.host):
            outcome, reason = (
                Outcome.broken,
                "points to a private address, where no reader can go (--allow-private to ask it)",
            )
    detail = f": {failure.detail}" if failure.detail and failure.detail not in reason else ""
    way = f"redirects to {visit.end.page}: " if visit.steps and failure.fault is not Fault.loop else ""
    status = visit.answer.status if visit.answer is not None else None
    return Finding(outcome, f"{way}{reason}{detail}", status, None, checked, failure.fault in _UNREACHED)


def _of_answer(visit: Visit, answer: Answer) -> Finding:  # noqa: PLR0911
    status = answer.status
    way = f"redirects to {visit.end.page}: " if visit.steps else ""
    if visit.leaves_web:
        return Finding(Outcome.blocked, f"leads out of the web, to {visit.leaves_web[:80]}", status)
    maker = challenge(visit)
    if maker:
        return Finding(Outcome.blocked, f"{way}{maker} ({status})", status)
    if 200 <= status < 300 or status in (300, 304):
        return _of_content(visit, answer)
    if status in REFUSALS:
        return Finding(Outcome.blocked, way + REFUSALS[status], status)
    if status == 429:
        return Finding(Outcome.rate_limited, f"{way}too many requests (429)", status)
    if status == 503 and (retry_after(answer.headers.get("Retry-After")) or 0) > PATIENCE:
        return Finding(Outcome.down, f"{way}out of service for a while (503 with Retry-After)", status)
    if status == 408:
        return Finding(Outcome.timeout, f"{way}request timeout (408)", status)
    if status == 404 and visit.page is not None and is_left_to_scripts(visit.page):
        reason = "404, with a page that scripts fill or lead on from: only a browser can tell"
        return Finding(Outcome.blocked, way + reason, status)
    if status in PROOF:
        return Finding(Outcome.broken, way + phrase(status), status)
    if 400 <= status < 500 and status != 425:
        return Finding(Outcome.blocked, f"{way}refuses the request ({phrase(status)})", status)
    if 300 <= status < 400:
        return Finding(Outcome.down, f"{way}a redirect without a target ({status})", status)
    return Finding(Outcome.down, way + phrase(status), status)


def _of_content(visit: Visit, answer: Answer) -> Finding:
    wall = sign_in_wall(visit, visit.page)
    if wall:
        return Finding(Outcome.blocked, wall, answer.status)
    if answer.broken_off:
        return Finding(Outcome.down, "the page breaks off", answer.status)
    if answer.status == 200:
        missing = verdict_on_way(visit) or verdict_on_type(answer, visit.page, visit.start)
        if missing is None and visit.page is not None:
            missing = verdict_on_owner(visit.page, visit.start) or verdict_on_text(visit.page)
        if missing:
            return Finding(Outcome.soft_404, missing, answer.status)
    return Finding(Outcome.ok, phrase(answer.status), answer.status)


def with_fragment(finding: Finding, visit: Visit, fragment: str | None) -> Finding:
    """The judgement on a link into the page: `fragment` is what stands behind its `#`."""
    if fragment is None or finding.outcome is Outcome.soft_404:
        return finding
    if finding.suggestion is not None and "#" not in finding.suggestion and fragment:
        suggestion = f"{finding.suggestion}#{fragment}"
        finding = replace(finding, suggestion=suggestion, reason=f"moved permanently to {suggestion}")
    good = finding.outcome in GOOD
    if good and fragment in visit.missing:
        tried = min(spellings(fragment), key=len)
        return replace(
            finding, outcome=Outcome.fragment_missing, reason=f"the page has no place #{tried}", suggestion=None
        )
    if good and fragment in visit.unknown and finding.outcome is Outcome.ok:
        return replace(finding, reason=f"{finding.reason}; whether it has #{fragment} is unknown")
    return finding


def another_try(visit: Visit, tries: int) -> float | None:
    """Seconds to wait before the next try; None if it would be of no use."""
    backoff = 0.5 * 2.0 ** (tries - 1)
    if visit.failure is not None:
        fault = visit.failure.fault
        if fault is Fault.no_such_name:
            backoff = 0.0 if visit.end.is_reserved else SECOND_LOOK
        return backoff if tries < _TRIES.get(fault, 1) and backoff else None
    answer = visit.answer
    assert answer is not None
    status = answer.status
    if tries >= MOST_TRIES or challenge(visit):
        return None
    if answer.broken_off and status < 400:
        return backoff
    if status in (408, 425, 429) or 500 <= status < 600:
        wait = retry_after(answer.headers.get("Retry-After"))
        if wait is None:
            return backoff
        return max(backoff, wait) if wait <= PATIENCE else None
    return None


def phrase(status: int) -> str:
    """A status with its name."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"status {status}"

"""From what happened to a class, with the reason in words; and whether another try is worth it. Pure."""

from dataclasses import dataclass, replace
from http import HTTPStatus

from ..http.errors import Fault
from ..http.fetch import Answer
from ..http.fragments import spellings
from ..http.limits import PATIENCE, retry_after
from ..http.private_addresses import is_local_name
from ..http.redirects import Visit
from ..model import Class
from .blocked import STATUSES, challenge, sign_in_wall
from .soft404 import verdict_on_text, verdict_on_type, verdict_on_way
from .verdict import is_definite

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
}
"""Tries that a fault is worth. A mute host costs a whole time-out each time, so it gets one more and not three."""

_UNREACHED = frozenset(
    {Fault.no_such_name, Fault.name_service, Fault.refused, Fault.unreachable, Fault.connect_timeout}
)

_FAULTS = {
    Fault.no_such_name: (Class.broken, "no such name"),
    Fault.name_service: (Class.down, "the name look-up failed"),
    Fault.refused: (Class.down, "connection refused"),
    Fault.unreachable: (Class.down, "host unreachable"),
    Fault.reset: (Class.down, "connection reset"),
    Fault.empty: (Class.down, "closed without an answer"),
    Fault.timeout: (Class.timeout, "no answer in time"),
    Fault.connect_timeout: (Class.timeout, "no connection in time"),
    Fault.certificate: (Class.insecure, "the certificate is not valid"),
    Fault.tls: (Class.insecure, "no secure connection"),
    Fault.not_http: (Class.broken, "not HTTP"),
    Fault.undecodable: (Class.broken, "undecodable body"),
    Fault.bad_url: (Class.broken, "not a URL"),
    Fault.loop: (Class.broken, "redirect loop"),
    Fault.private: (Class.blocked, "private address, not asked"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """The judgement on one page."""

    cls: Class
    reason: str
    status: int | None = None
    suggestion: str | None = None
    checked: bool = True
    unreached: bool = False


def judge(trip: Visit, tries: int) -> Finding:
    """The class of a page, without its fragments. `tries` counts this one."""
    if trip.failure is not None:
        return _of_failure(trip)
    answer = trip.answer
    assert answer is not None
    finding = _of_answer(trip, answer)
    if finding.cls is not Class.ok:
        return finding
    permanent = [step for i, step in enumerate(trip.steps) if all(s.permanent for s in trip.steps[: i + 1])]
    if permanent:
        to = permanent[-1].to
        return replace(
            finding, cls=Class.redirected_permanent, reason=f"moved permanently to {to.full}", suggestion=to.full
        )
    if trip.steps:
        return replace(finding, cls=Class.redirected_temporary, reason=f"redirects to {trip.end.full}")
    if tries > 1:
        return replace(finding, cls=Class.flaky_but_ok, reason=f"answered at try {tries}")
    return finding


def _of_failure(trip: Visit) -> Finding:
    failure = trip.failure
    assert failure is not None
    cls, reason = _FAULTS[failure.fault]
    checked = True
    if failure.fault is Fault.private:
        checked = False
        if is_local_name(trip.end.host):
            cls, reason = (
                Class.broken,
                "points to a private address, where no reader can go (--allow-private to ask it)",
            )
    detail = f": {failure.detail}" if failure.detail and failure.detail not in reason else ""
    way = f"redirects to {trip.end.page}: " if trip.steps and failure.fault is not Fault.loop else ""
    status = trip.answer.status if trip.answer is not None else None
    return Finding(cls, f"{way}{reason}{detail}", status, None, checked, failure.fault in _UNREACHED)


def _of_answer(trip: Visit, answer: Answer) -> Finding:  # noqa: PLR0911
    status = answer.status
    way = f"redirects to {trip.end.page}: " if trip.steps else ""
    if trip.leaves_web:
        return Finding(Class.blocked, f"leads out of the web, to {trip.leaves_web[:80]}", status)
    maker = challenge(trip)
    if maker:
        return Finding(Class.blocked, f"{way}{maker} ({status})", status)
    if 200 <= status < 300 or status in (300, 304):
        return _of_content(trip, answer)
    if status in STATUSES:
        return Finding(Class.blocked, way + STATUSES[status], status)
    if status == 429:
        return Finding(Class.rate_limited, f"{way}too many requests (429)", status)
    if status == 503 and (retry_after(answer.headers.get("Retry-After")) or 0) > PATIENCE:
        return Finding(Class.down, f"{way}out of service for a while (503 with Retry-After)", status)
    if status == 408:
        return Finding(Class.timeout, f"{way}request timeout (408)", status)
    if is_definite(status):
        return Finding(Class.broken, way + phrase(status), status)
    if 300 <= status < 400:
        return Finding(Class.down, f"{way}a redirect without a target ({status})", status)
    return Finding(Class.down, way + phrase(status), status)


def _of_content(trip: Visit, answer: Answer) -> Finding:
    wall = sign_in_wall(trip, trip.page)
    if wall:
        return Finding(Class.blocked, wall, answer.status)
    if answer.broken_off:
        return Finding(Class.down, "the page breaks off", answer.status)
    if answer.status == 200:
        missing = verdict_on_way(trip) or verdict_on_type(answer, trip.page, trip.start)
        if missing is None and trip.page is not None:
            missing = verdict_on_text(trip.page)
        if missing:
            return Finding(Class.soft_404, missing, answer.status)
    return Finding(Class.ok, phrase(answer.status), answer.status)


def with_fragment(finding: Finding, trip: Visit, fragment: str | None) -> Finding:
    """The judgement on a link into the page: `fragment` is what stands behind its `#`."""
    if fragment is None or finding.cls is Class.soft_404:
        return finding
    if finding.suggestion is not None and "#" not in finding.suggestion and fragment:
        suggestion = f"{finding.suggestion}#{fragment}"
        finding = replace(finding, suggestion=suggestion, reason=f"moved permanently to {suggestion}")
    good = finding.cls in (Class.ok, Class.redirected_temporary, Class.redirected_permanent, Class.flaky_but_ok)
    if good and fragment in trip.missing:
        tried = min(spellings(fragment), key=len)
        return replace(finding, cls=Class.fragment_missing, reason=f"the page has no place #{tried}", suggestion=None)
    if good and fragment in trip.unknown and finding.cls is Class.ok:
        return replace(finding, reason=f"{finding.reason}; whether it has #{fragment} is unknown")
    return finding


def another_try(trip: Visit, tries: int) -> float | None:
    """Seconds to wait before the next try; None if it would be of no use."""
    backoff = 0.5 * 2.0 ** (tries - 1)
    if trip.failure is not None:
        return backoff if tries < _TRIES.get(trip.failure.fault, 1) else None
    answer = trip.answer
    assert answer is not None
    status = answer.status
    if tries >= MOST_TRIES or challenge(trip):
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

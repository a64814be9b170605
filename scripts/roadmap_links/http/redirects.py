"""From an address to where it ends: redirects of all kinds, with the cookies of one visitor.

A visit is one person with an empty cookie jar. An address may come back as long as the cookies have changed in
between (that is how cookie walls work); the same address with the same cookies is a loop.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookies import CookieError
from time import monotonic

from aiohttp import CookieJar
from yarl import URL

from ..hosts import NotAUrl
from ..urls import OTHER_SCHEMES, Address, join, scheme_of
from .errors import Failure, Fault
from .fetch import Answer, Client
from .fragments import FragmentFinder, is_always_there, is_made_by_script
from .limits import HostLimiter
from .page import Page, parse_refresh, read_page

MOST_HOPS = 20
_STATUSES = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_SOON = 5.0
"""Seconds: a meta refresh that waits longer is meant to be read first, and not followed."""


@dataclass(slots=True)
class Step:
    """One redirect on the way."""

    at: Address
    status: int
    to: Address
    meta: bool = False
    pause: float = 0.0
    """Seconds that a meta refresh waits."""

    @property
    def permanent(self) -> bool:
        """Whether the old address should be given up."""
        return not self.meta and self.status in _PERMANENT


@dataclass(slots=True)
class Visit:
    """What happened: the way, and at its end an answer or a failure."""

    start: Address
    steps: list[Step] = field(default_factory=list)
    answer: Answer | None = None
    failure: Failure | None = None
    page: Page | None = None
    """Read for HTML only."""
    missing: frozenset[str] = frozenset()
    """Fragments that the whole page does not offer."""
    unknown: frozenset[str] = frozenset()
    """Fragments that were not found in the part of the page that we got."""
    seconds: float = 0.0
    """Time that the exchanges took; waiting for our turn is not in it."""
    challenge: str | None = None
    """What `blocked.challenge` found; None until it has looked."""
    cookie_values: list[str] = field(default_factory=list)
    """What servers set as cookies on the way: sessions, which may stand in addresses, too."""
    leaves_web: str = ""
    """The target of a redirect to `mailto:` or an app, which ends the visit."""

    @property
    def end(self) -> Address:
        """Where the visit ended."""
        return self.steps[-1].to if self.steps else self.start


async def follow(  # noqa: PLR0911
    client: Client,
    limiter_of: Callable[[Address], HostLimiter],
    start: Address,
    *,
    fragments: frozenset[str] = frozenset(),
    headers_of: Callable[[Address], Mapping[str, str]] = lambda address: {},
    method: str = "GET",
    stop: Callable[[Step], bool] = lambda step: False,
    budget: float = 60.0,
) -> Visit:
    """Follow an address to its end. Never raises; what went wrong is in `failure`."""
    visit = Visit(start)
    jar: CookieJar | None = None
    seen: set[tuple[str, str]] = set()
    at = start
    while True:
        headers = dict(headers_of(at))
        cookies = _cookies(jar, at)
        if cookies:
            headers["Cookie"] = cookies
        if (at.page, cookies) in seen:
            if (
                visit.steps[-1].pause >= 1 and visit.answer is not None
            ):  # pages that take turns: every one of them can be read
                return visit
            visit.failure = Failure(Fault.loop, f"comes back to {at.page}")
            return visit
        seen.add((at.page, cookies))
        # a fragment in a Location takes the place of the one that was asked for
        wanted = {name for name in fragments if not is_always_there(name)} if at.fragment is None else set()
        finder = FragmentFinder(set(wanted)) if wanted else None
        if visit.seconds >= budget:
            visit.answer, visit.failure = None, Failure(Fault.timeout, f"not at the end after {budget:.0f} s")
            return visit
        limiter = limiter_of(at)
        async with limiter.turn():
            began = monotonic()
            try:
                patience = budget - visit.seconds
                answer = await client.get(at, headers=headers, sink=finder, method=method, patience=patience)
            except Failure as failure:
                visit.answer, visit.failure = None, failure
                if failure.fault in (Fault.no_such_name, Fault.name_service):
                    limiter.not_sent()
                return visit
            finally:
                visit.seconds += monotonic() - began
        visit.answer = answer
        if "Set-Cookie" in answer.headers:
            jar = jar or CookieJar(unsafe=True)
            _keep(jar, answer)
            visit.cookie_values += [morsel.value for morsel in jar]
        step = _next_step(at, answer, visit)
        if step is None:
            left = frozenset(finder.missing if finder else ())
            whole = answer.complete and answer.readable and visit.page is not None and not visit.page.is_shell
            visit.unknown = frozenset(name for name in left if not whole or is_made_by_script(at, name))
            visit.missing = left - visit.unknown
            return visit
        visit.steps.append(step)
        if stop(step):
            return visit
        if len(visit.steps) > MOST_HOPS:
            visit.failure = Failure(Fault.loop, f"more than {MOST_HOPS} redirects")
            return visit
        at = step.to


def _next_step(at: Address, answer: Answer, visit: Visit) -> Step | None:
    """The redirect that an answer asks for, if it does.

    Sets `page` for HTML, and `failure` for a target that is no address.
    """
    visit.page = None
    location = answer.headers.get("Location")
    meta, pause = False, 0.0
    if answer.status in _STATUSES and location is not None:
        target = location
    else:
        target = ""
        if answer.status < 300 or answer.status >= 400:
            kind = answer.headers.get("Content-Type", "text/html").lower()
            if answer.readable and ("html" in kind or (not kind and answer.body[:1] == b"<")):
                visit.page = read_page(answer.body, kind)
        if answer.status == 200:
            refresh = visit.page.refresh if visit.page else None
            if refresh is None and "Refresh" in answer.headers:
                refresh = parse_refresh(answer.headers["Refresh"])
            if refresh and refresh[0] <= _SOON:
                target, meta, pause = refresh[1], True, refresh[0]
    if not target.strip():
        return None
    scheme = scheme_of(target)
    if scheme is not None and scheme in OTHER_SCHEMES - {"data", "javascript", "about", "blob"}:
        visit.leaves_web = target
        return None
    try:
        to = join(at, target)
    except NotAUrl as error:
        if not meta:
            visit.failure = Failure(Fault.bad_url, f"redirects to {target[:100]!r}: {error}")
        return None
    if meta and to.page == at.page:
        return None  # a page that reloads itself
    return Step(at, answer.status, to, meta, pause)


def _cookies(jar: CookieJar | None, at: Address) -> str:
    if jar is None:
        return ""
    found = jar.filter_cookies(URL(at.page, encoded=True))
    return "; ".join(sorted(f"{name}={morsel.coded_value}" for name, morsel in found.items()))


def _keep(jar: CookieJar, answer: Answer) -> None:
    with suppress(CookieError, ValueError):  # a cookie that no browser would keep either
        jar.update_cookies_from_headers(answer.headers.getall("Set-Cookie"), URL(answer.address.page, encoded=True))

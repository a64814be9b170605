"""Is it them or us? When a third of the hosts can't be reached at once, nobody is dead: our own network is.

It may be down in many ways: no connections, no names, time-outs, certificates of a stranger, one proxy's refusal or one
sign-in page for all. A host that answers in its own way proves that the network works; hosts whose failures are old
news do not count, nor do names that can't exist.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256
from statistics import median
from time import time

from ..hosts import NotAUrl, is_local_name
from ..model import Outcome, Result
from ..urls import Address, parse

MANY = 5
"""Hosts that must fail before a third is a third; below that only the control decides."""
CONTROL = ("https://example.com/", "https://www.iana.org/", "https://www.wikipedia.org/")
"""Asked where the policy names no control."""


_SILENT = (Outcome.timeout, Outcome.insecure)
"""How a host looks that something on the way keeps from answering."""

CLOCKS = 3
"""Hosts that must tell the time before ours can be wrong."""
CLOCK_OFF = timedelta(days=1)
"""By how much our clock must differ from theirs to be called wrong: history counts in days."""


def mark_of(start: Address, to: Address | None, status: int, body: bytes) -> str:
    """By what one answer for all hosts can be known again: where it sends us, or the page itself."""
    if to is not None and to.host != start.host:
        return f"a redirect to {to.host}"
    return f"{status}, page {sha256(body).hexdigest()[:8]}"


@dataclass(slots=True)
class _Hosts:
    """What a run found, by host."""

    found: dict[str, list[Result]] = field(default_factory=dict)
    public: set[str] = field(default_factory=set)

    def all_are(self, test: Callable[[Result], bool]) -> set[str]:
        return {origin for origin, found in self.found.items() if all(test(result) for result in found)}

    def is_third(self, some: set[str]) -> bool:
        return bool(some) and 3 * len(some) >= len(self.found)


def _by_host(results: Iterable[Result], is_old_news: Callable[[str], bool]) -> _Hosts:
    hosts = _Hosts()
    for result in results:
        try:
            address = parse(result.url)
        except NotAUrl:
            continue
        if not result.checked or result.cached or is_old_news(result.url) or address.is_reserved:
            continue
        hosts.found.setdefault(address.origin, []).append(result)
        if not is_local_name(address.host):
            hosts.public.add(address.origin)
    return hosts


async def own_network_down(
    results: Iterable[Result],
    is_old_news: Callable[[str], bool],
    control: tuple[str, ...],
    answers: Callable[[str], Awaitable[str | None]],
) -> str | None:
    """A sentence if our own network looks down, else None.

    `answers` asks one address, and gives the mark of its answer, None if there is none.
    """
    results = list(results)
    if not any(result.mark or result.unreached or result.outcome in _SILENT for result in results):
        return None  # everybody answered in a way of their own
    hosts = _by_host(results, is_old_news)
    unreached = hosts.all_are(lambda result: result.unreached)
    count = len(hosts.found)
    if len(unreached) >= MANY and hosts.is_third(unreached):
        return f"{len(unreached)} of {count} hosts could not be reached"
    failing = hosts.all_are(lambda result: result.unreached or result.outcome in _SILENT)
    marks = Counter(found[0].mark for found in hosts.found.values() if found[0].mark)
    mark = marks.most_common(1)[0][0] if marks else None
    same = hosts.all_are(lambda result: mark is not None and result.mark == mark)
    silent = hosts.is_third(failing)
    if not (silent or hosts.is_third(same)) or not (control or (failing | same) & hosts.public):
        return None
    heard = await asyncio.gather(*(answers(url) for url in control or CONTROL))
    if silent and all(one is None for one in heard):
        return f"{len(failing)} of {count} hosts could not be reached, and neither could the control"
    if hosts.is_third(same) and mark in heard and all(one in (mark, None) for one in heard):
        return f"{len(same)} of {count} hosts gave one and the same answer ({mark}), and so did the control"
    return None


def clock_is_wrong(dates: Iterable[str]) -> str | None:
    """A sentence if the `Date` of most servers says that our clock is wrong by days, and history with it."""
    off = []
    for text in dates:
        try:
            off.append(parsedate_to_datetime(text).timestamp() - time())
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    if len(off) < CLOCKS or abs(median(off)) < CLOCK_OFF.total_seconds():
        return None
    way = "behind" if median(off) > 0 else "ahead of"
    return f"the clock of this machine is {abs(median(off)) / 86_400:.0f} days {way} those of {len(off)} servers"

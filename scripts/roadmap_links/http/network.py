"""Is it them or us? When a third of the hosts can't be reached at once, nobody is dead: our own network is.

Only failures to connect count, for a host that answers anything proves that the network works; hosts whose failures
are old news do not count, nor do names that can't exist.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable

from ..hosts import NotAUrl, is_local_name
from ..model import Result
from ..urls import parse

MANY = 5
"""Hosts that must fail before a third is a third; below that only the control decides."""
CONTROL = ("https://example.com/", "https://www.iana.org/", "https://www.wikipedia.org/")
"""Asked where the policy names no control."""


async def own_network_down(
    results: Iterable[Result],
    is_old_news: Callable[[str], bool],
    control: tuple[str, ...],
    answers: Callable[[str], Awaitable[bool]],
) -> str | None:
    """A sentence if our own network looks down, else None. `answers` asks one address whether it answers at all."""
    hosts: dict[str, list[Result]] = {}
    public: set[str] = set()
    results = list(results)
    if not any(result.unreached for result in results):
        return None
    for result in results:
        try:
            address = parse(result.url)
        except NotAUrl:
            continue
        if not result.checked or result.cached or is_old_news(result.url):
            continue
        if address.is_reserved:
            continue
        hosts.setdefault(address.origin, []).append(result)
        if not is_local_name(address.host):
            public.add(address.origin)
    failing = {origin for origin, found in hosts.items() if all(result.unreached for result in found)}
    if not failing:
        return None
    third = 3 * len(failing) >= len(hosts)
    said = f"{len(failing)} of {len(hosts)} hosts could not be reached"
    if third and len(failing) >= MANY:
        return said
    if not third or not failing & public:
        return None
    heard = await asyncio.gather(*(answers(url) for url in control or CONTROL))
    return None if any(heard) else f"{said}, and neither could the control"

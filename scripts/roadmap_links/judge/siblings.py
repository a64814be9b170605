"""Does a host say 200 to everything? Compare a suspicious page with the front page and with a page that can't exist."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from ..http.errors import Failure
from ..http.fetch import Client
from ..http.limits import HostLimiter
from ..http.page import read_page
from ..http.redirects import Visit
from ..urls import Address
from .soft404 import is_suspicious, sibling, signature


@dataclass(frozen=True, slots=True)
class _Sample:
    status: int
    mark: str | None
    """The page's signature; None for what is no page of text."""


class Siblings:
    """Asks for each front page and each folder's impossible page at most once."""

    def __init__(self, client: Client, limiter_of: Callable[[Address], HostLimiter]) -> None:
        self._client, self._limiter_of = client, limiter_of
        self._samples: dict[str, asyncio.Task[_Sample | None]] = {}
        self._budget: Counter[str] = Counter()

    def allow(self, pages: dict[str, int]) -> None:
        """Limit the questions to a host: a quarter of its pages, but ten in any case."""
        self._budget.update({origin: max(10, count // 4) for origin, count in pages.items()})

    async def compare(self, visit: Visit) -> str | None:
        """What a page is the same as, in words; None if it is itself."""
        page, end = visit.page, visit.end
        if page is None or visit.answer is None or visit.answer.status != 200 or not is_suspicious(page, end):
            return None
        mark = signature(page, end)
        front, beside = await asyncio.gather(self._sample(end.beside("/")), self._sample(sibling(end)))
        if beside is not None and beside.mark == mark:
            return "the same page is served for an address that can't exist"
        if front is not None and front.mark == mark:
            return "the same page as the front page"
        return None

    async def _sample(self, address: Address) -> _Sample | None:
        task = self._samples.get(address.page)
        if task is None:
            if self._budget[address.origin] <= 0 and address.origin in self._budget:
                return None
            self._budget[address.origin] -= 1
            task = self._samples[address.page] = asyncio.create_task(self._fetch(address))
        return await asyncio.shield(task)

    async def _fetch(self, address: Address) -> _Sample | None:
        try:
            async with self._limiter_of(address).turn():
                answer = await self._client.get(address)
        except Failure:
            return None
        kind = answer.headers.get("Content-Type", "text/html").lower()
        if answer.status != 200 or "html" not in kind or not answer.readable:
            return _Sample(answer.status, None)
        page = read_page(answer.body, kind)
        return _Sample(200, None if page.is_shell else signature(page, address))

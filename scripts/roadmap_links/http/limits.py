"""Politeness: how many requests a host gets at once, how far apart, and when we leave it alone.

A limiter belongs to one origin (host and port) and every request to it goes through it, whether it stands in a file, is
the target of a redirect, or is a probe of ours.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime
from time import time

PATIENCE = 10.0
"""Seconds that a `Retry-After` may ask for; who asks for more is not asked again in this run."""

_MARGIN = 1.02
"""Gaps are a little longer than asked for: on the way they may shrink, and the host counts what arrives."""
_SLOWER = 0.125
"""Seconds between requests to a host that said 'too many requests'."""

_TRUST = 5
"""Pages refused in a row after which a host that never answered is left alone."""
_TRUST_LIMIT = 25
_TRIALS = 2


class HostLimiter:
    """The limits of one origin."""

    __slots__ = (
        "_base",
        "_charged",
        "_clock",
        "_gate",
        "_least",
        "_refused",
        "_shared",
        "_slots",
        "_start",
        "_successes",
        "_trials",
        "interval",
        "kind",
        "open",
        "origin",
        "places",
    )  # fmt: skip

    def __init__(
        self, origin: str, slots: int, interval: float, places: asyncio.Semaphore, clock: Callable[[], float]
    ) -> None:
        self.origin = origin
        self.interval = self._base = self._least = interval
        self.open = True
        """False once the circuit breaker has given the host up."""
        self.kind = ""
        """What the host did when it was given up: `refused` (429 and the like) or `dead`."""
        self._slots = asyncio.Semaphore(slots)
        self._gate = asyncio.Lock()
        self._shared = places
        self.places = slots
        """How many requests this host gets at once."""
        self._start = self._charged = 0.0
        self._clock = clock
        self._refused: set[str] = set()
        self._successes = 0
        self._trials = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a place and the right moment, then hold the place until the answer is read."""
        async with self._slots:
            async with self._gate:
                while (wait := self._start - self._clock()) > 0:
                    await asyncio.sleep(wait)
                await self._shared.acquire()
                if self.interval:
                    self._start = self._charged = max(self._start, self._clock() + self.interval * _MARGIN)
            try:
                yield
            finally:
                self._shared.release()

    def not_sent(self) -> None:
        """The last request never left, as its host has no address: the next one need not wait for it."""
        if self._start == self._charged:
            self._start = self._clock()

    def pause(self, seconds: float) -> None:
        """Nobody asks this host before so many seconds have gone by."""
        self._start = max(self._start, self._clock() + seconds)

    def slow_down(self) -> None:
        """The host said 'too many requests': more slowly from now on.

        Whether it was our pace or only that page is not known yet, so by itself this does not last: `answered` takes it
        back little by little, until `was_too_fast` finds that it was the pace.
        """
        if self.interval > self._least * 1.5 and self._least > self._base:
            return
        self.interval = max(self.interval, min(self._least * 2, 2.0) if self._least > self._base else _SLOWER)

    def was_too_fast(self) -> None:
        """A page that was refused answers now: it was our pace, so it stays down."""
        self._least = max(self._least, min(self.interval, 2.0), _SLOWER * 0.9)

    def answered(self) -> None:
        """A real answer, whatever it says, closes the circuit again."""
        self._successes += 1
        self._trials = 0
        self._refused.clear()
        self.interval = max(self._least, self.interval * 0.98)

    @property
    def doubtful(self) -> bool:
        """So many pages in a row were refused that the next ones are trials, best taken from elsewhere in the queue."""
        return len(self._refused) >= min(_TRUST + 2 * self._successes, _TRUST_LIMIT)

    def refused(self, page: str, kind: str) -> None:
        """Note a refusal; after enough different pages in a row, and some more trials, the host is given up."""
        if page in self._refused:
            return
        self._refused.add(page)
        if not self.doubtful:
            return
        self._trials += 1
        if self._trials >= _TRIALS + self.places:  # as many may have been under way when doubt arose
            self.open, self.kind = False, kind
        elif kind == "refused":
            self.pause(2.0)


class HostLimiters:
    """All limiters of a run, and the places that they share."""

    def __init__(self, per_host: int, interval: float, concurrency: int, clock: Callable[[], float]) -> None:
        self._per_host, self._interval, self._clock = per_host, interval, clock
        self._places = asyncio.Semaphore(concurrency)
        self._limiters: dict[str, HostLimiter] = {}

    def of(self, origin: str, per_host: int | None = None, interval: float | None = None) -> HostLimiter:
        """The limiter of an origin; the first caller's own limits hold."""
        limiter = self._limiters.get(origin)
        if limiter is None:
            slots = self._per_host if per_host is None else per_host
            gap = self._interval if interval is None else max(interval, 0.0)
            limiter = self._limiters[origin] = HostLimiter(origin, slots, gap, self._places, self._clock)
        return limiter


def retry_after(value: str | None, now: Callable[[], float] = time) -> float | None:
    """Seconds that a `Retry-After` header asks for: a number, a date; 1 for junk, None without the header."""
    if value is None:
        return None
    value = value.strip()
    try:
        seconds = float(value)
        return max(0.0, seconds) if value[:1].isdigit() else 1.0
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now())
    except (ValueError, TypeError, OverflowError, IndexError):
        return 1.0

"""Limits on what a client may send: how large a request may be, and how many come in a minute.

Both are middlewares of ASGI: they answer before the application reads anything.
"""

import asyncio
import json
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

CLOSE = ((b"connection", b"close"),)
"""What is still to come of a refused request is not read."""


async def refuse(send: Send, status: int, detail: str, headers: tuple[tuple[bytes, bytes], ...] = ()) -> None:
    """Answer with a status and a reason, as FastAPI words its own."""
    body = json.dumps({"detail": detail}).encode()
    lines = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()), *headers]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": body})


class BodyLimit:
    """Refuses a request whose body is longer than `most` bytes, by its announced length or while it is read (413).

    One that is not there after `seconds` is refused too (408): else a few slow clients hold all connections.
    """

    def __init__(self, app: ASGIApp, most: int, seconds: float = 10) -> None:
        self.app, self.most, self.seconds = app, most, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the whole body, which is short, before the application sees any of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if not announced.isdigit() or int(announced) > self.most:
            await self._refuse_length(send)
            return
        try:
            body = await asyncio.wait_for(self._body(receive), self.seconds)
        except TimeoutError:
            await refuse(send, 408, f"a request is sent within {self.seconds:g} seconds", CLOSE)
            return
        if body is None:
            return
        if len(body) > self.most:
            await self._refuse_length(send)
            return
        await self.app(scope, _given(body, receive), send)

    async def _body(self, receive: Receive) -> bytes | None:
        """Return the body, or as much of it as shows that it is too long; None when the client has gone."""
        body, more = b"", True
        while more and len(body) <= self.most:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            more = message.get("more_body", False)
        return body

    async def _refuse_length(self, send: Send) -> None:
        await refuse(send, 413, f"a request has at most {self.most:,} bytes", CLOSE)


def _given(body: bytes, receive: Receive) -> Receive:
    """Return a receiver that gives the body, which was read already, and then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again


@dataclass
class Bucket:
    """How many requests a client has left, and when that was so."""

    left: float
    at: float


class RateLimit:
    """Lets each client make `a_minute` requests a minute, all at once if it likes, and refuses more (429).

    It is a token bucket: it refills evenly. A client is an address, so people behind one share it. At most `clients`
    are remembered, the latest ones: memory stays the same whoever calls. Each process of a server counts for itself.
    """

    def __init__(
        self,
        app: ASGIApp,
        a_minute: int,
        free: tuple[str, ...] = ("/health", "/metrics"),
        clients: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app, self.a_minute, self.free, self.clients, self.clock = app, a_minute, free, clients, clock
        self.buckets: OrderedDict[str, Bucket] = OrderedDict()

    def wait(self, client: str) -> float:
        """Take one request from a client; return 0, or the seconds until there is one to take."""
        now, a_second = self.clock(), self.a_minute / 60
        bucket = self.buckets.pop(client, Bucket(self.a_minute, now))
        left = min(self.a_minute, bucket.left + (now - bucket.at) * a_second)
        taken = left >= 1
        self.buckets[client] = Bucket(left - taken, now)
        while len(self.buckets) > self.clients:
            self.buckets.popitem(last=False)
        return 0 if taken else (1 - left) / a_second

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or let through."""
        if scope["type"] == "http" and scope["path"] not in self.free:
            seconds = self.wait(scope["client"][0] if scope["client"] else "")
            if seconds > 0:
                header = ((b"retry-after", str(int(seconds) + 1).encode()),)
                await refuse(send, 429, f"at most {self.a_minute} requests a minute: try again later", header)
                return
        await self.app(scope, receive, send)

"""Building blocks of the servers that the link checker is tried on: each is one way for a server to answer, or
not to.
"""

import asyncio
import gzip
import socket
import zlib
from collections import Counter
from collections.abc import Awaitable, Callable
from email.utils import formatdate
from time import time

from aiohttp import web

SENT = web.AppKey("sent", Counter)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

FILLER = "Gradient descent takes small steps downhill until the loss stops falling. " * 30


def document(title: str, body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def page(
    body: str = "", title: str = "A page", status: int = 200, head: str = "", headers: dict[str, str] | None = None
) -> Handler:
    """A page of HTML; `{path}` in it is the path of the request."""

    async def handler(request: web.Request) -> web.Response:
        text = document(title, body or f"<h1>About {request.path}</h1><p>{FILLER}</p>", head)
        return web.Response(
            text=text.replace("{path}", request.path), status=status, content_type="text/html", headers=headers
        )

    return handler


def answer(status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> Handler:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(status=status, headers=headers, body=body)

    return handler


def redirect(to: str, status: int = 301, headers: dict[str, str] | None = None) -> Handler:
    return answer(status, {"Location": to, **(headers or {})})


def in_turn(*handlers: Handler) -> Handler:
    """The first handler for the first request, and so on; the last one for all that follow."""
    count = Counter[str]()

    async def handler(request: web.Request) -> web.StreamResponse:
        count[request.path] += 1
        return await handlers[min(count[request.path], len(handlers)) - 1](request)

    return handler


def by_method(head: Handler, get: Handler) -> Handler:
    async def handler(request: web.Request) -> web.StreamResponse:
        return await (head if request.method == "HEAD" else get)(request)

    return handler


def after(seconds: float, then: Handler) -> Handler:
    async def handler(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(seconds)
        return await then(request)

    return handler


def cookie_wall() -> Handler:
    """Sends everybody without a cookie to itself, with a cookie."""

    async def handler(request: web.Request) -> web.Response:
        if request.cookies.get("seen") == "1":
            return web.Response(text=document("Wall", f"<p>cookie_wall {FILLER}</p>"), content_type="text/html")
        return web.Response(status=302, headers={"Location": request.path, "Set-Cookie": "seen=1; Path=/"})

    return handler


def cookie_steps() -> Handler:
    """Comes back to the same address twice, each time with another cookie."""

    async def handler(request: web.Request) -> web.Response:
        step = int(request.cookies.get("step", "0"))
        if step >= 2:
            return web.Response(text=document("Steps", f"<p>cookie_steps {FILLER}</p>"), content_type="text/html")
        return web.Response(status=302, headers={"Location": request.path, "Set-Cookie": f"step={step + 1}; Path=/"})

    return handler


def endless(first: bytes = b"<title>Endless</title><p>endless ", chunk: bytes = b"x" * 65536) -> Handler:
    """A gibibyte, as fast as the other side takes it. `sent` counts it, so the socket may not swallow megabytes
    itself.
    """

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        assert request.transport is not None
        request.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)
        await response.write(first)
        sent = request.app[SENT]
        for _ in range(2**30 // len(chunk)):
            await response.write(chunk)
            sent[request.path] += len(chunk)
        return response

    return handler


def drip(every: float = 0.2, piece: bytes = b"<p>slow_drip</p>\n") -> Handler:
    """A body that never ends, a few bytes at a time."""

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        for _ in range(10_000):
            await response.write(piece)
            await asyncio.sleep(every)
        return response

    return handler


def bomb(layers: int = 1, size: int = 256 * 1024 * 1024) -> Handler:
    """A small body that unpacks to `size` bytes of blanks."""
    machine = zlib.compressobj(9, wbits=31)
    parts = [machine.compress(b"<title>Bomb</title><p>compression bomb</p>")]
    blank = b" " * 2**20
    parts += [machine.compress(blank) for _ in range(size // 2**20)]
    data = b"".join([*parts, machine.flush()])
    if layers == 2:
        data = gzip.compress(data)
    return answer(200, {"Content-Type": "text/html", "Content-Encoding": ", ".join(["gzip"] * layers)}, data)


def encoded(coding: str, data: bytes) -> Handler:
    return answer(200, {"Content-Type": "text/html", "Content-Encoding": coding}, data)


def raw_deflate(text: str) -> bytes:
    machine = zlib.compressobj(wbits=-15)
    return machine.compress(text.encode()) + machine.flush()


def truncated(times: int = 10_000) -> Handler:
    """Promises more than it sends, `times` times."""
    count = Counter[str]()

    async def handler(request: web.Request) -> web.StreamResponse:
        count[request.path] += 1
        if count[request.path] > times:
            return await page()(request)
        response = web.StreamResponse(headers={"Content-Type": "text/html", "Content-Length": "100000"})
        await response.prepare(request)
        await response.write(document("Cut", "<p>cut</p>").encode())
        assert request.transport is not None
        request.transport.close()
        return response

    return handler


def hang_up(*, reset: bool = False) -> Handler:
    """Closes the connection instead of answering."""

    async def handler(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        if reset:
            request.transport.abort()
        else:
            request.transport.close()
        raise asyncio.CancelledError

    return handler


def in_seconds(seconds: float) -> str:
    return formatdate(time() + seconds, usegmt=True)


def by_cookie_count(enough: int) -> Handler:
    """Comes back to the same address with another cookie until there were `enough`."""

    async def handler(request: web.Request) -> web.Response:
        count = int(request.cookies.get("count", "0"))
        if count >= enough:
            return web.Response(text=document("Counted", f"<p>cookies {FILLER}</p>"), content_type="text/html")
        return web.Response(status=302, headers={"Location": request.path, "Set-Cookie": f"count={count + 1}; Path=/"})

    return handler


def growing() -> Handler:
    """Redirects to itself with a query that is never the same."""

    async def handler(request: web.Request) -> web.Response:
        number = int(request.query.get("n", "0")) + 1
        return web.Response(status=302, headers={"Location": f"{request.path}?n={number}"})

    return handler


def own_host(target: str, *, upper: bool = False) -> Handler:
    """A redirect to a full address of the same server: `{base}` and `{host}` are filled in."""

    async def handler(request: web.Request) -> web.Response:
        to = target.format(base=f"http://{request.host}", host=request.host)
        return web.Response(status=302, headers={"Location": to.replace("http:", "HTTP:") if upper else to})

    return handler


def protocol_relative(path: str) -> Handler:
    return own_host(f"//{{host}}{path}")


def raw_location(target: str) -> Handler:
    """A redirect with bytes in its `Location` that are no UTF-8; `target` holds them as surrogates."""
    return raw(
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "
        + target.encode("utf-8", "surrogateescape")
        + b"\r\n\r\n"
    )


def raw(data: bytes) -> Handler:
    """These bytes, and the end of the connection."""

    async def handler(request: web.Request) -> web.StreamResponse:
        assert isinstance(request.transport, asyncio.Transport)
        request.transport.write(data)
        request.transport.close()
        raise asyncio.CancelledError

    return handler


def stalled(start: bytes) -> Handler:
    """The beginning of a body, and then nothing more."""

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html", "Content-Length": "100000"})
        await response.prepare(request)
        if start:
            await response.write(start)
        await asyncio.sleep(60)
        return response

    return handler


def cut_chunks() -> Handler:
    """A chunked body without its end."""

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        response.enable_chunked_encoding()
        await response.prepare(request)
        await response.write(b"<title>cut chunks</title>")
        assert request.transport is not None
        request.transport.close()
        return response

    return handler


def unless_header(name: str, otherwise: Handler) -> Handler:
    """A page for those who send a header."""

    async def handler(request: web.Request) -> web.StreamResponse:
        return await (page() if name in request.headers else otherwise)(request)

    return handler

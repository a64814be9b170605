"""One request and its answer, whatever the other side does: never more than the limits, never an unknown exception.

Redirects, retries and judgement are other modules' business; here an exchange ends as an Answer or as a Failure.
"""

import asyncio
import socket
import ssl
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass

import aiohttp
from aiohttp import ClientResponse, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from ..hosts import is_local_name
from ..urls import Address
from .decoding import PLAIN, WHOLE, Inflater, Undecodable
from .errors import Failure, Fault, failure_of
from .private_addresses import Resolver
from .raw import Http2Only, NotHttp, raw_exchange

AGENT = "Mozilla/5.0 (compatible; roadmap-link-check/1.0; checks that the links of a learning site still work)"
HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en,*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
BROWSER_HEADERS = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "Accept-Language": "en-US,en;q=0.9",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
    "Sec-Fetch-User": "?1",
    "Upgrade-Insecure-Requests": "1",
}
"""What a browser sends when somebody types an address. Sent only before a page is called gone: some firewalls say so to
programs alone (celinekurpershoek/link-checker#16)."""
_READABLE = ("text/", "application/xhtml", "application/xml", "application/json")
_BUFFER = 16 * 1024
_KEPT = 1.0
"""Seconds for which a connection is kept for the next request: so short that servers do not give it up before."""
_PATIENCE = 5.0
"""Seconds for the rest of a page whose beginning has come."""


@dataclass(slots=True)
class Answer:
    """What came back. `body` is decoded and holds at most PLAIN bytes; `complete` says whether it ended by itself."""

    address: Address
    status: int
    headers: CIMultiDictProxy[str]
    body: bytes = b""
    complete: bool = True
    broken_off: bool = False
    """The connection died inside the body."""
    readable: bool = True
    """False if the body is in a coding we can't undo."""


class Client:
    """A session for one run."""

    def __init__(self, resolver: Resolver, tls: ssl.SSLContext | None, timeout: float, *, allow_private: bool) -> None:
        self._resolver, self._tls, self._timeout, self._allow_private = resolver, tls, timeout, allow_private
        connector = TCPConnector(
            limit=0,
            resolver=resolver,
            use_dns_cache=False,
            ssl=True if tls is None else tls,
            keepalive_timeout=_KEPT,
            socket_factory=_socket,
            happy_eyeballs_delay=0.25,
        )
        self._session = ClientSession(
            connector=connector,
            cookie_jar=DummyCookieJar(),
            auto_decompress=False,
            headers=HEADERS,
            timeout=ClientTimeout(total=None, sock_connect=timeout * 0.9),
            read_bufsize=_BUFFER,
            max_line_size=65_536,
            max_field_size=65_536,
            max_headers=512,
            skip_auto_headers=("Content-Type",),
        )
        self._session._retry_connection = False  # aiohttp would hide that the first request was cut

    async def close(self) -> None:
        """Give the connections back."""
        await self._session.close()

    async def get(
        self,
        address: Address,
        *,
        headers: Mapping[str, str] | None = None,
        sink: Callable[[bytes, str], bool] | None = None,
        method: str = "GET",
        patience: float = 60.0,
    ) -> Answer:
        """Ask for a page. `sink` gets the decoded body in portions with its content type, and says when it has enough.

        `patience` shortens the time-out: seconds until an answer must have begun.

        Raises Failure.
        """
        if not self._allow_private and is_local_name(address.host):
            raise Failure(Fault.private, f"{address.host} is a private address")
        try:
            return await self._ask(address, headers, sink, method, min(self._timeout, patience))
        except aiohttp.ClientResponseError as error:
            return await self._second_reading(address, headers, error)
        except Exception as error:
            raise failure_of(error) from error

    async def _ask(
        self,
        address: Address,
        headers: Mapping[str, str] | None,
        sink: Callable[[bytes, str], bool] | None,
        method: str,
        wait: float,
    ) -> Answer:
        try:
            async with asyncio.timeout(wait) as limit:
                response = await self._session.request(
                    method, URL(address.page, encoded=True), headers=headers or None, allow_redirects=False
                )
        except TimeoutError as error:
            if limit.expired():
                raise Failure(Fault.timeout, f"no answer within {wait:g} s") from error
            raise
        try:
            answer = Answer(address, response.status, response.headers)
            await self._read(response, answer, sink)
            return answer
        finally:
            response.close() if not response.content.at_eof() else response.release()

    async def _read(self, response: ClientResponse, answer: Answer, sink: Callable[[bytes, str], bool] | None) -> None:
        """Take what is needed of the body: nothing of a film, the beginning of a page, all of it for a fragment."""
        kind = response.headers.get("Content-Type", "text/html").lower()
        length = response.content_length
        readable = kind.startswith(_READABLE) and not kind.startswith("text/event-stream")
        if not readable and (length is None or length > 2 * _BUFFER):
            answer.complete = False
            return
        inflater = Inflater(response.headers.get("Content-Encoding", ""), PLAIN if sink is None else WHOLE)
        answer.readable = inflater.readable
        kept = bytearray()
        taken = 0
        most = PLAIN if sink is None else WHOLE
        ended = response.content.is_eof()  # most pages are small and have come with their head: no clock is needed
        try:
            async with nullcontext() if ended else asyncio.timeout(self._timeout) as clock:
                async for chunk in response.content.iter_any():
                    if clock is not None and not taken and sink is None:
                        clock.reschedule(asyncio.get_running_loop().time() + min(self._timeout, _PATIENCE))
                    taken += len(chunk)
                    for portion in inflater.feed(chunk):
                        if len(kept) < PLAIN:
                            kept += portion[: PLAIN - len(kept)]
                        if sink is not None and sink(portion, kind):
                            answer.complete = False
                            return
                    if inflater.full or taken >= most:
                        answer.complete = response.content.at_eof()
                        return
            answer.complete = inflater.complete
        except TimeoutError:
            answer.complete = False
            if not taken:
                raise Failure(Fault.timeout, "a head, but no body") from None
        except Undecodable as error:
            raise Failure(Fault.undecodable, str(error)) from error
        except (aiohttp.ClientError, OSError):
            answer.complete, answer.broken_off = False, True
        finally:
            answer.body = bytes(kept)

    async def _second_reading(
        self, address: Address, headers: Mapping[str, str] | None, error: aiohttp.ClientResponseError
    ) -> Answer:
        """aiohttp could not make sense of the head; see what is really there before anything is called broken."""
        try:
            async with asyncio.timeout(self._timeout):
                ips = await self._resolver.addresses(address.host)
                head = {**HEADERS, **(headers or {})}
                tls = (self._tls or ssl.create_default_context()) if address.scheme == "https" else None
                raw = await raw_exchange(address, ips[0][0], head, tls)
        except NotHttp as wrong:
            raise Failure(Fault.not_http, str(wrong)) from error
        except Http2Only as wrong:
            raise Failure(Fault.http2) from wrong
        except Exception as other:
            raise failure_of(other) from other
        inflater = Inflater(raw.fields.get("Content-Encoding", ""), PLAIN)
        try:
            text = b"".join(inflater.feed(raw.body))
        except Undecodable as wrong:
            raise Failure(Fault.undecodable, str(wrong)) from wrong
        fields = CIMultiDictProxy(CIMultiDict(raw.fields))
        return Answer(address, raw.status, fields, text, False, raw.broken_off, inflater.readable)


def _socket(info: tuple[int, int, int, str, tuple[object, ...]]) -> socket.socket:
    """A socket with a small receive buffer: what a server pours into it before we hang up is traffic for nothing."""
    family, kind, proto, _, _ = info
    made = socket.socket(family, kind, proto)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
    return made

"""A second reading for answers that aiohttp refuses: is there HTTP at all?

Browsers forgive a missing reason phrase, header lines without a colon, bare line feeds, or a control character; a
strict parser does not. Only what does not even begin like HTTP is called "not HTTP".
"""

import asyncio
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass

from ..urls import Address
from .decoding import PLAIN

_STATUS = re.compile(rb"\s{0,8}(?:HTTP/\d+(?:\.\d+)?|ICY)[ \t]+(\d{3})(?!\d)", re.IGNORECASE)

_HTTP2 = re.compile(rb"\x00\x00[\x00-\xff][\x04\x07][\x00-\xff]\x00{4}", re.DOTALL)
"""The head of a SETTINGS or GOAWAY frame of the connection itself, with which HTTP/2 servers begin (RFC 9113, 3.4)."""

_CHUNK = re.compile(rb"0*([0-9a-fA-F]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")
_CHUNK_CUT = re.compile(rb"[0-9a-fA-F]{0,15}\r?")
_LINE_END = re.compile(rb"\r?\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_HEAD = 256 * 1024
"""Bytes of a head after which browsers give up, too."""
_MORE = 1.5
"""Seconds to wait for the rest of an answer that has begun."""


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """Status, header fields and the beginning of the body."""

    status: int
    fields: dict[str, str]
    body: bytes
    broken_off: bool
    """The body's chunks make no sense: no browser shows such a page."""


class NotHttp(ValueError):
    """What came back is no HTTP answer; the message shows its beginning."""


class Http2Only(ConnectionError):
    """What came back is a frame of HTTP/2: a browser would have asked in that language."""


async def raw_exchange(address: Address, ip: str, headers: Mapping[str, str], tls: ssl.SSLContext | None) -> RawAnswer:
    """Ask once and read what comes. Raises NotHttp, Http2Only, OSError, ConnectionError (nothing came)."""
    name = address.host.rstrip(".") if tls else None
    reader, writer = await asyncio.open_connection(ip, address.port, ssl=tls, server_hostname=name)
    try:
        place = address.page.split("/", 3)[2].rpartition("@")[2]
        lines = [f"GET {address.target} HTTP/1.1", f"Host: {place}"]
        lines += [f"{key}: {value}" for key, value in headers.items() if key.lower() != "connection"]
        writer.write("\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1", "replace"))
        await writer.drain()
        data = bytearray(await reader.read(PLAIN))
        try:
            async with asyncio.timeout(_MORE):
                while len(data) < _HEAD and not _has_enough(data) and (portion := await reader.read(PLAIN)):
                    data += portion
        except TimeoutError:
            pass  # what is not HTTP may well keep the line open
    finally:
        writer.close()
    return read_answer(bytes(data))


def _has_enough(data: bytearray) -> bool:
    head = _HEAD_END.search(data)
    return _STATUS.match(data) is None or (head is not None and len(data) - head.end() >= PLAIN // 4)


def read_answer(data: bytes) -> RawAnswer:
    """Read an answer as leniently as a browser. Raises NotHttp, Http2Only; ConnectionResetError for an empty one."""
    if not data.strip():
        raise ConnectionResetError("closed without an answer")
    if _HTTP2.match(data):
        raise Http2Only("the answer begins with a frame of HTTP/2")
    match = _STATUS.match(data)
    if match is None:
        raise NotHttp(f"the answer begins with {data[:24]!r}")
    if len(data) >= _HEAD and not _HEAD_END.search(data):
        raise ConnectionResetError("the head of the answer does not end")
    head, body = [*_HEAD_END.split(data, maxsplit=1), b""][:2]
    fields: dict[str, str] = {}
    for line in head.splitlines()[1:]:
        key, colon, value = line.partition(b":")
        name = key.strip().decode("latin-1")
        if colon and re.fullmatch(r"[\w!#$%&'*+.^`|~-]+", name):
            fields.setdefault(name.title(), value.strip().decode("utf-8", "surrogateescape"))
    broken_off = False
    if "chunked" in fields.pop("Transfer-Encoding", "").lower():
        body, broken_off = dechunked(body)
    return RawAnswer(int(match.group(1)), fields, body, broken_off)


def dechunked(data: bytes) -> tuple[bytes, bool]:
    """The body inside the chunks, as far as it came, and whether what stands between them makes no sense."""
    body, at = bytearray(), 0
    while at < len(data):
        size = _CHUNK.match(data, at)
        if size is None:
            return bytes(body), _CHUNK_CUT.fullmatch(data, at) is None
        length = int(size.group(1), 16)
        if length == 0:
            break
        body += data[size.end() : size.end() + length]
        at = size.end() + length
        end = _LINE_END.match(data, at)
        if end is None:
            return bytes(body), data[at:] not in (b"", b"\r")
        at = end.end()
    return bytes(body), False

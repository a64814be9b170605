"""Bodies in bounded portions: decompression that can't be made to fill the memory, and text from bytes."""

import codecs
import re
import zlib
from collections.abc import Iterator

PLAIN = 64 * 1024
"""Bytes of a page that are looked at when no place in it is asked for."""
WHOLE = 6 * 1024 * 1024
"""Bytes that are searched for a fragment; with what is under way when we hang up, some 8 to 10 MB leave the server."""
STEP = 64 * 1024

_DECODERS = {"gzip": zlib.MAX_WBITS | 32, "x-gzip": zlib.MAX_WBITS | 32, "deflate": zlib.MAX_WBITS}
_UNREADABLE = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip", "aes128gcm"})
"""Codings that exist; any other name, such as `utf-8`, is a slip of the server's, and browsers pass over it."""
_NO_PAGE = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7", "utf-32"})
"""Codecs of Python that no browser takes for a page."""
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{1,40})", re.IGNORECASE)


class Undecodable(ValueError):
    """The body is not what its `Content-Encoding` says; browsers refuse such a page."""


class Inflater:
    """Undoes a `Content-Encoding`, `limit` bytes at most."""

    def __init__(self, encoding: str, limit: int) -> None:
        codings = [name.strip().lower() for name in encoding.split(",") if name.strip()]
        codings = [name for name in codings if name in _DECODERS or name in _UNREADABLE]
        self.readable = not _UNREADABLE & set(codings) and len(codings) < 3
        """False for a coding we can't undo (such as `br`, which we do not ask for): the page is there, its text
        unknown.
        """
        self.whole = True
        """False if something of the body is missing, or could not be decoded."""
        self._left = limit
        self._kinds = list(reversed(codings)) if self.readable else []
        self._inner: Inflater | None = None
        if len(self._kinds) == 2:
            self._inner = Inflater(self._kinds.pop(), limit)
        self._machine = zlib.decompressobj(_DECODERS[self._kinds[0]]) if self._kinds else None
        self._started = False
        self._ended = False

    @property
    def full(self) -> bool:
        """Whether the limit is reached."""
        return self._left <= 0

    @property
    def complete(self) -> bool:
        """Whether nothing is missing, once all that came has been fed."""
        machine = self._machine
        cut = machine is not None and self._started and not (machine.eof or self._ended)
        return self.whole and not cut and (self._inner is None or self._inner.complete)

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Decoded portions of at most STEP bytes. Raises Undecodable."""
        for portion in self._decode(data):
            if self._inner is not None:
                yield from self._inner.feed(portion)
            else:
                yield portion

    def _decode(self, data: bytes) -> Iterator[bytes]:
        if self._machine is None:
            portion = data[: self._left]
            self._left -= len(portion)
            if portion:
                yield portion
            return
        while data and not self.full and not self._ended:
            try:
                portion = self._machine.decompress(data, min(STEP, self._left))
            except zlib.error as error:
                if self._started or re.search("incorrect (data|length) check", str(error)):
                    # rubbish after a readable beginning, or a wrong sum behind all of it: browsers show what they have
                    self._ended, self.whole = True, False
                    return
                if self._kinds == ["deflate"]:  # many servers send it without the zlib header
                    self._kinds, self._machine = ["raw"], zlib.decompressobj(-zlib.MAX_WBITS)
                    continue
                raise Undecodable(f"the body is not {self._kinds[0]}: {error}") from error
            self._left -= len(portion)
            if portion:
                self._started = True
                yield portion
            data = self._machine.unconsumed_tail
            if self._machine.eof:
                data = self._machine.unused_data
                if not data.startswith(b"\x1f\x8b"):
                    self._ended = True
                    return
                self._machine = zlib.decompressobj(zlib.MAX_WBITS | 32)


def charset_of(content_type: str, start: bytes) -> str:
    """The character set that a page claims, if Python knows it; UTF-8 otherwise."""
    match = re.search(r"charset\s*=\s*[\"']?([^\s;\"']+)", content_type, re.IGNORECASE)
    name = match.group(1) if match else ""
    if start.startswith(b"\xef\xbb\xbf"):
        name = "utf-8-sig"
    elif start.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = "utf-16"
    elif not name and (found := _META.search(start[:4096])):
        name = found.group(1).decode("ascii")
    try:
        known = codecs.lookup(name or "utf-8").name
        "".encode(known)
    except (LookupError, UnicodeError, ValueError):
        return "utf-8"
    if known == "utf-16" and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16-le"
    return "utf-8" if known in _NO_PAGE else known

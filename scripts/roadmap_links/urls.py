"""Addresses: what is one, how a browser would send it, and what belongs to one page.

Follows what browsers do (the WHATWG URL standard) where that decides whether a reader gets to the page: raw UTF-8 and
blanks are quoted, dot segments removed, host names turned to ASCII; what is already quoted (`%2F`) is left alone.
"""

import ipaddress
import re
import socket
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urljoin

OTHER_SCHEMES = frozenset(
    {"mailto", "tel", "sms", "data", "javascript", "blob", "about", "geo", "irc", "ircs", "xmpp", "callto", "vscode"}
)
"""Schemes that are no web page and no mistake."""

RESERVED = (".invalid", ".test", ".example")
"""Names that can't exist (RFC 6761): what they do says nothing about our network."""

_UNSAFE = re.compile(r"[^\x21-\x7e]|[\"<>`{}]")
_LABEL = re.compile(r"[a-z0-9_-]{1,63}", re.ASCII)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_PORTS = {"http": 80, "https": 443}


class NotAUrl(ValueError):
    """The text can't be opened by any browser; the message says why."""


@dataclass(frozen=True, slots=True)
class Address:
    """A web address, ready to send. `page` has no fragment; `fragment` is as written, None without a `#`."""

    page: str
    fragment: str | None
    scheme: str
    host: str
    port: int
    target: str
    """Path and query."""

    @property
    def origin(self) -> str:
        """What shares one set of limits: host and port."""
        return f"{self.host}:{self.port}"

    @property
    def path(self) -> str:
        """The path alone, quoted."""
        return self.target.partition("?")[0]

    def beside(self, target: str) -> "Address":
        """Another page of the same origin; `target` is quoted and begins with a slash."""
        page = self.page[: len(self.page) - len(self.target)] + target
        return Address(page, None, self.scheme, self.host, self.port, target)

    @property
    def full(self) -> str:
        """The address with its fragment."""
        return self.page if self.fragment is None else f"{self.page}#{self.fragment}"

    @property
    def is_reserved(self) -> bool:
        """Whether the name is one that can't exist."""
        return self.host.rstrip(".").endswith(RESERVED)


def quote(text: str) -> str:
    """Percent-encode what may not stand in a request line.

    Bytes that came in by surrogateescape go out as they were.
    """
    if _UNSAFE.search(text) is None:
        return text
    return _UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in _bytes(m.group())), text)


def _bytes(text: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def scheme_of(text: str) -> str | None:
    """The scheme of an address in lower case; None for a relative one."""
    match = _SCHEME.match(text.strip())
    return match.group(1).lower() if match else None


def parse(text: str) -> Address:
    """Read an address as a browser does. Raises NotAUrl."""
    text = _without_breaks(text)
    if text.startswith("//"):
        text = "https:" + text
    scheme = scheme_of(text)
    if scheme is None or scheme not in _PORTS:
        raise NotAUrl("no http:// or https:// in front" if scheme is None else f"{scheme}: is not a web address")
    rest = text[len(scheme) + 1 :]
    if "\\" in rest:
        rest = _with_slashes(rest)
    if not rest.startswith("//"):
        raise NotAUrl(f"two slashes must follow {scheme}:")
    rest, hash_, fragment = rest[2:].partition("#")
    cut = min((i for i in map(rest.find, "/?\\") if i >= 0), default=len(rest))
    authority, target = rest[:cut], rest[cut:]
    user, at, place = authority.rpartition("@")
    name, port = _split_port(place, scheme)
    host = _host(name)
    path, mark, query = target.partition("?")
    path = _without_dots(quote(path.replace("\\", "/"))) or "/"
    target = path + mark + quote(query)
    shown = f"[{host}]" if ":" in host else host
    place = shown if port == _PORTS[scheme] else f"{shown}:{port}"
    page = f"{scheme}://{quote(user)}{at}{place}{target}"
    return Address(page, fragment if hash_ else None, scheme, host, port, target)


def join(base: Address, reference: str) -> Address:
    """The address that a `Location` or a `href` names, seen from `base`.

    Its fragment wins, else the old one is kept. Raises NotAUrl.
    """
    reference = _with_slashes(_without_breaks(reference))
    if scheme_of(reference) in _PORTS and "//" in reference[:8]:
        found = parse(reference)
    else:
        try:
            found = parse(urljoin(base.page, reference))
        except ValueError as error:
            raise NotAUrl(str(error)) from error
    if found.fragment is None and base.fragment is not None:
        return Address(found.page, base.fragment, found.scheme, found.host, found.port, found.target)
    return found


def _with_slashes(text: str) -> str:
    """Backslashes before the query are slashes to every browser."""
    end = min((i for i in map(text.find, "?#") if i >= 0), default=len(text))
    return text[:end].replace("\\", "/") + text[end:]


def _without_breaks(text: str) -> str:
    text = text.strip()
    return text if text.isprintable() else re.sub(r"[\t\r\n]", "", text)


def _split_port(place: str, scheme: str) -> tuple[str, int]:
    bracket = place.rfind("]")
    colon = place.rfind(":")
    if colon <= bracket:
        return place, _PORTS[scheme]
    port = place[colon + 1 :]
    if not port:
        return place[:colon], _PORTS[scheme]
    if not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536 and len(port) < 7):
        raise NotAUrl(f"{port!r} is not a port")
    return place[:colon], int(port)


@lru_cache(4096)
def _host(name: str) -> str:
    """The ASCII form of a host name or address. Raises NotAUrl."""
    if not name:
        raise NotAUrl("the host name is missing")
    if name.startswith("["):
        try:
            return str(ipaddress.IPv6Address(name.removeprefix("[").removesuffix("]").partition("%")[0]))
        except ValueError as error:
            raise NotAUrl(f"{name} is not an IPv6 address") from error
    host = (unquote(name) if "%" in name else name).lower()
    if not host.isascii():
        host = _to_ascii(host)
    labels = host.removesuffix(".").split(".")
    if len(host) > 254 or not all(_LABEL.fullmatch(label) for label in labels):
        raise NotAUrl(f"{name!r} is not a host name")
    if labels[-1].isdigit() or re.fullmatch(r"0x[0-9a-f]*", labels[-1]):
        try:
            return socket.inet_ntoa(socket.inet_aton(host.removesuffix(".")))
        except (OSError, ValueError) as error:
            raise NotAUrl(f"{name!r} is not an IP address") from error
    return host


def _to_ascii(host: str) -> str:
    import idna  # noqa: PLC0415 -- only needed for names with letters beyond ASCII; costs 30 ms

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        pass
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise NotAUrl(f"{host!r} is not a host name") from error


def _without_dots(path: str) -> str:
    """Remove `.` and `..` segments, as every browser does before it asks."""
    if "/." not in path and "/%2" not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for index, segment in enumerate(segments):
        plain = segment.lower().replace("%2e", ".")
        if plain not in (".", ".."):
            kept.append(segment)
            continue
        if plain == ".." and kept:
            kept.pop()
        if index == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)

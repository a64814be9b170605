"""Host names, IP addresses and ports, as browsers read them."""

import ipaddress
import re
import socket
from functools import lru_cache
from urllib.parse import unquote

_LABEL = re.compile(r"[a-z0-9_-]{1,63}", re.ASCII)
PORTS = {"http": 80, "https": 443}
RESERVED = (".invalid", ".test", ".example")
"""Names that can't exist (RFC 6761): what they do says nothing about our network."""
_HOUSE = (".localhost", ".local", ".internal", ".lan", ".home", ".home.arpa", ".localdomain")
"""Names of a house's own network (RFC 6762, RFC 8375, and what routers are shipped with)."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class NotAUrl(ValueError):
    """The text can't be opened by any browser; the message says why."""


def split_port(place: str, scheme: str) -> tuple[str, int]:
    """A host and its port, the scheme's own if none is named. Raises NotAUrl."""
    bracket = place.rfind("]")
    colon = place.rfind(":")
    if colon <= bracket:
        return place, PORTS[scheme]
    port = place[colon + 1 :]
    if not port:
        return place[:colon], PORTS[scheme]
    if not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536 and len(port) < 7):
        raise NotAUrl(f"{port!r} is not a port")
    return place[:colon], int(port)


@lru_cache(4096)
def ascii_host(name: str) -> str:
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


def is_public(text: str) -> bool:
    """Whether an IP address is out in the open; looks through the ways of writing an IPv4 address as IPv6."""
    try:
        ip = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return ip.is_global and not ip.is_multicast


def is_local_name(host: str) -> bool:
    """Whether a host is private by its spelling alone: an IP literal that is not public, or localhost."""
    host = host.rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return not is_public(host)


def is_of_the_house(host: str) -> bool:
    """Whether a host in a sentence means the reader's own machine or network, or is there as an example only."""
    name = host.rstrip(".")
    return is_local_name(name) or "." not in name.strip(":") or name.endswith(_HOUSE + RESERVED)

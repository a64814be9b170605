"""Names and private addresses: one look-up per host, and no request into our own network.

A page may redirect to 127.0.0.1, and a public name may resolve to 10.0.0.1; a checker that runs on a build machine
must not be led there. The test is made on the address that is connected to, so that nothing lies between test and
use.
"""

import asyncio
import ipaddress
import socket
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from ..urls import RESERVED

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class PrivateAddress(OSError):
    """The host is inside a private network, or on this machine."""


class NoSuchName(OSError):
    """The name does not exist."""


class NameServiceFailed(OSError):
    """The look-up itself failed; says nothing about the name."""


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


class Resolver(AbstractResolver):
    """Looks every host up once per run, and refuses private answers unless told otherwise."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._asked: dict[str, asyncio.Future[list[tuple[str, int]]]] = {}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a host in aiohttp's form. Raises PrivateAddress, NoSuchName or NameServiceFailed."""
        return [
            ResolveResult(hostname=host, host=ip, port=port, family=kind, proto=0, flags=socket.AI_NUMERICHOST)
            for ip, kind in await self.addresses(host)
        ]

    async def addresses(self, host: str) -> list[tuple[str, int]]:
        """`(ip, family)` for a host, from the one look-up of this run."""
        future = self._asked.get(host)
        if future is None:
            future = asyncio.ensure_future(self._look_up(host))
            self._asked[host] = future
        try:
            found = await asyncio.shield(future)
        except NameServiceFailed:
            self._asked.pop(host, None)  # may work at the next try
            raise
        if self._allow_private:
            return found
        public = [(ip, kind) for ip, kind in found if is_public(ip)]
        if not public:
            raise PrivateAddress(f"{host} is {found[0][0]}, a private address")
        return public

    async def _look_up(self, host: str) -> list[tuple[str, int]]:
        name = host.rstrip(".")
        if name.endswith(".localhost"):
            name = "localhost"
        loop = asyncio.get_running_loop()
        try:
            infos: list[Any] = await loop.getaddrinfo(name, None, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            missing = error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
            kind = NoSuchName if missing or name.endswith(RESERVED) else NameServiceFailed
            raise kind(f"{host}: {error.strerror or error}") from error
        except (OSError, UnicodeError) as error:
            raise NameServiceFailed(f"{host}: {error}") from error
        found = list(dict.fromkeys((str(info[4][0]), int(info[0])) for info in infos))
        if not found:
            raise NoSuchName(f"{host}: no address")
        return found

    async def close(self) -> None:
        """Nothing is held open."""

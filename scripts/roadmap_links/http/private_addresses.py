"""Names and private addresses: one look-up per host, and no request into our own network.

A page may redirect to 127.0.0.1, and a public name may resolve to 10.0.0.1; a checker that runs on a build machine
must not be led there. The test is made on the address that is connected to, so that nothing lies between test and
use.
"""

import asyncio
import socket
from math import inf
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from ..hosts import RESERVED, is_public

SECOND_LOOK = 3.0
"""Seconds after which a name that was not known is looked up again, once a run: resolvers of build machines say so of
names that exist (pybamm-team/PyBaMM#3239, lycheeverse/lychee#1116)."""


class PrivateAddress(OSError):
    """The host is inside a private network, or on this machine."""


class NoSuchName(OSError):
    """The name does not exist."""


class NameServiceFailed(OSError):
    """The look-up itself failed; says nothing about the name."""


class Resolver(AbstractResolver):
    """Looks every host up once per run, and refuses private answers unless told otherwise."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._asked: dict[str, asyncio.Future[list[tuple[str, int]]]] = {}
        self._missed: dict[str, float] = {}
        """When a name was not known for the first time."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a host in aiohttp's form. Raises PrivateAddress, NoSuchName or NameServiceFailed."""
        return [
            ResolveResult(hostname=host, host=ip, port=port, family=kind, proto=0, flags=socket.AI_NUMERICHOST)
            for ip, kind in await self.addresses(host)
        ]

    async def addresses(self, host: str) -> list[tuple[str, int]]:
        """`(ip, family)` for a host, from the one look-up of this run; a name that is not known gets a second one."""
        future = self._asked.get(host)
        if future is not None and future.done() and self._is_due(host):
            future = None
        if future is None:
            future = asyncio.ensure_future(self._look_up(host))
            future.add_done_callback(lambda done: done.cancelled() or done.exception())  # who asked may have given up
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

    def _is_due(self, host: str) -> bool:
        """Whether the one more look-up of a name that was not known is due; it is then taken as made."""
        due = asyncio.get_running_loop().time() - self._missed.get(host, inf) >= 0.8 * SECOND_LOOK
        if due:
            self._missed[host] = inf
        return due

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
            if kind is NoSuchName:
                self._missed.setdefault(host, loop.time())
            raise kind(f"{host}: {error.strerror or error}") from error
        except (OSError, UnicodeError) as error:
            raise NameServiceFailed(f"{host}: {error}") from error
        found = list(dict.fromkeys((str(info[4][0]), int(info[0])) for info in infos))
        if not found:
            raise NoSuchName(f"{host}: no address")
        return found

    async def close(self) -> None:
        """Nothing is held open."""

"""Loaded by every Python that a lesson starts: refuses connections and look-ups beyond this machine."""

import ipaddress
import socket
from typing import Any

_connect, _connect_ex, _sendto = socket.socket.connect, socket.socket.connect_ex, socket.socket.sendto
_getaddrinfo, _gethostbyname = socket.getaddrinfo, socket.gethostbyname


def _here(host: Any) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(name).partition("%")[0]).is_loopback or str(name) in ("0.0.0.0", "::")
    except ValueError:
        return False


def _refuse(host: Any) -> None:
    if not _here(host):
        raise OSError(f"a lesson reads no network, but this one wanted {host}: commit the data instead")


def _check(sock: socket.socket, address: Any) -> None:
    if sock.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple):
        _refuse(address[0])


class _Guarded:
    """The methods that take the places of those of `socket.socket`."""

    def connect(self: Any, address: Any) -> Any:
        _check(self, address)
        return _connect(self, address)

    def connect_ex(self: Any, address: Any) -> Any:
        _check(self, address)
        return _connect_ex(self, address)

    def sendto(self: Any, data: Any, *rest: Any) -> Any:
        _check(self, rest[-1])
        return _sendto(self, data, *rest)


def _looked_up(host: Any, *rest: Any, **more: Any) -> Any:
    _refuse(host)
    return _getaddrinfo(host, *rest, **more)


def _named(host: Any) -> Any:
    _refuse(host)
    return _gethostbyname(host)


for _name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, _name, vars(_Guarded)[_name])
setattr(socket, "getaddrinfo", _looked_up)  # noqa: B010
setattr(socket, "gethostbyname", _named)  # noqa: B010

"""Why an exchange ended without a usable answer: one list of faults, and where a library's exceptions belong."""

import errno
import ssl
from enum import StrEnum

import aiohttp

from .private_addresses import NameServiceFailed, NoSuchName, PrivateAddress


class Fault(StrEnum):
    """Why there is no answer."""

    no_such_name = "no such name"
    name_service = "name service failed"
    private = "private address"
    refused = "connection refused"
    unreachable = "unreachable"
    reset = "connection reset"
    empty = "closed without an answer"
    timeout = "timeout"
    connect_timeout = "connect timeout"
    certificate = "certificate"
    tls = "TLS"
    not_http = "not HTTP"
    http2 = "HTTP/2 only"
    undecodable = "undecodable body"
    bad_url = "not a URL"
    loop = "redirect loop"


class Failure(Exception):
    """An exchange without a usable answer."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}" if detail else str(fault))
        self.fault = fault
        self.detail = detail


def failure_of(error: BaseException) -> Failure:  # noqa: PLR0911
    """Sort what a library raised; the order matters, for the classes overlap."""
    if isinstance(error, Failure):
        return error
    cause = getattr(error, "os_error", None) or error
    for kind, fault in (
        (PrivateAddress, Fault.private),
        (NoSuchName, Fault.no_such_name),
        (NameServiceFailed, Fault.name_service),
    ):
        if isinstance(cause, kind):
            return Failure(fault, str(cause))
    if isinstance(error, aiohttp.ClientConnectorCertificateError | ssl.SSLCertVerificationError):
        inner = getattr(error, "certificate_error", error)
        return Failure(Fault.certificate, str(getattr(inner, "verify_message", "") or inner))
    if isinstance(error, aiohttp.ClientSSLError | ssl.SSLError):
        reason = str(getattr(cause, "reason", "") or cause)
        return Failure(Fault.http2 if "NO_APPLICATION_PROTOCOL" in reason else Fault.tls, reason)
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return Failure(Fault.empty)
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return Failure(Fault.connect_timeout)
    if isinstance(error, TimeoutError | aiohttp.ServerTimeoutError):
        return Failure(Fault.timeout)
    if isinstance(error, aiohttp.InvalidURL | UnicodeError):
        return Failure(Fault.bad_url, str(error))
    if isinstance(cause, OSError):
        return _os_failure(cause, connecting=isinstance(error, aiohttp.ClientConnectorError))
    return Failure(Fault.reset, f"{type(error).__name__}: {error}")


def _os_failure(error: OSError, *, connecting: bool) -> Failure:
    if error.errno == errno.ECONNREFUSED or isinstance(error, ConnectionRefusedError):
        return Failure(Fault.refused)
    if error.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ETIMEDOUT, errno.EADDRNOTAVAIL):
        return Failure(Fault.unreachable, error.strerror or "")
    if connecting and error.errno is None:
        return Failure(Fault.refused, str(error))
    return Failure(Fault.reset, error.strerror or str(error))

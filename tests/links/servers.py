"""The servers themselves: one that speaks HTTP, many that only pretend to, and some with TLS. All on the loopback."""

import asyncio
import datetime
import ipaddress
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web
from behaviours import SENT, Handler, answer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Value = TypeVar("Value")
Script = Sequence[bytes | float | str]
"""What a raw server does after it was asked: send bytes, wait seconds, or `reset`."""


class Loop:
    """An event loop in a thread, so that servers run beside the code under test."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.loop.set_exception_handler(lambda loop, context: None)
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def call(self, work: Coroutine[Any, Any, Value]) -> Value:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def stop(self) -> None:
        """Let every server and connection end before the loop does."""

        async def end() -> None:
            others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in others:
                task.cancel()
            await asyncio.wait(others, timeout=5) if others else None

        self.call(end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(5)
        self.loop.close()


class Site:
    """An HTTP server whose answers are a dictionary from path to handler; counts what it was asked."""

    def __init__(
        self, loop: Loop, routes: dict[str, Handler], host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
    ) -> None:
        self.routes, self._loop = routes, loop
        self.asked: list[tuple[str, str]] = []
        self.times: list[float] = []
        self.headers: list[dict[str, str]] = []
        self.active = self.peak = 0
        self.limit: Callable[[Site], Handler | None] = lambda site: None
        app = web.Application(client_max_size=2**20)
        self.sent: Counter[str] = Counter()
        app[SENT] = self.sent
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        self.port = loop.call(self._start(host, tls))
        scheme = "https" if tls else "http"
        self.base = f"{scheme}://{f'[{host}]' if ':' in host else host}:{self.port}"

    async def _start(self, host: str, tls: ssl.SSLContext | None) -> int:
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, 0, ssl_context=tls)
        await site.start()
        return int(site._server.sockets[0].getsockname()[1])  # type: ignore[union-attr]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.method, request.raw_path))
        self.times.append(asyncio.get_running_loop().time())
        self.headers.append(dict(request.headers))
        self.active += 1
        self.peak = max(self.peak, self.active)
        try:
            refusal = self.limit(self)
            handler = refusal or self.routes.get(request.raw_path) or self.routes.get(request.path) or answer(404)
            return await handler(request)
        finally:
            self.active -= 1

    def count(self, path: str, method: str = "GET") -> int:
        return self.asked.count((method, path))

    def close(self) -> None:
        self._loop.call(self._runner.cleanup())


def raw_server(loop: Loop, *scripts: Script, tls: ssl.SSLContext | None = None, ask_first: bool = True) -> int:
    """A server that answers by a script, whatever it is asked. Returns its port.

    Each connection takes the next script; the last one stays.
    """
    turn = iter(range(10**9))

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if ask_first:
                await reader.readuntil(b"\r\n\r\n")
            for step in scripts[min(next(turn), len(scripts) - 1)]:
                if isinstance(step, bytes):
                    writer.write(step)
                    await writer.drain()
                elif isinstance(step, float):
                    await asyncio.sleep(step)
                else:
                    writer.transport.abort()
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    async def start() -> int:
        server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
        return int(server.sockets[0].getsockname()[1])

    return loop.call(start())


def late_server(loop: Loop, script: Script, seconds: float, begun: Callable[[], bool]) -> int:
    """A server that begins to listen only some seconds after something has `begun`."""
    port = closed_port()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for step in script:
            assert isinstance(step, bytes)
            writer.write(step)
        writer.close()

    async def start() -> None:
        while not begun():
            await asyncio.sleep(0.02)
        await asyncio.sleep(seconds)
        await asyncio.start_server(serve, "127.0.0.1", port)

    asyncio.run_coroutine_threadsafe(start(), loop.loop)
    return port


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


class Authority:
    """A certificate authority for an afternoon."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Link tests")])
        now = datetime.datetime.now(datetime.UTC)
        self._certificate = (
            x509.CertificateBuilder()
            .subject_name(self._name)
            .issuer_name(self._name)
            .public_key(self._key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=400))
            .not_valid_after(now + datetime.timedelta(days=400))
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), critical=False)
            .add_extension(x509.KeyUsage(True, False, False, False, False, True, True, False, False), critical=True)
            .sign(self._key, hashes.SHA256())
        )
        self.pem = folder / "ca.pem"
        self.pem.write_bytes(self._certificate.public_bytes(serialization.Encoding.PEM))

    def context(self, *names: str, days: tuple[int, int] = (-1, 90), own: bool = True) -> ssl.SSLContext:
        """A server's TLS settings with a certificate for `names`; `own=False` signs it with itself."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
        now = datetime.datetime.now(datetime.UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name if own else subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + datetime.timedelta(days=days[0]))
            .not_valid_after(now + datetime.timedelta(days=days[1]))
            .add_extension(x509.SubjectAlternativeName([_san(name) for name in names]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
        )
        certificate = builder.sign(self._key if own else key, hashes.SHA256())
        path = self._folder / f"{certificate.serial_number}.pem"
        path.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


def _san(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)

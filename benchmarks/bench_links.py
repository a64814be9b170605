#!/usr/bin/env python
"""Measure the link checker against servers that this command starts on the loopback, and print a table.

Where a `lychee` can be found (on the PATH or by --peer), it does the same work in the same run, and ratios are shown.
Figures depend on the machine; ratios less so. Nothing leaves the machine.
"""

import asyncio
import json
import multiprocessing
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import ClassVar

import click

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "check_links.py"
ANSWER = 0.05
"""Seconds that a host takes to answer, as the targets have it; on the loopback an answer would come at once."""


class Host(asyncio.Protocol):
    """The least that is a web server: one page per path, an endless one at /endless. Counts per host."""

    asked: ClassVar[Counter[str]] = Counter()
    active: ClassVar[Counter[str]] = Counter()
    peak: ClassVar[Counter[str]] = Counter()
    sent: ClassVar[Counter[str]] = Counter()
    paths: ClassVar[Counter[str]] = Counter()
    first = last = delay = 0.0

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._buffer = b""
        self._free = asyncio.Event()
        self._free.set()
        self._tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the line; what the socket swallows by itself is kept small, so that `sent` means taken."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)

    def pause_writing(self) -> None:
        """The other side takes no more for now."""
        self._free.clear()

    def resume_writing(self) -> None:
        """It does again."""
        self._free.set()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let an endless answer end."""
        self._free.set()

    def data_received(self, data: bytes) -> None:
        """Answer every whole request."""
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
            path = head.split(b" ", 2)[1].decode("latin-1")
            host = head.lower().split(b"\r\nhost: ", 1)[1].split(b"\r\n", 1)[0].decode("latin-1")
            task = asyncio.get_running_loop().create_task(self._reply(host, path))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _reply(self, host: str, path: str) -> None:
        kind = type(self)
        assert self._transport is not None
        kind.asked[host] += 1
        kind.paths[path] += 1
        kind.active[host] += 1
        kind.peak[host] = max(kind.peak[host], kind.active[host])
        Host.last = time.monotonic()
        Host.first = Host.first or Host.last
        if Host.delay:
            await asyncio.sleep(Host.delay)
        if path.startswith("/endless"):
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1073741824\r\n\r\n<p>endless"
            )
            while not self._transport.is_closing() and kind.sent[path] < 2**30:
                self._transport.write(b"x" * 65536)
                kind.sent[path] += 65536
                await self._free.wait()
        elif "/zq" in path:
            self._transport.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        else:
            body = (
                f"<!doctype html><title>{path}</title><h1>Page {path}</h1><p>Some text about page {path}.</p>".encode()
            )
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
            self._transport.write(head.encode() + body)
        kind.active[host] -= 1


def _serve(pipe: Connection, hosts: int, delay: float) -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        Host.delay = delay
        ports = []
        for number in range(hosts):
            server = await loop.create_server(Host, f"127.0.1.{number + 1}", 0, backlog=512)
            ports.append(server.sockets[0].getsockname()[1])
        pipe.send([f"127.0.1.{n + 1}:{port}" for n, port in enumerate(ports)])
        while True:
            await loop.run_in_executor(None, pipe.poll, None)
            if pipe.recv() == "stop":
                return
            seconds = max(Host.last - Host.first, 0.001)
            total, most = sum(Host.asked.values()), max(Host.asked.values(), default=0)
            peak = max(Host.peak.values(), default=0)
            pipe.send((total, peak, most / seconds, dict(Host.sent), Host.paths.most_common(1)))
            for counter in (Host.asked, Host.peak, Host.sent, Host.paths):
                counter.clear()
            Host.first = 0.0

    asyncio.run(main())


@dataclass(frozen=True, slots=True)
class Seen:
    """What the servers saw since the last question."""

    requests: int
    peak: int
    per_second: float
    sent: dict[str, int]
    most: list[tuple[str, int]]


class Servers:
    """Hosts in a process of their own."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self.names: list[str] = pipe.recv()

    def seen(self) -> Seen:
        """Counts since the last call."""
        self._pipe.send("report")
        return Seen(*self._pipe.recv())


@contextmanager
def servers(hosts: int, delay: float = 0.0) -> Iterator[Servers]:
    """So many hosts for the time of the block."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_serve, args=(theirs, hosts, delay), daemon=True)
    process.start()
    try:
        yield Servers(ours)
    finally:
        ours.send("stop")
        process.join(5)
        process.kill()


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a program: seconds, CPU seconds, peak memory in MB."""

    wall: float
    cpu: float
    rss: float
    code: int


def timed(command: Sequence[str | Path]) -> Run:
    """Run a program and measure it alone."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status))


def ours(*arguments: str | Path) -> list[str | Path]:
    """The command line of our checker."""
    return [sys.executable, SCRIPT, "--allow-private", "--policy", os.devnull, *arguments]


def urls(names: Sequence[str], count: int) -> list[str]:
    """`count` addresses, spread over the hosts."""
    return [f"http://{names[i % len(names)]}/p/{i}" for i in range(count)]


class Table:
    """Rows as they come."""

    def __init__(self) -> None:
        click.echo(f"{'measure':58} {'ours':>12} {'peer':>10} {'ratio':>7}  target")

    def row(self, name: str, value: str, target: str, peer: float | None = None, own: float | None = None) -> None:
        """One figure."""
        other = f"{peer:.2f}" if peer is not None else "-"
        ratio = f"{own / peer:.2f}" if peer and own is not None else "-"
        click.echo(f"{name:58} {value:>12} {other:>10} {ratio:>7}  {target}")


def best(runs: Sequence[Run]) -> Run:
    """The fastest run: what else the machine does can only slow one down."""
    return min(runs, key=lambda run: run.wall)


def _throughput(table: Table, folder: Path, peer: str | None, repeat: int, answer: float) -> None:
    with servers(40, answer) as hosts:
        file = folder / "links.txt"
        file.write_text("\n".join(urls(hosts.names, 2000)) + "\n")
        cases: tuple[tuple[str, float, str, str], ...] = (
            (
                f"2,000 URLs, 40 hosts, {answer * 1000:.0f} ms, interval 50 ms: seconds",
                0.05,
                "<= 1.2 x peer",
                "<= 4; <= 20",
            ),
            ("the same without interval, 4 a host: seconds", 0.0, "<= 2.2 x peer", "<= 4"),
        )
        if not answer:
            cases = (
                ("without interval, and hosts that answer at once: seconds", 0.0, "(the cost of a request)", "<= 4"),
            )
        for title, interval, target, most in cases:
            runs, others = [], []
            for _ in range(repeat):
                hosts.seen()
                runs.append(timed(ours(file, "--interval", str(interval), "--per-host", "4", "--concurrency", "160")))
                seen = hosts.seen()
                if peer:
                    others.append(timed([peer, "--no-progress", "--max-concurrency", "160", "--host-concurrency",
                                         "10" if interval else "4", "--host-request-interval",
                                         f"{int(interval * 1000)}ms", file]))  # fmt: skip
            run = best(runs)
            assert run.code == 0, f"exit code {run.code}"
            other = best(others) if others else None
            table.row(title, f"{run.wall:.2f}", target, other.wall if other else None, run.wall)
            table.row("  CPU seconds", f"{run.cpu:.2f}", "<= 1.5", other.cpu if other else None, run.cpu)
            table.row("  memory, MB", f"{run.rss:.0f}", "<= 80", other.rss if other else None, run.rss)
            table.row(
                "  requests; most at once to a host", f"{seen.requests}; {seen.peak}", f"2000 + probes; {most[:4]}"
            )
            if interval:
                table.row("  requests a second to a host", f"{seen.per_second:.1f}", "<= 20")


def _memory_of_runs(table: Table, folder: Path, repeat: int) -> None:
    with servers(40) as hosts:
        file, one, state = folder / "warm.txt", folder / "one.txt", folder / "state.jsonl"
        links = urls(hosts.names, 2000)
        file.write_text("\n".join(links) + "\n")
        one.write_text(links[0] + "\n")
        timed(ours(file, "--interval", "0", "--cache", state))
        hosts.seen()
        warm = best([timed(ours(file, "--cache", state)) for _ in range(repeat)])
        start = best([timed(ours(one, "--cache", state)) for _ in range(repeat)])
        table.row("warm state, 2,000 URLs: seconds beyond start-up", f"{warm.wall - start.wall:.2f}", "<= 0.5")
        table.row("  start-up; requests", f"{start.wall:.2f}; {hosts.seen().requests}", "-; 0")
        many = folder / "many.md"
        page = f"http://{hosts.names[0]}/p/many"
        many.write_text("\n\n".join(f"[{n}]({page}{f'#part-{n}' if n % 2 else ''})" for n in range(11)))
        timed(ours(many))
        table.row("GETs for 11 mentions of a page", str(dict(hosts.seen().most).get("/p/many", 0)), "1")


def _bodies(table: Table, folder: Path) -> None:
    with servers(1) as hosts:
        for title, end, target in (
            ("MB taken of a 1 GiB body", "", "<= 1"),
            ("MB taken with a fragment", "#x", "<= 10"),
        ):
            file = folder / "big.txt"
            file.write_text(f"http://{hosts.names[0]}/endless{end}\n")
            run = timed(ours(file))
            taken = hosts.seen().sent.get("/endless", 0) / 2**20
            table.row(title, f"{taken:.2f}", target)
        table.row("  memory, MB", f"{run.rss:.0f}", "<= 150")


def _kept(table: Table, folder: Path) -> None:
    with servers(20) as hosts:
        for name, number in (("SIGINT", signal.SIGINT), ("SIGTERM", signal.SIGTERM), ("SIGKILL", signal.SIGKILL)):
            file, state = folder / "half.txt", folder / f"half-{name}.jsonl"
            file.write_text("\n".join(urls(hosts.names, 1000)) + "\n")
            hosts.seen()
            process = subprocess.Popen(
                ours(file, "--cache", state), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            while not state.exists() or state.read_bytes().count(b"\n") < 500:
                time.sleep(0.02)
            process.send_signal(number)
            process.wait()
            finished = hosts.seen().requests
            kept = sum(1 for line in state.read_bytes().splitlines() if _is_json(line))
            timed(ours(file, "--cache", state))
            again = hosts.seen().requests
            value = f"{kept}/{finished}"
            table.row(f"kept of the answers given, {name} at half way", value, f">= 99 %; second run asked {again}")


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _curve(table: Table, folder: Path, sizes: Sequence[int]) -> None:
    with servers(200) as hosts:
        for size in sizes:
            file = folder / "curve.txt"
            file.write_text("\n".join(urls(hosts.names, size)) + "\n")
            run = timed(ours(file, "--interval", "0"))
            table.row(f"{size:,} URLs: seconds; ms a URL", f"{run.wall:.1f}; {1000 * run.wall / size:.2f}", "linear")
            table.row("  memory, MB", f"{run.rss:.0f}", "bounded")


@click.command(help=__doc__)
@click.option("--peer", help="The lychee to compare with. Default: the one on the PATH, if any.")
@click.option("--repeat", default=3, show_default=True, help="Runs per figure; the fastest counts.")
@click.option("--curve", is_flag=True, help="Also 5,000 to 100,000 URLs: takes minutes.")
def main(peer: str | None, repeat: int, curve: bool) -> None:
    """Measure everything, print a table."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    peer = peer or shutil.which("lychee")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = Table()
        _throughput(table, folder, peer, repeat, ANSWER)
        _throughput(table, folder, peer, repeat, 0.0)
        _memory_of_runs(table, folder, repeat)
        _bodies(table, folder)
        _kept(table, folder)
        if curve:
            _curve(table, folder, (5_000, 10_000, 25_000, 50_000, 100_000))


if __name__ == "__main__":
    main()

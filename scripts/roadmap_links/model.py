"""What the other modules pass to each other: a mention in a file, a link, and what was found out about it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """What a maintainer has to do: nothing, have a look, mend it."""

    ok = "ok"
    warn = "warn"
    broken = "broken"


class Outcome(StrEnum):
    """What was found. `verdict.TABLE` turns a class into a verdict."""

    ok = "ok"
    redirected_temporary = "redirected-temporary"
    flaky_but_ok = "flaky-but-ok"
    redirected_permanent = "redirected-permanent"
    blocked = "blocked"
    rate_limited = "rate-limited"
    timeout = "timeout"
    insecure = "insecure"
    soft_404 = "soft-404"
    fragment_missing = "fragment-missing"
    down = "down"
    broken = "broken"


@dataclass(frozen=True, slots=True)
class Source:
    """One mention of a link: where a person finds it, and how it is spelt there."""

    file: str
    line: int
    resource: str | None = None
    column: int = -1
    """Zero-based place of the first character of `raw` in the line; -1 where only the line is known."""
    raw: str = ""
    """The address as the file spells it (`&amp;`, escapes and all); empty where `column` is -1."""
    bare: bool = False
    """An address in a sentence, which no reader can click: the site makes no links of such."""


@dataclass(slots=True)
class Link:
    """One address, as written, with all its mentions."""

    url: str
    sources: list[Source] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect that was followed: the address that answered, its status, and where it pointed."""

    url: str
    status: int
    target: str
    permanent: bool
    meta: bool = False
    """A refresh in the page (or its header), not a status: counts as temporary."""


@dataclass(slots=True)
class Result:
    """What one run says about one link. Evidence first, so that a person can repeat the judgement."""

    url: str
    outcome: Outcome
    verdict: Verdict
    reason: str
    status: int | None = None
    final_url: str | None = None
    hops: tuple[Hop, ...] = ()
    tries: int = 0
    since: str | None = None
    """When the failures that still last began (ISO time); None while all is well."""
    sources: list[Source] = field(default_factory=list)
    checked_at: str | None = None
    seconds: float = 0.0
    suggestion: str | None = None
    """The address that a permanent redirect names."""
    archive: str | None = None
    checked: bool = True
    """False where nobody was asked: refused, skipped by a rule, or left over at the deadline."""
    cached: bool = False
    unreached: bool = False
    """No connection came about at all: the only kind of failure that our own network can cause."""
    mark: str | None = None
    """By what an answer that many hosts give can be known again; see `network.mark_of`."""
    etag: str | None = None
    modified: str | None = None
    title: str | None = None
    lang: str | None = None
    names_itself: bool = True
    """Whether the page has a word of its own address in its text."""

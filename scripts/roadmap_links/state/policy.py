"""What we know about single hosts, and which failures are accepted, for how long and why. `policy_file` reads it."""

from dataclasses import dataclass, field
from datetime import date

from ..hosts import NotAUrl
from ..urls import parse


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for one host (`*.example.org` for all below it) or, with `url`, for one address."""

    reason: str
    until: date
    line: int
    host: str | None = None
    url: str | None = None
    method: str = "GET"
    interval: float | None = None
    per_host: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    accept: frozenset[str] = frozenset()
    """Statuses and classes that count as ok here."""
    probe: str | None = None

    @property
    def name(self) -> str:
        """What the rule is about, for messages."""
        return self.host or self.url or "?"

    def fits(self, url: str, host: str, origin: str) -> bool:
        """Whether the rule speaks of an address."""
        if self.url is not None:
            return url == self.url
        name = self.host or ""
        if name.startswith("*."):
            return host.endswith(name[1:])
        return name in (host, origin)


@dataclass(slots=True)
class Policy:
    """The rules that hold today, and those that do not any more."""

    rules: tuple[Rule, ...] = ()
    expired: tuple[Rule, ...] = ()
    control: tuple[str, ...] = ()
    """Asked when many hosts fail: if none of these answers, it is our own network."""
    endpoints: dict[str, str] = field(default_factory=dict)
    used: set[Rule] = field(default_factory=set)

    def of(self, url: str) -> tuple[Rule, ...]:
        """The rules for an address, the most special first; they count as used from now on."""
        try:
            address = parse(url)
        except NotAUrl:
            return ()
        found = [rule for rule in self.rules if rule.fits(url, address.host, address.origin)]
        self.used.update(found)
        return tuple(sorted(found, key=lambda rule: (rule.url is None, (rule.host or "").startswith("*."))))

    def unused(self) -> tuple[Rule, ...]:
        """Rules that no link asked for."""
        return tuple(rule for rule in self.rules if rule not in self.used)

"""docs/_data/link-policy.yml: what we know about single hosts, and which failures are accepted, for how long and why.

Read by hand into frozen rows and not with pydantic: a run that finds everything in the state file should not spend
more time on start-up than on the links. Every mistake of the file is reported at once, with its line.
"""

# ruff: noqa: PLC0415 -- ruamel costs 10 ms, and a run without rules does not need it

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..hosts import NotAUrl
from ..model import Outcome
from ..urls import parse

PROBES = frozenset({"youtube", "arxiv", "github", "huggingface", "doi", "none"})
METHODS = frozenset({"GET", "HEAD", "skip"})


class BadPolicy(ValueError):
    """The policy file can't be used; one line per mistake."""


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


def load_policy(path: Path, today: date) -> Policy:
    """Read the file. Raises BadPolicy with every mistake, one per line."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadPolicy(f"{path}: {error}") from error
    if not text.strip():
        return Policy()
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        data = YAML(typ="rt", pure=True).load(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise BadPolicy(f"{path}:{mark.line + 1 if mark else 1}: {problem}") from error
    if data is None:
        return Policy()
    reader = _Reader(path)
    policy = reader.policy(data, today)
    if reader.mistakes:
        raise BadPolicy("\n".join(reader.mistakes))
    return policy


class _Reader:
    """Turns the parsed file into rules and gathers what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.mistakes: list[str] = []

    def _wrong(self, line: int, text: str) -> None:
        self.mistakes.append(f"{self._path}:{line}: {text}")

    def policy(self, data: object, today: date) -> Policy:
        """The whole file."""
        from ruamel.yaml.comments import CommentedMap

        if not isinstance(data, CommentedMap):
            self._wrong(1, "the file must be a mapping with 'control', 'endpoints' and 'rules'")
            return Policy()
        for key in data:
            if key not in ("control", "endpoints", "rules"):
                self._wrong(data.lc.key(key)[0] + 1, f"{key!r} is not one of control, endpoints, rules")
        rows = data.get("rules") or []
        rules = [rule for row in rows if (rule := self._rule(row)) is not None]
        control = tuple(str(url) for url in data.get("control") or ())
        endpoints = {str(k): str(v) for k, v in (data.get("endpoints") or {}).items()}
        live = tuple(rule for rule in rules if rule.until >= today)
        return Policy(live, tuple(rule for rule in rules if rule.until < today), control, endpoints)

    def _rule(self, row: object) -> Rule | None:  # noqa: PLR0912
        from ruamel.yaml.comments import CommentedMap

        if not isinstance(row, CommentedMap):
            self._wrong(1, f"a rule must be a mapping, not {row!r}")
            return None
        line = row.lc.line + 1
        before = len(self.mistakes)
        known = set(Rule.__dataclass_fields__) - {"line"}
        for key in row:
            if key not in known:
                self._wrong(row.lc.key(key)[0] + 1, f"{key!r} is not one of {', '.join(sorted(known))}")
        if ("host" in row) == ("url" in row):
            self._wrong(line, "a rule needs either 'host' or 'url'")
        if not str(row.get("reason") or "").strip():
            self._wrong(line, "a rule needs a 'reason'")
        if type(row.get("until")) is not date:
            self._wrong(line, "a rule needs an end date, such as 'until: 2027-05-31'")
        if row.get("method", "GET") not in METHODS:
            self._wrong(line, f"method must be one of {', '.join(sorted(METHODS))}")
        if row.get("probe") is not None and row["probe"] not in PROBES:
            self._wrong(line, f"probe must be one of {', '.join(sorted(PROBES))}")
        accept = frozenset(str(value) for value in row.get("accept") or ())
        for value in accept - {outcome.value for outcome in Outcome}:
            if not (value.isdigit() and 100 <= int(value) <= 999):
                self._wrong(line, f"accept: {value!r} is neither a status nor one of {', '.join(Outcome)}")
        interval, per_host = row.get("interval"), row.get("per_host")
        if interval is not None and not (isinstance(interval, int | float) and interval >= 0):
            self._wrong(line, "interval must be seconds, 0 or more")
        if per_host is not None and not (isinstance(per_host, int) and per_host >= 1):
            self._wrong(line, "per_host must be 1 or more")
        if len(self.mistakes) > before:
            return None
        return Rule(
            reason=str(row["reason"]),
            until=row["until"],
            line=line,
            host=str(row["host"]).lower() if "host" in row else None,
            url=str(row["url"]) if "url" in row else None,
            method=row.get("method", "GET"),
            interval=interval,
            per_host=per_host,
            headers=tuple((str(k), str(v)) for k, v in (row.get("headers") or {}).items()),
            accept=accept,
            probe=row.get("probe"),
        )

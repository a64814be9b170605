"""What repeated failures mean: the archive bots' rule, and how long an earlier result is trusted. Pure; time comes in.

A link that is merely down becomes broken after at least 3 failures spread over at least 3 days; one success starts
anew.
"""

import json
import re
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from ..judge.verdict import ALIVE, FAILING, Mode, verdict_of
from ..model import Hop, Outcome, Result, Verdict

FAILURES = 3
SPREAD = timedelta(days=3)
WARN_AGE = timedelta(days=1)


@dataclass(slots=True)
class Record:
    """What the state file knows about one link: the last result, and the failures that still last."""

    url: str
    outcome: str
    at: str
    run: str = ""
    status: int | None = None
    final_url: str | None = None
    reason: str = ""
    hops: list[list[object]] | None = None
    tries: int = 0
    seconds: float = 0.0
    suggestion: str | None = None
    archive: str | None = None
    etag: str | None = None
    modified: str | None = None
    title: str | None = None
    lang: str | None = None
    """Title and language of the page when it was last well: a lapsed domain shows by their change."""
    fails: int = 0
    first_fail: str | None = None
    last_fail: str | None = None
    last_ok: str | None = None
    verdict: str = "warn"

    def line(self) -> bytes:
        """The record as a line of the state file, without what is empty."""
        data = {key: value for key, value in asdict(self).items() if value not in (None, "", [], 0, 0.0)}
        return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


_TYPES: dict[str, tuple[type, ...]] = {
    "url": (str,), "outcome": (str,), "at": (str,), "run": (str,), "status": (int,), "final_url": (str,),
    "reason": (str,), "hops": (list,), "tries": (int,), "seconds": (int, float),
    "suggestion": (str,), "archive": (str,), "etag": (str,),
    "modified": (str,), "title": (str,), "lang": (str,), "fails": (int,), "first_fail": (str,), "last_fail": (str,),
    "last_ok": (str,), "verdict": (str,),
}  # fmt: skip
_OLDER_NAMES = {"cls": "outcome"}
"""Files of 2026 and before call it so; what they remember is worth more than the name."""
_TIMES = ("at", "first_fail", "last_fail", "last_ok")
_KNOWN = {outcome.value for outcome in Outcome}


def read_record(line: bytes) -> Record | None:  # noqa: PLR0911
    """Read a line of the state file; None if it is damaged."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    data = {_OLDER_NAMES.get(key, key): value for key, value in data.items() if value is not None}
    for key, kinds in _TYPES.items():
        if key in data and not isinstance(data[key], kinds):
            return None
    if not {"url", "outcome", "at"} <= data.keys() or data["outcome"] not in _KNOWN:
        return None
    try:
        for key in _TIMES:
            if key in data and datetime.fromisoformat(data[key]).tzinfo is None:
                return None
    except ValueError:
        return None
    if data.get("verdict", "warn") not in {verdict.value for verdict in Verdict}:
        return None
    names = {field.name for field in fields(Record)}
    return Record(**{key: value for key, value in data.items() if key in names})


def stamp(now: datetime) -> str:
    """A time as the reports and the state file write it."""
    return now.astimezone(UTC).isoformat(timespec="seconds")


def updated(old: Record | None, result: Result, now: datetime, run: str = "") -> Record:
    """The record after one more result."""
    at = stamp(now)
    new = Record(
        result.url, result.outcome.value, at, run, result.status, result.final_url, result.reason,
        [[h.url, h.status, h.target, h.permanent, h.meta] for h in result.hops], result.tries, result.seconds,
        result.suggestion, result.archive, result.etag, result.modified, result.title, result.lang,
    )  # fmt: skip
    if old is not None:
        if not any(_is_later(time, now) for time in (old.first_fail, old.last_fail)):
            new.fails, new.first_fail, new.last_fail = old.fails, old.first_fail, old.last_fail
        new.last_ok = None if _is_later(old.last_ok, now) else old.last_ok
        new.archive = new.archive or old.archive
        new.title, new.lang = new.title or old.title, new.lang or old.lang
        if result.status == 304:
            new.etag, new.modified = old.etag, old.modified
    if result.outcome in FAILING:
        new.fails += 1
        new.first_fail = new.first_fail or at
        new.last_fail = at
    elif result.outcome in ALIVE:
        new.fails, new.first_fail, new.last_fail, new.last_ok = 0, None, None, at
        new.archive = None
    return new


def _is_later(time: str | None, now: datetime) -> bool:
    """Whether a time of the file lies in the future: a clock was wrong then, and what it counted is not counted."""
    return time is not None and datetime.fromisoformat(time) > now + timedelta(minutes=5)


def other_page(old: Record | None, result: Result) -> str | None:
    """How a page that answers as before has become another one: a lapsed domain, bought by somebody else.

    The new title shares no word with the old one, nor with the name of the site; and the language is another, or
    nothing of the page's own address is left in its text.
    """
    if old is None or not old.title or not result.title or result.outcome not in ALIVE:
        return None
    host = result.url.partition("//")[2].partition("/")[0].lower()
    before, now = _words(old.title), _words(result.title)
    if not before or not now or before & now or any(word in host for word in now if len(word) > 3):
        return None
    foreign = old.lang is not None and result.lang is not None and old.lang != result.lang
    if not foreign and result.names_itself:
        return None
    language = f" ({old.lang}, now {result.lang})" if foreign else ""
    return f"another page than before{language}: its title was {old.title!r} and is {result.title!r}"


def _words(title: str) -> set[str]:
    """The words of a title; of scripts without blanks, the pairs of characters."""
    found: set[str] = set()
    for word in re.findall(r"[^\W_]+", title.lower()):
        if word.isascii():
            found |= {word} if len(word) > 2 and word not in _COMMON else set()
        else:
            found |= {word[i : i + 2] for i in range(max(len(word) - 1, 1))}
    return found


_COMMON = frozenset(
    {"the", "and", "for", "with", "your", "you", "from", "home", "page", "welcome", "best", "free", "online", "new"}
)


def is_lasting(record: Record) -> bool:
    """Whether the failures are enough, and far enough apart, to call the link dead."""
    if record.fails < FAILURES or record.first_fail is None or record.last_fail is None:
        return False
    return datetime.fromisoformat(record.last_fail) - datetime.fromisoformat(record.first_fail) >= SPREAD


def settle(result: Result, record: Record | None, mode: Mode) -> None:
    """Give a result its verdict, and since when the trouble lasts."""
    if record is not None:
        result.since = record.first_fail
        if mode is Mode.history and is_lasting(record) and result.outcome in FAILING:
            mode = Mode.lasting
            if result.outcome is not Outcome.broken:
                result.reason += f"; {record.fails} failures since {(record.first_fail or '')[:10]}"
    result.verdict = verdict_of(result.outcome, mode)


def is_trusted(record: Record, now: datetime, max_age: timedelta) -> bool:
    """Whether an earlier result still stands.

    An ok stands for `max_age` (10 % less or more, by the link), a warn for a day, a broken never.
    """
    age = now - datetime.fromisoformat(record.at)
    if age < timedelta(0) or record.verdict == Verdict.broken or record.outcome == Outcome.broken:
        return False
    share = int.from_bytes(sha256(record.url.encode("utf-8", "replace")).digest()[:4]) / 2**32
    if record.verdict == Verdict.ok:
        return age < max_age * (0.9 + 0.2 * share)
    return age < min(WARN_AGE, max_age) * (0.8 + 0.2 * share)


def recalled(record: Record) -> Result:
    """The result that a record stands for."""
    hops: list[Hop] = []
    for hop in record.hops or ():
        if isinstance(hop, list) and len(hop) == 5:
            url, status, target, permanent, meta = hop
            hops.append(Hop(str(url), int(str(status)), str(target), bool(permanent), bool(meta)))
    return Result(
        record.url, Outcome(record.outcome), Verdict(record.verdict), record.reason, record.status, record.final_url,
        tuple(hops), record.tries, checked_at=record.at, seconds=record.seconds, suggestion=record.suggestion,
        archive=record.archive, cached=True, etag=record.etag, modified=record.modified,
    )  # fmt: skip

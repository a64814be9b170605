"""docs/_data/link-policy.yml, read as what it is: input, in which every slip gets its line, a code, and how to mend it.

Works on the nodes of the YAML and not on its values: so each mistake has a line, a date that does not exist is one like
any other, and no value changes its type on the way. Frozen rows and not pydantic's: a run that finds everything in the
state file should not spend more time on start-up than on the links.
"""

# ruff: noqa: PLC0415 -- ruamel costs 10 ms, and a run without rules does not need it

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..hosts import NotAUrl, ascii_host, split_port
from ..judge.verdict import PROOF
from ..model import Outcome
from ..urls import parse
from .policy import Policy, Rule

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

PROBES = ("youtube", "arxiv", "github", "huggingface", "doi", "none")
METHODS = ("GET", "HEAD", "skip")
ENDPOINTS = ("wayback", "youtube", "github")
SLOWEST = 60.0
"""Seconds between two requests to a host, at most: a hundred links would take longer than a run may."""
MOST_AT_ONCE = 100
"""Requests to one host at once, at most; as for --per-host."""

YAML_BROKEN, SHAPE, UNKNOWN_KEY, MISSING, VALUE, NEVER = "LP101", "LP102", "LP103", "LP104", "LP105", "LP106"
"""No YAML; a list or a mapping is something else; a key nobody knows; one that is needed; a value that can't be; what
no rule may do. docs/contributing/links.md has the same table."""


class BadPolicy(ValueError):
    """The policy file can't be used; one line per mistake."""


class _Slip(ValueError):
    """One mistake: its code, and what is wrong and how to mend it."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


def load_policy(path: Path, today: date) -> Policy:
    """Read the file. Raises BadPolicy with every mistake, one per line."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadPolicy(f"{path}:{line}  {YAML_BROKEN}  a byte that is no UTF-8: save the file as UTF-8") from error
    except OSError as error:
        raise BadPolicy(f"{path}: {error.strerror}") from error
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        node = YAML(pure=True).compose(text)
    except (YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        line = mark.line + 1 if mark else 1
        raise BadPolicy(f"{path}:{line}  {YAML_BROKEN}  {problem}: mend the YAML at or above this line") from error
    reader = _Reader(path, today)
    policy = reader.policy(node)
    if reader.mistakes:
        raise BadPolicy("\n".join(text for _, text in sorted(reader.mistakes)))
    return policy


class _Reader:
    """Turns the nodes of the file into rules and gathers what is wrong with them."""

    def __init__(self, path: Path, today: date) -> None:
        self._path, self._today = path, today
        self.mistakes: list[tuple[int, str]] = []

    def _wrong(self, line: int, slip: _Slip) -> None:
        self.mistakes.append((line, f"{self._path}:{line}  {slip.code}  {slip}"))

    def _read(self, node: Node, read: Callable[[Node], Any], otherwise: Any = None) -> Any:
        """What `read` makes of a node; `otherwise` if it is a slip, which is noted with the node's line."""
        try:
            return read(node)
        except _Slip as slip:
            self._wrong(_line(node), slip)
            return otherwise

    def policy(self, node: Node | None) -> Policy:
        """The whole file."""
        if node is None or _is_null(node):
            return Policy()
        parts = self._fields(node, "the file", ("control", "endpoints", "rules"))
        control = self._list(parts.get("control"), "control", _address)
        endpoints = {
            name: self._read(value, _address, "")
            for name, value in self._fields(parts.get("endpoints"), "endpoints", ENDPOINTS).items()
        }
        nodes = self._read(parts["rules"], lambda node: _items(node, "rules"), []) if "rules" in parts else []
        rules = [rule for row in nodes if (rule := self._rule(row)) is not None]
        live = tuple(rule for rule in rules if rule.until >= self._today)
        return Policy(live, tuple(rule for rule in rules if rule.until < self._today), tuple(control), endpoints)

    def _fields(self, node: Node | None, what: str, known: tuple[str, ...]) -> dict[str, Node]:
        """The values of a mapping by their keys."""
        if node is None or _is_null(node):
            return {}
        found: dict[str, Node] = {}
        for key, value in self._read(node, lambda one: _pairs(one, what, known), []):
            name = str(key.value)
            if name in found:
                self._wrong(_line(key), _Slip(UNKNOWN_KEY, f"{name!r} stands here twice: keep one of the two"))
            elif name not in known:
                close = get_close_matches(name, known, 1)
                hint = f"did you mean {close[0]!r}?" if close else f"write one of {', '.join(known)}"
                self._wrong(_line(key), _Slip(UNKNOWN_KEY, f"{name!r} is no key of {what}: {hint}"))
            else:
                found[name] = value
        return found

    def _list(self, node: Node | None, key: str, read: Callable[[Node], Any]) -> list[Any]:
        if node is None or _is_null(node):
            return []
        items = self._read(node, lambda one: _items(one, key), [])
        return [value for item in items if (value := self._read(item, read)) is not None]

    def _rule(self, node: Node) -> Rule | None:
        before = len(self.mistakes)
        row = self._fields(node, "a rule", tuple(_RULE))
        line = _line(node)
        if ("host" in row) == ("url" in row):
            self._wrong(line, _Slip(MISSING, "a rule needs either 'host' or 'url': write host: example.org"))
        if "reason" not in row:
            self._wrong(line, _Slip(MISSING, "a rule needs a 'reason': write why it is there"))
        if "until" not in row:
            self._wrong(line, _Slip(MISSING, "a rule needs an end date: write until: 2027-05-31"))
        values = {key: self._read(value, _RULE[key]) for key, value in row.items() if key not in ("accept", "headers")}
        accept = self._list(row.get("accept"), "accept", _accepted)
        headers = self._fields_of_any_name(row.get("headers"))
        if len(self.mistakes) > before:
            return None
        values.setdefault("method", "GET")
        return Rule(line=line, accept=frozenset(accept), headers=headers, **values)

    def _fields_of_any_name(self, node: Node | None) -> tuple[tuple[str, str], ...]:
        if node is None or _is_null(node):
            return ()
        found = []
        for key, value in self._read(node, lambda one: _pairs(one, "headers", ("X-Name",)), []):
            if not re.fullmatch(r"[\w!#$%&'*+.^`|~-]+", str(key.value)):
                self._wrong(_line(key), _Slip(VALUE, f"{key.value!r} is no name of a header: write X-Name: value"))
            text = self._read(value, _text, "")
            if not text.isprintable():
                self._wrong(_line(value), _Slip(VALUE, "a header must be one line of text: write X-Name: value"))
            found.append((str(key.value), text))
        return tuple(found)


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _is_null(node: Node) -> bool:
    return str(node.tag) == "tag:yaml.org,2002:null"


def _pairs(node: Node, what: str, known: tuple[str, ...]) -> list[tuple[Node, Node]]:
    from ruamel.yaml.nodes import MappingNode, ScalarNode

    if not isinstance(node, MappingNode):
        raise _Slip(SHAPE, f"{what} must be a mapping: write lines such as {known[0]}: ..., not {_shown(node)}")
    if not all(isinstance(key, ScalarNode) for key, _ in node.value):
        raise _Slip(SHAPE, f"a key of {what} is a list or a mapping: write a word")
    return list(node.value)


def _items(node: Node, key: str) -> list[Node]:
    from ruamel.yaml.nodes import SequenceNode

    if not isinstance(node, SequenceNode):
        example = f"[{node.value}]" if isinstance(node.value, str) and node.value else "a list, one - for each"
        raise _Slip(SHAPE, f"{key} must be a list: write {key}: {example}")
    return list(node.value)


def _shown(node: Node) -> str:
    return repr(node.value) if isinstance(node.value, str) else "a list" if "seq" in str(node.tag) else "a mapping"


def _text(node: Node) -> str:
    from ruamel.yaml.nodes import ScalarNode

    if not isinstance(node, ScalarNode):
        raise _Slip(SHAPE, f"one value must stand here: write it in one line, not {_shown(node)}")
    return str(node.value).strip()


def _reason(node: Node) -> str:
    if not _text(node) or _is_null(node):
        raise _Slip(MISSING, "a rule needs a 'reason': write why it is there")
    return _text(node)


def _until(node: Node) -> date:
    text = _text(node)
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _Slip(VALUE, f"a rule needs an end date, and {text!r} is none: write until: 2027-05-31")


def _host(node: Node) -> str:
    text = _text(node)
    try:
        name, port = split_port(text.removeprefix("*."), "https")
        host = ascii_host(name) + (f":{port}" if ":" in text.rpartition("]")[2] else "")
    except NotAUrl:
        try:
            right = parse(text).host
        except NotAUrl:
            right = "example.org, or *.example.org for all below it"
        raise _Slip(VALUE, f"host must be the name of a host, and {text!r} is none: write host: {right}") from None
    return f"*.{host}" if text.startswith("*.") else host


def _address(node: Node) -> str:
    text = _text(node)
    try:
        address = parse(text)
    except NotAUrl as error:
        raise _Slip(VALUE, f"{text!r} is not an address ({error}): write https://example.org/page") from None
    return address.page


def _page(node: Node) -> str:
    if "#" in _text(node):
        raise _Slip(VALUE, f"a rule speaks of a whole page: write url: {_text(node).partition('#')[0]}")
    return _address(node)


def _one_of(key: str, known: tuple[str, ...]) -> Callable[[Node], str]:
    def read(node: Node) -> str:
        text = _text(node)
        if text not in known:
            close = get_close_matches(text.lower(), [one.lower() for one in known], 1)
            right = next((one for one in known if close and one.lower() == close[0]), None)
            hint = f"did you mean {right}?" if right else f"write one of {', '.join(known)}"
            raise _Slip(VALUE, f"{key} must be one of {', '.join(known)}, not {text!r}: {hint}")
        return text

    return read


def _interval(node: Node) -> float:
    try:
        seconds = float(_text(node).replace(".inf", "inf").replace(".nan", "nan"))
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds <= SLOWEST:
        text = f"interval must be seconds from 0 to {SLOWEST:g}, not {_text(node)!r}: write interval: 3"
        raise _Slip(VALUE, text)
    return seconds


def _per_host(node: Node) -> int:
    text = _text(node)
    if not (re.fullmatch(r"[0-9]{1,4}", text) and 1 <= int(text) <= MOST_AT_ONCE):
        raise _Slip(VALUE, f"per_host must be a number from 1 to {MOST_AT_ONCE}, not {text!r}: write per_host: 2")
    return int(text)


def _accepted(node: Node) -> str:
    text = _text(node)
    if text == Outcome.broken or text in map(str, PROOF):
        raise _Slip(NEVER, f"accept: {text} can't be accepted, for it is proof that the page is gone: replace the link")
    if text not in list(Outcome) and not (re.fullmatch("[1-9][0-9]{2}", text)):
        close = get_close_matches(text, list(Outcome), 1)
        hint = f"did you mean {close[0]}?" if close else f"write a status such as 403, or one of {', '.join(Outcome)}"
        raise _Slip(VALUE, f"accept: {text!r} is neither a status nor a class: {hint}")
    return text


_RULE: dict[str, Callable[[Node], Any]] = {
    "host": _host,
    "url": _page,
    "reason": _reason,
    "until": _until,
    "accept": _accepted,
    "interval": _interval,
    "per_host": _per_host,
    "method": _one_of("method", METHODS),
    "headers": _text,
    "probe": _one_of("probe", PROBES),
}

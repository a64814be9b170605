"""Whether a new JSON Schema of what is published keeps the promises of an old one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


def breaks(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return what a program written for `old` could trip over in files of `new`, one text each; empty when nothing.

    Additions are allowed. Not allowed: a field that is gone, no longer always there, or of another type; a value of an
    enumeration that did not exist before.
    """
    return list(_Pair(old, new).differences(old, new, "", frozenset()))


@dataclass(frozen=True)
class _Pair:
    """Both whole schemas, in which references are looked up."""

    old: Mapping[str, Any]
    new: Mapping[str, Any]

    def differences(
        self, old: Mapping[str, Any], new: Mapping[str, Any], at: str, seen: frozenset[str]
    ) -> Iterator[str]:
        """Compare two parts; `at` is where they stand, `seen` the references that led here."""
        if "$ref" in old:
            if old["$ref"] in seen:
                return
            seen |= {old["$ref"]}
        old, new = _resolved(old, self.old), _resolved(new, self.new)
        before, now = _types(old, self.old), _types(new, self.new)
        if before != now:
            yield f"{at or 'the file'} was {' or '.join(sorted(before))} and is now {' or '.join(sorted(now))}"
            return
        if "enum" in old and (added := set(map(str, new.get("enum", []))) - set(map(str, old["enum"]))):
            yield f"{at} may now be {', '.join(sorted(added))}"
        inside = f"{at}." if at else ""
        fields = new.get("properties", {})
        for name, field in old.get("properties", {}).items():
            if name in fields:
                yield from self.differences(field, fields[name], inside + name, seen)
            else:
                yield f"{inside}{name} is gone"
        for name in old.get("required", []):
            if name in fields and name not in new.get("required", []):
                yield f"{inside}{name} is no longer always there"
        if "items" in old and "items" in new:
            yield from self.differences(old["items"], new["items"], f"{at}[]", seen)


def _resolved(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in schema:
        return schema
    found: Mapping[str, Any] = root["$defs"][schema["$ref"].rpartition("/")[2]]
    return found


def _types(schema: Mapping[str, Any], root: Mapping[str, Any]) -> frozenset[str]:
    if "anyOf" in schema:
        return frozenset().union(*(_types(_resolved(one, root), root) for one in schema["anyOf"]))
    return frozenset({str(schema.get("type", "anything"))})

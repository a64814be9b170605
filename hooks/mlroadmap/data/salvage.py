"""What is right in a file with wrong rows, so that the checks between rows can go on and all problems are told at once.

A wrong value is replaced by a harmless one, a misspelt key by the one that was meant. What is made here is looked at by
checks only, and never shown.
"""

import re
from collections.abc import Iterable
from copy import copy
from datetime import date
from difflib import get_close_matches
from enum import EnumMeta
from typing import Any, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mlroadmap.data.messages import follows, keys_of, model_at
from mlroadmap.data.model import Row
from mlroadmap.data.tree import Place, Rows

_YES = frozenset({"1", "on", "right", "true", "x", "y", "yes"})
_ROUNDS = 6
"""A value that was replaced can be wrong in a second way; a file that is still wrong after so many is given up."""


class Salvage:
    """Mends a copy of one file's rows."""

    def __init__(self, data: Any, model: type[Row]) -> None:
        self.data = _copied(data)
        self.model = model
        self.whole = True
        """Whether no row, id or reference was lost, so that what is missing now is missing in the file."""
        self.made = 0
        self.tried: set[tuple[int, str]] = set()

    def mended(self) -> Row | None:
        """Return the model, or None when too much is wrong."""
        for _ in range(_ROUNDS):
            try:
                return self.model.model_validate(self.data)
            except ValidationError as error:
                if not isinstance(self.data, dict):
                    return None
                for one in reversed(error.errors()):  # later entries of a list first, so that places stay right
                    self.mend(one)
        return None

    def mend(self, error: ErrorDetails) -> None:
        """Take one error out of the data."""
        loc = error["loc"]
        parent = self._at(loc[:-1])
        if not loc or parent is None or (error["input"] is not None and follows(error)):
            return
        key = loc[-1]
        if isinstance(parent, list):
            self._drop(loc)
        elif error["type"] == "extra_forbidden":
            self._rename(parent, str(key), loc)
        elif error["type"] == "too_short" and parent[key] and isinstance(parent[key][-1], dict):
            parent[key].append({**parent[key][-1], "id": self._id()})
        elif error["type"] == "too_long":
            parent[key] = parent[key][:-1]
            self.whole = False
        else:
            self._replace(parent, str(key), loc)

    def _rename(self, row: dict[str, Any], key: str, loc: Place) -> None:
        value = row.pop(key, None)
        meant = get_close_matches(key, [one for one in keys_of(self.model, loc) if one not in row], n=1)
        if meant and value is not None:
            row[meant[0]] = value

    def _replace(self, row: dict[str, Any], key: str, loc: Place) -> None:
        model = model_at(self.model, loc[:-1])
        if key not in model.model_fields:
            return self._drop(loc)
        field = model.model_fields[key]
        if field.annotation is bool:  # what was meant is plain, so that nothing follows from it
            row[key] = str(row.get(key)).strip().lower() in _YES
            return None
        if not field.is_required():
            self.whole = self.whole and get_origin(field.annotation) is not tuple
            row.pop(key, None)
            return None
        value = self._stand_in(key, field.annotation, str(row.get(key)))
        if value is None or (id(row), key) in self.tried:  # no stand-in, or one that has not the right form either
            return self._drop(loc)
        self.tried.add((id(row), key))
        row[key] = value
        return None

    def _stand_in(self, key: str, annotation: Any, wrong: str) -> Any:
        """Return a harmless value for a key that must be given; None if there is none."""
        if isinstance(annotation, EnumMeta):
            words: list[str] = list(annotation.__members__)
            return next(iter(get_close_matches(wrong, words, n=1, cutoff=0.4)), words[0])
        if annotation in (int, float):
            return 10
        if annotation is date:
            return date(2000, 1, 1)
        if annotation is str and key not in {"lesson", "old", "new"}:
            if key == "id":
                kebab = re.sub("[^a-z0-9]+", "-", wrong.lower()).strip("-")[:60]
                self.whole = self.whole and bool(kebab)
                return kebab or self._id()
            return f"https://{self._id()}.example.org/" if key == "url" else "…"
        return None

    def _id(self) -> str:
        self.made += 1
        return f"stand-in-{self.made}"

    def _drop(self, loc: Place) -> None:
        """Take the innermost entry of a list on the way to `loc` away."""
        self.whole = False
        for place in range(len(loc) - 1, -1, -1):
            rows, number = self._at(loc[:place]), loc[place]
            if isinstance(rows, list) and isinstance(number, int):
                if number < len(rows):
                    del rows[number]
                return

    def _at(self, loc: Iterable[str | int]) -> Any:
        here = self.data
        for step in loc:
            if isinstance(here, dict):
                here = here.get(step)
            elif isinstance(here, list) and isinstance(step, int) and step < len(here):
                here = here[step]
            else:
                return None
        return here


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    if isinstance(value, Rows):
        return Rows([_copied(inner) for inner in value], value.lines)
    return copy(value)


def salvage(data: Any, model: type[Row]) -> tuple[BaseModel | None, bool]:
    """Return what can be made of wrong `data`, or None; and whether no row, id or reference was lost on the way."""
    work = Salvage(data, model)
    value = work.mended()
    return value, work.whole and value is not None

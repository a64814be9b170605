"""Comments that were meant as markers and are none, such as `<!-- roadmap resources 2.2 -->`.

A browser shows nothing of a comment, so without this look a slip of the keyboard loses a whole table in silence.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

_COMMENT = re.compile(r"<\s*!?\s*[-–—‒−_=~]{1,4}(?P<body>[^<>]*)|<\s*!\s*(?P<bare>[^<>-][^<>]*)")
"""What is, or nearly is, the beginning of a comment, and what stands in it."""
_ELSEWHERE = re.compile(r"\W*\broad-?map:(?P<name>[a-z]\w*)(?:\s+(?:\d\.\d|all|\w+-[\w-]+))?\W*", re.IGNORECASE)
"""A line of nothing but a marker's own words, in brackets, braces or none."""
_WORD = re.compile(r"[^\W\d_]+")
_BARE = re.compile(r"\W*(?P<name>[a-z_]+)\W+(?:\d\.\d|stage-\d|all)\W*", re.IGNORECASE)
_LIKE_ROADMAP = 0.7
_HALVES = ("map", "road", "rm")
"""What is left of `roadmap` in a hurry. Only with its colon: `map` begins many a comment."""


@dataclass(frozen=True)
class Meant:
    """The marker that a comment was meant to be."""

    name: str
    misspelt: bool = False
    """Whether the word `roadmap` is misspelt in it."""


def meant_marker(line: str, known: Collection[str]) -> Meant | None:
    """Return the marker that a comment in `line` was meant to be.

    `known` are the names of markers. The line holds no code spans. None when nothing in it resembles a marker.
    """
    for match in _COMMENT.finditer(line):
        if found := _in_comment(match["body"] or match["bare"] or "", known):
            return found
    if (alone := _ELSEWHERE.fullmatch(line)) and (name := _close(alone["name"], known)):
        return Meant(name)
    return None


def _in_comment(body: str, known: Collection[str]) -> Meant | None:
    words = [word.lower() for word in _WORD.findall(body)]
    if (bare := _BARE.fullmatch(body)) and bare["name"].lower() in known:
        return Meant(bare["name"].lower())
    for size in (1, 2):  # `road map` is one word written as two
        first, rest = "".join(words[:size]), words[size:]
        if first.startswith("roadmap") and len(first) > len("roadmap"):
            first, rest = "roadmap", [first.removeprefix("roadmap"), *rest]
        short = first in _HALVES and re.match(r"\W*\w+\s*:", body)
        if not _is_like_roadmap(first) and not short:
            continue
        names = ["_".join(rest[:2]), *rest[:1]]
        if name := next((found for one in names if (found := _close(one, known))), ""):
            return Meant(name, first != "roadmap")
        if not short and re.match(rf"\W*{'[^a-z]*'.join(words[:size])}\s*:", body, re.IGNORECASE):
            return Meant("resources", first != "roadmap")
    return None


@lru_cache(maxsize=4096)  # pages repeat their words, and a site is looked at again with every edit
def _is_like_roadmap(word: str) -> bool:
    return bool(get_close_matches(word, ["roadmap"], n=1, cutoff=_LIKE_ROADMAP))


def _close(word: str, known: Collection[str]) -> str:
    return next(iter(get_close_matches(word.lower(), list(known), n=1, cutoff=0.75)), "")

"""Comments that were meant as markers and are none, such as `<!-- roadmap resources 2.2 -->`.

A browser shows nothing of a comment, so without this look a slip of the keyboard loses a whole table in silence.
"""

import re
from collections.abc import Collection
from difflib import get_close_matches

_COMMENT = re.compile(r"<\s*!?\s*[-–—‒−_=~]{1,4}(?P<body>[^<>]*)|<\s*!\s*(?P<bare>[^<>-][^<>]*)")
"""What is, or nearly is, the beginning of a comment, and what stands in it."""
_ELSEWHERE = re.compile(r"\broad-?map:(?P<name>[a-z]\w*)\b", re.IGNORECASE)
"""A marker's own words in brackets, braces or none. In a sentence, a space follows the colon."""
_WORD = re.compile(r"[^\W\d_]+")
_BARE = re.compile(r"\W*(?P<name>[a-z_]+)\W+(?:\d\.\d|stage-\d|all)\W*", re.IGNORECASE)
_LIKE_ROADMAP = 0.7


def meant_marker(line: str, known: Collection[str]) -> tuple[str, bool] | None:
    """Return the marker that a comment in `line` was meant to be, and whether the word `roadmap` is misspelt in it.

    `known` are the names of markers. The line holds no code spans. None when nothing in it resembles a marker.
    """
    for match in _COMMENT.finditer(line):
        if found := _in_comment(match["body"] or match["bare"] or "", known):
            return found
    if (match := _ELSEWHERE.search(line)) and (name := _close(match["name"], known)):
        return name, False
    return None


def _in_comment(body: str, known: Collection[str]) -> tuple[str, bool] | None:
    words = [word.lower() for word in _WORD.findall(body)]
    if (bare := _BARE.fullmatch(body)) and bare["name"].lower() in known:
        return bare["name"].lower(), False
    for size in (1, 2):  # `road map` is one word written as two
        first, rest = "".join(words[:size]), words[size:]
        if first.startswith("roadmap") and len(first) > len("roadmap"):
            first, rest = "roadmap", [first.removeprefix("roadmap"), *rest]
        if not get_close_matches(first, ["roadmap"], n=1, cutoff=_LIKE_ROADMAP):
            continue
        names = ["_".join(rest[:2]), *rest[:1]]
        if name := next((found for one in names if (found := _close(one, known))), ""):
            return name, first != "roadmap"
        if re.match(rf"\W*{'[^a-z]*'.join(words[:size])}\s*:", body, re.IGNORECASE):
            return "resources", first != "roadmap"
    return None


def _close(word: str, known: Collection[str]) -> str:
    return next(iter(get_close_matches(word.lower(), list(known), n=1, cutoff=0.75)), "")

"""Addresses in sentences: where each begins and ends, in any script."""

import re
import unicodedata
from collections.abc import Iterator

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\^{}|]*", re.IGNORECASE)
_NEXT = re.compile(r"[,;)\]]+(?=https?://)", re.IGNORECASE)
_KEPT = "·‧’‐‑–"
"""Marks beyond ASCII that stand inside words, so in addresses too: a Catalan `l·l`, an apostrophe, hyphens, years."""
_ENDING = frozenset({"Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Sm", "So"})
"""The classes of Unicode that end an address: all punctuation, arrows, symbols."""


def bare_addresses(text: str) -> Iterator[str]:
    """The addresses of a sentence, without the punctuation around them.

    A mark beyond ASCII (`，。）、；：「”…—`) ends an address, and another may follow at once: Chinese and
    Japanese have no blanks (lycheeverse/lychee#2108).
    """
    at = 0
    while match := _ADDRESS.search(text, at):
        address = match.group()
        ends = [found.start()] if (found := _NEXT.search(address)) else []
        if not address.isascii():
            ends += [place for place, char in enumerate(address) if _is_end(char)][:1]
        address = address[: min(ends, default=None)]
        at = match.start() + max(len(address), 1)
        address = trimmed(address)
        if address.partition("://")[2]:
            yield address


def _is_end(char: str) -> bool:
    return (
        char > "\x7f" and char not in _KEPT and (unicodedata.category(char) in _ENDING or char in "\u200b\u2060\ufeff")
    )


def trimmed(url: str) -> str:
    """A bare address without the punctuation of the sentence around it.

    That is full stops and the like, and brackets that it did not open itself.
    """
    while url:
        last = url[-1]
        if (
            last in ".,;:!?*_~\"'’‘·"
            or (last == ")" and url.count(")") > url.count("("))
            or (last == "]" and url.count("]") > url.count("["))
        ):
            url = url[:-1]
        else:
            break
    return url

"""`words.toml` as patterns and sets, each made when it is first needed: most runs need few of them."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("words.toml")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a lapsed domain is bought for."""

    name: str
    titles: re.Pattern[str]
    """Phrases that no honest title has."""
    words: re.Pattern[str]
    """Words of the trade, which honest titles may have, too."""
    selling: re.Pattern[str]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of some phrases, as whole words where their script has words; the longest first."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(_bounded(phrase) for phrase in ordered), re.IGNORECASE)


def _bounded(phrase: str) -> str:
    spelt = re.escape(phrase).replace("'", "['’]")
    before = r"(?<![^\W_])" if _has_words(phrase[0]) else ""
    after = r"(?![^\W_])" if _has_words(phrase[-1]) else ""
    return before + spelt + after


def _has_words(char: str) -> bool:
    """Whether the script of a letter puts blanks between words; Chinese, Japanese, Korean and Thai glue on."""
    return char.isalnum() and char < "\u0e00"


@cache
def list_words() -> frozenset[str]:
    """Words of the addresses of catalogues, searches and the like, in all languages."""
    return frozenset(word for row in _data()["lists"] for word in row["words"].split())


@cache
def shorteners() -> tuple[frozenset[str], frozenset[str]]:
    """Hosts, and first segments of paths, whose business it is to lead elsewhere."""
    data = _data()["shorteners"]
    return frozenset(data["hosts"].split()), frozenset(data["segments"].split())


@cache
def parking_marks() -> re.Pattern[str]:
    """What stands in the scripts of parked domains, and nowhere else; or where they lead."""
    data = _data()["parking"]
    paths = "|".join(map(re.escape, data["paths"]))
    jump = rf"location(?:\.href|\.replace|\.assign)?\s*[=(]\s*[\"'`](?:https?://[^/\"'`]+)?(?:{paths})[\"'`?/]"
    hosts = "|".join(map(re.escape, data["hosts"].split()))
    away = rf"location(?:\.href|\.replace|\.assign)?\s*[=(]\s*[\"'`]https?://(?:ww\d+\.|(?:[\w-]+\.)*(?:{hosts})\b)"
    return re.compile("|".join([jump, away, *map(re.escape, data["marks"])]), re.IGNORECASE)


@cache
def parking_targets() -> tuple[frozenset[str], frozenset[str]]:
    """Paths and hosts that a parked domain redirects to."""
    data = _data()["parking"]
    return frozenset(data["paths"]), frozenset(data["hosts"].split())


@cache
def topics() -> tuple[Topic, ...]:
    """Everything that lapsed domains are bought for."""
    return tuple(
        Topic(row["name"], any_of(row["titles"]), any_of(row["words"].split()), any_of(row["selling"]))
        for row in _data()["topics"]
    )


@cache
def topic_words() -> frozenset[str]:
    """The longest word of every title of a topic, and its own words: a title with none of them is cleared at once."""
    rows = _data()["topics"]
    longest = {max(re.findall(r"[^\W_]+", phrase), key=_weight) for row in rows for phrase in row["titles"]}
    return frozenset(longest.union(*(row["words"].split() for row in rows)))


def _weight(word: str) -> int:
    return 0 if word in ("online", "service", "without", "deposit") else len(word)


@cache
def notices() -> tuple[list[str], list[str]]:
    """English states, one of which is in every English notice, and whole sentences of other languages."""
    data = _data()["notices"]
    return data["states"], data["sentences"]


@cache
def notice() -> re.Pattern[str]:
    """An English sentence in which a page says that it, or what it was about, is gone."""
    data = _data()["notices"]
    nouns = "|".join(data["nouns"].split())
    states = "|".join(re.escape(state).replace("'", "['’]") for state in sorted(data["states"], key=len, reverse=True))
    # "if this course is no longer available, ..." and quoted sentences speak about such pages
    english = (
        rf"(?<!if )(?<!when )(?<!whether )(?<!that )(?<!because )(?<!says )(?<![\"“‘«])"
        rf"\b(?:this|that|the|your|our) (?:[\w-]+ ){{0,2}}?(?:{nouns})"
        rf"(?: (?:that |which )?you(?:'re| are| were|'ve| have)? \w+(?: \w+)?)? (?:{states})"
        r"(?=\s*(?:[.!?:;,–—|-]|$)|\s+(?:at this time|right now|any ?more|(?-i:[A-Z])))"
    )
    return re.compile(english, re.IGNORECASE)


_AROUND = r"(?:404|fehler|err\w{1,4}|fout|oops|uh oh|sorry|http|status|code|\W)*"
"""What may stand before a title that says 'not found'; only signs may stand behind it."""


@cache
def not_found() -> re.Pattern[str]:
    """A whole title that says 'not found'."""
    titles = "|".join(
        _template(title, rest=".*", blank=_SIGNS) for row in _data()["not_found"] for title in row["titles"]
    )
    return re.compile(rf"{_AROUND}(?:{titles})[\W_]*", re.IGNORECASE)


@cache
def not_found_anywhere() -> re.Pattern[str]:
    """What a short page says that is not found."""
    phrases = [phrase for row in _data()["not_found"] for phrase in row.get("phrases", ())]
    return re.compile("|".join(_template(phrase, rest=".{0,60}?") for phrase in phrases), re.IGNORECASE)


@cache
def parked_anywhere() -> re.Pattern[str]:
    """What a page says whose domain is parked."""
    return re.compile("|".join(_template(one) for one in _data()["parking"]["phrases"]), re.IGNORECASE)


@cache
def parking_scripts() -> re.Pattern[str]:
    """Parts of the addresses of scripts that parked domains load."""
    return re.compile("|".join(map(re.escape, _data()["parking"]["scripts"].split())), re.IGNORECASE)


@cache
def about() -> re.Pattern[str]:
    """Words of titles about missing pages and domains."""
    data = _data()["about"]
    return any_of([*data["titles"].split(), *data["titles_of_words"]])


@cache
def explaining() -> re.Pattern[str]:
    """Words of texts about missing pages and domains."""
    data = _data()["about"]
    return any_of([*data["texts"].split(), *data["texts_of_words"]])


@cache
def no_words() -> frozenset[str]:
    """Words of addresses that say nothing of what they are about."""
    return frozenset(_data()["addresses"]["no_words"].split())


@cache
def language() -> re.Pattern[str]:
    """A language in an address, such as `en` or `pt-br`."""
    return re.compile(rf"({'|'.join(_data()['addresses']['languages'].split())})([-_][a-z]{{2}})?", re.IGNORECASE)


@cache
def home() -> re.Pattern[str]:
    """The path of a front page: the root, an index file in it, or a language below it."""
    return re.compile(rf"/(?:(?:index|default|home)(?:\.\w{{2,5}})?/?)?|/(?:{language().pattern})/?", re.IGNORECASE)


@cache
def error_address() -> re.Pattern[str]:
    """The last part of an address that leads to a page for errors."""
    data = _data()["addresses"]
    core = _template(data["errors"]).replace(_BLANK, "[-_]?")
    frame = "|".join(data["error_frames"].split())
    return re.compile(rf"(?:{frame})?[-_/]?{core}(?:[-_]?(?:error|page))?(?:\.\w{{2,5}})?", re.IGNORECASE)


@cache
def file_endings() -> re.Pattern[str]:
    """The ending of the name of a file that no server sends as HTML."""
    return re.compile(rf"\.({'|'.join(_data()['addresses']['files'].split())})$", re.IGNORECASE)


_MARKS = {"(": "(?:", ")": ")", "|": "|", "[": "(?:(?:", "]": "))?", "'": "['’]?"}
_BLANK, _SIGNS = r"\s+", r"\W{1,3}"


def _template(text: str, *, rest: str = "", blank: str = _BLANK) -> str:
    """A pattern for a phrase of words.toml; `rest` is what `…` stands for.

    `(a|b)` is a choice, `[a|b]` may be left out, with the blank behind it, and `example.com` is any domain.
    """
    marks = {**_MARKS, " ": blank, "…": rest}
    spelt = "".join(marks.get(char) or re.escape(char) for char in text).replace(f"))?{blank}", f"){blank})?")
    return f"(?:{spelt})".replace(r"example\.com", r"[\w.-]+\.[a-z]{2,24}")

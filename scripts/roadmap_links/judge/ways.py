"""Where redirects end: a deep address that leads to a front page, a catalogue or a search has lost its page."""

import re
from urllib.parse import unquote

from ..http.redirects import Visit
from ..urls import Address
from .words import error_address, home, language, list_words, no_words, parking_targets, shorteners

_NAMES = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"\.(html?|php|aspx?|jsp|cfm|do)$", re.IGNORECASE)
_ERROR_QUERY = re.compile(r"404|not[-_]?found|error|missing", re.IGNORECASE)


def verdict_on_way(visit: Visit) -> str | None:  # noqa: PLR0911
    """What a redirect shows about a page that answers: that it is lost, in words; None if it has only moved."""
    start, end = visit.start, visit.end
    if not visit.steps:
        return None
    if (
        _last(end) != _last(start)
        and error_address().fullmatch(_last(end))
        and not error_address().fullmatch(_last(start))
    ):
        return f"leads to a page for errors, {end.page}"
    if _is_parking(end, start):
        return f"leads to a page for parked domains, {end.page}"
    if is_home(start) or any(step.meta for step in visit.steps):
        return None
    if home().fullmatch(end.path) and ("?" not in end.target or _ERROR_QUERY.search(end.target.partition("?")[2])):
        if same_site(start, end):
            return f"a deep address that leads to the front page, {end.page}"
        return (
            None if _is_expected(visit) else f"a deep address that leads to the front page of another site, {end.page}"
        )
    if is_list(end) and (own := own_words(start)) and not own & set(_NAMES.findall(unquote(end.path).lower())):
        return f"a deep address that leads to a catalogue or a search, {end.page}"
    return None


def is_home(address: Address) -> bool:
    """Whether an address is a front page: the root, an index file in it, or a language below it."""
    return home().fullmatch(address.path) is not None and "?" not in address.target


def is_list(address: Address) -> bool:
    """Whether a path is made of words for catalogues and searches alone, such as `/en/courses/search/`."""
    segments = [_ENDING.sub("", part) for part in unquote(address.path).lower().split("/") if part]
    names = [name for part in segments if not language().fullmatch(part) for name in _NAMES.findall(part)]
    return bool(names) and all(name in list_words() or name in no_words() for name in names) and names != ["index"]


def own_words(address: Address) -> set[str]:
    """The words of a path that say what just this page is about; numbers too."""
    names = set(_NAMES.findall(_ENDING.sub("", unquote(address.path).lower())))
    return {name for name in names - list_words() - no_words() if not language().fullmatch(name)}


def same_site(one: Address, other: Address) -> bool:
    """Whether two addresses belong to one site: the last two labels of their names, or the same IP address and port."""
    if _site(one.host) != _site(other.host):
        return False
    return one.port == other.port or {one.port, other.port} == {80, 443} or not one.host[-1:].isdigit()


def _site(host: str) -> str:
    host = host.rstrip(".")
    return ".".join(host.removeprefix("www.").split(".")[-2:]) if not host[-1:].isdigit() else host


def _last(address: Address) -> str:
    return address.path.rstrip("/").rpartition("/")[2]


def _is_expected(visit: Visit) -> bool:
    """Whether a front page elsewhere is what such an address is for: a short link, or a project with its own home."""
    hosts, segments = shorteners()
    start, end = visit.start, visit.end
    if start.host in hosts or start.path.split("/")[1].lower() in segments:
        return True
    said = end.host
    if visit.page is not None:
        said += f" {visit.page.title} {' '.join(visit.page.headings)}".lower()
    return any(word in said for word in own_words(start) if len(word) > 2 and not word.isdigit())


def _is_parking(end: Address, start: Address) -> bool:
    paths, hosts = parking_targets()
    if end.path.rstrip("/").lower() in paths and start.path.rstrip("/").lower() not in paths:
        return True
    if end.host in hosts or end.host.removeprefix("www.") in hosts:
        return not same_site(start, end)
    return re.fullmatch(r"ww\d+\..+", end.host) is not None and start.host != end.host and same_site(start, end)

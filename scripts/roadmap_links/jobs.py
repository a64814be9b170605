"""Pages to ask for: links that differ only in their fragment, or in how the same address is spelt, share one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .hosts import NotAUrl, is_of_the_house
from .model import Link, Outcome, Result, Verdict
from .urls import Address, parse

if TYPE_CHECKING:  # a run that finds all in the state file does without aiohttp
    from .http.redirects import Visit


@dataclass(slots=True)
class Job:
    """One page to ask for, and the links that want it."""

    address: Address
    links: list[tuple[Link, str | None]] = field(default_factory=list)
    validators: Mapping[str, str] = field(default_factory=dict)
    tries: int = 0
    seconds: float = 0.0
    last: Visit | None = None
    doubt: str = ""
    """What a program was told that would be proof; from then on the page is asked for with a browser's headers."""
    done: bool = False


def jobs_of(links: Iterable[Link], *, allow_private: bool = False) -> tuple[list[Job], list[Result]]:
    """A job per page; what is no address at all, or no link, is judged at once."""
    jobs: dict[str, Job] = {}
    judged: list[Result] = []
    for link in links:
        in_prose = bool(link.sources) and all(source.bare for source in link.sources)
        try:
            address = parse(link.url)
        except NotAUrl as error:
            found = Result(link.url, Outcome.broken, Verdict.broken, f"not a URL: {error}", sources=link.sources)
            judged.append(_no_link(link) if in_prose else found)
            continue
        if in_prose and not allow_private and is_of_the_house(address.host):
            judged.append(_no_link(link))
            continue
        job = jobs.get(address.page)
        if job is None:
            bare = Address(address.page, None, address.scheme, address.host, address.port, address.target)
            job = jobs[address.page] = Job(bare)
        job.links.append((link, address.fragment))
    return list(jobs.values()), judged


def _no_link(link: Link) -> Result:
    reason = "no link: an address in a sentence, of the reader's own machine or as an example; not asked"
    return Result(link.url, Outcome.ok, Verdict.ok, reason, sources=link.sources)

"""A copy of a dead page in a web archive, so that a reader is not left with nothing."""

import asyncio
import json
from collections.abc import Iterable
from urllib.parse import quote

from ..hosts import NotAUrl, is_local_name
from ..model import Result, Verdict
from ..urls import parse
from .errors import Failure
from .fetch import Client
from .limits import HostLimiters

ENDPOINT = "https://archive.org/wayback/available"
_MOST = 100


async def find_copies(results: Iterable[Result], client: Client, limiters: HostLimiters, endpoint: str | None) -> None:
    """Fill in `archive` for broken links.

    Without an answer nothing is filled in: a copy is a courtesy, not a verdict.
    """
    wanted = []
    for result in results:
        if result.verdict is not Verdict.broken or result.archive is not None:
            continue
        try:
            address = parse(result.url)
        except NotAUrl:
            continue
        if endpoint is not None or not (address.is_reserved or is_local_name(address.host)):
            wanted.append((result, address.page))
    if wanted:
        await asyncio.gather(
            *(_ask(result, page, client, limiters, endpoint or ENDPOINT) for result, page in wanted[:_MOST])
        )


async def _ask(result: Result, page: str, client: Client, limiters: HostLimiters, endpoint: str) -> None:
    question = parse(f"{endpoint}?url={quote(page, safe='')}")
    try:
        async with limiters.of(question.origin).turn():
            answer = await client.get(question, patience=10.0)
        data = json.loads(answer.body)
        closest = data["archived_snapshots"]["closest"]
        if closest["available"] and str(closest["status"]).startswith("2"):
            result.archive = parse(str(closest["url"])).page
    except (Failure, ValueError, KeyError, TypeError):
        return

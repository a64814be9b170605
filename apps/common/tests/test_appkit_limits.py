"""Limits at the limit, with a clock and a client of our own."""

import asyncio

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from appkit.limits import BodyLimit, RateLimit
from appkit.service import Limits, create_app

SCOPE: Scope = {"type": "http", "method": "POST", "path": "/", "headers": [], "client": ("10.0.0.1", 1)}


async def echo(_scope: Scope, receive: Receive, send: Send) -> None:
    """An application that sends back what it is sent."""
    body = (await receive())["body"]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


async def ask(app: object, parts: list[Message], announced: bytes | None = None) -> tuple[int, bytes]:
    """Send the parts of a request; a client that has no more to send keeps silent."""
    headers = [] if announced is None else [(b"content-length", announced)]
    sent: list[Message] = []

    async def receive() -> Message:
        if parts:
            return parts.pop(0)
        await asyncio.sleep(60)
        raise AssertionError("nobody waits so long")

    async def send(message: Message) -> None:
        sent.append(message)

    await app({**SCOPE, "headers": headers}, receive, send)  # type: ignore[operator]
    return (sent[0]["status"], sent[1]["body"]) if sent else (0, b"")


def part(body: bytes, *, more: bool) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


async def test_a_body_as_long_as_the_limit_arrives_whole() -> None:
    assert await ask(BodyLimit(echo, 4), [part(b"ab", more=True), part(b"cd", more=False)]) == (200, b"abcd")


@pytest.mark.parametrize("announced", [b"5", b"-1", b"four", b"99999999999999999999"])
async def test_a_length_beyond_the_limit_or_none_at_all_is_refused_before_anything_is_read(announced: bytes) -> None:
    assert (await ask(BodyLimit(echo, 4), [], announced))[0] == 413


async def test_a_body_that_is_longer_than_it_said_is_refused_while_it_comes() -> None:
    parts = [part(b"abc", more=True), part(b"de", more=True), part(b"never read", more=False)]
    assert (await ask(BodyLimit(echo, 4), parts, b"3"))[0] == 413
    assert len(parts) == 1


async def test_a_client_that_stops_in_the_middle_is_given_up() -> None:
    status, body = await ask(BodyLimit(echo, 4, seconds=0.05), [part(b"a", more=True)])
    assert status == 408 and b"within 0.05 seconds" in body


async def test_a_client_that_has_gone_is_not_answered() -> None:
    assert await ask(BodyLimit(echo, 4), [part(b"a", more=True), {"type": "http.disconnect"}]) == (0, b"")


def test_a_minute_has_its_number_of_requests_and_they_come_back_evenly() -> None:
    now = 0.0
    limit = RateLimit(echo, a_minute=60, clock=lambda: now)
    assert [limit.wait("a") for _ in range(60)] == [0] * 60
    assert limit.wait("a") == 1
    now = 1.0
    assert limit.wait("a") == 0 and limit.wait("a") == 1
    now = 10_000.0
    assert [limit.wait("a") for _ in range(61)] == [0] * 60 + [1], "no more than a minute's worth is saved up"


def test_each_client_has_its_own_and_only_the_latest_are_remembered() -> None:
    limit = RateLimit(echo, a_minute=1, clients=2, clock=lambda: 0.0)
    assert limit.wait("a") == limit.wait("b") == 0 and limit.wait("a") > 0
    assert limit.wait("c") == 0 and list(limit.buckets) == ["a", "c"]


def test_a_model_that_is_broken_is_told_as_such_and_without_its_insides() -> None:
    def broken() -> dict[str, object]:
        raise FileNotFoundError("/secret/place")

    client = TestClient(create_app("x", Limits(10, 10), broken))
    answer = client.get("/health")
    assert answer.status_code == 503 and answer.json() == {"status": "broken", "why": "FileNotFoundError"}


def test_no_page_of_the_schema_loads_scripts_from_elsewhere() -> None:
    client = TestClient(create_app("x", Limits(10, 10), dict))
    assert [client.get(path).status_code for path in ("/docs", "/redoc", "/openapi.json")] == [404, 404, 200]

"""The service as somebody outside sees it: answers, refusals, limits at the limit."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from appkit.service import Limits
from recommender.service import LIMITS, MOST_PEOPLE, MOST_RATINGS, Recommender, build

TOY_STORY, TOY_STORY_2, OBSCURE = 1, 3114, 162376


@pytest.fixture(scope="module")
def known() -> Recommender:
    return Recommender()


@pytest.fixture
def client(known: Recommender) -> Iterator[TestClient]:
    with TestClient(build(known), raise_server_exceptions=False) as client:
        yield client


def one(film: int = TOY_STORY, stars: float = 5) -> dict[str, object]:
    return {"film": film, "stars": stars}


def test_it_says_which_model_runs(client: TestClient) -> None:
    told = client.get("/health").json()
    assert told["status"] == "ok" and len(told["model"]) == 12 and told["films"] == 9066


def test_films_are_found_by_all_words_of_their_name_those_with_most_ratings_first(client: TestClient) -> None:
    found = client.get("/films", params={"search": "STORY toy"}).json()
    assert [film["film"] for film in found[:2]] == [TOY_STORY, TOY_STORY_2]
    assert client.get("/films", params={"search": "no such film at all"}).json() == []


def test_without_a_name_the_films_come_that_most_people_rated(client: TestClient) -> None:
    counts = [film["ratings"] for film in client.get("/films").json()]
    assert len(counts) == 24 and counts == sorted(counts, reverse=True) and counts[-1] > 150


@pytest.mark.parametrize("method", ["factors", "neighbours"])
def test_who_likes_a_film_gets_those_like_it_with_the_reason_and_not_itself(client: TestClient, method: str) -> None:
    answer = client.post("/recommendations", json={"ratings": [one()], "method": method}).json()
    numbers = [film["film"] for film in answer["films"]]
    assert answer["method"] == method and len(set(numbers)) == 10 and TOY_STORY not in numbers
    assert TOY_STORY_2 in numbers
    assert {film["because"] for film in answer["films"]} == {"Toy Story (1995)"}


def test_a_film_that_is_disliked_is_no_reason_and_pushes_those_like_it_down(client: TestClient) -> None:
    liked = client.post("/recommendations", json={"ratings": [one()], "method": "neighbours"}).json()["films"]
    question = {"ratings": [one(stars=0.5)], "method": "neighbours"}
    disliked = client.post("/recommendations", json=question).json()["films"]
    assert all(film["because"] is None for film in disliked)
    assert not {film["film"] for film in liked[:3]} & {film["film"] for film in disliked}


@pytest.mark.parametrize("ratings", [[], [one(stars=2)]], ids=["no rating", "one that says neither yes nor no"])
def test_who_has_said_nothing_gets_what_is_popular(client: TestClient, ratings: list[object]) -> None:
    answer = client.post("/recommendations", json={"ratings": ratings, "method": "factors"}).json()
    assert answer["method"] == "popularity" and answer["films"][0]["ratings"] > 300


@pytest.mark.parametrize("method", ["factors", "neighbours"])
def test_where_ratings_say_nothing_those_come_first_that_many_know(client: TestClient, method: str) -> None:
    answer = client.post("/recommendations", json={"ratings": [one(OBSCURE, 0.5)], "method": method}).json()
    assert answer["method"] == method and all(film["ratings"] > 20 for film in answer["films"])


def test_a_batch_answers_as_its_people_one_by_one(client: TestClient) -> None:
    people = [[one()], [], [one(stars=1), one(TOY_STORY_2, 4.5)]]
    together = client.post("/recommendations/batch", json={"people": people}).json()
    alone = [client.post("/recommendations", json={"ratings": person}).json() for person in people]
    assert together == alone


def ratings(count: int, known: Recommender) -> list[object]:
    return [one(film.number, 4) for film in known.films[:count]]


def test_limits_hold_at_the_limit(client: TestClient, known: Recommender) -> None:
    assert client.post("/recommendations", json={"ratings": ratings(MOST_RATINGS, known)}).status_code == 200
    assert client.post("/recommendations", json={"ratings": ratings(MOST_RATINGS + 1, known)}).status_code == 422
    assert client.post("/recommendations", json={"count": 50}).status_code == 200
    assert client.post("/recommendations/batch", json={"people": [[]] * MOST_PEOPLE}).status_code == 200
    assert client.post("/recommendations/batch", json={"people": [[]] * (MOST_PEOPLE + 1)}).status_code == 422
    assert client.get("/films", params={"search": "x" * 100}).status_code == 200
    assert client.get("/films", params={"search": "x" * 101}).status_code == 422


HOSTILE = {
    "nothing": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "text that is not UTF-8": b'{"method": "\xff"}',
    "no number": b'{"ratings": [{"film": 1, "stars": NaN}]}',
    "an infinite number": b'{"ratings": [{"film": 1, "stars": Infinity}]}',
    "too many stars": b'{"ratings": [{"film": 1, "stars": 5.5}]}',
    "no star": b'{"ratings": [{"film": 1, "stars": 0}]}',
    "a third of a star": b'{"ratings": [{"film": 1, "stars": 3.3}]}',
    "a film as text": b'{"ratings": [{"film": "1", "stars": 3}]}',
    "a film that is true": b'{"ratings": [{"film": true, "stars": 3}]}',
    "a negative film": b'{"ratings": [{"film": -1, "stars": 3}]}',
    "a film that is not there": b'{"ratings": [{"film": 999999, "stars": 3}]}',
    "a number beyond all bounds": b'{"ratings": [{"film": 1' + b"0" * 400 + b', "stars": 3}]}',
    "one film twice": b'{"ratings": [{"film": 1, "stars": 3}, {"film": 1, "stars": 4}]}',
    "another word": b'{"ratings": [], "user": 1}',
    "an unknown method": b'{"method": "magic"}',
    "no film wanted": b'{"count": 0}',
    "all films wanted": b'{"count": 51}',
    "a count that is true": b'{"count": true}',
    "deep nesting": b"[" * 20_000 + b"]" * 20_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_what_makes_no_sense_is_refused_with_a_short_reason(client: TestClient, body: bytes) -> None:
    answer = client.post("/recommendations", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422) and len(answer.content) < 2_000 and answer.json()["detail"]


def test_a_request_may_be_as_long_as_the_limit_and_not_a_byte_longer(client: TestClient) -> None:
    for length, status in ((LIMITS.body_bytes, 200), (LIMITS.body_bytes + 1, 413)):
        body = b"{}".ljust(length)
        announced = client.post("/recommendations", content=body, headers={"content-type": "application/json"})
        parts = (body[start : start + 9_000] for start in range(0, length, 9_000))
        in_parts = client.post("/recommendations", content=parts, headers={"content-type": "application/json"})
        assert (announced.status_code, in_parts.status_code) == (status, status)


def test_too_many_requests_are_told_when_to_come_back(known: Recommender) -> None:
    with TestClient(build(known, Limits(1_000, requests_a_minute=3))) as client:
        answers = [client.get("/films", params={"count": 1}) for _ in range(4)]
        assert [one.status_code for one in answers] == [200, 200, 200, 429]
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 20
        assert client.get("/health").status_code == 200, "who watches the service is not counted"


def test_every_answer_keeps_the_page_to_itself(client: TestClient) -> None:
    for path in ("/", "/health", "/nothing", "/films?count=0"):
        headers = client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'self'"), path
        assert headers["x-content-type-options"] == "nosniff" and "set-cookie" not in headers, path


@pytest.mark.parametrize("path", ["/../service.py", "/%2e%2e/service.py", "/..%2fservice.py", "/page.js/../model.py"])
def test_no_file_but_those_of_the_page_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_requests_are_counted_by_route_and_unknown_paths_make_no_rows(client: TestClient) -> None:
    client.get("/films")
    client.post("/recommendations", content=b"{")
    for number in range(20):
        client.get(f"/nothing/{number}")
    text = client.get("/metrics").text
    assert 'requests_total{route="/films",status="200"} 1.0' in text
    assert 'requests_total{route="/recommendations",status="422"} 1.0' in text
    assert 'requests_total{route="other",status="404"} 20.0' in text and "nothing" not in text


def test_the_figures_on_the_page_are_those_that_were_measured(client: TestClient) -> None:
    mean, low, high = client.get("/evaluation").json()["differences"]["factors - popularity"]
    assert 0 < low < mean < high


def test_the_conditions_of_the_data_come_with_the_page(client: TestClient) -> None:
    assert 'href="terms.txt"' in client.get("/").text
    assert "same license conditions" in " ".join(client.get("/terms.txt").text.split())

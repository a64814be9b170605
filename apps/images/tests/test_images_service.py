"""The service as somebody outside sees it, with a small network that names colours."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient
from PIL import Image

from appkit.service import Limits
from images.model import Classifier
from images.service import GUESSES, LIMITS, MOST_PICTURES, build
from images.smoke import png
from pictures_for_tests import HOSTILE, JPEG, NAMES, encoded, plain, small_network


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Classifier:
    return Classifier(small_network(tmp_path_factory.mktemp("network") / "small.onnx"))


@pytest.fixture
def client(known: Classifier) -> Iterator[TestClient]:
    with TestClient(build(known), raise_server_exceptions=False) as client:
        yield client


def test_it_says_which_model_runs(client: TestClient) -> None:
    told = client.get("/health").json()
    assert told["status"] == "ok" and len(told["model"]) == 12 and told["kinds"] == 1000


@pytest.mark.parametrize(("colour", "name"), [*zip(("red", "lime", "blue"), NAMES, strict=True)])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_named_surely(client: TestClient, colour: str, name: str, kind: str) -> None:
    answer = client.post("/classify", files={"picture": encoded(plain(colour), kind)}).json()
    assert answer["sure"] and answer["guesses"][0]["name"] == name and answer["guesses"][0]["probability"] > 0.95
    assert len(answer["guesses"]) == GUESSES


def test_what_is_between_the_kinds_is_not_called_an_answer(client: TestClient) -> None:
    answer = client.post("/classify", files={"picture": encoded(plain("white"))}).json()
    assert not answer["sure"] and {one["name"] for one in answer["guesses"][:3]} == set(NAMES)


def test_what_the_file_is_called_and_says_it_is_counts_for_nothing(client: TestClient) -> None:
    for name, kind in (("a.jpg", "text/plain"), ("../../etc/passwd", "image/svg+xml"), ("a" * 3000, "")):
        assert client.post("/classify", files={"picture": (name, JPEG, kind)}).status_code == 200
    assert client.post("/classify", files={"picture": ("a.jpg", b"<svg/>", "image/jpeg")}).status_code == 415


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_picture_is_refused_with_a_short_reason(client: TestClient, content: bytes) -> None:
    answer = client.post("/classify", files={"picture": ("a.png", content)})
    assert answer.status_code == 415 and len(answer.content) < 200 and answer.json()["detail"]


def test_what_is_no_form_is_refused(client: TestClient) -> None:
    kind = {"content-type": "multipart/form-data; boundary=x"}
    for body, headers in (
        (b"", {}),
        (JPEG, {"content-type": "image/jpeg"}),
        (b"--x\r\n", kind),
        (b"nonsense", kind),
        (b"", {"content-type": "multipart/form-data"}),
    ):
        assert client.post("/classify", content=body, headers=headers).status_code in (400, 422)
    assert client.post("/classify", files={"photo": JPEG}).status_code == 422
    assert client.post("/classify", data={"picture": "text"}).status_code == 422
    assert client.get("/classify").status_code in (404, 405)


def test_a_batch_answers_as_its_pictures_one_by_one_and_one_bad_picture_spoils_no_other(client: TestClient) -> None:
    contents = [encoded(plain("red")), HOSTILE["an SVG"], encoded(plain("blue"))]
    together = client.post("/classify/batch", files=[("pictures", one) for one in contents]).json()
    assert "damaged" in together[1]["refused"]
    for one, answer in zip(contents[::2], together[::2], strict=True):
        assert client.post("/classify", files={"picture": one}).json() == answer
    assert client.post("/classify/batch", files=[("pictures", b"no")]).json() == [together[1]]


def test_limits_hold_at_the_limit(client: TestClient) -> None:
    one = ("pictures", encoded(plain()))
    assert len(client.post("/classify/batch", files=[one] * MOST_PICTURES).json()) == MOST_PICTURES
    assert client.post("/classify/batch", files=[one] * (MOST_PICTURES + 1)).status_code == 422


def test_the_pictures_of_a_request_share_its_pixels(client: TestClient) -> None:
    large, small = (("pictures", png(side, side, bytes(side))) for side in (2_800, 100))
    told = client.post("/classify/batch", files=[large, large, large, small]).json()
    assert ["refused" in one for one in told] == [False, False, True, False]


def noise(side: int) -> bytes:
    return encoded(Image.fromarray(np.random.default_rng(0).integers(0, 255, (side, side, 3), np.uint8)))


def test_a_request_may_be_as_long_as_the_limit_and_not_a_byte_longer(client: TestClient) -> None:
    start = b'--x\r\nContent-Disposition: form-data; name="picture"; filename="a"\r\n\r\n'
    for length, status in ((LIMITS.body_bytes, 200), (LIMITS.body_bytes + 1, 413)):
        picture = noise(1200)
        padding = length - len(start) - len(picture) - len(b"\r\n--x--\r\n")
        body = start + picture + bytes(padding) + b"\r\n--x--\r\n"
        headers = {"content-type": "multipart/form-data; boundary=x"}
        assert len(body) == length and client.post("/classify", content=body, headers=headers).status_code == status
    assert client.post("/classify", files={"picture": noise(1500)}).status_code == 413, "6.8 MB"


def test_nothing_of_a_picture_is_written_to_a_disk(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def written(_: object) -> None:
        raise AssertionError("a picture went to a disk")

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", written)
    assert client.post("/classify", files={"picture": noise(1200)}).status_code == 200


def test_too_many_requests_are_told_when_to_come_back(known: Classifier) -> None:
    with TestClient(build(known, Limits(9_000, requests_a_minute=2))) as client:
        answers = [client.post("/classify", files={"picture": JPEG}) for _ in range(3)]
        assert [one.status_code for one in answers] == [200, 200, 429] and answers[-1].headers["retry-after"]
        assert client.get("/health").status_code == 200, "who watches the service is not counted"


def test_every_answer_keeps_the_page_to_itself(client: TestClient) -> None:
    for path in ("/", "/health", "/nothing"):
        headers = client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'self'"), path
        assert headers["x-content-type-options"] == "nosniff" and "set-cookie" not in headers, path


@pytest.mark.parametrize("path", ["/../service.py", "/%2e%2e/service.py", "/..%2fservice.py", "/page.js/../model.py"])
def test_no_file_but_those_of_the_page_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_requests_are_counted_by_route_and_refusals_too(client: TestClient) -> None:
    client.post("/classify", files={"picture": JPEG})
    client.post("/classify", files={"picture": b"no"})
    text = client.get("/metrics").text
    assert 'requests_total{route="/classify",status="200"} 1.0' in text
    assert 'requests_total{route="/classify",status="415"} 1.0' in text


MEASURE = """
import resource, sys
sys.path[:0] = {paths!r}
from images.pictures import NoPictureError, read
from images.smoke import png
from pictures_for_tests import HOSTILE
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for _ in range(3):
    for name in ("a bomb of 81 million pixels", "a bomb of 25 million pixels", "a PNG that says it is endless"):
        try:
            read(HOSTILE[name])
        except NoPictureError:
            pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units elsewhere")
def test_bombs_take_hardly_any_memory() -> None:
    paths = [*sys.path, str(Path(__file__).parent)]
    command = [sys.executable, "-c", MEASURE.format(paths=paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ))
    assert int(done.stdout) < 20_000, "kilobytes; unpacked, the largest would take 81,000"

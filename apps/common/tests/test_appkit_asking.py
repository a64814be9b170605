"""What is asked of an application that runs, at a real server that counts late."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from appkit.asking import counted

LINE = 'requests_total{route="/films",status="200"}'


class CountsLate(BaseHTTPRequestHandler):
    """Shows what it counted when it is asked for the third time."""

    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        text = f"# TYPE requests_total counter\n{LINE if self.asked > 2 else 'requests_total'} 1.0\n"
        self.send_response(200)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    CountsLate.asked = 0
    with ThreadingHTTPServer(("127.0.0.1", 0), CountsLate) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_request_may_be_counted_a_little_after_its_answer(address: str) -> None:
    counted(address, LINE)
    assert CountsLate.asked == 3


def test_what_is_never_counted_is_told_with_what_was_shown(address: str) -> None:
    with pytest.raises(AssertionError, match=r"has no line requests_total\{route=\"/cakes\"(?s:.*)# TYPE"):
        counted(address, 'requests_total{route="/cakes"', patience=0.2)
    assert CountsLate.asked > 1

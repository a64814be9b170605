"""Ask an application that runs, with Python alone."""

import json
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

JSON = "application/json"
PATIENCE = 10.0
"""Seconds until a request that was answered has to be counted: that is done after its answer has left, maybe by another
process than the one that shows the numbers."""


def ask(address: str, body: object = None, kind: str = JSON, seconds: float = 10) -> tuple[int, str]:
    """Send a request, with a body if there is one, as JSON or as the bytes that it is; return status and text."""
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    try:
        with urlopen(Request(address, data, {"content-type": kind}), timeout=seconds) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def counted(root: str, line: str, patience: float = PATIENCE) -> None:
    """Wait until a line of `/metrics` begins with this one. Raises AssertionError if none does in time."""
    until = time.monotonic() + patience
    while True:
        status, text = ask(f"{root}/metrics")
        if status == 200 and any(one.startswith(line) for one in text.splitlines()):
            return
        assert time.monotonic() < until, f"{root}/metrics has no line {line} ({status}):\n{text}"
        time.sleep(0.05)

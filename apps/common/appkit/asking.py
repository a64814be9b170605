"""Ask an application that runs, with Python alone."""

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

JSON = "application/json"


def ask(address: str, body: object = None, kind: str = JSON, seconds: float = 10) -> tuple[int, str]:
    """Send a request, with a body if there is one, as JSON or as the bytes that it is; return status and text."""
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    try:
        with urlopen(Request(address, data, {"content-type": kind}), timeout=seconds) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()

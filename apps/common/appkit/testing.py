"""A running application and a real browser, for tests of its page."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

SECONDS = 60
"""How long an application may take to start, on a machine that is busy."""
PHONE = {"width": 390, "height": 844}
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def running(factory: str, *arguments: str) -> Iterator[str]:
    """Start an application as its users do, and give its address. Raises TimeoutError when it does not answer."""
    port = free_port()
    command = [sys.executable, "-m", "appkit.start", factory, "--port", str(port), *arguments]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    process = subprocess.Popen(command, env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Return when an address answers. Raises TimeoutError when it does not, or its process has ended."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urlopen(address, timeout=5).close()
            return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise TimeoutError(f"{address} does not answer; its process {'runs' if process.poll() is None else 'has ended'}")


@contextmanager
def browser() -> Iterator[Any]:
    """Start a browser of this machine. Skips the test where there is none, or no Playwright to drive it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the page is tested where Playwright is installed")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("the page is tested where Chromium or Chrome is installed")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@contextmanager
def visited(started: Any, address: str, ready: Sequence[str], expected: Sequence[str]) -> Iterator[Any]:
    """Open an application's page on a phone, as somebody new sees it, and wait for what each selector of `ready` finds.

    What the page complains of or asks of others fails the test, but for complaints that hold one of `expected`.
    """
    context = started.new_context(viewport=PHONE)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
    page.goto(address)
    for selector in ready:
        page.wait_for_selector(selector)
    yield page
    assert [one for one in wrong if not any(text in one for text in expected)] == []
    context.close()

"""Waiting for what takes a promise to find out: Playwright's `wait_for_function` takes the promise itself for a yes."""

import time
from typing import Any

from playwright.sync_api import Page


def wait_until(page: Page, script: str, arg: object = None, seconds: float = 30) -> Any:
    """Run a script that may give a promise until it gives something true, and return that.

    Raises:
        AssertionError: it gave nothing true for so many seconds.
    """
    last = time.monotonic() + seconds
    while not (answer := page.evaluate(script, arg)):
        assert time.monotonic() < last, f"not true after {seconds} s: {script}"
        page.wait_for_timeout(50)
    return answer

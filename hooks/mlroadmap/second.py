"""A second process that does work of this one ahead of time, from the other end, and leaves it in the cache.

Python uses one processor. A copy of this process (Linux makes one in milliseconds) takes the pages from the last to the
first while this one goes from the first to the last; what either has made, the other finds in the cache. They meet
somewhere in the middle, wherever that is: nothing has to be shared out.
"""

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from mlroadmap.cache import Cache

Item = TypeVar("Item")


def can_help(cache: Cache) -> bool:
    """Whether a second process is of use and safe: with a cache, a second processor, and no thread beside this one."""
    if sys.platform != "linux" or cache.folder is None:
        return False
    return len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def start(items: Iterable[Item], do: Callable[[Item], object], cache: Cache) -> int | None:
    """Let a copy of this process `do` the items, in this order, until it meets one that makes nothing new.

    The copy says nothing and changes nothing but the cache. Returns its number, or None where there can be none.
    """
    if not can_help(cache):
        return None
    if number := os.fork():
        return number
    try:
        _be_silent()
        for item in items:
            before = cache.made
            do(item)
            if cache.made == before:
                break
    finally:
        os._exit(0)  # whatever went wrong will go wrong in the first process too, and be told there


def stop(number: int | None) -> None:
    """End the copy, which has nothing left to do once this process has seen all items."""
    if number is not None:
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)


@contextmanager
def helping(items: Iterable[Item], do: Callable[[Item], object], cache: Cache) -> Iterator[None]:
    """While this process does the items, let a copy of it do them from the other end: it takes them in this order."""
    number = start(items, do, cache)
    try:
        yield
    finally:
        stop(number)


def _be_silent() -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    for logger in (logging.getLogger(), logging.getLogger("mkdocs")):
        logger.handlers = [logging.NullHandler()]

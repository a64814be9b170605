"""The second process: it works from the other end, is neither heard nor left over, and stays away where it must."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from mlroadmap.cache import NOTHING, Cache
from mlroadmap.second import can_help, start, stop

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="it helps on Linux, with two processors"
)

SCRIPT = """
import logging, os, sys, time
from pathlib import Path
from mlroadmap.cache import Cache
from mlroadmap.second import start, stop

cache, log = Cache(Path(sys.argv[1])), Path(sys.argv[2])
logging.basicConfig(level=logging.INFO)

def do(item):
    if item == "bad":
        raise ValueError("bad")
    print("said", item)
    logging.getLogger("mkdocs").warning("logged %s", item)
    with log.open("a") as out:
        out.write(f"{item} {os.getpid() != first}\\n")
    return cache.get("item", [item], lambda: item.upper())

first = os.getpid()
number = start(sys.argv[3].split(), do, cache)
assert number
assert os.waitid(os.P_PID, number, os.WEXITED | os.WNOWAIT).si_status == 0
stop(number)
try:
    os.waitpid(number, os.WNOHANG)
except ChildProcessError:
    print("nobody is left over")
"""


def second_does(tmp_path: Path, items: str) -> tuple[list[str], str]:
    """Return what a second process did, and all that was said."""
    log = tmp_path / "log"
    log.unlink(missing_ok=True)
    log.touch()
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "kept"), str(log), items]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return log.read_text().splitlines(), done.stdout + done.stderr


def test_it_does_what_is_not_there_and_is_not_heard(tmp_path: Path) -> None:
    did, said = second_does(tmp_path, "c b a")
    assert did == ["c True", "b True", "a True"]
    assert said == "nobody is left over\n"
    assert Cache(tmp_path / "kept").get("item", ["b"], lambda: "made anew") == "B"


def test_it_stops_where_the_first_has_been(tmp_path: Path) -> None:
    Cache(tmp_path / "kept").get("item", ["b"], lambda: "B")
    assert second_does(tmp_path, "c b a")[0] == ["c True", "b True"]


def test_what_fails_in_it_is_left_to_the_first(tmp_path: Path) -> None:
    did, said = second_does(tmp_path, "c bad a")
    assert did == ["c True"]
    assert said == "nobody is left over\n"


def test_without_a_cache_there_is_none() -> None:
    assert start(["a"], str.upper, NOTHING) is None
    stop(None)


def test_a_process_with_threads_is_not_copied(tmp_path: Path) -> None:
    wait = threading.Event()
    other = threading.Thread(target=wait.wait)
    other.start()
    try:
        assert not can_help(Cache(tmp_path))
    finally:
        wait.set()
        other.join()

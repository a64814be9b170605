"""The served site shows an error in the data and goes on when it is mended."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

SECONDS = 120


def wait(until: Callable[[], bool], log: Path) -> None:
    """Wait until something holds; fail with the server's log when it does not in time."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if until():
            return
        time.sleep(0.5)
    raise AssertionError(log.read_text("utf-8"))


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def test_a_broken_data_file_is_reported_and_the_site_recovers(copy: Path) -> None:
    port, log, data = free_port(), copy / "log", copy / "docs/_data/roadmap.yml"
    right = data.read_text("utf-8")
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    environment = os.environ | {"SITE_URL": f"http://127.0.0.1:{port}/", "NO_MKDOCS_2_WARNING": "1"}
    with log.open("w") as out, subprocess.Popen(command, cwd=copy, env=environment, stdout=out, stderr=out) as server:
        try:
            wait(lambda: "Serving on" in log.read_text("utf-8"), log)
            data.write_text(
                right.replace("    title: Build a strong", "    titel: Build a strong", 1), encoding="utf-8"
            )
            wait(lambda: "did you mean 'title'?" in log.read_text("utf-8"), log)
            data.write_text(right.replace("Build a strong", "Build a stronger", 1), encoding="utf-8")
            wait(lambda: "Reloading browsers" in log.read_text("utf-8"), log)
            with urlopen(f"http://127.0.0.1:{port}/") as answer:
                assert b"Build a stronger foundation" in answer.read()
        finally:
            server.terminate()

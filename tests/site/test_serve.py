"""The served site shows an error in the data and goes on when it is mended."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
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


@contextmanager
def serving(copy: Path) -> Iterator[tuple[str, Path]]:
    """Serve a copy of the project. Gives its address and its log."""
    port, log = free_port(), copy / "log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    environment = os.environ | {"SITE_URL": f"http://127.0.0.1:{port}/", "NO_MKDOCS_2_WARNING": "1"}
    with log.open("w") as out, subprocess.Popen(command, cwd=copy, env=environment, stdout=out, stderr=out) as server:
        try:
            wait(lambda: "Serving on" in log.read_text("utf-8"), log)
            yield f"http://127.0.0.1:{port}/", log
        finally:
            server.terminate()


def answer(address: str) -> bytes | int:
    """Return what is served under an address, without the script that reloads it, or the status of a refusal."""
    try:
        with urlopen(address) as found:
            content: bytes = found.read()
            return content.partition(b"livereload(")[0]
    except HTTPError as error:
        with error:
            return error.code


def test_a_broken_data_file_is_reported_and_the_site_recovers(copy: Path) -> None:
    data = copy / "docs/_data/roadmap.yml"
    right = data.read_text("utf-8")
    with serving(copy) as (address, log):
        data.write_text(right.replace("    title: Build a strong", "    titel: Build a strong", 1), encoding="utf-8")
        wait(lambda: "did you mean 'title'?" in log.read_text("utf-8"), log)
        data.write_text(right.replace("Build a strong", "Build a stronger", 1), encoding="utf-8")
        wait(lambda: "Reloading browsers" in log.read_text("utf-8"), log)
        assert b"Build a stronger foundation" in answer(address)


def test_what_is_deleted_is_served_no_more_and_all_the_rest_still_is(copy: Path) -> None:
    extra, page = copy / "docs/assets/extra.txt", copy / "docs/how-to-use.md"
    extra.write_text("Here.\n", "utf-8")
    with serving(copy) as (address, log):
        before = {name: answer(address + name) for name in ("", "stylesheets/more.css", "search/entries.json")}
        assert answer(f"{address}assets/extra.txt") == b"Here.\n"
        for word in ("once", "twice"):
            built = log.read_text("utf-8").count("Reloading browsers")
            page.write_text(f"{page.read_text('utf-8')}\nEdited {word}.\n", "utf-8")
            wait(lambda built=built: log.read_text("utf-8").count("Reloading browsers") > built, log)  # type: ignore[misc]
            assert f"Edited {word}.".encode() in answer(f"{address}how-to-use/")
            extra.unlink(missing_ok=True)
        assert answer(f"{address}assets/extra.txt") == 404
        assert {name: answer(address + name) for name in before} == before
        assert [path.name for path in Path(tempfile.gettempdir()).glob("mkdocs_*.aside")] == []

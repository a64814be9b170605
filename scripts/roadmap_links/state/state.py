"""The state file: one JSON line per result, appended the moment it is known.

So whatever ends a run, what was finished is kept: a kill loses at most the line that was being written. Two runs may
write at once: each line goes out in one write under a lock, and who rewrites the file does so under the same lock and
by a rename.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .history import Record, read_record


class BadState(OSError):
    """The state file can't be used at all."""


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


class State:
    """The last record of every link, and the file behind it."""

    def __init__(self, path: Path, run: str, say: Callable[[str], None]) -> None:
        self._path, self.run, self._say = path, run, say
        self._lines: dict[str, bytes] = {}
        self.failed: str | None = None
        """Why results are not kept any more: the disk is full, or the like."""
        self._descriptor = -1
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._locked():
                self._load()
        except OSError as error:
            raise BadState(f"{path}: {error.strerror or error}") from error

    def get(self, url: str) -> Record | None:
        """The last record of a link."""
        line = self._lines.get(url)
        return read_record(line) if line is not None else None

    def put(self, record: Record) -> None:
        """Append a record."""
        record.run = self.run
        line = record.line()
        self._lines[record.url] = line
        if self.failed is not None:
            return
        try:
            with self._locked():
                _write_all(self._descriptor, line)
        except OSError as error:
            self.failed = f"{self._path} can't be written: {error.strerror or error}"

    def forget_run(self) -> None:
        """Take back every line of this run: its failures were our own network's."""
        if self._descriptor < 0:
            return
        with self._locked():
            kept = [line for line in self._path.read_bytes().splitlines(keepends=True) if not self._is_ours(line)]
            self._replace(b"".join(kept))

    def close(self) -> None:
        """Leave one line per link if most of the file is outdated."""
        if self._descriptor < 0:
            return
        try:
            with self._locked():
                lines = self._path.read_bytes().splitlines(keepends=True)
                if len(lines) > 2 * len(self._lines) + 50:
                    last = {record.url: line for line in lines if (record := read_record(line)) is not None}
                    self._replace(b"".join(last.values()))
        except OSError:  # the longer file says the same
            pass
        os.close(self._descriptor)
        self._descriptor = -1

    def _is_ours(self, line: bytes) -> bool:
        try:
            data = json.loads(line)
        except ValueError:
            return False
        return isinstance(data, dict) and data.get("run") == self.run

    def _load(self) -> None:
        data = self._path.read_bytes()
        lines = data.splitlines(keepends=True)
        good: list[bytes] = []
        for line in lines:
            record = read_record(line)
            if record is not None:
                self._lines[record.url] = line if line.endswith(b"\n") else line + b"\n"
                good.append(self._lines[record.url])
        bad = len(lines) - len(good)
        if not bad:
            if data and not data.endswith(b"\n"):
                self._replace(b"".join(good))
            return
        half = bad == 1 and read_record(lines[-1]) is None and not data.endswith(b"\n")
        if half:
            self._say(f"{self._path}: the last line was only half written; it is left out, {len(good)} are kept")
        else:
            aside = self._set_aside(data)
            self._say(
                f"{self._path}: {bad} damaged lines; the file is kept as {aside.name}, "
                f"its {len(good)} good lines are used"
            )
        self._replace(b"".join(good))

    def _set_aside(self, data: bytes) -> Path:
        number = 1
        while (aside := self._path.with_name(f"{self._path.name}.damaged-{number}")).exists():
            number += 1
        aside.write_bytes(data)
        return aside

    def _replace(self, data: bytes) -> None:
        """Put new content in place of the file; the lock moves to the new file."""
        fresh = self._path.with_name(f"{self._path.name}.new-{os.getpid()}")
        descriptor = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o644)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        _write_all(descriptor, data)
        os.fsync(descriptor)
        fresh.replace(self._path)
        os.close(self._descriptor)
        self._descriptor = descriptor

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock on the file that stands at the path now; another run may have put a new one there."""
        while True:
            if self._descriptor < 0:
                self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)
            try:
                there = self._path.stat()
            except FileNotFoundError:
                there = None
            here = os.fstat(self._descriptor)
            if there is not None and (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino):
                break
            os.close(self._descriptor)
            self._descriptor = -1
        try:
            yield
        finally:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)

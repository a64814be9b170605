"""What memory and processor time a kernel takes, watched while it runs, and its end when it takes too much memory."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

SECONDS_BETWEEN = 0.2


class Watch(threading.Thread):
    """Watches a process and all that it starts; kills it when their memory together passes a limit.

    Needs /proc, as Linux has it. Elsewhere it sees nothing and kills nothing.
    """

    def __init__(self, pid: int, *, limit: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.limit = limit
        self.peak = 0
        """The most bytes seen so far."""
        self.cpu_seconds = 0.0
        """The time that processors worked for it, as far as seen."""
        self.killed = False
        self._end = threading.Event()

    def run(self) -> None:
        """Look every fifth of a second until `stop`."""
        while True:
            self.check()
            if self._end.wait(SECONDS_BETWEEN):
                return

    def check(self) -> None:
        """Look once."""
        family = list(_family(self.pid))
        together = sum(_bytes(pid, "VmRSS") for pid in family)
        self.cpu_seconds = max(self.cpu_seconds, sum(map(_cpu_seconds, family)))
        self.peak = max(self.peak, together, _bytes(self.pid, "VmHWM"))
        if together > self.limit and not self.killed:
            self.killed = True
            os.kill(self.pid, signal.SIGKILL)

    def stop(self) -> None:
        """Look a last time, and end."""
        self._end.set()
        self.join()


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text("ascii").split()]
    except OSError:  # it has ended, or there is no /proc
        return
    for child in children:
        yield from _family(child)


def _bytes(pid: int, field: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text("ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{field}:")), 0)


def _cpu_seconds(pid: int) -> float:
    """What a process used, and those of its children that it has waited for."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text("ascii", errors="replace")
    except OSError:
        return 0
    ticks = text.rpartition(")")[2].split()[11:15]  # its own time, the system's for it, and the same of its children
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

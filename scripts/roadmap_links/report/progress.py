"""What a person sees while a run is under way: a bar on a terminal, a plain line now and then elsewhere."""

import sys
from time import monotonic

from ..model import Result, Verdict


class Progress:
    """Counts results on standard error, so that standard output holds the report alone."""

    def __init__(self, total: int) -> None:
        self._total, self._done, self._broken = total, 0, 0
        self._bar = sys.stderr.isatty()
        self._last = monotonic()

    def count(self, result: Result) -> None:
        """One more is done."""
        self._done += 1
        self._broken += result.verdict is Verdict.broken
        now = monotonic()
        if now - self._last >= (0.1 if self._bar else 10.0):
            self._last = now
            self._show()

    def _show(self) -> None:
        line = f"{self._done} of {self._total} links, {self._broken} broken"
        if self._bar:
            filled = 30 * self._done // max(self._total, 1)
            print(f"\r[{'#' * filled}{'.' * (30 - filled)}] {line}", end="", file=sys.stderr, flush=True)
        else:
            print(line, file=sys.stderr, flush=True)

    def end(self) -> None:
        """Clear the bar."""
        if self._bar:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

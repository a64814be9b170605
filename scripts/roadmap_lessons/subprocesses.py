"""Lessons in processes of their own, several at a time, each with a hard end."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from mlroadmap.errors import Problem
from roadmap_lessons.checkout import Checkout
from roadmap_lessons.execute import DEEP_LIMITS

HARD_END = DEEP_LIMITS.lesson + 60
"""Seconds after which a run is killed that did not end by itself, as its own limits would have it."""

_running: set[subprocess.Popen[str]] = set()
"""Runs that have not ended, so that a stopped command leaves none behind."""


@dataclass(frozen=True)
class Outcome:
    """What came of a run: a notebook or problems."""

    notebook: Any = None
    problems: tuple[Problem, ...] = ()


def run_in_subprocess(source: Path, checkout: Checkout, environment: Mapping[str, str] | None = None) -> Outcome:
    """Run one lesson in a process of its own, without a network, and wait for it.

    `environment` is set for this run beside what is set for this process.
    """
    hard_end = HARD_END * float((environment or os.environ).get("MLROADMAP_PATIENCE", "1"))
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder, "answer.json")
        command = [sys.executable, "-m", "roadmap_lessons.execute", str(checkout.root), str(source), str(answer)]
        path = os.pathsep.join(one for one in sys.path if one)
        process = subprocess.Popen(
            command,
            env=os.environ | dict(environment or {}) | {"PYTHONPATH": path},
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        _running.add(process)
        try:
            _, said = process.communicate(timeout=hard_end)
        except subprocess.TimeoutExpired:
            _kill(process)
            process.wait()
            return _broken(source, checkout, f"the run did not end in {hard_end:g} s and was killed")
        finally:
            _running.discard(process)
        if not answer.exists():
            return _broken(source, checkout, f"the run ended without an answer: {said.strip()[-600:]}")
        told = json.loads(answer.read_text("utf-8"))
    if "notebook" in told:
        return Outcome(nbformat.reads(told["notebook"], as_version=4))
    return Outcome(problems=tuple(Problem(**problem) for problem in told["problems"]))


def _kill(process: subprocess.Popen[str]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # its kernel ends when it finds its parent gone


def _broken(source: Path, checkout: Checkout, text: str) -> Outcome:
    return Outcome(problems=(Problem(checkout.name(source), 1, "RM503", text),))


def run_all(sources: Iterable[Path], run: Callable[[Path], Outcome], *, jobs: int) -> Iterator[tuple[Path, Outcome]]:
    """Run lessons, at most `jobs` at a time, in the order given. Yields each as it ends."""
    pool = ThreadPoolExecutor(jobs)
    try:
        futures = {pool.submit(run, source): source for source in sources}
        for future in as_completed(futures):
            yield futures[future], future.result()
    except BaseException:  # such as Ctrl-C: end what runs, start nothing more
        for process in list(_running):
            _kill(process)
        raise
    finally:
        pool.shutdown(cancel_futures=True)

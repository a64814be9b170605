"""Try answers on the exercises of a lesson: `python -m roadmap_lessons.trials LESSON.md ANSWERS.yml`.

The starter must be "not attempted", the solution and every right answer "right", and every wrong answer "wrong: …"
with the hint that stands beside it. Exactly the cells of the slice run before, once, in a process of its own; each
answer then runs in a copy of that process, so that no answer sees what another did.
"""

import contextlib
import io
import json
import linecache
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from mlroadmap.data.answers import LessonAnswers, load_answers
from mlroadmap.lessons.exercises import Practice, practices, slices
from mlroadmap.lessons.source import LessonText, read

VERDICTS = ("not attempted", "right", "wrong: ")
IMPORTS = ("matplotlib.pyplot", "numpy", "pandas", "sklearn")
"""What most slices import: loaded once, before the processes part."""


@dataclass(frozen=True)
class Trial:
    """An answer that is tried, and what the check must say of it."""

    exercise: str
    what: str
    """`starter`, `solution`, `right 1`, `wrong 2` …"""
    code: str
    expected: str
    """The verdict; for a wrong answer a part of what is said."""
    answer: str = ""
    """What a learner wrote, of the code."""


@dataclass(frozen=True)
class Graded:
    """What a check said to an answer."""

    exercise: str
    what: str
    expected: str
    said: str

    @property
    def as_expected(self) -> bool:
        """Whether the check said what it must."""
        if self.what.startswith("wrong"):
            return self.said.startswith("wrong: ") and _one_line(self.expected) in _one_line(self.said)
        return self.said == self.expected


def _one_line(text: str) -> str:
    return " ".join(text.split())


def trials(practice: Practice, text: LessonText, answers: LessonAnswers | None) -> list[Trial]:
    """Return what is tried on one exercise or task."""
    check = "\n".join(text.cells[number].code for number in practice.check)
    solution = "\n".join(text.cells[number].code for number in practice.solution)
    starter = "\n".join(text.cells[number].code for number in practice.starter)
    found = [
        Trial(practice.id, "starter", f"{starter}\n{check}", "not attempted"),
        Trial(practice.id, "solution", f"{starter}\n{check}\n{solution}", "right"),
    ]
    for row in answers.answers if answers else ():
        if row.exercise != practice.id:
            continue
        right = [(f"right {place}", code, "right") for place, code in enumerate(row.right, start=1)]
        wrong = [(f"wrong {place}", one.answer, one.hint) for place, one in enumerate(row.wrong, start=1)]
        for what, code, expected in [*right, *wrong]:
            found.append(Trial(practice.id, what, f"{starter}\n{code}\n{check}", expected, code))
    return found


def grade(source: Path, answers: LessonAnswers | None, only: Iterable[str] = ()) -> list[Graded]:
    """Try everything on the exercises and tasks of a lesson, or on those named in `only`. Forks: no threads before."""
    text = read(source.read_text("utf-8"))
    needs = slices(text)
    chosen = set(only)
    graded: list[Graded] = []
    for practice in practices(text):
        if chosen and practice.id not in chosen:
            continue
        need = needs[practice.id]
        groups: dict[tuple[str, ...], list[Trial]] = {}  # an answer that names what is left out gets the cells whole
        for trial in trials(practice, text, answers):
            groups.setdefault(tuple(need.codes(text.cells, trial.answer)), []).append(trial)
        lines = [text.cells[number].line for number in need.cells]
        for codes, tried in groups.items():
            graded += [Graded(**one) for one in _apart(partial(_graded, codes, lines, tried))]
    return graded


def _graded(codes: Sequence[str], lines: Sequence[int], tried: Sequence[Trial]) -> list[dict[str, str]]:
    """Run the cells of a slice, then each trial in a copy of this process."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    broken = ""
    for number, (code, line) in enumerate(zip(codes, lines, strict=True)):
        said, problem = _run(code, f"<cell {number}>", namespace)
        if problem:
            broken = f"a cell of the slice failed, line {line}: {problem}"
            break
    found = []
    for trial in tried:
        said = broken or _apart(partial(_verdict, trial, namespace))
        found.append(asdict(Graded(trial.exercise, trial.what, trial.expected, said)))
    return found


def _verdict(trial: Trial, namespace: dict[str, Any]) -> str:
    said, problem = _run(trial.code, "<answer>", namespace)
    lines = said.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith(VERDICTS)]
    if problem or not starts:
        return problem or "the check said nothing"
    if not trial.what.startswith("wrong"):
        return lines[starts[-1]]
    return "\n".join(lines[starts[-1] :])


def _run(code: str, name: str, namespace: dict[str, Any]) -> tuple[str, str]:
    """Run code. Returns what it printed, and its exception in one line."""
    linecache.cache[name] = (len(code), None, [f"{line}\n" for line in code.split("\n")], name)
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        try:
            exec(compile(code, name, "exec"), namespace)
        except Exception as problem:
            return out.getvalue(), traceback.format_exception_only(problem)[-1].strip()
    return out.getvalue(), ""


def _apart(work: Callable[[], Any]) -> Any:
    """Do work in a copy of this process and return what it returns, as JSON carries it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w") as pipe:
            json.dump(work(), pipe)
            pipe.flush()
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    if not said:
        raise RuntimeError("a process ended without an answer")
    return json.loads(said)


def main(source: str, answers: str = "", *only: str) -> None:
    """Grade a lesson and print the result as JSON."""
    os.environ |= {"MPLBACKEND": "agg"}
    path = Path(source).resolve()
    given = load_answers(Path(answers), name=answers) if answers and Path(answers).exists() else None
    os.chdir(path.parent)
    for module in IMPORTS:
        __import__(module)
    print(json.dumps([asdict(one) for one in grade(path, given, only)]))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What a problem looks like: file, line, code, what is wrong, how to mend it. All of a run are reported together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

GUIDE = "docs/contributing/checks.md"
"""Where each code is explained, under an anchor of its own: `#rm101`."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that must be mended before the site can be built."""

    file: str
    line: int
    code: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}  {self.code}  {self.text}"

    def annotation(self) -> str:
        """The problem as a GitHub workflow command, which shows it on the line of the pull request."""
        text = self.text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        return f"::error file={self.file},line={self.line},title={self.code}::{text}"


class ProblemsFound(Exception):
    """Raised with every problem of a run at once, in the order of the files.

    `rest` is what could be read all the same, for checks that go on and for nothing else. `whole` says that no row, id
    or reference is lacking in it.
    """

    def __init__(self, problems: Iterable[Problem], *, rest: Any = None, whole: bool = False) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        self.rest = rest
        self.whole = whole
        super().__init__(report(self.problems))


def report(problems: Sequence[Problem]) -> str:
    """Return a text of one line per problem, a count, and where the codes are explained."""
    lines = [str(problem) for problem in problems]
    count = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
    codes = ", ".join(sorted({problem.code for problem in problems}))
    return "\n".join([*lines, f"{count}. What the codes mean and how to mend each: {GUIDE} ({codes})"])


def closest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant, or an empty text."""
    plain = {one.lower(): one for one in known}
    return next((plain[one] for one in get_close_matches(word.lower(), list(plain), n=1, cutoff=0.6)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `: did you mean 'x'?` for the closest known word, or an empty text."""
    meant = closest(word, known)
    return f": did you mean '{meant}'?" if meant else ""


def one_of(known: Iterable[str]) -> str:
    """Return known words as a readable list, shortened when there are many."""
    words = list(known)
    shown = ", ".join(words[:12])
    return shown if len(words) <= 12 else f"{shown}, … ({len(words)} in all)"

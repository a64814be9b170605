"""The lines between `---` at the head of a page: title, description, and what the theme makes of the rest."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

import yaml
from pydantic import StringConstraints

from mlroadmap.data.load import parse
from mlroadmap.data.model import Row, Text
from mlroadmap.errors import Problem, ProblemsFound

DESCRIPTION = 150
"""Characters of a description: search engines cut off what is longer."""

_EDGE = re.compile(r"-{3}[ \t]*")
_END = re.compile(r"(?:-{3}|\.{3})[ \t]*")


class FrontMatter(Row):
    """What may stand in the front matter of a lesson."""

    title: Text
    description: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=DESCRIPTION)]
    hide: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    icon: str = ""
    status: str = ""
    search: Mapping[str, Any] = {}


def front_matter(lines: list[str], *, name: str) -> tuple[int, FrontMatter | None, list[Problem]]:
    """Return how many lines the front matter of a lesson takes, what it says, and what is wrong with it."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not lines or not _EDGE.fullmatch(lines[first]):
        text = "the front matter is missing: begin with ---, title:, description: and --- again, each on its line"
        return 0, None, [Problem(name, 1, "RM105", text)]
    if first:
        return (
            0,
            None,
            [Problem(name, first + 1, "RM101", "front matter begins on the first line: remove what is above")],
        )
    end = next((number for number, line in enumerate(lines) if number and _END.fullmatch(line)), None)
    if end is None:
        return 0, None, [Problem(name, 1, "RM101", "the front matter is never closed: end it with a line ---")]
    try:
        found = parse("\n".join(["", *lines[1:end], ""]), FrontMatter, name=name)
    except ProblemsFound as error:
        return end + 1, None, [_advised(one, lines) for one in error.problems]
    return end + 1, found, _other_words(found, lines[1:end], name)


def _other_words(found: FrontMatter, lines: list[str], name: str) -> list[Problem]:
    """Words that MkDocs takes for something else, since it reads older YAML: `title: No` would be false."""
    theirs = yaml.safe_load("\n".join(lines))
    return [
        Problem(name, found.line(key), "RM106", f"'{key}': MkDocs reads {theirs[key]!r} here: put it in quotes")
        for key in ("title", "description")
        if not isinstance(theirs[key], str)
    ]


def _advised(problem: Problem, lines: list[str]) -> Problem:
    """Say how to mend the commonest slip: a colon in a title that has no quotes."""
    line = lines[problem.line - 1] if problem.line <= len(lines) else ""
    match = re.fullmatch(r"(\w+):\s+([^\"'].*:(?:\s.*)?)", line)
    if problem.code != "RM101" or not match:
        return problem
    value = match[2].rstrip().replace('"', "'")
    return Problem(problem.file, problem.line, problem.code, f'{problem.text}: {match[1]}: "{value}"')

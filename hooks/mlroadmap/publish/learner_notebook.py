"""The notebook that a learner downloads or opens in Colab: made from a lesson's source when the site is built.

It differs from the notebook that was run for the page. It holds no outputs, since the learner makes them. No answer is
in sight: the checks, the solutions and the cells that hold the numbers of the prose to account are packed into the
first code cell, and stand in their places as calls of `mlroadmap_notebook`. Hints fold, the lesson's questions and what
comes next are in it, and links lead to the site that serves it. Helpers and data are fetched from there by names that
hold their hash (`publish/versions.py`), so that a copy saved long ago still runs.
"""

import ast
import base64
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from mlroadmap.data.index import Index
from mlroadmap.data.model import Lesson, Resource, Roadmap
from mlroadmap.data.questions import Question, Questions
from mlroadmap.lessons.drawings import is_drawing
from mlroadmap.lessons.source import Cell, LessonText, notebook_cells
from mlroadmap.publish.notebook_prose import address, of_notebook

BRANCH = "notebooks"
"""The branch of the repository that holds a copy of each: Colab opens notebooks from GitHub, and from no other site."""
START_TAG = "start"
PAGE_ONLY = "lessons/mlroadmap_page.py"
"""What runs cells in a page, and no notebook."""
WHERE_IMPORTED = ("lessons/pretrained_weights.py",)
"""Helpers that only those notebooks fetch that import them."""
CALLS = {"asserts": "compare", "check": "check", "solution": "solution"}
"""Tags of the cells that are packed, and what is called in their places."""
COMMENTS = {
    "asserts": "  # are the numbers of the text yours too?",
    "check": "",
    "solution": "  # shows a solution and runs it, once you have tried",
}
START = """\
# @title Run this first: it fetches what the lesson needs into a folder beside this notebook, and compares versions
def start(site, folder, files, lesson):
    import hashlib, importlib, os, pathlib, sys, urllib.request

    home = pathlib.Path(os.environ.get("MLROADMAP_FILES", folder))
    for name, sha256 in files.items() if "MLROADMAP_FILES" not in os.environ else ():
        target, (stem, dot, kind) = home / name, name.partition(".")
        if not target.is_file() or hashlib.sha256(target.read_bytes()).hexdigest() != sha256:
            address = f"{site}assets/{stem}.{sha256[:10]}{dot}{kind}"
            try:
                content = urllib.request.urlopen(address, timeout=60).read()
            except OSError as error:
                said = f"{address} cannot be fetched ({error}): are you online? Then run this cell again"
                raise OSError(said) from None
            if hashlib.sha256(content).hexdigest() != sha256:
                raise OSError(f"{address} gave another file than expected: is there a log-in page in between?")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    os.environ["MLROADMAP_SITE"] = site  # where helpers send you to read on
    sys.path.insert(0, str((home / "lessons").resolve()))
    return importlib.import_module("mlroadmap_notebook").Lesson(lesson)


lesson = start(
    site=@site@,
    folder=@folder@,
    files=@files@,
    lesson=@packed@,
)"""


@dataclass(frozen=True)
class Origin:
    """Where a learner's notebook comes from."""

    site: str
    """The address of the site that serves it, with a slash at its end."""
    page: str
    """The source of the lesson's page, such as `stage-2/k-means.md`."""
    files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of each file that the notebook fetches, by path below `assets/`."""
    packages: Mapping[str, str] = field(default_factory=dict)
    """The versions that the lesson was run with."""


def colab(repo: str, stage: str, lesson: str) -> str:
    """Return the address that opens a lesson in Colab, given `owner/name` of the repository; empty without one."""
    path = f"{repo}/blob/{BRANCH}/{stage}/{lesson}/{lesson}.ipynb"
    return f"https://colab.research.google.com/github/{path}" if repo else ""


def origin_of(
    lesson: LessonText, packages: Mapping[str, str], *, page: str, site: str, served: Mapping[str, str]
) -> Origin:
    """Return where the notebook of a lesson comes from, which was run with `packages`.

    `served` is what the site offers: SHA-256 by path.

    It fetches the helpers that every lesson has and those that its code imports, and the data files that it names.
    """
    code = "\n".join(lesson.codes)
    files = {name: sha for name, sha in served.items() if name.startswith("lessons/") or name.split("/")[-1] in code}
    left_out = {PAGE_ONLY, *(name for name in WHERE_IMPORTED if PurePosixPath(name).stem not in code)}
    files = {name: sha for name, sha in files.items() if name not in left_out}
    return Origin(f"{site.rstrip('/')}/", page, files, packages)


def learner_notebook(
    source: LessonText,
    id_: str,
    origin: Origin,
    *,
    roadmap: Roadmap,
    questions: Questions | None = None,
) -> str:
    """Return the text of the learner's notebook of the lesson `id_`, which was written as `source`."""
    lesson = next(one for one in roadmap.lessons() if one.id == id_)
    expand = _Markers(lesson, origin, roadmap, questions.questions if questions else ())
    cells = without_claims_of_solutions(notebook_cells(source))
    packed: dict[str, list[str]] = {tag: [] for tag in CALLS}
    made: list[dict[str, Any]] = []
    for cell in cells:
        tags, text = cell.get("metadata", {}).get("tags", []), str(cell["source"])
        if cell["cell_type"] == "markdown":
            text = of_notebook(text, page=origin.page, site=origin.site, expand=expand)
            if text:
                made.append(_cell("markdown", text))
        elif cell["cell_type"] == "code":
            tag = next((tag for tag in CALLS if tag in tags), None)
            if tag:
                packed[tag].append(text)
                text = f"lesson.{CALLS[tag]}({len(packed[tag])}){COMMENTS[tag]}"
            folded = lesson.introduces and is_drawing(Cell(1, text, frozenset(tags)))
            made.append(_cell("code", without_alt(text), tags, folded=bool(folded)))
    first = next((at for at, cell in enumerate(made) if cell["cell_type"] == "code"), len(made))
    if first < len(made):
        made.insert(first, _cell("code", _start(lesson, origin, packed), [START_TAG], folded=True))
    for number, cell in enumerate(made):
        cell["id"] = f"cell-{number}"
    notebook = {
        "cells": made,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def without_claims_of_solutions(cells: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the cells without those claims that only hold once a solution was run: a learner has an answer instead."""
    kept: list[Mapping[str, Any]] = []
    ours: set[str] = set()
    for cell in cells:
        tags = set(cell.get("metadata", {}).get("tags", []))
        bound, loaded = names_of(cell["source"]) if cell["cell_type"] == "code" else (set(), set())
        if "solution" in tags:
            ours |= bound
        elif "asserts" in tags and loaded & ours:
            ours |= bound
            continue
        else:
            ours -= bound
        kept.append(cell)
    return kept


def names_of(code: str) -> tuple[set[str], set[str]]:
    """Return the names that a cell binds and those that it loads. None of code that is no Python."""
    try:
        nodes = list(ast.walk(ast.parse(code)))
    except SyntaxError:
        return set(), set()
    names = [node for node in nodes if isinstance(node, ast.Name)]
    made = {node.id for node in names if not isinstance(node.ctx, ast.Load)}
    made |= {node.name for node in nodes if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    made |= {(node.asname or node.name).split(".")[0] for node in nodes if isinstance(node, ast.alias)}
    return made, {node.id for node in names if isinstance(node.ctx, ast.Load)}


def without_alt(code: str) -> str:
    """Return a cell without the text alternatives of its figures, which tell what the reader is about to find."""
    lines = code.split("\n")
    while lines and lines[0].startswith("# alt:"):
        lines = lines[1:]
        while lines and lines[0].startswith("#      "):
            lines = lines[1:]
    return "\n".join(lines)


def _start(lesson: Lesson, origin: Origin, packed: Mapping[str, list[str]]) -> str:
    content = {
        "page": address("", page=origin.page, site=origin.site),
        "packages": dict(origin.packages),
        **{CALLS[tag]: codes for tag, codes in packed.items()},
    }
    raw = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    values = {
        "site": json.dumps(origin.site),
        "folder": json.dumps(f"{lesson.id}-files"),
        "files": json.dumps(dict(origin.files), indent=4).replace("\n", "\n    "),
        "packed": json.dumps(base64.b64encode(zlib.compress(raw, 9)).decode()),
    }
    code = START
    for name, value in values.items():
        code = code.replace(f"@{name}@", value)
    return code


def _cell(kind: str, source: str, tags: Iterable[str] = (), *, folded: bool = False) -> dict[str, Any]:
    metadata: dict[str, Any] = {"tags": list(tags)} if tags else {}
    if folded:
        metadata |= {"jupyter": {"source_hidden": True}, "cellView": "form"}
    cell: dict[str, Any] = {
        "cell_type": kind,
        "id": "",
        "metadata": metadata,
        "source": source.splitlines(keepends=True),
    }
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


class _Markers:
    """What stands in the notebook for each marker of a lesson."""

    def __init__(self, lesson: Lesson, origin: Origin, roadmap: Roadmap, questions: Iterable[Question]) -> None:
        self.lesson, self.origin, self.roadmap, self.asked = lesson, origin, roadmap, questions
        self.home = address("", page=origin.page, site=origin.site)

    def __call__(self, name: str, words: list[str]) -> str:
        known = {"lesson": self._lesson, "questions": self._questions, "next": self._next}
        if name in known:
            return known[name](words)
        return f"*There is more to do here on [the page of this lesson]({self.home}).*"

    def _lesson(self, _: list[str]) -> str:
        return (
            f"After this lesson you can {self.lesson.promise.rstrip()}\n\n"
            f"This is the notebook to [the page of the lesson]({self.home}), for you to run and change. Run its cells "
            "from top to bottom: outputs and figures are not stored in it, so that all you see is yours."
        )

    def _questions(self, _: list[str]) -> str:
        return "\n\n".join(_question(number, one) for number, one in enumerate(self.asked, start=1))

    def _next(self, words: list[str]) -> str:
        resources: dict[str, Resource] = {one.id: one for one in self.roadmap.resources()}
        rows = [f"- [{one.title}]({one.url}): {one.why}" for word in words[1:] if (one := resources.get(word))]
        after = next((two for one, two in pairwise(self.roadmap.lessons()) if one.id == self.lesson.id), None)
        if after is not None and after.status == "written":
            stage = Index(self.roadmap).stage_of(after.id)
            page = address(f"/{stage.id}/{after.id}.md", page="", site=self.origin.site)
            rows.insert(0, f"- The next lesson: [{after.title}]({page})")
        return "\n".join(rows)


def _question(number: int, question: Question) -> str:
    many = " (one or more are right)" if question.kind == "multiple" else ""
    letters = "abcdefghij"
    options = [f"- {letter}) {one.text}" for letter, one in zip(letters, question.options, strict=False)]
    answers = [
        f"- {letter}) {'Right' if one.right else 'Wrong'}: {one.because}"
        for letter, one in zip(letters, question.options, strict=False)
    ]
    lines = [f"**{number}.** {question.text}{many}", "", *options, "", "<details>", "<summary>Answer</summary>", ""]
    return "\n".join([*lines, *answers, "", "</details>"])

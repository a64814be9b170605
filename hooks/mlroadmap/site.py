"""Everything that a page may show, in one frozen bundle, and what is on disk for the checks."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from mlroadmap.data.checks import check
from mlroadmap.data.file_checks import FilesOnDisk, check_files
from mlroadmap.data.index import Index
from mlroadmap.data.links import LinkState, check_link_status, load_link_status
from mlroadmap.data.load import load_roadmap
from mlroadmap.data.model import Roadmap
from mlroadmap.data.questions import Questions, load_questions
from mlroadmap.data.runs import NewestRun, load_newest
from mlroadmap.errors import Problem, ProblemsFound
from mlroadmap.fences import lines
from mlroadmap.files import read_json, read_text, visible
from mlroadmap.lessons.stamp import Stamp, stamp_of

DATA = "_data/roadmap.yml"
RELEASED = "_data/released-ids.txt"
LINK_STATUS = "_data/link-status.json"
NEWEST = "_data/newest.json"
QUESTIONS = "_data/questions"

ABSENT = frozenset({"RM202", "RM206", "RM208", "RM209", "RM210", "RM211", "RM212", "RM213", "RM214", "RM402", "RM405"})
"""Codes of what is lacking. While rows are lost in files with mistakes, nothing can be said of that."""
VALUES = frozenset({"RM104", "RM106", "RM110"})
"""Codes of wrong values. What the checks say of the same line says it again."""


@dataclass(frozen=True)
class Site:
    """The roadmap, the questions, and the stamp of each executed lesson."""

    roadmap: Roadmap
    questions: Mapping[str, Questions] = field(default_factory=dict)
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    repo: str = ""
    """`owner/name` of the repository, for Colab links; empty hides them."""
    links: Mapping[str, LinkState] = field(default_factory=dict)
    """What the last link check found, by resource id."""
    newest: Mapping[str, NewestRun] = field(default_factory=dict)
    """The last run of lessons with the newest releases of their packages."""

    @cached_property
    def index(self) -> Index:
        """Where each row belongs."""
        return Index(self.roadmap)


@dataclass(frozen=True)
class Examined:
    """What was read of a docs folder: the problems, and a site made of what is right, or None."""

    problems: tuple[Problem, ...]
    site: Site | None
    whole: bool
    """Whether no row is lacking in that site."""

    def follow_ups(self, found: list[Problem]) -> list[Problem]:
        """Return those of the problems `found` in this site that do not only follow from the ones already told."""
        told = {(one.file, one.line) for one in self.problems if one.code in VALUES}
        return [one for one in found if (one.file, one.line) not in told and (self.whole or one.code not in ABSENT)]


def load_site(docs: Path, *, repo_url: str = "") -> Site:
    """Load and check everything under the `docs` folder.

    `repo_url` is the repository's address. Raises ProblemsFound with the problems of all files at once.
    """
    examined = examine_data(docs, repo_url=repo_url)
    if examined.problems or examined.site is None:
        raise ProblemsFound(examined.problems)
    return examined.site


def examine_data(docs: Path, *, repo_url: str = "") -> Examined:
    """Read and check everything under the `docs` folder but its pages, as far as the mistakes in it allow."""
    problems: list[Problem] = []
    parts: dict[str, Any] = {}
    whole = True
    for part, load in LOADERS.items():
        try:
            parts[part] = load(docs)
        except ProblemsFound as error:
            problems += error.problems
            parts[part] = error.rest if part in {"roadmap", "disk"} else error.rest or {}
            whole = whole and error.whole
    roadmap, disk = parts.pop("roadmap"), parts.pop("disk")
    if roadmap is None:
        return Examined(tuple(sorted(set(problems))), None, False)
    site = Site(roadmap, repo="/".join(repo_url.rstrip("/").split("/")[-2:]), **parts)
    examined = Examined(tuple(problems), site, whole)
    found = [*check(roadmap), *check_files(roadmap, disk, docs=docs.name), *check_link_status(roadmap, site.links)]
    return Examined(tuple(sorted({*problems, *examined.follow_ups(found)})), site, whole)


def lesson_sources(docs: Path) -> list[Path]:
    """Return the lesson sources: every Markdown file of a stage folder but its index, sorted."""
    return [path for path in visible(docs, "stage-*/*.md") if path.name != "index.md"]


def notebooks(docs: Path) -> list[Path]:
    """Return the executed notebooks, sorted."""
    return visible(docs, "stage-*/*.ipynb")


def name_of(path: Path, docs: Path) -> str:
    """Return the name of a file in messages: its path, beginning with the docs folder."""
    return f"{docs.name}/{path.relative_to(docs).as_posix()}"


def load_stamps(docs: Path) -> dict[str, Stamp]:
    """Return the stamp of each executed notebook, by lesson. Raises ProblemsFound, with the readable ones as `rest`."""
    stamps: dict[str, Stamp] = {}
    problems: list[Problem] = []
    for path in notebooks(docs):
        name = name_of(path, docs)
        try:
            stamps[path.stem] = stamp_of(read_json(path, name=name, code="RM501", mend="run `make notebooks`"))
        except ProblemsFound as error:
            problems += error.problems
        except (KeyError, TypeError):
            text = "the notebook was not run by this project: run `make notebooks`"
            problems.append(Problem(name, 1, "RM501", text))
    if problems:
        raise ProblemsFound(problems, rest=stamps, whole=True)
    return stamps


def read_disk(docs: Path) -> FilesOnDisk:
    """Gather what the checks need to know of the files under `docs`.

    Raises ProblemsFound for files that cannot be read, with what is known of the others as `rest`.
    """
    problems: list[Problem] = []

    def text_of(path: Path) -> str:
        try:
            return read_text(path, name=name_of(path, docs))
        except ProblemsFound as error:
            problems.extend(error.problems)
            return ""

    sources, released = lesson_sources(docs), docs / RELEASED
    texts = {path: text_of(path) for path in visible(docs, "**/*.md")}
    kept = text_of(released).split("\n") if released.exists() else []
    disk = FilesOnDisk(
        sources=frozenset(name_of(path, docs) for path in sources),
        notebooks=frozenset(name_of(path, docs) for path in notebooks(docs)),
        questions=frozenset(name_of(path, docs) for path in visible(docs, f"{QUESTIONS}/*.yml")),
        headings={path.stem: headings(texts[path]) for path in sources if texts[path]},
        data_files={
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in visible(docs, "assets/data/*")
            if path.is_file()
        },
        released={
            line.strip(): number
            for number, line in enumerate(kept, start=1)
            if line.strip() and not line.startswith("#")
        },
    )
    if problems:
        raise ProblemsFound(problems, rest=disk, whole=True)
    return disk


def headings(markdown: str) -> frozenset[str]:
    """Return the texts of all headings outside code fences."""
    found = (line.text for line in lines(markdown) if not line.in_code and re.match("#{1,6} ", line.text))
    return frozenset(text.lstrip("#").strip() for text in found)


LOADERS: Mapping[str, Callable[[Path], Any]] = {
    "roadmap": load_roadmap,
    "questions": lambda docs: load_questions(docs / QUESTIONS, name=f"{docs.name}/{QUESTIONS}"),
    "links": lambda docs: load_link_status(docs / LINK_STATUS, name=f"{docs.name}/{LINK_STATUS}"),
    "newest": lambda docs: load_newest(docs / NEWEST, name=f"{docs.name}/{NEWEST}"),
    "stamps": load_stamps,
    "disk": read_disk,
}
"""What reads each part of a site. Each raises ProblemsFound with all that is wrong in its files."""

"""Everything that a page may show, in one frozen bundle, and what is on disk for the checks."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mlroadmap.data.checks import FilesOnDisk, check
from mlroadmap.data.links import LinkState, check_link_status, load_link_status
from mlroadmap.data.load import load_roadmap
from mlroadmap.data.model import Roadmap
from mlroadmap.data.questions import Questions, load_questions
from mlroadmap.data.runs import NewestRun, load_newest
from mlroadmap.errors import Problem, ProblemsFound
from mlroadmap.lessons.stamp import Stamp, stamp_of

DATA = "_data/roadmap.yml"
RELEASED = "_data/released-ids.txt"
LINK_STATUS = "_data/link-status.json"
NEWEST = "_data/newest.json"


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


def load_site(docs: Path, *, repo_url: str = "") -> Site:
    """Load and check everything under the `docs` folder.

    `repo_url` is the repository's address. Raises ProblemsFound with the problems of all files at once.
    """
    problems: list[Problem] = []
    roadmap: Roadmap | None = None
    questions: dict[str, Questions] = {}
    name = f"{docs.name}/{DATA}"
    try:
        roadmap = load_roadmap(docs / DATA, name=name)
    except ProblemsFound as error:
        problems += error.problems
    try:
        questions = load_questions(docs / "_data/questions", name=f"{docs.name}/_data/questions")
    except ProblemsFound as error:
        problems += error.problems
    links: dict[str, LinkState] = {}
    try:
        links = load_link_status(docs / LINK_STATUS, name=f"{docs.name}/{LINK_STATUS}")
    except ProblemsFound as error:
        problems += error.problems
    newest: dict[str, NewestRun] = {}
    try:
        newest = load_newest(docs / NEWEST, name=f"{docs.name}/{NEWEST}")
    except ProblemsFound as error:
        problems += error.problems
    if roadmap is not None:
        problems += check(roadmap, name=name, disk=read_disk(docs))
        problems += check_link_status(roadmap, links, name=name)
    stamps: dict[str, Stamp] = {}
    for path in notebooks(docs):
        notebook = json.loads(path.read_text("utf-8"))
        if "mlroadmap" in notebook["metadata"]:
            stamps[path.stem] = stamp_of(notebook)
        else:
            text = "the notebook was not run by this project: run `make notebooks`"
            problems.append(Problem(f"{docs.name}/{path.relative_to(docs).as_posix()}", 1, "RM501", text))
    if problems or roadmap is None:
        raise ProblemsFound(problems)
    repo = "/".join(repo_url.rstrip("/").split("/")[-2:])
    return Site(roadmap, questions, stamps, repo, links, newest)


def lesson_sources(docs: Path) -> list[Path]:
    """Return the lesson sources: every Markdown file of a stage folder but its index, sorted."""
    return sorted(path for path in docs.glob("stage-*/*.md") if path.name != "index.md")


def notebooks(docs: Path) -> list[Path]:
    """Return the executed notebooks, sorted."""
    return sorted(docs.glob("stage-*/*.ipynb"))


def read_disk(docs: Path) -> FilesOnDisk:
    """Gather what the checks need to know of the files under `docs`."""
    released = docs / RELEASED
    lines = released.read_text("utf-8").splitlines() if released.exists() else []
    return FilesOnDisk(
        sources=frozenset(path.stem for path in lesson_sources(docs)),
        notebooks=frozenset(path.stem for path in notebooks(docs)),
        questions=frozenset(path.stem for path in (docs / "_data/questions").glob("*.yml")),
        headings={path.stem: headings(path.read_text("utf-8")) for path in lesson_sources(docs)},
        data_files={
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted((docs / "assets/data").glob("*"))
            if path.is_file()
        },
        released=frozenset(line for line in lines if line and not line.startswith("#")),
    )


def headings(markdown: str) -> frozenset[str]:
    """Return the texts of all headings outside code fences."""
    outside = re.sub(r"^(`{3,}|~{3,}).*?^\1", "", markdown, flags=re.MULTILINE | re.DOTALL)
    return frozenset(match.strip() for match in re.findall(r"^#{1,6} (.+)$", outside, flags=re.MULTILINE))

"""Everything that a page may show, in one frozen bundle, and what is on disk for the checks."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mlroadmap.data.checks import FilesOnDisk, check
from mlroadmap.data.explorables import Explorable, load_explorables
from mlroadmap.data.links import LinkState, check_link_status, load_link_status
from mlroadmap.data.load import load_roadmap
from mlroadmap.data.map_layout import Place, load_map_layout
from mlroadmap.data.model import Roadmap
from mlroadmap.data.questions import Questions, load_questions
from mlroadmap.data.runs import NewestRun, load_newest
from mlroadmap.errors import Problem, ProblemsFound
from mlroadmap.lessons.executed import read_notebook
from mlroadmap.lessons.source import LessonText, read_lesson
from mlroadmap.lessons.stamp import Stamp

DATA = "_data/roadmap.yml"
RELEASED = "_data/released-ids.txt"
LINK_STATUS = "_data/link-status.json"
NEWEST = "_data/newest.json"
QUESTIONS = "_data/questions"
ANSWERS = "_data/answers"
SLICES = "_data/slices.json"
MAP_LAYOUT = "_data/map-layout.json"
EXPLORABLES = "_data/explorables.yml"


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
    map_layout: Mapping[str, Place] = field(default_factory=dict)
    """Column and row of each lesson on the map."""
    explorables: Mapping[str, Explorable] = field(default_factory=dict)
    """What can be moved in a page, by id."""


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
        questions = load_questions(docs / QUESTIONS, name=f"{docs.name}/{QUESTIONS}")
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
    lessons = read_lessons(docs)
    problems += [problem for lesson in lessons.values() for problem in lesson.problems]
    map_layout: dict[str, Place] = {}
    try:
        map_layout = load_map_layout(docs / MAP_LAYOUT, name=f"{docs.name}/{MAP_LAYOUT}")
    except ProblemsFound as error:
        problems += error.problems
    explorables: dict[str, Explorable] = {}
    try:
        explorables = load_explorables(docs / EXPLORABLES, name=f"{docs.name}/{EXPLORABLES}")
    except ProblemsFound as error:
        problems += error.problems
    if roadmap is not None:
        problems += check(roadmap, name=name, disk=read_disk(docs, lessons))
        problems += check_link_status(roadmap, links, name=name)
    stamps: dict[str, Stamp] = {}
    for path in notebooks(docs):
        try:
            stamps[path.stem] = read_notebook(path, name=_name(path, docs)).stamp
        except ProblemsFound as error:
            problems += error.problems
    if problems or roadmap is None:
        raise ProblemsFound(problems)
    # Colab opens notebooks from GitHub itself, and from no other host.
    repo = repo_url.rstrip("/").removeprefix("https://github.com/") if "://github.com/" in repo_url else ""
    return Site(roadmap, questions, stamps, repo, links, newest, map_layout, explorables)


def lesson_sources(docs: Path) -> list[Path]:
    """Return the lesson sources: every Markdown file of a stage folder but its index, sorted."""
    return sorted(path for path in docs.glob("stage-*/*.md") if path.name != "index.md")


def read_lessons(docs: Path) -> dict[Path, LessonText]:
    """Read the lesson sources under `docs`."""
    return {path: read_lesson(path, name=_name(path, docs)) for path in lesson_sources(docs)}


def notebooks(docs: Path) -> list[Path]:
    """Return the executed notebooks, sorted."""
    return sorted(docs.glob("stage-*/*.ipynb"))


def _name(path: Path, docs: Path) -> str:
    """The name of a file in messages."""
    return f"{docs.name}/{path.relative_to(docs).as_posix()}"


def read_disk(docs: Path, lessons: Mapping[Path, LessonText]) -> FilesOnDisk:
    """Gather what the checks need to know of the files under `docs`, among them its `lessons` by path."""
    released = docs / RELEASED
    lines = released.read_text("utf-8").splitlines() if released.exists() else []
    return FilesOnDisk(
        sources=frozenset(path.stem for path in lessons),
        notebooks=frozenset(path.stem for path in notebooks(docs)),
        questions=frozenset(path.stem for path in (docs / "_data/questions").glob("*.yml")),
        headings={path.stem: frozenset(one.text for one in lesson.headings) for path, lesson in lessons.items()},
        data_files={
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted((docs / "assets/data").glob("*"))
            if path.is_file()
        },
        released=frozenset(line for line in lines if line and not line.startswith("#")),
    )

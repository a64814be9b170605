"""Everything that a page may show, in one frozen bundle, and what is on disk for the checks."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from mlroadmap import second
from mlroadmap.cache import NOTHING, Cache, Part, digest_of
from mlroadmap.data.checks import check
from mlroadmap.data.explorables import Explorable, load_explorables
from mlroadmap.data.file_checks import FilesOnDisk, check_files
from mlroadmap.data.index import Index
from mlroadmap.data.interview import Interview, check_interviews, load_interviews
from mlroadmap.data.links import LinkState, check_link_status, load_link_status
from mlroadmap.data.load import FILES, FOLDER, load_roadmap
from mlroadmap.data.map_layout import Place, load_map_layout
from mlroadmap.data.model import Roadmap
from mlroadmap.data.questions import Questions, load_questions
from mlroadmap.data.runs import NewestRun, load_newest
from mlroadmap.data.search_words import SearchWords, load_search_words
from mlroadmap.errors import Problem, ProblemsFound
from mlroadmap.files import read_text, visible
from mlroadmap.lessons.executed import read_notebook
from mlroadmap.lessons.exercises import Practice, practices
from mlroadmap.lessons.source import LessonText, read_lesson
from mlroadmap.lessons.stamp import Stamp

DATA = "_data/roadmap.yml"
RELEASED = "_data/released-ids.txt"
LINK_STATUS = "_data/link-status.json"
NEWEST = "_data/newest.json"
QUESTIONS = "_data/questions"
ANSWERS = "_data/answers"
INTERVIEWS = "_data/interview"
SLICES = "_data/slices.json"
MAP_LAYOUT = "_data/map-layout.json"
EXPLORABLES = "_data/explorables.yml"
SEARCH = "_data/search.yml"

ABSENT = frozenset(
    {
        "RM202",
        "RM206",
        "RM208",
        "RM209",
        "RM210",
        "RM211",
        "RM212",
        "RM213",
        "RM214",
        "RM220",
        "RM221",
        "RM402",
        "RM405",
    }
)
"""Codes of what is lacking. While rows are lost in files with mistakes, nothing can be said of that."""
VALUES = frozenset({"RM104", "RM106", "RM110"})
"""Codes of wrong values. What the checks say of the same line says it again."""


@dataclass(frozen=True)
class PracticePlace:
    """Where an exercise or task stands."""

    lesson: str
    anchor: str
    title: str
    """Its heading, without number and kind."""


@dataclass(frozen=True)
class Site:
    """The roadmap, the questions, and the stamp of each executed lesson."""

    roadmap: Roadmap
    questions: Mapping[str, Questions] = field(default_factory=dict)
    interviews: Mapping[str, Interview] = field(default_factory=dict)
    """Questions of interviews, by topic."""
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
    lessons: Mapping[str, LessonText] = field(default_factory=dict)
    """The sources of the lessons, by id."""
    in_page: frozenset[str] = frozenset()
    """Lessons that run in their page, in this build."""
    search: SearchWords = field(default_factory=SearchWords)
    """The words by which people search."""
    digest: str = ""
    """The hash of the files that the roadmap was read from."""
    files: str = ""
    """The hash of all files that the parts of this bundle were read from, but for the lessons."""
    edit_url: str = ""
    """The address under which files of the docs folder are edited, with a slash at its end; empty hides such links."""

    @cached_property
    def shown(self) -> str:
        """The hash of all that a marker may show."""
        return digest_of([self.files, repr(self.practices), repr(sorted(self.in_page)), self.edit_url, self.repo])

    @cached_property
    def index(self) -> Index:
        """Where each row belongs."""
        return Index(self.roadmap)

    @cached_property
    def work(self) -> Mapping[str, Sequence[Practice]]:
        """The exercises and tasks of each lesson."""
        return {id_: practices(text) for id_, text in self.lessons.items()}

    @cached_property
    def practices(self) -> Mapping[str, PracticePlace]:
        """Where each exercise and task stands, by id."""
        return {
            one.id: PracticePlace(lesson, one.anchor, one.heading.text.partition(":")[2].strip())
            for lesson, rows in self.work.items()
            for one in rows
            if one.id
        }


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


def load_site(docs: Path, *, repo_url: str = "", cache: Cache = NOTHING) -> Site:
    """Load and check everything under the `docs` folder.

    `repo_url` is the repository's address. What has not changed since it went into the `cache` is not read again.
    Raises ProblemsFound with the problems of all files at once.
    """
    examined = examine_data(docs, repo_url=repo_url, cache=cache)
    if examined.problems or examined.site is None:
        raise ProblemsFound(examined.problems)
    return examined.site


def examine_data(docs: Path, *, repo_url: str = "", cache: Cache = NOTHING) -> Examined:
    """Read and check everything under the `docs` folder but its pages, as far as the mistakes in it allow."""
    ahead: list[Callable[[], object]] = [
        *(partial(loader.read, part, docs, cache) for part, loader in LOADERS.items()),
        *(partial(_lesson, path, docs, cache) for path in lesson_sources(docs)),
    ]
    with second.helping(reversed(ahead), lambda read: read(), cache):
        return _examine(docs, repo_url=repo_url, cache=cache)


def _examine(docs: Path, *, repo_url: str, cache: Cache) -> Examined:
    problems: list[Problem] = []
    parts: dict[str, Any] = {}
    digests: dict[str, str] = {}
    whole = True
    for part, loader in LOADERS.items():
        try:
            digests[part], parts[part] = loader.read(part, docs, cache)
        except ProblemsFound as error:
            problems += error.problems
            parts[part] = error.rest if part == "roadmap" else error.rest or {}
            whole = whole and error.whole
    roadmap = parts.pop("roadmap")
    lessons = read_lessons(docs, cache=cache)
    problems += [problem for lesson in lessons.values() for problem in lesson.problems]
    disk, unreadable = read_disk(docs, lessons)
    problems += unreadable
    if roadmap is None:
        return Examined(tuple(sorted(set(problems))), None, False)
    # Colab opens notebooks from GitHub itself, and from no other host.
    repo = repo_url.rstrip("/").removeprefix("https://github.com/") if "://github.com/" in repo_url else ""
    site = Site(
        roadmap,
        repo=repo,
        lessons={path.stem: text for path, text in lessons.items()},
        digest=digests.get("roadmap", ""),
        files=digest_of(digests.values()),
        **parts,
    )
    examined = Examined(tuple(problems), site, whole)
    found = [
        *check(roadmap),
        *check_files(roadmap, disk, docs=docs.name),
        *check_link_status(roadmap, site.links),
        *check_interviews(site.interviews, roadmap, name=f"{docs.name}/{INTERVIEWS}"),
    ]
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


def read_lessons(docs: Path, *, cache: Cache = NOTHING) -> dict[Path, LessonText]:
    """Read the lesson sources under `docs`."""
    return {path: _lesson(path, docs, cache) for path in lesson_sources(docs)}


def _lesson(path: Path, docs: Path, cache: Cache) -> LessonText:
    name = name_of(path, docs)
    return cache.get("lesson", [name, _content(path)], lambda: read_lesson(path, name=name))


def load_stamps(docs: Path) -> dict[str, Stamp]:
    """Return the stamp of each executed notebook, by lesson. Raises ProblemsFound, with the readable ones as `rest`."""
    stamps: dict[str, Stamp] = {}
    problems: list[Problem] = []
    for path in notebooks(docs):
        try:
            stamps[path.stem] = read_notebook(path, name=name_of(path, docs)).stamp
        except ProblemsFound as error:
            problems += error.problems
    if problems:
        raise ProblemsFound(problems, rest=stamps, whole=True)
    return stamps


def read_disk(docs: Path, lessons: Mapping[Path, LessonText]) -> tuple[FilesOnDisk, list[Problem]]:
    """Gather what the checks need to know of the files under `docs`, among them its `lessons` by path.

    Returns it with a problem for each page that cannot be read.
    """
    problems: list[Problem] = []
    for path in visible(docs, "**/*.md"):
        try:
            read_text(path, name=name_of(path, docs))
        except ProblemsFound as error:
            problems += error.problems
    kept: list[str] = []
    if (docs / RELEASED).exists() or (docs / RELEASED).is_symlink():
        try:
            kept = read_text(docs / RELEASED, name=f"{docs.name}/{RELEASED}").split("\n")
        except ProblemsFound as error:
            problems += error.problems
    disk = FilesOnDisk(
        sources=frozenset(name_of(path, docs) for path in lessons),
        notebooks=frozenset(name_of(path, docs) for path in notebooks(docs)),
        questions=frozenset(name_of(path, docs) for path in visible(docs, f"{QUESTIONS}/*.yml")),
        exercises={
            path.stem: frozenset(one.id for one in practices(lesson) if one.id)
            for path, lesson in lessons.items()
            if not lesson.problems
        },
        headings={
            path.stem: frozenset(one.text for one in lesson.headings)
            for path, lesson in lessons.items()
            if lesson.source.strip()
        },
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
    return disk, problems


@dataclass(frozen=True)
class Loader:
    """What reads one part of a site. It raises ProblemsFound with all that is wrong in its files."""

    files: Callable[[Path], Iterable[Path]]
    """The files that it reads, and no others, of a docs folder."""
    load: Callable[[Path], Any]

    def ingredients(self, docs: Path) -> list[Part]:
        """Return what the part is made of: the name of the folder, and each file with its path below it."""
        files = self.files(docs)
        return [docs.name, *(part for path in files for part in (str(path.relative_to(docs)), _content(path)))]

    def read(self, part: str, docs: Path, cache: Cache) -> tuple[str, Any]:
        """Return the hash of the files, and what `load` returns, now or for the same files before.

        Raises ProblemsFound.
        """
        digest = digest_of(self.ingredients(docs))
        return digest, cache.get(part, [digest], lambda: self.load(docs))


def _content(path: Path) -> Part:
    try:
        return b"file" + path.read_bytes()
    except OSError as error:
        return f"{type(error).__name__}, link: {path.is_symlink()}"


def _file(name: str, load: Callable[..., Any]) -> Loader:
    """Return the loader of one file, which may be missing."""
    return Loader(lambda docs: [docs / name], lambda docs: load(docs / name, name=f"{docs.name}/{name}"))


LOADERS: Mapping[str, Loader] = {
    "roadmap": Loader(lambda docs: [docs / FOLDER / file for file in FILES], load_roadmap),
    "questions": Loader(
        lambda docs: visible(docs / QUESTIONS, "*.yml"),
        lambda docs: load_questions(docs / QUESTIONS, name=f"{docs.name}/{QUESTIONS}"),
    ),
    "interviews": Loader(
        lambda docs: visible(docs / INTERVIEWS, "*.yml"),
        lambda docs: load_interviews(docs / INTERVIEWS, name=f"{docs.name}/{INTERVIEWS}"),
    ),
    "links": _file(LINK_STATUS, load_link_status),
    "newest": _file(NEWEST, load_newest),
    "stamps": Loader(notebooks, load_stamps),
    "explorables": _file(EXPLORABLES, load_explorables),
    "search": _file(SEARCH, load_search_words),
    "map_layout": _file(MAP_LAYOUT, load_map_layout),
}

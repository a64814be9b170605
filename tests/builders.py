"""What several tests share: a tiny site without mistakes, ways to put one mistake into it, and a loopback server."""

import functools
import http.server
import importlib.util
import shutil
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from mlroadmap.data.checks import check
from mlroadmap.data.file_checks import FilesOnDisk, check_files
from mlroadmap.data.load import load_roadmap, parse
from mlroadmap.data.model import LessonStatus, Roadmap
from mlroadmap.data.questions import Questions, load_questions
from mlroadmap.errors import ProblemsFound
from mlroadmap.pages.markers import MARKERS
from mlroadmap.pages.render import Renderer
from mlroadmap.site import Site, load_site

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
TINY = Path(__file__).parent / "data/docs"
"""A whole docs folder of a few lines each, with no mistake in it."""
ROADMAP = "".join((TINY / f"_data/{name}.yml").read_text("utf-8") for name in ("roadmap", "glossary", "datasets"))
QUESTIONS = (TINY / "_data/questions/first-steps.yml").read_text("utf-8").partition("predict:")[0]
LESSON = (TINY / "stage-1/first-steps.md").read_text("utf-8")
NAME = "roadmap.yml"


def replaced(old: str, new: str, text: str = ROADMAP) -> str:
    """Return `text` with `old`, which must occur exactly once, replaced by `new`."""
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times"
    return text.replace(old, new)


def line_of(words: str, text: str) -> int:
    """Return the number of the only line that holds `words`."""
    [number] = [number for number, line in enumerate(text.split("\n"), start=1) if words in line]
    return number


@functools.cache
def roadmap_of(text: str = ROADMAP) -> Roadmap:
    """Return the roadmap that `text` describes."""
    return parse(text, Roadmap, name=NAME)


def said(text: str, *, disk: FilesOnDisk | None = None, follow: bool = False) -> list[str]:
    """Return what is said about the data file `text`: the messages of the loader, or else of the checks.

    With `follow`, the checks are asked about what is right in a file with wrong rows, too.
    """
    try:
        roadmap = roadmap_of(text)
    except ProblemsFound as error:
        follows = check(error.rest) if follow and error.rest else []
        return [str(problem) for problem in sorted({*error.problems, *follows})]
    found = check(roadmap) + (check_files(roadmap, disk) if disk else [])
    return [str(problem) for problem in sorted(found)]


def copy_of_tiny(folder: Path) -> Path:
    """Copy the tiny site into `folder` and return its docs folder."""
    return Path(shutil.copytree(TINY, folder / "docs"))


@functools.cache
def committed() -> Roadmap:
    """Return the data file of the repository, not yet checked against the other files; it is read once."""
    return load_roadmap(DOCS)


def planning(lesson: str) -> Roadmap:
    """Return a copy of the committed data in which one lesson is planned: all of them may be written."""
    stages = []
    for stage in committed().stages:
        sections = []
        for section in stage.sections:
            lessons = [
                one.model_copy(update={"status": LessonStatus.planned}) if one.id == lesson else one
                for one in section.lessons
            ]
            sections.append(section.model_copy(update={"lessons": tuple(lessons)}))
        stages.append(stage.model_copy(update={"sections": tuple(sections)}))
    return committed().model_copy(update={"stages": tuple(stages)})


@functools.cache
def committed_questions() -> Mapping[str, Questions]:
    """Return the committed questions by lesson; they are read once."""
    return load_questions(DOCS / "_data/questions", name="questions")


@functools.cache
def tiny_site() -> Site:
    """Return the tiny site, loaded and checked."""
    return load_site(TINY, repo_url="https://github.com/owner/name")


def edit(path: Path, old: str, new: str) -> None:
    """Replace `old`, which must occur exactly once in the file, by `new`."""
    path.write_text(replaced(old, new, path.read_text("utf-8")), encoding="utf-8")


def script(name: str) -> ModuleType:
    """Return a fresh module of `scripts/<name>.py`, so that a test may change its constants."""
    return module_of(f"script_{name}", ROOT / f"scripts/{name}.py")


def lesson_helpers(path: Path = DOCS / "assets/lessons/mlroadmap_lessons.py") -> ModuleType:
    """Return a fresh module of the helpers that lessons share, read from `path`, with the checks beside it."""
    checks = module_of("mlroadmap_checks", path.parent / "mlroadmap_checks.py")
    before = sys.modules.get("mlroadmap_checks")
    sys.modules["mlroadmap_checks"] = checks
    try:
        return module_of("mlroadmap_lessons", path)
    finally:
        if before is None:
            del sys.modules["mlroadmap_checks"]
        else:
            sys.modules["mlroadmap_checks"] = before


def module_of(name: str, path: Path) -> ModuleType:
    """Return a fresh module, read from `path`."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = sys.modules.get(name)
    sys.modules[name] = module  # dataclasses look their module up while it is made
    try:
        spec.loader.exec_module(module)
    finally:
        if before is None:
            del sys.modules[name]
        else:
            sys.modules[name] = before
    return module


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a test's output is for its failures."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve `folder` on a free port of this machine alone, and yield its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def shown(show: Renderer, marker: str) -> str:
    """Return what a marker, such as `facts stage-2`, shows on the page of a renderer."""
    name, *words = marker.split()
    return MARKERS[name].render(show, words)

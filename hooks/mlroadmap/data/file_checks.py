"""Whether the roadmap and the files beside it agree: lessons, questions, data, headings, released ids.

Pure: what is on disk comes in as `FilesOnDisk`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from mlroadmap.data.checks import permanent_ids
from mlroadmap.data.model import LessonStatus, MilestoneItem, Roadmap, Row
from mlroadmap.errors import Problem, closest, did_you_mean


@dataclass(frozen=True)
class FilesOnDisk:
    """What the checks need to know of the files, so that they themselves touch none. Paths are as in messages."""

    sources: frozenset[str] = frozenset()
    """Paths of the lesson sources, `docs/stage-N/<id>.md`."""
    notebooks: frozenset[str] = frozenset()
    """Paths of the executed notebooks, `docs/stage-N/<id>.ipynb`."""
    questions: frozenset[str] = frozenset()
    """Paths of the questions files, `docs/_data/questions/<id>.yml`."""
    headings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Headings of each lesson source, by the lesson's id."""
    exercises: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Ids of the exercises and tasks in each lesson source, by the lesson's id."""
    data_files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of each file under docs/assets/data."""
    released: Mapping[str, int] = field(default_factory=dict)
    """Ids that were released before, as `kind:id`, each with its line in the list of them."""


def check_files(roadmap: Roadmap, disk: FilesOnDisk, *, docs: str = "docs") -> list[Problem]:
    """Return where the roadmap and the files disagree. `docs` is the name of the docs folder in messages."""
    return [
        *_lesson_files(roadmap, disk),
        *_strays(roadmap, disk),
        *_headings(roadmap, disk),
        *_exercises(roadmap, disk),
        *_unpractised(roadmap),
        *_data_files(roadmap, disk, docs),
        *_released(roadmap, disk, docs),
    ]


def _at(row: Row, key: str, code: str, text: str) -> Problem:
    return Problem(row.origin.file, row.line(key), code, text)


def _parts(disk: FilesOnDisk) -> dict[str, frozenset[str]]:
    return {"source": disk.sources, "executed notebook": disk.notebooks, "questions file": disk.questions}


def _id_of(path: str) -> str:
    return PurePosixPath(path).stem


def _lesson_files(roadmap: Roadmap, disk: FilesOnDisk) -> Iterator[Problem]:
    for part, paths in _parts(disk).items():
        ids = {_id_of(path) for path in paths}
        for lesson in roadmap.lessons():
            written = lesson.status is LessonStatus.written
            if written and lesson.id not in ids:
                yield _at(lesson, "status", "RM211", f"lesson '{lesson.id}' is written but has no {part}")
            elif not written and lesson.id in ids:
                text = f"lesson '{lesson.id}' is planned but has a {part}: set status: written"
                yield _at(lesson, "status", "RM211", text)


def _strays(roadmap: Roadmap, disk: FilesOnDisk) -> Iterator[Problem]:
    """Files of lessons that no row has, or that lie in the folder of another stage than their row."""
    folders = {lesson.id: stage.id for stage in roadmap.stages for part in stage.sections for lesson in part.lessons}
    for part, paths in _parts(disk).items():
        for path in paths:
            id_, folder = _id_of(path), PurePosixPath(path).parent.name
            if id_ not in folders:
                mend = did_you_mean(id_, folders) or ": add the lesson's row, or move the file out of this folder"
                yield Problem(path, 1, "RM211", f"there is a {part} for '{id_}', but no lesson has that id{mend}")
            elif part != "questions file" and folder != folders[id_]:
                text = f"this {part} belongs into the folder {folders[id_]}, since the lesson '{id_}' is of that stage"
                yield Problem(path, 1, "RM211", f"{text}: move it there")


def _headings(roadmap: Roadmap, disk: FilesOnDisk) -> Iterator[Problem]:
    for topic in roadmap.topics():
        for taught in topic.taught_in:
            headings = disk.headings.get(taught.lesson)
            if taught.heading and headings is not None and taught.heading not in headings:
                close = did_you_mean(taught.heading, headings)
                text = f"topic '{topic.id}': lesson '{taught.lesson}' has no heading '{taught.heading}'{close}"
                yield _at(taught, "heading", "RM214", text)


def _exercises(roadmap: Roadmap, disk: FilesOnDisk) -> Iterator[Problem]:
    """Exercises that a promise or a milestone names and that are not there."""
    homes = {id_: lesson for lesson, ids in disk.exercises.items() for id_ in ids}
    files = {_id_of(path): path for path in disk.sources}
    for lesson in roadmap.lessons():
        for id_ in lesson.promise_exercises if lesson.id in disk.exercises else ():
            if homes.get(id_) != lesson.id:
                mend = f": it is of {homes[id_]}" if id_ in homes else did_you_mean(id_, disk.exercises[lesson.id])
                text = f"lesson '{lesson.id}': {files.get(lesson.id, lesson.id)} has no exercise '{id_}'{mend}"
                yield _at(lesson, "promise_exercises", "RM220", text)
    for item in roadmap.milestone_items():
        for id_ in item.exercises if disk.exercises else ():
            if id_ not in homes:
                home = homes.get(closest(id_, homes))
                where = f" It is in {files[home]}" if home in files else ""
                text = f"milestone '{item.id}': no lesson has an exercise '{id_}'{did_you_mean(id_, homes)}{where}"
                yield _at(item, "exercises", "RM220", text)


def _unpractised(roadmap: Roadmap) -> Iterator[Problem]:
    """Promises and milestones that nothing practises, where lessons say what they introduce."""
    for lesson in roadmap.lessons():
        if lesson.introduces and lesson.status is LessonStatus.written and not lesson.promise_exercises:
            text = f"lesson '{lesson.id}' names no exercise that practises its promise: add promise_exercises:"
            yield _at(lesson, "introduces", "RM221", text)
    for item, due in without_exercise(roadmap):
        if due:
            text = f"milestone '{item.id}' names no exercise that practises it: add exercises:"
            yield _at(item, "id", "RM221", text)


def without_exercise(roadmap: Roadmap) -> Iterator[tuple[MilestoneItem, bool]]:
    """Yield each milestone that no exercise practises, and whether one is due.

    It is once all lessons of its stage, but for those of projects, say what they introduce.
    """
    projects = {one.lesson for one in roadmap.projects()}
    for stage in roadmap.stages:
        lessons = [one for part in stage.sections for one in part.lessons if one.id not in projects]
        due = bool(lessons) and all(one.introduces and one.status is LessonStatus.written for one in lessons)
        yield from ((item, due) for item in stage.milestone.items if not item.exercises)


def _data_files(roadmap: Roadmap, disk: FilesOnDisk, docs: str) -> Iterator[Problem]:
    named = {row.file for row in roadmap.datasets if row.file}
    for row in roadmap.datasets:
        if row.file is None:
            continue
        if row.file not in disk.data_files:
            yield _at(row, "file", "RM212", f"dataset '{row.id}': docs/assets/data/{row.file} does not exist")
        elif row.sha256 != disk.data_files[row.file]:
            text = f"dataset '{row.id}': the SHA-256 of {row.file} is {disk.data_files[row.file]}"
            yield _at(row, "sha256" if row.sha256 else "file", "RM212", text)
    for file in sorted(set(disk.data_files) - named):
        path = f"{docs}/assets/data/{file}"
        yield Problem(path, 1, "RM212", f"{path} has no row in {docs}/_data/datasets.yml: add its card")


def _released(roadmap: Roadmap, disk: FilesOnDisk, docs: str) -> Iterator[Problem]:
    kept = {f"{row.kind}:{row.old}" for row in roadmap.moved}
    for gone in sorted(set(disk.released) - set(permanent_ids(roadmap)) - kept):
        kind, _, id_ = gone.partition(":")
        text = f"{kind} '{id_}' was released and is gone: restore it, or add a row under moved:"
        yield Problem(f"{docs}/_data/released-ids.txt", disk.released[gone], "RM213", text)

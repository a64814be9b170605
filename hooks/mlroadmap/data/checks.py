"""Cross-checks on the loaded roadmap: ids, references, order, addresses.

Pure: what is on disk comes in as `FilesOnDisk`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from urllib.parse import urlsplit

from mlroadmap.data.model import Cost, Lesson, LessonStatus, PermanentKind, Roadmap, Row, Section
from mlroadmap.errors import Problem, did_you_mean

HTTP_ONLY_HOSTS: frozenset[str] = frozenset()
"""Hosts that were verified to offer no https."""


@dataclass(frozen=True)
class FilesOnDisk:
    """What the checks need to know of the files, so that they themselves touch none."""

    sources: frozenset[str] = frozenset()
    """Ids of lessons with a source `docs/stage-N/<id>.md`."""
    notebooks: frozenset[str] = frozenset()
    """Ids of lessons with an executed notebook."""
    questions: frozenset[str] = frozenset()
    """Ids of lessons with a questions file."""
    headings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Headings of each lesson source."""
    data_files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of each file under docs/assets/data."""
    released: frozenset[str] = frozenset()
    """Ids that were released before, as `kind:id`."""


def check(roadmap: Roadmap, *, name: str, disk: FilesOnDisk | None = None) -> list[Problem]:
    """Return every problem of the roadmap; `name` is the data file's name in messages.

    Without `disk`, the checks that compare the data with files are left out.
    """
    found: list[Problem] = []

    def report(row: Row, code: str, text: str, key: str = "") -> None:
        found.append(Problem(name, row.line(key), code, text))

    for one in (_ids, _references, _addresses, _sections, _needs, _moved):
        one(roadmap, report)
    if disk is not None:
        _lesson_files(roadmap, disk, report, found, name)
        _data_files(roadmap, disk, report, found, name)
        _released(roadmap, disk, found, name)
    return sorted(set(found))


Report = Callable[..., None]


def ids_by_kind(roadmap: Roadmap) -> dict[str, list[tuple[str, Row]]]:
    """All permanent ids with their rows, by kind. Ids are unique within a kind."""
    kinds: dict[str, Iterable[Row]] = {
        "stage": roadmap.stages,
        "section": roadmap.sections(),
        "topic": roadmap.topics(),
        "lesson": roadmap.lessons(),
        "resource": roadmap.resources(),
        "project": roadmap.projects(),
        "milestone": roadmap.milestone_items(),
        "domain": roadmap.domains,
        "tip": roadmap.tips,
        "replaced": roadmap.replaced,
        "term": roadmap.glossary,
        "dataset": roadmap.datasets,
    }
    return {kind: [(row.id, row) for row in rows] for kind, rows in kinds.items()}  # type: ignore[attr-defined]


def permanent_ids(roadmap: Roadmap) -> list[str]:
    """Return all promised ids as `kind:id`, sorted."""
    kinds = ids_by_kind(roadmap)
    return sorted(f"{kind}:{id_}" for kind in PermanentKind for id_, _ in kinds[kind])


def _ids(roadmap: Roadmap, report: Report) -> None:
    for kind, rows in ids_by_kind(roadmap).items():
        first: dict[str, Row] = {}
        for id_, row in rows:
            if id_ in first:
                text = f"{kind} '{id_}' exists already in line {first[id_].line()}: choose another id for one of them"
                report(row, "RM201", text, "id")
            first.setdefault(id_, row)


def _references(roadmap: Roadmap, report: Report) -> None:
    known = {kind: [id_ for id_, _ in rows] for kind, rows in ids_by_kind(roadmap).items()}

    def expect(row: Row, key: str, kinds: tuple[str, ...], ids: Iterable[str | None]) -> None:
        names = [id_ for kind in kinds for id_ in known[kind]]
        for id_ in ids:
            if id_ is not None and id_ not in names:
                text = f"'{_id(row)}': {key}: no {' or '.join(kinds)} has the id '{id_}'{did_you_mean(id_, names)}"
                report(row, "RM202", text, key)

    for section in roadmap.sections():
        expect(section, "needs", ("section",), section.needs)
    for lesson in roadmap.lessons():
        expect(lesson, "needs", ("lesson",), lesson.needs)
        expect(lesson, "datasets", ("dataset",), lesson.datasets)
    for topic in roadmap.topics():
        for taught in topic.taught_in:
            expect(taught, "lesson", ("lesson",), [taught.lesson])
    for resource in roadmap.resources():
        expect(resource, "alternatives", ("resource",), resource.alternatives)
        expect(resource, "domain", ("domain",), [resource.domain])
    for project in roadmap.projects():
        expect(project, "resources", ("resource",), project.resources)
        expect(project, "lesson", ("lesson",), [project.lesson])
    for item in roadmap.milestone_items():
        expect(item, "section", ("section",), [item.section])
    for domain in roadmap.domains:
        expect(domain, "lesson", ("lesson",), [domain.lesson])
    for tip in roadmap.tips:
        expect(tip, "resources", ("resource",), tip.resources)
    for gone in roadmap.replaced:
        expect(gone, "use_instead", ("resource", "project"), gone.use_instead)
    for term in roadmap.glossary:
        expect(term, "lesson", ("lesson",), [term.lesson])


def _addresses(roadmap: Roadmap, report: Report) -> None:
    first: dict[str, str] = {}
    free = {resource.id for resource in roadmap.resources() if resource.cost is not Cost.paid}
    for resource in roadmap.resources():
        parts = urlsplit(resource.url)
        plain = f"{parts.netloc.lower()}{parts.path.rstrip('/')}?{parts.query}#{parts.fragment}"
        if plain in first:
            text = f"'{resource.id}': the address is that of '{first[plain]}' already: keep one of the two rows"
            report(resource, "RM203", text, "url")
        first.setdefault(plain, resource.id)
        if parts.scheme == "http" and parts.hostname not in HTTP_ONLY_HOSTS:
            text = f"'{resource.id}': write https:// instead of http:// in {resource.url}"
            report(resource, "RM207", text, "url")
        if resource.cost is Cost.paid and not free.intersection(resource.alternatives):
            text = f"'{resource.id}' is paid: name at least one free or freemium resource under alternatives:"
            report(resource, "RM210", text, "cost")


def _sections(roadmap: Roadmap, report: Report) -> None:
    for stage in roadmap.stages:
        for section in stage.sections:
            if not section.id.startswith(f"{stage.number}."):
                text = f"section '{section.id}' stands in '{stage.id}': its number must start with {stage.number}."
                report(section, "RM106", text, "id")
            for key in ("topics", "resources"):
                if not getattr(section, key):
                    text = f"section '{section.id}' has no {key}: add at least one"
                    report(section, "RM206", text, key)
    for topic in roadmap.topics():
        if not topic.taught_in:
            text = f"topic '{topic.id}' names no lesson: add taught_in: with a lesson id"
            report(topic, "RM208", text)


def _needs(roadmap: Roadmap, report: Report) -> None:
    for kind, rows in (("section", list(roadmap.sections())), ("lesson", list(roadmap.lessons()))):
        _order(kind, rows, report)


def _order(kind: str, rows: Iterable[Section] | Iterable[Lesson], report: Report) -> None:
    by_id = {row.id: row for row in rows}
    graph = {row.id: [need for need in row.needs if need in by_id] for row in by_id.values()}
    circle: list[str] = []
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = error.args[1]
        text = f"{kind}s need each other in a circle: {' needs '.join(reversed(circle))}: drop one of these needs"
        report(by_id[circle[0]], "RM204", text, "needs")
    place = {id_: number for number, id_ in enumerate(by_id)}
    for row in by_id.values():
        for need in graph[row.id]:
            if place[need] >= place[row.id] and not {row.id, need} <= set(circle):
                text = f"{kind} '{row.id}' needs '{need}', which comes later: move one of them, or drop the need"
                report(row, "RM205", text, "needs")


def _moved(roadmap: Roadmap, report: Report) -> None:
    kinds = ids_by_kind(roadmap)
    for moved in roadmap.moved:
        known = {id_ for id_, _ in kinds[moved.kind]}
        if moved.old in known:
            report(moved, "RM209", f"'{moved.old}' is moved but still in use: rename the row or drop the entry", "old")
        if moved.new not in known | {other.old for other in roadmap.moved if other.kind is moved.kind}:
            report(moved, "RM209", f"'{moved.new}' does not exist{did_you_mean(moved.new, known)}", "new")


def _lesson_files(roadmap: Roadmap, disk: FilesOnDisk, report: Report, found: list[Problem], name: str) -> None:
    parts = {"source": disk.sources, "executed notebook": disk.notebooks, "questions file": disk.questions}
    for lesson in roadmap.lessons():
        written = lesson.status is LessonStatus.written
        for part, ids in parts.items():
            if written and lesson.id not in ids:
                report(lesson, "RM211", f"lesson '{lesson.id}' is written but has no {part}", "status")
            elif not written and lesson.id in ids:
                report(
                    lesson, "RM211", f"lesson '{lesson.id}' is planned but has a {part}: set status: written", "status"
                )
    known = {lesson.id for lesson in roadmap.lessons()}
    for part, ids in parts.items():
        for stray in sorted(ids - known):
            text = f"there is a {part} for '{stray}', but no lesson has that id{did_you_mean(stray, known)}"
            found.append(Problem(name, 1, "RM211", text))
    for topic in roadmap.topics():
        for taught in topic.taught_in:
            headings = disk.headings.get(taught.lesson)
            if taught.heading and headings is not None and taught.heading not in headings:
                close = did_you_mean(taught.heading, headings)
                text = f"topic '{topic.id}': lesson '{taught.lesson}' has no heading '{taught.heading}'{close}"
                report(taught, "RM214", text, "heading")


def _data_files(roadmap: Roadmap, disk: FilesOnDisk, report: Report, found: list[Problem], name: str) -> None:
    named = Counter(row.file for row in roadmap.datasets if row.file)
    for row in roadmap.datasets:
        if row.file is None:
            continue
        if row.file not in disk.data_files:
            report(row, "RM212", f"dataset '{row.id}': docs/assets/data/{row.file} does not exist", "file")
        elif row.sha256 != disk.data_files[row.file]:
            text = f"dataset '{row.id}': the SHA-256 of {row.file} is {disk.data_files[row.file]}"
            report(row, "RM212", text, "sha256" if row.sha256 else "file")
    for file in sorted(set(disk.data_files) - set(named)):
        found.append(Problem(name, 1, "RM212", f"docs/assets/data/{file} has no row under datasets: add its card"))


def _released(roadmap: Roadmap, disk: FilesOnDisk, found: list[Problem], name: str) -> None:
    kept = {f"{row.kind}:{row.old}" for row in roadmap.moved}
    for gone in sorted(disk.released - set(permanent_ids(roadmap)) - kept):
        kind, id_ = gone.split(":", 1)
        text = f"{kind} '{id_}' was released and is gone: restore it, or add a row under moved:"
        found.append(Problem(name, 1, "RM213", text))


def _id(row: Row) -> str:
    return str(getattr(row, "id", ""))

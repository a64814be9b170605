"""Cross-checks on the loaded roadmap: ids, references, order, addresses. Pure: no file is touched."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Protocol
from urllib.parse import urlsplit

from mlroadmap.data.addresses import page_of, tracking_in
from mlroadmap.data.model import Cost, Lesson, Moved, PermanentKind, Roadmap, Row, Section
from mlroadmap.errors import Problem, did_you_mean

HTTP_ONLY_HOSTS: frozenset[str] = frozenset()
"""Hosts that were verified to offer no https."""


def check(roadmap: Roadmap) -> list[Problem]:
    """Return every problem that the rows of the roadmap have with each other."""
    found: list[Problem] = []

    def report(row: Row, code: str, text: str, key: str = "") -> None:
        found.append(Problem(row.origin.file, row.line(key), code, text))

    for one in (_ids, _references, _terms, _addresses, _sections, _needs, _moved):
        one(roadmap, report)
    return sorted(set(found))


class Report(Protocol):
    """Takes a problem down at a row, or at one of its keys."""

    def __call__(self, row: Row, code: str, text: str, key: str = "") -> None:
        """Take it down."""


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
                where = f"line {first[id_].line()}"
                text = f"{kind} '{id_}' exists already in {where}: choose another id for one of them"
                report(row, "RM201", text, "id")
            first.setdefault(id_, row)


def _references(roadmap: Roadmap, report: Report) -> None:
    known = {kind: [id_ for id_, _ in rows] for kind, rows in ids_by_kind(roadmap).items()}

    def expect(row: Row, key: str, kinds: tuple[str, ...], ids: Iterable[str | None]) -> None:
        names, told = [id_ for kind in kinds for id_ in known[kind]], set[str]()
        for id_ in ids:
            if id_ in told:
                report(row, "RM202", f"'{_id(row)}': {key}: names '{id_}' twice: delete one of the two", key)
            elif key == "alternatives" and id_ == _id(row):
                report(row, "RM202", f"'{id_}': {key}: names the row itself: name another one, or delete it", key)
            told.update([id_] if id_ in names else [])
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


def _terms(roadmap: Roadmap, report: Report) -> None:
    first: dict[str, Row] = {}
    for term in roadmap.glossary:
        name = term.term.casefold()
        if name in first:
            text = (
                f"the term '{term.term}' is explained in line {first[name].line('term')} already: keep one of the two"
            )
            report(term, "RM201", text, "term")
        first.setdefault(name, term)


def _addresses(roadmap: Roadmap, report: Report) -> None:
    first: dict[str, str] = {}
    free = {resource.id for resource in roadmap.resources() if resource.cost is not Cost.paid}
    for resource in roadmap.resources():
        parts = urlsplit(resource.url)
        page = page_of(resource.url)
        if page in first:
            text = f"'{resource.id}': the address is that of '{first[page]}' already: keep one of the two rows"
            report(resource, "RM203", text, "url")
        first.setdefault(page, resource.id)
        if tracking := tracking_in(resource.url):
            text = f"'{resource.id}': the address tells where a reader came from: delete {' and '.join(tracking)}"
            report(resource, "RM219", text, "url")
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
    followed: dict[tuple[str, str], Moved] = {}
    for moved in roadmap.moved:
        known = {id_ for id_, _ in kinds[moved.kind]}
        key = (moved.kind, moved.old)
        if key in followed:
            text = f"'{moved.old}' is moved in line {followed[key].line()} already: keep one of the two rows"
            report(moved, "RM209", text, "old")
        followed.setdefault(key, moved)
        if moved.old in known:
            report(moved, "RM209", f"'{moved.old}' is moved but still in use: rename the row or drop the entry", "old")
        if moved.new not in known | {other.old for other in roadmap.moved if other.kind is moved.kind}:
            report(moved, "RM209", f"'{moved.new}' does not exist{did_you_mean(moved.new, known)}", "new")
    told: set[str] = set()
    for moved in followed.values():
        way = _way(moved, followed)
        if way[-1] in way[:-1] and not told.intersection(way):
            told.update(way)
            text = f"moved: leads in a circle: {' to '.join(way)}: end it at an id that a row has"
            report(moved, "RM209", text, "new")


def _way(moved: Moved, followed: Mapping[tuple[str, str], Moved]) -> list[str]:
    """The ids that a learner's progress is carried along, up to the last or to the first that comes again."""
    way, here = [moved.old], moved
    while here.new not in way and (after := followed.get((moved.kind, here.new))):
        way.append(here.new)
        here = after
    return [*way, here.new]


def _id(row: Row) -> str:
    return str(getattr(row, "id", ""))

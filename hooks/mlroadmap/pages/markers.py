"""Marker lines in Markdown, such as `<!-- roadmap:resources 2.2 -->`, and what takes their place.

A marker stands alone on its line, at the first column. Inside a code fence or backticks it is text like any other.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from jinja2 import UndefinedError
from markupsafe import Markup

from mlroadmap.codes import CODES
from mlroadmap.data.model import Lesson, Resource, Section, Stage
from mlroadmap.errors import Problem, ProblemsFound, did_you_mean, one_of
from mlroadmap.fences import lines, without_code_spans
from mlroadmap.pages.interview import markdown_of
from mlroadmap.pages.lesson_map import HEIGHT, WIDTH, draw
from mlroadmap.pages.near_markers import meant_marker
from mlroadmap.pages.render import Renderer, still_of
from mlroadmap.pages.road import draw_road
from mlroadmap.site import Site

_MARKER = re.compile(r"<!--\s*roadmap:(\S*)((?:\s+(?!-->)\S+)*)\s*-->\s*", re.IGNORECASE)
_MENTION = re.compile(r"<!--\s*roadmap:", re.IGNORECASE)

Found = TypeVar("Found")


class MarkerError(Exception):
    """What is wrong with one marker: a code and a text."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


@dataclass(frozen=True)
class Marker:
    """A kind of marker: how it is written, and the function that renders it from its arguments."""

    form: str
    least: int
    most: int
    render: Callable[[Renderer, Sequence[str]], str]


def expand(markdown: str, site: Site, *, page: str, name: str, told: bool = False) -> str:
    """Replace every marker of a page's Markdown by HTML.

    `page` is the page's source path below docs, `name` its file name in messages. `told` says that the data has
    mistakes, so that a row may name another that is not there; a marker that shows such a row is passed over.
    Raises ProblemsFound with every marker that is wrong, each with its line.
    """
    renderer = Renderer(site, page)

    def replace(line: str) -> str:
        try:
            return _replace(line, renderer)
        except (LookupError, UndefinedError):
            if not told:
                raise
            return ""

    return _expand(markdown, replace, name)


def check_names(markdown: str, *, name: str) -> list[Problem]:
    """Return what is wrong with the markers of a page as far as it can be said without the data."""
    try:
        _expand(markdown, lambda line: str(_marker(line)), name)
    except ProblemsFound as error:
        return list(error.problems)
    return []


def _expand(markdown: str, replace: Callable[[str], str], name: str) -> str:
    """Put what `replace` makes of a marker in the place of each. Raises ProblemsFound."""
    result: list[str] = []
    problems: list[Problem] = []
    for line in lines(markdown):
        shown = "" if line.in_code else without_code_spans(line.text)
        if _MENTION.search(shown):
            try:
                result.append(replace(line.text))
            except MarkerError as error:
                problems.append(Problem(name, line.number, error.code, error.text))
            continue
        result.append(line.text)
        if meant := meant_marker(shown, MARKERS):
            form = MARKERS[meant.name].form
            text = f"this is nearly a marker: a marker is written <!-- roadmap:{form} -->"
            text += ", did you mean 'roadmap:'?" if meant.misspelt else ""
            problems.append(Problem(name, line.number, "RM401", text))
    if problems:
        raise ProblemsFound(problems)
    return "\n".join(result)


def _marker(line: str) -> tuple[str, Marker, list[str]]:
    """Return name, kind and arguments of a marker line. Raises MarkerError."""
    match = _MARKER.fullmatch(line)
    if not match:
        raise MarkerError("RM403", "a marker must be alone on its line and start at the first column")
    name, arguments = match[1], match[2].split()
    marker = MARKERS.get(name)
    if marker is None:
        text = f"unknown marker 'roadmap:{name}'{did_you_mean(name, MARKERS)}; known: {', '.join(MARKERS)}"
        raise MarkerError("RM401", text)
    if not marker.least <= len(arguments) <= marker.most:
        raise MarkerError("RM404", f"'roadmap:{name}' is written <!-- roadmap:{marker.form} -->")
    return name, marker, arguments


def _replace(line: str, renderer: Renderer) -> str:
    name, marker, arguments = _marker(line)
    html = marker.render(renderer, arguments)
    if not re.sub("<[^>]*>", "", html).strip():
        raise MarkerError(
            "RM405", f"'roadmap:{name}' has nothing to show: remove the marker, or add rows to the data file"
        )
    # Blank lines around keep the HTML a block of its own, whatever stands beside the marker.
    return f"\n{html}\n"


# Arguments -----------------------------------------------------------------------------------------------------------


def _pick(word: str, known: Mapping[str, Found], what: str) -> Found:
    if word not in known:
        raise MarkerError("RM402", f"no {what} '{word}'{did_you_mean(word, known)}; known: {one_of(known)}")
    return known[word]


def _stage(show: Renderer, word: str) -> Stage:
    return _pick(word, {stage.id: stage for stage in show.site.roadmap.stages}, "stage")


def _section(show: Renderer, word: str) -> Section:
    return _pick(word, {section.id: section for section in show.site.roadmap.sections()}, "section")


def _lesson(show: Renderer, word: str) -> Lesson:
    return _pick(word, {lesson.id: lesson for lesson in show.site.roadmap.lessons()}, "lesson")


def _sections(show: Renderer, word: str) -> list[Section]:
    """A section, a stage's sections, or `all`."""
    roadmap = show.site.roadmap
    known = {section.id: [section] for section in roadmap.sections()}
    known |= {stage.id: list(stage.sections) for stage in roadmap.stages}
    known["all"] = list(roadmap.sections())
    return _pick(word, known, "section or stage")


def _some(rows: Sequence[Found], what: str) -> Sequence[Found]:
    if not rows:
        raise MarkerError("RM405", f"there are no {what} to show here: remove the marker, or add some to the data file")
    return rows


def _resources(show: Renderer, arguments: Sequence[str]) -> str:
    word, roadmap = arguments[0], show.site.roadmap
    lists: dict[str, tuple[Iterable[Resource], str]] = {
        section.id: (section.resources, f"Resources for {section.id} {section.title}") for section in roadmap.sections()
    }
    for stage in roadmap.stages:
        in_stage = [resource for section in stage.sections for resource in section.resources]
        lists[stage.id] = (in_stage, f"Resources for stage {stage.number}: {stage.title}")
    lists["communities"] = (roadmap.communities, "Communities")
    lists["interview"] = (roadmap.interview, "Interview preparation")
    lists["all"] = (roadmap.resources(), "All resources")
    rows, caption = _pick(word, lists, "resource list")
    return show.resources(_some(list(rows), "resources"), caption=caption, homes=word == "all", first="." in word)


def _lessons(show: Renderer, arguments: Sequence[str]) -> str:
    lessons = [lesson for section in _sections(show, arguments[0]) for lesson in section.lessons]
    return show.html("lessons", lessons=_some(lessons, "lessons"))


def _projects(show: Renderer, arguments: Sequence[str]) -> str:
    projects = [project for section in _sections(show, arguments[0]) for project in section.projects]
    return show.html("projects", projects=_some(projects, "projects"))


def _topics(show: Renderer, arguments: Sequence[str]) -> str:
    return show.html("topics", section=_section(show, arguments[0]), counted=show.site.index.progress_keys)


def _facts(show: Renderer, arguments: Sequence[str]) -> str:
    stage = _stage(show, arguments[0])
    lessons = [lesson for section in stage.sections for lesson in section.lessons]
    return show.html("facts", stage=stage, lessons=lessons, counted=show.site.index.progress_keys)


def _questions(show: Renderer, arguments: Sequence[str]) -> str:
    lesson = _lesson(show, arguments[0])
    _some([one for one in show.site.questions if one == lesson.id], f"questions for '{lesson.id}'")
    return show.html("questions", questions=show.site.questions[lesson.id].questions)


def _interview(show: Renderer, arguments: Sequence[str]) -> str:
    rows = _pick(arguments[0], show.site.interviews, "topic of interviews")

    def link(id_: str) -> tuple[Lesson, str]:
        lesson = show.site.index.lessons[id_]
        return lesson, show.lesson_href(lesson)

    return markdown_of(rows, link)


def _predict(show: Renderer, arguments: Sequence[str]) -> str:
    """The question before an output. Its panel and the output are the lesson's: see lessons/page.py."""
    known = {one.id: one for rows in show.site.questions.values() for one in rows.predict}
    return show.html("predict", question=_pick(arguments[0], known, "prediction"))


def _explorable(show: Renderer, arguments: Sequence[str]) -> str:
    row = _pick(arguments[0], show.site.explorables, "explorable")
    if not still_of(row).is_file():
        text = f"'{row.id}' has no still figure: write docs/javascripts/explorables/{row.id}.js and run `make generate`"
        raise MarkerError("RM402", text)
    return show.html("explorable", row=row, still=Markup(still_of(row).read_text("utf-8")))


def _model(show: Renderer, arguments: Sequence[str]) -> str:
    """A lesson's own trained network. Its template is `model-<id>.html.j2`."""
    return show.html(_pick(arguments[0], {"garments": "model-garments", "writer": "model-writer"}, "network"))


def _changes(show: Renderer, _: Sequence[str]) -> str:
    changed = [one for one in show.site.roadmap.resources() if one.status]
    return show.html("changes", resources=changed) if changed else ""


def _next(show: Renderer, arguments: Sequence[str]) -> str:
    known = {resource.id: resource for resource in show.site.roadmap.resources()}
    return show.next(_lesson(show, arguments[0]), [_pick(word, known, "resource") for word in arguments[1:]])


def _alone(name: str, values: Callable[[Site], Mapping[str, Any]] = lambda _: {}) -> Marker:
    """A marker without arguments: its template, and what the template gets of the site besides the site itself."""
    return Marker(name, 0, 0, lambda show, _: show.html(name, **values(show.site)))


def _counted(site: Site) -> Mapping[str, Any]:
    return {"counted": site.index.progress_keys}


MARKERS: dict[str, Marker] = {
    "topics": Marker("topics 2.2", 1, 1, _topics),
    "resources": Marker("resources 2.2", 1, 1, _resources),
    "lessons": Marker("lessons 2.2", 1, 1, _lessons),
    "projects": Marker("projects 2.3", 1, 1, _projects),
    "milestones": Marker(
        "milestones stage-2", 1, 1, lambda show, words: show.html("milestones", stage=_stage(show, words[0]))
    ),
    "facts": Marker("facts stage-2", 1, 1, _facts),
    "neighbours": Marker("neighbours stage-2", 1, 1, lambda show, words: show.neighbours(_stage(show, words[0]))),
    "lesson": Marker("lesson k-means", 1, 1, lambda show, words: show.lesson(_lesson(show, words[0]))),
    "questions": Marker("questions k-means", 1, 1, _questions),
    "interview": Marker("interview python", 1, 1, _interview),
    "interviews": _alone("interviews"),
    "predict": Marker("predict km-three-close-starts", 1, 1, _predict),
    "explorable": Marker("explorable descent", 1, 1, _explorable),
    "model": Marker("model garments", 1, 1, _model),
    "placement": Marker("placement stage-2", 1, 1, lambda show, words: show.placement(_stage(show, words[0]))),
    "next": Marker("next k-means RESOURCE …", 2, 5, _next),
    "stages": _alone("stages", _counted),
    "road": _alone("road", lambda site: {"road": draw_road(site.roadmap)}),
    "promise": _alone("promise"),
    "progress": _alone("progress", _counted),
    "planner": _alone("planner"),
    "paces": _alone("paces"),
    "map": _alone("map", lambda site: {"sections": {one.id: one for one in site.roadmap.sections()}}),
    "lesson_map": _alone(
        "lesson_map", lambda site: {"drawing": draw(site.roadmap, site.map_layout), "sizes": (WIDTH, HEIGHT)}
    ),
    "lesson_list": _alone("lesson_list"),
    "tips": _alone("tips"),
    "domains": _alone("domains"),
    "replaced": _alone("replaced", lambda site: {"index": site.index}),
    "changes": Marker("changes", 0, 0, _changes),
    "article": _alone("article"),
    "glossary": _alone(
        "glossary", lambda site: {"terms": sorted(site.roadmap.glossary, key=lambda term: term.term.casefold())}
    ),
    "datasets": _alone("datasets"),
    "codes": _alone("codes", lambda _: {"codes": CODES}),
}
"""Every marker, by name: how it is written, how many arguments it takes, and what it shows."""

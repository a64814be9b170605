"""What a lesson must keep beyond running: `docs/contributing/add-a-lesson.md` as rules, each with a code RM6xx."""

import re
from collections.abc import Container, Iterable, Iterator

from mlroadmap.data.index import Index
from mlroadmap.data.model import Roadmap, Term
from mlroadmap.errors import Problem, ProblemsFound
from mlroadmap.lessons.cell_rules import cell_rules
from mlroadmap.lessons.chance import chance
from mlroadmap.lessons.drawings import is_drawing
from mlroadmap.lessons.executed import Executed
from mlroadmap.lessons.exercise_rules import exercise_rules, printed_rules
from mlroadmap.lessons.introduces import introduced_rules
from mlroadmap.lessons.names import hidden_names
from mlroadmap.lessons.outputs import outputs_of
from mlroadmap.lessons.page import page_of
from mlroadmap.lessons.quoted_numbers import given_in, numbers_in, unverified
from mlroadmap.lessons.source import Heading, LessonText

SECTIONS = (
    ("The question", "The brief", "Try it"),
    ("Intuition",),
    ("Does it work?",),
    ("Where it breaks",),
    ("Check yourself",),
    ("Exercises",),
    ("You can now",),
    ("Where next",),
)
"""The sections that every lesson has, in order, with their other names."""
BY_THE_LADDER = frozenset(
    {"The question", "Where it breaks", "Check yourself", "Exercises", "You can now", "Where next"}
)
"""Those of a lesson that says what it introduces; its other headings name the rungs that it climbs."""
OF_PROJECTS = frozenset({"The question", "Check yourself", "Exercises", "Where next"})
"""Those that a project has; it names the others after what is done in them."""
_BELITTLING = re.compile(r"(?<![\w-])(simply|just|eas(?:y|ily)|obviously|of course)(?![\w-])", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<![*\w\\])\*([^*\n]+)\*(?![*\w])")

Found = Iterator[tuple[int, str, str]]
"""Line, code and text of each problem."""


def lint(text: LessonText, notebook: Executed | None, *, lesson: str, name: str, roadmap: Roadmap) -> list[Problem]:
    """Return every problem of a lesson, sorted. `name` is the file name of the source in messages.

    What is seen only in outputs is left out when there is no `notebook`.
    """
    project = any(one.lesson == lesson for one in roadmap.projects())
    index = Index(roadmap)
    ladder = index.climbs(lesson)
    wanted = OF_PROJECTS if project else BY_THE_LADDER if ladder else {names[0] for names in SECTIONS} - {"You can now"}
    found = [
        *_numbers(text),
        *_words(text),
        *cell_rules(text, ladder),
        *_sections(text, wanted),
        *exercise_rules(text, ladder=ladder),
    ]
    found += [*_terms(text, roadmap.glossary, lesson), *_names(text, ladder), *chance(text.cells)]
    problems = {Problem(name, line, code, said) for line, code, said in found} | set(text.problems)
    if ladder:
        problems |= set(introduced_rules(text, index.lessons[lesson], index, name=name))
    if notebook is not None and not text.problems:
        problems |= _shown(text, notebook, name)
    return sorted(problems)


def _shown(text: LessonText, notebook: Executed, name: str) -> set[Problem]:
    """The problems of what readers see of a run: those of the page, and those of the outputs."""
    problems: set[Problem] = set()
    try:
        page_of(text, notebook, name=name)
    except ProblemsFound as error:
        problems |= set(error.problems)
    if text.codes == notebook.codes:
        executed = dict(zip(text.cells, notebook.cells, strict=True))
        found = [one for cell, ran in executed.items() for one in outputs_of(cell, ran)]
        found += printed_rules(text, {cell: ran.outputs for cell, ran in executed.items()})
        problems |= {Problem(name, line, code, said) for line, code, said in found}
    return problems


def _numbers(text: LessonText) -> Found:
    for number in unverified(text):
        said = f"nothing holds {number.written} to account: let a cell assert it, or leave the number out"
        yield number.line, "RM601", said
    there = {number.written for number in numbers_in(text)}
    for numbers, reason, line in given_in(text):
        if not numbers or not reason:
            yield line, "RM611", "an exception is written <!-- given: 1,024 why it cannot become false -->"
        for written in numbers:
            if written not in there:
                yield line, "RM611", f"the prose has no number {written} that needs an exception: remove it here"


def _words(text: LessonText) -> Found:
    for match in _BELITTLING.finditer(text.plain):
        said = f"'{match[0]}' makes readers feel slow who do not find it so: leave it out"
        yield text.line_at(match.start()), "RM607", said


def _names(text: LessonText, ladder: bool) -> Found:
    for one in hidden_names(text.cells, folded=ladder):
        if is_drawing(one.where):
            said = f"'{one.name}' is here what the drawing of line {one.where.line} made of it, whose code is folded: "
            yield one.line, "RM618", f"{said}compute it in a cell of its own before the drawing"
            continue
        role = next(tag for tag in sorted(one.where.tags))
        said = (
            f"'{one.name}' is here what the cell tagged {role} of line {one.where.line} made of it, which is not run "
        )
        yield one.line, "RM615", f"{said}by those who read this one: bind it in a cell that they have, or in this one"


def _terms(text: LessonText, glossary: Iterable[Term], lesson: str) -> Found:
    linked = set(re.findall(r"glossary\.md#([a-z0-9-]+)", text.body))
    emphasised = {match[1].strip().lower(): match.start() for match in reversed([*_EMPHASIS.finditer(text.prose)])}
    for term in glossary:
        if term.id in linked:
            continue
        names = [term.term.lower(), *(one.lower() for one in term.also)]
        link = f"[{term.term.lower()}](../glossary.md#{term.id})"
        place = next((emphasised[form] for one in names for form in (one, f"{one}s") if form in emphasised), None)
        if place is not None:
            yield text.line_at(place), "RM606", f"the term '{term.term}' is in the glossary: write {link}"
        elif term.lesson == lesson:
            used = re.search("|".join(rf"\b{re.escape(one)}s?\b" for one in names), text.prose, re.IGNORECASE)
            said = f"the glossary says that this lesson teaches '{term.term}': "
            if used:
                yield text.line_at(used.start()), "RM606", f"{said}write {link} here"
            else:
                yield 1, "RM606", f"{said}use and link it, {link}, or correct lesson: in the glossary"


def _sections(text: LessonText, wanted: Container[str]) -> Found:
    headings = [one for one, _ in text.parts(2)]
    place = 0
    for names in SECTIONS:
        if names[0] not in wanted:
            continue
        at = next((number for number, one in enumerate(headings) if _is(one, names)), None)
        if at is None:
            line = headings[place].line if place < len(headings) else 1
            yield line, "RM608", f"the section '## {names[0]}' is missing: add it before this line"
        elif at < place:
            yield headings[at].line, "RM608", f"the section '{names[0]}' stands too early: keep the order of the guide"
        else:
            place = at + 1


def _is(heading: Heading, names: Iterable[str]) -> bool:
    return any(re.match(rf"{re.escape(name)}(?!\w)", heading.text) for name in names)

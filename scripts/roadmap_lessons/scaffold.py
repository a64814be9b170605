"""The text of a new lesson and its row in the data file. Nothing else in a file is touched."""

import re
from pathlib import Path

from mlroadmap.data.model import Lesson, LessonStatus, Roadmap, Section
from mlroadmap.errors import did_you_mean

TEMPLATES = Path(__file__).parent / "new"
ROW = """\
          - id: {id}
            title: {title}
            promise: >-
              do what this lesson will be about.
            minutes: 30
            status: written
            needs: [{needs}]
            datasets: [palmer-penguins-raw]
"""
LONGEST = 60 - len("-one-point")
"""The most characters of a lesson's id: those of its exercises begin with it, and an id has 60."""
NEEDS = "numpy-pandas"
"""The lesson whose readers know all that the template uses and does not introduce."""
ROUGH = {
    "exercise_minutes": "45",
    "introduces": "[np.corrcoef]",
    "promise_exercises": "[{id}-spread]",
}
"""What is added to the row, for the template as it is."""


class CannotAdd(Exception):
    """Raised with the reason why there can be no such lesson."""


def section_for(id_: str, section: str | None, roadmap: Roadmap) -> Section:
    """Return the section of a lesson: the one that plans it, or the one that was named.

    Raises CannotAdd when the id is taken or malformed, or when the section is unknown, contradicted or needed.
    """
    known = {one.id: one for one in roadmap.sections()}
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_):
        raise CannotAdd(f"'{id_}' is no id: write it in lower case, with hyphens between words")
    if len(id_) > LONGEST:
        raise CannotAdd(
            f"'{id_}' has {len(id_)} characters: {LONGEST} are the most, for those of its exercises are longer"
        )
    for one in known.values():
        for lesson in one.lessons:
            if lesson.id == id_ and lesson.status is LessonStatus.written:
                raise CannotAdd(f"the lesson '{id_}' is written already: edit its .md")
            if lesson.id == id_ and section not in (None, one.id):
                raise CannotAdd(f"'{id_}' is planned in section {one.id}, not in {section}")
            if lesson.id == id_:
                return one
    if section is None:
        planned = [lesson.id for lesson in roadmap.lessons() if lesson.status is LessonStatus.planned]
        raise CannotAdd(f"no lesson '{id_}' is planned{did_you_mean(id_, planned)}; for a new one say SECTION=2.2")
    if section not in known:
        raise CannotAdd(f"there is no section {section}; there are {', '.join(known)}")
    return known[section]


def title_of(id_: str, section: Section) -> str:
    """Return the planned title of a lesson, or one made from its id."""
    return next((one.title for one in section.lessons if one.id == id_), id_.replace("-", " ").capitalize())


def filled(template: str, id_: str, section: Section, roadmap: Roadmap) -> str:
    """Return a template of the folder `new` with the lesson's words in their places."""
    terms = [f"[{one.term}](../glossary.md#{one.id})" for one in roadmap.glossary if one.lesson == id_]
    words = {
        "id": id_,
        "title": title_of(id_, section),
        "terms": f"Terms to explain: {', '.join(terms)}." if terms else "",
        "resource": section.resources[0].id,
    }
    text = (TEMPLATES / template).read_text("utf-8")
    filled_in = re.sub(r"@(\w+)@", lambda match: words[match[1]], text)
    return re.sub(r" +$", "", filled_in, flags=re.MULTILINE)


def with_row(text: str, id_: str, section: Section) -> str:
    """Return the data file's text in which the lesson is written: its row changed, or a new one added."""
    lines = text.splitlines(keepends=True)
    planned = next((one for one in section.lessons if one.id == id_), None)
    if planned is not None:
        at = planned.line("status") - 1
        lines[at] = lines[at].replace("status: planned", "status: written")
        rough = _rough(id_) if planned.needs else {**_rough(id_), "needs": f"[{NEEDS}]"}
        indent = " " * (len(lines[at]) - len(lines[at].lstrip()))
        given = planned.model_fields_set
        lines[at] = "".join(f"{indent}{key}: {value}\n" for key, value in rough.items() if key not in given) + lines[at]
        return "".join(lines)
    row = ROW.format(id=id_, title=title_of(id_, section), needs=NEEDS)
    row += "".join(f"            {key}: {value}\n" for key, value in _rough(id_).items())
    if section.lessons:
        lines.insert(_end_of(section.lessons[-1], lines), row)
    else:
        lines.insert(section.line("resources") - 1, f"        lessons:\n{row}")
    return "".join(lines)


def _rough(id_: str) -> dict[str, str]:
    return {key: value.format(id=id_) for key, value in ROUGH.items()}


def _end_of(lesson: Lesson, lines: list[str]) -> int:
    """The index of the line after the row of a lesson."""
    start = lesson.line() - 1
    depth = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines) and lines[end].strip() and len(lines[end]) - len(lines[end].lstrip()) > depth:
        end += 1
    return end

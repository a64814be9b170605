"""What the scripts of the site know of the roadmap, as JavaScript modules: titles, hours, order, renamed ids."""

import json
from collections.abc import Mapping
from typing import Any

from mlroadmap.data.index import Index
from mlroadmap.data.model import Moved, PermanentKind, Roadmap, Section
from mlroadmap.data.questions import Questions

TICKED = frozenset({PermanentKind.milestone, PermanentKind.lesson, PermanentKind.resource})
"""Kinds whose ids learners' ticks are kept under."""


def modules(roadmap: Roadmap, questions: Mapping[str, Questions]) -> Mapping[str, str]:
    """Return the texts of the generated modules, and of the definitions, by path below the site's root."""
    index = Index(roadmap)
    terms = {term.id: f"{term.term}: {term.definition}".replace("`", "") for term in roadmap.glossary}
    asked = {
        question.id: f"{index.stage_of(lesson).id}/{lesson}/"
        for lesson, rows in questions.items()
        for question in rows.questions
    }
    # The titles of parts are not sent twice.
    resources = {f"resource:{resource.id}": resource.title for resource in roadmap.resources()}
    catalogue = (
        f"export const sections = {_json(_sections(index))};\nexport const titles = {_json(resources)};\n"
        "for (const section of sections) for (const part of section.parts) titles[part.id] = part.title;\n"
    )
    return {
        "javascripts/moved.js": f"export default {_json(moved(roadmap.moved))};\n",
        "javascripts/progress-keys.js": f"export default {_json(index.progress_keys)};\n",
        "data/glossary.json": f"{_json(terms)}\n",
        "javascripts/question-pages.js": f"export default {_json(asked)};\n",
        "javascripts/catalogue.js": catalogue,
    }


def moved(rows: tuple[Moved, ...]) -> dict[str, str]:
    """Return new keys of ticks by old ones, such as `milestone:old` to `milestone:new`."""
    return {f"{row.kind}:{row.old}": f"{row.kind}:{row.new}" for row in rows if row.kind in TICKED}


def _sections(index: Index) -> list[dict[str, Any]]:
    found = []
    for stage in index.roadmap.stages:
        for section in stage.sections:
            items = index.milestones(section)
            milestone = [_part("milestone", item.id, item.text, round(item.hours * 60)) for item in items]
            found.append(
                {
                    "id": section.id,
                    "title": section.title,
                    "stage": stage.id,
                    "stageTitle": stage.title,
                    "study": round(section.study_hours * 60),
                    "parts": _parts(section) + milestone,
                }
            )
    return found


def _parts(section: Section) -> list[dict[str, Any]]:
    lessons = [
        _part("lesson", lesson.id, lesson.title, lesson.minutes) | {"needs": lesson.needs} for lesson in section.lessons
    ]
    projects = [_part("project", one.id, one.title, round(one.hours * 60)) for one in section.projects]
    return lessons + projects


def _part(kind: str, id_: str, title: str, minutes: int) -> dict[str, Any]:
    return {"kind": kind, "id": f"{kind}:{id_}", "title": title, "minutes": minutes}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

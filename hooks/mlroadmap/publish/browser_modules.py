"""What the scripts of the site know of the roadmap, as JavaScript modules: titles, hours, order, renamed ids."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from mlroadmap.data.index import Index
from mlroadmap.data.interview import Interview
from mlroadmap.data.model import LessonStatus, Moved, PermanentKind, Roadmap
from mlroadmap.data.questions import Questions
from mlroadmap.lessons.exercises import Practice

TICKED = frozenset(PermanentKind) - {PermanentKind.section}
"""Kinds whose ids learners' ticks are kept under."""


def modules(
    roadmap: Roadmap,
    questions: Mapping[str, Questions],
    practices: Mapping[str, Sequence[Practice]],
    interviews: Mapping[str, Interview],
) -> Mapping[str, str]:
    """Return the texts of the generated modules, and of the definitions, by path below the site's root.

    `questions`, and `practices`, which are exercises and tasks, go by lesson; `interviews` by topic.
    """
    index = Index(roadmap)
    terms = {term.id: f"{term.term}: {term.definition}".replace("`", "") for term in roadmap.glossary}
    asked = {
        question.id: f"{index.stage_of(lesson).id}/{lesson}/"
        for lesson, rows in questions.items()
        for question in (*rows.predict, *rows.questions)
    }
    asked |= {one.id: f"interview-questions/{topic}/" for topic, rows in interviews.items() for one in rows.questions}
    # Lessons and the titles of parts are not sent twice.
    titles = {f"resource:{resource.id}": resource.title for resource in roadmap.resources()}
    titles |= {f"topic:{topic.id}": topic.title for topic in roadmap.topics()}
    catalogue = f"""import lessons from "./lessons.js";
export const sections = {_json(_sections(index))};
export const titles = {_json(titles)};
for (const section of sections) {{
  section.lessons = lessons.filter((lesson) => lesson.section === section.id);
  for (const part of [...section.lessons, ...section.projects, ...section.milestones]) titles[part.id] = part.title;
}}
"""
    return {
        "javascripts/moved.js": f"export default {_json(moved(roadmap.moved))};\n",
        "javascripts/progress-keys.js": f"export default {_json(index.progress_keys)};\n",
        "data/glossary.json": f"{_json(terms)}\n",
        "javascripts/lessons.js": f"export default {_json(_lessons(index, _work(questions, practices)))};\n",
        "javascripts/practice-pages.js": f"export default {_json(_practice_pages(index, practices))};\n",
        "javascripts/question-pages.js": f"export default {_json(asked)};\n",
        "javascripts/catalogue.js": catalogue,
    }


def _practice_pages(index: Index, practices: Mapping[str, Sequence[Practice]]) -> dict[str, dict[str, str]]:
    """Return title, address and lesson of each exercise and task, by the key under which a learner's work is kept."""
    return {
        one.key: {
            "title": one.heading.text.replace("`", ""),
            "page": f"{index.address_of(lesson)}#{one.anchor}",
            "lesson": index.lessons[lesson].title,
        }
        for lesson, rows in practices.items()
        if lesson in index.lessons
        for one in rows
        if one.id
    }


def _work(questions: Mapping[str, Questions], practices: Mapping[str, Sequence[Practice]]) -> dict[str, list[str]]:
    """Return the keys under which work in each lesson is kept, such as `exercise:km-budget`."""
    found = {lesson: [one.key for one in rows if one.id] for lesson, rows in practices.items()}
    for lesson, asked in questions.items():
        found.setdefault(lesson, []).extend(f"question:{one.id}" for one in asked.predict)
    return found


def moved(rows: tuple[Moved, ...]) -> dict[str, str]:
    """Return new keys of ticks by old ones, such as `milestone:old` to `milestone:new`."""
    return {f"{row.kind}:{row.old}": f"{row.kind}:{row.new}" for row in rows if row.kind in TICKED}


def _lessons(index: Index, work: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    """All lessons in the order of the roadmap, each with its address below the root and the topics that it teaches.

    `work` are the keys of what can be worked at, by lesson.
    """
    taught: dict[str, list[str]] = {lesson: [] for lesson in index.lessons}
    for topic in index.roadmap.topics():
        for one in dict.fromkeys(taught_in.lesson for taught_in in topic.taught_in):
            taught[one].append(f"topic:{topic.id}")
    return [
        {
            "id": f"lesson:{lesson.id}",
            "title": lesson.title,
            "section": section.id,
            "page": index.address_of(lesson.id),
            "minutes": lesson.minutes,
            **({"exercises": lesson.exercise_minutes} if lesson.exercise_minutes else {}),
            "written": lesson.status is LessonStatus.written,
            "topics": taught[lesson.id],
            "needs": [f"lesson:{need}" for need in lesson.needs],
            "work": work.get(lesson.id, []),
        }
        for section in index.roadmap.sections()
        for lesson in section.lessons
    ]


def _sections(index: Index) -> list[dict[str, Any]]:
    """All sections with what there is to do in each, beside its lessons."""
    found = []
    for stage in index.roadmap.stages:
        for section in stage.sections:
            items = index.milestones(section)
            found.append(
                {
                    "id": section.id,
                    "title": section.title,
                    "stage": stage.id,
                    "stageTitle": stage.title,
                    "study": round(section.study_hours * 60),
                    "topics": [f"topic:{topic.id}" for topic in section.topics],
                    "resource": f"resource:{section.resources[0].id}" if section.resources else None,
                    "projects": [_part("project", one.id, one.title, one.hours) for one in section.projects],
                    "milestones": [_part("milestone", one.id, one.text, one.hours) for one in items],
                }
            )
    return found


def _part(kind: str, id_: str, title: str, hours: float) -> dict[str, Any]:
    return {"id": f"{kind}:{id_}", "title": title, "minutes": round(hours * 60)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

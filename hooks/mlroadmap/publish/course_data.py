"""What search engines are told of the pages that teach: schema.org's Course and LearningResource as JSON-LD."""

import json
from typing import Any

from mlroadmap.data.model import Lesson, LessonStatus, Roadmap, Stage

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
PROVIDER = {"@type": "Organization", "name": "Machine Learning Roadmap"}


def course_data(roadmap: Roadmap, *, site: str) -> dict[str, str]:
    """Return the JSON-LD of home, stages and written lessons by page address below `site`, ready to stand in HTML."""
    found: dict[str, dict[str, Any]] = {"": _home(roadmap, site)}
    for stage in roadmap.stages:
        found[f"{stage.id}/"] = _course(stage, site)
        for lesson in _written(stage):
            whole = {"isPartOf": {"@type": "Course", "name": stage.title, "url": f"{site}{stage.id}/"}}
            found[f"{stage.id}/{lesson.id}/"] = _part(lesson, stage, site) | whole
    return {url: _script(data) for url, data in found.items()}


def _home(roadmap: Roadmap, site: str) -> dict[str, Any]:
    stages = [{"@type": "ListItem", "position": stage.number, "item": _course(stage, site)} for stage in roadmap.stages]
    return {"@type": "ItemList", "name": "Machine Learning Roadmap", "itemListElement": stages}


def _course(stage: Stage, site: str) -> dict[str, Any]:
    return {
        "@type": "Course",
        "name": stage.title,
        "description": stage.summary,
        "url": f"{site}{stage.id}/",
        "provider": PROVIDER,
        "inLanguage": "en",
        "license": LICENCE,
        "isAccessibleForFree": True,
        "offers": {"@type": "Offer", "category": "Free", "price": 0, "priceCurrency": "EUR"},
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "Online",
            "courseWorkload": f"PT{round(stage.hours)}H",
        },
    }


def _part(lesson: Lesson, stage: Stage, site: str) -> dict[str, Any]:
    """A lesson: licence and language are those of the course that it is a part of."""
    part = {
        "@type": "LearningResource",
        "name": lesson.title,
        "description": f"After this lesson you can {lesson.promise}".replace("`", ""),
        "url": f"{site}{stage.id}/{lesson.id}/",
        "learningResourceType": "lesson",
        "timeRequired": f"PT{lesson.all_minutes}M",
    }
    return part | ({"datePublished": lesson.published.isoformat()} if lesson.published else {})


def _written(stage: Stage) -> list[Lesson]:
    return [one for section in stage.sections for one in section.lessons if one.status is LessonStatus.written]


def _script(data: dict[str, Any]) -> str:
    """JSON that cannot end the element that it stands in."""
    text = json.dumps({"@context": "https://schema.org"} | data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")

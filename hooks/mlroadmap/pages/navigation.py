"""The stages and their lessons in the navigation, with the titles that the data file gives them."""

from typing import Any

from mlroadmap.data.model import LessonStatus, Roadmap, Stage

STAGES = "roadmap:stages"
"""What stands for all stages in the `nav` of mkdocs.yml."""


def fill_navigation(nav: list[Any], roadmap: Roadmap) -> list[Any]:
    """Return `nav`, as MkDocs reads it, with every stage and its written lessons in place of STAGES."""
    filled: list[Any] = []
    for entry in nav:
        if entry == STAGES:
            filled += [_stage(stage) for stage in roadmap.stages]
        elif isinstance(entry, dict):
            filled.append(
                {
                    name: fill_navigation(inner, roadmap) if isinstance(inner, list) else inner
                    for name, inner in entry.items()
                }
            )
        else:
            filled.append(entry)
    return filled


def _stage(stage: Stage) -> dict[str, Any]:
    written = [one for section in stage.sections for one in section.lessons if one.status is LessonStatus.written]
    lessons = [{lesson.title: f"{stage.id}/{lesson.id}.md"} for lesson in written]
    return {f"{stage.number} {stage.title}": [f"{stage.id}/index.md", *lessons]}

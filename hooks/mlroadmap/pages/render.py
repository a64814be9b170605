"""From the roadmap to HTML: one function per marker. Templates hold the markup, this module picks what they show."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from math import ceil
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from markdown.extensions.toc import slugify
from markupsafe import Markup, escape

from mlroadmap.data.explorables import Explorable
from mlroadmap.data.links import LinkState, state_of
from mlroadmap.data.model import Lesson, LessonStatus, Resource, Row, Stage, Topic
from mlroadmap.pages.paths import href
from mlroadmap.pages.pictures import picture
from mlroadmap.publish.learner_notebook import colab
from mlroadmap.site import Site

OPEN = 2
"""Up to so many resources stand open; of more, the first does and the others are folded."""
PLACEMENT_PER_LESSON = 2
"""How many questions of each lesson a placement test asks."""


def hours(value: float) -> str:
    """Return hours as a reader says them: '45 min', '4.5 h', '160 h' (to the nearest 5 from 20 on)."""
    if value < 1:
        return f"{round(value * 60)} min"
    if value < 20:
        return f"{value:.1f}".removesuffix(".0") + " h"
    return f"{5 * round(value / 5)} h"


def weeks(value: float, pace: float) -> int:
    """Return the weeks that hours take at a pace of hours a week; one that is begun counts."""
    return max(1, ceil(value / pace))


def stated(value: float) -> str:
    """Return a length as its maker states it: '4.5 h', '36 h', '30 min'."""
    return hours(value) if value < 1 else f"{value:g} h"


def plural(count: int, word: str) -> str:
    """Return '1 lesson', '2 lessons', '2 communities'."""
    if count == 1:
        return f"1 {word}"
    return f"{count} {word.removesuffix('y')}ies" if word.endswith("y") else f"{count} {word}s"


def times(lesson: Lesson) -> str:
    """Return '30 min + exercises 25 min', or '30 min' for a lesson that has one time for both."""
    return f"{lesson.minutes} min" + (f" + exercises {lesson.exercise_minutes} min" if lesson.exercise_minutes else "")


def code_spans(text: str) -> Markup:
    """Return text with `backticks` as code, everything else escaped."""
    parts = re.split(r"`([^`]+)`", text)
    marked = (f"<code>{escape(part)}</code>" if number % 2 else escape(part) for number, part in enumerate(parts))
    return Markup("".join(marked))


def anchor(heading: str) -> str:
    """Return the id that Python-Markdown gives to a heading."""
    return slugify(heading, "-")


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("mlroadmap.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "hours": hours,
        "weeks": weeks,
        "stated": stated,
        "plural": plural,
        "times": times,
        "code": code_spans,
        "picture": picture,
        "anchor": anchor,
    }
    return environment


_ENVIRONMENT = _environment()


def keep_templates(kept: BytecodeCache) -> None:
    """Let the templates of this package be translated by way of a cache."""
    _ENVIRONMENT.bytecode_cache = kept


def still_of(row: Explorable) -> Traversable:
    """Return the file with the still figure of what can be moved; `make generate` draws it."""
    return files("mlroadmap.pages").joinpath(f"explorables/{row.id}.svg")


@dataclass(frozen=True)
class Renderer:
    """Renders parts of the roadmap for one page; `page` is its source path, such as `stage-2/index.md`."""

    site: Site
    page: str

    def html(self, template: str, **values: Any) -> str:
        """A template with its values, one tag a line, without blank lines, which would end the block in Markdown."""
        text = _ENVIRONMENT.get_template(f"{template}.html.j2").render(show=self, site=self.site, **values)
        return "\n".join(line.strip() for line in text.splitlines() if line.strip())

    # Addresses -----------------------------------------------------------------------------------------------------

    def href(self, target: str, anchor: str = "") -> str:
        """The relative address of a page or file of the site."""
        return href(self.page, target, anchor)

    def stage_href(self, stage: Stage, anchor: str = "") -> str:
        """The address of a stage's page."""
        return self.href(f"{stage.id}/index.md", anchor)

    def lesson_href(self, lesson: Lesson, heading: str | None = None) -> str:
        """The address of a lesson: its page (at a heading, if one is given), or, while it is planned, its place in the
        list of its stage."""
        stage = self.site.index.stage_of(lesson.id)
        if lesson.status is LessonStatus.written:
            return self.href(f"{stage.id}/{lesson.id}.md", anchor(heading) if heading else "")
        return self.stage_href(stage, f"lesson-{lesson.id}")

    def topic_href(self, topic: Topic) -> str:
        """The address of a topic in the list of its own stage, which need not be that of a lesson that teaches it."""
        return self.href(self.site.index.home(topic).page, f"topic-{topic.id}")

    def resource_href(self, resource: Resource) -> str:
        """The address of a resource's row on its home page."""
        return self.href(self.site.index.home(resource).page, f"resource-{resource.id}")

    def edit_href(self, row: Row) -> str:
        """The address where the file of a row is edited, at its line; empty when the site has no repository."""
        file = row.origin.file.partition("/")[2]  # an edit address begins at the docs folder
        return f"{self.site.edit_url}{file}#L{row.line()}" if self.site.edit_url else ""

    def link_state(self, resource: Resource) -> LinkState | None:
        """What the last link check found about a resource."""
        return state_of(resource, self.site.links)

    def practised(self, ids: Iterable[str]) -> list[tuple[str, str]]:
        """The addresses and titles of exercises and tasks."""
        found = [self.site.practices[id_] for id_ in ids if id_ in self.site.practices]
        folders = {one.lesson: self.site.index.stage_of(one.lesson).id for one in found}
        return [(self.href(f"{folders[one.lesson]}/{one.lesson}.md", one.anchor), one.title) for one in found]

    # Look-ups ------------------------------------------------------------------------------------------------------

    def resources_by_id(self, ids: Iterable[str]) -> list[Resource]:
        """The resources with these ids, in their order."""
        return [self.site.index.resources[id_] for id_ in ids]

    def lessons_by_id(self, ids: Iterable[str]) -> list[Lesson]:
        """The lessons with these ids, in their order."""
        return [self.site.index.lessons[id_] for id_ in ids]

    # Parts whose values take some work; the others are rows of markers.py --------------------------------------------

    def resources(
        self,
        resources: Iterable[Resource],
        *,
        caption: str,
        anchors: bool = True,
        homes: bool = False,
        first: bool = False,
    ) -> str:
        """A resource table. `anchors` gives each row its id, once per page; `homes` tells where each belongs,
        `first` folds all but the first, the one to take."""
        rows, home = list(resources), self.site.index.home
        found = {one.id: (home(one).filter, home(one).name) for one in rows} if homes else None
        first = first and len(rows) > OPEN
        return self.html("resources", resources=rows, caption=caption, anchors=anchors, homes=found, first=first)

    def neighbours(self, stage: Stage) -> str:
        """What comes before and after a stage."""
        stages = self.site.roadmap.stages
        before = next((one for one, other in pairwise(stages) if other is stage), None)
        after = next((other for one, other in pairwise(stages) if one is stage), None)
        return self.html("neighbours", before=before, after=after)

    def lesson(self, lesson: Lesson) -> str:
        """What stands below the title of a lesson: where it is on the road, its promise, and one line of facts."""
        stage = self.site.index.stage_of(lesson.id)
        lessons = [one for section in stage.sections for one in section.lessons]
        return self.html(
            "lesson",
            lesson=lesson,
            stage=stage,
            lessons=lessons,
            place=lessons.index(lesson) + 1,
            stamp=self.site.stamps.get(lesson.id),
            colab=colab(self.site.repo, stage.id, lesson.id),
        )

    def placement(self, stage: Stage) -> str:
        """The placement test of a stage: the first questions of each lesson, by section."""
        parts, number = [], 0
        for section in stage.sections:
            asked = [
                self.site.questions[lesson.id].questions
                for lesson in section.lessons
                if lesson.id in self.site.questions
            ]
            questions = [question for all_ in asked for question in all_[:PLACEMENT_PER_LESSON]]
            milestones = self.site.index.milestones(section)
            if questions:
                parts.append((section, list(enumerate(questions, start=number + 1)), milestones))
            number += len(questions)
        return self.html("placement", stage=stage, parts=parts) if parts else ""

    def next(self, lesson: Lesson, resources: Iterable[Resource]) -> str:
        """The end of a lesson: its tick, the lessons before and after it, resources, and what it was made from."""
        roadmap = self.site.roadmap
        lessons = list(roadmap.lessons())
        before = next((one for one, other in pairwise(lessons) if other is lesson), None)
        after = next((other for one, other in pairwise(lessons) if one is lesson), None)
        return self.html(
            "next",
            lesson=lesson,
            before=before,
            after=after,
            stage_after=self.site.index.stage_of(after.id) if after else None,
            resources=list(resources),
            topics=[topic for topic in roadmap.topics() if any(one.lesson == lesson.id for one in topic.taught_in)],
            datasets=[row for id_ in lesson.datasets for row in roadmap.datasets if row.id == id_],
            stamp=self.site.stamps.get(lesson.id),
            newest=self.site.newest.get(lesson.id),
        )

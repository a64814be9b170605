"""From the roadmap to HTML: one function per marker. Templates hold the markup, this module picks what they show."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown.extensions.toc import slugify
from markupsafe import Markup, escape

from mlroadmap.codes import CODES
from mlroadmap.data.explorables import Explorable
from mlroadmap.data.links import LinkState, state_of
from mlroadmap.data.model import Lesson, LessonStatus, Resource, Row, Section, Stage, Topic
from mlroadmap.data.questions import Prediction
from mlroadmap.pages.lesson_map import HEIGHT, WIDTH, draw
from mlroadmap.pages.paths import href
from mlroadmap.pages.pictures import picture
from mlroadmap.pages.road import draw_road
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


def stated(value: float) -> str:
    """Return a length as its maker states it: '4.5 h', '36 h', '30 min'."""
    return hours(value) if value < 1 else f"{value:g} h"


def plural(count: int, word: str) -> str:
    """Return '1 lesson', '2 lessons', '2 communities'."""
    if count == 1:
        return f"1 {word}"
    return f"{count} {word.removesuffix('y')}ies" if word.endswith("y") else f"{count} {word}s"


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
        "stated": stated,
        "plural": plural,
        "code": code_spans,
        "picture": picture,
        "anchor": anchor,
    }
    return environment


_ENVIRONMENT = _environment()


def still_of(row: Explorable) -> Traversable:
    """Return the file with the still figure of what can be moved; `make generate` draws it."""
    return files("mlroadmap.pages").joinpath(f"explorables/{row.id}.svg")


@dataclass(frozen=True)
class Renderer:
    """Renders parts of the roadmap for one page; `page` is its source path, such as `stage-2/index.md`."""

    site: Site
    page: str

    def _html(self, template: str, **values: Any) -> str:
        text = _ENVIRONMENT.get_template(f"{template}.html.j2").render(show=self, site=self.site, **values)
        return "\n".join(line.strip() for line in text.splitlines() if line.strip())

    # Addresses -----------------------------------------------------------------------------------------------------

    def href(self, target: str, anchor: str = "") -> str:
        """The relative address of a page or file of the site."""
        return href(self.page, target, anchor)

    def stage_href(self, stage: Stage, anchor: str = "") -> str:
        """The address of a stage's page."""
        return self.href(f"{stage.id}/index.md", anchor)

    def lesson_href(self, lesson: Lesson) -> str:
        """The address of a lesson: its page, or its place in the list of its stage while it is planned."""
        stage = self.site.index.stage_of(lesson.id)
        if lesson.status is LessonStatus.written:
            return self.href(f"{stage.id}/{lesson.id}.md")
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

    # Look-ups ------------------------------------------------------------------------------------------------------

    def resources_by_id(self, ids: Iterable[str]) -> list[Resource]:
        """The resources with these ids, in their order."""
        return [self.site.index.resources[id_] for id_ in ids]

    def lessons_by_id(self, ids: Iterable[str]) -> list[Lesson]:
        """The lessons with these ids, in their order."""
        return [self.site.index.lessons[id_] for id_ in ids]

    # Markers -------------------------------------------------------------------------------------------------------

    def topics(self, section: Section) -> str:
        """What to learn in a section, and which lesson teaches it."""
        return self._html("topics", section=section, counted=self.site.index.progress_keys)

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
        return self._html("resources", resources=rows, caption=caption, anchors=anchors, homes=found, first=first)

    def lessons(self, lessons: Iterable[Lesson]) -> str:
        """A list of lessons with time and promise."""
        return self._html("lessons", lessons=list(lessons))

    def projects(self, sections: Iterable[Section]) -> str:
        """The project briefs of some sections."""
        return self._html("projects", projects=[project for section in sections for project in section.projects])

    def milestones(self, stage: Stage) -> str:
        """The milestone of a stage: its statement and a checklist."""
        return self._html("milestones", stage=stage)

    def facts(self, stage: Stage) -> str:
        """One line: hours, sections, lessons, milestones."""
        lessons = [lesson for section in stage.sections for lesson in section.lessons]
        return self._html("facts", stage=stage, lessons=lessons, counted=self.site.index.progress_keys)

    def stages(self) -> str:
        """The stages at a glance."""
        return self._html("stages", counted=self.site.index.progress_keys)

    def road(self) -> str:
        """The road: a dot for each lesson."""
        return self._html("road", road=draw_road(self.site.roadmap))

    def promise(self) -> str:
        """What there is, in one sentence with the numbers of the day."""
        return self._html("promise")

    def progress(self) -> str:
        """How much the reader has ticked: of everything, of each stage, of each section."""
        return self._html("progress", counted=self.site.index.progress_keys)

    def planner(self) -> str:
        """Hours by section, and the place where a script puts the planner."""
        return self._html("planner")

    def map(self) -> str:
        """What builds on what, as an ordered list."""
        return self._html("map", sections={section.id: section for section in self.site.roadmap.sections()})

    def lesson_map(self) -> str:
        """What builds on what among the lessons, as a drawing whose boxes are links."""
        return self._html("lesson_map", drawing=draw(self.site.roadmap, self.site.map_layout), sizes=(WIDTH, HEIGHT))

    def lesson_list(self) -> str:
        """The same as an ordered list."""
        return self._html("lesson_list")

    def neighbours(self, stage: Stage) -> str:
        """What comes before and after a stage."""
        stages = self.site.roadmap.stages
        before = next((one for one, other in pairwise(stages) if other is stage), None)
        after = next((other for one, other in pairwise(stages) if one is stage), None)
        return self._html("neighbours", before=before, after=after)

    def tips(self) -> str:
        """Advice on how to study."""
        return self._html("tips")

    def domains(self) -> str:
        """The fields to specialise in."""
        return self._html("domains")

    def replaced(self) -> str:
        """What the source article names without an address, and what to use instead."""
        index = self.site.index
        return self._html("replaced", index=index)

    def changes(self) -> str:
        """Resources that were renamed, moved, superseded or archived."""
        return self._html("changes", resources=[one for one in self.site.roadmap.resources() if one.status])

    def article(self) -> str:
        """Every entry of the source article and its place on the site."""
        return self._html("article")

    def glossary(self) -> str:
        """All terms, alphabetically."""
        return self._html("glossary", terms=sorted(self.site.roadmap.glossary, key=lambda term: term.term.casefold()))

    def datasets(self) -> str:
        """The cards of all data sets."""
        return self._html("datasets")

    def lesson(self, lesson: Lesson) -> str:
        """What stands below the title of a lesson: where it is on the road, its promise, and one line of facts."""
        stage = self.site.index.stage_of(lesson.id)
        lessons = [one for section in stage.sections for one in section.lessons]
        return self._html(
            "lesson",
            lesson=lesson,
            stage=stage,
            lessons=lessons,
            place=lessons.index(lesson) + 1,
            stamp=self.site.stamps.get(lesson.id),
            colab=colab(self.site.repo, stage.id, lesson.id),
        )

    def questions(self, lesson: Lesson) -> str:
        """The questions of a lesson."""
        return self._html("questions", questions=self.site.questions[lesson.id].questions)

    def predict(self, prediction: Prediction) -> str:
        """The question before an output. Its panel and the output are the lesson's: see lessons/page.py."""
        return self._html("predict", question=prediction)

    def explorable(self, row: Explorable) -> str:
        """Something to move: a question with guesses, its still figure, and what happens."""
        return self._html("explorable", row=row, still=Markup(still_of(row).read_text("utf-8")))

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
        return self._html("placement", stage=stage, parts=parts) if parts else ""

    def next(self, lesson: Lesson, resources: Iterable[Resource]) -> str:
        """The end of a lesson: its tick, the lessons before and after it, resources, and what it was made from."""
        roadmap = self.site.roadmap
        lessons = list(roadmap.lessons())
        before = next((one for one, other in pairwise(lessons) if other is lesson), None)
        after = next((other for one, other in pairwise(lessons) if one is lesson), None)
        return self._html(
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

    def codes(self) -> str:
        """What each problem code means."""
        return self._html("codes", codes=CODES)

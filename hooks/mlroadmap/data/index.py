"""Where a row belongs: the one answer, made once per roadmap, that pages, published data and checks ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mlroadmap.data.model import Lesson, LessonStatus, MilestoneItem, Project, Resource, Roadmap, Section, Stage, Topic

Placed = Topic | Lesson | Resource | Project | MilestoneItem


@dataclass(frozen=True)
class Home:
    """The place of a row: its section and stage, or the list beside the stages that it stands in."""

    stage: Stage | None
    section: Section | None
    group: str = ""
    """`interview` or `communities`, for a resource of one of these lists."""

    @property
    def page(self) -> str:
        """The source path of the page on which the row is shown."""
        return f"{self.stage.id}/index.md" if self.stage else _PAGES[self.group]

    @property
    def name(self) -> str:
        """The number of the section, or the name of the list."""
        return self.section.id if self.section else self.group

    @property
    def filter(self) -> str:
        """The word by which resources are filtered: the number of the stage, or the name of the list."""
        return str(self.stage.number) if self.stage else self.group


_PAGES = {"interview": "interview-questions.md", "communities": "how-to-use.md"}


@dataclass(frozen=True)
class Index:
    """Looks rows of a roadmap up by id."""

    roadmap: Roadmap

    def home(self, row: Placed) -> Home:
        """Where a row belongs. Raises KeyError for one of another roadmap."""
        return self._homes[type(row), row.id]

    def stage_of(self, lesson: str) -> Stage:
        """The stage of a lesson, by its id. Raises KeyError for an unknown one."""
        stage = self._homes[Lesson, lesson].stage
        assert stage, "lessons stand in sections"
        return stage

    def address_of(self, lesson: str) -> str:
        """The address of a lesson below the root of the site: its page, or its row in its stage while it is planned."""
        stage, written = self.stage_of(lesson).id, self.lessons[lesson].status is LessonStatus.written
        return f"{stage}/{lesson}/" if written else f"{stage}/#lesson-{lesson}"

    def climbs(self, lesson: str) -> bool:
        """Whether a lesson says what it introduces, and so keeps the rules of the ladder; the id may be unknown."""
        return bool(self.lessons[lesson].introduces) if lesson in self.lessons else False

    @cached_property
    def _homes(self) -> Mapping[tuple[type[Placed], str], Home]:
        homes: dict[tuple[type[Placed], str], Home] = {}
        for group in _PAGES:
            homes |= {(Resource, one.id): Home(None, None, group) for one in getattr(self.roadmap, group)}
        for stage in self.roadmap.stages:
            for section in stage.sections:
                rows: tuple[Placed, ...] = (*section.topics, *section.lessons, *section.resources, *section.projects)
                homes |= {(type(row), row.id): Home(stage, section) for row in rows}
            sections = {section.id: section for section in stage.sections}
            for item in stage.milestone.items:
                # An item that names no section belongs to the end of the stage.
                homes[MilestoneItem, item.id] = Home(stage, sections.get(item.section or "", stage.sections[-1]))
        return homes

    @cached_property
    def lessons(self) -> Mapping[str, Lesson]:
        """All lessons by id, in order."""
        return {lesson.id: lesson for lesson in self.roadmap.lessons()}

    @cached_property
    def resources(self) -> Mapping[str, Resource]:
        """All resources by id, in order."""
        return {resource.id: resource for resource in self.roadmap.resources()}

    @cached_property
    def projects(self) -> Mapping[str, Project]:
        """All project ideas by id, in order."""
        return {project.id: project for project in self.roadmap.projects()}

    def milestones(self, section: Section) -> list[MilestoneItem]:
        """The items of the stage's milestone that belong to a section, in order."""
        return [item for item in self.roadmap.milestone_items() if self.home(item).section is section]

    @cached_property
    def progress_keys(self) -> Mapping[str, list[str]]:
        """The keys of the ticks that count towards each section, each stage, and `all`.

        Lessons, topics and milestones count; resources and projects are a choice.
        """
        found: dict[str, list[str]] = {}
        for stage in self.roadmap.stages:
            for section in stage.sections:
                found[section.id] = [f"lesson:{lesson.id}" for lesson in section.lessons]
                found[section.id] += [f"topic:{topic.id}" for topic in section.topics]
                found[section.id] += [f"milestone:{item.id}" for item in self.milestones(section)]
            found[stage.id] = [key for section in stage.sections for key in found[section.id]]
        return found | {"all": [key for stage in self.roadmap.stages for key in found[stage.id]]}

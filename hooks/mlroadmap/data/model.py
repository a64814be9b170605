"""The shape of the data files: frozen pydantic models that refuse unknown keys.

`docs/_data/roadmap.yml` is a tree (stages > sections > topics, lessons, resources, projects) with a few lists beside
it. The glossary and the data sets have a file each, since others write them, at other times. All are one `Roadmap`.
Everything that has an `id` is permanent once released: ids become HTML ids and keys in a learner's browser.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SkipValidation,
    StringConstraints,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from mlroadmap.data.addresses import fault_of


def _day(value: Any) -> Any:
    """Refuse what is no day, with the form that one has; numbers would be taken for seconds since 1970."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    mend = "write a day as year-month-day, such as 2026-11-22"
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            mend = "there is no such day"
    elif isinstance(value, str) and (parts := re.fullmatch(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})", value.strip())):
        mend = f"write it as {parts[3]}-{int(parts[2]):02}-{int(parts[1]):02}"
    raise PydanticCustomError("no_day", "is not a day: {mend}", {"mend": mend})


def _address(value: str) -> str:
    if fault := fault_of(value):
        raise PydanticCustomError("no_address", "{fault}", {"fault": fault})
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
SectionId = Annotated[str, StringConstraints(pattern=r"^[1-9]\.[1-9]$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+\S*$")]
Address = Annotated[Url, AfterValidator(_address)]
"""A web address that a person wrote; `Url` is one that a program found."""
Day = Annotated[date, BeforeValidator(_day)]
Hours = Annotated[float, Field(gt=0, le=500, strict=True)]
Flag = Annotated[bool, Field(strict=True)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True)
class Origin:
    """Where a row was read: its file, and the line of each of its keys; its own line is under an empty key."""

    file: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)


ORIGIN = "__origin__"
"""The key under which the loader hands each row its origin; the alias of `Row.origin`."""


class Row(BaseModel):
    """What all rows share: immutable, and a misspelt key is an error instead of being ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    origin: SkipJsonSchema[SkipValidation[Origin]] = Field(
        default_factory=Origin, alias="__origin__", exclude=True, repr=False
    )

    def line(self, key: str = "") -> int:
        """The line in its file of `key`, or of the row itself; 1 for a row that was not read from a file."""
        return self.origin.lines.get(key, self.origin.lines.get("", 1))


class Kind(StrEnum):
    """What a resource is."""

    book = "book"
    course = "course"
    video = "video"
    docs = "docs"
    article = "article"
    paper = "paper"
    tool = "tool"
    dataset = "dataset"
    community = "community"


class Cost(StrEnum):
    """What a learner pays. `freemium`: a useful part is free."""

    free = "free"
    freemium = "freemium"
    paid = "paid"


class Level(StrEnum):
    """Whom a resource or project suits."""

    beginner = "beginner"
    intermediate = "intermediate"
    advanced = "advanced"


class Change(StrEnum):
    """How a resource differs from what older lists (and our source article) say about it."""

    renamed = "renamed"
    superseded = "superseded"
    moved = "moved"
    archived = "archived"


class Status(Row):
    """What changed about a resource, and what a reader should know about it now."""

    change: Change
    note: Text
    was: Text | None = None
    """The former title, when it differs: search must find the resource by it."""


class Resource(Row):
    """One external learning resource: a row of a resource table."""

    id: Id
    title: Text
    url: Address
    provider: Text
    authors: tuple[Text, ...] = ()
    kind: Kind
    cost: Cost
    level: Level
    hours: Hours | None = None
    """Length as its maker states it; absent when not stated."""
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = "en"
    licence: Text | None = None
    why: Text
    """One sentence in our own words: what this gives that the neighbours in the table do not."""
    article_name: Text | None = None
    """What the source article calls it; absent when the article does not name it."""
    also_known_as: tuple[Text, ...] = ()
    status: Status | None = None
    note: Text | None = None
    """A caveat that is no change of name or place, such as 'examples are in R'."""
    alternatives: tuple[Id, ...] = ()
    domain: Id | None = None


class TaughtIn(Row):
    """Where a topic is taught on this site."""

    lesson: Id
    heading: Text | None = None
    """The heading in a written lesson; absent while the lesson is planned."""


class Topic(Row):
    """One thing to learn in a section."""

    id: Id
    title: Text
    why: Text
    article_name: Text | None = None
    taught_in: tuple[TaughtIn, ...] = ()


class LessonStatus(StrEnum):
    """`planned` lessons are shown without a link."""

    written = "written"
    planned = "planned"


class Lesson(Row):
    """One executed notebook of the site. Its source is `docs/stage-N/<id>.md`."""

    id: Id
    title: Text
    promise: Text
    """What the reader can do afterwards, as 'You can …' would continue."""
    minutes: Annotated[int, Field(ge=10, le=120, strict=True)]
    """What reading takes, for a lesson that says `exercise_minutes` too; otherwise all of it."""
    exercise_minutes: Annotated[int, Field(ge=5, le=180, strict=True)] | None = None
    """What its tasks and exercises take besides: a quarter of an hour each unless it is a warm-up."""
    introduces: tuple[Text, ...] = ()
    """The language constructs and library calls that a reader meets here first, such as `for loop` or `np.array`: five
    at most. A lesson that names them keeps the rules of the ladder."""
    promise_exercises: tuple[Id, ...] = ()
    """The exercises that practise the promise, by the `name` of their starter."""
    status: LessonStatus
    needs: tuple[Id, ...] = ()
    datasets: tuple[Id, ...] = ()
    beyond_article: Flag = False
    published: Day | None = None
    """The day on which a written lesson appeared; the feed tells of it."""

    @property
    def all_minutes(self) -> int:
        """Reading and exercises together."""
        return self.minutes + (self.exercise_minutes or 0)


class Project(Row):
    """A project idea with a brief that someone can start from."""

    id: Id
    title: Text
    goal: Text
    data: Text
    done: Annotated[tuple[Text, ...], Field(min_length=2)]
    """Criteria that the learner can verify."""
    hours: Hours
    level: Level
    resources: tuple[Id, ...] = ()
    lesson: Id | None = None
    article_name: Text | None = None


class Section(Row):
    """One numbered section of a stage, such as 2.2."""

    id: SectionId
    title: Text
    summary: Text
    needs: tuple[SectionId, ...] = ()
    study_hours: Hours
    """Our estimate for one main resource plus practice, beside the lessons and projects."""
    topics: tuple[Topic, ...]
    lessons: tuple[Lesson, ...] = ()
    resources: tuple[Resource, ...]
    projects: tuple[Project, ...] = ()

    @property
    def lesson_hours(self) -> float:
        """The lessons with their exercises, in hours."""
        return sum(lesson.all_minutes for lesson in self.lessons) / 60

    @property
    def hours(self) -> float:
        """Study, lessons and projects together, in hours."""
        return self.study_hours + self.lesson_hours + sum(project.hours for project in self.projects)


class MilestoneItem(Row):
    """One thing that a learner can verify about themselves."""

    id: Id
    text: Text
    hours: Hours
    section: SectionId | None = None
    exercises: tuple[Id, ...] = ()
    """The exercises that practise it, by the `name` of their starter."""


class Milestone(Row):
    """What someone can do at the end of a stage."""

    statement: Text
    items: Annotated[tuple[MilestoneItem, ...], Field(min_length=5, max_length=9)]


class Stage(Row):
    """One of the six stages."""

    id: Annotated[str, StringConstraints(pattern=r"^stage-[1-9]$")]
    title: Text
    summary: Text
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    milestone: Milestone

    @property
    def number(self) -> int:
        """The stage's place in the roadmap, from its id."""
        return int(self.id.removeprefix("stage-"))

    @property
    def lesson_hours(self) -> float:
        """The lessons of all sections with their exercises, in hours."""
        return sum(section.lesson_hours for section in self.sections)

    @property
    def hours(self) -> float:
        """All sections and the milestone, in hours."""
        milestone = sum(item.hours for item in self.milestone.items)
        return sum(section.hours for section in self.sections) + milestone


class Domain(Row):
    """A field to specialise in (section 6.2)."""

    id: Id
    title: Text
    examples: Text
    summary: Text
    lesson: Id | None = None
    article_name: Text | None = None


class Tip(Row):
    """Advice on how to study."""

    id: Id
    title: Text
    text: Text
    resources: tuple[Id, ...] = ()
    article_name: Text | None = None


class Replaced(Row):
    """Something that the source article names but that has no address any more, and what to use instead."""

    id: Id
    article_name: Text
    reason: Text
    use_instead: Annotated[tuple[Id, ...], Field(min_length=1)]


class Term(Row):
    """A glossary entry."""

    id: Id
    term: Text
    definition: Text
    also: tuple[Text, ...] = ()
    lesson: Id | None = None


class Dataset(Row):
    """A data card: a committed file under `docs/assets/data/`, or data that an installed package brings."""

    id: Id
    title: Text
    source: Text
    licence: Text
    rows: Annotated[int, Field(gt=0, strict=True)]
    columns: Annotated[int, Field(gt=0, strict=True)]
    made_by: Text
    """The command or call that yields it from its source."""
    faults: Text
    """Known faults and limits of the data."""
    file: Text | None = None
    sha256: Sha256 | None = None


class PermanentKind(StrEnum):
    """Kinds whose ids are promised: learners' progress and other people's links are kept under them."""

    milestone = "milestone"
    resource = "resource"
    section = "section"
    lesson = "lesson"
    topic = "topic"
    project = "project"


class Moved(Row):
    """A renamed id: progress kept under the old one is carried over to the new one."""

    kind: PermanentKind
    old: Text
    new: Text
    on: Day


class RoadmapFile(Row):
    """`docs/_data/roadmap.yml`: what is learned where, and the lists beside it."""

    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    domains: tuple[Domain, ...]
    communities: tuple[Resource, ...]
    interview: tuple[Resource, ...]
    """The article's closing list, 'Resources from Lets Code'."""
    replaced: tuple[Replaced, ...]
    tips: tuple[Tip, ...]
    moved: tuple[Moved, ...] = ()


class GlossaryFile(Row):
    """`docs/_data/glossary.yml`: what the words mean."""

    glossary: tuple[Term, ...]


class DatasetsFile(Row):
    """`docs/_data/datasets.yml`: the cards of the data that lessons use."""

    datasets: tuple[Dataset, ...]


class Roadmap(RoadmapFile, GlossaryFile, DatasetsFile):
    """The data files as one."""

    def sections(self) -> Iterator[Section]:
        """All sections, in order."""
        return (section for stage in self.stages for section in stage.sections)

    def resources(self) -> Iterator[Resource]:
        """All resources: those of the sections, then interview preparation and communities."""
        for section in self.sections():
            yield from section.resources
        yield from self.interview
        yield from self.communities

    def lessons(self) -> Iterator[Lesson]:
        """All lessons, in order."""
        return (lesson for section in self.sections() for lesson in section.lessons)

    def topics(self) -> Iterator[Topic]:
        """All topics, in order."""
        return (topic for section in self.sections() for topic in section.topics)

    def projects(self) -> Iterator[Project]:
        """All project ideas, in order."""
        return (project for section in self.sections() for project in section.projects)

    def milestone_items(self) -> Iterator[MilestoneItem]:
        """Every checkbox of every stage's milestone, in order."""
        return (item for stage in self.stages for item in stage.milestone.items)

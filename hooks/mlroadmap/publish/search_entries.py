"""What the search can find, each thing with all its names: rows of the data, kinds of errors, sections of pages."""

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from mlroadmap.data.index import Index, Placed
from mlroadmap.data.model import LessonStatus, Resource

SENTENCE = 110
"""Characters of text that an entry shows, at most."""
CONTRIBUTORS = "contributing/"
INTERVIEWS = "interview-questions/"
"""Pages whose headings are questions, numbered and as long as they need, and whose sections begin with a level."""
_LISTS = re.compile(r"(Lessons|Resources|Projects) for \d\.\d")
"""Headings of stage pages below which stand rows that are entries of their own."""
_TAG = re.compile(r"<[^>]+>")


ErrorKind = tuple[str, str, str, tuple[str, str]]
"""Its name, the pattern of its message, what it means, and the address and title of where to read on."""


class Section(NamedTuple):
    """A section of a built page, as MkDocs' search plugin has it: where it is, its heading, its text as HTML."""

    location: str
    title: str
    text: str


class Entry(NamedTuple):
    """One thing that can be found. `names` are all by which it is known, its title first; `context` weighs less."""

    location: str
    kind: str
    names: tuple[str, ...]
    text: str = ""
    context: str = ""


@lru_cache(maxsize=20_000)  # while a site is served, all but one page say what they said before
def plain(text: str, *, tag: str = " ") -> str:
    """Return the text of HTML on one line, with `tag` in the place of each tag: within a sentence that is nothing."""
    return re.sub(r"\s+", " ", html.unescape(_TAG.sub(tag, text))).strip()


def sentence(text: str) -> str:
    """Return the first sentence of plain `text`, or as many of its words as an entry shows."""
    first = re.split(r"(?<=[.!?:])\s", text, maxsplit=1)[0]
    return first if len(first) <= SENTENCE else f"{first[:SENTENCE].rpartition(' ')[0]} …"


def entries(index: Index, sections: Iterable[Section], errors: Iterable[ErrorKind] = ()) -> list[Entry]:
    """Return all entries: rows of the data, kinds of errors, then the sections of the pages."""
    return [*_of_lessons(index), *_of_rows(index), *_of_errors(errors), *_of_sections(index, sections)]


def _singular(title: str) -> str:
    """Return what a term and the lesson about it have in common."""
    return title.casefold().removesuffix("s")


def _page(index: Index, row: Placed) -> str:
    home = index.home(row)
    return f"{home.stage.id}/" if home.stage else f"{home.page.removesuffix('.md')}/"


def _of_lessons(index: Index) -> Iterator[Entry]:
    taught: dict[str, list[str]] = defaultdict(list)
    for topic in index.roadmap.topics():
        for place in topic.taught_in:
            if not place.heading:
                taught[place.lesson] += [topic.title, topic.article_name or ""]
    also = {_singular(term.term): term.also for term in index.roadmap.glossary}
    for lesson in index.roadmap.lessons():
        kind = "lesson" if lesson.status is LessonStatus.written else "planned lesson"
        names = (lesson.title, lesson.id.replace("-", " "), *taught[lesson.id], *also.get(_singular(lesson.title), ()))
        yield Entry(index.address_of(lesson.id), kind, names, lesson.promise, " ".join(lesson.introduces))


def _of_rows(index: Index) -> Iterator[Entry]:
    roadmap = index.roadmap
    for term in roadmap.glossary:
        yield Entry(f"glossary/#{term.id}", "term", (term.term, *term.also), term.definition)
    for stage in roadmap.stages:
        yield Entry(f"{stage.id}/", "stage", (f"Stage {stage.number}: {stage.title}",), stage.summary)
    for topic in roadmap.topics():
        if not any(index.lessons[place.lesson].status is LessonStatus.written for place in topic.taught_in):
            page = _page(index, topic)
            yield Entry(f"{page}#topic-{topic.id}", "topic", (topic.title, topic.article_name or ""), topic.why)
    for resource in roadmap.resources():
        page = _page(index, resource)
        people = " ".join((resource.provider, *resource.authors, resource.kind, resource.domain or ""))
        yield Entry(f"{page}#resource-{resource.id}", "resource", _names(resource), resource.why, people)
    for project in roadmap.projects():
        page = _page(index, project)
        yield Entry(
            f"{page}#project-{project.id}", "project", (project.title, project.article_name or ""), project.goal
        )
    for tip in roadmap.tips:
        yield Entry(f"how-to-use/#tip-{tip.id}", "advice", (tip.title, tip.article_name or ""), tip.text)
    for domain in roadmap.domains:
        names = (domain.title, domain.article_name or "")
        yield Entry(f"stage-6/#domain-{domain.id}", "topic", names, domain.summary, domain.examples)
    for gone in roadmap.replaced:
        yield Entry(f"about/article/#replaced-{gone.id}", "page", (gone.article_name,), gone.reason)
    for data in roadmap.datasets:
        names = (data.title, data.id.replace("-", " "))
        yield Entry(f"about/data/#dataset-{data.id}", "data set", names, data.faults, data.source)


def _names(resource: Resource) -> tuple[str, ...]:
    was = resource.status.was if resource.status else None
    return (resource.title, *resource.also_known_as, resource.article_name or "", was or "")


def _of_errors(kinds: Iterable[ErrorKind]) -> Iterator[Entry]:
    """One entry for each kind of error and each place to read on: their messages are its names."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for name, pattern, said, (location, _) in kinds:
        found[name, location].append((_message(pattern), re.sub(r"\{(\w+)\}", "…", said)))
    for (name, location), rows in found.items():
        names = (name, *(f"{name}: {message}" for message, _ in rows if message))
        yield Entry(location, "error", names, rows[-1][1])


def _message(pattern: str) -> str:
    """Return the words of a message that a regular expression looks for."""
    words = re.sub(r"\(\?P<\w+>(?:\[[^\]]*\]|[^()])*\)|\\.|\[[^\]]*\]", " ", pattern)
    return re.sub(r"[^\w' ]+", " ", words).strip()


def _of_sections(index: Index, sections: Iterable[Section]) -> Iterator[Entry]:
    known = {index.address_of(lesson.id) for lesson in index.roadmap.lessons()} | {
        f"{stage.id}/" for stage in index.roadmap.stages
    }
    lessons = {location for location in known if "#" not in location and location.count("/") == 2}
    taught: dict[tuple[str, str], list[str]] = defaultdict(list)
    for topic in index.roadmap.topics():
        for place in topic.taught_in:
            key = index.address_of(place.lesson), plain(place.heading or "").replace("`", "")
            taught[key] += [topic.title, topic.article_name or ""]
    pages: dict[str, str] = {}
    for location, heading, text in sections:
        page, _, anchor = location.partition("#")
        title = plain(heading)
        pages.setdefault(page, title)
        if location in known or _LISTS.fullmatch(title):
            continue
        kind = "part" if page in lessons else "contributor" if page.startswith(CONTRIBUTORS) else "page"
        names, opening = (title, *taught[page, title]), plain(_opening(text))
        if anchor and page.startswith(INTERVIEWS):
            names, opening = (sentence(re.sub(r"^\d+\. ", "", title)),), ""
        yield Entry(location, kind, names, opening, pages[page] if anchor else "")


def _opening(text: str) -> str:
    """Return the first paragraph of a section, which may begin with a list, a table or code."""
    paragraph = re.search(r"<p>(.*?)</p>", text, flags=re.DOTALL)
    return paragraph[1] if paragraph else re.sub(r"<pre>.*?</pre>", "", text, flags=re.DOTALL)

"""What the search of the site reads: short entries for a first search, and the remaining words in parts by first letter.

MkDocs' search plugin gathers the full text of every section of every page. Sent whole it would weigh more than all pages
that a reader opens. So a section becomes an entry of its heading and first sentence, the rows of the data become entries
with all their names, and the other words of a section are looked up only for a query that the entries do not answer.
How they are ranked is docs/javascripts/search.js.
"""

import html
import json
import re
import runpy
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from mlroadmap.data.model import LessonStatus, Resource
from mlroadmap.pages.paths import page_url
from mlroadmap.site import Site

SENTENCE = 140
"""Characters of text that an entry shows, at most."""
COMMON = 60
"""A word that stands in more sections than this tells nothing about one of them."""
CONTRIBUTORS = "contributing/"
INDEX = "search/search_index.json"
ERRORS = "assets/lessons/mlroadmap_errors.py"
_LISTS = re.compile(r"(Lessons|Resources|Projects) for \d\.\d")
"""Headings of stage pages below which stand rows that are entries of their own."""
_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"[a-z0-9_]{3,40}")


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


def plain(text: str) -> str:
    """Return the text of HTML on one line."""
    return re.sub(r"\s+", " ", html.unescape(_TAG.sub(" ", text))).strip()


def sentence(text: str) -> str:
    """Return the first sentence of plain `text`, or as many of its words as an entry shows."""
    first = re.split(r"(?<=[.!?:])\s", text, maxsplit=1)[0]
    return first if len(first) <= SENTENCE else f"{first[:SENTENCE].rpartition(' ')[0]} …"


def entries(site: Site, sections: Iterable[Section], errors: Iterable[tuple[str, str, str, Any]] = ()) -> list[Entry]:
    """Return all entries: rows of the data, kinds of errors, then the sections of the pages."""
    return [*_of_lessons(site), *_of_rows(site), *_of_errors(errors), *_of_sections(site, sections)]


def _address(site: Site, lesson: str) -> str:
    stage = site.index.stage_of(lesson).id
    written = site.index.lessons[lesson].status is LessonStatus.written
    return f"{stage}/{lesson}/" if written else f"{stage}/#lesson-{lesson}"


def _of_lessons(site: Site) -> Iterator[Entry]:
    taught = defaultdict(list)
    for topic in site.roadmap.topics():
        for place in topic.taught_in:
            if not place.heading:
                taught[place.lesson] += [topic.title, topic.article_name or ""]
    for lesson in site.roadmap.lessons():
        kind = "lesson" if lesson.status is LessonStatus.written else "planned lesson"
        names = (lesson.title, lesson.id.replace("-", " "), *taught[lesson.id])
        yield Entry(_address(site, lesson.id), kind, names, lesson.promise, " ".join(lesson.introduces))


def _of_rows(site: Site) -> Iterator[Entry]:
    roadmap = site.roadmap
    for term in roadmap.glossary:
        yield Entry(f"glossary/#{term.id}", "term", (term.term, *term.also), term.definition)
    for stage in roadmap.stages:
        yield Entry(f"{stage.id}/", "stage", (f"Stage {stage.number}: {stage.title}",), stage.summary)
    for topic in roadmap.topics():
        if not any(site.index.lessons[place.lesson].status is LessonStatus.written for place in topic.taught_in):
            page = page_url(site.index.home(topic).page)
            yield Entry(f"{page}#topic-{topic.id}", "topic", (topic.title, topic.article_name or ""), topic.why)
    for resource in roadmap.resources():
        page = page_url(site.index.home(resource).page)
        people = " ".join((resource.provider, *resource.authors, resource.kind, resource.domain or ""))
        yield Entry(f"{page}#resource-{resource.id}", "resource", _names(resource), resource.why, people)
    for project in roadmap.projects():
        page = page_url(site.index.home(project).page)
        yield Entry(f"{page}#project-{project.id}", "project", (project.title, project.article_name or ""), project.goal)
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


def _of_errors(kinds: Iterable[tuple[str, str, str, Any]]) -> Iterator[Entry]:
    """One entry for each kind of error and each place to read on: their messages are its names."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for name, pattern, said, (location, _) in kinds:
        found[name, location].append((_message(pattern), re.sub(r"\{(\w+)\}", "…", said)))
    for (name, location), rows in found.items():
        names = (name, *(f"{name}: {message}" for message, _ in rows if message))
        yield Entry(location, "error", names, rows[-1][1], "error exception")


def _message(pattern: str) -> str:
    """Return the words of a message that a regular expression looks for."""
    words = re.sub(r"\(\?P<\w+>(?:\[[^\]]*\]|[^()])*\)|\\.|\[[^\]]*\]", " ", pattern)
    return re.sub(r"[^\w' ]+", " ", words).strip()


def _of_sections(site: Site, sections: Iterable[Section]) -> Iterator[Entry]:
    known = {_address(site, lesson.id) for lesson in site.roadmap.lessons()} | {
        f"{stage.id}/" for stage in site.roadmap.stages
    }
    lessons = {location for location in known if "#" not in location and location.count("/") == 2}
    taught: dict[tuple[str, str], list[str]] = defaultdict(list)
    for topic in site.roadmap.topics():
        for place in topic.taught_in:
            key = _address(site, place.lesson), plain(place.heading or "").replace("`", "")
            taught[key] += [topic.title, topic.article_name or ""]
    pages: dict[str, str] = {}
    for location, heading, text in sections:
        page, _, anchor = location.partition("#")
        title = plain(heading)
        pages.setdefault(page, title)
        if location in known or _LISTS.fullmatch(title):
            continue
        kind = "part" if page in lessons else "contributor" if page.startswith(CONTRIBUTORS) else "page"
        names = (title, *taught[page, title])
        yield Entry(location, kind, names, plain(_opening(text)), pages[page] if anchor else "")


def _opening(text: str) -> str:
    """Return the first paragraph of a section, which may begin with a list, a table or code."""
    paragraph = re.search(r"<p>(.*?)</p>", text, flags=re.DOTALL)
    return paragraph[1] if paragraph else re.sub(r"<pre>.*?</pre>", "", text, flags=re.DOTALL)


def words(found: Iterable[Entry], sections: Iterable[Section]) -> dict[str, dict[str, list[int]]]:
    """Return the words of sections that their entries do not hold, by first character: the numbers of their entries.

    Numbers are ascending, each given as the distance to the one before.
    """
    numbers: dict[str, int] = {}
    for number, entry in enumerate(found):
        if entry.kind not in ("contributor", "error"):
            numbers.setdefault(entry.location, number)
    kept = {entry.location: entry for entry in found}
    places: dict[str, set[int]] = defaultdict(set)
    for location, _, text in sections:
        if location in numbers:
            entry = kept[location]
            shown = set(_words(" ".join((*entry.names, sentence(entry.text), entry.context))))
            for word in set(_words(plain(text))) - shown:
                places[word].add(numbers[location])
    parts: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for word in sorted(places):
        found_in = sorted(places[word])
        if len(found_in) <= COMMON and not word.isdecimal():
            parts[word[0]][word] = [one - before for before, one in zip([0, *found_in], found_in, strict=False)]
    return dict(parts)


def _words(text: str) -> list[str]:
    return _WORD.findall("".join(one for one in unicodedata.normalize("NFKD", text.lower()) if not _combining(one)))


def _combining(character: str) -> bool:
    return bool(unicodedata.combining(character))


def files(
    site: Site, sections: list[Section], errors: Iterable[tuple[str, str, str, Any]] = ()
) -> Mapping[str, dict[str, Any]]:
    """Return what is published below `search/`, by file name: `entries.json`, and `words/<character>.json`."""
    found = entries(site, sections, errors)
    pages = list(dict.fromkeys(entry.location.partition("#")[0] for entry in found))
    kinds = [kind for kind, _ in Counter(entry.kind for entry in found).most_common()]
    rows = []
    for entry in found:
        page, _, anchor = entry.location.partition("#")
        names = list(dict.fromkeys(name for name in entry.names if name))
        rows.append([pages.index(page), anchor, kinds.index(entry.kind), names, sentence(entry.text), entry.context])
    first = {
        "spellings": site.search.spellings,
        "synonyms": site.search.synonyms,
        "stop": site.search.stop_words,
        "pages": pages,
        "kinds": kinds,
        "entries": rows,
    }
    parts = words(found, sections)
    return {"entries.json": first} | {f"words/{character}.json": part for character, part in parts.items()}


def publish_search(site: Site, built: Path, docs: Path) -> None:
    """Replace the full index that MkDocs' search plugin wrote into the `built` site by what the search here reads."""
    index = built / INDEX
    if not index.exists():  # a site without that plugin
        return
    whole = json.loads(index.read_text("utf-8"))
    sections = [Section(row["location"], row["title"], row["text"]) for row in whole["docs"]]
    for name, content in files(site, sections, error_kinds(docs / ERRORS)).items():
        _write(index.parent / name, content)
    _write(index, whole | {"docs": []})


def error_kinds(path: Path) -> tuple[tuple[str, str, str, Any], ...]:
    """Return the rows of the lessons' table of errors: name, pattern of the message, what it means, where to read on."""
    return runpy.run_path(str(path))["KINDS"] if path.exists() else ()


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf-8")

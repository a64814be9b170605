"""What the page "Ask the roadmap" quotes from: the paragraphs of lessons, the answers to interviews, the glossary.

Left out is what makes sense only where it stands: what leads up to code, exercises and the answers to questions. The
file is a script, which a page from a disk may load too.
"""

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from mlroadmap.data.index import Index
from mlroadmap.data.search_words import SearchWords
from mlroadmap.publish.search_entries import Section, plain

PARAGRAPHS = "ask/paragraphs.js"
QUOTED = re.compile(r"stage-\d+/[^#]|interview-questions/[^#]|how-to-use/")
"""Where texts are taken from."""
DOING = re.compile(r"#(?:check-yourself|you-can-now|where-next|try-it|task|exercise|stretch)")
"""Headings below which the reader does something, or is told what to do next."""
ASIDE = re.compile(
    r"(?:Wrong|Right)\.|(?:Basic|Intermediate|Advanced) ·|New words:|Asked next:|After this lesson you can"
)
SHORTEST = 80
"""Characters: what is shorter says little by itself."""
_PARAGRAPH = re.compile(r"<(p|li)>(.*?)</\1>", re.DOTALL)
_CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)


class Place(NamedTuple):
    """Some paragraphs and where they stand."""

    location: str
    page: str
    heading: str
    texts: tuple[str, ...]


def quotable(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a section's HTML that can be understood by themselves, as plain text."""
    found = []
    for _, inside in _PARAGRAPH.findall(_CODE.sub("", text)):
        said = plain(inside, tag="")
        if len(said) >= SHORTEST and not said.endswith(":") and not ASIDE.match(said):
            found.append(said)
    return tuple(found)


def places(index: Index, sections: Iterable[Section]) -> list[Place]:
    """Return what can be quoted: terms first, then the paragraphs of the built `sections`."""
    sections = list(sections)
    titles = {one.location: plain(one.title, tag="") for one in sections if "#" not in one.location}
    found = [
        Place(f"glossary/#{term.id}", "Glossary", term.term, (f"{term.term}: {term.definition}".replace("`", ""),))
        for term in index.roadmap.glossary
    ]
    for location, title, text in sections:
        if QUOTED.match(location) and not DOING.search(location) and (texts := quotable(text)):
            page = titles.get(location.partition("#")[0], "")
            found.append(Place(location, page, plain(title, tag=""), texts))
    return found


def paragraphs_script(index: Index, words_of: SearchWords, sections: Iterable[Section]) -> str:
    """Return the text of the script: pages with titles, then rows of page, anchor, heading and paragraphs."""
    pages: dict[str, tuple[int, str]] = {}
    rows = []
    for location, title, heading, texts in places(index, sections):
        page, _, anchor = location.partition("#")
        number, _ = pages.setdefault(page, (len(pages), title))
        rows.append([number, anchor, heading, *texts])
    content = {
        "spellings": words_of.spellings,
        "stop": words_of.stop_words,
        "pages": [[page, title] for page, (_, title) in pages.items()],
        "rows": rows,
    }
    return f"globalThis.rmParagraphs = {json.dumps(content, ensure_ascii=False, separators=(',', ':'))};\n"

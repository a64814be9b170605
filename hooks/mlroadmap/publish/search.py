"""What the search of the site reads: short entries for a first search, and the remaining words in parts by their start.

MkDocs' search plugin gathers the full text of every section of every page. Sent whole it would weigh more than all the
pages that a reader opens. So a section becomes an entry of its heading and first sentence, the rows of the data become
entries with all their names, and the other words of a section are looked up only for a query that the entries do not
answer. How they are ranked is docs/javascripts/search.js.
"""

import json
import re
import runpy
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from mlroadmap.cache import NOTHING, Cache
from mlroadmap.data.index import Index
from mlroadmap.data.search_words import Answer, SearchWords
from mlroadmap.publish.paragraphs import PARAGRAPHS, paragraphs_script
from mlroadmap.publish.search_entries import Entry, ErrorKind, Section, entries, plain, sentence

COMMON = 60
"""A word that stands in more sections than this tells nothing about one of them."""
LISTS = ("glossary/", "resources/", "projects/", "about/data/", "about/article/")
"""Pages that show rows of the data."""
INDEX = "search/search_index.json"
ERRORS = "assets/lessons/mlroadmap_errors.py"
_WORD = re.compile(r"\b[a-z0-9_]{3,30}\b")
"""What may be looked for: no single letters, no check sums."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def words(found: Sequence[Entry], sections: Iterable[Section]) -> dict[str, dict[str, list[int]]]:
    """Return the words of sections that their entries do not hold, by first character: the numbers of their entries.

    Numbers are ascending, each given as the distance to the one before.
    """
    numbers: dict[str, int] = {}
    places: dict[str, set[int]] = defaultdict(set)
    shown: dict[int, set[str]] = {}
    for number, entry in enumerate(found):
        if entry.kind not in ("contributor", "error"):
            numbers.setdefault(entry.location, number)
        shown[number] = _words(" ".join((*entry.names, sentence(entry.text), entry.context)))
    texts = [(entry.location, entry.text) for entry in found]
    # pages that list rows have the words of these rows, which are entries of their own
    texts += [(location, plain(text)) for location, _, text in sections if not location.startswith(LISTS)]
    for location, text in texts:
        if location in numbers:
            for word in _words(text) - shown[numbers[location]]:
                places[word].add(numbers[location])
    parts: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for word in sorted(places):
        found_in = sorted(places[word])
        if len(found_in) <= COMMON and not word.isdecimal():
            parts[word[0]][word] = [one - before for before, one in zip([0, *found_in], found_in, strict=False)]
    return dict(parts)


def _words(text: str) -> set[str]:
    return set(_words_once(text).split())


@lru_cache(maxsize=20_000)  # while a site is served, all but one page say what they said before
def _words_once(text: str) -> str:
    """The words of a text, each once, as one string: sets of a whole site take fifteen times the memory."""
    return " ".join(dict.fromkeys(_WORD.findall(_BEYOND_ASCII.sub(_without_accents, text.lower()))))


def _without_accents(found: re.Match[str]) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", found[0]) if not unicodedata.combining(one))


def files(
    index: Index, words_of: SearchWords, sections: list[Section], errors: Iterable[ErrorKind] = ()
) -> Mapping[str, dict[str, Any]]:
    """Return what is published below `search/`, by file name: `entries.json`, and `words/<character>.json`."""
    found = answering(entries(index, sections, errors), words_of.answers)
    pages = list(dict.fromkeys(entry.location.partition("#")[0] for entry in found))
    kinds = [kind for kind, _ in Counter(entry.kind for entry in found).most_common()]
    rows = []
    for entry in found:
        page, _, anchor = entry.location.partition("#")
        names = list(dict.fromkeys(name for name in entry.names if name))
        row = [pages.index(page), anchor, kinds.index(entry.kind), names, sentence(entry.text), entry.context]
        rows.append(row if entry.context else row[:-1])
    first = {
        "spellings": words_of.spellings,
        "synonyms": words_of.synonyms,
        "stop": words_of.stop_words,
        "pages": pages,
        "kinds": kinds,
        "entries": rows,
    }
    parts = words(found, sections)
    return {"entries.json": first} | {f"words/{character}.json": part for character, part in parts.items()}


def publish_search(
    index: Index, words_of: SearchWords, built: Path, docs: Path, *, cache: Cache = NOTHING, digest: str = ""
) -> None:
    """Replace the full index that MkDocs' search plugin wrote into the `built` site by what is read of it here.

    That is what the search reads, and what the page "Ask the roadmap" quotes from. It is made anew when the texts of
    the site change, the words, the errors, or the data that `index` is made of, of which `digest` is the hash.
    """
    full, errors = built / INDEX, docs / ERRORS
    if not full.exists():  # a site without that plugin
        return
    text = full.read_text("utf-8")

    def made() -> dict[str, str]:
        whole = json.loads(text)
        sections = [Section(row["location"], row["title"], row["text"]) for row in whole["docs"]]
        found = files(index, words_of, sections, error_kinds(errors))
        short = {f"{full.parent.name}/{name}": _json(content) for name, content in found.items()}
        return short | {INDEX: _json(whole | {"docs": []}), PARAGRAPHS: paragraphs_script(index, words_of, sections)}

    parts: list[str | bytes] = [digest, repr(words_of), errors.read_bytes() if errors.exists() else b"", text]
    for name, content in cache.get("search", parts, made).items():
        path = built / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, "utf-8")


def error_kinds(path: Path) -> tuple[ErrorKind, ...]:
    """Return the rows of the table of errors that lessons and notebooks use."""
    return runpy.run_path(str(path))["KINDS"] if path.exists() else ()


def answering(found: Iterable[Entry], answers: Iterable[Answer]) -> list[Entry]:
    """Return the entries, those that answer a question with it as one more name."""
    asked = {answer.at: answer.to for answer in answers}
    return [entry._replace(names=(*entry.names, *asked.pop(entry.location, ()))) for entry in found]


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

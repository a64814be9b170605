"""Pages that say "not found" with a 200: what gives them away, and what clears pages that only look like them.

Only ever a warning. Pages *about* missing pages, domains or sign-in are common on learning sites; they are long, or
their title says more than the phrase.
"""

import re
from hashlib import sha256
from urllib.parse import unquote

from ..http.fetch import Answer
from ..http.page import Page
from ..urls import Address
from .words import (
    about,
    explaining,
    file_endings,
    home,
    no_words,
    not_found,
    not_found_anywhere,
    notice,
    notices,
    parked_anywhere,
)

_SHORT_TITLE = 1500
_SHORT_BODY = 600
_NOTICE = 1500
"""Characters of a page in which a closing notice stands: behind the menu, before all that there is besides."""
_SEPARATORS = re.compile(r"\s+[|·•»—–:\-]+\s+|\s*\|\s*|:\s")
_WORDS = re.compile(r"[a-z]{3,}|\d+")


def verdict_on_text(page: Page) -> str | None:
    """The phrase that makes a page look like 'not found' or like a parked domain."""
    if len(page.text) >= _SHORT_TITLE:
        return _notice(page)
    if page.is_shell:
        return None
    found = _phrase(page)
    return None if found is None or _speaks_about_it(page) else found


def is_left_to_scripts(page: Page) -> bool:
    """Whether the page that came with a 404 says nothing itself: scripts then show what the address names, or go there.

    Single-page applications on hosts of files have no other way (JustinBeckwith/linkinator#24,
    micrometer-metrics/micrometer-docs#239). Whatever the page says to be read makes it a page, and scripts that
    somebody on the way puts into every page prove nothing.
    """
    says_nothing = page.text.lower().strip(" .…") in ("", "loading")
    return says_nothing and (page.app_root or "location" in page.script) and _phrase(page) is None


def _phrase(page: Page) -> str | None:
    """What a short page says, whoever says it."""
    heading = page.headings[0] if page.headings else ""
    start = page.text[:600]
    for title in (page.title, heading) if heading != page.title else (heading,):
        parts = [part.strip() for part in _SEPARATORS.split(title) if part.strip()]
        if len(parts) < 4 and any(not_found().fullmatch(part) for part in {title, *parts} if part):
            return f"the title is {title!r}"
    if len(page.text) < _SHORT_BODY and page.paragraphs < 4 and (match := not_found_anywhere().search(start)):
        return f"the page says {match.group().strip()!r}"
    match = parked_anywhere().search(f"{page.title}. {start}")
    return f"the domain looks parked: {match.group()!r}" if match else _notice(page)


def _notice(page: Page) -> str | None:
    """A sentence at the beginning of a page of any length in which it says that it is gone."""
    start = f"{page.title}. {'. '.join(page.headings[:3])}. {page.text[:_NOTICE]}".replace("’", "'")
    low = start.lower()
    states, sentences = notices()
    found = next((sentence for sentence in sentences if sentence in low), None)
    if found is None and any(state in low for state in states) and (match := notice().search(start)):
        found = match.group()
    return f"the page says {found!r}" if found else None


def _speaks_about_it(page: Page) -> bool:
    """Whether a page is about errors instead of being one: its title says more, or its paragraphs have other words."""
    if about().search(f"{page.title} {page.headings[0] if page.headings else ''}"):
        return True
    if len(page.text) < 300 or page.paragraphs < 2:
        return False
    words = {match.lower() for match in explaining().findall(page.text)}
    return len(words) >= 2


def verdict_on_type(answer: Answer, page: Page | None, address: Address) -> str | None:
    """A file by its name that is served as a short HTML page."""
    if page is not None and len(page.text) < _SHORT_TITLE and not page.is_shell and file_endings().search(address.path):
        if address.path.lower().endswith(".svg") and b"<svg" in answer.body[:2000]:
            return None
        name = unquote(address.path.rpartition("/")[2]).lower()
        if name in page.title.lower() or any(name in heading.lower() for heading in page.headings):
            return None  # a viewer's page about the file
        return f"a short HTML page instead of a file ({file_endings().search(address.path).group(1)})"  # type: ignore[union-attr]
    return None


def is_suspicious(page: Page, address: Address) -> bool:
    """Whether a page says little of what its address promises, so that it could be the same for every address."""
    if home().fullmatch(address.path) or page.is_shell:
        return False
    path = unquote(address.path).lower()
    names = [name for name in path.split("/") if set(_WORDS.findall(name)) - no_words()]
    words = set(_WORDS.findall(names[-1])) - no_words() if names else set()
    said = page.text[:3000].lower().replace(path, "")  # "nothing at /this/address" says nothing of it
    text = f"{page.title} {' '.join(page.headings)}".lower() + f" {said}"
    return 2 * sum(word in text for word in words) <= len(words)


def signature(page: Page, address: Address) -> str:
    """A page's text without what merely echoes the address, for comparing two pages."""
    text = f"{page.title}\n{page.text}"
    for echo in (address.page, unquote(address.page), address.target, unquote(address.target)):
        if len(echo) > 1:
            text = text.replace(echo, "")
    last = unquote(address.path.rstrip("/").rpartition("/")[2])
    if len(last) > 3:
        text = text.replace(last, "")
    return sha256(re.sub(r"[0-9a-f]{8,}|\d+", "0", text).encode()).hexdigest()


def sibling(address: Address) -> Address:
    """An address beside this one that surely does not exist; the same one for every page of a folder."""
    folder, _, name = address.path.rstrip("/").rpartition("/")
    ending = re.search(r"\.\w{2,5}$", name)
    token = sha256(f"{address.origin}{folder}".encode()).hexdigest()[:12]
    return address.beside(f"{folder}/zq{token}{ending.group() if ending else ''}")

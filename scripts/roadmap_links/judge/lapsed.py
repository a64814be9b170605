"""Domains that are not their old owner's any more: parked, or bought to sell something else under the old addresses.

Only ever a warning. A lesson on chance may name a casino, a page on the Moon a lander: so a page is suspected on what
no honest page has, never on one word.
"""

import re

from ..http.page import Page
from ..urls import Address
from .ways import own_words
from .words import Topic, parking_marks, parking_scripts, topic_words, topics

_SHORT = 600
_ENOUGH = 4
_DENSE = 3.0
"""Words of a trade in a thousand characters, from which on a text is about nothing else."""


def verdict_on_owner(page: Page, address: Address) -> str | None:
    """What shows that a page is a parked domain's, or another trade's; None if nothing does."""
    if len(page.text) < _SHORT and _is_parked(page):
        return "the domain looks parked"
    title = f"{page.title} {' '.join(page.headings[:3])}".lower()
    if not (set(re.findall(r"[^\W_]+", title)) & topic_words() or re.search(r"[\u0400-\u1fff\u3040-\ud7ff]", title)):
        return None
    for topic in topics():
        if _points(topic, title, page, address) >= _ENOUGH:
            return f"the page is about {topic.name}, which the link hardly meant: {page.title[:100]!r}"
    return None


def speaks_of(page: Page, address: Address) -> bool:
    """Whether a page has a word of its own address anywhere in its text; true where the address has none."""
    text = f"{page.title} {page.text}".lower()
    words = {word for word in own_words(address) if len(word) > 2 and not word.isdigit()}
    return not words or any(word in text for word in words)


def _is_parked(page: Page) -> bool:
    if page.parking_key or (page.script_hosts and parking_scripts().search(page.script_hosts)):
        return True
    return bool(page.script) and parking_marks().search(page.script) is not None


def _points(topic: Topic, title: str, page: Page, address: Address) -> int:
    """How much speaks for a topic. Only a title that is of the trade counts at all."""
    phrases = {match.lower() for match in topic.titles.findall(title)}
    words = {match.lower() for match in topic.words.findall(title)}
    if not phrases and len(words) < 2:
        return 0
    text = page.text[:20_000]
    offers = {match.lower() for match in topic.selling.findall(text)}
    if not offers and len(phrases) < 2:
        return 0  # nothing is sold here
    named = any(word in title for word in own_words(address) if len(word) > 3 and not topic.words.fullmatch(word))
    trade = 1000 * (len(topic.words.findall(text)) + len(topic.titles.findall(text))) / max(len(text), 1000)
    foreign = page.lang not in ("", "en") and bool(phrases)
    points = 2 * bool(phrases) + min(len(phrases | words) - 1, 2) + min(len(offers), 2)
    return points + (trade >= _DENSE) + foreign - 4 * named

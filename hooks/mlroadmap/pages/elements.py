"""What a page must not bring along: scripts, frames, pictures of other sites or without words, boxes of no known kind.

Markdown lets any HTML through. A page of this site runs nothing of its own, asks no other site for anything, and can be
read by those who do not see its pictures.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from mlroadmap.errors import did_you_mean, one_of

BOXES = ("note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "example", "quote")
"""The kinds of boxes that the theme has a look for."""
_OURS = "rm-"
"""How the kinds begin that our own style sheets know."""
_BOX = re.compile(r"\s*(?:!!!|\?\?\?\+?)\s+(?P<kind>[^\W\d][\w-]*)", re.ASCII)
_PICTURE = re.compile(r"!\[(?P<text>[^\[\]]*)\]\(\s*<?(?P<address>[^)\s>]*)")
_PROGRAM = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)
_SCRIPT_ADDRESS = re.compile(rf"(?:\]\(\s*<?|\]:\s*<?)\s*({_PROGRAM.pattern}[^\s)>]*)", re.IGNORECASE)
_FOREIGN = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_SOURCE = re.compile(r"(?![a-z]+:|//)[^?#]+\.(?:md|ipynb)(?:[?#].*)?", re.IGNORECASE)
"""The address of a page's source, which MkDocs turns into that of the page in Markdown only."""
_RUNS = frozenset({"script", "iframe", "frame", "object", "embed", "applet", "base", "link", "meta", "style", "form"})
_FETCHES = frozenset({"src", "srcset", "poster", "data", "background"})
VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "base"})
_OPTIONAL = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup"})
"""Elements that HTML lets one leave open."""

Found = Iterator[tuple[int, str, str]]
"""Line, code and text of each problem."""


def elements(rows: list[str]) -> Found:
    """Yield what is wrong in the `rows` of a page's prose: its lines with code and comments blanked."""
    for number, row in enumerate(rows, start=1):
        yield from ((number, code, said) for code, said in (*_boxes(row), *_pictures(row), *_addresses(row)))
    tags = _Tags()
    tags.feed("\n".join(rows))
    tags.close()
    yield from tags.found
    for tag, line in tags.open:
        yield line, "RM709", f"<{tag}> is not closed, so it holds the rest of the page: write </{tag}> where it ends"


def _boxes(row: str) -> Iterator[tuple[str, str]]:
    match = _BOX.match(row)
    if match and match["kind"] not in BOXES and not match["kind"].startswith(_OURS):
        yield "RM711", f"there is no box '{match['kind']}'{did_you_mean(match['kind'], BOXES)}; known: {one_of(BOXES)}"


def _pictures(row: str) -> Iterator[tuple[str, str]]:
    for match in _PICTURE.finditer(row):
        if not match["text"].strip():
            yield "RM710", f"the picture {match['address']} has no text: say between the brackets what is to be seen"
        if _FOREIGN.match(match["address"]):
            yield "RM709", _fetched(match["address"])


def _addresses(row: str) -> Iterator[tuple[str, str]]:
    for match in _SCRIPT_ADDRESS.finditer(row):
        yield "RM709", f"{match[1][:40]} is no address but a program or a file: link what is under docs/"


def _fetched(address: str) -> str:
    return f"{address} is fetched from another site, which then knows the reader: save it under docs/assets and link it"


class _Tags(HTMLParser):
    """Goes through the tags that stand in a page's source."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str, str]] = []
        self.open: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, given = self.getpos()[0], {key: value or "" for key, value in attrs}
        if tag in _RUNS:
            said = f"<{tag}> does not belong in a page: what a page does is in docs/javascripts, its looks in "
            self.found.append((line, "RM709", f"{said}docs/stylesheets"))
        for key, value in given.items():
            if key.startswith("on"):
                self.found.append((line, "RM709", f"{key}= runs a script in the page: delete it"))
            elif key == "style":
                self.found.append((line, "RM709", "style= is refused by a strict security policy: give it a class"))
            elif key == "href" and _PROGRAM.match(value):
                self.found.append((line, "RM709", f"{value.strip()[:40]} is no address but a program: link a page"))
            elif key == "href" and _SOURCE.fullmatch(value.strip()):
                said = f"{value.strip()} in HTML is left as it is, and no page has that address: write [text](address)"
                self.found.append((line, "RM713", said))
            elif key in _FETCHES and _FOREIGN.match(value.strip()):
                self.found.append((line, "RM709", _fetched(value.strip())))
        if tag == "img" and not given.get("alt", "").strip() and given.get("role") != "presentation":
            self.found.append((line, "RM710", 'this picture has no text: say what is to be seen in alt="…"'))
        if tag not in VOID | _OPTIONAL and tag.isalnum():
            self.open.append((tag, line))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        before = len(self.open)
        self.handle_starttag(tag, attrs)
        del self.open[before:]

    def handle_endtag(self, tag: str) -> None:
        names = [one for one, _ in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]
        elif tag not in VOID | _OPTIONAL:
            self.found.append((self.getpos()[0], "RM709", f"</{tag}> closes nothing: delete it, or open it before"))

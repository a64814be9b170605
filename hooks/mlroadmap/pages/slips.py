"""Slips in a page's Markdown that no generator complains of: something is lost, or shown in another way than was meant.

Each rule looks at the source, where its line is known. `leftovers.py` looks at what came out.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from mlroadmap.errors import Problem
from mlroadmap.fences import prose, unclosed
from mlroadmap.files import conflicts, unseen
from mlroadmap.pages.elements import elements
from mlroadmap.pages.near_misses import near_misses

Found = Iterator[tuple[int, str, str]]

INDENT = 4
"""Spaces by which Python-Markdown wants everything indented that belongs into something."""

_ATTACHED = re.compile(
    r"(?:\]\(\s*<?|\]:\s*<?|src\s*=\s*[\"']?)((?:attachment|file|blob|sandbox|cid):[^\s)\"'>]*)", re.I
)
_BOX = re.compile(r"(?P<indent> *)(?P<sign>!!!|\?\?\?\+?|===[!+]?)\s+\S")
_CALLED = {"!": "box", "?": "fold", "=": "tab"}
_FOOTNOTE = re.compile(r" {0,3}\[\^([^\]]+)\]:")
_ITEM = re.compile(r"(?P<indent> *)(?:[-*+]|\d{1,3}[.)])(?= +\S)")
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]]*)\]\(\s*(?P<to>[^()\s]*)(?:\s+\"[^\"\n]*\")?\s*\)")
_FAULTS = (
    (re.compile(r""), "this link has no address: write one between the round brackets"),
    (re.compile(r"(?![a-z]+:).*\.ipynb(?:#.*)?", re.I), "pages link to pages: write .md instead of .ipynb"),
    (
        re.compile(r"/[^/].*|/"),
        "the site may lie in a folder: write the way to the file from this page, such as ../map.md",
    ),
    (re.compile(r"www\..*|//.*|https?:/?[^/].*", re.I), "a web address begins with https://"),
    (re.compile(r"(?!https?:)h[tps]{1,6}[:;].*", re.I), "a web address begins with https://"),
    (re.compile(r"(?!mailto:)ma?i?l+t?o?:.*|mailto;.*", re.I), "an address of mail begins with mailto:"),
    (
        re.compile(
            r"https?://(?:localhost|127\.[\d.]+|0\.0\.0\.0|(?:[\w-]+\.)+(?:example|invalid|test))(?:[:/].*)?", re.I
        ),
        "this host leads nowhere: write the way to the file from this page, such as ../map.md",
    ),
    (re.compile(r"(?![a-z]+:).*\\.*", re.I), "write / between folders, on every system"),
)
"""Addresses of links that lead nowhere, and what is said of them."""
_RULED = re.compile(r" {0,3}(?:-+|(?!={7} *$)=+) *")
"""A line of dashes; seven equals signs are of a merge."""
_DELIMITERS = re.compile(r"\s*(?:\|\s*)?:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_FORMULA = re.compile(r"(?<![\\\w$])\$(?![\s$])[^$]+?(?<![\s\\])\$(?![\d$])")
_OPEN_FORMULA = re.compile(r"(?<!\\)\\\((?!.*?\\\))[^\n]*[\\^_]", re.DOTALL)
_BAR = re.compile(r"(?<!\\)\|")
_DISPLAYED = re.compile(r"\$\$.*?\$\$", re.DOTALL)
_BRACES = r"\{:?[ ]*(?P<inside>[^{}\s][^{}\n]*)\}"
_TAKEN = (
    re.compile(rf"(?<=[*_)\]]){_BRACES}"),  # behind bold type and links
    re.compile(rf"^[ ]*{_BRACES}[ ]*$"),  # below a paragraph
    re.compile(rf"^[ ]*#{{1,6}} .*?\S[ ]+{_BRACES}[ ]*$"),
    re.compile(rf"(?<=[^\s|])[ ]+{_BRACES}[ ]*\|"),  # at the end of a cell
)
_ATTRIBUTE = re.compile(r"[.#][\w-]+|data-[\w-]+(?=\s|$)|[\w:-]+=(?:\"[^\"]*\"|'[^']*'|\S+)")


def slips(markdown: str, *, name: str) -> list[Problem]:
    """Return the slips of a page; `name` is its file name in messages."""
    found = conflicts(markdown, name=name, markdown=True)
    rows = prose(markdown).split("\n")
    text = markdown.split("\n")
    for line, code, said in (
        *_unseen(markdown),
        *_fences(markdown),
        *_comments(markdown),
        *_attached(rows),
        *_links(rows, text),
        *_footnotes(rows),
        *_formulas(rows),
        *_boxes(rows, text),
        *_lists(rows),
        *_ruled(rows),
        *_tables(rows, text),
        *_braces(rows),
        *elements(rows),
        *near_misses(rows, markdown),
    ):
        found.append(Problem(name, line, code, said))
    return sorted(set(found))


def _unseen(markdown: str) -> Found:
    for line, character in unseen(markdown):
        yield line, "RM109", f"the character {character} stands here and is not seen: delete it, or write it in words"


def _fences(markdown: str) -> Found:
    for line in unclosed(markdown):
        yield line, "RM706", "the code fence that opens here is not closed: close it with marks of the same kind"


def _comments(markdown: str) -> Found:
    text = prose(markdown)
    if (place := text.find("<!--")) >= 0:
        yield text.count("\n", 0, place) + 1, "RM707", "the comment that begins here is not closed: end it with -->"


def _attached(rows: list[str]) -> Found:
    for number, row in enumerate(rows, start=1):
        for match in _ATTACHED.finditer(row):
            said = f"{match[1]} is on one computer only: save the picture under docs/assets/images and link it there"
            yield number, "RM702", said


def _links(rows: list[str], text: list[str]) -> Found:
    for number, (row, typed) in enumerate(zip(rows, text, strict=True), start=1):
        for match in _LINK.finditer(row):
            said = next((said for pattern, said in _FAULTS if pattern.fullmatch(match["to"])), "")
            if not typed[match.start("text") : match.end("text")].strip():
                said = said or "this link has no text: say between the brackets where it leads"
            if said:
                yield number, "RM713", f"{match['to']}: {said}".removeprefix(": ")


def _footnotes(rows: list[str]) -> Found:
    first: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        if not (match := _FOOTNOTE.match(row)):
            continue
        if at := first.get(match[1]):
            yield number, "RM701", f"the footnote {match[1]} stands in line {at} already, and is lost: rename one"
        first.setdefault(match[1], number)


def _formulas(rows: list[str]) -> Found:
    for number, row in enumerate(rows, start=1):
        if _OPEN_FORMULA.search(row):
            yield number, "RM708", "the formula that opens here with \\( is not closed: end it with \\), or write $…$"


def _boxes(rows: list[str], text: list[str]) -> Found:
    for place, row in enumerate(rows):
        match = _BOX.match(row)
        if not match:
            continue
        after = next((one for one in text[place + 1 :] if one.strip()), "")
        if _indent(after) < _indent(row) + INDENT:
            what = _CALLED[match["sign"][0]]
            yield place + 1, "RM704", f"this {what} has no text: indent the lines that belong to it by {INDENT} spaces"


def _lists(rows: list[str]) -> Found:
    open_items: list[int] = []
    blank = False
    for number, row in enumerate(rows, start=1):
        if not row.strip():
            blank = True
            continue
        indent, item = _indent(row), _ITEM.match(row)
        if not item:
            if blank and indent < (open_items[0] if open_items else 0) + 1:
                open_items = []
            blank = False
            continue
        blank = False
        while open_items and open_items[-1] > indent:
            open_items.pop()
        if open_items and 0 < indent - open_items[-1] < INDENT:
            said = f"this item is indented by {indent - open_items[-1]}, so that it is not inside the one above"
            yield number, "RM705", f"{said}: indent it by {INDENT} spaces, or not at all"
        elif not open_items or open_items[-1] != indent:
            open_items.append(indent)


def _ruled(rows: list[str]) -> Found:
    """A line of dashes below a text, which makes a heading of it, or shows the dashes."""
    for number, (above, row) in enumerate(pairwise(rows), start=2):
        if _RULED.fullmatch(row) and above.strip() and not _RULED.fullmatch(above):
            said = "a line of - or = below a text makes a heading of it"
            yield number, "RM707", f"{said}: leave a blank line between, or write ## before a heading"


def _tables(rows: list[str], text: list[str]) -> Found:
    for place in range(1, len(rows)):
        if not (_DELIMITERS.fullmatch(rows[place]) and "|" in rows[place] and "|" in rows[place - 1]):
            continue
        columns = len(_cells(rows[place]))
        for number in range(place - 1, len(rows)):
            if not rows[number].strip():
                break
            cut = [one for one in _FORMULA.findall(rows[number]) if _BAR.search(one)]
            if cut:
                said = f"the bar in {cut[0]} ends a cell of the table: write \\mid, \\lvert or \\rvert instead"
                yield number + 1, "RM703", said
                continue
            cells = len(_cells(rows[number]))
            if cells < columns:
                said = f"this row has {cells} cells and the table {columns} columns, so that its last ones are empty"
                yield number + 1, "RM703", f"{said}: write | for each, with nothing before it where a cell is empty"
            elif cells > columns:
                said = f"this row has {cells} cells and the table {columns} columns, so its end is lost"
                yield number + 1, "RM703", f"{said}: write \\| for a bar that belongs to a text"


def _cells(row: str) -> list[str]:
    """The cells of a row; what stands in backticks was blanked before."""
    return _BAR.split(row.strip().removeprefix("|").removesuffix("|") if not row.rstrip().endswith("\\|") else row)


def _braces(rows: list[str]) -> Found:
    """See braces that are taken for a list of attributes, so that readers see nothing of them."""
    text = _DISPLAYED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), "\n".join(rows))
    for number, row in enumerate(text.split("\n"), start=1):
        shown = _FORMULA.sub(lambda match: "x" * len(match[0]), row)
        for match in (one for pattern in _TAKEN for one in pattern.finditer(shown)):
            if _ATTRIBUTE.sub("", match["inside"]).strip():
                said = f"{{{match['inside']}}} is taken for attributes, and not shown: write it as a formula or as code"
                yield number, "RM712", said


def _indent(row: str) -> int:
    expanded = row.expandtabs(INDENT)
    return len(expanded) - len(expanded.lstrip(" "))

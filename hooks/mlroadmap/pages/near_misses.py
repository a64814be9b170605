"""Signs of Markdown that are nearly right, and so become words of the page, and what a page may have only once.

`leftovers.py` sees what is left of markup that Markdown did not understand. These it takes for text without a trace, or
for something else.
"""

import re
from collections.abc import Iterator
from html.entities import html5

from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from mlroadmap.errors import did_you_mean
from mlroadmap.fences import lines

Found = Iterator[tuple[int, str, str]]
"""Line, code and text of each problem."""

CHARACTERS = (
    "amp",
    "copy",
    "deg",
    "euro",
    "gt",
    "hellip",
    "lt",
    "mdash",
    "minus",
    "nbsp",
    "ndash",
    "quot",
    "shy",
    "times",
)
LANGUAGES = ("python", "console", "bash", "text", "yaml", "toml", "json", "html", "css", "javascript", "markdown")
"""What is suggested for a language that is none; every other one that Pygments knows is right too."""
_SIGNS = (
    (re.compile(r" *(?:={2}|={4,}) +[\"“].*"), 'the name of a tab begins with three signs: === "Name"'),
    (re.compile(r" {0,3}(?:`{2}|~{2}) ?[\w+-]+ *"), "a code fence has three signs or more"),
    (
        re.compile(r" {0,3}\*\[[^\]\n]+\] +\S.*"),
        "a colon belongs behind the brackets of an abbreviation: *[HTML]: its long form",
    ),
)
"""Whole lines that are shown as they were typed, or worse, and what is said of them."""
_OPEN = re.compile(r"(?<!\\)\\\[(?!.*?\\\])[^\n]*[\\^_]")
_APART = re.compile(r"(?<=\)) +(?P<braces>\{:? *(?:[.#][\w-]+|[\w-]+=[^{}\s]+)[^{}\n]*\})")
_ENTITY = re.compile(r"&(?P<name>[A-Za-z][A-Za-z0-9]{1,31});")
_TITLE = re.compile(r"# +\S")
_HEADING = re.compile(r" {0,3}#{1,6} .*?\{[^{}\n]*#(?P<id>[\w-]+)[^{}\n]*\} *")
_LANGUAGE = re.compile(r"\{?\.?(?P<name>[A-Za-z][\w+#-]*)")


def near_misses(rows: list[str], markdown: str) -> Found:
    """Yield what is nearly right in a page: the `rows` of its prose, and the whole of it."""
    typed = markdown.split("\n")
    yield from _signs(rows, markdown)
    yield from _entities(rows)
    yield from _once(rows)
    yield from _languages(markdown)
    for number, row in enumerate(rows, start=1):
        if _OPEN.search(row):
            yield number, "RM708", "the formula that opens here with \\[ is not closed: write it between lines of $$"
        if "|" not in row and not row.lstrip().startswith("#"):
            for match in _APART.finditer(row):
                yield (
                    number,
                    "RM707",
                    f"{match['braces']}: attributes stand directly behind what they are for, without a blank",
                )
    if (
        typed
        and not "".join(rows).strip()
        and "<!--" not in markdown
        and not any(line.in_code for line in lines(markdown))
    ):
        yield 1, "RM717", "this page has no text: write some, or leave the file out"


def _signs(rows: list[str], markdown: str) -> Found:
    for line, row in zip(lines(markdown), rows, strict=True):
        # two backticks, a line, and two more are a code span over lines, which is blank in the prose
        text = line.text if not line.in_code and not row.strip() and line.text.lstrip()[:2] in ("``", "~~") else row
        for pattern, said in _SIGNS:
            if text.strip() and pattern.fullmatch(text):
                yield line.number, "RM707", f"{text.strip()[:40]}: {said}"


def _entities(rows: list[str]) -> Found:
    for number, row in enumerate(rows, start=1):
        for match in _ENTITY.finditer(row):
            if f"{match['name']};" not in html5:
                mend = did_you_mean(match["name"], CHARACTERS) or ": write the character itself"
                yield number, "RM707", f"{match[0]} is no character{mend}"


def _once(rows: list[str]) -> Found:
    title = 0
    ids: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        if _TITLE.match(row):
            if title:
                yield number, "RM716", f"this page has its title in line {title}: begin a heading with ## or more"
            title = title or number
        if match := _HEADING.fullmatch(row):
            if at := ids.get(match["id"]):
                yield (
                    number,
                    "RM716",
                    f"the id {match['id']} stands in line {at} already, and links lead there: rename one",
                )
            ids.setdefault(match["id"], number)


def _languages(markdown: str) -> Found:
    for line in lines(markdown):
        if line.in_code and line.number == line.opened and (match := _LANGUAGE.match(line.fence or "")):
            try:
                find_lexer_class_by_name(match["name"])
            except ClassNotFound:
                mend = did_you_mean(match["name"], LANGUAGES) or ": write text where it is none"
                yield line.number, "RM718", f"no language is called '{match['name']}'{mend}"

"""Markup that came out of a page as it was typed: a look at the finished HTML, as a reader would see it.

Markdown has no errors: what it does not understand is shown as text. So most slips can be found in one place, in the
words of the page outside code and formulas. A leftover is what its author typed, so its line is found by looking for it
in the source.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from mlroadmap.errors import Problem
from mlroadmap.fences import prose
from mlroadmap.pages.elements import VOID

_UNREAD = frozenset({"pre", "code", "script", "style", "textarea", "svg", "math", "kbd", "samp", "template"})
"""Elements whose text is no prose."""
_UNREAD_CLASSES = frozenset({"arithmatex", "rm-output", "rm-math"})
"""The same for classes: formulas, and what the cells of a lesson printed."""
_INLINE = frozenset({"a", "abbr", "b", "br", "cite", "del", "em", "i", "img", "ins", "mark", "q", "s", "small", "span"})
_INLINE |= {"strong", "sub", "sup", "time", "u", "wbr", "code", "kbd", "samp", "label", "input", "math"}
_HIDDEN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for code or a formula among words, so that what was on both sides of it does not grow together."""

_COMMANDS = (
    "alpha|beta|gamma|delta|epsilon|theta|lambda|sigma|mu|pi|phi|omega|frac|sqrt|sum|prod|int|partial|nabla|infty|cdot"
    "|times|leq|geq|neq|approx|hat|bar|vec|mathbb|mathbf|mathcal|mathrm|operatorname|left|right|begin|end|log|exp|lvert"
)


@dataclass(frozen=True)
class Rule:
    """One kind of leftover: its code, how it looks in the words of a block, and what is said of it."""

    code: str
    pattern: re.Pattern[str]
    text: str


def _rule(code: str, pattern: str, text: str) -> Rule:
    return Rule(code, re.compile(pattern, re.MULTILINE), text)


_NO_LINE = "leave a blank line before it"
RULES = (
    _rule("RM701", r"\[\^[^\]\s]+\]", "no footnote of that name is defined: add a line [^name]: …, or mend the name"),
    _rule("RM701", r"(?<![\w\]])\[[^\[\]]+\]\[[^\[\]]*\]", "no address of that name is defined: write [text](address)"),
    _rule("RM707", r"!?\[[^\[\]]*\]\([^)\s]*", "this link was not understood: look at its address and its brackets"),
    _rule(
        "RM707", r"\[[^\[\]]+\] +\((?:https?:|\.{0,2}/|[\w/-]+\.md)[^)]*\)", "no blank between the brackets of a link"
    ),
    _rule("RM707", r"\([^()]+\)\[(?:https?:|\.{0,2}/|[\w/-]+\.md)[^\]]*\]", "a link is written [text](address)"),
    _rule("RM707", r"\[\[[^\[\]]+\]\]", "a link is written [text](address)"),
    _rule("RM707", r"\*\*\S?|(?<!\w)__(?=[^\W_])[^_\n]+", "stars or lines for bold type that find no partner"),
    _rule(
        "RM707", r"~~\S|(?<![\w=])==(?=[^\s=])[^=\n]+==(?!=)|\+\+[a-z]+(?:\+[a-z]+)*\+\+", "this markup is not known"
    ),
    _rule("RM707", r"^ *:::.*", "boxes are written !!! note, with the text below indented by four spaces"),
    _rule(
        "RM707", r"^ *(?:!{2,4} ?[a-z]+|\?{3}\+? ?[a-z]+|={3}[!+]? *[\"“]).*", f"a box or tab that is none: {_NO_LINE}"
    ),
    _rule("RM707", r"^ *#{1,6} +\S.*", f"a heading that is none: {_NO_LINE}, and begin it at the first column"),
    _rule(
        "RM707", r"\{:? ?[.#][A-Za-z][^{}\n]*\}|\{: ?[^{}\n]*\}", "attributes stand directly behind what they are for"
    ),
    _rule("RM707", r"-{1,2}8<-{1,2}.*", "files are not put into pages: write the text here"),
    _rule("RM707", r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)|\{#.*?#\}", "pages are no templates: write the text here"),
    _rule("RM707", r"^ *(?:`{3,}|~{3,}).*", f"a code fence that is none: {_NO_LINE}"),
    _rule("RM707", r"`", "a backtick that finds no partner"),
    _rule(
        "RM707",
        r"^ *\|(?:[^|\n]*\|)+ *$|\|\s*:?-{2,}:?\s*\|",
        f"a table that is none: {_NO_LINE}, and count its columns",
    ),
    _rule("RM707", r"^ *[-*+] +\S.*\n *[-*+] +\S|(?<=:\n) *(?:[-*+]|1[.)]) +\S.*", f"a list that is none: {_NO_LINE}"),
    _rule("RM707", r"\A\s*\d{1,2}\) +\S.*", "the numbers of a list are written 1."),
    _rule("RM707", r"\A\s*-[^\W\d_].*\n *-[^\W\d_]", "a blank stands behind the dash of a list"),
    _rule("RM707", r"^ *={3}[!+]? +\w.*", 'the name of a tab stands in quotes: === "Name"'),
    _rule("RM707", r"^ *(?:'{3}|\"{3}|’{3}|”{3}) *\w* *$", "a code fence is written with three backticks"),
    _rule("RM707", r"^ *•.*\n *•|^ *\[![A-Za-z]+\]|^ *\.\. \w+::", "lists begin with -, boxes with !!! note"),
    _rule("RM707", r"&(?:nbsp|amp|lt|gt|quot|mdash|ndash|hellip|copy|shy);?", "write the character itself"),
    _rule("RM707", r"^ *\[[ xX]\] ", "boxes to tick come from the data file: use a list without them"),
    _rule(
        "RM707",
        r"(?<![\w:]):(?:(?:material|octicons|fontawesome|simple)-[\w-]+|[a-z][a-z_]+[a-z]):(?![\w:])",
        "no icon",
    ),
    _rule("RM707", r"<!-{1,2}|-->", "a comment that is none: write <!-- and --> on lines of their own"),
    _rule(
        "RM707", r"</?(?:a|b|br|div|details|em|i|img|p|span|strong|sub|summary|sup|table)\b[^<>\n]*>", "a tag as text"
    ),
    _rule("RM707", r"^ *\[[^\]\n]+\]: +\S+", f"a definition of an address that is none: {_NO_LINE}"),
    _rule(
        "RM708",
        rf"\$\$|\${_HIDDEN}|{_HIDDEN}\$",
        "a formula on lines of its own stands between lines of $$, with blank lines around",
    ),
    _rule("RM708", r"\\[()\[\]]", "a formula that is not closed, or has a blank inside its first or last mark"),
    _rule(
        "RM708",
        rf"\\(?:{_COMMANDS})(?![A-Za-z])",
        "a formula outside dollar signs: write $…$, with no blank inside them",
    ),
    _rule(
        "RM708",
        r"\$[^$\n]*[\\^_{}=][^$\n]*\$|\$ *[A-Za-z] *\$",
        "this formula was not understood: no blank inside its $",
    ),
    _rule(
        "RM708",
        r"\$[A-Za-z\\(][^$\n]*?(?:\^|\\[a-z]{2}|_\{)",
        "the formula that begins here is not closed: end it with $, with no blank before it",
    ),
)
"""What a reader should never see in words. Prices, `snake_case`, C# and #1 are none of it."""


@dataclass(frozen=True)
class Leftover:
    """Something that is not shown as was meant: what was typed, the code, and what is said of it."""

    typed: str
    code: str
    text: str


def leftovers(page: str) -> list[Leftover]:
    """Return what was left unexpanded in the HTML `page` of one page, in its order."""
    shown = _Words()
    shown.feed(page)
    shown.close()
    shown.flush()
    return [found for block in shown.blocks for found in _in_block(block)]


def _in_block(block: str) -> Iterator[Leftover]:
    taken: list[tuple[int, int]] = []
    for rule in RULES:
        for match in rule.pattern.finditer(block):
            start, end = match.span()
            if not any(start < other_end and other_start < end for other_start, other_end in taken):
                taken.append((start, end))
                typed = (match[0].split(_HIDDEN)[0] or match[0]).strip().split("\n")[0].strip()
                seen = typed if len(typed) <= 60 else f"{typed[:57]}…"
                yield Leftover(typed, rule.code, f"readers see '{seen}' as it stands here: {rule.text}")


def located(found: Iterable[Leftover], source: str, *, name: str) -> list[Problem]:
    """Return leftovers as problems, each at the line of `source` in which it was typed.

    What stands nowhere in the source was made from the data file or a template, and is told at line 1.
    """
    text = prose(source)
    problems, begin = [], dict[str, int]()
    for one in found:
        typed = one.typed.split("\n")[0].strip()
        place = next((at for way in _ways(typed) if (at := text.find(way, begin.get(typed, 0))) >= 0), -1)
        begin[typed] = place + 1
        line = text.count("\n", 0, place) + 1 if place >= 0 else 1
        problems.append(Problem(name, line, one.code, one.text))
    return sorted(set(problems))


def _ways(typed: str) -> tuple[str, ...]:
    """The ways in which words of a page may stand in its source: as they are, quoted, wrapped after a few."""
    return typed, typed.replace("&", "&amp;"), typed.replace("<", "&lt;"), html.escape(typed, quote=False), typed[:12]


class _Words(HTMLParser):
    """Collects the words of each block of a page, without code and formulas."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.words = ""
        self.skipped = ""
        """The tag of the element that is being left out, and how many of the kind are open in it."""
        self.depth = 0

    def flush(self) -> None:
        if self.words.strip():
            self.blocks.append(self.words)
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipped:
            self.depth += tag == self.skipped
            return
        if tag not in _INLINE:
            self.flush()
        if tag in _UNREAD or _UNREAD_CLASSES.intersection((dict(attrs).get("class") or "").split()):
            if tag not in VOID:
                self.skipped, self.depth = tag, 1
            self.words += _HIDDEN

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.skipped and tag not in _INLINE:
            self.flush()

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            self.depth -= tag == self.skipped
            if self.depth == 0:
                self.skipped = ""
        elif tag not in _INLINE:
            self.flush()

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.words += data

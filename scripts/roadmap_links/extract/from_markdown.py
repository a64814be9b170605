"""Links of Markdown as MkDocs reads it, with the line and column of each address.

markdown-it-py parses; before that the blocks that Python-Markdown has and CommonMark has not (admonitions, tabs,
footnotes, definitions: a marker line and an indented body) are unindented, or their bodies would count as code. Lines
are never added or removed, so that places stay true.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..model import Source
from .from_html import LinkParser, spelt
from .prose import bare_addresses

_CONTAINER = re.compile(r"\s*(?:!!!|\?\?\?\+?|===[!+]*)\s+\S|\s*///\s*\w")
_NOTE = re.compile(r"(\s*)(\[\^[^\]\s]+\]:|:(?=\s{2,}\S))")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#x[0-9a-fA-F]+);")


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"store_labels": True}).enable("table")
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def markdown_links(text: str, file: str) -> Iterator[tuple[str, Source]]:
    """Every link, image and bare address of a page; nothing that stands in code."""
    lines = text.split("\n")
    env: dict[str, object] = {}
    tokens = _parser().parse("\n".join(unindented(lines)), env)
    for token in tokens:
        first, last = token.map or (0, 0)
        if token.type == "inline" and token.children:
            finder = _Finder(file, lines, first, last, env)
            yield from finder.links(token.children)
        elif token.type == "html_block":
            yield from _html(token.content, first, file)


def unindented(lines: list[str]) -> list[str]:
    """The same number of lines, without front matter and with the bodies of MkDocs' containers moved to the left."""
    out = list(lines)
    start = 0
    if lines and lines[0].rstrip() == "---":
        end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
        if end is not None:
            out[: end + 1] = [""] * (end + 1)
            start = end + 1
    fence: str | None = None
    for index in range(start, len(out)):
        line = out[index]
        mark = _FENCE.match(line)
        if fence is not None:
            if mark and mark.group(1).startswith(fence) and not line.strip().strip(fence[0]):
                fence = None
        elif mark:
            fence = mark.group(1)
        elif _CONTAINER.match(line):
            out[index] = ""
            _dedent(out, index + 1, len(line) - len(line.lstrip()))
        elif note := _NOTE.match(line):
            out[index] = note.group(1) + line[note.end() :].lstrip()
            _dedent(out, index + 1, len(note.group(1)))
    return out


def _dedent(out: list[str], start: int, outer: int) -> None:
    """Move the body of a container to the marker's column: all lines indented by at least four more than it."""
    for index in range(start, len(out)):
        line = out[index].expandtabs(4)
        if not line.strip():
            continue
        if len(line) - len(line.lstrip()) < outer + 4:
            return
        out[index] = line[:outer] + line[outer + 4 :]


class _Finder:
    """Walks the inline tokens of one block in reading order, and finds each address again in the lines of the file."""

    def __init__(self, file: str, lines: list[str], first: int, last: int, env: dict[str, object]) -> None:
        self._file, self._lines, self._first, self._env = file, lines, first, env
        self._text = _CODE_SPAN.sub(lambda m: re.sub(r"[^\n]", "\0", m.group()), "\n".join(lines[first:last]))
        self._at = 0

    def links(self, tokens: list[Token]) -> Iterator[tuple[str, Source]]:
        """All links of the block."""
        quiet = False  # the text of an autolink or a link is not searched for bare addresses
        for token in tokens:
            if token.type == "link_open":
                quiet = True
                url = str(token.attrs.get("href", ""))
                if token.markup == "autolink":
                    url = _ENTITY.sub(
                        lambda m: unescape(m.group()), url
                    )  # as Python-Markdown's output reads to a browser
                yield url, self._place(url, token)
            elif token.type == "link_close":
                quiet = False
            elif token.type == "image":
                url = str(token.attrs.get("src", ""))
                yield url, self._place(url, token)
            elif token.type == "html_inline":
                yield from self._tag(token.content)
            elif token.type == "text" and not quiet:
                yield from self._bare(token.content)

    def _place(self, url: str, token: Token) -> Source:
        label = token.meta.get("label") if token.meta else None
        if label is not None:
            return self._definition(url, str(label))
        if token.markup == "autolink":
            return self._find(rf"(?<=<){spelt(url)}(?=>)")
        return self._find(rf"(?<=\]\()(\s*<?){spelt(url)}(?=[\s>)])")

    def _definition(self, url: str, label: str) -> Source:
        references = self._env.get("references")
        entry = references.get(label) if isinstance(references, dict) else None
        first, last = entry["map"] if isinstance(entry, dict) and "map" in entry else (self._first, self._first + 1)
        text = "\n".join(self._lines[first : last + 1])
        match = re.search(rf"\]:\s*<?({spelt(url)})(?=[\s>]|$)", text)
        if match is None:
            return Source(self._file, first + 1)
        return _source(self._file, first, text, match.start(1), match.group(1))

    def _find(self, pattern: str) -> Source:
        match = re.compile(pattern).search(self._text, self._at)
        if match is None:
            line = self._first + self._text.count("\n", 0, self._at) + 1
            return Source(self._file, line)
        self._at = match.end()
        start = match.end(1) if match.re.groups else match.start()
        return _source(self._file, self._first, self._text, start, self._text[start : match.end()])

    def _tag(self, content: str) -> Iterator[tuple[str, Source]]:
        parser = LinkParser()
        parser.feed(content)
        for url, *_ in parser.found:
            yield url, self._find(rf"(?<=[\"'=\s]){spelt(url)}(?=[\"'>\s])")

    def _bare(self, content: str) -> Iterator[tuple[str, Source]]:
        for url in bare_addresses(content):
            place = self._find(rf"(?<![a-zA-Z0-9_/=(<\"']){spelt(url)}|(?<=[(\"']){spelt(url)}")
            yield url, replace(place, bare=True)


def _source(file: str, first: int, text: str, start: int, raw: str) -> Source:
    line = first + text.count("\n", 0, start)
    return Source(file, line + 1, None, start - text.rfind("\n", 0, start) - 1, raw)


def _html(content: str, first: int, file: str) -> Iterator[tuple[str, Source]]:
    parser = LinkParser(first + 1)
    parser.feed(content)
    parser.close()
    for url, line, column, raw in parser.found:
        yield url, Source(file, line, None, column, raw)
    if re.search(r"<\w+[^>]*\smarkdown\b", content):  # md_in_html: Markdown between tags without blank lines
        inner = re.sub(r"<[^>]*>", lambda m: re.sub(r"[^\n]", " ", m.group()), content)
        for url, source in markdown_links("\n" * first + inner, file):
            yield url, Source(file, source.line)

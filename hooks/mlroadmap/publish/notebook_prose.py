"""The prose of a lesson in the Markdown of notebooks, which knows no admonitions, tabs, attributes or relative links.

Boxes that open become `<details>`, other boxes quotations, and every link the address of its page on the site.
"""

import html
import posixpath
import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

_FENCE = re.compile(r" *(`{3,}|~{3,})")
_BOX = re.compile(r'(\?\?\?\+?|!!!|===!?\+?) +(?:([\w -]+?) *)?(?:"([^"]*)")? *$')
_MARKER = re.compile(r"<!-- roadmap:(\w+)((?: +[^\s>]+)*) *-->$")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)|\$\$.*?\$\$|\$[^$\n]+\$", re.S)
_COMMENT = re.compile(r"<!--.*?-->\n?", re.S)
_LINK = re.compile(r"(!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\()([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)((?:\s+\"[^\"]*\")?\))")
_REFERENCE = re.compile(r"^( *\[(?!\^)[^\]]+\]: +)(\S+)", re.M)
_HTML = re.compile(r"(\b(?:href|src)=\")([^\"]*)(\")")
_ATTRIBUTES = re.compile(r"(?<=[)\w`*\]]) ?\{:? ?[.#][^}\n]*\}|^\{:? ?[.#][^}\n]*\}$", re.M)
_NOTE = re.compile(r"^\[\^([\w-]+)\]: *", re.M)
_NOTE_MARK = re.compile(r"\[\^([\w-]+)\]")
_ABBREVIATION = re.compile(r"^\*\[[^\]]+\]:.*\n?", re.M)

Expand = Callable[[str, list[str]], str]
"""Returns what stands in the notebook for a marker, given its name and arguments."""


def address(target: str, *, page: str, site: str) -> str:
    """Return the address of what a page links to.

    `page` is the page's source, such as `stage-2/k-means.md`; `site` ends with a slash.
    """
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return target
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), parts.path)) if parts.path else page
    if path.endswith(".md"):
        folder = path.removesuffix(".md")
        path = folder.removesuffix("index") if posixpath.basename(folder) == "index" else f"{folder}/"
    tail = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    return f"{site}{path.lstrip('/')}{tail}"


def of_notebook(markdown: str, *, page: str, site: str, expand: Expand) -> str:
    """Return the Markdown of a lesson as a notebook shows it; `expand` makes what its markers stand for."""
    lines = list(_blocks(markdown.split("\n"), expand))
    text, chunk, out = "", [], []
    for line, literal in [*lines, ("", True)]:
        if not literal:
            chunk.append(line)
            continue
        if chunk:
            out.append(_inline("\n".join(chunk), page, site))
            chunk = []
        out.append(line)
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(out))
    return text.strip("\n")


def _blocks(lines: list[str], expand: Expand) -> Iterator[tuple[str, bool]]:
    """Yield lines with boxes and markers turned into what notebooks know; true for lines that are literal."""
    at = 0
    while at < len(lines):
        line = lines[at]
        if fence := _FENCE.match(line):
            end = at + 1
            while end < len(lines) and not re.fullmatch(rf" *{re.escape(fence[1])}[`~]* *", lines[end]):
                end += 1
            yield from ((one, True) for one in lines[at : end + 1])
            at = end + 1
        elif box := _BOX.match(line):
            end = at + 1
            while end < len(lines) and (not lines[end].strip() or lines[end].startswith("    ")):
                end += 1
            inner = [one[4:] for one in lines[at + 1 : end]]
            yield from _box(box[1], box[3] or (box[2] or "").strip().capitalize(), list(_blocks(inner, expand)))
            at = end
        elif marker := _MARKER.match(line):
            yield expand(marker[1], marker[2].split()), False
            at += 1
        else:
            yield line, False
            at += 1


def _box(kind: str, title: str, inner: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    while inner and not inner[-1][0].strip():
        inner = inner[:-1]
    if kind.startswith("???"):
        yield from [("<details>", True), (f"<summary>{html.escape(title)}</summary>", True), ("", True)]
        yield from inner
        yield from [("", True), ("</details>", True), ("", True)]
    elif kind.startswith("==="):
        yield from [(f"**{title}**", False), ("", False), *inner, ("", False)]
    else:
        for line, literal in [(f"**{title}**", False), ("", False), *inner]:
            yield f"> {line}".rstrip(), literal
        yield "", False


def _inline(text: str, page: str, site: str) -> str:
    """Make links whole and leave out what notebooks do not know, but not within code and formulas."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\0{len(kept) - 1}\0"

    text = _CODE.sub(keep, text)
    text = _ABBREVIATION.sub("", _COMMENT.sub("", text))
    text = _ATTRIBUTES.sub("", text)
    for pattern in (_LINK, _HTML):
        text = pattern.sub(lambda match: match[1] + address(match[2], page=page, site=site) + match[3], text)
    text = _REFERENCE.sub(lambda match: match[1] + address(match[2], page=page, site=site), text)
    text = _NOTE_MARK.sub(r"<sup>\1</sup>", _NOTE.sub(r"<sup>\1</sup> ", text))
    return re.sub(r"\0(\d+)\0", lambda match: kept[int(match[1])], text)

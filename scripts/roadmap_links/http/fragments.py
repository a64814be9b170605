"""The places in a page that a fragment can name, looked for while the page arrives.

Not every fragment names an element: a code host counts lines, an application keeps its route there, and some hosts make
their places by a script. These are data: `BY_SCRIPT` and the patterns above it.
"""

import codecs
import re
from functools import lru_cache
from urllib.parse import unquote

from ..extract.tag_scanner import TagScanner
from ..urls import Address
from .decoding import charset_of

_LINE = r"(?:L|l|n|R|_|line-?|lines-|cl-)?\d+(?:C\d+|:\d+)?"
_LINES = re.compile(rf"(?=[a-zA-Z_]|\d+[-:,.]){_LINE}(?:(?:-|:|,|\.\.){_LINE})*")
"""Lines of a file: `L10-L20` (GitHub, Gitea), `L10-20` (GitLab, SourceHut), `lines-10:20` (Bitbucket), `n10` (cgit),
`l10` (gitweb, Mercurial), `line-10` (Sphinx), `cl-10` (Google Code), `_10-20` (Pagure), `10-20` (docs.rs), `10,20`
(OpenGrok).
"""
_SOURCE = re.compile(
    r"/(src|source|blob|raw|view|xref|\+|browse|trunk)/|\.([chly]|cc|cpp|cu|hpp|jl|js|ts|go|py|rs|java)(\.html)?$"
)
"""Paths at which a bare number is a line (Gerrit, android.googlesource.com, OpenGrok, docs.rs)."""

_COMMENT = (
    r"issuecomment-\d+|pullrequestreview-\d+|discussion_r\d+|discussioncomment-\d+|commitcomment-\d+|note_\d+|"
    r"diff-[0-9a-f]{20,64}([LR]\d+.*)?"
)
"""Comments, reviews and differences: no other kind of site has such names, so they count on every host."""
_FORGE = (
    rf"{_COMMENT}|readme|[\w.-]+-ov-file|issue-?\d+|event-\d+|ref-\w+-\w+|r\d+|comment-\d+|diff-[\w-]+|file-[\w.-]+|"
    r"start-of-content"
)
_FORGES = r"([\w-]+\.)*(github|gitlab|bitbucket|codeberg|gitea|forgejo|sr)\.[a-z]+|(git|gitlab|gitea|code|forge)\..+"
_ANYTHING = r"(?s:.+)"

BY_SCRIPT = (
    # host, path, fragment                                                        why, or who met it
    (r".+", r".*", _COMMENT),  # lycheeverse/lychee#2116
    (_FORGES, r".*", _FORGE),  # the README's frame: lycheeverse/lychee#2128, #2239
    (  # files that are rendered from JSON, discussions that are loaded later: sphinx-doc/sphinx#11484
        _FORGES,
        r".*/(tree|blob|blame|src|wiki|wikis|issues|pulls?|pull-requests|merge_requests|discussions|commits?|compare|actions|"
        r"releases|projects|security|snippets|edit|raw)(/.*|$)",
        _ANYTHING,
    ),
    (r"huggingface\.co", r".*/(blob|discussions|spaces)/.*", _ANYTHING),
    (r".+\.zulipchat\.com|(chat|zulip|matrix|mattermost)\..+", r".*", _ANYTHING),  # lycheeverse/lychee#2179
    (r"(colab\.research|docs|drive|sites|groups|calendar)\.google\.com", r".*", _ANYTHING),
    (
        r"(.+\.)?(youtube|vimeo|notion|figma|miro|observablehq|codesandbox|stackblitz|codepen|kaggle)\.\w+",
        r".*",
        _ANYTHING,
    ),
)
"""Places that a script makes: patterns of host, path and fragment. Not found in the HTML, they are unknown."""


@lru_cache(1)
def _by_script() -> list[tuple[re.Pattern[str], ...]]:
    return [tuple(re.compile(pattern) for pattern in row) for row in BY_SCRIPT]  # most runs need none of them


def is_made_by_script(address: Address, fragment: str) -> bool:
    """Whether the HTML of a page says nothing about this fragment."""
    plain = unquote(fragment).partition(":~:")[0]
    if plain.isdigit() and _SOURCE.search(address.path):
        return True
    asked = (address.host, address.path, plain)
    return any(all(p.fullmatch(part) for p, part in zip(row, asked, strict=True)) for row in _by_script())


class FragmentFinder:
    """Looks for places (ids, anchor names) in a page that arrives in portions, and remembers nothing else."""

    def __init__(self, wanted: set[str]) -> None:
        self.missing = {name for name in wanted if not is_always_there(name)}
        self._decoder: codecs.IncrementalDecoder | None = None
        self._parser = _Places(self.missing)

    def __call__(self, portion: bytes, content_type: str) -> bool:
        """Take a portion; True once every place is found."""
        if self._decoder is None:
            self._decoder = codecs.getincrementaldecoder(charset_of(content_type, portion))("replace")
        self._parser.feed(self._decoder.decode(portion))
        return not self.missing


class _Places(TagScanner):
    def __init__(self, missing: set[str]) -> None:
        super().__init__()
        self._missing = missing
        self._templates = 0
        self._wanted: dict[str, set[str]] = {}
        for name in missing:
            for spelling in spellings(name):
                self._wanted.setdefault(spelling, set()).add(name)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Strike off what the tag offers; what stands in a template is no part of the page."""
        if tag == "template":
            self._templates += 1
        if self._templates:
            return
        for name, value in attrs:
            if value and (name == "id" or (name == "name" and tag == "a")):
                self._missing.difference_update(self._wanted.get(value, ()))

    def handle_endtag(self, tag: str) -> None:
        """A template ends."""
        if tag == "template" and self._templates:
            self._templates -= 1


def spellings(fragment: str) -> set[str]:
    """The ids that a browser, or GitHub's script, would take for a fragment."""
    fragment = fragment.partition(":~:")[0]
    decoded = unquote(fragment)
    return {fragment, decoded, f"user-content-{decoded}", f"user-content-{fragment}"}


def is_always_there(fragment: str) -> bool:
    """Fragments that name no element: the top, routes of a script, text to mark, lines, pages, players' positions."""
    plain = unquote(fragment)
    plain = plain.partition(":~:")[0]
    return (
        plain == ""
        or plain.lower() == "top"
        or plain.startswith(("/", "!", "?"))
        or "/" in plain  # a route of an application, such as a chat's `narrow/stream/1-general`
        or _LINES.fullmatch(plain) is not None
        or re.match(r"[\w.-]+=", plain) is not None
    )

"""The places in a page that a fragment can name, looked for while the page arrives."""

import codecs
import re
from urllib.parse import unquote

from ..extract.tag_scanner import TagScanner
from .decoding import charset_of


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
        or re.fullmatch(r"L\d+(C\d+)?(-L?\d+(C\d+)?)?", plain) is not None
        or re.match(r"[\w-]+=", plain) is not None
    )

"""Links of BibTeX: the fields `url` and `doi`, and what `\\url` and `\\href` name in other fields."""

import re
from collections.abc import Iterator

from ..model import Source

_BRACED = r"\{((?:[^{}]|\{[^{}]*\})*)\}"
_FIELD = re.compile(
    rf"(?<![\\\w-])(url|doi)\s*=\s*(?:{_BRACED}|\"([^\"]*)\"|(https?://[^\s,}}]+))|\\(?:url|href)\s*{_BRACED}",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([_%#&$~{}])(?:\{\})?")
_COMMENT = re.compile(r"^\s*%[^\n]*|@comment\s*\{(?:[^{}]|\{[^{}]*\})*\}", re.IGNORECASE | re.MULTILINE)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


def bibtex_links(text: str, file: str) -> Iterator[tuple[str, Source]]:
    """Every address of a bibliography, without the escapes of TeX; a DOI as the address of its resolver."""
    text = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    for match in _FIELD.finditer(text):
        group = next(number for number in (2, 3, 4, 5) if match.group(number) is not None)
        raw = match.group(group).strip()
        url = _ESCAPED.sub(r"\1", "".join(raw.split()).removeprefix("\\url")).replace("{", "").replace("}", "")
        if match.group(1) and match.group(1).lower() == "doi" and (doi := _DOI.fullmatch(url)):
            url = f"https://doi.org/{doi.group(1)}"
        if url:
            start = text.index(raw, match.start(group))
            column = start - text.rfind("\n", 0, start) - 1
            place = (column, raw) if raw == url else (-1, "")
            yield url, Source(file, text.count("\n", 0, start) + 1, None, *place)

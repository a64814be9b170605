"""From files to links: each address once, with every mention.

A link is what leads off the site: `http:`, `https:`, `//host`, and what was meant as one but is misspelt. Relative
paths are MkDocs' business; `mailto:` and its kin are nobody's.
"""

# ruff: noqa: PLC0415 -- parsers and aiohttp are loaded only when needed: start-up would cost more than most runs

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..model import Link, Source
from ..urls import OTHER_SCHEMES, scheme_of
from .from_bibtex import bibtex_links
from .from_html import html_links
from .prose import bare_addresses

Pairs = Iterator[tuple[str, Source]]

_MISSPELT = re.compile(r"(?:h+t*p+s*|htt|http[a-z]|https[a-z]|[a-z]?ttps?|hxxps?)\Z|https?;", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//\S+", re.IGNORECASE)


class Unreadable(ValueError):
    """A file that can't be checked; the message has the form `file:line: what`."""


def list_links(text: str, file: str) -> Pairs:
    """A plain list: an address per line; blank lines and lines with a leading `#` are left out.

    Of a line that is a sentence, the addresses in it.
    """
    for number, line in enumerate(text.splitlines(), 1):
        url = line.strip()
        if not url or url.startswith("#"):
            continue
        sentence = list(bare_addresses(url)) if " " in url and scheme_of(url) is None else []
        for found in sentence or [url]:
            yield found, Source(file, number, None, line.find(found), found)


def _unknown(text: str, file: str) -> Pairs:
    """A file of a kind that we do not know: taken for a list if it is nothing else, refused otherwise."""
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not all(_ADDRESS.fullmatch(line) for line in lines):
        kinds = "Markdown, HTML, YAML, a notebook, BibTeX, or a list of addresses, one a line, that ends in .txt"
        raise Unreadable(f"{file}: links can't be read from such a file: give {kinds}")
    return list_links(text, file)


def _markdown(text: str, file: str) -> Pairs:
    from .from_markdown import markdown_links  # markdown-it costs 100 ms, and lists do not need it

    return (pair for pair in markdown_links(text, file) if is_external(pair[0]))


def _yaml(text: str, file: str) -> Pairs:
    from .from_yaml import NotYaml, yaml_links

    try:
        yield from yaml_links(text, file)
    except NotYaml as error:
        raise Unreadable(f"{file}:{error}") from error


def _html(text: str, file: str) -> Pairs:
    return (pair for pair in html_links(text, file) if is_external(pair[0]))


def _notebook(text: str, file: str) -> Pairs:
    from .from_notebook import NotANotebook, notebook_links

    try:
        yield from (pair for pair in notebook_links(text, file) if is_external(pair[0]))
    except NotANotebook as error:
        raise Unreadable(f"{file}:{error}") from error


_READERS: dict[str, Callable[[str, str], Pairs]] = {
    "": list_links,
    ".txt": list_links,
    ".list": list_links,
    ".bib": bibtex_links,
    ".ipynb": _notebook,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".yml": _yaml,
    ".yaml": _yaml,
}


def is_external(url: str) -> bool:
    """Whether an address in a page leads off the site, or was meant to."""
    if url.startswith("//"):
        return True
    scheme = scheme_of(url)
    if scheme is None:
        return bool(re.match(r"https?(;|/{2})", url, re.IGNORECASE))
    return scheme in ("http", "https") or bool(_MISSPELT.match(scheme))


def links_of_text(text: str, name: str) -> list[tuple[str, Source]]:
    """All links of one file's text. The ending of `name` says how to read it. Raises Unreadable."""
    reader = _READERS.get(Path(name).suffix.lower(), _unknown)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return [(url, source) for url, source in reader(text, name) if scheme_of(url) not in OTHER_SCHEMES]


def read_text(path: Path) -> str:
    """A file's text. Raises Unreadable."""
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror}") from error


def collect(files: Iterable[tuple[Path, str]], leave_out: Callable[[str], bool] = lambda url: False) -> list[Link]:
    """Every link of the files, in order of first mention.

    `files` are paths with the name to report. Raises Unreadable.
    """
    links: dict[str, Link] = {}
    for path, name in files:
        for url, source in links_of_text(read_text(path), name):
            if leave_out(url):
                continue
            link = links.get(url)
            if link is None:
                link = links[url] = Link(url)
            link.sources.append(source)
    return list(links.values())

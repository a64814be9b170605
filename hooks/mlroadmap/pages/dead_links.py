"""Links of a page to files of this site that are not there, with their lines.

MkDocs finds them too, while it builds, and tells no line.
"""

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from posixpath import dirname, normpath, relpath
from urllib.parse import unquote

from mlroadmap.errors import Problem
from mlroadmap.fences import prose

_IMAGE = re.compile(r"<img\b[^<>]*?\ssrc\s*=\s*[\"']?(?P<to>[^\s\"'<>]+)", re.IGNORECASE)
_LINK = re.compile(r"\[[^\[\]]*\]\(\s*(?P<to>[^()\s]+)(?:\s+\"[^\"\n]*\")?\s*\)|^ {0,3}\[[^\]^]+\]:\s*(?P<at>\S+)")
_OURS = re.compile(r"(?![a-z]+:|/|www\.)[^#?]+\.(?:md|svg|png|jpe?g|webp|gif)", re.IGNORECASE)
"""What leads to a page or a picture; other files may be made while the site is built."""


def dead_links(markdown: str, files: Collection[str], *, page: str, name: str) -> Iterable[Problem]:
    """Yield a problem for each link of a page that leads to none of the `files`.

    `files` are paths below docs, and so is `page`, the path of the page; `name` is its file name in messages.
    """
    folder = dirname(page)
    url = (
        folder if page.endswith("index.md") else page.removesuffix(".md")
    )  # where HTML begins, which MkDocs leaves alone
    for number, row in enumerate(prose(markdown).split("\n"), start=1):
        found = [(match["to"] or match["at"], folder) for match in _LINK.finditer(row)]
        for to, begin in [*found, *((match["to"], url) for match in _IMAGE.finditer(row))]:
            ours = _OURS.match(unquote(to))
            target = normpath(f"{begin}/{ours[0]}" if begin else ours[0]) if ours else ""
            if ours and target not in files:
                near = _nearest(target, files)
                mend = f": did you mean {relpath(near, begin or '.')}?" if near else ""
                yield Problem(name, number, "RM714", f"{to} leads to docs/{target}, which is not there{mend}")


def _nearest(target: str, files: Collection[str]) -> str:
    """Return the file that was probably meant: of the same name elsewhere, or of nearly the same path; or nothing."""
    same = [one for one in files if one.rpartition("/")[2].lower() == target.rpartition("/")[2].lower()]
    return next(iter(get_close_matches(target, same or list(files), n=1, cutoff=0 if same else 0.8)), "")

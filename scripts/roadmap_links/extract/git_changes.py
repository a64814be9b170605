"""For a pull request: which mentions were added or changed since a revision.

Compares links, not lines: a reworded sentence, a moved row or a renamed file does not make a link new.
"""

import subprocess
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ..model import Link
from .collect import Unreadable, links_of_text


class BadRevision(ValueError):
    """Git does not know the revision, or there is no repository."""


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except OSError as error:
        raise BadRevision(f"git can't be run: {error}") from error
    if done.returncode:
        raise BadRevision(done.stderr.decode("utf-8", "replace").strip() or f"git {arguments[0]} failed")
    return done.stdout


def only_changed(links: Iterable[Link], root: Path, revision: str) -> list[Link]:
    """The links that a file has more often now than where the branch left `revision`, with these mentions only.

    Raises BadRevision.
    """
    if revision.startswith("-"):
        raise BadRevision(f"{revision!r} is not a revision")
    commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    with suppress(BadRevision):  # no common ancestor, as in a shallow clone: compare with the revision itself
        commit = _git(root, "merge-base", commit, "HEAD").decode().strip() or commit
    renamed = _renames(root, commit)
    before: dict[str, Counter[str]] = {}
    chosen: list[Link] = []
    for link in links:
        sources = []
        for source in link.sources:
            if source.file not in before:
                before[source.file] = _links_at(root, commit, renamed.get(source.file, source.file))
            if before[source.file][link.url] > 0:
                before[source.file][link.url] -= 1
            else:
                sources.append(source)
        if sources:
            chosen.append(Link(link.url, sources))
    return chosen


def _renames(root: Path, commit: str) -> dict[str, str]:
    """New name to old name; names relative to `root`."""
    out = _git(root, "diff", "--name-status", "-M", "-z", "--relative", "--diff-filter=R", commit, "--")
    fields = out.decode("utf-8", "surrogateescape").split("\0")
    return {fields[i + 2]: fields[i + 1] for i in range(0, len(fields) - 2, 3)}


def _links_at(root: Path, commit: str, file: str) -> Counter[str]:
    try:
        text = _git(root, "show", f"{commit}:./{file}").decode("utf-8", "replace")
        return Counter(url for url, _ in links_of_text(text, file))
    except (BadRevision, Unreadable):
        return Counter()  # the file is new, or was no valid YAML then: all its links count as added

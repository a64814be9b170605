"""The one careful reader of files: whatever is wrong with one is told with its line, and nothing is guessed.

A file may be missing, a folder, a link that leads nowhere, locked, saved in another encoding, or hold the marks of a
merge that was not finished. None of that may end a check: each is a problem like any other.
"""

import json
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mlroadmap.errors import Problem, ProblemsFound
from mlroadmap.fences import lines

_BACKUPS = ("~", ".bak", ".orig", ".rej", ".swp", ".swo", ".tmp")
_CONFLICT = re.compile(r"(<{7}|\|{7}|>{7})(?: .*)?$")
_SHOWN_AS_TEXT = re.compile(r"(?:text|txt|console|diff|git|plain|none)?")
"""What follows the marks of a fence in which a merge conflict can be what a page is about."""
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
"""Unicode categories of characters that a reader does not see: controls, directions, joiners, private ones."""
_NAMES = {"\u202e": "right-to-left override", "\u00ad": "soft hyphen", "\ufeff": "byte order mark"}


def visible(folder: Path, pattern: str) -> list[Path]:
    """Return the files of `folder` that match a glob `pattern`, sorted.

    Hidden ones, editors' locks and backups are nobody's pages and are passed over, as MkDocs does.
    """
    found = (path for path in folder.glob(pattern) if not _hidden(path.relative_to(folder)))
    return sorted(found)


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "#")) or part.endswith(_BACKUPS) for part in path.parts)


def read_text(path: Path, *, name: str, code: str = "RM107", mend: str = "") -> str:
    """Return the text of a file, without a byte order mark and with `\\n` at the end of each line.

    `name` is the file's name in messages, `code` what a problem is reported under, `mend` what to do about it.
    Raises ProblemsFound.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _cannot(name, 1, code, "it is a folder where a file is meant" if path.is_dir() else "no file", mend)
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "no file"
        if path.is_symlink():
            reason = f"it is a link to {path.readlink()}, which leads to no file"
        raise _cannot(name, 1, code, reason, mend) from None
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _cannot(name, 1, code, "it is saved as UTF-16", mend or "save it as UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _cannot(name, line, code, "not UTF-8 text", mend or "save it as UTF-8") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise _cannot(name, line, code, "there is a zero byte, so it is no text", mend or "save it as UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _cannot(name: str, line: int, code: str, reason: str, mend: str) -> ProblemsFound:
    return ProblemsFound([Problem(name, line, code, f"cannot be read: {reason}{f': {mend}' if mend else ''}")])


def read_json(path: Path, *, name: str, code: str, mend: str) -> Any:
    """Return what a JSON file holds. Raises ProblemsFound, with the line at which the file stops being JSON."""
    text = read_text(path, name=name, code=code, mend=mend)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        reason = "it is empty" if not text.strip() else f"it is not JSON from column {error.colno} on"
        raise _cannot(name, error.lineno, code, reason, mend) from None
    except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
        raise _cannot(name, 1, code, "it is nested too deeply, or holds a number that is too long", mend) from None


def conflicts(text: str, *, name: str, markdown: bool = False) -> list[Problem]:
    """Return a problem for each merge conflict in `text` that was not resolved, at its first line.

    In Markdown, a fence of plain text may show one.
    """
    said = (
        "a merge conflict that was not resolved: keep what is right of both sides, and delete the lines "
        "that begin with <<<<<<<, ======= and >>>>>>>"
    )
    marks = [
        (line.number, match[1][0])
        for line in lines(text)
        if (match := _CONFLICT.match(line.text))
        and not (markdown and line.in_code and _SHOWN_AS_TEXT.fullmatch((line.fence or "").split(" ")[0]))
    ]
    # One conflict is one problem: what follows its first mark up to the next `<` belongs to it.
    first = [number for place, (number, sign) in enumerate(marks) if sign == "<" or place == 0]
    return [Problem(name, number, "RM108", said) for number in first]


def unseen(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and description of every character in `text` that no reader sees, such as U+202E."""
    for match in re.finditer(r"[^\x20-\x7e\n\t]", text):
        character, before = match[0], text[: match.start()][-1:]
        joins_emoji = character == "\u200d" and before and unicodedata.category(before) in {"So", "Mn", "Sk"}
        if (unicodedata.category(character) in _UNSEEN and not joins_emoji) or character == "\ufffd":
            called = _NAMES.get(character) or unicodedata.name(character, "a control character").lower()
            yield text.count("\n", 0, match.start()) + 1, f"U+{ord(character):04X} ({called})"

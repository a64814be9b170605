"""Put the new address of a permanent redirect in place of the old one, and touch nothing else.

Works on the text and not on a parsed document: comments, order, quotes and line ends stay as they are. Every edit is
proved by reading the file again: its links must be those of before but for this one, and YAML must have kept its shape.
What can't be mended is told, with the reason.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ..extract.collect import Unreadable, links_of_text
from ..model import Result, Source

_ENDINGS = {".yml", ".yaml", ".md", ".markdown"}
_YAML = {".yml", ".yaml"}


@dataclass(slots=True)
class Mended:
    """What `--fix` did."""

    done: dict[str, int] = field(default_factory=dict)
    """Edits by file."""
    left: list[str] = field(default_factory=list)
    """A line for each address that a person has to mend, with the reason."""
    lost: list[str] = field(default_factory=list)
    """Files that could not be written."""


@dataclass(frozen=True, slots=True)
class _Edit:
    source: Source
    old: str
    new: str


def apply(results: Iterable[Result], root: Path) -> Mended:
    """Rewrite YAML and Markdown files."""
    mended = Mended()
    edits: dict[str, list[_Edit]] = {}
    for result in results:
        if result.suggestion is None:
            continue
        for source in dict.fromkeys(result.sources):
            edit = _Edit(source, result.url, result.suggestion)
            if Path(source.file).suffix.lower() not in _ENDINGS:
                mended.left.append(_told(edit, "only YAML and Markdown files are rewritten"))
            elif source.column < 0:
                mended.left.append(_told(edit, "it does not stand in one piece in this line"))
            else:
                edits.setdefault(source.file, []).append(edit)
    for file, wanted in edits.items():
        _mend(root / file, file, wanted, mended)
    return mended


def _told(edit: _Edit, why: str) -> str:
    return f"{edit.source.file}:{edit.source.line}: not mended, {why}: put {edit.new} for {edit.old} by hand"


def _mend(path: Path, file: str, wanted: list[_Edit], mended: Mended) -> None:
    try:
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        new, left = edited(text, wanted, path.suffix.lower())
        mended.left += [_told(edit, why) for edit, why in left]
        if new == text:
            return
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_bytes(new.encode("utf-8", "surrogateescape"))
        fresh.chmod(path.stat().st_mode & 0o7777)
        fresh.replace(path)
        mended.done[file] = len(wanted) - len(left)
    except OSError as error:
        mended.lost.append(file)
        mended.left += [_told(edit, f"the file can't be written ({error.strerror})") for edit in wanted]


def edited(text: str, wanted: Iterable[_Edit], suffix: str) -> tuple[str, list[tuple[_Edit, str]]]:
    """The text with every edit that can be proved, and the others with the reason."""
    edits = sorted(wanted, key=lambda one: (one.source.line, one.source.column), reverse=True)
    new = text
    for edit in edits:
        new = _with(new, edit, _spelt_like(edit.source.raw, edit.new))
    if _is_proved(text, new, edits, suffix):  # as good as always; else one by one, to find which of them can't be made
        return new, []
    left: list[tuple[_Edit, str]] = []
    for edit in edits:
        for spelt in (_spelt_like(edit.source.raw, edit.new), json.dumps(edit.new, ensure_ascii=False)):
            new = _with(text, edit, spelt)
            if _is_proved(text, new, [edit], suffix):
                text = new
                break
        else:
            left.append((edit, "the new address can't stand there"))
    return text, left[::-1]


def _with(text: str, edit: _Edit, spelt: str) -> str:
    """The text with an address in the old one's place; as it was if the old one is not there."""
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    lines = text.removeprefix(bom).split("\n")
    source = edit.source
    if not 0 < source.line <= len(lines):
        return text
    line = lines[source.line - 1]
    end = source.column + len(source.raw)
    if not source.raw or line[source.column : end] != source.raw:
        return text
    lines[source.line - 1] = line[: source.column] + spelt + line[end:]
    return bom + "\n".join(lines)


def _is_proved(text: str, new: str, edits: list[_Edit], suffix: str) -> bool:
    """Whether the new text differs from the old by these addresses alone."""
    try:
        before, after = _reading(text, suffix), _reading(new, suffix)
    except Unreadable:
        return False
    changed = [(a, b) for a, b in zip(before, after, strict=False) if a != b]
    meant = {(edit.old, new) for edit in edits for new in (edit.new, _spelt_like(edit.source.raw, edit.new))}
    return len(before) == len(after) and len(changed) == len(edits) and set(changed) <= meant


def _reading(text: str, suffix: str) -> list[str]:
    """What a file says: all scalars and brackets of YAML, or the links of Markdown."""
    if suffix not in _YAML:
        return [url for url, _ in links_of_text(text, f"x{suffix}")]
    from ruamel.yaml import YAML  # noqa: PLC0415 -- only a run with edits needs it
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415
    from ruamel.yaml.events import ScalarEvent  # noqa: PLC0415

    try:
        events = list(YAML(pure=True).parse(text))
    except (YAMLError, ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    return [event.value if isinstance(event, ScalarEvent) else type(event).__name__ for event in events]


def _spelt_like(old: str, new: str) -> str:
    """The new address as the old one was spelt: entities where it had them, no bracket that ends a Markdown link."""
    if "&amp;" in old:
        new = new.replace("&amp;", "&").replace("&", "&amp;")
    if new.count("(") != new.count(")"):
        new = new.replace("(", "%28").replace(")", "%29")
    return new.replace(" ", "%20").replace("'", "%27").replace('"', "%22").replace("|", "%7C")

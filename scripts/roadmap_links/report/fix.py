"""Put the new address of a permanent redirect in place of the old one, and touch nothing else.

Works on the text and not on a parsed document: comments, order, quotes and line ends stay as they are.
"""

from collections.abc import Iterable
from pathlib import Path

from ..model import Outcome, Result, Source

_ENDINGS = {".yml", ".yaml", ".md", ".markdown"}


def apply(results: Iterable[Result], root: Path) -> dict[str, int]:
    """Rewrite YAML and Markdown files. Returns the number of edits per file."""
    edits: dict[str, list[tuple[Source, str]]] = {}
    for result in results:
        if result.outcome is not Outcome.redirected_permanent or result.suggestion is None:
            continue
        for source in result.sources:
            if Path(source.file).suffix.lower() in _ENDINGS and source.column >= 0:
                edits.setdefault(source.file, []).append((source, result.suggestion))
    done: dict[str, int] = {}
    for file, wanted in edits.items():
        path = root / file
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        new, count = edited(text, wanted)
        if count:
            fresh = path.with_name(f".{path.name}.new")
            fresh.write_bytes(new.encode("utf-8", "surrogateescape"))
            fresh.chmod(path.stat().st_mode & 0o7777)
            fresh.replace(path)
            done[file] = count
    return done


def edited(text: str, wanted: Iterable[tuple[Source, str]]) -> tuple[str, int]:
    """The text with every wanted edit that still fits its place, and their number."""
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    lines = text.removeprefix(bom).split("\n")
    count = 0
    for source, new in sorted(set(wanted), key=lambda edit: (edit[0].line, edit[0].column), reverse=True):
        if not 0 < source.line <= len(lines):
            continue
        line = lines[source.line - 1]
        end = source.column + len(source.raw)
        if line[source.column : end] == source.raw and source.raw:
            lines[source.line - 1] = line[: source.column] + _spelt_like(source.raw, new) + line[end:]
            count += 1
    return bom + "\n".join(lines), count


def _spelt_like(old: str, new: str) -> str:
    """The new address as the old one was spelt: entities where it had them, no bracket that ends a Markdown link."""
    if "&amp;" in old:
        new = new.replace("&amp;", "&").replace("&", "&amp;")
    if new.count("(") != new.count(")"):
        new = new.replace("(", "%28").replace(")", "%29")
    return new.replace(" ", "%20").replace("'", "%27").replace('"', "%22").replace("|", "%7C")

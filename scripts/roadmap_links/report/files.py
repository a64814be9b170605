"""Where reports go: said before a run that they can't, and never lost after one."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ..options import Usage


def check_outputs(paths: Iterable[Path | None]) -> None:
    """See that every report can be written, before an hour is spent on it. Raises Usage."""
    for path in paths:
        if path is None:
            continue
        folder = path.parent
        if not folder.is_dir():
            raise Usage(f"{path}: there is no folder {folder}: make it, or write the report elsewhere")
        if path.is_dir():
            raise Usage(f"{path}: this is a folder: name a file in it")
        if not os.access(path if path.exists() else folder, os.W_OK):
            raise Usage(f"{path}: may not be written: change its rights, or write the report elsewhere")


def write_report(path: Path, text: str) -> str | None:
    """Write a report; an old one stays whole until then. If that fails, what happened and where the text is now."""
    try:
        if path.exists() and not path.is_file():  # a pipe or a device, such as /dev/stdout
            path.write_text(text, encoding="utf-8")
            return None
        fresh = path.with_name(f".{path.name}.new-{os.getpid()}")
        try:
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
        return None
    except OSError as error:
        problem = f"{path} can't be written: {error.strerror or error}"
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="links-", suffix=path.suffix, delete=False, encoding="utf-8"
        ) as other:
            other.write(text)
        return f"{problem}; the report is in {other.name}"
    except OSError:
        return f"{problem}; this is the report:\n{text}"

"""What was made of the same before, kept in a folder, so that a build makes only what has changed.

An entry is found by the hash of all that its value is made of: the code and the templates of this package, the versions
of Python and of what is installed, and the ingredients that its maker names. Nothing else has to be remembered when
something changes, and what no build asked for in a month is deleted.
"""

import contextlib
import hashlib
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from jinja2.bccache import Bucket, BytecodeCache

Value = TypeVar("Value")
Part = str | bytes

_NONE = object()
"""In the place of a value that is not there: a value may be None."""

KEPT_FOR = 30 * 24 * 3600
"""Seconds after which an entry that no build has used is deleted."""


def house(package: Path, folders: list[str]) -> str:
    """Return the hash of what makes pages of content: a `package` and the hooks beside it, Python, what is installed.

    What is installed is read off the names in `folders`, in which each distribution stands with its version.
    """
    digest = hashlib.sha256(sys.version.encode())
    for path in [*sorted(package.rglob("*")), *sorted(package.parent.glob("*_pages.py"))]:
        if path.is_file() and path.suffix != ".pyc":
            _add(digest, path.relative_to(package.parent).as_posix(), path.read_bytes())
    for folder in folders:
        _add(digest, *sorted(path.name for path in Path(folder or ".").glob("*.dist-info")))
    return digest.hexdigest()


def _add(digest: Any, *parts: Part) -> None:
    """Add parts to a hash, so that `ab`, `c` and `a`, `bc` differ."""
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "little") + content)


def digest_of(parts: Iterable[Part]) -> str:
    """Return the hash of parts, in this order."""
    digest = hashlib.sha256()
    _add(digest, *parts)
    return digest.hexdigest()


def package_files() -> Iterator[Part]:
    """Yield the names and contents of the files of this package that are no code, such as templates.

    They are read again while a site is served, unlike the code.
    """
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*.*")):
        if path.suffix not in (".py", ".pyc") and path.is_file():
            yield from (path.relative_to(folder).as_posix(), path.read_bytes())


HOUSE = house(Path(__file__).parent, sys.path)
"""Of the code that this process runs: it is not loaded again while a site is served, whatever happens to its files."""


class Cache:
    """Values by what they are made of. Where its `folder` cannot be written or read, everything is made anew."""

    def __init__(self, folder: Path | None, *, house: str = HOUSE) -> None:
        self.folder = folder
        self.house = house
        self.made = 0
        """How many values were made anew, and kept."""

    def get(self, kind: str, parts: Sequence[Part], make: Callable[[], Value]) -> Value:
        """Return what `make` returns, or what it returned before for the same `kind` and `parts`.

        `parts` must name everything that the value depends on, beside the code. What `make` raises is raised, and not
        kept.
        """
        path = self.path(kind, parts)
        if path is None:
            return make()
        value = _read(path)
        if value is not _NONE:
            return value  # type: ignore[no-any-return]
        value = make()
        self.made += 1
        _write(path, value)
        return value

    def path(self, kind: str, parts: Sequence[Part]) -> Path | None:
        """Return the file for a value, or None where nothing is kept."""
        return self.folder / f"{kind}-{digest_of([self.house, *parts])[:40]}" if self.folder else None

    def forget_old(self) -> None:
        """Delete the entries that no build has used for long."""
        if self.folder is None:
            return
        for path in self.folder.glob("*"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > KEPT_FOR:
                    path.unlink()


class Templates(BytecodeCache):
    """Keeps what Jinja makes of the theme's templates, so that a build does not translate them again."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept of the same template, if anything was."""
        if path := self.cache.path("template", [bucket.key, bucket.checksum]):
            content = _read(path)
            if content is not _NONE:
                bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was made of a template."""
        if path := self.cache.path("template", [bucket.key, bucket.checksum]):
            _write(path, bucket.bytecode_to_string())


NOTHING = Cache(None)
"""Keeps nothing: everything is made anew."""


def _read(path: Path) -> Any:
    """Return the value in a file, or `_NONE` when there is none or it is damaged."""
    try:
        content = path.read_bytes()
        os.utime(path)
    except OSError:
        return _NONE
    whole = hashlib.sha256(content[32:]).digest() == content[:32]
    return pickle.loads(content[32:]) if whole else _NONE


def _write(path: Path, value: Any) -> None:
    """Keep a value, as a whole or not at all."""
    content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(hashlib.sha256(content).digest() + content)
        part.replace(path)
    except OSError:  # a full or locked disk
        with contextlib.suppress(OSError):
            part.unlink()

"""Wheels, source archives, packages of npm and of Debian: their members by path."""

import io
import lzma
import tarfile
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path


def read_member(archive: Path, member: str) -> bytes:
    """Return a member of an archive. Raises KeyError when it is not there."""
    return next(content for path, content in members_of(archive, (member,)) if path == member)


def read_members(archive: Path, patterns: tuple[str, ...]) -> dict[str, bytes]:
    """Return the members that fit one of the patterns, by path and sorted. Raises KeyError for one that fits none."""
    return dict(sorted(members_of(archive, patterns)))


def members_of(archive: Path, patterns: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the members of a wheel or another archive that fit one of the patterns."""
    with opened_archive(archive) as opened:
        names = opened.namelist() if isinstance(opened, zipfile.ZipFile) else opened.getnames()
        for pattern in patterns:
            if not any(name == pattern or fnmatchcase(name, pattern) for name in names):
                raise KeyError(f"{archive.name} has no {pattern}")
        for name in names:
            if not any(name == pattern or fnmatchcase(name, pattern) for pattern in patterns):
                continue
            if isinstance(opened, zipfile.ZipFile):
                if not name.endswith("/"):
                    yield name, opened.read(name)
            elif (file := opened.extractfile(name)) is not None:
                yield name, file.read()


def opened_archive(archive: Path) -> zipfile.ZipFile | tarfile.TarFile:
    """Open a wheel, a source archive, an npm package, or the data part of a Debian package."""
    if archive.suffix == ".whl":
        return zipfile.ZipFile(archive)
    if archive.suffix == ".deb":
        return tarfile.open(fileobj=io.BytesIO(lzma.decompress(debian_part(archive.read_bytes(), "data.tar.xz"))))
    return tarfile.open(archive)


def debian_part(content: bytes, name: str) -> bytes:
    """Return a part of a Debian package, which is an archive by `ar`. Raises KeyError when it is not there."""
    place = len(b"!<arch>\n")
    while place < len(content):
        header = content[place : place + 60].decode("ascii")  # name in 16 places, size in 10 places from the 49th on
        size = int(header[48:58])
        if header[:16].strip().rstrip("/") == name:
            return content[place + 60 : place + 60 + size]
        place += 60 + size + size % 2
    raise KeyError(f"no {name} in the package")

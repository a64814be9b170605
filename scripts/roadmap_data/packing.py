"""Packed files without a time or a name in them, so that the same content is the same file."""

import gzip
import io
import zipfile
from collections.abc import Iterable, Mapping


def unchanged(content: bytes) -> bytes:
    """Take the member as it is."""
    return content


def packed(content: bytes) -> bytes:
    """Pack the member, without a time or a name in the packing."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def packed_anew(content: bytes) -> bytes:
    """Unpack and pack again, without the time and name that the first packing kept."""
    return packed(gzip.decompress(content))


def packed_table(columns: list[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Write these columns of the rows as a packed CSV, every cell as it came."""
    lines = [",".join(columns), *(",".join(row[name] for name in columns) for row in rows)]
    return packed(("\n".join(lines) + "\n").encode())


def plain(name: str, content: bytes) -> bytes:
    """Return the content without its packing."""
    if name.endswith(".npz"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"".join(one.encode() + archive.read(one) for one in archive.namelist())
    return gzip.decompress(content) if name.endswith(".gz") else content

"""What packages of R carry: their binary form, and the tables that are read from it."""

import csv
import gzip
import io
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Any


class RData:
    """Reads what R has serialised in its binary form, as far as tables of text and numbers need it."""

    def __init__(self, content: bytes) -> None:
        """Skip the header: the letter of the format, three versions, and from version 3 on a name of the encoding."""
        self._stream = io.BytesIO(content)
        self._names: list[object] = []
        if self._stream.read(2) != b"X\n":
            raise ValueError("not in the binary format of R")
        if self._integers(3)[0] >= 3:
            self._stream.read(self._integers(1)[0])

    def _integers(self, count: int) -> list[int]:
        return list(struct.unpack(f">{count}i", self._stream.read(4 * count)))

    def item(self) -> Any:
        """Return the next item: text, a list, or for a list with names a dictionary. Row names are dropped."""
        [flags] = self._integers(1)
        kind, has_attributes, has_tag = flags & 0xFF, flags & 0x200, flags & 0x400
        match kind:
            case 1:  # a name
                self._names.append(self.item())
                return self._names[-1]
            case 255:  # the same name again
                return self._names[(flags >> 8) - 1]
            case 2:  # one link of a chain of named values
                if has_attributes:
                    self.item()
                tag, value = (self.item() if has_tag else None), self.item()
                return {tag: value} | (self.item() or {})
            case 9:  # text
                [length] = self._integers(1)
                return None if length < 0 else self._stream.read(length).decode()
            case 10 | 13:  # truth values, whole numbers
                values: list[Any] = self._integers(*self._integers(1))
            case 14:
                [length] = self._integers(1)
                values = list(struct.unpack(f">{length}d", self._stream.read(8 * length)))
            case 16 | 19:  # texts, or items of any kind
                values = [self.item() for _ in range(*self._integers(1))]
            case 254:  # nothing
                return None
            case _:
                raise ValueError(f"type {kind} of R is not read here")
        return self._with(self.item(), values) if has_attributes else values

    @staticmethod
    def _with(attributes: Mapping[str, Any], values: list[Any]) -> Any:
        """Give values the meaning that their attributes tell."""
        if levels := attributes.get("levels"):  # a factor: whole numbers that stand for texts
            return [levels[code - 1] for code in values]
        names = attributes.get("names")
        return dict(zip(names, values, strict=True)) if names else values


def r_package(members: Mapping[str, bytes]) -> Callable[[str], Any]:
    """Return what reads a value of an R package by its name.

    An R package keeps its data in one file of packed pieces, and where each piece lies in a second one.
    """
    index, pieces = (next(members[path] for path in members if path.endswith(end)) for end in (".rdx", ".rdb"))
    places = RData(gzip.decompress(index)).item()["variables"]

    def read(name: str) -> Any:
        start, length = places[name]
        return RData(zlib.decompress(pieces[start + 4 : start + length])).item()

    return read


MISSING = -(2**31)
"""The whole number that stands for none in R."""


def reported_heights(members: Mapping[str, bytes]) -> bytes:
    """Write the table of one R package as CSV, every row and every cell as it came."""
    table = r_package(members)("reported_heights")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table)
    writer.writerows(zip(*table.values(), strict=True))
    return text.getvalue().encode()


def movielens_ratings(members: Mapping[str, bytes]) -> bytes:
    """Keep every rating, in order of people and then of time, with the seconds since 1970 as they came."""
    table = r_package(members)("movielens")
    rows = sorted(zip(*(table[name] for name in ("userId", "timestamp", "movieId", "rating")), strict=True))
    lines = [f"{user},{film},{stars:g},{time}" for user, time, film, stars in rows]
    return ("\n".join(["user,film,stars,time", *lines]) + "\n").encode()


def movielens_films(members: Mapping[str, bytes]) -> bytes:
    """Keep each film once, in order of its number. A year or a title that is not there stays empty."""
    table = r_package(members)("movielens")
    films = sorted(set(zip(*(table[name] for name in ("movieId", "title", "year", "genres")), strict=True)))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["film", "title", "year", "genres"])
    for film, title, year, genres in films:
        writer.writerow([film, title or "", "" if year == MISSING else year, genres])
    return text.getvalue().encode()

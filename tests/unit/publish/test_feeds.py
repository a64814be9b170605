"""The feeds: what they tell, in which order, in forms that others read."""

import json
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from mlroadmap.data.links import LinkState, State
from mlroadmap.publish.feeds import Entry, entries, json_feed, rss
from tests.builders import replaced, roadmap_of

ROADMAP = roadmap_of(
    replaced("            minutes: 30\n", "            minutes: 30\n            published: 2027-01-05\n")
)
URL = next(one.url for one in ROADMAP.resources() if one.id == "free-book")


def test_new_lessons_and_dead_or_moved_links_are_told_the_newest_first() -> None:
    links = {
        "free-book": LinkState(url=URL, state=State.dead, checked=date(2027, 2, 8), since=date(2027, 2, 1)),
        "paid-course": LinkState(url="https://elsewhere.example/", state=State.dead, checked=date(2027, 2, 8)),
    }
    rows = entries(ROADMAP, links)
    assert [(row.day, row.id) for row in rows] == [
        (date(2027, 2, 1), "dead:free-book:2027-02-01"),
        (date(2027, 1, 5), "lesson:first-steps"),
    ]
    assert rows[0].title == "A free book is gone"
    assert rows[1].path == "stage-1/first-steps/"
    moved = {"free-book": LinkState(url=URL, state=State.moved, checked=date(2027, 2, 8))}
    assert entries(ROADMAP, moved)[0].title == "A free book has moved"


def test_links_that_are_well_and_lessons_without_a_day_are_not_told() -> None:
    fine = {"free-book": LinkState(url=URL, state=State.ok, checked=date(2027, 2, 8))}
    assert entries(roadmap_of(), fine) == []


ROWS = [Entry(date(2027, 1, 5), "lesson:a", "A & B <c>", "Text", "stage-1/a/")]


def test_the_json_feed_has_what_version_1_1_asks_for() -> None:
    feed = json.loads(json_feed(ROWS, site="https://site.example/"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://site.example/feed.json"
    assert feed["items"] == [
        {
            "id": "lesson:a",
            "url": "https://site.example/stage-1/a/",
            "title": "A & B <c>",
            "content_text": "Text",
            "date_published": "2027-01-05T00:00:00Z",
        }
    ]


def test_the_rss_feed_is_xml_with_a_day_and_a_permanent_id() -> None:
    channel = ET.fromstring(rss(ROWS, site="https://site.example/")).find("channel")
    assert channel is not None
    item = channel.find("item")
    assert item is not None
    assert item.findtext("title") == "A & B <c>"
    assert item.findtext("guid") == "lesson:a"
    assert item.findtext("pubDate") == "Tue, 05 Jan 2027 00:00:00 +0000"


@pytest.mark.parametrize(("rows", "told"), [(49, 49), (50, 50), (51, 50)])
def test_a_feed_tells_the_newest_fifty(rows: int, told: int) -> None:
    many = [Entry(date(2027, 1, 1), f"lesson:{n}", "A", "B", "c/") for n in range(rows)]
    ids = [f"lesson:{n}" for n in range(told)]
    assert [item["id"] for item in json.loads(json_feed(many, site="x/"))["items"]] == ids
    assert len(ET.fromstring(rss(many, site="x/")).findall("channel/item")) == told

"""What is new, for feed readers: JSON Feed 1.1 and RSS 2.0, from dates that stand in the data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from mlroadmap.data.links import LinkState, State, state_of
from mlroadmap.data.model import Lesson, Roadmap

TITLE = "Machine Learning Roadmap: what is new"
MOST = 50
"""How many entries a feed holds, the newest first."""


@dataclass(frozen=True, order=True)
class Entry:
    """Something that changed on a day. `id` is permanent: readers know by it what they have seen."""

    day: date
    id: str
    title: str
    text: str
    path: str
    """The address below the site's root."""


def entries(roadmap: Roadmap, links: Mapping[str, LinkState]) -> list[Entry]:
    """Return all dated changes, the newest first: lessons that appeared, links that moved or died."""
    found = []
    for stage in roadmap.stages:
        for section in stage.sections:
            for lesson in section.lessons:
                if lesson.published:
                    text = f"{_time(lesson)}, in {section.id} {section.title}. After it you can {lesson.promise}"
                    path = f"{stage.id}/{lesson.id}/"
                    found.append(
                        Entry(lesson.published, f"lesson:{lesson.id}", f"New lesson: {lesson.title}", text, path)
                    )
    for resource in roadmap.resources():
        state = state_of(resource, links)
        if state is None or state.state not in (State.moved, State.dead):
            continue
        what = "is gone" if state.state is State.dead else "has moved"
        id_ = f"{state.state}:{resource.id}:{state.since or state.checked}"
        text = f"Found by the link check. {'Its row names what to use instead.' if state.state is State.dead else ''}"
        path = f"resources/#resource-{resource.id}"
        found.append(Entry(state.since or state.checked, id_, f"{resource.title} {what}", text.strip(), path))
    return sorted(found, reverse=True)


def _time(lesson: Lesson) -> str:
    exercises = f" and {lesson.exercise_minutes} of exercises" if lesson.exercise_minutes else ""
    return f"{lesson.minutes} minutes{exercises}"


def json_feed(rows: list[Entry], *, site: str) -> str:
    """Return a JSON Feed, https://www.jsonfeed.org/version/1.1/."""
    items = [
        {
            "id": row.id,
            "url": f"{site}{row.path}",
            "title": row.title,
            "content_text": row.text,
            "date_published": f"{row.day.isoformat()}T00:00:00Z",
        }
        for row in rows[:MOST]
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLE,
        "home_page_url": site,
        "feed_url": f"{site}feed.json",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def rss(rows: list[Entry], *, site: str) -> str:
    """Return an RSS 2.0 feed, https://www.rssboard.org/rss-specification."""
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    for name, text in (("title", TITLE), ("link", site), ("description", "New lessons, and links that moved or died.")):
        ET.SubElement(channel, name).text = text
    for row in rows[:MOST]:
        item = ET.SubElement(channel, "item")
        for name, text in (("title", row.title), ("link", f"{site}{row.path}"), ("description", row.text)):
            ET.SubElement(item, name).text = text
        ET.SubElement(item, "guid", isPermaLink="false").text = row.id
        ET.SubElement(item, "pubDate").text = format_datetime(datetime.combine(row.day, time(), UTC))
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"

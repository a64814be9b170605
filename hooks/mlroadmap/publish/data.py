"""The roadmap for other programs: JSON and CSV files with schemas, and a plain text for language models.

The forms are promises: `compatible.breaks` finds what a change would break, and then the major number of VERSION rises.
"""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from mlroadmap.data.index import Index
from mlroadmap.data.model import LessonStatus, Resource, Roadmap

VERSION = "2.0"
"""Of the published forms. The second number rises with additions, the first with anything that could break a reader."""
COLUMNS = ("id", "title", "url", "provider", "kind", "cost", "level", "hours", "language", "licence", "home", "why")
"""Of resources.csv."""


class PublishedRoadmap(BaseModel):
    """`data/roadmap.json`."""

    model_config = ConfigDict(frozen=True)

    version: str
    site: str
    """The address of the site."""
    roadmap: Roadmap


class PublishedResource(Resource):
    """A resource, and where it stands in the roadmap."""

    home: str
    """A section such as `2.2`, or `interview`, or `communities`."""


class PublishedResources(BaseModel):
    """`data/resources.json`."""

    model_config = ConfigDict(frozen=True)

    version: str
    site: str
    resources: tuple[PublishedResource, ...]


def schemas() -> dict[str, Any]:
    """Return the JSON Schemas of the published files, by file name without its ending."""
    return {
        "roadmap": PublishedRoadmap.model_json_schema(mode="serialization"),
        "resources": PublishedResources.model_json_schema(mode="serialization"),
    }


def published(roadmap: Roadmap, *, site: str) -> Mapping[str, str]:
    """Return the texts of the published files by path below the site's root; `site` is the address of the site."""
    index = Index(roadmap)
    resources = [PublishedResource(**_fields(one), home=index.home(one).name) for one in roadmap.resources()]
    files: dict[str, BaseModel] = {
        "roadmap": PublishedRoadmap(version=VERSION, site=site, roadmap=roadmap),
        "resources": PublishedResources(version=VERSION, site=site, resources=tuple(resources)),
    }
    made = {f"data/{name}.json": model.model_dump_json(exclude_none=True) + "\n" for name, model in files.items()}
    made |= {
        f"data/{name}.schema.json": json.dumps(schema, ensure_ascii=False) + "\n" for name, schema in schemas().items()
    }
    return made | {
        "data/resources.csv": _csv(resources),
        "data/SHA256SUMS": "".join(f"{one.sha256}  {one.file}\n" for one in roadmap.datasets if one.file),
        "llms.txt": _llms(roadmap, site.rstrip("/")),
    }


def _fields(resource: Resource) -> dict[str, Any]:
    return {name: getattr(resource, name) for name in Resource.model_fields if name != "origin"}


def _csv(resources: list[PublishedResource]) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in resources:
        rows.writerow(["" if (value := getattr(one, name)) is None else _cell(value) for name in COLUMNS])
    return text.getvalue()


def _cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula: https://owasp.org/www-community/attacks/CSV_Injection."""
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _llms(roadmap: Roadmap, site: str) -> str:
    """A summary with links, in the form of https://llmstxt.org/."""
    lines = [
        "# Machine Learning Roadmap",
        "",
        "> A free roadmap in six stages for learning machine learning: topics, executed lessons, checked resources,",
        "> projects and milestones. Text and lessons are CC BY 4.0.",
        "",
        "## Stages",
        "",
    ]
    lines += [
        f"- [Stage {stage.number}: {stage.title}]({site}/{stage.id}/): {stage.summary}" for stage in roadmap.stages
    ]
    lines += ["", "## Lessons", ""]
    for stage in roadmap.stages:
        for section in stage.sections:
            lines += [
                f"- [{lesson.title}]({site}/{stage.id}/{lesson.id}/): after it you can {lesson.promise}"
                for lesson in section.lessons
                if lesson.status is LessonStatus.written
            ]
    lines += [
        "",
        "## Data",
        "",
        f"- [The whole roadmap]({site}/data/roadmap.json) and its [schema]({site}/data/roadmap.schema.json)",
        f"- [All resources]({site}/data/resources.json), also [as CSV]({site}/data/resources.csv)",
        f"- [What changed]({site}/feed.json)",
    ]
    return "\n".join(lines) + "\n"

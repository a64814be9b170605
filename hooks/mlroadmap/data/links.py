"""What the last link check found, for readers: `docs/_data/link-status.json`, which `check_links.py` can write.

The file is optional and never made during a build. Without it the site says nothing about links.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from mlroadmap.data.model import Resource, Roadmap, Url
from mlroadmap.data.reports import read_report
from mlroadmap.errors import Problem


class State(StrEnum):
    """`unsure`: no clear answer, for example because the host refuses programs."""

    ok = "ok"
    moved = "moved"
    dead = "dead"
    unsure = "unsure"


class LinkState(BaseModel):
    """What was found about one resource."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Url
    state: State
    checked: date
    moved_to: Url | None = None
    since: date | None = None
    """Since when it has been dead."""
    archive: Url | None = None
    """A copy of the page in a web archive."""


class LinkStatus(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    checked: date
    resources: dict[str, LinkState]


def load_link_status(path: Path, *, name: str) -> dict[str, LinkState]:
    """Return what was found, by resource id; empty without a file. Raises ProblemsFound for a damaged one."""
    report = read_report(path, LinkStatus, name=name, code="RM216", command="check_links.py --write-status")
    return report.resources if report else {}


def state_of(resource: Resource, states: Mapping[str, LinkState]) -> LinkState | None:
    """Return what was found about a resource, unless its address has changed since."""
    state = states.get(resource.id)
    return state if state and state.url == resource.url else None


def check_link_status(roadmap: Roadmap, states: Mapping[str, LinkState]) -> Iterable[Problem]:
    """Yield a problem for each dead resource that names no alternative."""
    for resource in roadmap.resources():
        state = state_of(resource, states)
        if state and state.state is State.dead and not resource.alternatives:
            text = f"'{resource.id}' is dead since {state.since}: name an alternative under alternatives:"
            yield Problem(resource.origin.file, resource.line("url"), "RM215", text)

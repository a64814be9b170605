"""What the link checker writes for readers is what the site reads: the one test that joins the two packages."""

from itertools import product
from pathlib import Path

import pytest

from mlroadmap.data.links import LinkState, LinkStatus, State, load_link_status
from roadmap_links.model import Outcome, Result, Source, Verdict
from roadmap_links.report.status import status_of, status_text

TODAY = "2027-01-31"
BOOK = Source("docs/_data/roadmap.yml", 12, resource="free-book")
KINDS = [*product(Outcome, Verdict, ("", "https://new.example.org/"), (None, "2027-01-02T03:04:05Z"))]


def result(outcome: Outcome, verdict: Verdict, suggestion: str, since: str | None) -> Result:
    return Result(
        "https://book.example.org/a?b=c&d#e",
        outcome,
        verdict,
        "a reason",
        since=since,
        sources=[BOOK],
        checked_at=since,
        suggestion=suggestion or None,
        archive="https://archive.example.org/1" if since else None,
    )


def read_back(tmp_path: Path, *results: Result) -> dict[str, LinkState]:
    path = tmp_path / "link-status.json"
    path.write_text(status_text(results, TODAY), "utf-8")
    return load_link_status(path, name=path.name)


@pytest.mark.parametrize(
    ("outcome", "verdict", "suggestion", "since"), KINDS, ids=lambda value: getattr(value, "name", str(value))
)
def test_whatever_a_run_says_of_a_link_can_be_read(
    outcome: Outcome, verdict: Verdict, suggestion: str, since: str | None, tmp_path: Path
) -> None:
    said = result(outcome, verdict, suggestion, since)
    found = read_back(tmp_path, said)["free-book"]
    assert found.state is State(status_of(said))
    assert str(found.url) == said.url
    assert str(found.checked) == (since or TODAY)[:10]
    assert (found.moved_to is not None) == (found.state is State.moved)
    assert (found.since is not None) == (found.state is State.dead)


def test_every_state_that_readers_know_is_written_for_some_link() -> None:
    assert {status_of(result(*kind)) for kind in KINDS} == set(State)


def test_a_link_that_no_resource_has_or_that_nobody_asked_is_not_written(tmp_path: Path) -> None:
    elsewhere, left_over = result(*KINDS[0]), result(*KINDS[0])
    elsewhere.sources = [Source("docs/index.md", 3)]
    left_over.checked = False
    assert read_back(tmp_path, elsewhere, left_over) == {}


def test_the_keys_that_are_written_are_those_of_the_form() -> None:
    written = {
        key
        for kind in KINDS
        for row in LinkStatus.model_validate_json(status_text([result(*kind)], TODAY)).resources.values()
        for key in row.model_fields_set
    }
    assert written == set(LinkState.model_fields)

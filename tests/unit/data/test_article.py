"""Everything that the source article names has a place in the data file. tests/data/article.yml lists what it names."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from mlroadmap.data.model import Roadmap
from mlroadmap.pages.render import anchor
from tests.builders import DOCS

ARTICLE: dict[str, Any] = YAML(typ="safe", pure=True).load(Path(__file__).parents[2] / "data/article.yml")
ENTRIES = [
    (section, kind, entry)
    for section, kinds in ARTICLE["sections"].items()
    for kind, entries in kinds.items()
    for entry in entries
]


def words(text: str) -> set[str]:
    """The words of a name without capitals, possessives, plurals of names and punctuation."""
    plain = text.replace("’", "'").casefold().replace("'s", "")
    return set(re.findall(r"[a-z0-9.+-]*[a-z0-9]", plain))


def named(entry: str, names: Iterable[str | None]) -> list[str]:
    """Return those of `names` that hold every word of `entry`."""
    return [name for name in names if name and words(entry) <= words(name)]


@pytest.mark.parametrize(("section", "kind", "entry"), ENTRIES)
def test_an_entry_of_a_section_has_its_place_in_that_section(
    section: str, kind: str, entry: str, committed_roadmap: Roadmap
) -> None:
    rows: Iterable[Any]
    if kind == "replaced":
        rows = committed_roadmap.replaced
    else:
        [ours] = [one for one in committed_roadmap.sections() if one.id == section]
        rows = getattr(ours, kind)
    assert named(entry, [row.article_name for row in rows])


def test_every_section_of_the_article_is_there_in_its_order(committed_roadmap: Roadmap) -> None:
    assert [section.id for section in committed_roadmap.sections()] == list(ARTICLE["sections"])
    assert [stage.id for stage in committed_roadmap.stages] == list(ARTICLE["milestones"])


def test_the_rows_named_after_the_article_are_those_that_it_names(committed_roadmap: Roadmap) -> None:
    """No row claims a name that the article does not use in that section."""
    for section in committed_roadmap.sections():
        for kind in ("topics", "resources", "projects"):
            entries = ARTICLE["sections"][section.id].get(kind, [])
            for row in getattr(section, kind):
                if row.article_name:
                    assert any(words(entry) <= words(row.article_name) for entry in entries), row.article_name


@pytest.mark.parametrize("entry", ARTICLE["domains"])
def test_a_field_to_specialise_in_has_its_place(entry: str, committed_roadmap: Roadmap) -> None:
    assert named(entry, [domain.article_name for domain in committed_roadmap.domains])


@pytest.mark.parametrize("entry", [*ARTICLE["closing list"], *ARTICLE["named in the tips"]])
def test_what_the_closing_lists_name_is_a_resource_or_has_been_replaced(entry: str, committed_roadmap: Roadmap) -> None:
    rows = [*committed_roadmap.resources(), *committed_roadmap.replaced]
    assert named(entry, [row.article_name for row in rows])


@pytest.mark.parametrize("entry", ARTICLE["tips"])
def test_a_tip_has_its_place(entry: str, committed_roadmap: Roadmap) -> None:
    assert named(entry, [tip.article_name for tip in committed_roadmap.tips])


@pytest.mark.parametrize(
    ("stage_id", "ability", "items"),
    [(stage, ability, items) for stage, parts in ARTICLE["milestones"].items() for ability, items in parts.items()],
)
def test_what_a_milestone_promises_can_be_ticked_in_its_stage(
    stage_id: str, ability: str, items: list[str], committed_roadmap: Roadmap
) -> None:
    [stage] = [one for one in committed_roadmap.stages if one.id == stage_id]
    assert items, ability
    assert set(items) <= {item.id for item in stage.milestone.items}


@pytest.mark.parametrize(
    ("thought", "place", "phrases"),
    [
        (thought, place, words)
        for thought, places in ARTICLE["final thoughts"].items()
        for place, words in places.items()
    ],
)
def test_a_final_thought_has_its_place_on_how_to_use(
    thought: str, place: str, phrases: list[str], committed_roadmap: Roadmap
) -> None:
    tips = {f"tip-{tip.id}": tip.text for tip in committed_roadmap.tips}
    parts = re.split(r"^#+ (.+)$", (DOCS / "how-to-use.md").read_text("utf-8"), flags=re.MULTILINE)
    sections = {anchor(heading): text for heading, text in zip(parts[1::2], parts[2::2], strict=True)}
    text = " ".join({**sections, **tips}[place].split())
    assert [phrase for phrase in phrases if phrase not in text] == [], thought

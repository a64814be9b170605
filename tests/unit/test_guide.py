"""What the guide for contributors shows is run: its rows are right, and its messages are the ones that are printed."""

import re

import pytest

from mlroadmap.data.model import Dataset, Resource
from mlroadmap.errors import ProblemsFound
from mlroadmap.pages.markers import MARKERS, expand
from mlroadmap.site import Site
from tests.builders import DOCS, ROADMAP, line_of, replaced, said

GUIDE = DOCS / "contributing"
BEFORE = "          - id: short-video\n"


def blocks(page: str, language: str) -> list[str]:
    text = (GUIDE / page).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


ROW, STATUS, WRONG, MOVED = blocks("add-a-resource.md", "yaml")


def test_the_row_to_copy_is_right_as_it_stands() -> None:
    assert said(replaced(BEFORE, ROW + BEFORE)) == []


def test_the_row_to_copy_has_every_key_that_must_be_given() -> None:
    required = {name for name, field in Resource.model_fields.items() if field.is_required()}
    assert required <= set(re.findall(r"^ +(?:- )?([a-z_]+):", ROW, flags=re.MULTILINE))


def test_the_status_to_copy_fits_below_a_row() -> None:
    assert said(replaced(BEFORE, ROW + STATUS + BEFORE)) == []


def test_the_moved_row_to_copy_is_right_as_it_stands() -> None:
    text = replaced(BEFORE, ROW.replace("id: regression-by-hand", "id: least-squares-by-hand") + BEFORE)
    assert said(replaced("moved:\n", MOVED, text)) == []


def test_the_row_with_mistakes_is_answered_as_the_guide_says() -> None:
    # Some are told by the model, one by the checks between rows: the tiny roadmap is examined as a whole.
    [shown] = blocks("add-a-resource.md", "text")
    text = replaced(BEFORE, WRONG + BEFORE)
    begin = line_of("- id: Regression by hand", text)
    expected = [line.split("  ", 2) for line in shown.splitlines()]
    first = int(expected[0][0].split(":")[1])
    wanted = [f"{int(where.split(':')[1]) - first + begin}  {code}  {words}" for where, code, words in expected]
    found = [message.removeprefix("roadmap.yml:") for message in said(text, follow=True)]
    assert found == wanted


def test_the_card_to_copy_has_the_keys_of_a_card() -> None:
    [card] = [block for block in blocks("add-a-lesson.md", "yaml") if block.startswith("datasets:")]
    keys = set(re.findall(r"^ +(?:- )?([a-z0-9_]+):", card, flags=re.MULTILINE))
    assert keys <= set(Dataset.model_fields)
    assert {name for name, field in Dataset.model_fields.items() if field.is_required()} <= keys


def test_mistakes_in_markers_are_answered_as_the_guide_says(committed_site: Site) -> None:
    page = [
        *["", ""],
        "<!-- roadmap:resource 2.2 -->",
        "<!-- roadmap resources 2.2 -->",
        "<!-- roadmap:milestones stage-7 -->",
        "",
        "See <!-- roadmap:tips -->",
        "",
        "<!-- roadmap:facts -->",
    ]
    with pytest.raises(ProblemsFound) as caught:
        expand("\n".join(page), committed_site, page="study-groups.md", name="docs/study-groups.md")
    [shown] = [block for block in blocks("add-a-page.md", "text") if "RM401" in block]
    said = [str(problem) for problem in caught.value.problems]
    assert len(said) == len(shown.splitlines())
    assert all(one.startswith(line.removesuffix("…")) for one, line in zip(said, shown.splitlines(), strict=True))


def test_every_marker_is_in_the_table_of_the_guide() -> None:
    table = (GUIDE / "add-a-page.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)", table, flags=re.MULTILINE)) == set(MARKERS)


def test_the_tiny_roadmap_is_the_ground_that_the_guide_is_tried_on() -> None:
    assert said(ROADMAP) == []

"""What can still be checked when rows are wrong: follow-ups are told, and nothing that only seems to lack."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlroadmap.data.checks import check
from mlroadmap.data.load import parse
from mlroadmap.data.model import Roadmap
from mlroadmap.errors import ProblemsFound
from tests.builders import NAME, ROADMAP, replaced


def rest_of(text: str) -> tuple[Roadmap | None, bool]:
    with pytest.raises(ProblemsFound) as caught:
        parse(text, Roadmap, name=NAME)
    return caught.value.rest, caught.value.whole


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: video", "kind: vdeo"),
        ("provider: Example Channel", "providor: Example Channel"),
        ("            provider: Example Channel\n", ""),
        ("title: Comparing", "title: 2026"),
        ("hours: 10\n", "hours: ten\n"),
        ("url: https://talks.example.org/birds", "url: talks"),
        ("on: 2026-01-31", "on: 31.1.2026"),
        ("sha256: e1", "sha256: x1"),
        ("minutes: 45", "minutes: 5"),
        ("status: written", "status: writen"),
        ("- id: short-video", "- id: Short_Video"),
        ("        - {id: s2-five, text: Estimate fifty., hours: 1}\n", ""),
    ],
)
def test_a_wrong_value_is_put_aside_and_nothing_else_is_wrong(old: str, new: str) -> None:
    rest, whole = rest_of(replaced(old, new))
    assert whole
    assert rest is not None
    assert check(rest) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('- id: "1.2"', "- id: 1.2"),
        ("alternatives: [free-book]", "alternatives: free-book"),
        ("- lesson: second-steps", "- lesson: Second Steps"),
        ("  - id: stage-2", "  - id: second"),
    ],
)
def test_when_an_id_or_a_reference_is_lost_the_rest_is_known_not_to_be_whole(old: str, new: str) -> None:
    rest, whole = rest_of(replaced(old, new))
    assert rest is not None
    assert not whole


@pytest.mark.parametrize("text", ["- a\n", "x: 1\n", "stages: 1\n"])
def test_a_file_of_another_kind_leaves_nothing_or_little(text: str) -> None:
    rest, whole = rest_of(text)
    assert not whole
    assert rest is None or isinstance(rest, Roadmap)


@given(st.data())
def test_no_damage_to_a_line_ends_in_a_traceback(data: st.DataObject) -> None:
    rows = ROADMAP.split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        number = data.draw(st.integers(0, len(rows) - 1))
        key = rows[number].split(":")[0]
        rows[number] = data.draw(
            st.sampled_from(
                [
                    f"{key}:",
                    f"{key}: 1",
                    f"{key}: [a]",
                    f"{key}: {{a: b}}",
                    f"{key}: ~",
                    f"{key}: true",
                    f"{key}s: x",
                    "",
                ]
            )
        )
    try:
        parse("\n".join(rows), Roadmap, name=NAME)
    except ProblemsFound as error:
        assert error.problems
        if error.rest is not None:
            check(error.rest)

"""What breaks a program that reads the published files, and what does not."""

import copy
from typing import Any

import pytest

from mlroadmap.publish.data import schemas
from mlroadmap.publish.schema_compat import breaks

OLD: dict[str, Any] = {
    "$defs": {
        "Row": {
            "type": "object",
            "properties": {
                "id": {"type": "string"},
                "hours": {"anyOf": [{"type": "number"}, {"type": "null"}]},
                "kind": {"$ref": "#/$defs/Kind"},
                "parts": {"type": "array", "items": {"$ref": "#/$defs/Row"}},
            },
            "required": ["id", "kind"],
        },
        "Kind": {"type": "string", "enum": ["book", "course"]},
    },
    "type": "object",
    "properties": {"rows": {"type": "array", "items": {"$ref": "#/$defs/Row"}}},
    "required": ["rows"],
}


def changed(change: str) -> dict[str, Any]:
    new = copy.deepcopy(OLD)
    row = new["$defs"]["Row"]
    match change:
        case "remove":
            del row["properties"]["hours"]
        case "optional":
            row["required"] = ["id"]
        case "type":
            row["properties"]["id"] = {"type": "integer"}
        case "null":
            row["properties"]["id"] = {"anyOf": [{"type": "string"}, {"type": "null"}]}
        case "value":
            new["$defs"]["Kind"]["enum"].append("film")
        case "add":
            row["properties"]["new"] = {"type": "string"}
            row["required"].append("new")
        case "fewer values":
            new["$defs"]["Kind"]["enum"] = ["book"]
        case "always":
            row["required"].append("parts")
    return new


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("remove", "rows[].hours is gone"),
        ("optional", "rows[].kind is no longer always there"),
        ("type", "rows[].id was string and is now integer"),
        ("null", "rows[].id was string and is now null or string"),
        ("value", "rows[].kind may now be film"),
    ],
)
def test_a_breaking_change_is_named_with_its_place(change: str, said: str) -> None:
    assert breaks(OLD, changed(change)) == [said]


@pytest.mark.parametrize("change", ["nothing", "add", "fewer values", "always"])
def test_an_addition_or_a_narrower_promise_breaks_nothing(change: str) -> None:
    assert breaks(OLD, changed(change)) == []


def test_the_real_schemas_are_compared_to_their_depth() -> None:
    old, new = schemas()["roadmap"], copy.deepcopy(schemas()["roadmap"])
    assert breaks(old, new) == []
    del new["$defs"]["MilestoneItem"]["properties"]["text"]
    assert breaks(old, new) == ["roadmap.stages[].milestone.items[].text is gone"]

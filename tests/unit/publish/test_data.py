"""What other programs read: JSON, CSV, schemas, a summary for language models."""

import csv
import io
import json

import pytest
from jsonschema import Draft202012Validator

from mlroadmap.publish import data
from mlroadmap.publish.data import COLUMNS, VERSION, published, schemas
from tests.builders import replaced, roadmap_of

ROADMAP = roadmap_of()
FILES = published(ROADMAP, site="https://site.example/")


def test_the_json_files_fit_their_schemas_and_name_their_version() -> None:
    for name in ("roadmap", "resources"):
        content = json.loads(FILES[f"data/{name}.json"])
        schema = json.loads(FILES[f"data/{name}.schema.json"])
        Draft202012Validator.check_schema(schema)
        Draft202012Validator(schema).validate(content)
        assert content["version"] == VERSION
        assert content["site"] == "https://site.example/"


def test_the_whole_roadmap_is_published_without_traces_of_the_file_it_was_read_from() -> None:
    content = json.loads(FILES["data/roadmap.json"])["roadmap"]
    assert [stage["id"] for stage in content["stages"]] == [stage.id for stage in ROADMAP.stages]
    assert "lines" not in FILES["data/roadmap.json"].replace("headlines", "")


def test_the_sums_of_the_data_files_are_those_of_the_cards_in_the_form_of_sha256sum() -> None:
    [card] = ROADMAP.datasets
    assert FILES["data/SHA256SUMS"] == f"{card.sha256}  {card.file}\n"


def test_every_resource_says_where_it_stands() -> None:
    homes = {one["id"]: one["home"] for one in json.loads(FILES["data/resources.json"])["resources"]}
    assert list(homes) == [one.id for one in ROADMAP.resources()]
    assert homes["free-book"] == "1.1"
    assert {"interview", "communities"} <= set(homes.values())


def test_the_csv_file_has_a_row_for_each_resource_and_no_cell_that_a_spreadsheet_computes() -> None:
    rows = list(csv.DictReader(io.StringIO(FILES["data/resources.csv"])))
    assert [row["id"] for row in rows] == [one.id for one in ROADMAP.resources()]
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["hours"] == "10"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_text_that_begins_like_a_formula_is_a_text_in_a_spreadsheet(start: str) -> None:
    formula = published(roadmap_of(replaced("title: A free book", f"title: '{start}1+1'")), site="")
    rows = csv.DictReader(io.StringIO(formula["data/resources.csv"]))
    assert next(rows)["title"] == f"'{start}1+1"


@pytest.mark.parametrize(
    ("text", "cell"), [("\t=1", "'\t=1"), ("\r=1", "'\r=1"), (" =1", " =1"), ("a=1", "a=1"), (1.5, "1.5")]
)
def test_white_space_that_hides_a_formula_counts_and_other_text_stays_as_it_is(text: object, cell: str) -> None:
    assert data._cell(text) == cell


def test_the_summary_links_stages_written_lessons_and_data() -> None:
    text = FILES["llms.txt"]
    assert text.startswith("# Machine Learning Roadmap\n\n> ")
    assert "(https://site.example/stage-1/first-steps/)" in text
    assert "second-steps" not in text
    assert "https://site.example/data/roadmap.json" in text


def test_the_schemas_describe_what_readers_get() -> None:
    assert set(schemas()) == {"roadmap", "resources"}
    assert "home" in schemas()["resources"]["$defs"]["PublishedResource"]["required"]

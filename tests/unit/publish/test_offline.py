"""What can be saved for reading without a network."""

import json
from pathlib import Path

from mlroadmap.publish.offline import MANIFEST, BuiltFile, bundles, read_built
from tests.builders import roadmap_of

SIZES = {
    "index.html": 10,
    "stage-1/index.html": 100,
    "stage-1/first-steps/index.html": 200,
    "stage-1/first-steps/first-steps.ipynb": 5000,
    "stage-1/first-steps/figure-1.svg": 50,
    "stage-2/index.html": 400,
    "assets/data/tiny.csv": 7000,
    "assets/data/tiny.0123456789.csv": 7000,
    "assets/lessons/help.0123456789.py": 700,
    "assets/stylesheets/main.css": 20,
    "assets/stylesheets/main.css.map": 900,
    "assets/social/home.png": 900,
    "search/search_index.json": 30,
    "sw.js": 5,
    "404.html": 5,
}
BUILT = {name: BuiltFile(size, f"hash of {name}") for name, size in SIZES.items()}
PARTS = {row["id"]: row for row in json.loads(bundles(roadmap_of(), BUILT))}


def test_a_stage_holds_its_pages_figures_and_what_every_page_needs() -> None:
    stage = PARTS["stage-1"]
    assert set(stage["files"]) == {
        "",
        "stage-1/",
        "stage-1/first-steps/",
        "stage-1/first-steps/figure-1.svg",
        "assets/stylesheets/main.css",
        "search/search_index.json",
        MANIFEST,
    }
    assert stage["bytes"] == 10 + 100 + 200 + 50 + 20 + 30


def test_everything_holds_notebooks_and_data_too_and_nothing_that_no_reader_opens() -> None:
    files = set(PARTS["everything"]["files"])
    assert {"stage-1/first-steps/first-steps.ipynb", "assets/data/tiny.csv", "stage-2/"} <= files
    assert not {"sw.js", "404.html", "assets/social/home.png", "assets/stylesheets/main.css.map"} & files


def test_every_stage_is_a_part_and_everything_is_the_last() -> None:
    assert list(PARTS) == ["stage-1", "stage-2", "everything"]


def test_a_part_has_another_version_when_one_of_its_files_changes_and_only_then() -> None:
    changed = BUILT | {"stage-2/index.html": BuiltFile(400, "other")}
    after = {row["id"]: row["version"] for row in json.loads(bundles(roadmap_of(), changed))}
    before = {id_: row["version"] for id_, row in PARTS.items()}
    assert {id_ for id_ in before if before[id_] != after[id_]} == {"stage-2", "everything"}


def test_built_files_are_read_with_size_and_hash(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.txt").write_text("x")
    found = read_built(tmp_path)
    assert list(found) == ["a/b.txt"]
    assert found["a/b.txt"] == BuiltFile(1, "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881")

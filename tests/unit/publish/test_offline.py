"""What can be saved for reading without a network."""

import json

from mlroadmap.publish.offline import MANIFEST, bundles
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
PARTS = {row["id"]: row for row in json.loads(bundles(roadmap_of(), SIZES))}


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

"""Names of files that are not read as what they are."""

from pathlib import Path

import pytest

from mlroadmap.pages.file_names import misnamed


def told(docs: Path, name: str) -> list[str]:
    path = docs / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("", "utf-8")
    return [str(one) for one in misnamed(docs)]


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("My Page.md", "my-page.md"),
        ("stage-2/K-Means.md", "k-means.md"),
        ("stage-2/k_means.MD", "k-means.md"),
        ("about.markdown", "about.md"),
        ("stage-2/über.md", "ber.md"),
        ("ä.md", "page.md"),
    ],
)
def test_a_page_is_called_as_its_address_is_to_be(tmp_path: Path, name: str, mend: str) -> None:
    said = f"the address of a page is its name: call it {mend}"
    assert told(tmp_path / "docs", name) == [f"docs/{name}:1  RM715  {said}"]


@pytest.mark.parametrize("name", ["_data/questions/k-means.yaml", "_data/roadmap.YML"])
def test_a_file_of_data_ends_with_yml(tmp_path: Path, name: str) -> None:
    [said] = told(tmp_path / "docs", name)
    assert said.startswith(f"docs/{name}:1  RM715  files of data end with .yml")


@pytest.mark.parametrize(
    "name", ["stage-2/k-means.md", "k_2.0.md", "assets/Data.md", "_data/roadmap.yml", "_data/slices.json", ".Hidden.md"]
)
def test_other_names_are_left_alone(tmp_path: Path, name: str) -> None:
    assert told(tmp_path / "docs", name) == []

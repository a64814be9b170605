import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from mlroadmap.errors import ProblemsFound
from mlroadmap.site import (
    LOADERS,
    PracticePlace,
    lesson_sources,
    load_site,
    load_stamps,
    notebooks,
    read_disk,
    read_lessons,
)
from tests.builders import DOCS, TINY, edit, line_of, tiny_site


def said(docs: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as caught:
        load_site(docs)
    return [str(problem) for problem in caught.value.problems]


def test_a_site_holds_the_roadmap_the_questions_and_the_stamps() -> None:
    site = tiny_site()
    assert [stage.id for stage in site.roadmap.stages] == ["stage-1", "stage-2"]
    assert list(site.questions) == ["first-steps"]
    assert site.stamps["first-steps"].ran_on == "2026-01-31"


def test_no_lesson_took_more_of_a_machine_than_readers_are_told() -> None:
    """As docs/how-to-use.md says: three minutes of processor time, 2 GB of memory."""
    text = (DOCS / "how-to-use.md").read_text("utf-8")
    assert "in three minutes\nof their time and 2 GB of memory at most" in text
    stamps = load_stamps(DOCS)
    assert len(stamps) > 60
    assert max(stamp.cpu_seconds for stamp in stamps.values()) <= 180
    assert max(stamp.megabytes for stamp in stamps.values()) <= 2000


@pytest.mark.parametrize(
    ("repo_url", "repo"),
    [("https://github.com/owner/name", "owner/name"), ("https://github.com/owner/name/", "owner/name"), ("", "")],
)
def test_the_repository_is_named_by_the_last_two_parts_of_its_address(repo_url: str, repo: str) -> None:
    assert load_site(TINY, repo_url=repo_url).repo == repo


def test_problems_of_the_data_file_and_of_the_questions_are_reported_together(docs: Path) -> None:
    edit(docs / "_data/roadmap.yml", "kind: video", "kind: vdeo")
    edit(docs / "_data/questions/first-steps.yml", "kind: multiple", "kind: multi")
    assert [message.split("  ")[1] for message in said(docs)] == ["RM104", "RM104"]
    assert [message.split(":")[0] for message in said(docs)] == [
        "docs/_data/questions/first-steps.yml",
        "docs/_data/roadmap.yml",
    ]


def test_problems_of_checks_and_of_the_questions_are_reported_together(docs: Path) -> None:
    edit(docs / "_data/roadmap.yml", "domain: ornithology", "domain: nowhere")
    edit(docs / "_data/questions/first-steps.yml", "lesson: first-steps", "lesson: third-steps")
    assert [message.split("  ")[1] for message in said(docs)] == ["RM302", "RM202"]


def test_a_data_file_that_is_missing_is_one_clear_problem(docs: Path) -> None:
    (docs / "_data/roadmap.yml").unlink()
    assert said(docs) == ["docs/_data/roadmap.yml:1  RM107  cannot be read: No such file or directory"]


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("stage-1/first-steps.md", "source"),
        ("stage-1/first-steps.ipynb", "executed notebook"),
        ("_data/questions/first-steps.yml", "questions file"),
    ],
)
def test_a_written_lesson_that_lost_a_file_is_found_on_disk(docs: Path, file: str, part: str) -> None:
    (docs / file).unlink()
    where = f"docs/_data/roadmap.yml:{line_of('status: written', (docs / '_data/roadmap.yml').read_text('utf-8'))}"
    assert said(docs) == [f"{where}  RM211  lesson 'first-steps' is written but has no {part}"]


def test_a_heading_that_was_renamed_in_the_lesson_is_found_on_disk(docs: Path) -> None:
    edit(docs / "stage-1/first-steps.md", "## Count & compare", "## Count and compare")
    [message] = said(docs)
    expected = (
        "topic 'counting-up': lesson 'first-steps' has no heading 'Count & compare': did you mean 'Count and compare'?"
    )
    assert message.endswith(f"  RM214  {expected}")


def test_a_data_file_that_changed_is_found_on_disk(docs: Path) -> None:
    (docs / "assets/data/tiny.csv").write_bytes(b"bird,count\n")
    digest = hashlib.sha256(b"bird,count\n").hexdigest()
    assert said(docs)[0].endswith(f"  RM212  dataset 'tiny': the SHA-256 of tiny.csv is {digest}")


def test_a_released_id_that_is_gone_is_found_on_disk(docs: Path) -> None:
    (docs / "_data/released-ids.txt").write_text("# Released.\n\nlesson:first-steps\nlesson:zero-steps\n", "utf-8")
    [message] = said(docs)
    assert "RM213  lesson 'zero-steps' was released and is gone" in message


def test_rm501_a_notebook_that_was_run_elsewhere_is_a_problem_and_no_traceback(docs: Path) -> None:
    notebook = docs / "stage-1/first-steps.ipynb"
    notebook.write_text(json.dumps({"cells": [], "metadata": {}}), "utf-8")
    [message] = said(docs)
    assert message.startswith("docs/stage-1/first-steps.ipynb:1  RM501  ")


def test_lessons_are_the_pages_of_a_stage_folder_but_its_index(docs: Path) -> None:
    (docs / "stage-2/a-lesson.md").touch()
    assert [path.relative_to(docs).as_posix() for path in lesson_sources(docs)] == [
        "stage-1/first-steps.md",
        "stage-2/a-lesson.md",
    ]
    assert [path.name for path in notebooks(docs)] == ["first-steps.ipynb"]


def test_the_checks_are_told_what_lies_in_the_folders() -> None:
    disk, _ = read_disk(TINY, read_lessons(TINY))
    assert disk.sources == {"docs/stage-1/first-steps.md"}
    assert disk.notebooks == {"docs/stage-1/first-steps.ipynb"}
    assert disk.questions == {"docs/_data/questions/first-steps.yml"}
    assert "Count & compare" in disk.headings["first-steps"]
    assert list(disk.data_files) == ["tiny.csv"]
    assert disk.released == {}


def test_a_slip_in_a_lesson_is_told_together_with_mistakes_of_the_data_and_a_damaged_notebook(docs: Path) -> None:
    edit(docs / "_data/questions/first-steps.yml", "lesson: first-steps", "lesson: second-steps")
    edit(docs / "stage-1/first-steps.md", "print(len(birds))", "print(len(birds)")
    (docs / "stage-1/first-steps.ipynb").write_text("<<<<<<< HEAD\n", "utf-8")
    codes = {message.split("  ")[1] for message in said(docs)}
    assert {"RM302", "RM503", "RM501"} <= codes


EMPTY = {"links": '{"checked": "2026-11-01", "resources": {}}', "newest": '{"lessons": {}}'}
"""Files of parts that the tiny docs folder does not have, where they are more than `{}`."""


@pytest.mark.parametrize("part", LOADERS)
def test_a_page_is_made_anew_when_a_file_of_any_part_changes(docs: Path, part: str) -> None:
    before = load_site(docs).shown
    path = next(iter(LOADERS[part].files(docs)))
    text = path.read_text("utf-8") if path.exists() else EMPTY.get(part, "{}")
    path.write_text(f"{text}\n", "utf-8")
    assert load_site(docs).shown != before


def test_a_page_is_made_anew_with_what_else_a_marker_shows(docs: Path) -> None:
    site = load_site(docs)
    practising = replace(site)
    practising.__dict__["practices"] = {"fs-count": PracticePlace("first-steps", "count", "Count")}
    others = [
        practising,
        replace(site, in_page=frozenset({"first-steps"})),
        replace(site, edit_url="https://code.example/edit/"),
        replace(site, repo="owner/name"),
    ]
    assert len({one.shown for one in [site, *others]}) == 1 + len(others)


def test_a_sentence_of_a_lesson_is_nothing_to_the_markers_of_pages(docs: Path) -> None:
    before = load_site(docs).shown
    edit(docs / "stage-1/first-steps.md", "\n## Count & compare\n", "\nA sentence.\n\n## Count & compare\n")
    assert load_site(docs).shown == before

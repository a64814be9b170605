"""The command: which lessons are looked at, what is said, and the exit code."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.builders import edit, line_of, script


def run(docs: Path, *words: str) -> Result:
    return CliRunner().invoke(script("lint_lessons").main, ["--docs", str(docs), *words])


def test_problems_are_printed_with_their_lines_and_the_exit_code_is_1(docs: Path) -> None:
    done = run(docs, "--github")
    assert done.exit_code == 1
    assert "docs/stage-1/first-steps.md:13  RM608  the section '## The question' is missing" in done.output
    assert "::error file=docs/stage-1/first-steps.md,line=13,title=RM608::" in done.output


def test_a_slip_a_damaged_notebook_and_faults_of_other_lessons_are_told_together(docs: Path) -> None:
    source = docs / "stage-1/first-steps.md"
    shutil.copy(source, docs / "stage-1/other.md")
    (docs / "stage-1/other.ipynb").write_text("<<<<<<< HEAD", "utf-8")
    edit(source, "print(len(birds))", "print(len(birds)")
    done = run(docs)
    assert done.exit_code == 1
    line = line_of("print(len(birds)", source.read_text("utf-8"))
    assert f"docs/stage-1/first-steps.md:{line}  RM503  this cell is no Python: '(' was never closed" in done.output
    assert "docs/stage-1/other.md:1  RM501  the notebook cannot be read: " in done.output
    assert "docs/stage-1/other.md:13  RM608" in done.output


@pytest.mark.parametrize(
    ("content", "told"), [(b"# T\n\ncaf\xe9\n", "3  RM107"), (b"# T\n\n\0\n", "3  RM107"), (b"", "1  RM105")]
)
def test_a_lesson_that_cannot_be_read_is_told_without_all_that_follows_from_it(
    docs: Path, content: bytes, told: str
) -> None:
    (docs / "stage-1/first-steps.md").write_bytes(content)
    [line, _] = run(docs).output.splitlines()
    assert line.startswith(f"docs/stage-1/first-steps.md:{told}  ")
    found = script("check_data").examine(docs)[0]
    assert {one.code for one in found} == {told[3:]}


def test_rm501_a_notebook_that_is_missing_is_told(docs: Path) -> None:
    (docs / "stage-1/first-steps.ipynb").unlink()
    assert "docs/stage-1/first-steps.md:1  RM501  the notebook is missing: run `make notebooks`" in run(docs).output


def test_rm502_a_figure_without_its_text_is_found_before_a_build(docs: Path) -> None:
    text = "# alt: A bar of height 2 for gulls and one of height 1 for wrens."
    edit(docs / "stage-1/first-steps.md", f"{text}\n", "")
    edit(docs / "stage-1/first-steps.ipynb", f"{text}\\n", "")
    assert "RM502  this cell draws a figure but has no `# alt:` comment" in run(docs).output


def test_lessons_in_order_are_counted() -> None:
    done = CliRunner().invoke(script("lint_lessons").main, ["k-means"])
    assert (done.exit_code, done.output) == (0, "1 lessons: all as the guide asks\n")


def test_a_lesson_that_does_not_exist_is_answered_with_those_that_do(docs: Path) -> None:
    done = run(docs, "docs/stage-1/First-steps.md")
    assert done.exit_code == 2
    assert "no lesson docs/stage-1/First-steps.md: did you mean 'first-steps'?; there are first-steps" in done.output


def test_a_data_file_with_a_mistake_is_reported_as_such(docs: Path) -> None:
    (docs / "_data/roadmap.yml").write_text("stages: 'x", "utf-8")
    done = run(docs)
    assert done.exit_code == 1
    assert "RM101" in done.output

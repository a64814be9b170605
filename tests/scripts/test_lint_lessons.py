"""The command: which lessons are looked at, what is said, and the exit code."""

from pathlib import Path

from click.testing import CliRunner, Result

from tests.builders import script


def run(docs: Path, *words: str) -> Result:
    return CliRunner().invoke(script("lint_lessons").main, ["--docs", str(docs), *words])


def test_problems_are_printed_with_their_lines_and_the_exit_code_is_1(docs: Path) -> None:
    done = run(docs, "--github")
    assert done.exit_code == 1
    assert "docs/stage-1/first-steps.md:13  RM608  the section '## The question' is missing" in done.output
    assert "::error file=docs/stage-1/first-steps.md,line=13,title=RM608::" in done.output


def test_lessons_in_order_are_counted() -> None:
    done = CliRunner().invoke(script("lint_lessons").main, ["k-means"])
    assert (done.exit_code, done.output) == (0, "1 lessons: all as the guide asks\n")


def test_a_lesson_that_does_not_exist_is_answered_with_those_that_do(docs: Path) -> None:
    done = run(docs, "last-steps")
    assert done.exit_code == 2
    assert "no lesson last-steps; there are first-steps" in done.output


def test_a_data_file_with_a_mistake_is_reported_as_such(docs: Path) -> None:
    (docs / "_data/roadmap.yml").write_text("stages: 'x", "utf-8")
    done = run(docs)
    assert done.exit_code == 1
    assert "RM101" in done.output

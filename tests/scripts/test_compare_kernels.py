"""Lessons run as on other processors: what differs is said, and what nobody can see is not."""

import base64
import io
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image

from mlroadmap.lessons.executed import ExecutedCell
from roadmap_lessons.execute import CORE_LIMITS
from roadmap_lessons.kernels import (
    KERNELS,
    SAME_POINTS,
    SAME_SHADE,
    THREADS,
    differences,
    different_figure,
    environment,
    flags_needed,
    sample_of,
)
from roadmap_lessons.subprocesses import Outcome
from tests.builders import DOCS, script

COMPARE = script("compare_kernels")


def cell(*outputs: dict[str, Any]) -> ExecutedCell:
    return ExecutedCell("", outputs)


def text(words: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": words}


def drawing(svg: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {"image/svg+xml": svg, "text/plain": "<Figure>"}}


def picture(shade: int, size: int = 4) -> str:
    target = io.BytesIO()
    Image.new("RGB", (size, size), (shade, shade, shade)).save(target, "PNG")
    encoded = base64.b64encode(target.getvalue()).decode()
    return f'<svg><image href="data:image/png;base64,{encoded}"/></svg>'


def test_the_kernels_and_threads_of_the_guide_are_tried() -> None:
    assert KERNELS == ("Haswell", "SkylakeX", "Zen", "Prescott")
    assert THREADS == (1, 2)


def test_a_run_is_told_its_kernel_its_threads_and_that_it_may_be_slow() -> None:
    assert environment("Zen", 2) == {"OPENBLAS_CORETYPE": "Zen", "MLROADMAP_THREADS": "2", "MLROADMAP_PATIENCE": "3"}


def test_another_line_is_shown_beside_the_one_that_readers_see() -> None:
    found = list(differences([cell(), cell(text("a\n0.641\n"))], [cell(), cell(text("a\n0.693\n"))]))
    assert found == [(1, "`0.693` instead of `0.641`")]


def test_a_line_more_or_an_output_more_is_a_difference() -> None:
    assert list(differences([cell(text("a\n"))], [cell(text("a\nb\n"))])) == [(0, "`b` instead of ``")]
    assert list(differences([cell()], [cell(text("a"))])) == [(0, "1 outputs instead of 0")]


def test_the_same_text_and_the_same_table_are_no_difference() -> None:
    table = {"output_type": "execute_result", "data": {"text/html": "<table>", "text/plain": "1"}}
    assert list(differences([cell(text("a"), table)], [cell(text("a"), table)])) == []


LINE = '<svg><path d="M 1 2 L {} 4"/></svg>'


@pytest.mark.parametrize(("end", "said"), [(9 + SAME_POINTS, ""), (9.51, "a part of the figure is 0.51 points away")])
def test_a_part_of_a_figure_may_be_a_hair_away(end: float, said: str) -> None:
    assert different_figure(LINE.format(9), LINE.format(end)) == said


def test_names_and_closed_ends_of_lines_are_not_seen() -> None:
    old = '<svg><g id="image1a"><use href="#m1a"/><path clip-path="url(#p1a)" d="M 1 2 L 3 4 z "/></g></svg>'
    new = old.replace("1a", "2bc").replace(" z ", " ")
    assert different_figure(old, new) == ""


def test_a_figure_with_other_parts_is_another_figure() -> None:
    assert different_figure(LINE.format(9), LINE.format("9 9")) == "the figure has other parts"
    assert different_figure(LINE.format(9), picture(0)) == "the figure has other parts"


@pytest.mark.parametrize(
    ("shade", "said"),
    [(100 + int(SAME_SHADE), ""), (101 + int(SAME_SHADE), "the picture in the figure is another one")],
)
def test_a_picture_in_a_figure_may_have_a_shade_that_nobody_sees(shade: int, said: str) -> None:
    assert different_figure(picture(100), picture(shade)) == said


def test_a_picture_of_another_size_is_another_one() -> None:
    assert different_figure(picture(0), picture(0, size=5)) == "the picture in the figure is another one"


def test_a_drawing_is_compared_as_a_drawing() -> None:
    found = list(differences([cell(drawing(LINE.format(9)))], [cell(drawing(LINE.format(99)))]))
    assert found == [(0, "a part of the figure is 90 points away")]


def test_every_lesson_has_its_turn_and_then_again() -> None:
    lessons = ["d", "b", "a", "e", "c"]
    weeks = [sample_of(lessons, 2, week) for week in range(6)]
    assert weeks[:3] == [["a", "b"], ["c", "d"], ["e"]]
    assert weeks[3:] == weeks[:3]
    assert sample_of([], 2, 5) == []


def run(monkeypatch: pytest.MonkeyPatch, *words: str, outcome: Outcome | None = None) -> Any:
    asked: list[tuple[str, str, int]] = []

    def compare(source: Path, kernel: str, threads: int) -> list[Any]:
        asked.append((source.stem, kernel, threads))
        return []

    monkeypatch.setattr(COMPARE, "compare", compare)
    done = CliRunner().invoke(COMPARE.main, words)
    return done, asked


def test_each_setting_is_tried_with_each_chosen_lesson(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(COMPARE, "abilities", lambda: frozenset({"avx2", "avx512f"}))
    done, asked = run(monkeypatch, "k-means")
    assert done.exit_code == 0
    assert asked == [("k-means", kernel, threads) for kernel in KERNELS for threads in THREADS]
    assert done.output.splitlines()[-1].startswith("1 lessons: the same with Haswell, SkylakeX, Zen, Prescott")


def test_a_kernel_that_this_processor_cannot_run_is_left_out_with_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(COMPARE, "abilities", lambda: frozenset({"avx2"}))
    done, asked = run(monkeypatch, "k-means", "--threads", "1")
    assert "SkylakeX: not run, since this processor cannot" in done.output
    assert [kernel for _, kernel, _ in asked] == ["Haswell", "Zen", "Prescott"]
    assert flags_needed("Prescott") == frozenset()


def test_the_sample_follows_the_week(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEEK", "1")
    _, asked = run(monkeypatch, "--sample", "3", "--kernel", "Prescott", "--threads", "1")
    lessons = sorted(path.stem for path in DOCS.glob("stage-*/*.md") if path.name != "index.md")
    assert [name for name, _, _ in asked] == lessons[3:6]


def test_an_unknown_lesson_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    done, _ = run(monkeypatch, "k-meens")
    assert done.exit_code == 2
    assert "no lesson k-meens; there are " in done.output


def test_a_run_with_patience_has_three_times_the_limits() -> None:
    assert CORE_LIMITS.lesson * float(environment("Zen", 1)["MLROADMAP_PATIENCE"]) == 540


@pytest.mark.slow
def test_a_real_lesson_is_the_same_with_another_kernel_and_two_threads() -> None:
    assert COMPARE.compare(DOCS / "stage-1/python-basics.md", "Prescott", 2) == []

"""A site with more lessons than are written, to measure builds on: as sound as the one that it was grown from."""

from pathlib import Path

from benchmarks.grown_site import grow
from mlroadmap.data.load import load_roadmap
from mlroadmap.data.model import LessonStatus
from mlroadmap.lessons.source import read_lesson
from tests.builders import committed


def test_a_grown_site_has_whole_lessons_under_ids_of_their_own(tmp_path: Path) -> None:
    written = {one.id for one in committed().lessons() if one.status is LessonStatus.written}
    assert grow(tmp_path, len(written) + 2) == len(written) + 2
    grown = {one.id for one in load_roadmap(tmp_path / "docs").lessons() if one.status is LessonStatus.written}
    more = grown - written
    assert written < grown and more == {"first-lines-again-1", "python-basics-again-1"}
    for id_ in more:
        first, again = (tmp_path / f"docs/stage-1/{name}.md" for name in (id_.removesuffix("-again-1"), id_))
        cells = [read_lesson(path, name=path.name).codes for path in (first, again)]
        assert len(cells[0]) == len(cells[1]) and not set(cells[0]) & set(cells[1])
        assert (tmp_path / f"docs/_data/questions/{id_}.yml").exists() and again.with_suffix(".ipynb").exists()

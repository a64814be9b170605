"""The navigation takes its stages and lessons from the data file."""

from mlroadmap.data.model import LessonStatus
from mlroadmap.pages.navigation import STAGES, fill_navigation
from tests.builders import committed, planning

ROADMAP = committed()


def test_the_stages_take_the_place_of_their_marker_at_any_depth_and_the_rest_stays() -> None:
    nav = [{"Home": "index.md"}, {"Roadmap": [{"Map": "map.md"}, STAGES]}, "about.md"]
    home, roadmap, about = fill_navigation(nav, ROADMAP)
    assert (home, about) == ({"Home": "index.md"}, "about.md")
    assert roadmap["Roadmap"][0] == {"Map": "map.md"}
    assert [next(iter(stage)) for stage in roadmap["Roadmap"][1:]] == [
        f"{one.number} {one.title}" for one in ROADMAP.stages
    ]


def test_a_stage_holds_its_page_and_its_written_lessons_by_their_titles_in_the_data() -> None:
    stage = ROADMAP.stages[0]
    [entry] = [one for one in fill_navigation([STAGES], ROADMAP) if f"1 {stage.title}" in one]
    page, *lessons = entry[f"1 {stage.title}"]
    assert page == "stage-1/index.md"
    written = [one for part in stage.sections for one in part.lessons if one.status is LessonStatus.written]
    assert lessons == [{one.title: f"stage-1/{one.id}.md"} for one in written]


def test_a_planned_lesson_has_no_page_and_so_no_entry() -> None:
    roadmap = planning("open-source")
    planned = {one.title for one in roadmap.lessons() if one.status is LessonStatus.planned}
    assert planned
    for stage in fill_navigation([STAGES], roadmap):
        for _, *lessons in stage.values():
            assert not planned & {title for lesson in lessons for title in lesson}

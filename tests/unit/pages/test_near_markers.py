import pytest

from mlroadmap.pages.markers import MARKERS
from mlroadmap.pages.near_markers import Meant, meant_marker


@pytest.mark.parametrize(
    "line",
    [
        "<!-- roadmap resources 2.2 -->",
        "<!--roadmap resources 2.2-->",
        "<!-- roadmap :resources 2.2 -->",
        "<!-- roadmap;resources 2.2 -->",
        "<!-- roadmap.resources 2.2 -->",
        "<!-- roadmap-resources 2.2 -->",
        "<!-- roadmap_resources 2.2 -->",
        "<!-- roadmap/resources 2.2 -->",
        "<!-- roadmap=resources 2.2 -->",
        "<!-- roadmap – resources 2.2 -->",
        "<!-- roadmap：resources 2.2 -->",
        "<!-- roadmapresources 2.2 -->",
        "<!-- ROADMAP RESOURCES 2.2 -->",
        "<!-- roadmap resorces 2.2 -->",
        "<!— roadmap:resources 2.2 —>",
        "<!- roadmap:resources 2.2 -->",
        "<-- roadmap:resources 2.2 -->",
        "<! -- roadmap:resources 2.2 -->",
        "<!roadmap:resources 2.2>",
        "{{ roadmap:resources 2.2 }}",
        "[roadmap:resources 2.2]",
        "roadmap:resources 2.2",
        "<!-- resources 2.2 -->",
        "<!-- :resources 2.2 -->",
    ],
)
def test_what_is_nearly_a_marker_is_found(line: str) -> None:
    assert meant_marker(line, MARKERS) == Meant("resources")


@pytest.mark.parametrize("word", ["roadmpa", "raodmap", "rodmap", "roadmp", "road map", "loadmap"])
def test_a_misspelt_first_word_is_told(word: str) -> None:
    assert meant_marker(f"<!-- {word}:stages -->", MARKERS) in {Meant("stages", True), Meant("resources", True)}


@pytest.mark.parametrize("half", ["map:", "road: ", "rm:"])
def test_half_of_the_first_word_is_enough_with_its_colon(half: str) -> None:
    assert meant_marker(f"<!-- {half}resources 2.2 -->", MARKERS) == Meant("resources", True)


def test_two_words_are_tried_as_one_name() -> None:
    assert meant_marker("<!-- roadmap lesson map -->", MARKERS) == Meant("lesson_map")


@pytest.mark.parametrize(
    "line",
    [
        "<!-- given: 1,024 the bytes of a kilobyte -->",
        "<!-- The roadmap of 2027 -->",
        "<!-- roadmap for next year -->",
        "<!-- TODO: map -->",
        "<!-- map: see the picture -->",
        "<!-- road to the resources -->",
        "<!-- more resources to add -->",
        "<!-- All resources -->",
        "<!-- resources -->",
        "<!-- prettier-ignore -->",
        "The roadmap: resources, lessons and projects",
        "This road-map shows stages.",
        "if a < b and lessons",
        "x <- roadmap",
    ],
)
def test_other_comments_and_prose_are_left_alone(line: str) -> None:
    assert meant_marker(line, MARKERS) is None

import dataclasses
from dataclasses import replace

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from mlroadmap.errors import ProblemsFound
from mlroadmap.pages.markers import MARKERS, expand
from mlroadmap.pages.render import Renderer
from mlroadmap.site import Site
from tests.builders import DOCS, shown, tiny_site

SITE = tiny_site()
PAGE = "stage-1/index.md"
SHOW = Renderer(SITE, PAGE)
TIPS = shown(SHOW, "tips")
ARGUMENTS = {
    "topics": ["2.1"],
    "resources": ["1.1", "stage-1", "communities", "interview", "all"],
    "lessons": ["1.2", "stage-2", "all"],
    "projects": ["1.1", "stage-1", "all"],
    "milestones": ["stage-1"],
    "facts": ["stage-2"],
    "neighbours": ["stage-2"],
    "lesson": ["first-steps", "third-steps"],
    "questions": ["first-steps"],
    "interview": ["python"],
    "predict": ["how-many-birds"],
    "explorable": ["squares"],
    "model": ["garments"],
    "placement": ["stage-1"],
    "next": ["first-steps free-book", "first-steps free-book bird-club talk-on-birds hard-questions"],
}
"""Right arguments of the markers that take some."""


def said(text: str, site: Site = SITE) -> list[str]:
    with pytest.raises(ProblemsFound) as caught:
        expand(text, site, page=PAGE, name="docs/page.md")
    return [str(problem).removeprefix("docs/page.md:") for problem in caught.value.problems]


def expanded(text: str) -> str:
    return expand(text, SITE, page=PAGE, name="docs/page.md")


# Where a marker stands -----------------------------------------------------------------------------------------------


def test_a_marker_becomes_html_between_blank_lines_and_the_rest_stays() -> None:
    assert expanded("# Title\n<!-- roadmap:tips -->\nafter\n") == f"# Title\n\n{TIPS}\n\nafter\n"


@pytest.mark.parametrize(
    "marker",
    ["<!--roadmap:tips-->", "<!--  roadmap:tips   -->", "<!-- roadmap:tips -->   ", "<!-- roadmap:tips -->\r"],
)
def test_space_inside_and_after_a_marker_does_not_matter(marker: str) -> None:
    assert expanded(marker) == f"\n{TIPS}\n"


def test_a_page_without_markers_stays_as_it_is() -> None:
    text = "# Title\n\n<!-- a comment -->\n\nroadmap:tips and `<!-- x -->`\r\n"
    assert expanded(text) == text


@pytest.mark.parametrize(
    "line",
    [
        " <!-- roadmap:tips -->",
        "    <!-- roadmap:tips -->",
        "See <!-- roadmap:tips -->",
        "<!-- roadmap:tips --> there",
        "> <!-- roadmap:tips -->",
        "<!-- roadmap:tips --><!-- roadmap:tips -->",
        "<!-- roadmap:tips",
        "`code` <!-- roadmap:tips -->",
    ],
)
def test_rm403_a_marker_stands_alone_at_the_first_column(line: str) -> None:
    expected = "RM403  a marker must be alone on its line and start at the first column"
    assert said(f"# Title\n\n{line}\n") == [f"3  {expected}"]


@pytest.mark.parametrize(
    "line", ["`<!-- roadmap:tips -->`", "Write `` <!-- roadmap:`tips` --> `` or `<!-- roadmap:x -->`."]
)
def test_a_marker_in_backticks_is_shown(line: str) -> None:
    assert expanded(line) == line


FENCES = st.tuples(st.sampled_from("`~"), st.integers(3, 6), st.sampled_from(["", "  ", "> "]))
LINES = st.lists(
    st.sampled_from(
        ["<!-- roadmap:tips -->", "<!-- roadmap:nothing -->", "text", "", "``", "~~ x", "```python", "~~~ x"]
    )
)


@given(fence=FENCES, info=st.sampled_from(["", "html", " markdown"]), inside=LINES)
def test_a_marker_in_a_code_fence_is_never_expanded(fence: tuple[str, int, str], info: str, inside: list[str]) -> None:
    sign, length, indent = fence
    bar = sign * length
    lines = [f"{indent}{bar}{info}", *(f"{indent}{line}" for line in inside), f"{indent}{bar}"]
    text = "\n".join(lines)
    assert expanded(text) == text
    assert expanded(f"{text}\n\n<!-- roadmap:tips -->") == f"{text}\n\n\n{TIPS}\n"


def test_a_fence_closes_only_with_its_own_sign_at_least_as_long_and_nothing_after_it() -> None:
    marker = "<!-- roadmap:tips -->"
    for opening, no_close in (("````", "```"), ("```", "~~~"), ("```", "``` x")):
        text = f"{opening}\n{no_close}\n{marker}\n{opening}\n"
        assert expanded(text) == text


def test_backticks_with_more_backticks_on_the_line_are_no_fence() -> None:
    assert expanded("```a``` b\n<!-- roadmap:tips -->") == f"```a``` b\n\n{TIPS}\n"


@given(before=LINES, marker=st.sampled_from(["<!-- roadmap:tips -->", "text"]))
def test_what_the_expansion_takes_for_code_is_what_the_page_shows_as_code(before: list[str], marker: str) -> None:
    """Outside complete fences a marker is expanded, inside it is shown: the reader never meets a comment."""
    text = "\n".join(["# Title", "", "````", *before, "````", "", marker])
    page = markdown.markdown(expanded(text), extensions=["pymdownx.superfences"])
    shown = LexborHTMLParser(page).css_first("code")
    assert shown is not None
    assert shown.text().count("roadmap:") == sum("roadmap:" in line for line in before)
    assert "<!-- roadmap:" not in page


# What a marker says --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MARKERS)
def test_every_marker_can_be_used(name: str) -> None:
    for arguments in ARGUMENTS.get(name, [""]):
        html = expanded(f"<!-- roadmap:{name} {arguments} -->")
        assert html.startswith("\n<")
        assert html.endswith(">\n")


@pytest.mark.parametrize("name", MARKERS)
def test_the_form_that_a_message_shows_is_one_with_the_right_number_of_arguments(name: str) -> None:
    marker = MARKERS[name]
    shown, *arguments = marker.form.split()
    assert shown == name
    assert marker.least <= len(arguments)
    assert len(arguments) <= marker.most


def test_the_guide_lists_every_marker_that_there_is_and_no_other() -> None:
    guide = (DOCS / "contributing/add-a-page.md").read_text("utf-8")
    rows = [line.split("`")[1].split()[0] for line in guide.splitlines() if line.startswith("| `")]
    assert sorted(rows) == sorted(MARKERS)


def test_rm401_an_unknown_marker_is_answered_with_the_one_that_was_meant() -> None:
    expected = f"unknown marker 'roadmap:resource': did you mean 'resources'?; known: {', '.join(MARKERS)}"
    assert said("<!-- roadmap:resource 2.1 -->") == [f"1  RM401  {expected}"]


def test_rm401_a_marker_without_a_name() -> None:
    [message] = said("<!-- roadmap: tips -->")
    assert message.startswith("1  RM401  unknown marker 'roadmap:'; known: topics, ")


@pytest.mark.parametrize(
    ("marker", "expected"),
    [
        ("topics 2.2", "no section '2.2': did you mean '2.1'?; known: 1.1, 1.2, 2.1"),
        ("milestones stage2", "no stage 'stage2': did you mean 'stage-2'?; known: stage-1, stage-2"),
        (
            "lesson first-step",
            "no lesson 'first-step': did you mean 'first-steps'?; known: first-steps, second-steps, third-steps",
        ),
        ("lessons x", "no section or stage 'x'; known: 1.1, 1.2, 2.1, stage-1, stage-2, all"),
        (
            "resources communites",
            "no resource list 'communites': did you mean 'communities'?; "
            "known: 1.1, 1.2, 2.1, stage-1, stage-2, communities, interview, all",
        ),
    ],
)
def test_rm402_an_argument_that_does_not_exist(marker: str, expected: str) -> None:
    assert said(f"\n<!-- roadmap:{marker} -->") == [f"2  RM402  {expected}"]


def test_rm402_a_resource_to_go_on_with_that_does_not_exist() -> None:
    [message] = said("<!-- roadmap:next first-steps free-book fre-book -->")
    assert message.startswith("1  RM402  no resource 'fre-book': did you mean 'free-book'?; known: free-book, ")


@pytest.mark.parametrize(
    ("marker", "form"),
    [
        ("facts", "facts stage-2"),
        ("topics 1.1 1.2", "topics 2.2"),
        ("tips all", "tips"),
        ("next first-steps", "next k-means RESOURCE …"),
        ("next first-steps a b c d e", "next k-means RESOURCE …"),
    ],
)
def test_rm404_too_few_or_too_many_arguments_are_answered_with_the_form(marker: str, form: str) -> None:
    name = marker.split(maxsplit=1)[0]
    assert said(f"<!-- roadmap:{marker} -->") == [f"1  RM404  'roadmap:{name}' is written <!-- roadmap:{form} -->"]


@pytest.mark.parametrize(
    ("marker", "what"),
    [
        ("projects 1.2", "projects"),
        ("projects stage-2", "projects"),
        ("questions third-steps", "questions for 'third-steps'"),
    ],
)
def test_rm405_nothing_to_show_is_a_mistake_and_no_empty_place(marker: str, what: str) -> None:
    expected = f"there are no {what} to show here: remove the marker, or add some to the data file"
    assert said(f"<!-- roadmap:{marker} -->") == [f"1  RM405  {expected}"]


@pytest.mark.parametrize("marker", ["tips", "domains", "replaced", "glossary", "datasets"])
def test_rm405_holds_for_every_list_of_the_data_file(marker: str) -> None:
    site = dataclasses.replace(SITE, roadmap=SITE.roadmap.model_copy(update={marker: ()}))
    expected = f"'roadmap:{marker}' has nothing to show: remove the marker, or add rows to the data file"
    assert said(f"<!-- roadmap:{marker} -->", site) == [f"1  RM405  {expected}"]


def test_rm405_holds_for_changes_too() -> None:
    roadmap = SITE.roadmap
    section = roadmap.stages[0].sections[0].model_copy(update={"resources": roadmap.interview})
    stage = roadmap.stages[0].model_copy(update={"sections": (section,)})
    site = dataclasses.replace(SITE, roadmap=roadmap.model_copy(update={"stages": (stage,)}))
    [message] = said("<!-- roadmap:changes -->", site)
    assert message.startswith("1  RM405  'roadmap:changes' has nothing to show")


def test_every_wrong_marker_of_a_page_is_reported_with_its_line() -> None:
    shown = "```\n<!-- roadmap:x -->\n```"
    text = f"---\ntitle: x\n---\n<!-- roadmap:tipps -->\n{shown}\n<!-- roadmap:facts -->\n <!-- roadmap:tips -->\n"
    assert [message[:8] for message in said(text)] == ["4  RM401", "8  RM404", "9  RM403"]


def test_links_are_relative_to_the_page_that_the_marker_stands_on() -> None:
    on_home = expand("<!-- roadmap:stages -->", SITE, page="index.md", name="x")
    on_stage = expand("<!-- roadmap:stages -->", SITE, page="stage-1/index.md", name="x")
    assert 'href="stage-2/"' in on_home
    assert 'href="../stage-2/"' in on_stage


def test_something_to_move_without_a_still_figure_says_what_to_write_and_run() -> None:
    row = SITE.explorables["squares"].model_copy(update={"id": "swing"})
    site = replace(SITE, explorables={"swing": row})
    assert said("<!-- roadmap:explorable swing -->", site) == [
        "1  RM402  'swing' has no still figure: write docs/javascripts/explorables/swing.js and run `make generate`"
    ]

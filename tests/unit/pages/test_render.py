"""What the parts of a page say and link to. Assertions are on the parsed HTML, so that markup may change."""

import dataclasses
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from mlroadmap.codes import CODES
from mlroadmap.lessons.source import read
from mlroadmap.pages import render
from mlroadmap.pages.render import Renderer, code_spans, hours, plural, weeks
from mlroadmap.site import Site
from tests.builders import replaced, roadmap_of, shown, tiny_site

SITE = tiny_site()
ROADMAP = SITE.roadmap
SHOW = Renderer(SITE, "stage-1/index.md")
FIRST, SECOND = ROADMAP.stages
LESSONS = {lesson.id: lesson for lesson in ROADMAP.lessons()}


def parse(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html)


def words(node: LexborNode | LexborHTMLParser | None) -> str:
    """The text of a part, with single spaces."""
    assert node is not None
    return " ".join(node.text(separator=" ").split()) if isinstance(node, LexborNode) else words(node.body)


def links(html: str) -> dict[str, str | None]:
    """Addresses of the links, by their text."""
    return {words(node): node.attributes.get("href") for node in parse(html).css("a")}


def of(old: str, new: str, page: str = "stage-1/index.md") -> Renderer:
    """A renderer of the tiny roadmap with one change."""
    return Renderer(dataclasses.replace(SITE, roadmap=roadmap_of(replaced(old, new))), page)


# Filters -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "pace", "expected"), [(10, 5, 2), (10.1, 5, 3), (1, 20, 1), (0, 5, 1)])
def test_a_week_that_is_begun_counts(value: float, pace: float, expected: int) -> None:
    assert weeks(value, pace) == expected


def test_paces_are_told_for_each_stage_and_together() -> None:
    rows = [[words(cell) for cell in row.css("td")] for row in parse(shown(SHOW, "paces")).css("tbody tr")]
    assert len(rows) == len(ROADMAP.stages) + 1
    assert rows[0] == [str(weeks(FIRST.lesson_hours, 5)), *(str(weeks(FIRST.hours, pace)) for pace in (5, 10, 20))]
    assert rows[-1][3] == str(weeks(sum(stage.hours for stage in ROADMAP.stages), 20))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.25, "15 min"),
        (0.75, "45 min"),
        (1, "1 h"),
        (1.5, "1.5 h"),
        (4.04, "4 h"),
        (19.9, "19.9 h"),
        (20, "20 h"),
        (163.2, "165 h"),
    ],
)
def test_hours_are_said_as_exactly_as_they_are_known(value: float, expected: str) -> None:
    assert hours(value) == expected


@pytest.mark.parametrize(
    ("count", "word", "expected"),
    [
        (1, "lesson", "1 lesson"),
        (0, "lesson", "0 lessons"),
        (2, "lesson", "2 lessons"),
        (2, "community", "2 communities"),
    ],
)
def test_counted_words_are_in_the_plural_unless_there_is_one(count: int, word: str, expected: str) -> None:
    assert plural(count, word) == expected


def test_backticks_become_code_and_everything_is_escaped() -> None:
    assert code_spans("a & `b < c` d") == Markup("a &amp; <code>b &lt; c</code> d")
    assert code_spans("one ` alone") == Markup("one ` alone")


@given(text=st.text(alphabet="ab`<>&\"' ", max_size=30))
def test_no_text_of_the_data_file_can_become_markup(text: str) -> None:
    tree = parse(f"<p>{code_spans(text)}</p>")
    assert {node.tag for node in tree.css("p *")} <= {"code"}


@pytest.mark.parametrize("name", ["title: A free book", "provider: Example Press", "was: The Old Book"])
def test_what_is_filled_in_without_backticks_is_escaped_too(name: str) -> None:
    show = of(name, f"{name.split(':', maxsplit=1)[0]}: 'a < b <i class=\"x\">c</i>'")
    html = show.resources(show.site.roadmap.resources(), caption="All") + shown(show, "changes") + shown(show, "tips")
    assert not parse(html).css("i")
    assert 'a < b <i class="x">c</i>' in words(parse(html))


# All of them ---------------------------------------------------------------------------------------------------------


PARTS = {
    "topics": shown(SHOW, "topics 1.1"),
    "resources": SHOW.resources(ROADMAP.resources(), caption="All"),
    "lessons": shown(SHOW, "lessons all"),
    "projects": shown(SHOW, "projects all"),
    "milestones": shown(SHOW, "milestones stage-1"),
    "facts": shown(SHOW, "facts stage-1"),
    "stages": shown(SHOW, "stages"),
    "road": shown(SHOW, "road"),
    "promise": shown(SHOW, "promise"),
    "progress": shown(SHOW, "progress"),
    "paces": shown(SHOW, "paces"),
    "planner": shown(SHOW, "planner"),
    "map": shown(SHOW, "map"),
    "lesson_map": shown(SHOW, "lesson_map"),
    "lesson_list": shown(SHOW, "lesson_list"),
    "neighbours": SHOW.neighbours(FIRST),
    "tips": shown(SHOW, "tips"),
    "domains": shown(SHOW, "domains"),
    "replaced": shown(SHOW, "replaced"),
    "changes": shown(SHOW, "changes"),
    "article": shown(SHOW, "article"),
    "glossary": shown(SHOW, "glossary"),
    "datasets": shown(SHOW, "datasets"),
    "lesson": SHOW.lesson(LESSONS["first-steps"]),
    "questions": shown(SHOW, "questions first-steps"),
    "predict": shown(SHOW, f"predict {SITE.questions['first-steps'].predict[0].id}"),
    "explorable": shown(SHOW, "explorable squares"),
    "placement": SHOW.placement(FIRST),
    "next": SHOW.next(LESSONS["first-steps"], ROADMAP.interview),
    "interviews": shown(SHOW, "interviews"),
    "model-garments": shown(SHOW, "model garments"),
    "model-writer": shown(SHOW, "model writer"),
    "codes": shown(SHOW, "codes"),
}
"""Every part, rendered."""


def test_every_template_is_rendered_here() -> None:
    names = [name.removesuffix(".html.j2") for name in render._ENVIRONMENT.list_templates()]
    assert set(PARTS) == {name for name in names if not name.startswith("_")}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_has_no_blank_line_that_would_end_its_html_block_in_markdown(name: str) -> None:
    assert all(line.strip() == line and line for line in PARTS[name].split("\n"))


@pytest.mark.parametrize("name", PARTS)
def test_a_part_closes_what_it_opens_and_leaves_no_template_words(name: str) -> None:
    html = PARTS[name]
    assert "{{" not in html
    assert "{%" not in html
    tree = parse(f"<main>{html}</main>")
    for node in tree.css("main *"):
        if node.tag not in ("input", "br", "img", "link"):
            closed = html.count(f"</{node.tag}>") + len(re.findall(rf"<{node.tag}\b[^>]*/>", html))
            assert closed == len(tree.css(f"main {node.tag}"))


@pytest.mark.parametrize("name", PARTS)
def test_a_part_uses_each_id_once(name: str) -> None:
    ids = [node.attributes["id"] for node in parse(PARTS[name]).css("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PARTS)
def test_labels_name_something_that_is_there(name: str) -> None:
    tree = parse(PARTS[name])
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    named = [node.attributes["for"] for node in tree.css("label[for]")]
    named += [node.attributes["aria-labelledby"] for node in tree.css("[aria-labelledby]")]
    assert set(named) <= ids


def test_a_variable_that_a_template_lacks_stops_the_build() -> None:
    with pytest.raises(UndefinedError, match="'terms' is undefined"):
        SHOW.html("glossary")


# Addresses -----------------------------------------------------------------------------------------------------------


def test_a_written_lesson_is_linked_to_its_page_and_a_planned_one_to_its_place_in_the_list() -> None:
    assert SHOW.lesson_href(LESSONS["first-steps"]) == "first-steps/"
    assert SHOW.lesson_href(LESSONS["second-steps"]) == "#lesson-second-steps"
    assert SHOW.lesson_href(LESSONS["third-steps"]) == "../stage-2/#lesson-third-steps"


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("free-book", "#resource-free-book"),
        ("talk-on-birds", "../stage-2/#resource-talk-on-birds"),
        ("hard-questions", "../interview-questions/#resource-hard-questions"),
        ("bird-club", "../how-to-use/#resource-bird-club"),
    ],
)
def test_a_resource_is_linked_to_its_row_on_the_page_where_it_is_at_home(id_: str, expected: str) -> None:
    [resource] = SHOW.resources_by_id([id_])
    assert SHOW.resource_href(resource) == expected


def test_rows_are_found_by_id_in_the_order_asked_for() -> None:
    assert [row.id for row in SHOW.resources_by_id(["bird-club", "free-book"])] == ["bird-club", "free-book"]
    with pytest.raises(KeyError):
        SHOW.lessons_by_id(["nowhere"])


# Parts ---------------------------------------------------------------------------------------------------------------


def test_a_topic_says_why_and_links_the_lesson_that_teaches_it() -> None:
    html = shown(SHOW, "topics 1.1")
    [topic] = parse(html).css("li#topic-counting-up")
    assert words(topic) == "Counting up Without len you would count by hand. Taught in First steps"
    assert links(html) == {"First steps": "first-steps/"}
    assert [words(node) for node in topic.css("code")] == ["len"]


def test_a_lesson_that_teaches_a_topic_under_two_headings_is_named_once() -> None:
    heading = "                heading: Count & compare\n"
    show = of(heading, f"{heading}              - lesson: first-steps\n                heading: Look\n")
    [topic] = parse(shown(show, "topics 1.1")).css("li#topic-counting-up")
    assert words(topic).endswith("Taught in First steps")


def test_a_topic_says_when_its_lesson_is_planned() -> None:
    assert "Taught in Second steps (planned)" in words(parse(shown(SHOW, "topics 1.2")))


def test_a_resource_table_has_a_caption_with_a_count_and_a_row_per_resource() -> None:
    tree = parse(PARTS["resources"])
    assert words(tree.css_first("caption")) == "All (6)"
    assert [node.attributes["id"] for node in tree.css("tbody tr")][:2] == [
        "resource-free-book",
        "resource-paid-course",
    ]
    assert {node.attributes["scope"] for node in tree.css("thead th")} == {"col"}
    assert {node.attributes["scope"] for node in tree.css("tbody th")} == {"row"}


@pytest.mark.parametrize(("count", "open_"), [(2, 2), (3, 1)], ids=["at the limit", "above it"])
def test_of_a_section_the_first_resource_stands_open_and_the_others_are_folded(count: int, open_: int) -> None:
    rows = list(ROADMAP.resources())[:count]
    tree = parse(SHOW.resources(rows, caption="For 1.1", first=True))
    assert [node.attributes["id"] for node in tree.css("tbody tr")] == [f"resource-{one.id}" for one in rows]
    assert len(tree.css("details tbody tr")) == count - open_
    if count > open_:
        assert words(tree.css_first("summary")) == f"{count - 1} more resources"
        assert [words(node) for node in tree.css("caption")] == ["For 1.1: Begin here", "For 1.1: The others"]


def test_a_resource_table_names_its_roles_because_its_rows_are_laid_out() -> None:
    tree = parse(PARTS["resources"])
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    for tag, role in roles.items():
        assert {node.attributes.get("role") for node in tree.css(tag)} == {role}
    assert {node.attributes.get("role") for node in tree.css("thead th")} == {"columnheader"}
    assert {node.attributes.get("role") for node in tree.css("tbody th")} == {"rowheader"}
    for row in tree.css("tbody tr"):
        assert len(row.css("th, td")) == len(tree.css("thead th"))


def test_a_resource_table_without_anchors_gives_no_ids() -> None:
    assert not parse(SHOW.resources(ROADMAP.resources(), caption="All", anchors=False)).css("[id]")


def test_a_resource_row_says_all_that_is_known_and_old_names_can_be_searched() -> None:
    row = parse(PARTS["resources"]).css_first("#resource-free-book")
    assert row is not None
    assert [node.attributes["href"] for node in row.css("a")] == ["https://books.example.org/free"]
    assert words(row.css_first(".rm-by")) == "Ann Author, Bo Writer · Example Press"
    assert "Exercises with answers, in Python & on paper." in words(row)
    assert [words(node) for node in row.css(".rm-note")] == [
        "Renamed. Was: The Old Book. A new title for the same text.",
        "Also known as: Red Book.",
    ]
    assert [words(node) for node in row.css("td")[1:]] == ["book", "free", "beginner", "10 h"]


def test_a_row_that_took_the_place_of_another_does_not_call_itself_superseded() -> None:
    html = shown(of("change: renamed", "change: superseded"), "resources 1.1")
    [note, _] = parse(html).css("#resource-free-book .rm-note")
    assert words(note) == "Replaces The Old Book. A new title for the same text."


def test_a_paid_resource_names_its_alternative_and_an_unknown_length_is_said() -> None:
    row = parse(PARTS["resources"]).css_first("#resource-paid-course")
    assert row is not None
    assert [words(node) for node in row.css(".rm-note")] == ["Examples are in R.", "Instead: A free book ."]
    assert [node.attributes["href"] for node in row.css(".rm-note a")] == ["#resource-free-book"]
    assert words(row.css("td")[-1]) == "not stated"


def test_cells_of_a_table_stand_on_lines_of_their_own_so_that_the_search_keeps_their_words_apart() -> None:
    for line in PARTS["resources"].split("\n"):
        assert line.count("<td") + line.count("<th") <= 1


def test_a_list_of_lessons_links_the_written_and_marks_the_planned() -> None:
    html = PARTS["lessons"]
    assert links(html) == {"First steps": "first-steps/"}
    items = {node.attributes["id"]: words(node) for node in parse(html).css("li")}
    assert items["lesson-first-steps"] == "First steps 30 min You can then count to three with len ."
    assert items["lesson-second-steps"].startswith("Second steps 45 min planned You can then")


def test_a_project_has_goal_data_criteria_and_time() -> None:
    [card] = parse(PARTS["projects"]).css("section#project-count-birds")
    text = words(card)
    assert "beginner · about 3 h Say how many birds came." in text
    assert "Data. A list that you keep, or one of these. See A free book" in words(card.css_first("details"))
    assert [words(node) for node in card.css("li")] == ["The list has a date column.", "The sum is right."]
    assert links(PARTS["projects"]) == {"A free book": "#resource-free-book", "First steps": "first-steps/"}


def test_a_milestone_is_a_list_of_labelled_checkboxes_whose_keys_are_the_permanent_ids() -> None:
    tree = parse(PARTS["milestones"])
    assert "You can count and compare." in words(tree)
    boxes = tree.css("ul li label input[type=checkbox]")
    assert [box.attributes["data-tick"] for box in boxes] == [f"milestone:{item.id}" for item in FIRST.milestone.items]
    assert [box.attributes["id"] for box in boxes] == [f"milestone-{item.id}" for item in FIRST.milestone.items]
    assert not tree.css("[checked], [disabled]")
    assert words(tree.css("label")[0]) == "Count to 1 . 30 min, 1.1"


def test_the_facts_of_a_stage_are_counted() -> None:
    text = words(parse(PARTS["facts"]).css_first(".rm-facts"))
    assert text == "About 11.8 h 2 sections 2 lessons 3 resources 5 milestones"
    assert links(PARTS["facts"])["5 milestones"] == "#milestone"


def test_a_stage_begins_with_its_road_the_way_into_it_and_its_sections() -> None:
    tree = parse(PARTS["facts"])
    dots = [node.attributes["data-dot"] for node in tree.css("svg [data-dot]")]
    assert dots == ["lesson:first-steps", "lesson:second-steps"]
    assert [words(node) for node in tree.css("[data-go-on]")] == ["Begin: First steps"]
    found = [(words(node), node.attributes["href"]) for node in tree.css("nav a")]
    assert found == [("1.1 Counting", "#11-counting"), ("1.2 Comparing", "#12-comparing"), ("Milestone", "#milestone")]


def test_a_stage_without_a_written_lesson_has_no_way_in() -> None:
    assert not parse(shown(Renderer(SITE, "stage-2/index.md"), "facts stage-2")).css("[data-go-on]")


def test_the_stages_are_listed_with_their_hours_and_their_sum() -> None:
    tree = parse(shown(Renderer(SITE, "index.md"), "stages"))
    assert [node.attributes["href"] for node in tree.css("a")] == ["stage-1/", "stage-2/"]
    assert "2 lessons · about 11.8 h · 5 milestones 0 of 9" in words(tree)
    assert "about 35 h" in words(tree)


def test_progress_has_a_bar_for_everything_and_for_each_stage_and_starts_at_nothing() -> None:
    tree = parse(PARTS["progress"])
    assert [node.attributes["data-ticks"] for node in tree.css("li")] == ["all", "stage-1", "stage-2"]
    bars = [(node.attributes["max"], node.attributes["value"]) for node in tree.css("progress")]
    assert bars == [("16", "0"), ("9", "0"), ("7", "0")]
    assert "0 of 16" in words(tree)


def test_bars_are_hidden_until_a_script_fills_them() -> None:
    for name in ("progress", "facts", "topics"):
        assert all(
            "hidden" in node.attributes for node in parse(PARTS[name]).css("[data-ticks] > :is(progress, .rm-meta)")
        )


def test_a_stage_and_its_sections_show_how_far_the_reader_is() -> None:
    assert [node.attributes["data-ticks"] for node in parse(PARTS["facts"]).css(".rm-bar")] == ["stage-1"]
    assert [node.attributes["data-ticks"] for node in parse(PARTS["topics"]).css(".rm-bar")] == ["1.1"]


def test_the_planner_lists_the_hours_of_every_section_for_readers_without_scripts() -> None:
    tree = parse(PARTS["planner"])
    rows = [[words(cell) for cell in row.css("th, td")] for row in tree.css("tbody tr")]
    assert rows[0] == ["1.1 Counting", "2 h", "30 min", "3 h", "5.5 h"]
    assert len(rows) == len(list(ROADMAP.sections()))


def test_the_map_says_what_builds_on_what() -> None:
    assert "2.1 Estimating builds on 1.1 Counting, 1.2 Comparing" in words(parse(PARTS["map"]))


def test_neighbours_are_the_stages_before_and_after() -> None:
    assert links(SHOW.neighbours(FIRST)) == {"Stage 2: Second things": "../stage-2/"}
    assert words(parse(SHOW.neighbours(SECOND))) == "Before this: Stage 1: First things"


def test_a_tip_links_what_it_recommends() -> None:
    assert words(parse(PARTS["tips"])) == "Count daily A little len every day. See A free book ."
    assert links(PARTS["tips"]) == {"A free book": "#resource-free-book"}


def test_a_domain_shows_the_resources_that_name_it_and_its_lesson() -> None:
    assert links(PARTS["domains"]) == {
        "A talk on birds": "../stage-2/#resource-talk-on-birds",
        "Third steps": "../stage-2/#lesson-third-steps",
    }
    assert "Third steps (planned)" in words(parse(PARTS["domains"]))


def test_what_was_replaced_leads_to_resources_and_projects() -> None:
    assert links(PARTS["replaced"]) == {
        "Hard questions": "../interview-questions/#resource-hard-questions",
        "Count birds": "#project-count-birds",
    }


def test_changes_name_what_a_resource_was() -> None:
    assert [words(node) for node in parse(PARTS["changes"]).css("tbody tr")] == [
        "A free book The Old Book Renamed. A new title for the same text."
    ]


def test_changes_fall_back_on_the_name_that_the_article_uses() -> None:
    [row] = parse(shown(of("              was: The Old Book\n", ""), "changes")).css("tbody tr")
    assert words(row.css_first("td")) == "The Book"


def test_notes_on_changes_show_their_code() -> None:
    assert "<code>pip</code>" in shown(
        of("note: A new title for the same text.", "note: Install it with `pip`."), "changes"
    )


def test_entries_of_the_article_lead_to_their_places() -> None:
    html = PARTS["article"]
    assert "Counting: Counting up" in words(parse(html))
    assert "Count the birds: Count birds" in words(parse(html))
    assert [node.attributes["href"] for node in parse(html).css("a")] == [
        "./",
        "#topic-counting-up",
        "first-steps/#count-compare",
        "#resource-free-book",
        "#project-count-birds",
        "#milestone",
        "../stage-2/",
        "../stage-2/#milestone",
        "../how-to-use/",
        "../how-to-use/#tip-count-daily",
        "../how-to-use/#final-thoughts",
    ]


def test_the_glossary_is_in_alphabetical_order_whatever_the_capitals() -> None:
    tree = parse(PARTS["glossary"])
    assert [node.attributes["id"] for node in tree.css("dt")] == ["average", "sum"]
    assert "also: total" in words(tree)
    assert links(PARTS["glossary"]) == {"Lesson: First steps": "first-steps/"}


def test_a_data_card_has_its_source_licence_size_faults_and_download() -> None:
    html = shown(Renderer(SITE, "about/data.md"), "datasets")
    text = words(parse(html))
    assert "1,234 rows, 2 columns" in text
    for part in ("Source. A window, 09:00", "Licence. CC0 1.0", "Known faults. One gull may have been counted twice."):
        assert part in text
    assert links(html) == {"Download tiny.csv": "../../assets/data/tiny.csv"}


def test_below_the_title_of_a_lesson_stand_its_place_its_promise_and_one_line_of_facts() -> None:
    html = Renderer(SITE, "stage-1/first-steps.md").lesson(LESSONS["first-steps"])
    tree = parse(html)
    assert words(tree.css_first(".rm-where")) == "Stage 1 · lesson 1 of 2"
    assert words(tree.css_first(".rm-lead")) == "After this lesson you can count to three with len ."
    assert words(tree.css_first(".rm-fine")) == "30 min · Colab · download"
    assert links(html) == {
        "Stage 1": "../",
        "download": "first-steps.ipynb",
        "Colab": "https://colab.research.google.com/github/owner/name/blob/notebooks/stage-1/first-steps/first-steps.ipynb",
    }
    dots = tree.css("[data-dot]")
    assert [node.attributes["data-dot"] for node in dots] == ["lesson:first-steps", "lesson:second-steps"]
    assert "rm-now" in (dots[0].attributes["class"] or "") and "rm-planned" in (dots[1].attributes["class"] or "")


def test_the_end_of_a_lesson_folds_what_it_was_made_from() -> None:
    html = Renderer(SITE, "stage-1/first-steps.md").next(LESSONS["first-steps"], [])
    text = words(parse(html).css_first("details dl"))
    assert text.startswith("Data Three birds (CC0 1.0)")
    assert "Last run on 2026-01-31 in 12 s with Python 3.11.7, numpy 2.4.6, pandas 3.0.2" in text
    assert links(html)["Three birds"] == "../../about/data/#dataset-tiny"
    assert links(html)["Counting up"] == "../#topic-counting-up"


def test_the_end_of_a_lesson_links_a_topic_of_another_stage_where_that_is_listed() -> None:
    earlier = "      - lesson: first-steps\n              - lesson: third-steps\n"
    show = of("      - lesson: third-steps\n", earlier, "stage-1/first-steps.md")
    topics = {text: to for text, to in links(show.next(LESSONS["first-steps"], [])).items() if "#topic-" in str(to)}
    assert topics == {"Counting up": "../#topic-counting-up", "Rough sums": "../../stage-2/#topic-rough-sums"}


def test_a_lesson_without_a_repository_offers_no_colab_and_without_a_run_no_notebook() -> None:
    bare = Site(ROADMAP, stamps=SITE.stamps)
    assert "Colab" not in Renderer(bare, "stage-1/first-steps.md").lesson(LESSONS["first-steps"])
    show = Renderer(SITE, "stage-1/second-steps.md")
    assert "download" not in show.lesson(LESSONS["second-steps"])
    assert "Last run" not in show.next(LESSONS["second-steps"], [])
    assert links(show.next(LESSONS["second-steps"], []))["First steps"] == "../first-steps/"


def test_a_milestone_leads_to_the_exercises_that_practise_it() -> None:
    text = replaced('hours: 0.5, section: "1.1"}', 'hours: 0.5, section: "1.1", exercises: [fs-a, fs-b]}')
    turns = (
        f'### Exercise {at}: count `{name}`\n\n```python tags=["starter"] name="fs-{name}"\n{name} = ...\n```\n'
        for at, name in enumerate("ab", start=1)
    )
    lessons = {"first-steps": read("## Exercises\n\n" + "\n".join(turns))}
    html = shown(Renderer(Site(roadmap_of(text), lessons=lessons), "stage-1/index.md"), "milestones stage-1")
    [practise] = parse(html).css(".rm-practise")
    assert words(practise) == "Practise: count a · count b"
    assert links(html)["count a"] == "first-steps/#exercise-fs-a"


TIMED = replaced("            minutes: 30\n", "            minutes: 30\n            exercise_minutes: 25\n")
BOTH = "30 min + exercises 25 min"


def test_a_lesson_says_what_reading_and_what_its_exercises_take_and_whether_it_runs_in_the_page() -> None:
    site = replace(SITE, roadmap=roadmap_of(TIMED), in_page=frozenset({"first-steps"}))
    tree = parse(Renderer(site, "stage-1/first-steps.md").lesson(site.index.lessons["first-steps"]))
    assert words(tree.css_first(".rm-fine")) == f"{BOTH} · runs in the page · Colab · download"


def test_cards_and_the_road_name_both_times() -> None:
    site = replace(SITE, roadmap=roadmap_of(TIMED))
    cards = parse(shown(Renderer(site, "stage-1/index.md"), "lessons all"))
    times = [words(one) for one in cards.css(".rm-lessons > li > .rm-meta")]
    assert times == [BOTH, "45 min", "20 min"]
    road = parse(shown(Renderer(site, "index.md"), "road"))
    assert [words(one) for one in road.css("title")][:2] == [f"First steps, {BOTH}", "Second steps, 45 min, planned"]


def test_a_question_is_a_group_of_choices_whose_answer_is_folded_away() -> None:
    tree = parse(PARTS["questions"])
    first, second, _ = tree.css("fieldset")
    assert words(first.css_first("legend")) == '1. What does len("ab") return?'
    assert [node.attributes["type"] for node in first.css("label input")] == ["radio", "radio"]
    assert [node.attributes["type"] for node in second.css("label input")] == ["checkbox"] * 3
    assert {node.attributes["name"] for node in first.css("input")} == {"how-many"}
    assert "More than one can be right." in words(second)
    assert "More than one can be right." not in words(first)
    [answer] = first.css("details")
    assert "open" not in answer.attributes
    assert [words(node) for node in answer.css("li")] == [
        "Right. There are two letters.",
        "Wrong. It counts letters & not words.",
    ]
    assert [node.attributes.get("class") for node in answer.css("li")] == ["rm-right", None]
    assert [script.attributes["src"] for script in tree.css("script")] == ["../javascripts/questions-page.js"]


def test_after_a_lesson_come_its_neighbours_by_name_and_the_named_resources() -> None:
    tree = parse(PARTS["next"])
    assert [words(node) for node in tree.css("nav a")] == [
        "Next lesson (planned) · 45 min Second steps After it you can compare two counts."
    ]
    [resource] = tree.css("li a")
    assert (words(resource), resource.attributes["href"]) == ("Hard questions", "https://questions.example.org/")
    middle = parse(SHOW.next(LESSONS["second-steps"], [])).css("nav a")
    assert [node.attributes["rel"] for node in middle] == ["prev", "next"]


def test_after_the_last_lesson_come_resources_alone() -> None:
    [item] = parse(SHOW.next(LESSONS["third-steps"], ROADMAP.communities)).css("li")
    assert words(item) == "A club of counters (community, free). Somebody else counts too."


def test_a_promise_shows_its_code_wherever_it_is_said() -> None:
    show = of("promise: compare two counts.", "promise: compare with `max`.")
    for html in (shown(show, "lessons all"), show.next(next(show.site.roadmap.lessons()), [])):
        assert "<code>max</code>" in html


def test_every_code_has_an_anchor_of_its_own_that_messages_can_point_to() -> None:
    tree = parse(PARTS["codes"])
    assert [node.attributes["id"] for node in tree.css("dt")] == [code.lower() for code in CODES]
    assert len(tree.css("dd")) == len(CODES)
    assert words(tree.css("dt")[0]).startswith("RM101 The file is not YAML")


@pytest.mark.parametrize(("there", "asked"), [(1, 1), (2, 2), (3, 2)])
def test_a_placement_test_asks_the_first_two_questions_of_each_lesson(there: int, asked: int) -> None:
    rows = SITE.questions["first-steps"]
    fewer = rows.model_copy(update={"questions": rows.questions[:there]})
    shown = Renderer(replace(SITE, questions={"first-steps": fewer}), "placement/stage-1.md").placement(FIRST)
    assert [one.id for one in rows.questions if one.id in shown] == [one.id for one in rows.questions[:asked]]


def test_lists_of_rows_link_the_line_of_the_data_file_where_they_begin() -> None:
    site = dataclasses.replace(SITE, edit_url="https://code.example/owner/name/edit/main/docs/")
    show = Renderer(site, "stage-1/index.md")
    rows = FIRST.sections[0].resources
    [link] = parse(show.resources(rows, caption="Some")).css(".rm-edit a")
    assert link.attributes["href"] == f"{site.edit_url}_data/roadmap.yml#L{rows[0].line()}"
    [link] = parse(shown(show, "milestones stage-1")).css(".rm-edit a")
    assert link.attributes["href"] == f"{site.edit_url}_data/roadmap.yml#L{FIRST.milestone.items[0].line()}"


def test_without_a_repository_and_in_the_list_of_all_resources_there_is_no_such_link() -> None:
    assert "rm-edit" not in shown(SHOW, "milestones stage-1")
    site = dataclasses.replace(SITE, edit_url="https://code.example/edit/")
    assert "rm-edit" not in Renderer(site, "resources.md").resources(ROADMAP.resources(), caption="All", homes=True)

"""What the built pages hold: tables, checklists, lessons, search."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from mlroadmap.data.index import Index
from mlroadmap.data.model import LessonStatus, Roadmap
from scripts.check_site import find_problems
from tests.builders import committed
from tests.built_site import ROOT, built_site


@pytest.fixture(scope="module")
def roadmap() -> Roadmap:
    return committed()


def page(name: str) -> LexborHTMLParser:
    return LexborHTMLParser((built_site() / name / "index.html").read_text("utf-8"))


def written_lessons() -> list[str]:
    roadmap = committed()
    index = Index(roadmap)
    return [
        f"{index.stage_of(lesson.id).id}/{lesson.id}"
        for lesson in roadmap.lessons()
        if lesson.status is LessonStatus.written
    ]


def test_check_site_finds_nothing() -> None:
    assert find_problems(built_site()) == []


@pytest.mark.parametrize("name", written_lessons())
def test_a_lesson_says_that_it_runs_in_the_page_where_it_has_run_buttons(name: str) -> None:
    tree = page(name)
    facts = tree.css_first(".rm-fine")
    assert facts is not None
    assert ("runs in the page" in facts.text()) == bool(tree.css(".rm-seam"))


def test_every_resource_has_a_row_on_its_page_and_in_the_whole_list(roadmap: Roadmap) -> None:
    everything = page("resources")
    for stage in roadmap.stages:
        own = page(stage.id)
        for section in stage.sections:
            for resource in section.resources:
                for tree in (own, everything):
                    row = tree.css_first(f"tr#resource-{resource.id}")
                    assert row is not None, resource.id
                    assert row.css_first("a").attributes["href"] == resource.url


def test_the_page_on_the_article_leads_each_of_its_names_to_where_it_is_taught(roadmap: Roadmap) -> None:
    """That the addresses lead somewhere, headings too, is for `check_site`."""
    items = [(item.text().strip(), item) for item in page("about/article").css(".rm-article li li")]
    sections = list(roadmap.sections())
    for topic in [topic for section in sections for topic in section.topics if topic.article_name]:
        own = [item for text, item in items if text.startswith(f"{topic.article_name}: {topic.title}, taught in")]
        hrefs = [link.attributes["href"] or "" for item in own for link in item.css("a")]
        for place in topic.taught_in:
            written = Index(roadmap).lessons[place.lesson].status is LessonStatus.written
            assert any((f"/{place.lesson}/#" if written else f"#lesson-{place.lesson}") in href for href in hrefs), (
                topic.id
            )
    rows = [row for section in sections for row in (*section.resources, *section.projects)]
    named = [row.article_name for row in (*rows, *roadmap.domains, *roadmap.tips, *roadmap.communities)]
    texts = [text for text, _ in items]
    assert [name for name in named if name and not any(text.startswith(f"{name}: ") for text in texts)] == []


def test_resource_tables_are_real_tables(roadmap: Roadmap) -> None:
    tables = page("stage-2").css("table.rm-resources")
    assert len(tables) == 2 * len(roadmap.stages[1].sections), "the one to begin with, and the others"
    for table in tables:
        assert table.css_first("caption").text().strip()
        assert {node.attributes["scope"] for node in table.css("thead th")} == {"col"}
        assert {node.attributes["scope"] for node in table.css("tbody th")} == {"row"}


def test_rows_stand_in_the_order_of_the_data(roadmap: Roadmap) -> None:
    rows = page("stage-2").css("table.rm-resources tbody tr")
    assert [row.attributes["id"] for row in rows] == [
        f"resource-{one.id}" for section in roadmap.stages[1].sections for one in section.resources
    ]


def test_every_heading_that_a_stage_names_in_its_list_of_sections_is_there(roadmap: Roadmap) -> None:
    for stage in roadmap.stages:
        tree = page(stage.id)
        for link in tree.css(".rm-sections a"):
            assert tree.css_first(f"h2[id='{(link.attributes['href'] or '').removeprefix('#')}']") is not None


def test_every_milestone_is_a_labelled_checkbox(roadmap: Roadmap) -> None:
    for stage in roadmap.stages:
        tree = page(stage.id)
        for item in stage.milestone.items:
            box = tree.css_first(f"input#milestone-{item.id}[type=checkbox]")
            label = tree.css_first(f"label[for=milestone-{item.id}]")
            assert box is not None and "disabled" not in box.attributes
            assert label is not None and item.text.split("`")[0].strip()[:40] in label.text()


@pytest.mark.parametrize("lesson", written_lessons())
def test_a_lesson_is_a_page_like_any_other(lesson: str) -> None:
    text = (built_site() / lesson / "index.html").read_text("utf-8")
    tree = LexborHTMLParser(text)
    name = lesson.rpartition("/")[2]
    assert ";base64," not in text and "jp-" not in text and "require.js" not in text
    if "$$" in (ROOT / f"docs/{lesson}.md").read_text("utf-8"):
        assert tree.css_first("math") is not None
    assert "\\(" not in tree.css_first("article").text()
    assert tree.css_first("a[title='Edit this page']").attributes["href"].endswith(f"edit/main/docs/{lesson}.md")
    assert len(tree.css(".md-sidebar--secondary a[href='#exercises']")) == 1
    assert (built_site() / lesson / f"{name}.ipynb").is_file()
    assert not any("Colab" in link.text() for link in tree.css("a"))  # the repository has no real address yet
    assert tree.css_first(".rm-questions input[type=radio]") is not None
    assert tree.css_first("details.tip") is not None, "hints are collapsible admonitions"


@pytest.mark.parametrize("lesson", written_lessons())
def test_the_figures_of_a_lesson_are_files_in_two_schemes(lesson: str) -> None:
    images = page(lesson).css("img.rm-figure")
    described = (ROOT / f"docs/{lesson}.md").read_text("utf-8").count("\n# alt: ")
    assert len(images) == 2 * described
    for image in images:
        assert (built_site() / lesson / image.attributes["src"]).is_file()
        assert int(image.attributes["width"]) > 0 and int(image.attributes["height"]) > 0
        assert len(image.attributes["alt"]) > 30
        assert image.attributes["loading"] == "lazy"
    assert len([image for image in images if "dark" in image.attributes["src"]]) * 2 == len(images)


def test_no_page_sets_a_cookie_or_names_another_host_to_load_from() -> None:
    for path in built_site().rglob("*.html"):
        text = path.read_text("utf-8")
        assert "document.cookie" not in text
        assert "fonts.googleapis" not in text and "api.github.com" not in text


def test_no_heading_of_a_table_is_empty() -> None:
    for path in built_site().rglob("*.html"):
        empty = re.search(r"<th\b[^>]*>\s*</th>", path.read_text("utf-8"))
        assert empty is None, path


def test_the_data_folder_is_not_published() -> None:
    assert not (built_site() / "_data").exists()

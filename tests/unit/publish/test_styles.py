"""What is left out of the style sheet of every page, and what stays."""

import re

import pytest
from mkdocs.utils.yaml import yaml_load

from mlroadmap.publish.styles import names_in, parted, pruned, variables_in, words_of_tags
from tests.built_site import ROOT, built_site

PAGE = '<p class="note big" id="top" data-kind="free">never seen</p>'
NAMES = names_in([words_of_tags(PAGE)], ['show("rm-open", `rm-part-${one}`)'])


@pytest.mark.parametrize(
    "rule",
    [
        ".note{a:b}",
        "p.note.big > b{a:b}",
        "#top{a:b}",
        "[data-kind=free]{a:b}",
        '[data-kind="free"]{a:b}',
        "[data-other]{a:b}",
        "[href^=http]{a:b}",
        "html{a:b}",
        "*,:root{a:b}",
        ".rm-open{a:b}",
        ".rm-part-two{a:b}",
        ".note:not(.gone){a:b}",
        ":is(.gone,.note){a:b}",
        "@media print{.note{a:b}}",
        "@font-face{font-family:x}",
        "@keyframes gone{0%{a:b}to{a:c}}",
        '@charset "utf-8";',
        '.note::before{content:".gone{}"}',
    ],
)
def test_what_a_page_can_use_stays_as_it_is(rule: str) -> None:
    assert pruned(rule, NAMES) == rule


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        (".gone{a:b}", ""),
        (".note .gone{a:b}", ""),
        (".gone .note{a:b}.note{a:c}", ".note{a:c}"),
        (".gone,.note{a:b}", ".note{a:b}"),
        ("#gone{a:b}", ""),
        ("[data-kind=paid]{a:b}", ""),
        (".seen{a:b}", ""),
        ("@media print{.gone{a:b}.note{a:c}}", "@media print{.note{a:c}}"),
        ("@media print{.gone{a:b}}", ""),
        ("@media print{@supports (a:b){.gone{a:b}}}", ""),
        ("/* said */.note{a:b}", ".note{a:b}"),
    ],
)
def test_what_no_page_can_use_goes(sheet: str, left: str) -> None:
    assert pruned(sheet, NAMES) == left


def test_a_variable_that_nothing_uses_goes_and_then_the_one_that_it_used() -> None:
    picture = "url(\"data:image/svg+xml,<svg style='a:b;c:d'/>\")"
    sheet = f":root{{--one:1;--two:var(--one);--three:{picture};--four:4;--five:5}}p{{a:var(--four)}}"
    assert pruned(sheet, NAMES) == ":root{--four:4;}p{a:var(--four)}"
    assert pruned(sheet, NAMES, variables_in("style.setProperty('--two', 2)")) == (
        ":root{--one:1;--two:var(--one);--four:4;}p{a:var(--four)}"
    )
    used = sheet.replace("var(--four)", "var( --three , none)")
    assert pruned(used, NAMES) == f":root{{--three:{picture};}}p{{a:var( --three , none)}}"


def test_what_the_theme_makes_only_for_features_that_are_off_goes_unless_a_page_has_it() -> None:
    theme = 'x("md-tooltip2 md-version md-dialog js warning")'
    assert names_in([], ["y"], theme) == {"y", "md-dialog", "js"}
    assert names_in([], ["show('warning', 'red', 'rm-red')"]) == {"show", "rm-red"}
    assert words_of_tags('<p class="a" title="b c" data-d="e">f</p>') == {"p", "class", "a", "data-d", "e"}
    assert "warning" in names_in([words_of_tags('<div class="admonition warning">')], [])
    assert pruned("[data-md-color-switching] *,[data-md-color-switching] p{c:1}p{c:2}", NAMES) == "p{c:2}"
    assert "md-tooltip2" in names_in([words_of_tags('<i class="md-tooltip2">')], [], theme)
    features = set(yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))["theme"]["features"])
    for off in ("content.tooltips", "content.footnote.tooltips", "content.code.copy", "content.code.select"):
        assert off not in features, f"{off} needs names in NEVER_MADE"
    assert "content.code.annotate" not in features


def test_tabs_are_styled_only_where_there_are_some() -> None:
    theme = 'x("tabbed-control")'
    assert "tabbed-control" not in names_in([words_of_tags(PAGE)], [], theme)
    assert "tabbed-control" in names_in([words_of_tags('<div class="tabbed-set">')], [], theme)


SHEET = (
    ':root{--one:1;--two:url("data:a;b{c}")}@media screen{:root{--two:2;c:d}}.note{a:var(--one)}'
    ".gone,.note b{a:b}@media print{.gone{a:var(--two)}.note{e:f}}@font-face{font-family:x}"
)


def test_a_sheet_is_parted_into_what_the_first_pages_can_use_and_the_others() -> None:
    first, more = parted(SHEET, NAMES)
    assert first == (
        ":root{--one:1;}@media screen{:root{c:d}}.note{a:var(--one)}.note b{a:b}@media print{.note{e:f}}"
        "@font-face{font-family:x}"
    )
    assert more == (
        ':root{--two:url("data:a;b{c}")}@media screen{:root{--two:2}}.gone{a:b}@media print{.gone{a:var(--two)}}'
    )


def test_a_variable_stays_with_the_first_when_a_script_of_theirs_uses_it() -> None:
    first, more = parted(SHEET, NAMES, variables_in("style.getPropertyValue('--two')"))
    assert first.startswith(':root{--one:1;--two:url("data:a;b{c}")}@media screen{:root{--two:2;c:d}}')
    assert more == ".gone{a:b}@media print{.gone{a:var(--two)}}"


@pytest.mark.parametrize(
    ("page", "sheets"),
    [
        ("index", ["site"]),
        ("stage-1/index", ["site"]),
        ("stage-1/arrays/index", ["site", "lesson"]),
        ("stage-3/first-frameworks/index", ["site", "lesson", "more"]),
        ("plan/index", ["site", "lesson", "more"]),
        ("404", ["site", "lesson", "more"]),
    ],
)
def test_a_page_asks_for_the_sheets_that_it_needs(page: str, sheets: list[str]) -> None:
    text = (built_site() / f"{page}.html").read_text("utf-8")
    assert [one for one in re.findall(r"stylesheets/(\w+)\.css", text) if one != "explore"] == sheets


def test_every_lesson_with_tabs_asks_for_their_styles() -> None:
    pages = [path.read_text("utf-8") for path in built_site().glob("stage-*/*/index.html")]
    tabs = [page for page in pages if 'class="tabbed-set' in page]
    assert 0 < len(tabs) < len(pages) / 4
    assert all("stylesheets/more.css" in page for page in tabs)
    assert ".tabbed-set" not in (built_site() / "stylesheets/lesson.css").read_text("utf-8")


def test_the_built_site_keeps_what_its_pages_name_and_loses_the_colours_of_others() -> None:
    sheet, more = ((built_site() / f"stylesheets/{name}.css").read_text("utf-8") for name in ("site", "more"))
    assert "[data-md-color-scheme=slate]" in sheet
    assert "deep-orange" not in sheet + more
    assert ".md-typeset .admonition" in more
    assert ".rm-" in sheet
    assert list((built_site() / "assets/stylesheets").glob("*.css")) == []

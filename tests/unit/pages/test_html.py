import markdown
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from mlroadmap.pages.html import (
    empty_headings_are_cells,
    keep_permalinks_out_of_names,
    make_tables_scrollable,
    minify,
    set_prose_in_columns,
)

CORNER = '<tr><th></th><th style="text-align: right;"></th><th scope="col"> </th><th>a</th></tr>'
TABLE = "<table>\n<thead><tr><th>a</th></tr></thead>\n<tbody><tr><td>1</td></tr></tbody>\n</table>"
SPACE = st.text(alphabet=" \t\n", max_size=6)
WORDS = st.text(alphabet="ab é\u00a0\n\t &;.", max_size=12).map(lambda text: text.replace("&", "&amp;"))
INLINE = st.builds(lambda name, text: f"<{name}>{text}</{name}>", st.sampled_from(["p", "b", "code", "td"]), WORDS)
KEPT = st.builds(lambda name, text: f'<{name} class="x">{text}</{name}>', st.sampled_from(["pre", "textarea"]), WORDS)
PAGE = st.lists(SPACE | WORDS | INLINE | KEPT, max_size=12).map(
    lambda parts: f"<html><body>{''.join(parts)}</body></html>"
)


def test_indentation_and_blank_lines_go_and_line_breaks_stay() -> None:
    assert minify("\n<ul>\n\n    <li>one\n    two</li>   \n\t\n</ul>\n\n") == "<ul>\n<li>one\ntwo</li>\n</ul>\n"


def test_what_is_shown_or_run_as_written_is_kept_as_written() -> None:
    for name in ("pre", "script", "style", "textarea"):
        kept = f"<{name} id='x'>\n\n  if a:\n      b  \n\n</{name}>"
        assert minify(f"<p>a</p>\n\n   {kept}\n   \n<p>b</p>") == f"<p>a</p>\n{kept}\n<p>b</p>\n"


def test_the_program_that_made_a_page_is_not_told_in_each() -> None:
    assert minify('<head>\n  <meta name="generator" content="m">\n<meta name="a">\n') == '<head>\n<meta name="a">\n'


def test_scripts_for_tabs_stay_only_where_there_are_tabs() -> None:
    script = '<script>var tabs=__md_get("__tabs");a()</script>'
    assert minify(f"<p>a</p>{script}") == "<p>a</p>\n"
    tabs = f'<div class="tabbed-set"></div>{script}'
    assert minify(tabs) == f"{tabs}\n"


def test_what_the_theme_writes_and_html_does_not_allow_goes() -> None:
    drawer = '<input class="md-toggle" type="checkbox" id="__drawer" autocomplete="off">'
    assert minify(drawer) == '<input class="md-toggle" type="checkbox" id="__drawer">\n'
    assert minify('<label for="x" tabindex="">a</label>') == '<label for="x">a</label>\n'
    field = '<input type="search" autocomplete="off">'
    assert minify(field) == f"{field}\n"


def test_a_contents_that_has_no_switch_is_no_label_of_it() -> None:
    label = '<label class="md-nav__title" for="__toc">Contents</label>'
    assert minify(label) == '<label class="md-nav__title">Contents</label>\n'
    switch = '<input type="checkbox" id="__toc">'
    assert minify(switch + label) == f"{switch}{label}\n"


def test_an_element_whose_name_only_begins_like_a_kept_one_is_not_kept() -> None:
    assert minify("<prefix>\n   a</prefix>") == "<prefix>\na</prefix>\n"


@given(page=PAGE)
def test_no_word_is_lost_or_glued_to_another_and_no_kept_text_changes(page: str) -> None:
    before, after = LexborHTMLParser(page), LexborHTMLParser(minify(page))
    assert [node.text() for node in after.css("pre, textarea")] == [node.text() for node in before.css("pre, textarea")]
    assert _words(after) == _words(before)


@given(page=PAGE)
def test_a_slim_page_stays_as_it_is(page: str) -> None:
    assert minify(minify(page)) == minify(page)
    assert len(minify(page)) <= len(page) + 1


def _words(tree: LexborHTMLParser) -> list[str]:
    """The words of a page; a no-break space is part of one."""
    assert tree.body is not None
    text = tree.body.text()
    for space in "\t\n ":
        text = text.replace(space, " ")
    return [word for word in text.split(" ") if word]


def test_a_table_of_the_prose_is_put_into_a_block_that_scrolls_with_the_keyboard() -> None:
    tree = LexborHTMLParser(make_tables_scrollable(f"<p>before</p>\n{TABLE}\n<p>after</p>"))
    [block] = tree.css("div.rm-scroll")
    assert (block.attributes["tabindex"], block.attributes["role"]) == ("0", "group")
    assert block.attributes["aria-label"]
    assert [node.tag for node in tree.css("body > *")] == ["p", "div", "p"]
    assert [node.text() for node in tree.css("div.rm-scroll > table td")] == ["1"]


def test_each_of_several_tables_gets_a_block_of_its_own() -> None:
    tree = LexborHTMLParser(make_tables_scrollable(f"{TABLE}\n{TABLE}\n<p>after</p>"))
    assert len(tree.css("body > div.rm-scroll > table")) == 2
    assert [node.tag for node in tree.css("body > *")] == ["div", "div", "p"]


def test_a_table_that_has_a_class_has_its_block_already() -> None:
    page = '<div class="rm-scroll"><table class="rm-resources"><tr><td>1</td></tr></table></div>'
    assert make_tables_scrollable(page) == page
    assert make_tables_scrollable(TABLE + page).endswith(f"</table></div>{page}")


def test_a_list_of_numbers_in_a_table_stays_on_one_line() -> None:
    table = TABLE.replace("<td>1</td>", '<td>2, −0.5, 0</td><td style="x">1, 2</td><td>2, or 3</td><td>1</td>')
    [block] = LexborHTMLParser(make_tables_scrollable(f"{table}<p>4, 5</p>")).css("div.rm-scroll")
    assert [cell.text() for cell in block.css("td")] == ["2,\u00a0−0.5,\u00a00", "1,\u00a02", "2, or 3", "1"]
    assert make_tables_scrollable(f"{table}<p>4, 5</p>").endswith("<p>4, 5</p>")


def test_a_page_without_tables_stays_as_it_is() -> None:
    page = "<p>&lt;table&gt;</p>\n<pre><code>&lt;/table&gt;</code></pre>"
    assert make_tables_scrollable(page) == page


def test_on_a_stage_the_paragraphs_after_a_heading_are_set_in_columns_and_nothing_else_is() -> None:
    prose = "<p>One.</p>\n<p>Two\nlines.</p>\n"
    rest = "<ul>\n<li><p>In a list.</p></li>\n</ul>\n<p>After it.</p>\n"
    sections = '<nav class="rm-sections"></nav>\n'
    page = f'{sections}<h2 id="a">A</h2>\n{prose}<h3>B</h3>\n{rest}'
    assert (
        set_prose_in_columns(page)
        == f'{sections}<h2 id="a">A</h2>\n<div class="rm-prose">\n{prose}</div>\n<h3>B</h3>\n{rest}'
    )


def test_no_other_page_is_set_in_columns() -> None:
    page = "<h2>A</h2>\n<p>One.</p>\n<p>Two.</p>\n"
    assert set_prose_in_columns(page) == page


def test_the_sign_beside_a_heading_is_no_part_of_its_name_and_no_stop_of_the_tab_key() -> None:
    page = markdown.markdown("## One\n\n### Two", extensions=["toc"], extension_configs={"toc": {"permalink": True}})
    signs = LexborHTMLParser(keep_permalinks_out_of_names(page)).css("a")
    assert [(one.attributes["aria-hidden"], one.attributes["tabindex"]) for one in signs] == [("true", "-1")] * 2


SETTINGS = (
    '<script id="__config" type="application/json">{"annotate": null, "features": ["navigation.path", "toc.follow", '
    '"content.action.edit"], "translations": {"clipboard.copy": "Copy", "search.result.none": "None"}, "version": %s}'
    "</script>\n"
)


def test_the_script_of_the_theme_is_told_only_what_it_reads() -> None:
    assert minify(SETTINGS % "null") == (
        '<script id="__config" type="application/json">{"annotate":null,"features":["toc.follow"],'
        '"translations":{"search.result.none":"None"},"version":null}</script>\n'
    )


def test_words_stay_that_a_feature_or_a_setting_needs() -> None:
    copying = (SETTINGS % "null").replace("toc.follow", "content.code.copy")
    assert '"clipboard.copy":"Copy"' in minify(copying)
    versions = (SETTINGS % '{"provider": "mike"}').replace("clipboard.copy", "select.version")
    assert '"select.version":"Copy"' in minify(versions)


def test_settings_cannot_end_their_script() -> None:
    assert "<b>" not in minify((SETTINGS % "null").replace("None", "\\u003cb>"))


def test_a_heading_that_says_nothing_is_a_cell() -> None:
    expected = '<tr><td></td><td style="text-align: right;"></td><td></td><th>a</th></tr>'
    assert empty_headings_are_cells(CORNER) == expected
    assert empty_headings_are_cells(TABLE) == TABLE

from selectolax.lexbor import LexborHTMLParser

from mlroadmap.wide import wrap_tables

TABLE = "<table>\n<thead><tr><th>a</th></tr></thead>\n<tbody><tr><td>1</td></tr></tbody>\n</table>"


def test_a_table_of_the_prose_is_put_into_a_block_that_scrolls_with_the_keyboard() -> None:
    tree = LexborHTMLParser(wrap_tables(f"<p>before</p>\n{TABLE}\n<p>after</p>"))
    [block] = tree.css("div.rm-scroll")
    assert (block.attributes["tabindex"], block.attributes["role"]) == ("0", "group")
    assert block.attributes["aria-label"]
    assert [node.tag for node in tree.css("body > *")] == ["p", "div", "p"]
    assert [node.text() for node in tree.css("div.rm-scroll > table td")] == ["1"]


def test_each_of_several_tables_gets_a_block_of_its_own() -> None:
    tree = LexborHTMLParser(wrap_tables(f"{TABLE}\n{TABLE}\n<p>after</p>"))
    assert len(tree.css("body > div.rm-scroll > table")) == 2
    assert [node.tag for node in tree.css("body > *")] == ["div", "div", "p"]


def test_a_table_that_has_a_class_has_its_block_already() -> None:
    page = '<div class="rm-scroll"><table class="rm-resources"><tr><td>1</td></tr></table></div>'
    assert wrap_tables(page) == page
    assert wrap_tables(TABLE + page).endswith(f"</table></div>{page}")


def test_a_page_without_tables_stays_as_it_is() -> None:
    page = "<p>&lt;table&gt;</p>\n<pre><code>&lt;/table&gt;</code></pre>"
    assert wrap_tables(page) == page

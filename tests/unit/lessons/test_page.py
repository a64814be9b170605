import copy
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from mlroadmap.errors import ProblemsFound
from mlroadmap.lessons.drawings import split_alt
from mlroadmap.lessons.executed import Executed, cells_of
from mlroadmap.lessons.figures import dark, minify_svg
from mlroadmap.lessons.page import NOTEBOOK_NOTE, LessonPage, highlight, page_of, tidy_table
from mlroadmap.lessons.source import read
from mlroadmap.lessons.stamp import fingerprint, stamp_of
from tests.builders import LESSON, TINY, line_of, replaced

NOTEBOOK: dict[str, Any] = json.loads((TINY / "stage-1/first-steps.ipynb").read_text("utf-8"))
SVG = NOTEBOOK["cells"][4]["outputs"][0]["data"]["image/svg+xml"]
NAME = "docs/stage-1/first-steps.md"
HEAD = "---\ntitle: T\ndescription: D.\n---\n# Title\n\n"


def joined(source: str, notebook: dict[str, Any]) -> LessonPage:
    """Return the page of a source and the notebook of a run."""
    stamp = stamp_of(NOTEBOOK)
    return page_of(read(source, name=NAME), Executed(cells_of(notebook), stamp), name=NAME)


def tiny(source: str = LESSON, **outputs: list[dict[str, Any]]) -> LessonPage:
    """Join the tiny lesson; `cell_3` and so on give a cell of the notebook other outputs."""
    notebook = copy.deepcopy(NOTEBOOK)
    for name, found in outputs.items():
        notebook["cells"][int(name.removeprefix("cell_"))]["outputs"] = found
    return joined(source, notebook)


def shown(output: dict[str, Any]) -> str:
    """Return how an output of the cell `print(len(birds))` is shown."""
    return tiny(cell_3=[output]).cells[1].partition("</div>")[2]


def lesson(*cells: tuple[str, str, list[dict[str, Any]]]) -> LessonPage:
    """Return the page of a lesson made of code cells: the fence's attributes, the code, the outputs."""
    source = HEAD + "\n\n".join(f"```python{attributes}\n{code}\n```" for attributes, code, _ in cells)
    executed = [
        {"cell_type": "code", "metadata": {}, "source": code.splitlines(keepends=True), "outputs": outputs}
        for _, code, outputs in cells
    ]
    return joined(source, {"cells": executed})


def figure() -> dict[str, Any]:
    return {"output_type": "display_data", "data": {"image/svg+xml": SVG.splitlines(keepends=True)}}


# Joining -------------------------------------------------------------------------------------------------------------


def test_prose_comes_from_the_source_and_code_leaves_a_placeholder() -> None:
    page = tiny()
    assert "How many birds are there?" in page.markdown
    assert "This prose is old" not in page.markdown
    assert "print(len(birds))" not in page.markdown
    assert [line for line in page.markdown.splitlines() if re.fullmatch("<!-- lesson .* -->", line)] == [
        f"<!-- lesson {page.seal} cell {number} -->" for number in range(3)
    ]


def test_front_matter_stays_at_the_top_where_the_generator_looks_for_it() -> None:
    assert tiny().markdown.startswith("---\ntitle: First steps\ndescription: Counting three birds.\n---\n")


def test_a_fence_of_another_language_stays_prose() -> None:
    assert "```text\n## Not a heading\n```" in tiny().markdown


def test_placeholders_are_filled_with_the_cells_in_their_order() -> None:
    page = LessonPage("", ("<b>zero</b>", r"<b>\1 one</b>"), "f00d", {})
    filled = page.fill("<p>a</p>\n<!-- lesson f00d cell 1 -->\n<!-- lesson f00d cell 0 -->")
    assert filled == "<p>a</p>\n<b>\\1 one</b>\n<b>zero</b>"


def test_what_a_cell_holds_is_not_taken_for_a_placeholder() -> None:
    page = LessonPage("", ("<!-- lesson f00d cell 1 -->", "x"), "f00d", {})
    assert page.fill("<!-- lesson f00d cell 0 -->") == "<!-- lesson f00d cell 1 -->"


@pytest.mark.parametrize("words", ["<!-- lesson cell 0 -->", "<!-- lesson cell 99 -->", "<!-- lesson SEAL cell 1 -->"])
def test_words_of_the_machinery_in_prose_are_a_comment_like_any_other(words: str) -> None:
    """A writer who copies the seal of a page changes the source, and so its seal."""
    source = replaced("How many birds", f"{words.replace('SEAL', tiny().seal)}\n\nHow many birds", LESSON)
    page = tiny(source)
    assert page.fill(page.markdown).count("<details") == 1
    assert words.replace("SEAL", tiny().seal) in page.fill(page.markdown)


def test_a_page_is_the_same_in_every_build() -> None:
    assert tiny() == tiny()


def test_the_fetching_cell_of_the_notebook_is_not_shown() -> None:
    assert not any("fetched" in cell for cell in tiny().cells)


def test_cells_that_hold_the_prose_to_account_are_not_shown() -> None:
    assert not any("assert" in cell for cell in tiny().cells)


def test_cells_with_a_folding_tag_are_folded_and_kept_out_of_the_search() -> None:
    summaries = {
        "setup": "Set-up: imports and helpers",
        "solution": "A solution",
    }
    for tag, summary in summaries.items():
        [cell] = lesson((f' tags=["{tag}"]', "x = 1", [])).cells
        assert cell.startswith(f'<details class="rm-fold" data-search-exclude>\n<summary>{summary}</summary>\n')
        assert cell.endswith("\n</details>")
    [cell] = lesson((' tags=["starter"]', "x = 1", [])).cells
    assert "<details" not in cell


def test_a_set_up_stands_with_the_code_that_needs_it_and_not_before_the_first_sentence() -> None:
    page = lesson((' tags=["setup"]', "import this", []), ("", "x = 1", []))
    first, second = (f"<!-- lesson {page.seal} cell {number} -->" for number in (0, 1))
    assert f"{first}\n\n{second}" in page.markdown
    text = tiny().fill(tiny().markdown)
    assert text.index("How many birds") < text.index("Set-up: imports and helpers")


def test_a_set_up_that_no_code_follows_is_shown_all_the_same() -> None:
    assert lesson((' tags=["setup"]', "import this", [])).markdown.count("<!-- lesson ") == 1


def test_rm501_code_that_changed_since_the_run_stops_the_build() -> None:
    with pytest.raises(ProblemsFound) as caught:
        tiny(replaced("print(len(birds))", "print(len(birds) + 1)", LESSON))
    expected = "the code has changed since the notebook was run: run `make notebooks`"
    assert [str(problem) for problem in caught.value.problems] == [f"{NAME}:1  RM501  {expected}"]


def test_rm501_a_cell_more_or_less_is_a_change_too() -> None:
    for source in (
        f"{LESSON}\n```python\nx = 1\n```\n",
        replaced('```python name="how-many-birds"\nprint(len(birds))\n```\n', "", LESSON),
    ):
        with pytest.raises(ProblemsFound, match="RM501"):
            tiny(source)


def test_a_corrected_sentence_needs_no_new_run() -> None:
    assert (
        "How many birds, then?" in tiny(replaced("How many birds are there?", "How many birds, then?", LESSON)).markdown
    )


# Figures -------------------------------------------------------------------------------------------------------------


def test_a_figure_becomes_two_files_and_two_images_with_text_size_and_lazy_loading() -> None:
    page = tiny()
    assert page.figures == {"figure-1.svg": minify_svg(SVG), "figure-1-dark.svg": dark(minify_svg(SVG))}
    images = LexborHTMLParser(page.cells[2]).css("figure.rm-output[data-search-exclude] img")
    assert [image.attributes["src"] for image in images] == ["figure-1.svg", "figure-1-dark.svg"]
    for image in images:
        assert image.attributes["alt"] == "A bar of height 2 for gulls and one of height 1 for wrens."
        assert (image.attributes["width"], image.attributes["height"]) == ("128", "64")
        assert image.attributes["loading"] == "lazy"
    assert "# alt" not in page.cells[2]


def test_figures_are_numbered_through_the_lesson_and_take_their_texts_in_order() -> None:
    page = lesson(
        ("", "# alt: First.\n# alt: Second\n#      on two lines.\ndraw()", [figure(), figure()]),
        ("", '# alt: Third & "last" <b>.\ndraw()', [figure()]),
    )
    assert list(page.figures) == [f"figure-{number}{dark_}.svg" for number in (1, 2, 3) for dark_ in ("", "-dark")]
    images = LexborHTMLParser("".join(page.cells)).css("img.rm-figure--light")
    assert [image.attributes["alt"] for image in images] == ["First.", "Second on two lines.", 'Third & "last" <b>.']


def test_rm502_a_figure_without_a_text_names_the_line_of_its_cell() -> None:
    source = replaced("# alt: A bar of height 2 for gulls and one of height 1 for wrens.\nbirds", "draw(birds)", LESSON)
    notebook = copy.deepcopy(NOTEBOOK)
    notebook["cells"][4]["source"] = "draw(birds)"
    with pytest.raises(ProblemsFound) as caught:
        joined(source, notebook)
    expected = "this cell draws a figure but has no `# alt:` comment: say in one sentence what is to be seen"
    where = f"{NAME}:{line_of('draw(birds)', source)}"
    assert [str(problem) for problem in caught.value.problems] == [f"{where}  RM502  {expected}"]


def test_rm502_every_figure_of_a_cell_needs_its_own_text() -> None:
    with pytest.raises(ProblemsFound, match="RM502"):
        lesson(("", "# alt: One.\ndraw()", [figure(), figure()]))


def drawn(code: str, tags: str = "", **options: Any) -> list[str]:
    """Return the cells of the page of one cell that draws, folded as in a lesson that says what it introduces."""
    source = f'{HEAD}```python{tags} name="bars"\n{code}\n```\n'
    cell = {"cell_type": "code", "metadata": {}, "source": code, "outputs": [figure()]}
    executed = Executed(cells_of({"cells": [cell]}), stamp_of(NOTEBOOK))
    return list(page_of(read(source, name=NAME), executed, name=NAME, fold_drawings=True, **options).cells)


DRAWING = "# alt: A bar.\ndraw()"
CODE = highlight("draw()")
FOLDED = (
    f'<details class="rm-fold rm-drawn" data-search-exclude>\n<summary>How this was drawn</summary>\n{CODE}\n</details>'
)


def test_the_code_of_a_drawing_is_folded_below_its_figure() -> None:
    [cell] = drawn(DRAWING)
    shown, fold = cell.split("</figure>\n")
    assert shown.startswith('<figure class="rm-output" data-search-exclude>\n<img')
    assert fold == FOLDED


def test_a_drawing_that_runs_in_the_page_keeps_its_button_with_its_code() -> None:
    [cell] = drawn(DRAWING, megabytes=[7])
    assert LexborHTMLParser(cell).css(".rm-cell > figure.rm-output")
    assert LexborHTMLParser(cell).css(".rm-cell > details.rm-drawn > .rm-seam")


def test_the_code_of_a_drawing_to_be_guessed_stands_before_the_question_and_the_figure_stays_closed() -> None:
    code, opens, outcome = drawn(DRAWING, predictions=["bars"])
    assert code == FOLDED
    assert opens.startswith("<section")
    assert "<img" in outcome


def test_a_cell_whose_output_is_to_be_guessed_can_be_run() -> None:
    code, *_ = drawn(DRAWING, predictions=["bars"], megabytes=[7])
    box = LexborHTMLParser(code).css_first(".rm-cell")
    assert box and box.attributes["data-outcome"] == "bars"
    assert box.css(".rm-seam")
    assert not box.css("img")


def test_where_drawing_is_the_subject_its_code_is_open_and_runs_like_any_other() -> None:
    [cell] = drawn(DRAWING, ' tags=["shown"]', megabytes=[7])
    assert "<details" not in cell
    assert cell.index("rm-seam") < cell.index("<img")


def test_a_cell_that_cannot_run_in_the_page_has_no_button_and_the_first_says_where_it_runs() -> None:
    source = HEAD + "".join(f"```python\n{code}\n```\n\n" for code in ("x = 1", "import torch", "torch.e"))
    cells = [{"cell_type": "code", "metadata": {}, "source": c, "outputs": []} for c in read(source, name=NAME).codes]
    executed = Executed(cells_of({"cells": cells}), stamp_of(NOTEBOOK))
    shown = page_of(read(source, name=NAME), executed, name=NAME, megabytes=[6, None, None]).cells
    assert ["rm-seam" in cell for cell in shown] == [True, False, False]
    assert [NOTEBOOK_NOTE in cell for cell in shown] == [False, True, False]


def test_a_cell_that_does_not_begin_with_an_alternative_is_never_folded() -> None:
    source = f"{HEAD}```python\nx = 1\n```\n"
    executed = Executed(
        cells_of({"cells": [{"cell_type": "code", "metadata": {}, "source": "x = 1", "outputs": []}]}),
        stamp_of(NOTEBOOK),
    )
    [cell] = page_of(read(source, name=NAME), executed, name=NAME, fold_drawings=True).cells
    assert cell == highlight("x = 1")


@pytest.mark.parametrize(
    ("code", "rest", "alts"),
    [
        ("x = 1", "x = 1", []),
        ("# alt: A.\nx = 1", "x = 1", ["A."]),
        ("# alt: A\n#      b.\nx = 1", "x = 1", ["A b."]),
        ("# alt: A.\n# alt: B.\nx = 1", "x = 1", ["A.", "B."]),
        ("# alt: A.\n# a comment\nx = 1", "# a comment\nx = 1", ["A."]),
        ("# alt: A.", "", ["A."]),
        ("x = 1\n# alt: too late", "x = 1\n# alt: too late", []),
    ],
)
def test_text_alternatives_are_the_comments_that_a_cell_starts_with(code: str, rest: str, alts: list[str]) -> None:
    assert split_alt(code) == (rest, alts)


# Other outputs -------------------------------------------------------------------------------------------------------


def test_printed_text_is_shown_as_written_and_can_be_reached_with_the_keyboard() -> None:
    output = shown({"output_type": "stream", "name": "stdout", "text": ["a < b & c\n", "  d\n"]})
    assert output == (
        '\n<figure class="rm-output" data-search-exclude>\n'
        '<pre class="rm-text" tabindex="0"><code>a &lt; b &amp; c\n  d</code></pre>\n</figure>'
    )


def test_output_of_white_space_alone_is_not_shown() -> None:
    assert shown({"output_type": "stream", "name": "stdout", "text": "\n \n"}) == ""
    assert shown({"output_type": "display_data"}) == ""


def test_a_table_is_shown_as_a_table_and_anything_else_as_text() -> None:
    table = "<div>\n<style scoped>x</style><table class='dataframe'><tr><td>1</td></tr></table>\n<p>1 row</p></div>"
    assert "<td>1</td>" in shown({"output_type": "execute_result", "data": {"text/html": table, "text/plain": "1"}})
    other = shown({"output_type": "execute_result", "data": {"text/html": "<b>x</b>", "text/plain": "Model()"}})
    assert "<code>Model()</code>" in other
    assert "<b>" not in other


def test_a_pandas_table_gets_scoped_headers_and_loses_styles_and_empty_headers() -> None:
    import pandas as pd

    frame = pd.DataFrame({"count": [2, 1]}, index=pd.Index(["gull", "a < b"], name="bird"))
    tree = LexborHTMLParser(tidy_table(frame._repr_html_()))
    assert not tree.css("style, [style], [border]")
    assert not [node for node in tree.css("th") if not node.text().strip()]
    assert {node.attributes["scope"] for node in tree.css("thead th")} == {"col"}
    assert [(node.text(), node.attributes["scope"]) for node in tree.css("tbody th")] == [
        ("gull", "row"),
        ("a < b", "row"),
    ]
    assert [node.text() for node in tree.css("td") if node.text().strip()] == ["2", "1"]


# Code ----------------------------------------------------------------------------------------------------------------


def test_only_what_is_coloured_gets_markup() -> None:
    assert highlight('def f(x):\n    return "a" + x  # <why this is long>\n') == (
        '<div class="highlight"><pre><code>'
        '<span class="k">def</span> <span class="nf">f</span>(x):\n'
        '<span class="rm-l" style="--i:4">    <span class="k">return</span> <span class="s">"a"</span> + x  '
        '<span class="c"># &lt;why this is long&gt;</span></span></code></pre></div>'
    )


@given(code=st.text(alphabet="ab1_ =+()'\"#<>&:.\n\\{}[]@", max_size=60))
def test_highlighted_code_can_be_copied_as_it_was_written(code: str) -> None:
    node = LexborHTMLParser(highlight(code)).css_first("pre")
    assert node is not None
    assert node.text().rstrip() == code.strip("\n").rstrip()


def test_every_long_line_is_an_element_even_inside_a_text_that_goes_over_several() -> None:
    long = "long " * 7
    tree = LexborHTMLParser(highlight(f'x = """{long}\n  b {long}"""\n\ny'))
    assert [node.text() for node in tree.css(".rm-l")] == [f'x = """{long}\n', f'  b {long}"""\n']
    assert [node.attributes.get("style") for node in tree.css(".rm-l")] == [None, "--i:2"]
    assert [node.text() for node in tree.css(".s")] == [f'"""{long}', f'  b {long}"""']


@pytest.mark.parametrize(("length", "wrapped"), [(34, 0), (35, 1)])
def test_a_line_that_fits_on_the_narrowest_phone_needs_no_element(length: int, wrapped: int) -> None:
    signs = "<" * (length - 4)
    assert len(LexborHTMLParser(highlight(f"x = {signs}")).css(".rm-l")) == wrapped


def test_cells_that_are_run_for_readers_are_all_but_the_fetching_one() -> None:
    codes = [cell.code for cell in cells_of(NOTEBOOK)]
    assert codes == read(LESSON).codes
    assert len(codes) == 4


# Stamp and fingerprint -----------------------------------------------------------------------------------------------


def test_a_notebook_says_when_and_with_what_it_was_run() -> None:
    stamp = stamp_of(NOTEBOOK)
    assert (stamp.ran_on, stamp.python, stamp.seconds) == ("2026-01-31", "3.11.7", 12.4)
    assert stamp.packages == {"numpy": "2.4.6", "pandas": "3.0.2"}


def test_a_notebook_that_was_run_elsewhere_has_no_stamp() -> None:
    with pytest.raises(KeyError):
        stamp_of({"metadata": {}})


def test_a_fingerprint_does_not_depend_on_the_order_of_the_files() -> None:
    one = fingerprint(["x"], versions="a==1", files={"a.csv": b"1", "b.csv": b"2"})
    assert one == fingerprint(iter(["x"]), versions="a==1", files={"b.csv": b"2", "a.csv": b"1"})


@pytest.mark.parametrize(
    "changed",
    [
        {"code": ["x", "z"]},
        {"code": ["xy"]},
        {"code": ["y", "x"]},
        {"versions": "a==2"},
        {"files": {"a.csv": b"2"}},
        {"files": {"b.csv": b"1"}},
        {"files": {}},
    ],
)
def test_a_fingerprint_changes_with_code_versions_names_and_contents(changed: dict[str, Any]) -> None:
    whole: dict[str, Any] = {"code": ["x", "y"], "versions": "a==1", "files": {"a.csv": b"1"}}
    assert fingerprint(**whole) != fingerprint(**whole | changed)

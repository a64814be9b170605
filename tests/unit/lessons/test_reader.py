"""One reader: what it refuses is named with its line, and what it takes, jupytext reads alike."""

from pathlib import Path

import jupytext
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlroadmap.lessons.fences import fences, lines_of
from mlroadmap.lessons.front_matter import DESCRIPTION
from mlroadmap.lessons.source import LessonText, Prose, notebook_cells, read, read_lesson
from mlroadmap.lessons.tags import TAGS
from mlroadmap.site import lesson_sources
from tests.builders import DOCS, ROOT

HEAD = "---\ntitle: T\ndescription: D.\n---\n# T\n\n"
"""Six lines, so that what follows begins on line 7."""
NAME = "docs/stage-1/x.md"


def lesson(rest: str) -> LessonText:
    return read(HEAD + rest, name=NAME)


def said(source: str) -> list[str]:
    return [str(problem).removeprefix(f"{NAME}:") for problem in read(source, name=NAME).problems]


@pytest.mark.parametrize("source", lesson_sources(DOCS), ids=lambda path: path.stem)
def test_jupytext_reads_a_committed_lesson_as_we_do(source: Path) -> None:
    text = read_lesson(source, name=source.name)
    assert text.problems == ()
    theirs = [
        (cell.cell_type, cell.source.strip("\n"), sorted(cell.metadata.get("tags", [])))
        for cell in jupytext.reads(source.read_text("utf-8"), fmt="md").cells
    ]
    ours = [
        (one["cell_type"], one["source"].strip("\n"), one["metadata"].get("tags", [])) for one in notebook_cells(text)
    ]
    assert ours == theirs


@pytest.mark.parametrize("source", lesson_sources(DOCS), ids=lambda path: path.stem)
def test_every_block_of_a_committed_lesson_stands_on_its_line(source: Path) -> None:
    text = read_lesson(source, name=source.name)
    lines = text.source.split("\n")
    for block in text.blocks:
        content = (block.text if isinstance(block, Prose) else block.code).split("\n")
        assert lines[block.line - 1 : block.line - 1 + len(content)] == content


# Fences --------------------------------------------------------------------------------------------------------------


# Those that jupytext would run, and some others.
LANGUAGES = """bash sh html sql javascript js R julia perl ruby latex markdown svg matlab octave c++ rust go scala sas
py pycon text console json yaml toml dockerfile diff mermaid"""


@pytest.mark.parametrize(
    "opening", [*LANGUAGES.split(), "", "{ .sql .annotate }", 'py title="a.py"', 'sql hl_lines="1"']
)
@pytest.mark.parametrize("mark", ["```", "````", "~~~"])
def test_a_fence_of_another_language_is_shown_and_not_run(opening: str, mark: str) -> None:
    text = lesson(f"{mark}{opening}\nx = 1\n## No heading\n{mark}\n\n```python\ny = 2\n```\n")
    assert text.problems == ()
    assert text.codes == ["y = 2"]
    assert [one.text for one in text.headings] == ["T"]
    assert isinstance(text.blocks[0], Prose)
    assert text.blocks[0].text.endswith(f"{mark}{opening}\nx = 1\n## No heading\n{mark}")


@pytest.mark.parametrize(
    ("rest", "line", "expected"),
    [
        ("```python3\nx\n```", 7, "RM505  a fence that opens with 'python3' is not run: a cell opens with ```python"),
        ("```Python\nx\n```", 7, "RM505  a fence that opens with 'Python' is not run"),
        ("```PYTHON\nx\n```", 7, "RM505  a fence that opens with 'PYTHON' is not run"),
        ("```ipython\nx\n```", 7, "RM505  a fence that opens with 'ipython' is not run"),
        ("```{python}\nx\n```", 7, "RM505  a fence that opens with '{python}' is not run"),
        ("```{.python .a}\nx\n```", 7, "RM505  a fence that opens with '{.python' is not run"),
        ("```{code-cell}\nx\n```", 7, "RM505  a fence that opens with '{code-cell}' is not run"),
        ("~~~python\nx\n~~~", 7, "RM505  a fence of ~~~ is not run"),
        ("- item\n\n    ```python\n    x\n    ```", 9, "RM505  a fence that is indented is not run"),
        ("!!! note\n\n    ```python\n    x\n    ```", 9, "RM505  a fence that is indented is not run"),
        ("\t```python\n\tx\n\t```", 7, "RM505  a fence that is indented is not run"),
        ("- ```python\n  x\n  ```", 7, "RM505  a fence in a list or a quotation is not run"),
        ("> ```python\n> x\n> ```", 7, "RM505  a fence in a list or a quotation is not run"),
        ("<!--\n```python\nx\n```\n-->", 8, "RM505  this cell stands in a comment and is not run"),
        ("```python .noeval\nx\n```", 7, "RM505  '.noeval' means nothing here"),
        ('```python linenums="1"\nx\n```', 7, "RM505  'linenums' means nothing here"),
        ('```python tag=["setup"]\nx\n```', 7, "RM505  'tag' means nothing here: did you mean 'tags'?"),
        ("```python\u00a0\nx\n```", 7, "RM505  there is a no-break space or another character that cannot be seen"),
        ("\u00a0```text\nx\n```", 7, "RM505  there is a no-break space or another character that cannot be seen"),
        ("```pyhton\nx\n```", 7, "RM505  no language is called 'pyhton': did you mean 'python'?"),
        ("```consloe\nx\n```", 7, "RM505  no language is called 'consloe': did you mean 'console'?"),
        ('```bash tags=["setup"]\nx\n```', 7, "RM505  tags are for cells"),
        ("```python\nx = 1", 7, "RM505  this fence is never closed: end it with a line ```"),
        ("```text\nx = 1\n\nProse.", 7, "RM505  this fence is never closed"),
        ("```python\nx\n```\n\n```\n", 11, "RM505  this fence is never closed"),
        ("````text\nx\n```\n", 7, "RM505  this fence is never closed: end it with a line ````"),
        ("```text\nx\n````\n", 7, "RM505  this fence opens with ``` and is closed with ````"),
        ("```python\n```", 7, "RM505  this cell is empty"),
        ("Text\n<!-- open", 8, "RM505  this comment is never closed: end it with -->"),
        ("<!-- open\n\n<!-- closed -->", 7, "RM505  this comment is never closed"),
        ("<!-- open\n\n```python\nx\n```\n\nText", 7, "RM505  this comment is never closed"),
        ("```python\n \n\n```", 7, "RM505  this cell is empty"),
    ],
)
def test_rm505_a_fence_that_is_not_what_it_seems_is_named_with_its_line(rest: str, line: int, expected: str) -> None:
    [problem] = said(f"{HEAD}{rest}\n")
    assert problem.startswith(f"{line}  {expected}")


def test_a_fence_that_is_never_closed_hides_only_what_comes_before_the_next_one() -> None:
    text = lesson("```text\nx = 1\n\nProse.\n\n```python\ny = (\n```\n\n## After\n")
    assert [str(one).split("  ")[0] for one in text.problems] == [f"{NAME}:7", f"{NAME}:13"]
    assert [one.text for one in text.headings] == ["T", "After"]


@pytest.mark.parametrize(
    "rest",
    [
        "````text\n```python\nx\n```\n````\n",
        "~~~text\n```python\nx\n```\n~~~\n",
        "``` a ``` b ```\n\n`<!--`\n",
        "<!-- given: 12 why -->\n",
        "1. ```text\n   x\n   ```\n",
        "A line with ```python in it.\n",
    ],
)
def test_what_only_mentions_a_cell_is_none(rest: str) -> None:
    text = lesson(rest + "\n```python\ny = 2\n```\n")
    assert text.problems == ()
    assert text.codes == ["y = 2"]


def test_a_cell_of_four_backticks_may_hold_three() -> None:
    text = lesson('````python\ns = """\n```\n"""\n````\n')
    assert (text.problems, text.codes) == ((), ['s = """\n```\n"""'])


def test_a_comment_that_nothing_closes_is_none() -> None:
    assert lesson("<!-- open\n\n```python\nx\n```\n").codes == ["x"]


@given(text=st.text(alphabet="`~>- \tpython\n\"'#<!x[]=", max_size=120))
def test_nothing_makes_the_reader_fail_and_no_line_is_lost(text: str) -> None:
    found = lesson(text)
    assert found.source == HEAD + text
    assert len(found.body) == len(found.source)
    last = 0
    for fence in fences(lines_of(text)):
        assert last < fence.line <= fence.end
        last = fence.end


# Line ends and bytes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_reads_the_same_whatever_ends_its_lines_and_stands_before_them(
    end: str, mark: str, tmp_path: Path
) -> None:
    source = f'{HEAD}```python tags=["setup"]\nx = 1\n```\n\n## Part\n\n```python\ny = (\n```\n'
    path = tmp_path / "lesson.md"
    path.write_bytes((mark + source).replace("\n", end).encode())
    assert (
        read_lesson(path, name=NAME) == read(source, name=NAME) == read((mark + source).replace("\n", end), name=NAME)
    )


@pytest.mark.parametrize("tail", ["", "\n", "\n\n\n", "   \n\t\n"])
def test_the_end_of_a_file_makes_no_difference(tail: str) -> None:
    text = lesson(f"```python\nx = 1\n```{tail}")
    assert (text.problems, text.codes) == ((), ["x = 1"])


def test_blank_lines_in_a_cell_stay_as_they_are_and_so_do_the_lines_of_what_follows() -> None:
    text = lesson("```python\n\nx = 1\n\n\n```\n\n```python\ny\n```\n")
    assert [(cell.line, cell.code) for cell in text.cells] == [(8, "\nx = 1\n\n"), (15, "y")]


def test_a_cell_of_comments_is_a_cell() -> None:
    assert lesson("```python\n# your code here\n```\n").problems == ()


def test_rm107_a_file_that_cannot_be_read_is_a_problem_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "lesson.md"
    path.write_bytes("é".encode("latin-1"))
    assert [one.code for one in read_lesson(path, name=NAME).problems] == ["RM107"]
    assert [one.code for one in read_lesson(tmp_path / "none.md", name=NAME).problems] == ["RM107"]
    assert [one.code for one in read_lesson(tmp_path, name=NAME).problems] == ["RM107"]


# Code ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "line", "expected"),
    [
        ("x = 1\nprint('a'", 9, "this cell is no Python: '(' was never closed: `print('a'`"),
        ("if x:\nprint(1)", 9, "this cell is no Python: expected an indented block after 'if' statement on line 8"),
        ("if x:\n\tprint(1)\n        print(2)", 10, "this cell is no Python: inconsistent use of tabs and spaces"),
        ("x =\u00a01", 8, "this cell is no Python: invalid non-printable character U+00A0"),
        ("x = 1\n%matplotlib inline", 9, "`%matplotlib inline` is for notebooks, and a cell is plain Python"),
        ("!pip install x", 8, "`!pip install x` is for notebooks"),
        ("%%bash\nls", 8, "`%%bash` is for notebooks"),
        ("files = !ls", 8, "`files = !ls` is for notebooks"),
        ("len?", 8, "`len?` is for notebooks"),
        ("?len", 8, "`?len` is for notebooks"),
        ("s = '''\nnever closed", 8, "this cell is no Python: unterminated triple-quoted string literal"),
        ("x = 08", 8, "this cell is no Python: leading zeros"),
        ("x = 'a\\0b' + '\0'", 8, "this cell is no Python"),
    ],
)
def test_rm503_a_slip_in_a_cell_is_named_with_its_line_before_anything_is_run(
    code: str, line: int, expected: str
) -> None:
    [problem] = said(f"{HEAD}```python\n{code}\n```\n")
    assert problem.startswith(f"{line}  RM503  {expected}")


def test_a_percent_sign_that_is_python_is_no_magic() -> None:
    assert said(f"{HEAD}```python\nx = (7\n%2)\ny = '%s?'\n```\n") == []


def test_every_slip_of_a_lesson_is_told_in_one_run() -> None:
    source = "---\ntitle: K: m\n---\n\n```python3\nx\n```\n\n```python tags=['setpu']\ny = (\n```\n"
    assert [one.split("  ")[1] for one in said(source)] == ["RM101", "RM505", "RM506", "RM503"]


# Tags ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(
    "form", [' tags=["{}"]', "  tags = ['{}']  ", ' tags=["{}"] name="km-far"', ' name="a" tags=["{}"]']
)
def test_a_tag_is_read_however_it_is_spaced_and_quoted(tag: str, form: str) -> None:
    text = lesson(f"```python{form.format(tag)}\nx\n```\n")
    assert text.problems == ()
    assert text.cells[0].tags == {tag}
    assert text.cells[0].name in ("", "a", "km-far")


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ('tags=["soluton"]', "unknown tag 'soluton': did you mean 'solution'?; known: setup, asserts, starter"),
        ('tags=["Setup"]', "unknown tag 'Setup': did you mean 'setup'?"),
        ('tags=["hide-input"]', "unknown tag 'hide-input'; known: "),
        ('tags=["fetch"]', "unknown tag 'fetch'"),
        ('tags=[""]', "unknown tag ''"),
        ('tags=["setup", "setup"]', "the tag 'setup' is given 2 times: once is enough"),
        ('tags=["setup", "check"]', "a cell cannot be setup and check at once"),
        ('tags=["asserts", "solution"]', "a cell cannot be asserts and solution at once"),
        ('tags=["setup"] tags=["setup"]', "tags is given twice: write it once"),
        ("tags=[setup]", 'tags=[setup] cannot be read: tags are words in quotes, as in tags=["setup"]'),
        ('tags="setup"', 'tags="setup" cannot be read'),
        ("tags=setup", "tags=setup cannot be read"),
        ("tags=[1]", "tags=[1] cannot be read"),
        ("name=far", "name=far cannot be read: a name is a word in quotes"),
    ],
)
def test_rm506_tags_that_do_not_fit_are_named(opening: str, expected: str) -> None:
    [problem] = said(f"{HEAD}```python {opening}\nx\n```\n")
    assert problem.startswith(f"7  RM506  {expected}")


def test_the_guide_lists_the_tags_that_there_are() -> None:
    guide = (ROOT / "docs/contributing/add-a-lesson.md").read_text("utf-8")
    for tag, meaning in TAGS.items():
        assert f"| `{tag}` | {meaning} |" in guide


# Front matter --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("", ["1  RM105  the front matter is missing"]),
        ("\n---\ntitle: T\n---\n", ["2  RM101  front matter begins on the first line"]),
        ("---\ntitle: T\n", ["1  RM101  the front matter is never closed"]),
        (
            "---\ntitle: K-means: clustering\ndescription: D.\n---\n",
            ["2  RM101  not valid YAML: a colon and a space stand inside the text: put the text"],
        ),
        (
            "---\ntitle: T\ndescription: One thing: another.\n---\n",
            ["3  RM101  not valid YAML: a colon and a space stand inside the text: put the text"],
        ),
        ("---\ntitle: 'T\ndescription: D.\n---\n", ["2  RM101  not valid YAML: the quote that opens in this line"]),
        ("---\n\ttitle: T\n---\n", ["2  RM101  not valid YAML"]),
        ("---\ntitle: T\ntitle: U\ndescription: D.\n---\n", ["3  RM102  key 'title' was given in line 2 already"]),
        ("---\ntitle: T\ndescription: D.\ntaggs: [a]\n---\n", ["4  RM103  unknown key 'taggs': did you mean 'tags'?"]),
        ("---\ntitle: T\n---\n", ["2  RM105  key 'description' is missing"]),
        ("---\ntitle:\ndescription: D.\n---\n", ["2  RM106  'title'"]),
        ("---\ntitle: 2026\ndescription: D.\n---\n", ["2  RM106  'title': 2026 is not text: put it in quotes"]),
        ("---\ntitle: No\ndescription: D.\n---\n", ["2  RM106  'title': MkDocs reads False here: put it in quotes"]),
        ("---\ntitle: Yes\ndescription: On\n---\n", ["2  RM106  'title'", "3  RM106  'description'"]),
        ("---\n- a\n---\n", ["1  RM106  the file"]),
    ],
)
def test_what_is_wrong_with_front_matter_is_named_with_its_line(front: str, expected: list[str]) -> None:
    found = said(f"{front}# T\n\n```python\nx\n```\n")
    assert [one[: len(words)] for one, words in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize(("length", "problems"), [(DESCRIPTION - 1, 0), (DESCRIPTION, 0), (DESCRIPTION + 1, 1)])
def test_a_description_is_at_most_as_long_as_search_engines_show(length: int, problems: int) -> None:
    assert DESCRIPTION == 150
    assert len(said(f"---\ntitle: T\ndescription: {'x' * length}\n---\n# T\n")) == problems


def test_front_matter_may_end_with_dots_and_hold_quoted_colons() -> None:
    text = read('---\ntitle: "K: m"\ndescription: D.\nhide: [toc]\n...\n# T\n', name=NAME)
    assert text.problems == ()
    assert text.meta is not None
    assert (text.meta.title, text.meta.hide) == ("K: m", ("toc",))

"""What a lesson introduces against what its readers meet: a road of three lessons, and one mistake at a time."""

import pytest

from mlroadmap.data.index import Index
from mlroadmap.data.model import Roadmap
from mlroadmap.lessons.introduces import MOST, introduced_rules, met_in, needed_by
from mlroadmap.lessons.source import LessonText, read
from mlroadmap.lessons.vocabulary import TOGETHER, WORDS
from tests.builders import ROADMAP, ROOT, line_of, replaced, roadmap_of

HEAD = "---\ntitle: T\ndescription: D.\n---\n"
NAME = "second-steps.md"


def road(
    first: str = "names and values", second: str = "calling a function", *, third: str = "", needs: str = "first-steps"
) -> Roadmap:
    """Return the tiny roadmap in which each lesson introduces something, and the second needs the first."""
    text = ROADMAP
    for minutes, entries in ((30, first), (45, second), (20, third)):
        line = f"            minutes: {minutes}\n"
        text = replaced(line, f"{line}            introduces: [{entries}]\n" if entries else line, text)
    return roadmap_of(replaced("            needs: [first-steps]\n", f"            needs: [{needs}]\n", text))


def cell(code: str, opening: str = "") -> str:
    return f"```python{opening}\n{code}\n```\n"


def exercise(starter: str, solution: str, words: str = "Count.") -> str:
    """Return an exercise with its cells."""
    return (
        f"## Exercises\n\n### Exercise 1: count\n\n{words}\n\n"
        + cell(starter, ' tags=["starter"] name="x-count"')
        + cell("lambda: 1", ' tags=["check"]')
        + cell(solution, ' tags=["solution"]')
    )


def text_of(body: str) -> LessonText:
    text = read(HEAD + body, name=NAME)
    assert not text.problems
    return text


def said(body: str, roadmap: Roadmap | None = None, lesson: str = "second-steps") -> list[str]:
    """Return what is said about the second lesson when its body is this."""
    index = Index(roadmap or road())
    found = introduced_rules(text_of(body), index.lessons[lesson], index, name=NAME)
    return [f"{one.code}  {one.text}" if one.file != NAME else f"{one.line}  {one.code}  {one.text}" for one in found]


GOOD = cell("total = 3") + cell("print(total)")


def test_what_the_lesson_and_those_that_it_needs_introduce_may_be_used() -> None:
    assert said(GOOD) == []


def test_a_lesson_that_says_nothing_is_asked_for_nothing() -> None:
    assert said(cell("match a:\n    case 1: pass"), roadmap_of()) == []


def test_rm620_a_construct_that_nobody_introduces_is_told_once_on_its_line_with_the_mend() -> None:
    body = GOOD + cell("print(total)\ndouble = lambda x: x\ntriple = lambda x: x")
    assert said(body) == [
        f"{line_of('double =', HEAD + body)}  RM620  `lambda x: x` is 'lambda', which no lesson introduces that this "
        "one needs: introduce it here or there, or write it without"
    ]


def test_rm620_a_construct_of_another_lesson_is_told_with_that_lesson() -> None:
    assert said(cell("print(3)"), road("calling a function", "names and values", needs="")) == [
        "6  RM620  `print(3)` is 'calling a function', which first-steps introduces: name it in needs, introduce it "
        "here, or write it without"
    ]


def test_rm620_a_construct_outside_the_vocabulary_is_refused_whoever_wants_it() -> None:
    assert said(GOOD + cell("(total := 3)"))[-1].endswith(
        "RM620  an assignment within an expression, := is not in the vocabulary of lessons: write it without"
    )


@pytest.mark.parametrize("opening", ["", ' tags=["shown"]', ' tags=["starter"] name="x-y"', ' tags=["solution"]'])
def test_all_cells_that_a_reader_reads_or_writes_are_looked_at(opening: str) -> None:
    assert [one.split("  ")[1] for one in said(GOOD + cell("total = {3}", opening))] == ["RM620"]


@pytest.mark.parametrize("opening", [' tags=["setup"]', ' tags=["asserts"]', ' tags=["check"]'])
def test_cells_that_no_reader_has_to_read_are_not(opening: str) -> None:
    assert said(GOOD + cell("total = {3}", opening)) == []


def test_a_folded_drawing_is_not_looked_at_and_one_that_is_shown_is() -> None:
    drawing = "# alt: A bar.\ntotal = {3}"
    assert said(GOOD + cell(drawing)) == []
    assert len(said(GOOD + cell(drawing, ' tags=["shown"]'))) == 1


def test_the_alternative_of_a_figure_is_no_comment_and_a_comment_is_one() -> None:
    shown = ' tags=["shown"]'
    assert said(GOOD + cell("# alt: A bar\n#      of three.\ntotal = 3", shown)) == []
    assert "'comment'" in said(GOOD + cell("# alt: A bar.\n# a total\ntotal = 3", shown))[0]


def test_the_comment_of_a_starter_is_for_who_writes_there() -> None:
    assert said(GOOD + cell("total = ...  # your code here", ' tags=["starter"] name="x-y"')) == []


@pytest.mark.parametrize(
    "hint", ["`[a for a in total]`", "`.join(total)`", "`for a in total:`", "```py\nprint({3})\n```"]
)
def test_code_in_the_words_of_an_exercise_is_looked_at(hint: str) -> None:
    words = f'Count.\n\n??? tip "Hint 1"\n    {hint.replace(chr(10), chr(10) + "    ")}'
    [problem, *_] = said(GOOD + exercise("total = ...", "total = 3", words))
    assert "RM620" in problem


@pytest.mark.parametrize("hint", ["`tiny-birds.csv`", "`lessons.md`", "`len`", "`a b c(`"])
def test_names_of_files_and_broken_pieces_are_no_code(hint: str) -> None:
    assert said(GOOD + exercise("total = ...", "total = 3", f"See {hint}.")) == []


# Library calls -------------------------------------------------------------------------------------------------------

IMPORT = cell("import numpy as np\nfrom a.b import KMeans", ' tags=["setup"]')
CALLS = "names and values, import"


def test_a_library_call_is_free_in_a_cell_that_is_shown() -> None:
    assert said(GOOD + IMPORT + cell("np.mean(total)"), road(CALLS)) == []


def test_rm620_a_library_call_that_learners_write_must_have_been_introduced() -> None:
    body = GOOD + IMPORT + exercise("answer = ...", "answer = np.mean(KMeans(3))")
    assert [one.partition("  ")[2] for one in said(body, road(CALLS))] == [
        f"RM620  learners have to write `{name}`, which no lesson introduces that this one needs: introduce it here or "
        "there, or write it without"
        for name in ("KMeans", "np.mean")
    ]


@pytest.mark.parametrize("entry", ["np.mean", "numpy.mean", "mean"])
def test_a_library_call_is_introduced_as_typed_whole_or_by_its_last_part(entry: str) -> None:
    body = GOOD + IMPORT + exercise("answer = ...", "answer = np.mean(total)")
    assert said(body, road(CALLS, f"calling a function, {entry}")) == []


def test_who_introduces_a_class_introduces_what_it_makes() -> None:
    body = GOOD + IMPORT + exercise("answer = ...", "answer = KMeans.of(total)")
    assert said(body, road(CALLS, "calling a function, KMeans")) == []
    assert (
        len(said(GOOD + IMPORT + exercise("answer = ...", "np.a.b()\nnp.a"), road(CALLS, "calling a function, np.a")))
        == 1
    )


def test_a_call_that_the_words_of_the_exercise_name_may_be_written() -> None:
    body = GOOD + IMPORT + exercise("answer = ...", "answer = np.mean(total)", "Take `np.mean`.")
    assert said(body, road(CALLS)) == []


NO_WORD = "no word of the vocabulary and no call on the page of second-steps"
UNUSED = "introduced and never used on the page of second-steps: use it, or leave it out"
AGAIN = "introduced by first-steps already, which this lesson needs: leave it out here or there"


# The entries ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("calling a functoin", f"'calling a functoin' is {NO_WORD}: did you mean 'calling a function'?"),
        ("np.maen", f"'np.maen' is {NO_WORD}: did you mean 'np.mean'?"),
        ("lambda", f"'lambda' is {UNUSED}"),
        ("while + break", f"'while' is {UNUSED}"),
        ("names and values", f"'names and values' is {AGAIN}"),
        ("method call, method call", "second-steps introduces 'method call' twice: once is enough"),
    ],
)
def test_rm619_an_entry_that_does_not_fit_is_told(second: str, expected: str) -> None:
    body = GOOD + IMPORT + cell("np.mean(total)")
    found = said(body, road(CALLS, second))
    assert f"RM619  {expected}" in found


@pytest.mark.parametrize(("count", "fits"), [(MOST - 1, True), (MOST, True), (MOST + 1, False)])
def test_rm619_a_lesson_introduces_at_most_five_things(count: int, fits: bool) -> None:
    six = {
        "if": "if a: pass",
        "list": "[1]",
        "set": "{1}",
        "lambda": "lambda: 1",
        "with": "with a: pass",
        "del": "del a",
    }
    chosen = list(six)[:count]
    body = "".join(cell(six[word]) for word in chosen)
    found = said(body, road(second=", ".join(chosen)))
    assert found == ([] if fits else ["RM619  second-steps introduces 6 things, more than 5: make two lessons of it"])


def test_a_pair_counts_as_one_and_introduces_both() -> None:
    assert said(cell("if a < b: pass"), road(second="comparison + if")) == []


def test_what_no_tree_shows_may_be_introduced() -> None:
    assert said(GOOD, road(second="calling a function, broadcasting")) == []


# Roads ---------------------------------------------------------------------------------------------------------------


def test_where_a_needed_lesson_says_nothing_only_what_comes_later_is_refused() -> None:
    body = cell("print(total)")
    assert said(body, road("", "names and values")) == []
    [problem] = said(body, road("", "names and values", third="calling a function"))
    assert "which third-steps introduces" in problem


def test_where_a_needed_lesson_says_nothing_calls_are_treated_alike() -> None:
    body = GOOD + IMPORT + exercise("answer = ...", "answer = np.mean(total)")
    assert said(body, road("")) == []
    [problem] = said(body, road("", third="np.mean"))
    assert "`np.mean`, which third-steps introduces" in problem


def test_needs_are_followed_through_others() -> None:
    index = Index(road())
    first, second = index.lessons["first-steps"], index.lessons["second-steps"]
    assert needed_by(second, index) == [first]
    assert needed_by(first, index) == []


def test_what_is_met_is_counted_from_all_cells_but_judged_by_those_that_are_read() -> None:
    met = met_in(text_of(cell("x = {3}", ' tags=["setup"]')))
    assert ("set" in met.words, met.read) == (True, [])


def test_the_guide_lists_the_vocabulary() -> None:
    guide = (ROOT / "docs/contributing/add-a-lesson.md").read_text("utf-8")
    for word, example in WORDS.items():
        assert f"| `{word}` | `{example}` |" in guide
    for pair in TOGETHER:
        assert f"`{pair}`" in guide

"""Exercises and tasks in the page: what is read from a check, and one done from start to right."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Call, Visit

pytestmark = pytest.mark.browser

RUNTIME = Path(__file__).parents[2] / ".runtime"
LOADING_MS = 120_000


@pytest.mark.parametrize(
    ("printed", "kind", "text", "lines"),
    [
        ("right\n", "right", "Right.", ""),
        ("42\nwrong: add one\n", "not yet", "add one", ""),
        ("wrong: it stops\n  line 2, in f\n    x\n", "not yet", "it stops", "  line 2, in f\n    x"),
        ("wrong: no\nright\n", "right", "Right.", ""),
        ("nothing of the kind", "stopped", "The check said nothing.", ""),
    ],
)
def test_the_last_verdict_of_a_check_counts(visit: Visit, printed: str, kind: str, text: str, lines: str) -> None:
    page = visit.open("glossary/")
    code = "async (printed) => (await import('../javascripts/practice/verdict.js')).verdictOf(printed)"
    assert page.evaluate(code, printed) == {"kind": kind, "text": text, "lines": lines}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("minutes = ...\nprint(7 * 24)", "Not attempted: put your code"),
        ("minutes = print(7 * 24)", "`print(…)` gives nothing back"),
        ("words = words.append('we')", "`words.append(…)` gives nothing back"),
        ("minutes = None", "Not attempted: put your code"),
    ],
)
def test_an_answer_that_holds_nothing_is_told_why(call: Call, code: str, said: str) -> None:
    found = call("practice/verdict.js", "verdictOf", "not attempted\n", code)
    assert found["kind"] == "not attempted"
    assert said in found["text"]


@pytest.mark.parametrize(
    ("error", "starter", "told"),
    [
        ("NameError: name 'minutes' is not defined. Did you mean: 'Minutes'?", "minutes = ...", True),
        ("NameError: name 'minutes' is not defined", "minutes = ...  # your sum", True),
        ("NameError: name 'pandas' is not defined", "minutes = ...", False),
        ("NameError: name 'minute' is not defined", "minutes = ...", False),
        ("KeyError: 'minutes'", "minutes = ...", False),
    ],
)
def test_a_name_that_the_check_misses_is_told(call: Call, error: str, starter: str, told: bool) -> None:
    found = call("practice/verdict.js", "nameLost", f"Traceback (most recent call last):\n{error}", starter)
    assert (found is not None) == told
    assert not told or "nothing called `minutes`" in found["text"]


SYNTAX = '  File "your code", line 1\n    {}\n      ^\n{}'
NAME = 'Traceback (most recent call last):\n  File "your code", line 1, in <module>\n    {}\n    ^^^^\n{}'


@pytest.mark.parametrize(
    ("frame", "line", "error", "said"),
    [
        (SYNTAX, "7 × 24", "SyntaxError: invalid character '×' (U+00D7)", "Write `*`"),
        (SYNTAX, "gained ÷ 55", "SyntaxError: invalid character '÷' (U+00F7)", "Write `/`"),
        (SYNTAX, "80.2 − 72.7", "SyntaxError: invalid character '−' (U+2212)", "Write `-`"),
        (SYNTAX, "80.2 – 72.7", "SyntaxError: invalid character '–' (U+2013)", "Write `-`"),
        (SYNTAX, "print(“a”)", "SyntaxError: invalid character '“' (U+201C)", "curly quotation mark"),
        (SYNTAX, "print(‘a’)", "SyntaxError: invalid character '‘' (U+2018)", "curly quotation mark"),
        (SYNTAX, "1 + 2", "SyntaxError: invalid non-printable character U+00A0", "A special space"),
        (
            SYNTAX,
            ".   n += 1",
            "IndentationError: expected an indented block",
            "begins with a period",
        ),
        (SYNTAX, "For word in text:", "SyntaxError: invalid syntax. Did you mean 'for'?", "Python's word is `for`"),
        (
            SYNTAX,
            "m = 10,080",
            "SyntaxError: leading zeros in decimal",
            "without commas: `10080`",
        ),
        (SYNTAX, "m = 7 x 24", "SyntaxError: invalid syntax", "write a star"),
        (SYNTAX, "m = 7x24", "SyntaxError: invalid decimal literal", "write a star"),
        (
            NAME,
            "Print(1)",
            "NameError: name 'Print' is not defined. Did you mean: 'print'?",
            "`Print` and `print`",
        ),
        (NAME, "n += 1", "TypeError: unsupported operand type(s) for +=: 'ellipsis' and 'int'", "The three dots"),
    ],
)
def test_a_slip_of_a_first_week_is_told(call: Call, frame: str, line: str, error: str, said: str) -> None:
    assert said in (call("practice/meant.js", "meant", frame.format(line, error)) or "")


@pytest.mark.parametrize(
    ("frame", "line", "error"),
    [
        (SYNTAX, "print('7 x 24'", "SyntaxError: '(' was never closed"),
        (SYNTAX, "print('7 x 24') 3", "SyntaxError: invalid syntax"),
        (SYNTAX, "a = 0x41 b", "SyntaxError: invalid syntax"),
        (SYNTAX, "day = 07", "SyntaxError: leading zeros in decimal integer literals are not permitted"),
        (SYNTAX, "fro word in text:", "SyntaxError: invalid syntax. Did you mean 'for'?"),
        (SYNTAX, "n = 1 § 2", "SyntaxError: invalid character '§' (U+00A7)"),
        (NAME, "print(pric)", "NameError: name 'pric' is not defined. Did you mean: 'price'?"),
        (NAME, "print(pric)", "NameError: name 'pric' is not defined"),
        (NAME, "1 + 'a'", "TypeError: unsupported operand type(s) for +: 'int' and 'str'"),
        (NAME, "print(nothing[3])", "IndexError: list index out of range"),
    ],
)
def test_other_errors_keep_their_general_advice(call: Call, frame: str, line: str, error: str) -> None:
    assert call("practice/meant.js", "meant", frame.format(line, error)) is None


BEGUN = """\
def solution_2(words):
    \"\"\"Count.\"\"\"
    found = {}
    for word in words:
        found[word] = found.get(
            word, 0) + 1
    best = max(found.values())
"""
SOLUTION = f"""\
{BEGUN}    share = best / len(words)
    return share


lessons.check(solution_2, test_2)
print(solution_2(["a", "b)"]))
"""
WITHOUT_ONE = f"""\
{BEGUN}    ...  # yours
    return share"""
WITHOUT_THREE = """\
def solution_2(words):
    \"\"\"Count.\"\"\"
    found = {}
    for word in words:
        ...  # yours
    ...  # yours
    ...  # yours
    return share"""


@pytest.mark.parametrize(
    ("code", "count", "left"),
    [
        (SOLUTION, 1, WITHOUT_ONE),
        (SOLUTION, 3, WITHOUT_THREE),
        (SOLUTION, 4, None),  # nothing but the frame would be left
        ("solution_1 = 3\nlessons.check(solution_1, test_1)", 1, None),
        ("a = [1,\n  2]  # (\nb = a\nlessons.check(b, test)", 1, "a = [1,\n  2]  # (\n...  # yours"),
    ],
)
def test_a_solution_fades_from_its_end_by_whole_statements(call: Call, code: str, count: int, left: str | None) -> None:
    assert call("practice/gaps.js", "withGaps", code, count) == left
    assert call("practice/gaps.js", "statements", code) != [code]
    assert "\n".join(call("practice/gaps.js", "statements", code)) == code


def test_after_the_hints_the_solution_comes_without_its_last_steps_and_then_without_one(visit: Visit) -> None:
    page = visit.open("stage-1/python-basics/")
    panel = page.locator("#exercise-pb-mr-speaker")
    panel.scroll_into_view_if_needed()
    expect(panel.get_by_role("textbox")).to_be_visible()
    names = ["Hint 1", "Hint 2", "A solution without its last 3 steps", "A solution without its last step"]
    for name, later in zip(names, [*names[1:], None], strict=True):
        fold = panel.locator("details", has=page.locator("summary", has_text=re.compile(f"^{name}$")))
        expect(fold).to_be_visible()
        if later:
            expect(panel.locator("summary", has_text=re.compile(f"^{later}$"))).to_be_hidden()
        fold.locator("summary").click()
    solution = panel.locator(".rm-fold code").first.text_content() or ""
    for text in panel.locator("details.tip pre code").all_text_contents():
        assert "...  # yours" in text
        assert all(line in solution for line in text.splitlines() if "# yours" not in line)


@pytest.mark.skipif(not RUNTIME.is_dir(), reason="needs Python for the browser: make runtime")
def test_what_a_phone_writes_is_told_in_the_page(visit: Visit) -> None:
    page = visit.open("stage-1/first-lines/")
    panel = page.locator("#task-fl-minutes-in-a-week")
    panel.scroll_into_view_if_needed()
    panel.get_by_role("textbox").fill("minutes = 7 × 24 × 60")
    panel.get_by_role("button", name="Check").click()
    expect(panel.locator(".rm-help")).to_contain_text("Write * in its place", timeout=LOADING_MS)
    panel.get_by_role("textbox").fill("Minutes = 7 * 24 * 60")
    panel.get_by_role("button", name="Check").click()
    expect(panel.locator(".rm-verdict")).to_contain_text("nothing called minutes", timeout=LOADING_MS)
    expect(panel.locator(".rm-traceback")).to_have_count(0)


@pytest.mark.skipif(not RUNTIME.is_dir(), reason="needs Python for the browser: make runtime")
def test_an_exercise_is_checked_and_what_was_typed_is_kept(visit: Visit) -> None:
    page = visit.open("stage-1/vectors-matrices/")
    panel = page.locator("#exercise-la-any-arrow")
    panel.scroll_into_view_if_needed()
    field = panel.get_by_role("textbox")
    expect(panel.get_by_text("Hint 2")).to_be_hidden()
    field.fill("def project(x, w):\n    return (x @ w) * w\n")
    panel.get_by_role("button", name="Check").click()
    expect(panel.locator(".rm-verdict")).to_contain_text("w is not a unit vector", timeout=LOADING_MS)
    field.fill("def project(x, w):\n    return (x @ w) / (w @ w) * w\n")
    panel.get_by_role("button", name="Check").click()
    expect(panel.locator(".rm-verdict")).to_contain_text("Right.", timeout=LOADING_MS)
    kept = page.evaluate("JSON.parse(localStorage.getItem('mlroadmap.progress'))")
    assert kept["work"]["exercise:la-any-arrow"]["right"] is True
    assert "exercise:la-any-arrow" in kept["done"]
    page.reload()
    panel.scroll_into_view_if_needed()
    expect(panel.get_by_role("textbox")).to_have_value("def project(x, w):\n    return (x @ w) / (w @ w) * w\n")

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

"""Exercises and tasks in the page: what is read from a check, and one done from start to right."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

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

"""What is left out of a published script, and what is not."""

import re
from pathlib import Path

import pytest

from mlroadmap.publish.scripts import without_comments, without_indents
from tests.builders import DOCS

SCRIPTS = sorted([*DOCS.glob("javascripts/**/*.js"), DOCS / "sw.js"])


@pytest.mark.parametrize(
    ("script", "published"),
    [
        ("// what for\nlet a = 1;\n", "let a = 1;\n"),
        ("  // what for\n  a();\n", "  a();\n"),
        ("/** @param {string} a */\nconst f = (a) => a;\n", "const f = (a) => a;\n"),
        ("/**\n * Long.\n * @returns {number}\n */\nf();\n", "f();\n"),
    ],
)
def test_a_comment_on_lines_of_its_own_is_left_out(script: str, published: str) -> None:
    assert without_comments(script) == published


@pytest.mark.parametrize(
    "script",
    [
        "a(); // why\n",
        "/** @type {A} */ (a).b(); /** @type {C} */\n",
        '"// no comment";\n',
        'const at = "https://example.org";\n',
        "/*! a licence */\na();\n",
        "const a = /** @type {B} */ (\n  c\n);\n",
    ],
)
def test_code_and_licences_stay(script: str) -> None:
    assert without_comments(script) == script


def test_indents_are_left_out_but_where_a_text_may_hold_some() -> None:
    assert without_indents("if (a) {\n  b(`c`);\n\td();\n}\n") == "if (a) {\nb(`c`);\nd();\n}\n"
    over_lines = "  a(`one\n  two`);\n"
    assert without_indents(over_lines) == over_lines


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_line_of_a_template_is_taken_for_a_comment(path: Path) -> None:
    script = path.read_text("utf-8")
    kept = without_comments(script)
    lines = iter(script.splitlines())
    left_out_in_a_template = []
    open_templates = 0
    for line in kept.splitlines():
        while (written := next(lines)) != line:
            if open_templates % 2:
                left_out_in_a_template.append(written)
        open_templates += re.sub(r"\"`\"|\\\\`|/`/|//.*", "", line).count("`")
    assert left_out_in_a_template == []

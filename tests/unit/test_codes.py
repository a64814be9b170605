"""Every code of the catalogue is printed for the mistake that it describes, and no other code is printed."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from mlroadmap.codes import CODES
from mlroadmap.errors import Problem
from mlroadmap.lessons.source import read
from roadmap_lessons.checkout import Checkout
from roadmap_lessons.execute import CORE_LIMITS, _Run
from roadmap_lessons.subprocesses import Outcome
from tests.builders import ROOT, edit, script
from tests.unit.lessons import test_lint as linted

DATA = "_data/roadmap.yml"
GLOSSARY = "_data/glossary.yml"
DATASETS = "_data/datasets.yml"
QUESTIONS = "_data/questions/first-steps.yml"
PAGE = "index.md"
MARKER = "<!-- roadmap:stages -->\n\n"
TOPICS = """\
        topics:
          - id: rough-sums
            title: Rough sums
            why: They catch gross mistakes.
            taught_in:
              - lesson: third-steps
"""

EDITS: dict[str, tuple[str, str, str]] = {
    "RM101": (DATA, "title: First things", "title: First: things"),
    "RM102": (DATA, "title: First things", "title: First things\n    title: Other things"),
    "RM103": (DATA, "licence: CC BY 4.0", "license: CC BY 4.0"),
    "RM104": (DATA, "kind: video", "kind: film"),
    "RM105": (DATA, "            provider: Example Channel\n", ""),
    "RM106": (DATA, "url: https://talks.example.org/birds", "url: talks.example.org/birds"),
    "RM108": (DATA, "domains:\n", "<<<<<<< HEAD\ndomains:\n"),
    "RM109": (PAGE, "Written as", "Writ\u00adten as"),
    "RM110": (DATA, "title: A free book", "title: Number #1 book"),
    "RM201": (GLOSSARY, "- id: average", "- id: sum"),
    "RM202": (DATA, "domain: ornithology", "domain: astronomy"),
    "RM203": (DATA, "url: https://talks.example.org/birds", "url: https://club.example.org"),
    "RM204": (DATA, 'needs: ["1.1"]\n', 'needs: ["1.2"]\n'),
    "RM205": (DATA, "datasets: [tiny]", "needs: [third-steps]"),
    "RM206": (DATA, TOPICS, "        topics: []\n"),
    "RM207": (DATA, "url: https://talks.example.org/birds", "url: http://talks.example.org/birds"),
    "RM208": (DATA, "            taught_in:\n              - lesson: third-steps\n", ""),
    "RM209": (DATA, "old: old-book, new: free-book", "old: old-book, new: no-book"),
    "RM210": (DATA, "            alternatives: [free-book]\n", ""),
    "RM211": (DATA, "status: written", "status: planned"),
    "RM212": (DATASETS, "file: tiny.csv", "file: small.csv"),
    "RM213": ("_data/released-ids.txt", "milestone:s1-one", "milestone:s1-zero"),
    "RM214": ("stage-1/first-steps.md", "## Count & compare", "## Count"),
    "RM219": (DATA, "watch?v=1", "watch?v=1&utm_source=news"),
    "RM220": (DATA, "            minutes: 30\n", "            minutes: 30\n            promise_exercises: [fs-none]\n"),
    "RM221": (
        DATA,
        "            minutes: 30\n",
        "            minutes: 30\n            introduces: [names and values]\n",
    ),
    "RM301": (QUESTIONS, "because: Four is one more.", "right: true, because: Four is one more."),
    "RM302": (QUESTIONS, "lesson: first-steps", "lesson: second-steps"),
    "RM401": (PAGE, MARKER, "<!-- roadmap:stage -->\n\n"),
    "RM402": (PAGE, MARKER, "<!-- roadmap:facts stage-9 -->\n\n"),
    "RM403": (PAGE, MARKER, "See <!-- roadmap:stages -->\n\n"),
    "RM404": (PAGE, MARKER, "<!-- roadmap:stages all -->\n\n"),
    "RM405": (PAGE, MARKER, "<!-- roadmap:projects stage-2 -->\n\n"),
    "RM701": (PAGE, "Written as", "[Written][down] as"),
    "RM702": (PAGE, "Written as", "![A gull](attachment:image.png)"),
    "RM703": (PAGE, "Written as", "| a | b |\n| - | - |\n| $P(A|B)$ | c |\n\nWritten as"),
    "RM704": (PAGE, "Written as", '!!! note "Written"\n\nas'),
    "RM705": (PAGE, "Written as", "- a\n  - b\n\nWritten as"),
    "RM706": (PAGE, "Written as", "```text\na\n\n```text\nb\n```\n\nWritten as"),
    "RM707": (PAGE, "Written as", "**Written as"),
    "RM709": (PAGE, "Written as", "<script>alert(1)</script>\n\nWritten as"),
    "RM710": (PAGE, "Written as", "![](assets/images/gull.avif)\n\nWritten as"),
    "RM712": (PAGE, "Written as", "## Sets {1, 2}\n\nWritten as"),
    "RM713": (PAGE, "Written as", "[Written]() as"),
    "RM714": (PAGE, "Written as", "[Written](nowhere.md) as"),
    "RM716": (PAGE, "Written as", "# Another title\n\nWritten as"),
    "RM718": (PAGE, "Written as", "```pyhton\nx = 1\n```\n\nWritten as"),
    "RM711": (PAGE, "Written as", '!!! nota "Written"\n\n    as'),
    "RM708": (PAGE, "Written as", "$\\frac{1}{$ as"),
    "RM501": ("stage-1/first-steps.ipynb", '"mlroadmap": {', '"jupyter": {'),
    "RM505": ("stage-1/first-steps.md", "```text\n", "```python3\n"),
    "RM506": ("stage-1/first-steps.md", 'tags=["asserts"]', 'tags=["assert"]'),
}
"""For each code that `scripts/check_data.py` prints: a file of the tiny site, what stands there, and the mistake."""


def _no_data_file(docs: Path) -> tuple[Problem, ...]:
    (docs / DATA).unlink()
    return tuple(script("check_data").examine(docs)[0])


def _dead_link(docs: Path) -> tuple[Problem, ...]:
    found = {
        "url": "https://video.example.org/watch?v=1",
        "state": "dead",
        "checked": "2026-11-20",
        "since": "2026-11-01",
    }
    status = {"checked": "2026-11-20", "resources": {"short-video": found}}
    (docs / "_data/link-status.json").write_text(json.dumps(status), "utf-8")
    return tuple(script("check_data").examine(docs)[0])


def _damaged_link_status(docs: Path) -> tuple[Problem, ...]:
    (docs / "_data/link-status.json").write_text('{"checked": "2026-11-20"', "utf-8")
    return tuple(script("check_data").examine(docs)[0])


def _page_without_text(docs: Path) -> tuple[Problem, ...]:
    (docs / "empty.md").write_text("---\ntitle: Empty\n---\n", "utf-8")
    return tuple(script("check_data").examine(docs)[0])


def _page_with_another_ending(docs: Path) -> tuple[Problem, ...]:
    (docs / "Words.MD").write_text("# Words\n", "utf-8")
    return tuple(script("check_data").examine(docs)[0])


def _damaged_newest(docs: Path) -> tuple[Problem, ...]:
    (docs / "_data/newest.json").write_text('{"lessons": {"first-steps": {"result": "passd"}}}', "utf-8")
    return tuple(script("check_data").examine(docs)[0])


def _damaged_map_layout(docs: Path) -> tuple[Problem, ...]:
    (docs / "_data/map-layout.json").write_text('{"lessons": {"first-steps": "left"}}', "utf-8")
    return tuple(script("check_data").examine(docs)[0])


def _cell_that_warns(docs: Path) -> tuple[Problem, ...]:
    notebook = nbformat.read(docs / "stage-1/first-steps.ipynb", as_version=4)
    notebook.cells[3].outputs[0].name = "stderr"
    return tuple(_Run(docs / "stage-1/first-steps.md", notebook, Checkout(docs.parent), CORE_LIMITS).warnings())


def _cell_with_another_output(docs: Path) -> tuple[Problem, ...]:
    compare = script("compare_kernels")
    compare.CHECKOUT = Checkout(docs.parent)
    notebook = nbformat.read(docs / "stage-1/first-steps.ipynb", as_version=4)
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code" and cell.outputs)
    cell.outputs[0].text = "4\n"
    compare.run_in_subprocess = lambda *_: Outcome(notebook)
    return tuple(compare.compare(docs / "stage-1/first-steps.md", "Haswell", 1))


LINTED: dict[str, tuple[Any, ...]] = {
    "RM502": (linted.LESSON.replace("# alt: A bar.\n", ""), None),
    "RM504": (linted.LESSON, linted.shown(0, {"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo="}})),
    "RM601": (linted.LESSON.replace(linted.Q, "Of 3,141 birds?"), None),
    "RM602": (linted.LESSON.replace("print(17)", "x = 17\n" * 26), None),
    "RM603": (linted.LESSON, linted.shown(0, linted.TABLE)),
    "RM604": (linted.LESSON, linted.shown(1, linted.BARE)),
    "RM605": (linted.LESSON, linted.shown(1, linted.figure(linted.SVG.replace("M 0 0", "M" * 60_000)))),
    "RM606": (linted.LESSON.replace("[sum](../glossary.md#sum)", "sum"), None),
    "RM607": (linted.LESSON.replace(linted.Q, "Just count."), None),
    "RM608": (linted.LESSON.replace("## Intuition", "## Intuitive"), None),
    "RM609": (linted.LESSON.replace("Hint 2", "Help"), None),
    "RM610": (linted.LESSON, linted.shown(3, linted.printed("right"))),
    "RM611": (linted.LESSON.replace(linted.Q, "<!-- given: 99 for no reason -->"), None),
    "RM612": (linted.WITH_TASK.replace(' name="fs-one-more"', ""), None),
    "RM613": (linted.WITH_TASK.replace("solution_more = 17", "solution_more = solution_less"), None),
    "RM614": (linted.WITH_TASK.replace("print(17)", "print(17)\nfrom math import *"), None),
    "RM615": (
        linted.LESSON.replace("print(17)", 'z = 17\n```\n\n```python tags=["asserts"]\nz = 18\n```\n\n```python\nz'),
        None,
    ),
    "RM616": (linted.LESSON.replace("print(17)", "import random\n\nprint(17, random.random())"), None),
    "RM617": (linted.LESSON, linted.shown(0, linted.printed("<object object at 0x7f1c2d3e4f50>"))),
    "RM618": (linted.USES_A_DRAWING, None, linted.CLIMBING),
    "RM619": (linted.LADDER.replace("print(17)", "17"), None, linted.CLIMBING_BY_LAMBDA),
    "RM621": (linted.LADDER.replace("print(17)", f"print(17, {'1' * 70})"), None, linted.CLIMBING),
    "RM620": (linted.LADDER.replace("print(17)", "print([17])"), None, linted.CLIMBING),
}
"""For each code that `scripts/lint_lessons.py` prints: a lesson, the notebook if that has the mistake, the roadmap."""


def _too_few_wrong_answers(docs: Path) -> tuple[Problem, ...]:
    return tuple(script("lint_lessons").examine_answers(read(linted.LESSON), docs / "stage-1/first-steps.md", docs))


def _a_prediction_without_its_cell(docs: Path) -> tuple[Problem, ...]:
    return tuple(script("lint_lessons").examine_predictions(read(""), docs / "stage-1/first-steps.md", docs))


OTHERS: dict[str, Callable[[Path], tuple[Problem, ...]]] = {
    "RM107": _no_data_file,
    "RM215": _dead_link,
    "RM216": _damaged_link_status,
    "RM715": _page_with_another_ending,
    "RM717": _page_without_text,
    "RM217": _damaged_newest,
    "RM218": _damaged_map_layout,
    "RM303": _too_few_wrong_answers,
    "RM304": _a_prediction_without_its_cell,
    "RM503": _cell_that_warns,
    "RM507": _cell_with_another_output,
}
"""How the codes are provoked that need more than a change of one line."""


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_printed_for_the_mistake_that_it_describes_and_for_nothing_else(code: str, docs: Path) -> None:
    if code in LINTED:
        assert {one.split("  ")[1] for one in linted.said(*LINTED[code])} == {code}
        return
    if code in OTHERS:
        problems = OTHERS[code](docs)
    else:
        (docs / "_data/released-ids.txt").write_text("milestone:s1-one\n", "utf-8")
        edit(docs / EDITS[code][0], *EDITS[code][1:])
        problems = script("check_data").examine(docs)[0]
    assert {problem.code for problem in problems} == {code}


def test_every_code_that_is_printed_somewhere_is_in_the_catalogue_and_the_other_way_round() -> None:
    files = [*(ROOT / "hooks").rglob("*.py"), *(ROOT / "scripts").rglob("*.py")]
    texts = [path.read_text("utf-8") for path in files if path.name != "codes.py"]
    assert {code for text in texts for code in re.findall(r'"(RM\d{3})"', text)} == set(CODES)


def test_codes_are_in_order_and_no_title_is_used_twice() -> None:
    assert list(CODES) == sorted(CODES)
    assert all(re.fullmatch(r"RM[1-9]\d\d", code) for code in CODES)
    assert len({code.title for code in CODES.values()}) == len(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_code_says_what_it_means_and_how_to_mend_it_in_whole_sentences(code: str) -> None:
    one = CODES[code]
    assert one.meaning.endswith(".")
    assert one.mend.endswith(".")
    assert not one.title.endswith(".")
    assert (one.meaning + one.mend).count("`") % 2 == 0


@pytest.mark.parametrize("code", CODES)
def test_the_files_and_commands_that_a_code_names_exist(code: str) -> None:
    text = f"{CODES[code].meaning} {CODES[code].mend}"
    targets = (ROOT / "Makefile").read_text("utf-8")
    for command in re.findall(r"`make ([a-z]+)`", text):
        assert f"\n{command}:" in targets
    for path in re.findall(r"\b(?:scripts|hooks|docs)/[\w/-]+(?:\.\w+)?", text):
        assert (ROOT / path).exists(), path

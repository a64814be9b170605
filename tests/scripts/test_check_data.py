"""`scripts/check_data.py` as a contributor runs it: what it prints, and its exit code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mlroadmap.errors import ProblemsFound
from tests.builders import ROOT, edit, line_of, script

SCRIPT = ROOT / "scripts/check_data.py"
RESOURCE = """\
          - id: new-course
            title: A new course
            url: http://new.example.org/course
            provider: Example School
            kind: curse
            cost: free
            levle: beginner
            why: It is new.
"""


def run(docs: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONUTF8": "1"}
    command = [sys.executable, str(SCRIPT), "--docs", str(docs), *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def add_resource(docs: Path, text: str) -> None:
    edit(docs / "_data/roadmap.yml", "          - id: short-video\n", f"{text}          - id: short-video\n")


def test_somebody_who_adds_a_resource_with_three_mistakes_sees_three_clear_errors_with_their_lines(docs: Path) -> None:
    text = RESOURCE.replace("http://new", "new").replace("levle: beginner", "level: beginer")
    add_resource(docs, text)
    done = run(docs)
    changed = (docs / "_data/roadmap.yml").read_text("utf-8")
    kinds = "book, course, video, docs, article, paper, tool, dataset, community"
    levels = "beginner, intermediate, advanced"
    wanted = {
        "url: new.example": "RM106  'new-course': 'url': 'new.example.org/course' is not a web address that starts with https://",
        "kind: curse": f"RM104  'new-course': 'kind': 'curse' is not one of {kinds}: did you mean 'course'?",
        "level: beginer": f"RM104  'new-course': 'level': 'beginer' is not one of {levels}: did you mean 'beginner'?",
    }
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        *(f"docs/_data/roadmap.yml:{line_of(words, changed)}  {what}" for words, what in wanted.items()),
        "3 problems. What the codes mean and how to mend each: docs/contributing/checks.md (RM104, RM106)",
    ]


def test_a_misspelt_key_and_the_key_that_is_missing_for_it_are_both_named(docs: Path) -> None:
    add_resource(docs, RESOURCE.replace("curse", "course"))
    [missing, _, unknown, _] = run(docs).stderr.splitlines()
    assert missing.endswith("  RM105  'new-course': key 'level' is missing: add it")
    assert unknown.endswith("  RM103  'new-course': unknown key 'levle': did you mean 'level'?")


def test_rows_of_a_wrong_form_and_what_rows_have_with_each_other_are_told_in_one_run(docs: Path) -> None:
    add_resource(docs, RESOURCE.replace("new-course", "free-book"))
    edit(docs / "index.md", "<!-- roadmap:stages -->\n\n", "<!-- roadmap:stagse -->\n\n")
    edit(docs / "stage-1/index.md", "<!-- roadmap:topics 1.1 -->", "<!-- roadmap:topics 1.9 -->")
    found = [line.split("  ")[1] for line in run(docs).stderr.splitlines()[:-1]]
    assert found == ["RM105", "RM201", "RM207", "RM104", "RM103", "RM401", "RM402"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("alternatives: [free-book]", "alternatives: [free-boot, free-book]"),
        ("            resources: [free-book]", "            resources: [free-boot]"),
        ("use_instead: [hard-questions, count-birds]", "use_instead: [count-birts]"),
        ("              - lesson: first-steps", "              - lesson: first-step"),
        ("            needs: [first-steps]", "            needs: [first-step]"),
    ],
)
def test_a_row_that_names_another_which_is_not_there_is_told_once_and_hides_no_other_mistake(
    docs: Path, old: str, new: str
) -> None:
    edit(docs / "_data/roadmap.yml", old, new)
    markers = ["resources all", "projects all", "replaced", "article", "lesson_map", "topics 1.9"]
    (docs / "all.md").write_text("".join(f"<!-- roadmap:{one} -->\n\n" for one in markers), "utf-8")
    found = [line.split("  ")[1] for line in run(docs).stderr.splitlines()[:-1]]
    assert found == ["RM202", "RM402"]


def test_data_without_mistakes_is_counted(docs: Path) -> None:
    done = run(docs)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("6 resources, 3 topics, 3 lessons, 10 milestones, 1 project")
    counted, left = done.stdout.splitlines()
    assert counted.endswith(" 2 terms: all in order")
    assert left == "no exercise yet for the milestones s1-one, s1-two, s1-three, s1-four, s1-five"


def test_markers_of_all_pages_are_checked_with_the_lines_of_their_files(docs: Path) -> None:
    edit(docs / "index.md", "<!-- roadmap:stages -->\n\n", "<!-- roadmap:stagse -->\n\n")
    edit(docs / "stage-2/index.md", "<!-- roadmap:topics 2.1 -->", "<!-- roadmap:topics 2.9 -->")
    done = run(docs)
    assert done.returncode == 1
    [first, second, _] = done.stderr.splitlines()
    assert first.startswith("docs/index.md:7  RM401  unknown marker 'roadmap:stagse': did you mean 'stages'?")
    assert second.startswith("docs/stage-2/index.md:11  RM402  no section '2.9'")


def test_on_a_pull_request_each_problem_is_an_annotation_too(docs: Path) -> None:
    edit(docs / "_data/roadmap.yml", "kind: video", "kind: vdeo")
    done = run(docs, "--github")
    line = line_of("kind: vdeo", (docs / "_data/roadmap.yml").read_text("utf-8"))
    assert done.returncode == 1
    assert done.stdout.startswith(
        f"::error file=docs/_data/roadmap.yml,line={line},title=RM104::'short-video': 'kind': "
    )
    assert f"docs/_data/roadmap.yml:{line}  RM104" in done.stderr


def test_a_folder_without_a_data_file_is_answered_without_a_traceback(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 1
    assert "RM107  cannot be read: No such file or directory" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_shows_how_to_call_it(tmp_path: Path) -> None:
    done = run(tmp_path, "--help")
    assert done.returncode == 0
    assert "python scripts/check_data.py --github" in " ".join(done.stdout.split())


@pytest.mark.parametrize(("text", "line"), [("a: [", 1), ("- a", 1), ("", 1), ("a:\n\tb: 1", 2), ("a: 1\na b", 2)])
def test_a_damaged_mkdocs_yml_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as raised:
        script("check_data").render_with(config)
    assert [(one.file, one.line, one.code) for one in raised.value.problems] == [("mkdocs.yml", line, "RM101")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"lessons": {\n"arrays": {', "2  RM217  cannot be read: it is not JSON from column"),
        ("", "1  RM217  cannot be read: it is empty"),
        ("[]", "1  RM217  the file: "),
        (
            '{"lessons": {\n"arrays": {"passed": 3, "fingerprint": "a", "bytes": 1}}}',
            "2  RM217  lessons.arrays.passed: ",
        ),
        ('<<<<<<< HEAD\n{"lessons": {}}\n=======\n{}\n>>>>>>> main\n', "1  RM108  a merge conflict"),
    ],
)
def test_a_damaged_list_of_runs_is_told_with_its_line_and_other_slips(docs: Path, text: str, said: str) -> None:
    (docs / "_data/browser.json").write_text(text, encoding="utf-8")
    add_resource(docs, RESOURCE)
    done = run(docs)
    assert done.returncode == 1
    assert f"docs/_data/browser.json:{said}" in done.stderr
    assert "RM104" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rules:\n- host: example.org\n  reason: Slow.\n  until: 2027-13-01\n", ["4  LP105"]),
        ("rules:\n- hots: example.org\n  reason: Slow.\n", ["2  LP103", "2  LP104"]),
        ("rules: [\n", ["LP101"]),
        ("<<<<<<< HEAD\nrules: []\n=======\n>>>>>>> main\n", ["1  RM108"]),
        ("- a\n", ["1  LP102"]),
    ],
)
def test_a_damaged_link_policy_is_told_with_its_lines(docs: Path, text: str, said: list[str]) -> None:
    (docs / "_data/link-policy.yml").write_text(text, encoding="utf-8")
    done = run(docs)
    assert done.returncode == 1
    assert "docs/_data/link-policy.yml:" in done.stderr
    assert all(one in done.stderr for one in said)
    assert "Traceback" not in done.stderr


def test_runs_and_rules_in_order_and_none_at_all_are_no_problem(docs: Path) -> None:
    assert run(docs).returncode == 0
    (docs / "_data/browser.json").write_text('{"lessons": {}}', encoding="utf-8")
    (docs / "_data/link-policy.yml").write_text("# no rules today\n", encoding="utf-8")
    assert run(docs).returncode == 0

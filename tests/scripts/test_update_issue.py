"""`scripts/update_issue.py` against a stand-in `gh` on PATH that keeps issues in a file and notes every call."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts/update_issue.py"

# Begins as a shell script, because the path of Python may hold spaces, which the first line of a script cannot.
# Knows only the flags that the real `gh` has for these commands, and refuses a label that nobody made, as GitHub does.
FAKE_GH = f"""#!/bin/sh
'''exec' "{sys.executable}" -IS "$0" "$@"
' '''
import argparse, json, pathlib, sys

file = pathlib.Path(__file__).with_name("state.json")
state = json.loads(file.read_text("utf-8"))
if state["fail"]:
    sys.exit("HTTP 502: Server Error")
group, verb, rest = sys.argv[1], sys.argv[2], sys.argv[3:]
parser = argparse.ArgumentParser(allow_abbrev=False)
flags = {{
    "issue list": ["--label", "--state", "--limit", "--json"],
    "issue create": ["--label", "--title", "--body-file"],
    "issue edit": ["--title", "--body-file"],
    "issue close": ["--comment", "--reason"],
    "label create": ["--description"],
}}[f"{{group}} {{verb}}"]
for flag in flags:
    parser.add_argument(flag)
if verb in ("edit", "close"):
    parser.add_argument("number", type=int)
if group == "label":
    parser.add_argument("name")
    parser.add_argument("--force", action="store_true")
args = parser.parse_args(rest)
state["calls"].append([group, verb])
body = sys.stdin.read() if getattr(args, "body_file", None) == "-" else None
issues = state["issues"]
if group == "label":
    state["labels"].append(args.name)
elif verb == "list":
    found = [i for i in issues if args.label in i["labels"] and i["state"] == args.state]
    print(json.dumps([{{key: i[key] for key in args.json.split(",")}} for i in reversed(found)][: int(args.limit)]))
elif verb == "create":
    if args.label not in state["labels"]:
        sys.exit(f"could not add label: '{{args.label}}' not found")
    number = len(issues) + 1
    issue = {{"number": number, "title": args.title, "body": body, "labels": [args.label]}}
    issues.append(issue | {{"state": "open", "comments": []}})
    print(f"https://github.com/owner/name/issues/{{number}}")
else:
    issue = next(i for i in issues if i["number"] == args.number)
    if verb == "edit":
        issue.update(title=args.title, body=body)
    else:
        issue["state"] = "closed"
        issue["comments"].append(args.comment)
file.write_text(json.dumps(state), "utf-8")
"""


class GitHub:
    """A folder with the stand-in `gh`, its issues, and a way to run the script against them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        gh = folder / "gh"
        gh.write_text(FAKE_GH, encoding="utf-8")
        gh.chmod(0o755)
        self.write({"issues": [], "labels": [], "calls": [], "fail": False})

    def write(self, state: dict[str, Any]) -> None:
        (self.folder / "state.json").write_text(json.dumps(state), encoding="utf-8")

    def read(self) -> dict[str, Any]:
        state: dict[str, Any] = json.loads((self.folder / "state.json").read_text(encoding="utf-8"))
        return state

    def add(self, **issue: Any) -> None:
        state = self.read()
        row = {"title": "Links", "labels": ["link-report"], "state": "open", "comments": []}
        state["issues"].append({"number": len(state["issues"]) + 1} | row | issue)
        self.write(state)

    def run(self, state: str, report: str = "2 links are gone", **env: str) -> subprocess.CompletedProcess[str]:
        file = self.folder / "report.md"
        file.write_text(report, encoding="utf-8")
        words = ["--label", "link-report", "--title", "Links", "--body-file", str(file), "--state", state]
        return self.call(*words, **env)

    def call(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "GH_"))}
        environment = kept | {"PATH": str(self.folder), "LC_ALL": "C.UTF-8"} | env
        command = [sys.executable, "-IS", str(SCRIPT), *words]
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


RUN = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "owner/name", "GITHUB_RUN_ID": "7"}


@pytest.fixture
def github(tmp_path: Path) -> GitHub:
    return GitHub(tmp_path)


def test_opens_an_issue_with_its_label_when_none_is_open(github: GitHub) -> None:
    done = github.run("open")
    assert (done.returncode, done.stdout) == (0, "update_issue: opened https://github.com/owner/name/issues/1\n")
    [issue] = github.read()["issues"]
    assert (issue["title"], issue["labels"], issue["state"]) == ("Links", ["link-report"], "open")
    assert issue["body"].startswith("2 links are gone\n")


def test_brings_the_open_issue_up_to_date_instead_of_opening_another(github: GitHub) -> None:
    github.run("open")
    done = github.run("open", "3 links are gone")
    assert (done.returncode, done.stdout) == (0, "update_issue: brought #1 up to date\n")
    [issue] = github.read()["issues"]
    assert issue["body"].startswith("3 links are gone\n")


def test_sends_nothing_when_the_report_is_the_same(github: GitHub) -> None:
    github.run("open", **RUN)
    done = github.run("open", **{**RUN, "GITHUB_RUN_ID": "8"})
    assert (done.returncode, done.stdout) == (0, "update_issue: #1 is up to date\n")
    assert github.read()["calls"][-1] == ["issue", "list"]


def test_takes_line_ends_changed_by_github_for_the_same_report(github: GitHub) -> None:
    github.run("open", "one\n\ntwo")
    state = github.read()
    state["issues"][0]["body"] = state["issues"][0]["body"].strip().replace("\n", "\r\n")
    github.write(state)
    assert github.run("open", "one\n\ntwo").stdout == "update_issue: #1 is up to date\n"


def test_closes_the_issue_with_a_comment_that_names_the_run(github: GitHub) -> None:
    github.run("open")
    done = github.run("closed", "412 links: 412 ok", **RUN)
    assert (done.returncode, done.stdout) == (0, "update_issue: closed #1\n")
    [issue] = github.read()["issues"]
    assert issue["state"] == "closed"
    [comment] = issue["comments"]
    assert comment == "All is well in [this run](https://github.com/owner/name/actions/runs/7).\n\n412 links: 412 ok"


def test_does_nothing_when_all_is_well_and_no_issue_is_open(github: GitHub) -> None:
    done = github.run("closed", "")
    assert (done.returncode, done.stdout) == (0, "update_issue: all is well, and no issue is open\n")
    assert github.read()["calls"] == [["issue", "list"]]


def test_opens_a_new_issue_after_the_last_one_was_closed(github: GitHub) -> None:
    github.run("open")
    github.run("closed")
    github.run("open", "1 link is gone")
    assert [issue["state"] for issue in github.read()["issues"]] == ["closed", "open"]


def test_leaves_an_issue_alone_that_a_person_filed_under_the_label(github: GitHub) -> None:
    github.add(title="Please check example.org", body="It seems slow.")
    github.run("open")
    github.run("closed")
    theirs, ours = github.read()["issues"]
    assert (theirs["state"], theirs["body"], ours["state"]) == ("open", "It seems slow.", "closed")


def test_leaves_the_issue_of_another_label_alone(github: GitHub) -> None:
    github.add(labels=["lesson-report"], body="<!-- kept up to date by scripts/update_issue.py: lesson-report -->")
    github.run("closed")
    assert github.read()["issues"][0]["state"] == "open"


def test_keeps_the_oldest_of_several_and_closes_the_others(github: GitHub) -> None:
    for _ in range(3):
        github.add(body="old\n<!-- kept up to date by scripts/update_issue.py: link-report -->")
    assert github.run("open").returncode == 0
    issues = github.read()["issues"]
    assert [issue["state"] for issue in issues] == ["open", "closed", "closed"]
    assert issues[1]["comments"] == ["Goes on in #1."]


def test_cuts_a_report_that_is_too_long_for_an_issue_at_a_line_and_says_so(github: GitHub) -> None:
    github.run("open", "\n".join(f"link {number}" for number in range(20_000)), **RUN)
    body = github.read()["issues"][0]["body"]
    assert len(body) < 65_536
    kept, said = body.split("\n\n… shortened. ")
    assert kept.splitlines()[-1] == f"link {len(kept.splitlines()) - 1}"
    assert said.startswith("The [run](https://github.com/owner/name/actions/runs/7) has the whole report.")


def test_closes_a_code_fence_that_the_cut_left_open(github: GitHub) -> None:
    github.run("open", "Failed:\n\n~~~~text\n" + "Traceback\n" * 9_000 + "~~~~\n")
    body = github.read()["issues"][0]["body"]
    assert "Traceback\n~~~~\n\n… shortened. The run has the whole report.\n" in body


def test_passes_on_what_gh_says_when_it_fails(github: GitHub) -> None:
    github.write(github.read() | {"fail": True})
    done = github.run("open")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "update_issue: gh issue list: HTTP 502: Server Error\n"


def test_says_so_when_gh_is_not_installed(github: GitHub) -> None:
    (github.folder / "gh").unlink()
    done = github.run("closed")
    assert (done.returncode, done.stderr) == (1, "update_issue: the command gh is not installed\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "the following arguments are required: --label, --title, --body-file, --state"),
        (["--label", "a", "--title", "b", "--body-file", "none.md", "--state", "open"], "none.md cannot be read"),
        (["--label", "a", "--title", "b", "--body-file", os.devnull, "--state", "open"], "is empty: an issue must say"),
        (["--label", "a", "--title", "b", "--body-file", os.devnull, "--state", "shut"], "invalid choice: 'shut'"),
    ],
)
def test_refuses_a_wrong_command_line_and_calls_nobody(github: GitHub, words: list[str], message: str) -> None:
    done = github.call(*words)
    assert done.returncode == 2
    assert message in done.stderr
    assert github.read()["calls"] == []

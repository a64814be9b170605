"""What must hold for every GitHub workflow: pinned actions, few rights, an end, and no rights where our code runs."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from mlroadmap.publish.learner_notebook import BRANCH

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return loaded


JOBS = [pytest.param(job, id=f"{path.stem}-{name}") for path in WORKFLOWS for name, job in load(path)["jobs"].items()]
WORKFLOW = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def commands(job: dict[str, Any]) -> str:
    return "\n".join(step.get("run", "") for step in job["steps"])


@WORKFLOW
def test_every_action_is_pinned_to_a_commit_and_names_its_version(path: Path) -> None:
    uses = [line.split("uses:")[1].strip() for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert uses
    for use in uses:
        assert re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use), use


def test_an_action_has_the_same_commit_and_version_wherever_it_is_used() -> None:
    text = "\n".join(path.read_text("utf-8") for path in WORKFLOWS)
    pins: dict[str, set[str]] = {}
    for owner, name, pin in re.findall(r"uses: ([\w.-]+)/([\w.-]+)[\w./-]*@(.+)", text):
        pins.setdefault(f"{owner}/{name}", set()).add(pin)
    assert {name for name, found in pins.items() if len(found) > 1} == set()


@WORKFLOW
def test_a_workflow_gives_no_rights_of_its_own_and_runs_one_at_a_time(path: Path) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["group"]
    assert workflow["defaults"]["run"]["shell"] == "bash"


@pytest.mark.parametrize("job", JOBS)
def test_a_job_names_its_rights_and_ends_by_itself(job: dict[str, Any]) -> None:
    assert job["permissions"]
    assert 0 < job["timeout-minutes"] <= 180


@pytest.mark.parametrize("job", JOBS)
def test_a_job_that_may_write_runs_no_code_but_a_script_that_needs_it(job: dict[str, Any]) -> None:
    if "write" in job["permissions"].values():
        lines = [line for line in commands(job).splitlines() if line.strip()]
        allowed = ("python3 scripts/update_issue.py ", "python3 scripts/propose_file.py ")
        allowed += ("python3 scripts/publish_notebooks.py ",)
        allowed += ("gh run download ", "gh release upload ")  # the host's own command; nothing of ours is run
        assert all(line.startswith(allowed) for line in lines)


@pytest.mark.parametrize("job", JOBS)
def test_no_text_from_outside_is_pasted_into_a_command(job: dict[str, Any]) -> None:
    assert "${{" not in commands(job)


@WORKFLOW
def test_no_secret_is_used_beyond_the_token_of_the_run(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "secrets." not in text
    assert "pull_request_target" not in text


def test_every_make_target_in_a_workflow_exists() -> None:
    jobs = [job for path in WORKFLOWS for job in load(path)["jobs"].values()]
    called = {word for job in jobs for word in re.findall(r"\bmake ([a-z]+)", commands(job))}
    there = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE))
    assert called
    assert called <= there


def test_update_issue_is_called_with_arguments_that_it_takes(tmp_path: Path) -> None:
    jobs = load(ROOT / ".github/workflows/weekly.yml")["jobs"]
    calls = [line for job in jobs.values() for line in commands(job).splitlines() if "update_issue.py" in line]
    assert len(calls) == 2
    for call in calls:
        _, script, *words = shlex.split(call.replace("$STATE", "closed"))
        words[words.index("--body-file") + 1] = "none.md"
        command = [sys.executable, str(ROOT / script), *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert "none.md cannot be read" in done.stderr, done.stderr


def test_the_weekly_check_of_links_knows_the_real_addresses() -> None:
    steps = load(ROOT / ".github/workflows/weekly.yml")["jobs"]["links"]["steps"]
    said = next(place for place, step in enumerate(steps) if "SITE_URL=" in step.get("run", ""))
    built = next(place for place, step in enumerate(steps) if "make build" in step.get("run", ""))
    environment = {
        "GITHUB_REPOSITORY_OWNER": "me",
        "GITHUB_REPOSITORY": "me/it",
        "GITHUB_SERVER_URL": "https://github.com",
    }
    command = ["bash", "-ec", steps[said]["run"].replace('>> "$GITHUB_ENV"', "")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert said < built
    assert done.stdout.split() == ["SITE_URL=https://me.github.io/it/", "REPO_URL=https://github.com/me/it"]


def proposals() -> list[list[str]]:
    jobs = load(ROOT / ".github/workflows/weekly.yml")["jobs"]
    calls = [line for job in jobs.values() for line in commands(job).splitlines() if "propose_file.py" in line]
    return [shlex.split(call) for call in calls]


def test_propose_file_is_called_with_arguments_that_it_takes(tmp_path: Path) -> None:
    assert len(proposals()) == 2
    for _, script, *words in proposals():
        command = [sys.executable, str(ROOT / script), *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert f"{words[1]}" in done.stderr and "cannot be read" in done.stderr, done.stderr


def test_every_file_of_pins_is_proposed_and_no_other() -> None:
    words = next(words for words in proposals() if "newer-pins" in words)
    files = {words[at + 1] for at, word in enumerate(words) if word == "--file"}
    pinned = {path.name for path in (ROOT / "requirements").glob("*.txt") if "--hash" in path.read_text("utf-8")}
    applications = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("apps/*/requirements*.txt")}
    assert files == {f"requirements/{name}" for name in pinned} | applications


@pytest.mark.parametrize("name", ["newest-proposal", "pins-proposal"])
def test_a_proposal_may_start_its_run_of_ci(name: str) -> None:
    job = load(ROOT / ".github/workflows/weekly.yml")["jobs"][name]
    assert job["permissions"] == {"contents": "write", "pull-requests": "write", "actions": "write"}
    assert load(ROOT / ".github/workflows/ci.yml")["on"].keys() >= {"workflow_dispatch"}


def test_the_oldest_and_the_newest_python_are_tested() -> None:
    matrix = load(ROOT / ".github/workflows/ci.yml")["jobs"]["test"]["strategy"]
    oldest = re.search(r'requires-python = ">=(\d+\.\d+)"', (ROOT / "pyproject.toml").read_text("utf-8"))
    assert oldest
    assert matrix["matrix"]["python"][0] == oldest[1]
    assert matrix["matrix"]["python"] == ["3.11", "3.14"]
    assert matrix["fail-fast"] is False


def test_updates_are_proposed_for_everything_that_is_pinned_outside_python() -> None:
    rows = load(ROOT / ".github/dependabot.yml")["updates"]
    found = {row["package-ecosystem"]: row["directory"] for row in rows}
    assert found == {"github-actions": "/", "npm": "/", "docker": "/.devcontainer"}
    assert all(row["cooldown"]["default-days"] >= 7 for row in rows)
    assert (ROOT / ".devcontainer/Dockerfile").read_text("utf-8").count("FROM ") == 1


def test_the_container_has_the_oldest_python_that_the_project_allows() -> None:
    assert "python:3-3.11-" in (ROOT / ".devcontainer/Dockerfile").read_text("utf-8")
    assert '"dockerfile": "Dockerfile"' in (ROOT / ".devcontainer/devcontainer.json").read_text("utf-8")


PRE_COMMIT = load(ROOT / ".pre-commit-config.yaml")["repos"][0]["hooks"]


@pytest.mark.parametrize(
    "path",
    sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("**/*.md") if "assets" not in path.parts),
)
def test_pre_commit_looks_at_every_page(path: str) -> None:
    looking = {hook["id"] for hook in PRE_COMMIT if "files" in hook and re.search(hook["files"], path)}
    assert looking >= {"check-data", "links"}


def test_the_hooks_of_pre_commit_call_what_make_check_calls() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for hook in PRE_COMMIT:
        tool = hook["entry"].removeprefix(".venv/bin/").removeprefix("python ").split(" --")[0].split(" ")[0]
        assert tool in makefile, hook["id"]


def deploy() -> dict[str, Any]:
    return load(ROOT / ".github/workflows/deploy.yml")


def test_a_deployment_waits_for_all_tests_on_main_and_takes_the_commit_that_was_tested() -> None:
    workflow = deploy()
    ci = load(ROOT / ".github/workflows/ci.yml")
    assert set(workflow["on"]) == {"workflow_run", "workflow_dispatch"}
    assert workflow["on"]["workflow_run"] == {"workflows": [ci["name"]], "types": ["completed"], "branches": ["main"]}
    condition = " ".join(workflow["jobs"]["build"]["if"].split())
    for part in (
        "workflow_run.conclusion == 'success'",
        "workflow_run.event == 'push'",
        "github.ref == 'refs/heads/main'",
    ):
        assert part in condition
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["ref"] == "${{ github.event.workflow_run.head_sha || github.sha }}"


@pytest.mark.parametrize(
    ("workflow", "job", "upload"),
    [("deploy", "build", "upload-pages-artifact"), ("release", "pack", "upload-artifact")],
)
def test_an_address_that_leads_nowhere_is_refused_before_anything_is_published(
    workflow: str, job: str, upload: str
) -> None:
    steps = load(ROOT / f".github/workflows/{workflow}.yml")["jobs"][job]["steps"]
    at = next(place for place, step in enumerate(steps) if "check_site.py --deploy" in step.get("run", ""))
    built = next(place for place, step in enumerate(steps) if "SITE_URL" in step.get("env", {}))
    published = next(place for place, step in enumerate(steps) if f"/{upload}@" in step.get("uses", ""))
    assert built < at < published
    assert steps[built]["env"]["SITE_URL"] == "${{ steps.pages.outputs.base_url }}/"


def test_the_notebooks_that_were_built_go_on_the_branch_that_colab_is_sent_to(tmp_path: Path) -> None:
    jobs = deploy()["jobs"]
    uploaded = next(step["with"] for step in jobs["build"]["steps"] if step.get("with", {}).get("name") == "notebooks")
    assert uploaded["path"] == "site/stage-*/*/*.ipynb"
    assert jobs["notebooks"]["needs"] == "deploy"
    [call] = commands(jobs["notebooks"]).strip().splitlines()
    _, script, *words = shlex.split(call)
    assert words == ["--folder", "notebooks", "--branch", BRANCH]
    command = [sys.executable, str(ROOT / script), *words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "there are no notebooks in notebooks" in done.stderr, done.stderr


def test_the_schedule_that_runs_the_lessons_is_one_of_the_schedules() -> None:
    workflow = load(ROOT / ".github/workflows/weekly.yml")
    named = re.findall(r"schedule == '([^']+)'", workflow["jobs"]["lessons"]["if"])
    assert set(named) < {one["cron"] for one in workflow["on"]["schedule"]}


def run_step(folder: Path, job: str, step: str, **programs: str) -> tuple[int, str, str]:
    """Run one step of the weekly workflow with stand-ins for its programs; return exit code, output and summary."""
    (folder / "bin").mkdir()
    for name, script in programs.items():
        program = folder / "bin" / name
        program.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/activate").touch()
    steps = load(ROOT / ".github/workflows/weekly.yml")["jobs"][job]["steps"]
    [script] = [one["run"] for one in steps if one.get("id") == step]
    output, summary = folder / "output", folder / "summary"
    environment = os.environ | {
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(summary),
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    said = [path.read_text("utf-8") if path.exists() else "" for path in (output, summary)]
    return done.returncode, said[0], said[1]


WRITE_REPORT = """
for word; do
  if [ "$last" = --markdown ]; then echo "412 links" > "$word"; fi
  if [ "$last" = --json ]; then echo '[{"class": "'$CLASS'"}]' > "$word"; fi
  last=$word
done"""


@pytest.mark.parametrize(("code", "state"), [(0, "closed"), (1, "open")])
def test_the_verdict_of_the_link_check_decides_about_its_issue(tmp_path: Path, code: int, state: str) -> None:
    done = run_step(tmp_path, "links", "check", python=f"{WRITE_REPORT}\nexit {code}")
    assert done == (0, f"state={state}\n", "412 links\n")


def test_an_address_that_moved_for_good_opens_the_issue(tmp_path: Path) -> None:
    done = run_step(tmp_path, "links", "check", python=f"CLASS=redirected-permanent\n{WRITE_REPORT}\nexit 0")
    assert done == (0, "state=open\n", "412 links\n")


def test_a_link_check_that_could_not_run_fails_the_job_and_leaves_the_issue_alone(tmp_path: Path) -> None:
    assert run_step(tmp_path, "links", "check", python="exit 3") == (3, "", "")


def test_lessons_that_run_close_their_issue(tmp_path: Path) -> None:
    code, output, summary = run_step(tmp_path, "lessons", "run", make="echo 3 run, 0 failed")
    assert (code, output) == (0, "state=closed\n")
    assert summary.splitlines() == [
        "`make notebooks ALL=1`: all well.",
        "`make kernels SAMPLE=3`: all well.",
        "`make trial`: all well.",
        "`make generators`: all well.",
        "`make apps CONTAINER=1`: all well.",
    ]


def test_a_lesson_that_fails_opens_the_issue_with_the_end_of_the_output(tmp_path: Path) -> None:
    code, output, summary = run_step(
        tmp_path, "lessons", "run", make="printf '\\e[31mRM503\\e[0m a cell failed\\n'; exit 2"
    )
    assert (code, output) == (0, "state=open\n")
    assert "~~~~text\nRM503 a cell failed\n~~~~\n" in summary


@pytest.mark.parametrize("broken", ["notebooks", "kernels", "trial", "generators", "apps"])
def test_one_that_fails_opens_the_issue_and_the_others_are_run(tmp_path: Path, broken: str) -> None:
    code, output, summary = run_step(tmp_path, "lessons", "run", make=f'echo "ran $1"; test "$1" != {broken}')
    assert (code, output) == (0, "state=open\n")
    assert summary.count("all well.") == 4
    assert f"ran {broken}\n~~~~" in summary

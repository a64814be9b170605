"""A file is proposed once, brought up to date while the proposal is open, and left alone when main has it already."""

import base64
import json
from pathlib import Path
from typing import Any

import propose_file
import pytest
from propose_file import GhError, proposed

from tests.builders import ROOT


class Hub:
    """Stands in for `gh`: a repository with a main branch, perhaps a file on it, and perhaps an open pull request."""

    def __init__(self, content: bytes | None, *, branch: bool = False, requests: int = 0) -> None:
        self.content = content
        self.branch = branch
        self.requests = requests
        self.did: list[str] = []
        self.sent: dict[str, Any] = {}

    def __call__(self, *args: str, data: Any = None) -> str:
        words = " ".join(args).replace("repos/{owner}/{repo}", "REPO")
        if words == "api REPO":
            return json.dumps({"default_branch": "main"})
        if words.startswith("api REPO/git/ref/"):
            return json.dumps({"object": {"sha": "abc"}})
        if words.startswith("api REPO/contents/"):
            if self.content is None:
                raise GhError("gh: Not Found (HTTP 404)")
            return json.dumps({"sha": "old", "content": base64.b64encode(self.content).decode()})
        if words.startswith("pr list"):
            return json.dumps([{"number": 7}] * self.requests)
        if "PATCH" in words and not self.branch:
            raise GhError("gh: Reference does not exist (HTTP 422)")
        self.did.append(words.split(" --title")[0])
        self.sent[words] = data
        return ""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("newest.json").write_text("{}\n", "utf-8")
    return Path("newest.json")


def propose(hub: Hub, file: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(propose_file, "gh", hub)
    return proposed([file], "newest", "A title", "A body")


def test_a_file_that_main_has_is_not_proposed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = Hub(b"{}\n")
    assert propose(hub, file, monkeypatch) == "newest.json: the same on main, nothing to propose"
    assert hub.did == []


def test_a_new_file_comes_on_a_new_branch_in_a_new_pull_request(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = Hub(None)
    assert propose(hub, file, monkeypatch) == "newest.json: proposed in a pull request"
    assert hub.did == [
        "api --method POST REPO/git/refs",
        "api --method PUT REPO/contents/newest.json",
        "pr create --head newest --base main",
        "workflow run ci.yml --ref newest",
    ]


def test_the_proposal_gets_its_run_of_ci_by_a_name_that_exists() -> None:
    workflow = (ROOT / ".github/workflows" / propose_file.CI).read_text("utf-8")
    assert "workflow_dispatch:" in workflow


def test_of_several_files_those_that_changed_are_proposed_together(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("other.txt").write_text("new\n", "utf-8")
    hub = Hub(b"{}\n")
    monkeypatch.setattr(propose_file, "gh", hub)
    assert proposed([file, Path("other.txt")], "pins", "T", "B") == "other.txt: proposed in a pull request"
    assert [did for did in hub.did if "PUT" in did] == ["api --method PUT REPO/contents/other.txt"]


def test_an_open_pull_request_is_brought_up_to_date(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = Hub(b"old", branch=True, requests=1)
    assert propose(hub, file, monkeypatch) == "newest.json: in the open pull request now"
    assert hub.did == [
        "api --method PATCH REPO/git/refs/heads/newest",
        "api --method PUT REPO/contents/newest.json",
        "workflow run ci.yml --ref newest",
    ]
    assert hub.sent["api --method PUT REPO/contents/newest.json"]["sha"] == "old"


def test_an_error_of_gh_is_not_taken_for_a_missing_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: str, data: Any = None) -> str:
        if "contents" in args[-1]:
            raise GhError("gh: Bad credentials (HTTP 401)")
        return Hub(None)(*args, data=data)

    monkeypatch.setattr(propose_file, "gh", refuse)
    with pytest.raises(GhError, match="401"):
        proposed([file], "newest", "A title", "A body")

"""The notebooks of a built site come on a branch of their own: made once, changed when they change."""

import json
from pathlib import Path
from typing import Any

import publish_notebooks
import pytest
from propose_file import GhError
from publish_notebooks import publish, tree_of

from mlroadmap.publish.learner_notebook import BRANCH, colab


class Hub:
    """Stands in for `gh`: a repository whose branch has a commit of some tree, or does not exist."""

    def __init__(self, tree: str | None) -> None:
        self.tree = tree
        self.did: list[tuple[str, Any]] = []

    def __call__(self, *args: str, data: Any = None) -> str:
        words = " ".join(args).removeprefix("api ").replace("repos/{owner}/{repo}", "REPO")
        if words.startswith("REPO/git/ref/"):
            if self.tree is None:
                raise GhError("gh: Not Found (HTTP 404)")
            return json.dumps({"object": {"sha": "head"}})
        if words == "REPO/git/commits/head":
            return json.dumps({"tree": {"sha": self.tree}})
        self.did.append((words, data))
        return json.dumps({"sha": "tree" if words.endswith("trees") else "commit"})


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("stage-2/b/b.ipynb", "stage-1/a/a.ipynb", "stage-1/a/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}", "utf-8")
    return tmp_path


def test_the_branch_holds_the_notebooks_at_their_paths_on_the_site(site: Path) -> None:
    assert [row["path"] for row in tree_of(site)] == ["stage-1/a/a.ipynb", "stage-2/b/b.ipynb"]


def test_colab_is_sent_to_a_path_that_the_branch_has(site: Path) -> None:
    paths = [row["path"] for row in tree_of(site)]
    assert colab("o/r", "stage-1", "a").endswith(f"/o/r/blob/{BRANCH}/{paths[0]}")


def test_a_branch_that_is_not_there_is_made_without_a_past(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = Hub(None)
    monkeypatch.setattr(publish_notebooks, "gh", hub)
    assert publish(site, "notebooks") == "notebooks: 2 notebooks"
    assert [words for words, _ in hub.did] == [
        "--method POST REPO/git/trees",
        "--method POST REPO/git/commits",
        "--method POST REPO/git/refs",
    ]
    assert hub.did[1][1]["parents"] == []
    assert hub.did[2][1] == {"ref": "refs/heads/notebooks", "sha": "commit"}


def test_a_branch_that_has_others_gets_one_commit_more(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = Hub("other")
    monkeypatch.setattr(publish_notebooks, "gh", hub)
    publish(site, "notebooks")
    assert hub.did[1][1]["parents"] == ["head"]
    assert hub.did[2] == ("--method PATCH REPO/git/refs/heads/notebooks", {"sha": "commit"})


def test_a_branch_that_has_them_is_left_alone(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = Hub("tree")
    monkeypatch.setattr(publish_notebooks, "gh", hub)
    assert publish(site, "notebooks") == "notebooks: the same 2 notebooks as before"
    assert [words for words, _ in hub.did] == ["--method POST REPO/git/trees"]


def test_what_github_refuses_is_not_hidden(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: str, data: Any = None) -> str:
        raise GhError("HTTP 403")

    monkeypatch.setattr(publish_notebooks, "gh", refuse)
    with pytest.raises(GhError, match="403"):
        publish(site, "notebooks")

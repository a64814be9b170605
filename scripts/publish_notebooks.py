#!/usr/bin/env python
"""Put the learners' notebooks of a built site on a branch of the repository, where Colab can open them.

    python3 scripts/publish_notebooks.py --folder notebooks --branch notebooks

Colab opens notebooks from GitHub, and from no other site. The copies that it must open are made when the site is built,
with the site's address in them, and are not committed beside their sources. The branch holds nothing but them, at their
paths on the site, and one commit for each time that they changed.

Calls the `gh` command, which takes the repository from GH_REPO and its token from GH_TOKEN.
Exit code: 0 done, 1 `gh` failed (its message is shown), 2 wrong usage.
"""

# Only the standard library: the CI job that may write installs nothing.

import argparse
import json
import sys
from pathlib import Path

from propose_file import REPO, GhError, gh


def tree_of(folder: Path) -> list[dict[str, str]]:
    """Return the notebooks of a folder as the rows of a git tree, in order."""
    paths = sorted(folder.rglob("*.ipynb"))
    return [
        {
            "path": path.relative_to(folder).as_posix(),
            "mode": "100644",
            "type": "blob",
            "content": path.read_text("utf-8"),
        }
        for path in paths
    ]


def publish(folder: Path, branch: str) -> str:
    """Bring the branch in line with the folder, and say what was done."""
    rows = tree_of(folder)
    tree = json.loads(gh("api", "--method", "POST", f"{REPO}/git/trees", data={"tree": rows}))["sha"]
    head = _head(branch)
    if head and json.loads(gh("api", f"{REPO}/git/commits/{head}"))["tree"]["sha"] == tree:
        return f"{branch}: the same {len(rows)} notebooks as before"
    change = {"message": "The notebooks of the site, as built", "tree": tree, "parents": [head] if head else []}
    commit = json.loads(gh("api", "--method", "POST", f"{REPO}/git/commits", data=change))["sha"]
    if head:
        gh("api", "--method", "PATCH", f"{REPO}/git/refs/heads/{branch}", data={"sha": commit})
    else:
        gh("api", "--method", "POST", f"{REPO}/git/refs", data={"ref": f"refs/heads/{branch}", "sha": commit})
    return f"{branch}: {len(rows)} notebooks"


def _head(branch: str) -> str | None:
    try:
        head: str = json.loads(gh("api", f"{REPO}/git/ref/heads/{branch}"))["object"]["sha"]
    except GhError as error:
        if "404" in str(error) or "Not Found" in str(error):
            return None
        raise
    return head


def main() -> None:
    """Read the arguments and publish."""
    parser = argparse.ArgumentParser(description="Put the learners' notebooks on a branch, for Colab.")
    parser.add_argument("--folder", required=True, type=Path)
    parser.add_argument("--branch", required=True)
    given = parser.parse_args()
    if not tree_of(given.folder):
        parser.error(f"there are no notebooks in {given.folder}")
    try:
        print(publish(given.folder, given.branch))
    except GhError as error:
        sys.exit(f"gh: {error}")


if __name__ == "__main__":
    main()

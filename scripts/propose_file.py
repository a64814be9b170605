#!/usr/bin/env python
"""Propose changed files as a pull request, and bring the same one up to date as long as it is open.

    python3 scripts/propose_file.py --file docs/_data/newest.json --branch newest-releases --title "…" --body "…"

Does nothing when the files on the main branch are the same already. The branch holds nothing but main and the files; it
is made anew each time, so nobody should work on it. What a workflow pushes starts no other workflow, so CI is started
on the branch by hand, as it were: its verdict stands on the pull request.

Calls the `gh` command, which takes the repository from GH_REPO and its token from GH_TOKEN.
Exit code: 0 done, 1 `gh` failed (its message is shown), 2 wrong usage.
"""

# Only the standard library: the CI job that may write installs nothing.

import argparse
import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

REPO = "repos/{owner}/{repo}"
CI = "ci.yml"
"""The workflow whose verdict a proposal needs."""


class GhError(Exception):
    """`gh` ended with an error, or is not installed. Holds what it said."""


def gh(*args: str, data: Any = None) -> str:
    """Run `gh` with `args`, and `data` as JSON for its input; return what it prints. Raises GhError."""
    command = ["gh", *args, *(["--input", "-"] if data is not None else [])]
    try:
        done = subprocess.run(
            command, input=None if data is None else json.dumps(data), capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise GhError("`gh` is not installed") from None
    if done.returncode:
        raise GhError(done.stderr.strip() or done.stdout.strip())
    return done.stdout


def proposed(paths: list[Path], branch: str, title: str, body: str) -> str:
    """Bring branch and pull request in line with the files, and say what was done."""
    main = json.loads(gh("api", REPO))["default_branch"]
    head = json.loads(gh("api", f"{REPO}/git/ref/heads/{main}"))["object"]["sha"]
    before = {path: _on_main(path, main) for path in paths}
    changed = {
        path: old for path, old in before.items() if not old or base64.b64decode(old["content"]) != path.read_bytes()
    }
    names = ", ".join(str(path) for path in changed or paths)
    if not changed:
        return f"{names}: the same on {main}, nothing to propose"
    ref = {"sha": head, "force": True}
    try:
        gh("api", "--method", "PATCH", f"{REPO}/git/refs/heads/{branch}", data=ref)
    except GhError:  # there is no such branch yet
        gh("api", "--method", "POST", f"{REPO}/git/refs", data={"ref": f"refs/heads/{branch}", "sha": head})
    for path, old in changed.items():
        content = base64.b64encode(path.read_bytes()).decode()
        change = {"message": title, "branch": branch, "content": content} | ({"sha": old["sha"]} if old else {})
        gh("api", "--method", "PUT", f"{REPO}/contents/{path.as_posix()}", data=change)
    is_open = json.loads(gh("pr", "list", "--head", branch, "--state", "open", "--json", "number"))
    if not is_open:
        gh("pr", "create", "--head", branch, "--base", main, "--title", title, "--body", body)
    gh("workflow", "run", CI, "--ref", branch)
    return f"{names}: " + ("in the open pull request now" if is_open else "proposed in a pull request")


def _on_main(path: Path, main: str) -> dict[str, str] | None:
    try:
        found: dict[str, str] = json.loads(gh("api", f"{REPO}/contents/{path.as_posix()}?ref={main}"))
    except GhError as error:
        if "404" in str(error) or "Not Found" in str(error):
            return None
        raise
    return found


def main() -> None:
    """Read the arguments and propose the file."""
    parser = argparse.ArgumentParser(description="Propose changed files as a pull request.")
    parser.add_argument("--file", required=True, type=Path, action="append", help="may be repeated")
    parser.add_argument("--branch", required=True)
    parser.add_argument("--title", required=True)
    parser.add_argument("--body", required=True)
    given = parser.parse_args()
    if missing := [str(path) for path in given.file if not path.is_file()]:
        parser.error(f"{', '.join(missing)} cannot be read")
    try:
        print(proposed(given.file, given.branch, given.title, given.body))
    except GhError as error:
        sys.exit(f"gh: {error}")


if __name__ == "__main__":
    main()

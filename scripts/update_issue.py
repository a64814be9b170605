"""Keep ONE GitHub issue up to date with a report, and close it when all is well.

    python3 scripts/update_issue.py --label link-report --title "Links that need mending" \\
        --body-file reports/links.md --state open

The issue is the open one that has the label and was made by this script: a hidden mark in its text tells it
from an issue that a person filed under the same label, which is never touched.

--state open    opens the issue, or brings title and text of the open one up to date; sends nothing when
                nothing changed
--state closed  closes it with the text of --body-file as the last comment; does nothing when none is open

Calls the `gh` command, which takes the repository from GH_REPO and its token from GH_TOKEN.
Exit code: 0 done, 1 `gh` failed (its message is shown), 2 wrong usage.
"""

# Only the standard library: the CI job that may write issues installs nothing.

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

LONGEST = 60_000
"""GitHub refuses the text of an issue beyond 65,536 characters."""
LISTED = 100
"""How many open issues with the label are looked at."""
FOOTER = "The weekly run brings this issue up to date and closes it when all is well: no need to close it by hand."
MADE_BY_RUN = "Kept up to date by the weekly run"


class GhError(Exception):
    """`gh` ended with an error, or is not installed. Holds what it said."""


def gh(*args: str, text: str | None = None) -> str:
    """Run `gh` with `args`, and `text` as its input; return what it prints. Raises GhError."""
    try:
        done = subprocess.run(["gh", *args], input=text, capture_output=True, encoding="utf-8", check=False)
    except FileNotFoundError:
        raise GhError("the command gh is not installed") from None
    if done.returncode:
        said = done.stderr.strip() or done.stdout.strip() or f"exit code {done.returncode}"
        raise GhError(f"gh {' '.join(args[:2])}: {said}")
    return done.stdout


def mark(label: str) -> str:
    """Return the hidden line by which an issue of this script is known again."""
    return f"<!-- kept up to date by scripts/update_issue.py: {label} -->"


def run_address() -> str:
    """Return the address of the workflow run that this is part of, or an empty text outside of one."""
    parts = [os.environ.get(name, "") for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")]
    return "{}/{}/actions/runs/{}".format(*parts) if all(parts) else ""


def shortened(report: str, address: str) -> str:
    """Return the report, cut at the end of a line when it is longer than an issue may be, and saying so."""
    report = report.strip()
    if len(report) <= LONGEST:
        return report
    kept = report[:LONGEST].rpartition("\n")[0] or report[:LONGEST]
    # A fence that the cut left open would swallow what follows it.
    for fence in ("~~~~", "```"):
        if sum(line.startswith(fence) for line in kept.splitlines()) % 2:
            kept += f"\n{fence}"
    whole = f"The [run]({address}) has the whole report." if address else "The run has the whole report."
    return f"{kept}\n\n… shortened. {whole}"


def body(report: str, label: str, address: str) -> str:
    """Return the text of the issue for a report.

    It names no run unless it had to be cut, so that an unchanged report leaves the issue unchanged.
    """
    return f"{shortened(report, address)}\n\n{FOOTER}\n\n{mark(label)}\n"


def own_issues(label: str) -> list[dict[str, Any]]:
    """Return the open issues of this script with `label`, oldest first."""
    fields = "number,title,body"
    listed = gh("issue", "list", "--label", label, "--state", "open", "--limit", str(LISTED), "--json", fields)
    ours = [issue for issue in json.loads(listed) if mark(label) in issue["body"]]
    return sorted(ours, key=lambda issue: int(issue["number"]))


def keep_open(label: str, title: str, report: str) -> str:
    """Open the issue or bring it up to date; return what was done, in one line."""
    text = body(report, label, run_address())
    issues = own_issues(label)
    for extra in issues[1:]:
        gh("issue", "close", str(extra["number"]), "--comment", f"Goes on in #{issues[0]['number']}.")
    if not issues:
        # GitHub refuses a label that does not exist; --force lets this pass when it does.
        gh("label", "create", label, "--force", "--description", MADE_BY_RUN)
        made = gh("issue", "create", "--label", label, "--title", title, "--body-file", "-", text=text)
        return f"opened {made.strip()}"
    number = str(issues[0]["number"])
    if (issues[0]["title"], issues[0]["body"].split()) == (title, text.split()):
        return f"#{number} is up to date"
    gh("issue", "edit", number, "--title", title, "--body-file", "-", text=text)
    return f"brought #{number} up to date"


def close(label: str, report: str) -> str:
    """Close the issue if one is open; return what was done, in one line."""
    issues = own_issues(label)
    for issue in issues:
        gh("issue", "close", str(issue["number"]), "--reason", "completed", "--comment", closing_comment(report))
    numbers = ", ".join(f"#{issue['number']}" for issue in issues)
    return f"closed {numbers}" if issues else "all is well, and no issue is open"


def closing_comment(report: str) -> str:
    """Return the last comment: that all is well, where that was found, and the report."""
    address = run_address()
    found = f"All is well in [this run]({address})." if address else "All is well."
    return f"{found}\n\n{shortened(report, address)}".strip()


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--label", required=True, help="label of the issue; made when it does not exist")
    parser.add_argument("--title", required=True, help="title of the issue")
    parser.add_argument("--body-file", required=True, type=Path, metavar="FILE", help="the report, in Markdown")
    parser.add_argument("--state", required=True, choices=("open", "closed"), help="open: something is wrong")
    args = parser.parse_args(argv)
    try:
        args.report = args.body_file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        parser.error(f"--body-file: {args.body_file} cannot be read: {reason}")
    if args.state == "open" and not args.report.strip():
        parser.error(f"--body-file: {args.body_file} is empty: an issue must say what is wrong")
    return args


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    args = arguments(argv)
    try:
        if args.state == "open":
            print(f"update_issue: {keep_open(args.label, args.title, args.report)}")
        else:
            print(f"update_issue: {close(args.label, args.report)}")
    except GhError as error:
        print(f"update_issue: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

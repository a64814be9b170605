"""Runs the checker as a maintainer would, within the test's process."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from click.testing import CliRunner

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "check_links.py"


class Check:
    """Runs the checker in this process and reads its JSON."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.code = -1
        self.out = self.err = ""
        self.rows: dict[str, dict[str, Any]] = {}

    def __call__(self, links: Sequence[str] | Path, *arguments: str, private: bool = True) -> dict[str, dict[str, Any]]:
        """Check a list of addresses (or a file); the rows by address."""
        from check_links import main

        path = links if isinstance(links, Path) else self.folder / "list.txt"
        if not isinstance(links, Path):
            path.write_text("\n".join(links) + "\n", encoding="utf-8")
        out = self.folder / "out.json"
        out.unlink(missing_ok=True)
        given = [str(path), "--json", str(out), "--policy", str(self.folder / "policy.yml"), *arguments]
        if private:
            given.append("--allow-private")
        policy = self.folder / "policy.yml"
        if not policy.exists():
            policy.write_text("rules: []\n")
        result = CliRunner().invoke(main, given)
        self.code, self.out, self.err = result.exit_code, result.stdout, result.stderr
        self.rows = {row["url"]: row for row in json.loads(out.read_text())} if out.exists() else {}
        return self.rows

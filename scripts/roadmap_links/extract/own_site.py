"""What is checked when nobody names a file, and which addresses are the site's own."""

# ruff: noqa: PLC0415 -- parsers and aiohttp are loaded only when needed: start-up would cost more than most runs

import os
import re
from collections.abc import Callable
from pathlib import Path

from ..hosts import NotAUrl, is_local_name
from ..urls import parse

DATA = ("docs/_data/roadmap.yml", "docs/_data/glossary.yml", "docs/_data/datasets.yml")
POLICY = "docs/_data/link-policy.yml"
STATUS = "docs/_data/link-status.json"


def default_files(root: Path) -> list[tuple[Path, str]]:
    """The data files, all Markdown under docs/ (lesson sources too), README and CONTRIBUTING."""
    paths = [
        *(root / path for path in DATA),
        *sorted(root.glob("docs/**/*.md")),
        root / "README.md",
        root / "CONTRIBUTING.md",
    ]
    return [(path, path.relative_to(root).as_posix()) for path in paths if path.is_file()]


def own_addresses(root: Path) -> tuple[Callable[[str], bool], dict[str, str]]:
    """A test for the site's own addresses, and the settings of mkdocs.yml that wait for the real address.

    Its own are those under `site_url`, and the edit and view links of `repo_url`: a page that is being added has no
    address yet, so these would be false alarms. Nobody can check a setting that waits: a sentence for each, by address.
    """
    config = root / "mkdocs.yml"
    values = _settings(config) if config.is_file() else {}
    waiting = {
        values[key]: f"mkdocs.yml: {key} is {values[key]}, a reserved name: set {key.upper()} to the real address"
        for key in ("site_url", "repo_url")
        if key in values and _is_placeholder(values[key])
    }
    prefixes = list(waiting)
    if site := values.get("site_url"):
        prefixes.append(site)
    if repo := values.get("repo_url"):
        prefixes += [f"{repo.rstrip('/')}/{view}" for view in ("edit", "blob", "raw", "tree", "commit", "commits")]
        edit = values.get("edit_uri", "")
        if edit:
            prefixes.append(edit if "://" in edit else f"{repo.rstrip('/')}/{edit.strip('/')}")
    pages = [page.rstrip("/") for prefix in prefixes if (page := _page(prefix))]

    def own(url: str) -> bool:
        page = _page(url) if pages else ""
        return any(page.startswith(prefix) and page[len(prefix) :][:1] in ("", "/", "?") for prefix in pages)

    return own, waiting


def _page(url: str) -> str:
    """An address as it is asked for: host in lower case, no usual port, no fragment; empty for what is no address."""
    try:
        return parse(url).page
    except NotAUrl:
        return ""


def _is_placeholder(url: str) -> bool:
    """Whether an address is one of those that are there until somebody sets the real one."""
    try:
        address = parse(url)
    except NotAUrl:
        return False
    return address.is_reserved or is_local_name(address.host)


def _settings(path: Path) -> dict[str, str]:
    """The plain values at the top of mkdocs.yml; `!ENV [NAME, default]` gives the variable or the default."""
    from yaml import MappingNode, ScalarNode, SequenceNode, YAMLError, compose

    try:
        from yaml import CSafeLoader as Loader
    except ImportError:  # PyYAML without its part in C: slower, the same
        from yaml import SafeLoader as Loader
    try:
        document = compose(path.read_text(encoding="utf-8"), Loader=Loader)
    except (YAMLError, OSError, ValueError):
        return {}
    values: dict[str, str] = {}
    for key, node in document.value if isinstance(document, MappingNode) else ():
        if not isinstance(key, ScalarNode):
            continue
        if isinstance(node, ScalarNode):
            values[key.value] = os.environ.get(node.value, "") if node.tag == "!ENV" else node.value
        elif isinstance(node, SequenceNode) and node.tag == "!ENV":
            names = [item.value for item in node.value if isinstance(item, ScalarNode)]
            found = next((os.environ[name] for name in names if name in os.environ), None)
            values[key.value] = found if found is not None else (names[-1] if names else "")
    return {key: value for key, value in values.items() if re.match(r"https?://|[\w./-]+\Z", value)}

"""Which groups of packages a lesson needs: `requirements/<group>.in`, found by what the lesson imports.

Works without the packages being installed, so that only those that are needed need to be.
"""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

CORE = "notebooks"
"""The group that every lesson needs."""
NETWORKS = ("deep", "tensorflow")
"""The groups of lessons that train neural networks, and so take longer."""
FURTHER = ("boosting", *NETWORKS, "serving", "operations", "series", "control", "dev")
"""The groups that only those lessons need that import something of them."""
APART = {"kubeflow": ".venv-kfp"}
"""The groups that do not go with the others, each with the folder of an environment of its own. A lesson that needs one
starts the Python of that environment, so its code names the folder."""
_MODULES = {
    "scikit-learn": "sklearn",
    "pillow": "PIL",
    "xgboost-cpu": "xgboost",
    "tensorflow-cpu": "tensorflow",
}
"""Names under which packages are imported, where they differ by more than a hyphen."""


def imported_modules(code: Iterable[str]) -> frozenset[str]:
    """Return the top-level names that the code imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse("\n".join(code))):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        modules += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
        names |= {module.split(".")[0] for module in modules}
    return frozenset(names)


def groups_of(code: Iterable[str], requirements: Path) -> tuple[str, ...]:
    """Return the groups that the code of a lesson needs."""
    code = list(code)
    imported = imported_modules(code)
    names = {group: packages(requirements / f"{group}.in") for group in FURTHER}
    started = (group for group, folder in APART.items() if any(folder in cell for cell in code))
    return (CORE, *(group for group in FURTHER if imported & set(map(module_of, names[group]))), *started)


def packages(path: Path) -> dict[str, str]:
    """Return the packages that a requirements file names, each with the version it is pinned to, or an empty text.

    A line `-r other.in` stands for the packages of that file. A file that is not there names none.
    """
    found: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines() if path.exists() else []:
        if match := re.match(r"([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:==\s*([^\s;#]+))?", line):
            found[match[1].lower()] = match[2] or ""
        elif match := re.match(r"-r\s+(\S+)", line):
            found |= packages(path.parent / match[1])
    return found


def pins(groups: Iterable[str], requirements: Path) -> str:
    """Return the pinned versions of groups as a text that changes when one of them does."""
    rows = {f"{name}=={at}" for group in groups for name, at in packages(requirements / f"{group}.in").items() if at}
    return "\n".join(sorted(rows))


def module_of(package: str) -> str:
    """Return the name under which a package is imported."""
    return _MODULES.get(package, package.replace("-", "_"))

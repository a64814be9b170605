"""Whether the committed outputs of a lesson were made from what is there now."""

from pathlib import Path

from mlroadmap.errors import ProblemsFound
from mlroadmap.lessons.executed import Executed, read_notebook
from mlroadmap.lessons.source import read_lesson
from mlroadmap.lessons.stamp import fingerprint
from roadmap_lessons.checkout import Checkout
from roadmap_lessons.requirements import groups_of, pins


def current_fingerprint(source: Path, checkout: Checkout) -> str:
    """Return what the stamp of an up-to-date notebook of `source` holds."""
    code = read_lesson(source, name=checkout.name(source)).codes
    text = "\n".join(code)
    files = {module.name: module.read_bytes() for module in checkout.modules}
    files |= {path.name: path.read_bytes() for path in sorted(checkout.data.glob("*")) if path.name in text}
    return fingerprint(code, versions=pins(groups_of(code, checkout.requirements), checkout.requirements), files=files)


def notebook_of(source: Path) -> Executed | None:
    """Return the executed notebook beside `source`; None where there is none that can be read."""
    try:
        return read_notebook(source.with_suffix(".ipynb"), name=source.name)
    except ProblemsFound:
        return None


def is_stale(source: Path, checkout: Checkout) -> bool:
    """Tell whether the outputs of a lesson were made from something else than what is there now."""
    notebook = notebook_of(source)
    if notebook is None or notebook.codes != read_lesson(source, name=checkout.name(source)).codes:
        return True
    return notebook.stamp.fingerprint != current_fingerprint(source, checkout)


def seconds_of(source: Path) -> float:
    """Return how long a lesson took when it was last run; a guess where it never was."""
    notebook = notebook_of(source)
    return notebook.stamp.seconds if notebook else 30.0


def shard_of(sources: list[Path], number: int, of: int) -> list[Path]:
    """Return one of several parts of the lessons that take about equally long. Parts are numbered from 1."""
    parts: list[list[Path]] = [[] for _ in range(of)]
    loads = [0.0] * of
    for source in sorted(sources, key=lambda one: (-seconds_of(one), one.stem)):
        least = loads.index(min(loads))
        parts[least].append(source)
        loads[least] += seconds_of(source)
    return sorted(parts[number - 1])

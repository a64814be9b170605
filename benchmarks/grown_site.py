"""A copy of the project with more lessons than are written: the written ones again, each under an id of its own.

What a build demands to be unique (ids of lessons, questions, exercises) is renamed in the copies; what may stand on one
page only (what can be moved, networks that run in the page) is left out of them. Each of their cells ends with a
comment of its own, so that nothing of one lesson is found again in the cache when its copy is built.
"""

import json
import re
import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
PARTS = ("docs", "hooks", "overrides", "scripts", "mkdocs.yml", "pyproject.toml")
ONLY_ONCE = re.compile(r"<!-- roadmap:(explorable|model)[^>]*-->")
NAMED = re.compile(r'^```python [^\n]*name="([a-z0-9-]+)"', re.MULTILINE)
CELL = re.compile(r"^(```python\b.*?)\n```$", re.MULTILINE | re.DOTALL)
FIRST_PLACES = ("promise_exercises", "introduces", "beyond_article")
"""Keys of a lesson's row that stay with the first of its kind."""


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width = 10_000
    return yaml


def _renamed(text: str, names: list[str], again: str) -> str:
    """Return `text` with `again` behind each of `names`, where one stands as a whole word."""
    longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.sub(rf"(?<![\w-])({longest_first})(?![\w-])", rf"\1{again}", text) if names else text


def _marked_notebook(text: str, mark: str) -> str:
    """Return a notebook with a comment at the end of each cell of code."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = "".join(cell["source"]) + mark
    return json.dumps(notebook)


def _copy_lesson(docs: Path, stage: str, id_: str, again: str) -> None:
    """Write source, notebook and questions of a lesson once more, under `id_ + again`."""
    source = docs / stage / f"{id_}.md"
    questions = docs / f"_data/questions/{id_}.yml"
    names = NAMED.findall(source.read_text("utf-8"))
    asked = questions.read_text("utf-8") if questions.exists() else ""
    names += re.findall(r"^ +- id: ([a-z0-9-]+)$", asked, re.MULTILINE)
    names += re.findall(r"roadmap:predict ([a-z0-9-]+)", source.read_text("utf-8"))
    mark = f"\n# {again.strip('-')}"
    for path in (source, source.with_suffix(".ipynb")):
        text = _renamed(ONLY_ONCE.sub("", path.read_text("utf-8")), sorted(set(names)), again)
        text = re.sub(rf"(roadmap:(?:lesson|questions|next) {id_})(?![\w-])", rf"\1{again}", text)
        text = _marked_notebook(text, mark) if path.suffix == ".ipynb" else CELL.sub(rf"\1{mark}\n```", text)
        path.with_stem(id_ + again).write_text(text, "utf-8")
    if asked:
        asked = re.sub(
            rf"^lesson: {id_}$", f"lesson: {id_}{again}", _renamed(asked, sorted(set(names)), again), flags=re.M
        )
        questions.with_stem(id_ + again).write_text(asked, "utf-8")


def grow(target: Path, lessons: int) -> int:
    """Write the project into `target` with `lessons`, or as many as are written if those are more; return how many."""
    for part in PARTS:
        from_, to = ROOT / part, target / part
        (shutil.copytree if from_.is_dir() else shutil.copy2)(from_, to)
    docs = target / "docs"
    data = docs / "_data/roadmap.yml"
    roadmap: Any = _yaml().load(data.read_text("utf-8"))
    places = [
        (stage["id"], section, row)
        for stage in roadmap["stages"]
        for section in stage["sections"]
        for row in list(section.get("lessons", []))
        if row["status"] == "written"
    ]
    layout = json.loads((docs / "_data/map-layout.json").read_text("utf-8"))
    there, turn = len(places), 1
    while there < lessons:
        again = f"-again-{turn}"
        for stage, section, row in places[: lessons - there]:
            _copy_lesson(docs, stage, row["id"], again)
            copied = deepcopy({key: value for key, value in row.items() if key not in FIRST_PLACES})
            section["lessons"].append(copied | {"id": row["id"] + again, "title": f"{row['title']}, again {turn}"})
            column, line = layout["lessons"][row["id"]]
            layout["lessons"][row["id"] + again] = [column, line + 100 * turn]
        there, turn = there + min(len(places), lessons - there), turn + 1
    with data.open("w", encoding="utf-8") as file:
        _yaml().dump(roadmap, file)
    (docs / "_data/map-layout.json").write_text(json.dumps(layout), "utf-8")
    return there

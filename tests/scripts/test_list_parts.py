"""`scripts/list_parts.py`: what it lists, against the checkout and the schema of the format."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import cyclonedx
import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from mlroadmap.lessons.runtime import load_runtime
from tests.builders import DOCS, ROOT

SCHEMAS = Path(cyclonedx.__file__).parent / "schema/_res"


def written(out: Path, **environment: str) -> bytes:
    command = [sys.executable, str(ROOT / "scripts/list_parts.py"), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, check=True)
    assert not done.stderr
    return out.read_bytes()


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return json.loads(written(tmp_path_factory.mktemp("parts") / "deep/parts.json", SOURCE_DATE_EPOCH="1800000000"))


def named(listed: Any, prefix: str) -> dict[str, Any]:
    return {part["name"]: part for part in listed["components"] if part["bom-ref"].startswith(prefix)}


def test_it_is_valid_by_the_schema_of_its_format(listed: Any) -> None:
    names = ("bom-1.6", "spdx", "jsf-0.82")
    schemas = [json.loads((SCHEMAS / f"{name}.SNAPSHOT.schema.json").read_text("utf-8")) for name in names]
    registry = Registry().with_resources((one["$id"], Resource(one, DRAFT7)) for one in schemas)
    validator = Draft7Validator(schemas[0], registry=registry)
    assert [error.message for error in validator.iter_errors(listed)] == []
    assert list(validator.iter_errors(listed | {"components": [{"name": "no type"}]}))


def test_every_published_data_file_is_listed_with_its_hash(listed: Any) -> None:
    data = named(listed, "data:")
    files = {part["properties"][0]["value"]: part["hashes"][0]["content"] for part in data.values()}
    there = {f"assets/data/{path.name}": path for path in (DOCS / "assets/data").iterdir() if path.suffix != ".md"}
    assert files == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()}


def test_what_builds_the_site_is_told_apart_from_what_readers_get(listed: Any) -> None:
    scopes = {name: part["scope"] for name, part in named(listed, "pypi:").items()}
    pinned = re.findall(r"^([a-z0-9._-]+)(?:\[.*?\])?==", (ROOT / "requirements/site.txt").read_text("utf-8"), re.M)
    assert set(scopes) == {name.replace("_", "-").replace(".", "-") for name in pinned}
    assert [name for name, scope in scopes.items() if scope == "required"] == ["mkdocs-material"]
    assert named(listed, "npm:")["typescript"]["scope"] == "excluded"


def test_python_for_the_browser_is_listed_file_by_file_where_it_was_fetched(listed: Any) -> None:
    if (runtime := load_runtime(ROOT)) is None:
        pytest.skip("there is no .runtime: `make runtime` fetches it")
    parts = named(listed, "pyodide:")
    assert set(parts) == set(runtime.lock.packages)
    assert parts["numpy"]["hashes"][0]["content"] == runtime.lock.packages["numpy"].sha256
    assert parts["numpy"]["purl"] == f"pkg:pypi/numpy@{parts['numpy']['version']}"
    assert named(listed, "npm:")["pyodide"]["scope"] == "required"


def test_the_same_commit_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (written(tmp_path / name, SOURCE_DATE_EPOCH="1800000000") for name in ("one", "two"))
    assert first == second
    assert json.loads(first)["metadata"]["timestamp"].startswith("2027-01-15T08:00:00")

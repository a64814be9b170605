#!/usr/bin/env python
"""List what a release holds that others made, as a CycloneDX bill of materials: `make parts`.

    python scripts/list_parts.py OUT.cdx.json

Parts that reach readers: Python for the browser with its packages (if `make runtime` has fetched it), the theme, the
data sets, with the SHA-256 that files were checked against. What only built the site is listed as excluded from it.
The same commit gives the same bytes: the date is that of SOURCE_DATE_EPOCH, and left out without one.
"""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import click
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from pin_requirements import FOLDER as REQUIREMENTS
from pin_requirements import pins

from mlroadmap.data.load import load_roadmap
from mlroadmap.data.model import Roadmap
from mlroadmap.lessons.runtime import Runtime, load_runtime

ROOT = Path(__file__).parents[1]
NAME = "machine-learning-roadmap"
SHIPPED = frozenset({"mkdocs-material"})
"""Packages of requirements/site.txt whose files stand in the built site."""
IN_ZIP = ("iframe-worker",)
"""Packages of package.json whose files stand in the zip."""


def library(kind: str, name: str, version: str, scope: ComponentScope, sha256: str | None = None) -> Component:
    """Return a package of a registry; `kind` is `pypi` or `npm`."""
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        purl=PackageURL(kind, None, name, version),
        bom_ref=f"{kind}:{name}@{version}",
        scope=scope,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=sha256)] if sha256 else (),
    )


def of_builder(text: str) -> Iterator[Component]:
    """Give the packages of requirements/site.txt, by its text."""
    for name, pin in pins(text).items():
        scope = ComponentScope.REQUIRED if name in SHIPPED else ComponentScope.EXCLUDED
        yield library("pypi", name, str(pin.specifier).removeprefix("=="), scope)


def of_npm(versions: Mapping[str, str], *, runtime: bool) -> Iterator[Component]:
    """Give the packages of package.json, by their versions; Pyodide is in a release that has the runtime."""
    shipped = {*IN_ZIP, *(["pyodide"] if runtime else [])}
    for name, version in versions.items():
        yield library("npm", name, version, ComponentScope.REQUIRED if name in shipped else ComponentScope.EXCLUDED)


def of_runtime(runtime: Runtime) -> Iterator[Component]:
    """Give the packages for Python in the page: the very files, by their SHA-256."""
    for package in runtime.lock.packages.values():
        version = package.file.split("-")[1]
        part = library("pypi", package.name, version, ComponentScope.OPTIONAL, package.sha256)
        part.properties = [Property(name=f"{NAME}:file", value=runtime.address + package.file)]
        part.bom_ref.value = f"pyodide:{package.name}@{version}"
        yield part


def of_data(roadmap: Roadmap) -> Iterator[Component]:
    """Give the data sets whose files are published."""
    for card in roadmap.datasets:
        if card.file:
            yield Component(
                name=card.id,
                type=ComponentType.DATA,
                bom_ref=f"data:{card.id}",
                description=card.title,
                licenses=[DisjunctiveLicense(name=card.licence)],
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=card.sha256)] if card.sha256 else (),
                properties=[Property(name=f"{NAME}:file", value=f"assets/data/{card.file}")],
            )


def bill(root: Path, *, date: datetime | None) -> str:
    """Return the bill of materials of a checkout as JSON."""
    runtime = load_runtime(root)
    npm = json.loads((root / "package.json").read_text("utf-8"))["devDependencies"]
    parts = [
        *of_builder((root / REQUIREMENTS.name / "site.txt").read_text("utf-8")),
        *of_npm(npm, runtime=runtime is not None),
        *(of_runtime(runtime) if runtime else ()),
        *of_data(load_roadmap(root / "docs")),
    ]
    bom = Bom(components=parts)
    bom.metadata.component = Component(name=NAME, type=ComponentType.APPLICATION, bom_ref=NAME)
    bom.register_dependency(bom.metadata.component, parts)
    bom.metadata.timestamp = date or datetime.fromtimestamp(0, UTC)
    content = json.loads(JsonV1Dot6(bom).output_as_string())
    if date is None:
        del content["metadata"]["timestamp"]
    del content["serialNumber"]  # a random one
    text = json.dumps(content, sort_keys=True)
    content["serialNumber"] = f"urn:uuid:{uuid5(NAMESPACE_URL, text)}"
    return json.dumps(content, indent=2, sort_keys=True) + "\n"


@click.command(help=__doc__)
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
def main(out: Path) -> None:
    """Write the list and say how long it is."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    text = bill(ROOT, date=datetime.fromtimestamp(int(epoch), UTC) if epoch else None)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, "utf-8")
    scopes = [part.get("scope", "required") for part in json.loads(text)["components"]]
    click.echo(f"{out}: {len(scopes) - scopes.count('excluded')} parts, and {scopes.count('excluded')} that built it")


if __name__ == "__main__":
    main()

#!/usr/bin/env python
"""Build the site with other generators than MkDocs, and compare: `make generators`.

    python scripts/try_generators.py [--report OUT.md]

Run it in an environment that has ProperDocs and Zensical besides what builds the site. ProperDocs, a fork of MkDocs,
has to give the same bytes: exit code 1 where it does not. Zensical runs no hooks of ours; it builds the Markdown pages
with `mlroadmap.mdx`, and what it makes of them is reported, page by page, and fails nothing.
docs/contributing/maintain.md says what to do with the answer.
"""

import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from mkdocs.utils.yaml import yaml_load
from ruamel.yaml import YAML
from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).parents[1]
LEFT_OUT = ("hooks", "plugins", "validation", "exclude_docs", "watch", "strict", "nav")
"""Keys of mkdocs.yml that Zensical does not know, or that need our hooks."""


def build(generator: str, out: Path) -> None:
    """Build the site as `make build` does, keeping nothing."""
    command = [sys.executable, "-m", generator, "build", "--strict", "--quiet", "--site-dir", str(out)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "BUILD_CACHE": ""}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{generator} did not build the site:\n{done.stdout}{done.stderr}")


def differing(one: Path, other: Path) -> Iterator[str]:
    """Give the files that two builds have differently, or that only one of them has."""
    names = {path.relative_to(root).as_posix() for root in (one, other) for path in root.rglob("*") if path.is_file()}
    for name in sorted(names):
        if not ((one / name).exists() and (other / name).exists()):
            yield f"{name}: only {one.name if (one / name).exists() else other.name} has it"
        elif not filecmp.cmp(one / name, other / name, shallow=False):
            yield f"{name}: differs"


def words(page: Path) -> list[str]:
    """Return the words of the text of a page, without its navigation."""
    article = LexborHTMLParser(page.read_text("utf-8")).css_first("article")
    for aside in article.css("script, style, .headerlink, .md-content__button, .md-source-file") if article else ():
        aside.decompose()
    return article.text(separator=" ").split() if article else []


def with_zensical(folder: Path) -> Path:
    """Build the Markdown pages with Zensical in a folder, and return where they are."""
    settings = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    settings = {key: value for key, value in settings.items() if key not in LEFT_OUT}
    settings["markdown_extensions"].append("roadmap_port.zensical_pages")
    settings["extra"] = {"committed": 0}
    for part in ("docs", "overrides"):  # it takes none that lies elsewhere
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("_data", "*.ipynb", "sitemap.xml"))
    config = folder / "mkdocs.yml"
    with config.open("w", encoding="utf-8") as file:
        YAML(typ="safe").dump(settings, file)
    command = [sys.executable, "-m", "zensical", "build", "--config-file", str(config)]
    path = os.pathsep.join([str(ROOT / "scripts"), os.environ.get("PYTHONPATH", "")])
    environment = os.environ | {"PYTHONPATH": path}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ChildProcessError((done.stdout + done.stderr)[-2000:])
    return folder / "site"


def report(ours: Path, theirs: Path) -> Iterator[str]:
    """Give lines that say how many Markdown pages have the same words, and name those that do not."""
    pages = sorted(path.relative_to(ours) for path in ours.rglob("index.html"))
    markdown = [page for page in pages if not (ours / page.parent / f"{page.parent.name}.ipynb").exists()]
    same = [page for page in markdown if (theirs / page).exists() and words(theirs / page) == words(ours / page)]
    yield f"Zensical: {len(same)} of {len(markdown)} Markdown pages have the same words."
    for page in markdown:
        if page not in same:
            yield f"- {page.parent}: {'other words' if (theirs / page).exists() else 'not there'}"


@click.command(help=__doc__)
@click.option("--report", "out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write what was found.")
def main(out: Path | None) -> None:
    """Build three times and compare."""
    with tempfile.TemporaryDirectory() as name:
        mkdocs, properdocs = Path(name, "mkdocs"), Path(name, "properdocs")
        build("mkdocs", mkdocs)
        build("properdocs", properdocs)
        faults = list(differing(mkdocs, properdocs))
        count = sum(path.is_file() for path in mkdocs.rglob("*"))
        lines = [f"ProperDocs: {len(faults)} of {count} files differ.", *(f"- {fault}" for fault in faults)]
        try:
            Path(name, "zensical").mkdir()
            lines += report(mkdocs, with_zensical(Path(name, "zensical")))
        except ChildProcessError as error:
            lines += ["Zensical: does not build.", "", "~~~~text", str(error), "~~~~"]
    text = "\n".join(lines) + "\n"
    if out:
        out.write_text(text, "utf-8")
    click.echo(text, nl=False)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()

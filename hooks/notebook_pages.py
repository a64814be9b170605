"""MkDocs hook: lessons become pages like any other.

mkdocs-jupyter finds the notebooks, makes pages of them and offers them for download. What it would render is replaced
by the lesson's Markdown source joined with the notebook's outputs, so that links, tables of contents, admonitions,
search and the edit link work as on every other page, and no JupyterLab style sheet is inlined.
"""

import json
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mlroadmap import second
from mlroadmap.errors import ProblemsFound
from mlroadmap.lessons.offer import load_offer
from mlroadmap.lessons.page import LessonPage
from mlroadmap.publish.learner_notebook import origin_of
from mlroadmap.publish.lesson_files import InPage, files_of, in_page, lesson_page
from mlroadmap.publish.versions import served, todays
from mlroadmap.site import SLICES


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Look for Python for the browser, which a build may have or not."""
    try:
        config.extra["offer"] = load_offer(Path(config.docs_dir))
    except ProblemsFound as error:
        raise PluginError(f"the data needs mending\n{error}") from None
    slices = Path(config.docs_dir, SLICES)
    config.extra["slices"] = json.loads(slices.read_text("utf-8")) if slices.exists() else {}
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Let each notebook answer to the name of its source, so that links and edit links are to the `.md`."""
    config.extra["in_page"] = {}
    offer = config.extra.pop("offer")  # it holds all data files
    config.extra["python"] = offer.runtime.address if offer else ""
    if offer:
        site, slices, cache = config.extra["roadmap"], config.extra["slices"], config.extra["cache"]

        def runs_of(id_: str) -> InPage | None:
            return in_page(site.lessons[id_], id_, offer, slices.get(id_, {}), cache)

        with second.helping(reversed(site.lessons), runs_of, cache):
            runs = {id_: runs_of(id_) for id_ in site.lessons}
        config.extra["in_page"] = runs
        config.extra["roadmap"] = replace(site, in_page=frozenset(id_ for id_, run in runs.items() if run))
        for part in offer.runtime.sizes:
            whole = str(offer.runtime.folder / part)
            files.append(File.generated(config, offer.runtime.address + part, abs_src_path=whole))
    for notebook in [file for file in files if file.src_uri.endswith(".ipynb")]:
        name = notebook.src_uri.removesuffix(".ipynb") + ".md"
        if source := files.get_file_from_path(name):
            files.remove(source)
        files.remove(notebook)
        notebook.abs_src_path = notebook.abs_src_path  # keep the file; only its name changes
        notebook.src_uri = name
        files.append(notebook)
    docs = Path(config.docs_dir)
    for name, path in served(docs).items():
        files.append(File.generated(config, name, abs_src_path=str(path)))
    config.extra["served"] = todays(docs)
    return files


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Replace what mkdocs-jupyter would render by the joined lesson, and add its figures to the site."""
    notebook = Path(page.file.abs_src_path or "")
    if notebook.suffix != ".ipynb":
        return page
    site, cache = config.extra["roadmap"], config.extra["cache"]
    name, folder, id_ = f"docs/{page.file.src_uri}", page.file.src_uri.removesuffix(".md"), notebook.stem
    source, questions, runs = site.lessons[id_], site.questions.get(id_), config.extra["in_page"].get(id_)
    try:
        folds = site.index.climbs(id_)
        lesson = lesson_page(source, notebook, runs, questions, name=name, fold_drawings=folds, cache=cache)
    except ProblemsFound as error:
        config.extra["problems"] += error.problems  # told with those of all other pages
        config.extra.setdefault("lesson_pages", {})[page.file.src_uri] = LessonPage("", (), "", {})
        return page
    home, packages = config.site_url or "", site.stamps[id_].packages
    origin = origin_of(source, packages, page=page.file.src_uri, site=home, served=config.extra["served"])
    digest, roadmap = site.digest, site.roadmap
    beside = files_of(
        source, id_, lesson, runs, origin, roadmap=roadmap, questions=questions, digest=digest, cache=cache
    )
    for file, content in beside.items():
        files.append(File.generated(config, f"{folder}/{file}", content=content))
    config.extra.setdefault("lesson_pages", {})[page.file.src_uri] = lesson
    return page


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Give MkDocs the lesson's Markdown instead of the notebook's JSON."""
    lesson = config.extra.get("lesson_pages", {}).get(page.file.src_uri)
    return lesson.markdown if lesson else None


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put code cells and outputs into the rendered page; nobody needs them after that."""
    lesson = config.extra.get("lesson_pages", {}).pop(page.file.src_uri, None)
    if lesson and "rm-seam" in "".join(lesson.cells):
        page.meta["python"] = config.extra["python"]
    return lesson.fill(html) if lesson else html

"""MkDocs hook: lessons become pages like any other.

mkdocs-jupyter finds the notebooks, makes pages of them and offers them for download. What it would render is replaced
by the lesson's Markdown source joined with the notebook's outputs, so that links, tables of contents, admonitions,
search and the edit link work as on every other page, and no JupyterLab style sheet is inlined.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mlroadmap.errors import ProblemsFound
from mlroadmap.lessons.executed import read_notebook
from mlroadmap.lessons.offer import MEGABYTE, Offer, load_offer
from mlroadmap.lessons.page import LessonPage, page_of
from mlroadmap.lessons.practice import NAME
from mlroadmap.lessons.source import LessonText
from mlroadmap.publish.learner_notebook import learner_notebook, origin_of
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


def _in_page(offer: Offer, lessons: Mapping[str, LessonText]) -> frozenset[str]:
    """Return the lessons that this build lets run in their page."""
    return frozenset(id_ for id_, one in lessons.items() if not one.problems and offer.holds(id_, one.cells))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Let each notebook answer to the name of its source, so that links and edit links are to the `.md`."""
    if offer := config.extra["offer"]:
        site = config.extra["roadmap"]
        config.extra["roadmap"] = replace(site, in_page=_in_page(offer, site.lessons))
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
        files.append(File.generated(config, name, content=path.read_bytes()))
    config.extra["served"] = todays(docs)
    return files


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Replace what mkdocs-jupyter would render by the joined lesson, and add its figures to the site."""
    notebook = Path(page.file.abs_src_path or "")
    if notebook.suffix != ".ipynb":
        return page
    name, folder = f"docs/{page.file.src_uri}", page.file.src_uri.removesuffix(".md")
    offer, megabytes = config.extra["offer"], None
    questions = config.extra["roadmap"].questions.get(notebook.stem)
    asked = {one.id for one in questions.predict} if questions else set()
    exercises: dict[str, int] = {}
    try:
        source = config.extra["roadmap"].lessons[notebook.stem]
        if offer and not source.problems and (practice := offer.practice(notebook.stem, source.cells)):
            megabytes = offer.megabytes(practice)
            parts = offer.exercises(practice, source, config.extra["slices"].get(notebook.stem, {}))
            exercises = {id_: round(one["bytes"] / MEGABYTE) for id_, one in parts.items()}
            files.append(File.generated(config, f"{folder}/{NAME}", content=offer.as_json(practice, parts)))
        run = read_notebook(notebook, name=name)
        lesson = page_of(
            source,
            run,
            name=name,
            predictions=asked,
            megabytes=megabytes,
            exercises=exercises,
            fold_drawings=config.extra["roadmap"].index.climbs(notebook.stem),
        )
    except ProblemsFound as error:
        config.extra["problems"] += error.problems  # told with those of all other pages
        config.extra.setdefault("lesson_pages", {})[page.file.src_uri] = LessonPage("", (), "", {})
        page.render = Page.render.__get__(page)  # type: ignore[method-assign]
        return page
    for name, svg in lesson.figures.items():
        files.append(File.generated(config, f"{folder}/{name}", content=svg))
    site, id_, home = config.extra["roadmap"], Path(folder).name, config.site_url or ""
    origin = origin_of(source, run, page=page.file.src_uri, site=home, served=config.extra["served"])
    offered = learner_notebook(source, id_, origin, roadmap=site.roadmap, questions=site.questions.get(id_))
    files.append(File.generated(config, f"{folder}/{id_}.ipynb", content=offered))
    page.render = Page.render.__get__(page)  # type: ignore[method-assign]
    config.extra.setdefault("lesson_pages", {})[page.file.src_uri] = lesson
    return page


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Give MkDocs the lesson's Markdown instead of the notebook's JSON."""
    lesson = config.extra.get("lesson_pages", {}).get(page.file.src_uri)
    return lesson.markdown if lesson else None


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put code cells and outputs into the rendered page."""
    lesson = config.extra.get("lesson_pages", {}).get(page.file.src_uri)
    if lesson and "rm-seam" in "".join(lesson.cells):
        page.meta["python"] = config.extra["offer"].runtime.address
    return lesson.fill(html) if lesson else html

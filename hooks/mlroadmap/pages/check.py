"""Everything that can be said of all pages and of the data before a site is built, in one run.

What needs no data is looked at even when the data is wrong: names of markers, formulas, what Markdown loses in silence,
and what it leaves as it was typed.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mlroadmap.data.messages import shown, titled
from mlroadmap.data.model import ORIGIN
from mlroadmap.data.tree import read_tree
from mlroadmap.errors import Problem, ProblemsFound, did_you_mean, one_of
from mlroadmap.fences import lines
from mlroadmap.files import read_text, visible
from mlroadmap.pages.dead_links import dead_links
from mlroadmap.pages.file_names import misnamed
from mlroadmap.pages.leftovers import Leftover, leftovers, located
from mlroadmap.pages.markers import check_names, expand
from mlroadmap.pages.mathml import FormulasWrong, to_mathml
from mlroadmap.pages.slips import slips
from mlroadmap.site import Examined, Site, examine_data, lesson_sources, name_of

OF_LESSONS = frozenset({"RM101", "RM103", "RM106", "RM110", "RM706", "RM717"})
"""Codes of front matter, fences and empty files, which the reader of lessons looks at in lessons."""
Render = Callable[[str], str]
"""Turns Markdown into HTML, as the generator does."""

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_OPENED = re.compile(r"(?P<above>\s*)^---[ \t]*\n(?=\w+:(?:[ \t]|$))", re.MULTILINE)
KEYS = ("title", "description", "hide", "scripts", "template", "icon", "status", "subtitle", "search", "tags")
"""What may stand in the front matter of a page."""
HIDDEN = ("navigation", "toc", "path", "footer", "tags", "feedback")
"""The parts of a page that the theme leaves out when `hide` names them."""

_NAMES_FILES = re.compile(r"^(?:scripts|template)\s*:", re.MULTILINE)
_EXAMPLES = {"scripts": "plan-page", "tags": "statistics", "hide": "navigation"}


def examine(docs: Path, render: Render, *, repo_url: str = "") -> tuple[list[Problem], Site | None]:
    """Return every problem under `docs`, and the site if there is none. `render` is for the look at what comes out."""
    data = examine_data(docs, repo_url=repo_url)
    files = frozenset(path.relative_to(docs).as_posix() for path in visible(docs, "**/*"))
    problems, lessons = set(data.problems), set(lesson_sources(docs))
    problems.update(misnamed(docs))
    for path in visible(docs, "**/*.md"):
        name = name_of(path, docs)
        try:
            text = read_text(path, name=name)
        except ProblemsFound as error:
            problems.update(error.problems)
            continue
        page = path.relative_to(docs).as_posix()
        problems.update(markers_of(text, data, page=page, name=name))
        problems.update(dead_links(text, files, page=page, name=name))
        problems.update(named_files(text, docs, name=name))
        found = look(text, render, name=name)
        problems.update(one for one in found if path not in lessons or one.code not in OF_LESSONS)
    return sorted(problems), None if problems else data.site


def markers_of(text: str, data: Examined, *, page: str, name: str) -> list[Problem]:
    """Return what is wrong with the markers of a page, as far as the data allows to say it."""
    if data.site is None:
        return check_names(text, name=name)
    try:
        expand(text, data.site, page=page, name=name, told=bool(data.problems))
    except ProblemsFound as error:
        return data.follow_ups(list(error.problems))
    return []


def look(text: str, render: Render, *, name: str) -> list[Problem]:
    """Return what is wrong with a page beside its markers."""
    body = _FRONT_MATTER.sub(lambda match: "\n" * match[0].count("\n"), text)
    _, found = finished(render(_without_cells(body)), text, name=name)
    return [*of_source(text, name=name), *found]


def of_source(text: str, *, name: str) -> list[Problem]:
    """Return what can be seen in a page's source: its front matter, and what Markdown loses."""
    return [*front_matter(text, name=name), *slips(text, name=name)]


def finished(html: str, source: str, *, name: str) -> tuple[str, list[Problem]]:
    """Return the rendered HTML of a page with its formulas as MathML, and what is wrong with it.

    Problems have the lines of the page's `source`.
    """
    found = leftovers(html)
    try:
        html = to_mathml(html)
    except FormulasWrong as error:
        found += [Leftover(one.source, "RM708", str(one)) for one in error.errors]
    return html, located(found, source, name=name)


def front_matter(text: str, *, name: str) -> Iterable[Problem]:
    """Return what is wrong in the front matter of a page."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        if opened := _OPENED.match(text):
            line = opened["above"].count("\n") + 1
            said = "begins on the first line: remove what is above" if line > 1 else "is never closed: end it with ---"
            yield Problem(name, line, "RM101", f"the front matter {said}")
        return
    try:
        tree = read_tree(f"\n{match['yaml']}", name=name)  # one line more, so that lines are those of the page
    except ProblemsFound as error:
        yield from error.problems
        return
    for place, line, code, said in tree.found:
        key = f"'{place[-1]}' " if place and code == "RM106" else ""
        yield Problem(name, line, code, f"{titled(tree.data)}{key}{said}")
    for eaten in tree.eaten:
        said = f"'{eaten.place[-1]}' ends before ` #`, and what follows is lost: put the whole text in quotes"
        yield Problem(name, eaten.line, "RM110", said)
    if isinstance(tree.data, dict):
        yield from _keys(tree.data, name)
    else:
        yield Problem(name, 2, "RM106", "front matter is made of rows such as title: How to use this roadmap")


def _keys(rows: dict[str, Any], name: str) -> Iterable[Problem]:
    for key, value in rows.items():
        if key == ORIGIN:
            continue
        line = rows[ORIGIN].lines[key]
        if key not in KEYS:
            mend = did_you_mean(key, KEYS) or f"; known: {one_of(KEYS)}"
            yield Problem(name, line, "RM103", f"unknown key '{key}'{mend}")
        elif key in {"title", "description"} and not isinstance(value, str | None):
            yield Problem(name, line, "RM106", f"'{key}': {shown(value)} is not text: put it in quotes")
        elif key == "search":
            if not isinstance(value, dict):
                said = "is not a row with keys: write `exclude: true` below it, indented"
                yield Problem(name, line, "RM106", f"'{key}': {shown(value)} {said}")
        elif key in {"scripts", "tags"} and not _texts(value):
            said = f"is not a list of texts: write {key}: [{_EXAMPLES[key]}]"
            yield Problem(name, line, "RM106", f"'{key}': {shown(value)} {said}")
        elif key == "template" and not isinstance(value, str):
            yield Problem(name, line, "RM106", f"'{key}': {shown(value)} is not text: put it in quotes")
        elif key == "hide":
            yield from _hidden(value, name, line)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _hidden(value: Any, name: str, line: int) -> Iterable[Problem]:
    """One word without brackets hides as well as a list does."""
    words = [value] if isinstance(value, str) else value
    if not _texts(words):
        said = f"'hide': {shown(value)} is not a list of texts: write hide: [{_EXAMPLES['hide']}]"
        yield Problem(name, line, "RM106", said)
        return
    for word in words:
        if word not in HIDDEN:
            mend = did_you_mean(word, HIDDEN) or f"; known: {one_of(HIDDEN)}"
            yield Problem(name, line, "RM104", f"'hide': there is no part '{word}' to hide{mend}")


def named_files(text: str, docs: Path, *, name: str) -> Iterable[Problem]:
    """Return a problem for each script and template that the front matter of a page names and that is not there."""
    match = _FRONT_MATTER.match(text)
    if match is None or not _NAMES_FILES.search(match["yaml"]):
        return
    try:
        rows = read_tree(f"\n{match['yaml']}", name=name).data
    except ProblemsFound:  # which `front_matter` tells
        return
    if not isinstance(rows, dict):
        return
    scripts, template = rows.get("scripts"), rows.get("template")
    there = [path.stem for path in (docs / "javascripts").glob("*.js")]
    for script in scripts if isinstance(scripts, list) else ():
        if isinstance(script, str) and not (docs / "javascripts" / f"{script}.js").is_file():
            mend = did_you_mean(script.removesuffix(".js"), there) or ": mend the name, or delete it"
            said = f"'scripts': there is no docs/javascripts/{script}.js{mend}"
            yield Problem(name, rows[ORIGIN].lines["scripts"], "RM106", said)
    if isinstance(template, str) and template != "main.html" and not (docs.parent / "overrides" / template).is_file():
        said = f"'template': there is no overrides/{template}: delete the line, or add the file"
        yield Problem(name, rows[ORIGIN].lines["template"], "RM106", said)


def _without_cells(markdown: str) -> str:
    """The page with its fences opened by their language alone: tags of cells are for the reader of lessons."""
    shown = []
    for line in lines(markdown):
        opens = line.in_code and line.number == line.opened and (line.fence or "").startswith("python")
        shown.append(re.sub(r"python\b.*", "python", line.text) if opens else line.text)
    return "\n".join(shown)

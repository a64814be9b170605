"""MkDocs hook: load and check the data once per build, expand markers, turn formulas into MathML.

What is wrong with pages is collected, and told when all of them were rendered.
"""

import re
from dataclasses import replace
from pathlib import Path

from jinja2 import Environment
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mlroadmap.cache import Cache, digest_of, package_files
from mlroadmap.errors import Problem, ProblemsFound, report
from mlroadmap.files import read_text
from mlroadmap.pages.check import OF_LESSONS, examine, finished, named_files, of_source
from mlroadmap.pages.html import (
    empty_headings_are_cells,
    keep_permalinks_out_of_names,
    make_tables_scrollable,
    minify,
    set_prose_in_columns,
)
from mlroadmap.pages.markers import expand
from mlroadmap.pages.navigation import fill_navigation
from mlroadmap.publish.anki import cards
from mlroadmap.publish.browser_modules import modules
from mlroadmap.publish.built_styles import write_styles
from mlroadmap.publish.course_data import course_data
from mlroadmap.publish.data import published
from mlroadmap.publish.feeds import entries, json_feed, rss
from mlroadmap.publish.joined import SITE_SCRIPT, SITE_STYLE, CannotJoin, join_all, leaning, with_one_script
from mlroadmap.publish.offline import MANIFEST, bundles, read_built
from mlroadmap.publish.scripts import without_comments, without_css_comments, without_indents
from mlroadmap.publish.search import publish_search
from mlroadmap.publish.social import Card
from mlroadmap.site import load_site

OF_THEME = re.compile(r"assets/stylesheets/(main|palette)\.\w+\.min\.css")
"""The theme's style sheets, `main` first."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the data; a wrong one stops the build with every problem in it and in the pages."""
    docs = Path(config.docs_dir)
    kept = config.extra["kept"]
    cache = config.extra["cache"] = Cache(docs.parent / kept if kept else None)
    try:
        site = load_site(docs, repo_url=config.repo_url or "", cache=cache)
    except ProblemsFound:
        markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})
        problems, _ = examine(docs, lambda text: markdown.reset().convert(text))
        raise PluginError(f"the data needs mending\n{report(problems)}") from None
    edit_url = f"{config.repo_url.rstrip('/')}/{config.edit_uri}" if config.repo_url and config.edit_uri else ""
    config.extra["roadmap"] = replace(site, edit_url=edit_url)
    config.extra["problems"] = []
    config.nav = fill_navigation(config.nav or [], config.extra["roadmap"].roadmap)
    # Of every page: one script and one style sheet, made of those that mkdocs.yml names.
    config.extra["joined"] = {
        SITE_SCRIPT: tuple(str(one) for one in config.extra_javascript),
        SITE_STYLE: tuple(config.extra_css),
    }
    config.extra_javascript, config.extra_css = [], [SITE_STYLE]
    config.extra["light"] = ["", *(f"{stage.id}/" for stage in site.roadmap.stages)]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Shorten the scripts, and add what is made from the data: modules for them, data for other programs, feeds."""
    for file in files:
        if file.src_uri.endswith(".js"):
            file.content_string = without_comments(file.content_string)
    site = config.extra["roadmap"]
    config.extra["shown"] = digest_of([site.shown, *package_files()])
    address, news = config.site_url or "", entries(site.roadmap, site.links)
    of_data = modules(site.roadmap, site.questions, site.work, site.interviews)
    config.extra["of_data"] = frozenset(of_data)
    made = {
        **of_data,
        **published(site.roadmap, site=address),
        "data/questions.csv": cards(site.questions),
        "feed.json": json_feed(news, site=address),
        "feed.xml": rss(news, site=address),
    }
    for name, text in made.items():
        files.append(File.generated(config, name, content=text))
    add_joined(files, config)
    return files


def add_joined(files: Files, config: MkDocsConfig) -> None:
    """Add the files that every page and every lesson asks for once, and let the other modules lean on them."""
    there = {
        file.src_uri: file for file in files if file.src_uri.startswith("javascripts/") and file.src_uri.endswith(".js")
    }
    texts = {path: file.content_string for path, file in there.items()}
    try:
        made, homes = join_all(config.extra["joined"][SITE_SCRIPT], texts)
    except CannotJoin as problem:
        raise PluginError(f"docs/{problem}") from None
    styles = style_sheets(files, config)
    made = {name: without_indents(text) for name, text in made.items()}
    made[SITE_STYLE] = without_css_comments("".join(file.content_string for file in styles))
    for path in there.keys() - homes.keys():
        there[path].content_string = without_indents(leaning(path, texts[path], homes))
    for file in [*(there[path] for path in homes), *styles]:
        files.remove(file)  # nobody asks for them one by one
    for name, text in made.items():
        files.append(File.generated(config, name, content=text))


def style_sheets(files: Files, config: MkDocsConfig) -> list[File]:
    """Return the sheets that become one, the theme's first. A named one that is not there stops the build."""
    named = config.extra["joined"][SITE_STYLE]
    if missing := [name for name in named if not files.get_file_from_path(name)]:
        raise PluginError(f"mkdocs.yml needs mending\n{report([_no_sheet(name, config) for name in missing])}")
    names = [*(file.src_uri for file in files if OF_THEME.fullmatch(file.src_uri)), *named]
    return [file for name in names if (file := files.get_file_from_path(name))]


def _no_sheet(name: str, config: MkDocsConfig) -> Problem:
    """Say that a style sheet which mkdocs.yml names is not there, at its line."""
    path = Path(config.config_file_path)
    rows = path.read_text("utf-8").split("\n")
    line = next((number for number, row in enumerate(rows, start=1) if name in row.partition(" #")[0]), 1)
    if "//" in name:
        said = f"{name} is on another site, which would know the reader: save it under docs/stylesheets and name that"
    else:
        said = f"there is no style sheet docs/{name}: mend its name, or delete the line"
    return Problem(path.name, line, "RM106", f"'extra_css': {said}")


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Tell what is wrong with pages, all at once, or note pictures for sharing and what search engines are told."""
    if problems := sorted(set(config.extra["problems"])):
        raise PluginError(f"pages need mending\n{report(problems)}")
    pages = [file.page for file in files.documentation_pages() if file.page]
    site = config.extra["roadmap"]
    config.extra["course_data"] = course_data(site.roadmap, site=config.site_url) if config.site_url else {}
    config.extra["social_cards"] = {page.url: Card.of(page.url, str(page.title), config.site_name) for page in pages}
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Expand the markers of a page, and look at its source."""
    site, source, name = config.extra["roadmap"], page.file.src_uri, f"docs/{page.file.src_uri}"
    text = read_text(Path(config.docs_dir, source), name=name)
    is_lesson = source in config.extra.get("lesson_pages", {})
    config.extra["problems"] += [
        one
        for one in config.extra["cache"].get("source", [name, text], lambda: of_source(text, name=name))
        if not is_lesson or one.code not in OF_LESSONS
    ]
    if not is_lesson:
        config.extra["problems"] += named_files(text, Path(config.docs_dir), name=name)
    try:
        parts = [markdown, source, config.extra["shown"]]
        return config.extra["cache"].get("expanded", parts, lambda: expand(markdown, site, page=source, name=name))  # type: ignore[no-any-return]
    except ProblemsFound:
        try:  # again on the whole file: MkDocs has cut off its front matter, and lines are counted from there
            expand(text, site, page=source, name=name)
        except ProblemsFound as exact:
            config.extra["problems"] += exact.problems
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn the formulas of a page into MathML, let its wide tables scroll, and look at what came out."""
    name = f"docs/{page.file.src_uri}"
    source = read_text(Path(config.docs_dir, page.file.src_uri), name=name)
    kept = config.extra["cache"].get("finished", [name, source, html], lambda: finished(html, source, name=name))
    html, problems = kept
    config.extra["problems"] += problems
    return make_tables_scrollable(set_prose_in_columns(keep_permalinks_out_of_names(empty_headings_are_cells(html))))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Let a lesson ask for its scripts at once, and leave out the white space that the templates leave behind."""
    return config.extra["cache"].get("short", [output], lambda: minify(with_one_script(output)))  # type: ignore[no-any-return]


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Treat the page of a wrong address as any other."""
    return minify(output) if template_name.endswith(".html") else output


def on_post_build(config: MkDocsConfig) -> None:
    """Make styles and search short, and say what can be saved for reading offline: only now the files are there."""
    site = Path(config.site_dir)
    for card in config.extra["social_cards"].values():
        card.write(site, config.extra["cache"])
    write_styles(site, config.extra["cache"], config.extra["of_data"])
    roadmap, cache = config.extra["roadmap"], config.extra["cache"]
    publish_search(roadmap.index, roadmap.search, site, Path(config.docs_dir), cache=cache, digest=roadmap.digest)
    (site / MANIFEST).write_text(bundles(roadmap.roadmap, read_built(site)), encoding="utf-8")
    cache.forget_old()

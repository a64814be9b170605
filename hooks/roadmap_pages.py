"""MkDocs hook: load and check the data once per build, expand markers, turn formulas into MathML."""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mlroadmap.errors import ProblemsFound
from mlroadmap.pages.html import (
    keep_permalinks_out_of_names,
    make_tables_scrollable,
    minify,
    set_prose_in_columns,
)
from mlroadmap.pages.markers import expand
from mlroadmap.pages.mathml import FormulaError, to_mathml
from mlroadmap.pages.navigation import fill_navigation
from mlroadmap.publish.anki import cards
from mlroadmap.publish.browser_modules import modules
from mlroadmap.publish.course_data import course_data
from mlroadmap.publish.data import published
from mlroadmap.publish.feeds import entries, json_feed, rss
from mlroadmap.publish.offline import MANIFEST, bundles, read_built
from mlroadmap.publish.social import card, name_of
from mlroadmap.site import load_site


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the data file; a wrong one stops the build with every problem in it."""
    try:
        config.extra["roadmap"] = load_site(Path(config.docs_dir), repo_url=config.repo_url or "")
    except ProblemsFound as error:
        raise PluginError(f"the data needs mending\n{error}") from None
    config.nav = fill_navigation(config.nav or [], config.extra["roadmap"].roadmap)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the files that are made from the data: modules for scripts, data for other programs, feeds."""
    site = config.extra["roadmap"]
    address, news = config.site_url or "", entries(site.roadmap, site.links)
    made = {
        **modules(site.roadmap, site.questions),
        **published(site.roadmap, site=address),
        "data/questions.csv": cards(site.questions),
        "feed.json": json_feed(news, site=address),
        "feed.xml": rss(news, site=address),
    }
    for name, text in made.items():
        files.append(File.generated(config, name, content=text))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Add the picture that others show when a page is shared, and what search engines are told of it."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    for page in pages:
        files.append(File.generated(config, name_of(page.url), content=card(str(page.title), config.site_name)))
    site = config.extra["roadmap"]
    config.extra["course_data"] = course_data(site.roadmap, site=config.site_url) if config.site_url else {}
    config.extra["social_cards"] = {page.url: name_of(page.url) for page in pages}
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Expand the markers of a page."""
    site, source, name = config.extra["roadmap"], page.file.src_uri, f"docs/{page.file.src_uri}"
    try:
        return expand(markdown, site, page=source, name=name)
    except ProblemsFound:
        try:  # again on the whole file: MkDocs has cut off its front matter, and lines are counted from there
            expand(Path(config.docs_dir, source).read_text("utf-8"), site, page=source, name=name)
        except ProblemsFound as exact:
            error = exact
        raise PluginError(f"a page needs mending\n{error}") from None


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn the formulas of a page into MathML, and let its wide tables scroll."""
    try:
        return make_tables_scrollable(set_prose_in_columns(keep_permalinks_out_of_names(to_mathml(html))))
    except FormulaError as error:
        raise PluginError(f"docs/{page.file.src_uri}: {error}") from None


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Leave out the white space that the theme's templates leave behind."""
    return minify(output)


def on_post_build(config: MkDocsConfig) -> None:
    """Say what can be saved for reading offline: only now the files are there."""
    site = Path(config.site_dir)
    (site / MANIFEST).write_text(bundles(config.extra["roadmap"].roadmap, read_built(site)), encoding="utf-8")

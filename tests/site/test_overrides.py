"""The theme's overrides render without our hooks: other generators have none, and `measure_site.py` leaves them out."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from tests.built_site import ROOT, run_mkdocs

CONFIG = """\
INHERIT: {root}/mkdocs.yml
docs_dir: docs
watch: []
strict: false
hooks: []
nav: [index.md]
extra_javascript: []
theme:
  custom_dir: {root}/overrides
plugins: [search]
"""


def build(folder: Path, **environment: str) -> Path:
    """A site of one page, built with everything of ours but the hooks."""
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# Home\n\nA word.\n", "utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG.format(root=ROOT), "utf-8")
    done = run_mkdocs("build", "--strict", folder=folder, **environment)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_a_page_without_our_hooks_has_our_search_label_and_no_picture_to_share(tmp_path: Path) -> None:
    page = (build(tmp_path) / "index.html").read_text("utf-8")
    assert 'role="dialog" aria-label="Search"' in page
    assert "og:image" not in page


@pytest.mark.parametrize(("seconds", "days"), [("1700000000", 1), ("0", 0), ("", 0)], ids=["known", "1970", "empty"])
def test_the_site_map_names_a_day_only_where_the_day_of_the_commit_is_known(
    seconds: str, days: int, tmp_path: Path
) -> None:
    if not seconds:
        text = (build(tmp_path) / "sitemap.xml").read_text("utf-8")
    else:
        text = (build(tmp_path, SOURCE_DATE_EPOCH=seconds) / "sitemap.xml").read_text("utf-8")
    assert text.startswith("<?xml") and text.count("<loc>") == 1
    assert text.count("<lastmod>") == text.count("<lastmod>2023-11-14</lastmod>") == days


def test_our_look_into_the_storage_gives_all_that_the_theme_gives() -> None:
    name = "partials/javascripts/base.html"
    theme = Path(str(files("material") / "templates" / name)).read_text("utf-8")
    given = set(re.findall(r"(__md_\w+)=", theme))
    assert given == set(re.findall(r"(__md_\w+)=", (ROOT / "overrides" / name).read_text("utf-8")))
    assert len(given) == 4

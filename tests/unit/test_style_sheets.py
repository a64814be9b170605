"""Style sheets that mkdocs.yml names and that are not there, or lie on another site."""

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from roadmap_pages import style_sheets

from mlroadmap.publish.joined import SITE_SCRIPT, SITE_STYLE

SHEETS = ("stylesheets/a.css", "stylesheets/b.css")


def files_of(config: MkDocsConfig, *names: str) -> Files:
    return Files([File.generated(config, name, content="p { color: red }") for name in names])


def config_of(folder: Path, *sheets: str) -> MkDocsConfig:
    path = folder / "mkdocs.yml"
    path.write_text("site_name: T\nextra_css:\n" + "".join(f"  - {one}\n" for one in sheets), "utf-8")
    (folder / "docs").mkdir()
    config = load_config(str(path))
    config.plugins._current_plugin = None  # which MkDocs sets while a hook runs
    config.extra["joined"] = {SITE_SCRIPT: (), SITE_STYLE: sheets}
    return config


def test_every_sheet_that_is_not_there_is_told_at_its_line(tmp_path: Path) -> None:
    config = config_of(tmp_path, "stylesheets/a.css", "stylesheets/c.css", "https://cdn.example.org/d.css")
    with pytest.raises(PluginError) as told:
        style_sheets(files_of(config, *SHEETS), config)
    assert "mkdocs.yml:4  RM106  'extra_css': there is no style sheet docs/stylesheets/c.css" in str(told.value)
    assert "mkdocs.yml:5  RM106  'extra_css': https://cdn.example.org/d.css is on another site" in str(told.value)
    assert "a.css" not in str(told.value)


def test_sheets_that_are_there_become_one(tmp_path: Path) -> None:
    config = config_of(tmp_path, *SHEETS)
    files = files_of(config, *SHEETS)
    assert [file.src_uri for file in style_sheets(files, config)] == list(SHEETS)

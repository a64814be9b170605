"""MkDocs hook: while a site is served, its files are written over, where MkDocs deletes them all and makes them anew.

To make a thousand files just after a thousand were deleted takes a disk longer than all the rest of a small change
takes. So the folder is out of the way while MkDocs empties it, and what a build did not write is deleted at its end.
"""

import tempfile
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

SERVED = str(Path(tempfile.gettempdir(), "mkdocs_"))
"""How the folder begins into which `mkdocs serve` builds."""
BEGUN = ".begun"
"""A file that is as old as the build."""


def on_pre_build(config: MkDocsConfig) -> None:
    """Take the folder out of the way."""
    site = Path(config.site_dir)
    if str(site).startswith(SERVED) and site.is_dir():
        site.rename(_aside(site))


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Bring it back, with the files of the last build."""
    site = Path(config.site_dir)
    if _aside(site).is_dir():
        if site.is_dir():
            site.rmdir()  # it was just made, and is empty
        _aside(site).rename(site)
        (site / BEGUN).write_bytes(b"")
    return files


@event_priority(100)
def on_post_build(config: MkDocsConfig) -> None:
    """Delete what was not written, before anybody counts the files."""
    site = Path(config.site_dir)
    if (site / BEGUN).exists():
        begun = (site / BEGUN).stat().st_mtime_ns
        for path in site.rglob("*"):
            if path.is_file() and path.stat().st_mtime_ns < begun:
                path.unlink()
        (site / BEGUN).unlink()


def _aside(site: Path) -> Path:
    return site.with_name(f"{site.name}.aside")

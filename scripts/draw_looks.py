#!/usr/bin/env python
"""Take the small pictures that tests hold key pages to: `make looks`, after looking at the pages themselves.

    python scripts/draw_looks.py [--site SITE]     SITE is the built site, `site` unless given

Ten pages, on a phone and on a desktop, in light and in dark, ten times smaller than they are. A picture that is still
close enough is kept as it is. Prints which changed.
"""

from pathlib import Path

import click
from install_browser import find
from PIL import Image
from playwright.sync_api import sync_playwright
from roadmap_audit.looks import MOST, all_looks, distance, picture

from roadmap_lessons.browser_run import FLAGS
from roadmap_lessons.serve import serving

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests/looks"


@click.command(help=__doc__)
@click.option("--site", type=click.Path(path_type=Path, exists=True, file_okay=False), default=ROOT / "site")
def main(site: Path) -> None:
    """Take the pictures and write those that changed."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright, serving(site) as address:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        for look in all_looks():
            path, taken = FOLDER / look.file, picture(browser, address, look)
            off = distance(Image.open(path).convert("RGB"), taken) if path.exists() else 1.0
            if off > MOST / 4:
                taken.quantize(32).save(path, optimize=True)
                click.echo(f"{path.relative_to(ROOT)}: {off:.0%} off, written")
        browser.close()
    for path in set(FOLDER.glob("*.png")) - {FOLDER / look.file for look in all_looks()}:
        path.unlink()
        click.echo(f"{path.relative_to(ROOT)}: no page has it any more, removed")


if __name__ == "__main__":
    main()

"""Draw the icons of the installed site from the favicon: to be run when it has changed.

The square is filled to its edges and the sign keeps to the inner 80 %, because systems cut icons to shapes of their own
(https://www.w3.org/TR/appmanifest/#icon-masks).
"""

import re
from pathlib import Path

from install_browser import find
from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).parents[1] / "docs/assets/images"
SIZES = (192, 512)
"""Pixels; browsers that install sites ask for these two."""


def full_bleed(svg: str) -> str:
    """Return the favicon without round corners, and its sign four fifths of the size."""
    ground, sign = re.fullmatch(r"(<svg[^>]*><rect[^>]*>)(.*)</svg>\s*", svg, re.DOTALL).groups()  # type: ignore[union-attr]
    return f'{re.sub(" rx=.*?(?= )", "", ground)}<g transform="translate(2.4 2.4) scale(.8)">{sign}</g></svg>'


def main() -> None:
    """Draw each size."""
    svg = full_bleed((IMAGES / "favicon.svg").read_text("utf-8"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        for size in SIZES:
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:100vw}}</style>{svg}")
            page.screenshot(path=IMAGES / f"icon-{size}.png")
        browser.close()
    print(f"{len(SIZES)} icons in {IMAGES}")


if __name__ == "__main__":
    main()

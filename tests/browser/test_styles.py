"""The style sheets of the site together style a page as the sheets do that they were made of, in their order."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Browser

from tests.builders import DOCS, ROOT

pytestmark = pytest.mark.browser

PAGES = {"stage-2/": 1, "stage-1/arrays/": 2, "stage-3/first-frameworks/": 3, "placement/stage-1/": 3, "plan/": 3}
"""Pages, and how many sheets they ask for."""
LOOK = """() => {
    const signs = new Map();
    const sign = (node) => `${node.localName}.${node.className?.baseVal ?? node.className}`;
    return [...document.body.querySelectorAll("*")].flatMap((node) => {
        const name = `${sign(node.parentElement)} > ${sign(node)}`;
        signs.set(name, (signs.get(name) ?? 0) + 1);
        if (signs.get(name) > 2) return [];
        const found = { name };
        for (const part of ["", "::before", "::after"]) {
            const style = getComputedStyle(node, part || null);
            if (part && style.content === "none") continue;
            for (const one of style) if (!one.startsWith("--")) found[`${part} ${one}`] = style.getPropertyValue(one);
        }
        return [found];
    });
}"""
"""What the elements of a page look like, two of every kind, but for their variables."""
INSTEAD = """(sheet) => {
    const names = ["site", "lesson", "more"].map((name) => `link[href$="stylesheets/${name}.css"]`);
    const links = document.querySelectorAll(names.join());
    const style = document.createElement("style");
    style.textContent = sheet;
    links[0].before(style);
    for (const link of links) link.remove();
    return links.length;
}"""


def whole_sheet() -> str:
    """Return the theme's style sheets and ours, as they are before anything is left out of them or moved."""
    theme = Path(str(files("material") / "templates/assets/stylesheets"))
    own = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))["extra_css"]
    paths = [next(theme.glob("main.*.min.css")), next(theme.glob("palette.*.min.css")), *(DOCS / name for name in own)]
    return "\n".join(path.read_text("utf-8") for path in paths)


def differences(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[str]:
    assert len(before) == len(after) > 50
    return [
        f"{one['name']}: {', '.join(changed)}"
        for one, other in zip(before, after, strict=True)
        if (changed := [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)])
    ]


@pytest.mark.parametrize(
    ("scheme", "width", "media"), [("light", 390, "screen"), ("dark", 1280, "screen"), ("dark", 1000, "print")]
)
def test_what_was_left_out_and_moved_changes_nothing(
    browser: Browser, address: str, scheme: Any, width: int, media: Any
) -> None:
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce", service_workers="block"
    )
    page = context.new_page()
    wrong = []
    for at, sheets in PAGES.items():
        page.goto(f"{address}{at}")
        page.wait_for_load_state("networkidle")
        page.emulate_media(media=media)
        page.evaluate(LOOK)  # Chromium may give margins of before it knew the width when it is asked once
        before = page.evaluate(LOOK)
        assert page.evaluate(INSTEAD, whole_sheet()) == sheets
        wrong += [f"{at} {found}" for found in differences(before, page.evaluate(LOOK))]
    context.close()
    assert wrong == []

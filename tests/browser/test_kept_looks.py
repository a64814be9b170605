"""Ten key pages look as in the small pictures of `tests/looks`, but for another font: `make looks` takes them anew."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from scripts.roadmap_audit.looks import MOST, PAGES, Look, all_looks, distance, picture
from tests.builders import ROOT

pytestmark = pytest.mark.browser

FOLDER = ROOT / "tests/looks"


def kept(look: Look) -> Image.Image:
    return Image.open(FOLDER / look.file).convert("RGB")


@pytest.mark.parametrize("name", PAGES)
def test_a_key_page_looks_as_it_did(browser: Browser, address: str, name: str, tmp_path: Path) -> None:
    changed = {}
    for look in all_looks():
        if look.name == name:
            taken = picture(browser, address, look)
            if (off := distance(kept(look), taken)) > MOST:
                taken.save(tmp_path / look.file)
                changed[look.file] = f"{off:.0%} off, see {tmp_path / look.file}"
    assert changed == {}, "look at the page; if it is to look like this, `make looks` keeps the new picture"


@pytest.mark.parametrize("style", [None, ".md-main { display: none }", "body { filter: invert(1) }"])
def test_a_page_whose_style_is_broken_does_not_pass(browser: Browser, address: str, style: str | None) -> None:
    look = Look("stage", "desktop", "light")
    assert distance(kept(look), picture(browser, address, look, style=style)) > MOST


def test_another_font_passes(browser: Browser, address: str) -> None:
    look = Look("stage", "desktop", "light")
    other = picture(browser, address, look, style="* { font-family: serif !important }")
    assert 0 < distance(kept(look), other) < MOST


def test_pictures_are_small_and_there_is_one_for_every_look() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {look.file for look in all_looks()}
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 200_000

"""What axe finds on a page: on a phone and on a desktop, in light and in dark."""

from collections.abc import Iterator
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WAYS = [(width, scheme) for width in (390, 1280) for scheme in SCHEMES]


def axe_finds(browser: Browser, address: str, page: str) -> Iterator[list[str]]:
    """Yield what axe finds, each way."""
    for width, scheme in WAYS:
        context = browser.new_context(
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
            service_workers="block",
        )
        tab = context.new_page()
        tab.goto(address + page)
        tab.wait_for_load_state("networkidle")
        found = Axe().run(tab).response["violations"]
        context.close()
        yield [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]

"""axe finds nothing on the key pages, in both colour schemes, on a phone and on a desktop."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

PAGES = ["", "stage-1/", "stage-2/", "stage-1/exploratory-analysis/", "stage-2/linear-regression/", "stage-2/k-means/"]
PAGES += [
    "how-to-use/",
    "resources/",
    "projects/",
    "glossary/",
    "interview-questions/",
    "about/data/",
    "contributing/checks/",
]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, path: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    results = Axe().run(page)
    found = [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
    context.close()
    assert found == []

"""axe finds nothing on the pages: the key ones in both colour schemes on phone and desktop, the others in two ways."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

KEY_PAGES = ["", "stage-2/", "stage-1/exploratory-analysis/", "stage-2/linear-regression/", "stage-2/k-means/"]
OTHERS = ["stage-1/", "how-to-use/", "resources/", "projects/", "glossary/", "interview-questions/"]
OTHERS += ["progress/", "plan/", "map/", "review/", "placement/stage-2/", "offline/", "about/machine-readable/"]
OTHERS += ["about/article/", "about/data/", "contributing/checks/"]
EVERY_WAY = [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
CASES = [(path, *way) for path in KEY_PAGES for way in EVERY_WAY]
CASES += [(path, *way) for path in OTHERS for way in [(390, "dark"), (1280, "light")]]


@pytest.mark.parametrize(("path", "width", "scheme"), CASES)
def test_axe_finds_nothing(browser: Browser, address: str, path: str, width: int, scheme: str) -> None:
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

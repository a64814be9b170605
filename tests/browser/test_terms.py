"""What a term means, beside its link."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_a_term_is_explained_on_focus_and_on_hover_until_escape(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    page = visit.open("stage-2/k-means/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "glossary.json" in url]
    link = page.locator("article a[href*='glossary/#cluster']").first
    link.hover()
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text("Cluster: ")
    expect(link).to_have_attribute("aria-describedby", "rm-term")
    tip.hover()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    link.focus()
    expect(tip).to_be_visible()
    box = tip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]  # type: ignore[index]
    at = link.bounding_box()
    assert at is not None
    assert min(abs(box["y"] + box["height"] - at["y"]), abs(box["y"] - at["y"] - at["height"])) < 40  # beside its link
    page.keyboard.press("Tab")  # to what comes next, which may be a term too
    expect(tip.filter(has_text="Cluster: ")).to_have_count(0)


def test_without_scripts_the_link_leads_to_the_definition(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}stage-2/k-means/")
    page.locator("article a[href*='glossary/#cluster']").first.click()
    expect(page.locator("dt#cluster")).to_be_visible()
    context.close()

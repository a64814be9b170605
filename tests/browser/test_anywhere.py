"""All pages where little is given: without JavaScript, and at an address that is not there."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from roadmap_lessons.serve import Quiet, serving
from tests.browser.conftest import policy
from tests.browser.test_every_page import PAGES
from tests.built_site import run_mkdocs

pytestmark = pytest.mark.browser

DEAD_CONTROLS = """() => [...document.querySelectorAll("button, select, textarea, input, [role=button]")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !one.disabled)
    .filter((one) => one.getBoundingClientRect().width > 1 && !one.closest("fieldset[id^='question-'], .rm-checklist"))
    .map((one) => one.outerHTML.slice(0, 100))"""
"""JavaScript: what can be pressed or filled in, but for the choices of questions, whose answers are in a fold
below, and the boxes of a milestone, which can be ticked on paper."""


def test_without_javascript_every_page_is_whole_and_shows_no_control_that_does_nothing(
    browser: Browser, deep: str
) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 320, "height": 700}, service_workers="block"
    )
    page, found, name = context.new_page(), list[str](), ""
    page.on("response", lambda one: found.append(f"{name}: {one.status} {one.url}") if one.status >= 400 else None)
    for name in PAGES:
        page.goto(f"{deep}{'' if name == '.' else f'{name}/'}")
        found += [f"{name}: {one}" for one in page.evaluate(DEAD_CONTROLS)]
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            found.append(f"{name} is {width} pixels wide")
        if not page.locator("main h1").first.is_visible():
            found.append(f"{name} shows no heading")
    context.close()
    assert found == []


class WithNotFound(Quiet):
    """Answers an address that is not there with the site's own page, as GitHub Pages does."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the page for what is not found."""
        html = Path(self.directory, "learn/ml/404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(html)))
        self.end_headers()
        self.wfile.write(html)


def test_a_wrong_address_however_deep_is_answered_by_a_page_that_looks_right_and_leads_on(
    browser: Browser, tmp_path: Path
) -> None:
    Path(tmp_path, "learn").mkdir()
    with serving(tmp_path, {"Content-Security-Policy": policy()}, handler=WithNotFound) as root:
        site = f"{root}learn/ml/"
        done = run_mkdocs("build", "--strict", "--site-dir", str(tmp_path / "learn/ml"), SITE_URL=site)
        assert done.returncode == 0, done.stderr
        context = browser.new_context(service_workers="block")
        page, found = context.new_page(), list[str]()
        page.on("response", lambda one: found.append(one.url) if one.status >= 400 else None)
        wrong = f"{site}stage-1/once/there/"
        page.goto(wrong)
        assert found == [wrong]
        expect(page.locator("main h1")).to_be_visible()
        page.locator(".md-logo").first.click()
        expect(page).to_have_title(re.compile("Roadmap"))
        assert page.url == site
        assert found == [wrong]
        context.close()

"""A real Chromium on the built site, served on loopback. Every request to another host is recorded and refused."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, sync_playwright

from roadmap_lessons.serve import serving
from scripts.install_browser import find
from tests.builders import ROOT
from tests.built_site import built_site

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
]


Call = Callable[..., Any]
MODULE_AT = """const moduleAt = async (url) => {
    const joined = await import(url.replace(/javascripts\\/.*/, "javascripts/site.js"));
    return joined[`of_${url.split("/").pop().replace(/\\.js$/, "").replaceAll("-", "_")}`] ?? (await import(url));
};"""
"""JavaScript: a module by the address of its file, also where it reaches pages as a part of site.js."""


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of the served site, with a slash at its end."""
    with serving(built_site()) as address:
        yield address


def policy() -> str:
    """Return the policy that the contributors' page tells."""
    text = (ROOT / "docs/contributing/run-in-the-page.md").read_text("utf-8")
    return re.search(r"^Content-Security-Policy: (.+)$", text, re.MULTILINE)[1]  # type: ignore[index]


@pytest.fixture(scope="session")
def deep(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site two folders below the root of its host, under the policy."""
    root = tmp_path_factory.mktemp("host")
    Path(root, "learn").mkdir()
    Path(root, "learn/ml").symlink_to(built_site())
    with serving(root, {"Content-Security-Policy": policy()}) as address:
        yield f"{address}learn/ml/"


@pytest.fixture(
    scope="module"
)  # Playwright keeps an event loop running, in which tests of async code cannot run theirs
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        yield instance
        instance.close()


class Visit:
    """A tab, with what its pages said on the console and which other hosts they asked."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.route(lambda url: not url.startswith(address), self._refuse)

    def _refuse(self, route: Route) -> None:
        if not route.request.url.startswith(("data:", "blob:")):
            self.strangers.append(route.request.url)
        route.abort()

    def begin(self) -> Page:
        """Open a file of the site that runs no script, so that a test can fill the storage before anything reads it."""
        return self.open("feed.json")

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page


def plan_a_lesson(page: Page, lesson: str) -> None:
    """From now on, give a page the list of lessons as if this one were planned: all of them may be written."""

    def change(route: Route) -> None:
        response = route.fetch()
        before, name, after = response.text().partition(f'"id":"lesson:{lesson}"')
        assert name
        route.fulfill(response=response, body=before + name + after.replace('"written":true', '"written":false', 1))

    page.route("**/javascripts/lessons.js*", change)


@pytest.fixture(params=[(390, 844), (1280, 900)], ids=["phone", "desktop"])
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A tab of a phone's and of a desktop's size; fails the test when a page complained or asked a stranger.

    A third word of its parameter names the colour scheme.
    """
    width, height, *scheme = request.param
    # Without the service worker, whose requests a test could not see. It has tests of its own.
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=[*scheme, "light"][0], service_workers="block"
    )
    visit = Visit(context.new_page(), address)
    yield visit
    context.close()
    assert visit.complaints == []
    assert visit.strangers == []


def faults(page: Page, context: str) -> list[tuple[str, list[str]]]:
    """Return what axe finds in the part of a page that `context` selects: rules, and the elements that break them."""
    found = Axe().run(page, context=context).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


@pytest.fixture(scope="module")
def nowhere(browser: Browser, address: str) -> Iterator[Page]:
    """A page of the origin on which modules can be called: the 404 has none that could interfere."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}privacy-nowhere/")
    yield page
    context.close()


@pytest.fixture(scope="module")
def call(nowhere: Page, address: str) -> Call:
    """Call an exported function: `call("plan.js", "addDays", "2027-01-04", 3)`. What it throws is returned as text,
    a set as a sorted list; `{"set": […]}` is handed over as a set.
    """

    def run(module: str, function: str, *arguments: Any) -> Any:
        return nowhere.evaluate(
            f"async ([url, name, given]) => {{ {MODULE_AT}"
            """
                const revived = (one) => (one?.set ? new Set(one.set) : one);
                const plain = (one) => (one instanceof Set ? [...one].sort() : one);
                const module = await moduleAt(url);
                try { return plain(module[name](...given.map(revived))); }
                catch (problem) { return `${problem.constructor.name}: ${problem.message}`; }
            }""",
            [f"{address}javascripts/{module}", function, list(arguments)],
        )

    return run

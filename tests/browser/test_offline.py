"""Reading without a network: what was visited, what was saved on purpose, and the zip file from a disk."""

import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mlroadmap.publish.versions import is_versioned
from tests.browser.conftest import Quiet
from tests.built_site import ROOT, built_site

pytestmark = pytest.mark.browser


class Failing(Quiet):
    """Answers some paths with an error."""

    broken: ClassVar[set[str]] = set()

    def do_GET(self) -> None:
        if any(part in self.path for part in self.broken):
            self.send_error(503)
        else:
            super().do_GET()


@pytest.fixture
def own_address() -> Iterator[str]:
    """The address of a server of this test alone, so that nothing is in its cache yet."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Failing, directory=str(built_site())))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    Failing.broken = set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context
    context.close()


def under_the_worker(context: BrowserContext, address: str) -> Page:
    """A tab whose requests pass through the service worker."""
    page = context.new_page()
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    return page


def test_a_visited_page_opens_without_a_network_and_another_one_says_why_not(
    context: BrowserContext, own_address: str
) -> None:
    page = under_the_worker(context, own_address)
    page.goto(f"{own_address}stage-2/k-means/")
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    page.goto(f"{own_address}stage-2/k-means/#exercises")
    expect(page.locator("h1")).to_contain_text("K-means")
    assert page.evaluate("document.styleSheets.length") > 1
    page.goto(f"{own_address}stage-3/")
    expect(page.locator("h1")).to_have_text("You are offline")
    page.get_by_role("link", name="Home").click()
    expect(page.locator("h1")).to_contain_text("Machine Learning Roadmap")


def test_with_a_network_the_current_page_is_shown_and_not_a_copy(context: BrowserContext, own_address: str) -> None:
    page = under_the_worker(context, own_address)
    page.evaluate(
        """async () => {
            const cache = await caches.open("mlroadmap-visited");
            await cache.put(new URL("glossary/", location.href), new Response("<h1>Old</h1>"));
        }"""
    )
    page.goto(f"{own_address}glossary/")
    expect(page.locator("h1")).to_contain_text("Glossary")


def test_a_stage_is_saved_with_its_size_named_first_and_deleted_again(
    context: BrowserContext, own_address: str
) -> None:
    page = under_the_worker(context, f"{own_address}offline/")
    size = next(part for part in json.loads((built_site() / "offline.json").read_text()) if part["id"] == "stage-1")
    save = page.get_by_role("button", name="Save Stage 1")
    expect(save).to_have_text(f"Save {size['bytes'] / 1e6:.1f} MB")
    save.click()
    expect(page.get_by_role("status")).to_contain_text("is saved", timeout=60_000)
    context.set_offline(True)
    page.goto(f"{own_address}stage-1/exploratory-analysis/")
    expect(page.locator("h1")).to_contain_text("Exploratory data analysis")
    figure = page.locator("img.rm-figure--light").first
    figure.scroll_into_view_if_needed()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=figure.element_handle())
    page.locator("label.md-header__button[for=__search]").click()
    page.locator("input.md-search__input").fill("Simpson")
    expect(page.locator(".md-search-result__list")).to_contain_text("Simpson", timeout=15_000)
    page.goto(f"{own_address}offline/")
    page.get_by_role("button", name="Delete Stage 1").click()
    expect(page.get_by_role("button", name="Save Stage 1")).to_be_visible()
    assert page.evaluate("caches.has('mlroadmap-saved-stage-1')") is False


def test_a_stage_that_cannot_be_saved_whole_is_not_kept_in_part(context: BrowserContext, own_address: str) -> None:
    page = under_the_worker(context, f"{own_address}offline/")
    Failing.broken = {"stage-4/"}
    page.get_by_role("button", name="Save Stage 4").click()
    expect(page.get_by_role("status")).to_contain_text("could not be saved", timeout=60_000)
    assert page.evaluate("caches.has('mlroadmap-saved-stage-4')") is False


# The zip file --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip file, made from the built site and unpacked."""
    folder = tmp_path_factory.mktemp("zip")
    command = [sys.executable, "scripts/make_zip.py", str(folder / "site.zip"), "--site", str(built_site())]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(folder / "site.zip") as archive:
        archive.extractall(folder)
    return folder / "machine-learning-roadmap"


def test_from_a_disk_links_search_ticks_and_filters_work(context: BrowserContext, unpacked: Path) -> None:
    context.set_offline(True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((unpacked / "index.html").as_uri())
    page.locator(".rm-stages a").first.click()
    expect(page.locator("h1")).to_contain_text("Stage 1")
    page.locator(".rm-checklist input").first.check()
    page.reload()
    expect(page.locator(".rm-checklist input").first).to_be_checked()
    expect(page.locator('[data-ticks="stage-1"] .rm-ticked')).to_have_text("1")
    page.locator("label.md-header__button[for=__search]").click()
    result = page.locator(".md-search-result__link").first
    for _ in range(20):  # what is typed before the index has been read is not looked for
        page.locator("input.md-search__input").fill("")
        page.locator("input.md-search__input").press_sequentially("k-means")
        page.wait_for_timeout(1000)
        if result.is_visible():
            break
    result.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.startswith("file://")
    assert "index.html" in page.url
    page.goto((unpacked / "resources/index.html").as_uri())
    page.get_by_label("Cost").select_option("paid")
    expect(page.get_by_role("status").first).not_to_contain_text("139 of 139")
    # The theme asks for a sitemap on every page, which a page from a disk may not read.
    assert [text for text in complaints if "sitemap.xml" not in text and "net::ERR_FAILED" not in text] == []


def test_every_link_of_the_unpacked_pages_leads_to_a_file(unpacked: Path) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/check_site.py", str(unpacked)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_what_notebooks_fetch_from_the_site_is_not_packed_twice(tmp_path: Path) -> None:
    command = [sys.executable, "scripts/make_zip.py", str(tmp_path / "site.zip"), "--site", str(built_site())]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        names = [name.removeprefix("machine-learning-roadmap/") for name in archive.namelist()]
    assert "assets/data/white-wine.csv.gz" in names
    assert not [name for name in names if is_versioned(name)]


def test_the_same_site_gives_the_same_zip_file(tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        command = [sys.executable, "scripts/make_zip.py", str(tmp_path / name), "--site", str(built_site())]
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()

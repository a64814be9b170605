"""Reading without a network: what was visited, what was saved on purpose, and the zip file from a disk."""

import json
import re
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mlroadmap.publish.versions import is_versioned
from roadmap_lessons.serve import Quiet
from tests.browser.waiting import wait_until
from tests.built_site import ROOT, built_site

pytestmark = pytest.mark.browser

MOST = 800
"""Entries of what was visited, as docs/sw.js promises."""
SLOWNESS = 1.5
"""How much longer than a reader's machine a busy one may take."""


class Failing(Quiet):
    """Answers some paths with an error, some with other bytes, and in bad times nothing at all."""

    broken: ClassVar[set[str]] = set()
    replaced: ClassVar[dict[str, bytes]] = {}
    cut: ClassVar[str] = ""
    hangs: ClassVar[bool] = False
    stalls: ClassVar[bool] = False
    released: ClassVar[threading.Event] = threading.Event()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=0")  # so that the browser asks this server, and no cache of its own
        super().end_headers()

    def do_GET(self) -> None:
        if self.hangs:
            self.released.wait(120)  # the connection is accepted, and nothing comes
            return
        if self.stalls:  # it begins to answer, and never ends
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Half")
            self.released.wait(120)
            return
        if self.path in self.replaced:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(self.replaced[self.path])
            return
        if self.path == self.cut:  # the connection ends in the middle of the file
            self.send_response(200)
            self.send_header("Content-Type", "text/css")
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(b"p { color:")
            return
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
    Failing.replaced = {}
    Failing.cut = ""
    Failing.hangs = False
    Failing.stalls = False
    Failing.released.set()
    Failing.released = threading.Event()
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


def saved(page: Page) -> list[str]:
    """The names of the caches of what was saved on purpose."""
    names: list[str] = page.evaluate("caches.keys()")
    return [name for name in names if name.startswith("mlroadmap-saved-")]


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
    expect(page.locator("h1")).to_contain_text("From your first line of Python")


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
    assert saved(page) == []


def test_a_stage_that_cannot_be_saved_whole_is_not_kept_in_part(context: BrowserContext, own_address: str) -> None:
    page = under_the_worker(context, f"{own_address}offline/")
    Failing.broken = {"stage-4/"}
    page.get_by_role("button", name="Save Stage 4").click()
    expect(page.get_by_role("status")).to_contain_text("could not be saved", timeout=60_000)
    assert saved(page) == []


def test_a_saving_that_was_broken_off_is_not_taken_for_a_whole_one(context: BrowserContext, own_address: str) -> None:
    page = under_the_worker(context, f"{own_address}offline/")
    page.route("**/stage-4/transformers/", lambda _: None)  # never answered
    page.get_by_role("button", name="Save Stage 4").click()
    wait_until(page, "async () => (await caches.keys()).some((name) => name.startsWith('mlroadmap-saved-'))")
    page.wait_for_timeout(1000)
    page.close()
    page = context.new_page()
    page.goto(f"{own_address}offline/")
    row = page.locator("[data-offline] li", has_text="Stage 4")
    page.get_by_role("button", name="Save Stage 4").click()
    expect(page.get_by_role("status")).to_contain_text("is saved", timeout=120_000)
    expect(row).to_contain_text(" saved on ")
    assert len(saved(page)) == 1
    page.reload()
    expect(page.get_by_role("button", name="Delete Stage 4")).to_be_visible()


@pytest.mark.parametrize("fault", ["stalls", "fails"])
def test_a_copy_is_shown_where_the_server_stops_in_the_middle_or_fails(
    context: BrowserContext, own_address: str, fault: str
) -> None:
    page = under_the_worker(context, own_address)
    lesson = f"{own_address}stage-1/python-basics/"
    page.goto(lesson)
    page.wait_for_load_state("networkidle")
    page.goto("about:blank")
    Failing.stalls = fault == "stalls"
    Failing.broken = {"/"} if fault == "fails" else set()
    started = time.monotonic()
    page.goto(lesson, wait_until="domcontentloaded")
    expect(page.locator("h1")).to_contain_text("Variables, loops, functions")
    assert time.monotonic() - started < 3 * SLOWNESS
    expect(page.get_by_role("status").filter(has_text="this is the copy of")).to_be_visible()


@pytest.mark.parametrize("kind", ["saved", "visited"])
def test_with_a_network_that_accepts_and_never_answers_a_copy_opens_within_three_seconds(
    context: BrowserContext, own_address: str, kind: str
) -> None:
    page = under_the_worker(context, f"{own_address}offline/")
    lesson = f"{own_address}stage-1/python-basics/"
    if kind == "saved":
        page.get_by_role("button", name="Save Stage 1").click()
        expect(page.get_by_role("status")).to_contain_text("is saved", timeout=120_000)
    else:
        page.goto(lesson)
        page.wait_for_load_state("networkidle")
        page.goto("about:blank")
    Failing.hangs = True
    started = time.monotonic()
    page.goto(lesson, wait_until="domcontentloaded")
    expect(page.locator("h1")).to_contain_text("Variables, loops, functions")
    page.wait_for_load_state("load")
    assert time.monotonic() - started < 3 * SLOWNESS
    notice = page.get_by_role("status").filter(has_text="The network does not answer")
    expect(notice).to_contain_text(f"this is the copy of {date.today().day} ")
    page.locator("label.rm-tick input").first.check()  # its scripts are there as well


def test_every_figure_of_a_visited_lesson_is_there_without_scrolling(context: BrowserContext, own_address: str) -> None:
    page = under_the_worker(context, own_address)
    page.goto(f"{own_address}stage-2/evaluation/")
    page.wait_for_load_state("networkidle")
    images = page.locator("article img")
    figures: list[str] = images.evaluate_all("all => all.map((one) => one.src)")
    assert len(figures) > 4
    wait_until(page, "async (all) => (await Promise.all(all.map((one) => caches.match(one)))).every(Boolean)", figures)
    context.set_offline(True)
    page.reload()
    for image in images.all():
        if image.is_visible():
            image.scroll_into_view_if_needed()
    shown = "all => all.filter((one) => one.offsetParent && !one.naturalWidth).map((one) => one.src)"
    page.wait_for_function(f"() => !({shown})([...document.querySelectorAll('article img')]).length", timeout=15_000)


def test_the_very_first_page_is_kept_with_what_it_loaded(context: BrowserContext, own_address: str) -> None:
    page = context.new_page()
    page.goto(f"{own_address}stage-2/k-means/")
    wait_until(
        page,
        """async () => {
            const wanted = [location.pathname, "../../javascripts/site.js"];
            return (await Promise.all(wanted.map((one) => caches.match(one)))).every(Boolean);
        }""",
    )
    context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_contain_text("K-means")


def test_an_answer_that_breaks_off_does_not_cost_the_copy_of_the_whole_one(
    context: BrowserContext, own_address: str
) -> None:
    page = under_the_worker(context, own_address)
    ask = "(path) => fetch(path).then((answer) => answer.text()).catch(() => 'broken off')"
    whole = page.evaluate(ask, "/stylesheets/site.css")
    wait_until(page, "async () => Boolean(await caches.match('/stylesheets/site.css'))")
    Failing.cut = "/stylesheets/site.css"
    assert page.evaluate(ask, "/stylesheets/site.css") == whole
    page.wait_for_timeout(500)  # what went on in the worker has ended
    context.set_offline(True)
    assert page.evaluate(ask, "/stylesheets/site.css") == whole


def test_a_saved_copy_tells_its_age_and_that_a_newer_one_exists_and_is_updated(
    context: BrowserContext, own_address: str
) -> None:
    page = under_the_worker(context, f"{own_address}offline/")
    page.get_by_role("button", name="Save Stage 6").click()
    expect(page.get_by_role("status")).to_contain_text("is saved", timeout=120_000)
    row = page.locator("[data-offline] li", has_text="Stage 6")
    expect(row).to_contain_text(" saved on ")
    expect(row).not_to_contain_text("newer")
    before = saved(page)
    parts = json.loads((built_site() / "offline.json").read_text())
    for part in parts:
        part["version"] = "a-later-one"
    Failing.replaced = {"/offline.json": json.dumps(parts).encode()}
    page.reload()
    expect(row).to_contain_text("a newer one exists")
    Failing.broken = {"stage-6/"}
    page.get_by_role("button", name="Update Stage 6").click()
    expect(page.get_by_role("status")).to_contain_text("The copy from before is still there", timeout=120_000)
    assert saved(page) == before
    Failing.broken = set()
    page.get_by_role("button", name="Update Stage 6").click()
    expect(page.get_by_role("status")).to_contain_text("is up to date", timeout=120_000)
    expect(row).not_to_contain_text("newer")
    assert len(saved(page)) == 1
    assert saved(page) != before


@pytest.mark.parametrize("before", [MOST - 1, MOST, MOST + 1])
def test_of_what_was_visited_the_newest_are_kept_up_to_a_limit(
    context: BrowserContext, own_address: str, before: int
) -> None:
    page = under_the_worker(context, f"{own_address}404.html")
    page.wait_for_load_state("networkidle")
    wait_until(
        page,
        """async () => {
            const kept = async () => (await (await caches.open("mlroadmap-visited")).keys()).length;
            const before = await kept();
            await new Promise((resolve) => setTimeout(resolve, 1500));
            return before > 0 && before === await kept(); // what this page loaded before the worker came is kept
        }""",
    )
    page.evaluate(
        """async (count) => {
            const cache = await caches.open("mlroadmap-visited");
            for (const key of await cache.keys()) await cache.delete(key);
            for (let n = 0; n < count; n += 1) await cache.put(`/old/${n}`, new Response("x"));
            await fetch("/javascripts/plan.js");
        }""",
        before,
    )
    count = "caches.open('mlroadmap-visited').then((cache) => cache.keys()).then((keys) => keys.map((key) => key.url))"
    wait_until(page, f"async () => (await ({count})).at(-1).endsWith('plan.js')")
    wait_until(page, f"async () => (await ({count})).length === {MOST}")
    kept = page.evaluate(count)
    assert kept[0].endswith(f"/old/{before + 1 - MOST}")


def test_the_site_can_be_installed(context: BrowserContext, own_address: str) -> None:
    page = context.new_page()
    page.goto(f"{own_address}stage-2/")
    address = page.evaluate("document.querySelector('link[rel=manifest]').href")
    manifest = page.evaluate("(address) => fetch(address).then((answer) => answer.json())", address)
    assert {"name", "short_name", "start_url", "display", "icons"} <= set(manifest)
    start = page.evaluate("([start, at]) => new URL(start, at).href", [manifest["start_url"], address])
    assert start == own_address
    for icon in manifest["icons"]:
        path = built_site() / icon["src"]
        assert path.is_file()
        if path.suffix == ".png":
            assert "x".join(map(str, Image.open(path).size)) == icon["sizes"]
    session = context.new_cdp_session(page)
    errors = session.send("Page.getAppManifest")["errors"]
    assert errors == []


# The zip file --------------------------------------------------------------------------------------------------------


def make_zip(target: Path) -> Path:
    """Pack the built site."""
    command = [sys.executable, "scripts/make_zip.py", str(target), "--site", str(built_site())]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="module")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip file, made from the built site."""
    return make_zip(tmp_path_factory.mktemp("zip") / "site.zip")


@pytest.fixture(scope="module")
def unpacked(zipped: Path) -> Path:
    """The folder that is in it."""
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(zipped.parent)
    return zipped.parent / "machine-learning-roadmap"


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
    page.goto((unpacked / "ask/index.html").as_uri())
    page.get_by_label("Your question").fill("What is bagging?")
    page.get_by_role("button", name="Ask").click()
    page.locator(".rm-quotes a").first.click()
    expect(page.locator("h1")).to_have_text(re.compile("Glossary"))
    page.goto((unpacked / "resources/index.html").as_uri())
    page.get_by_label("Cost").select_option("paid")
    expect(page.get_by_role("status").first).not_to_contain_text("139 of 139")
    assert [text for text in complaints if "net::ERR_FAILED" not in text] == []


def test_every_link_of_the_unpacked_pages_leads_to_a_file(unpacked: Path) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/check_site.py", str(unpacked)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_what_notebooks_fetch_from_the_site_is_not_packed_twice(zipped: Path) -> None:
    with zipfile.ZipFile(zipped) as archive:
        names = [name.removeprefix("machine-learning-roadmap/") for name in archive.namelist()]
    assert "assets/data/white-wine.csv.gz" in names
    assert not [name for name in names if is_versioned(name)]


def test_the_same_site_gives_the_same_zip_file(zipped: Path, tmp_path: Path) -> None:
    assert make_zip(tmp_path / "again.zip").read_bytes() == zipped.read_bytes()

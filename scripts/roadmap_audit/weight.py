"""What a first visit of a page on a phone asks for, and how much of it a server sends."""

import gzip
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser

from roadmap_lessons.serve import Quiet

COMPRESSED = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".webmanifest"}
"""Kinds of files that servers compress."""


@cache
def sent(path: Path) -> bytes:
    """Return a file as it is sent."""
    content = path.read_bytes()
    return gzip.compress(content, mtime=0) if path.suffix in COMPRESSED else content


class Weighing(Quiet):
    """Serves a site as servers do, compressed, and notes what is asked for."""

    asked: Counter[str] = Counter()  # noqa: RUF012 - one server at a time

    def do_GET(self) -> None:
        """Send a file, and note it."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path = path / "index.html"
        if not path.is_file():
            super().do_GET()
            return
        content = sent(path)
        self.asked[self.path] = len(content)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        if path.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)


@dataclass(frozen=True)
class Visit:
    """A first visit: kilobytes sent, requests, and how many figures and photographs came with it."""

    kilobytes: float
    requests: int
    figures: int


def first_visit(browser: Browser, address: str, page: str) -> Visit:
    """Open a page on a phone that has seen nothing of the site yet."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    Weighing.asked = Counter()
    tab = context.new_page()
    tab.goto(address + page)
    tab.wait_for_load_state("networkidle")
    context.close()
    asked = dict(Weighing.asked)
    figures = sum((name.endswith(".svg") and "/figure-" in name) or name.endswith((".webp", ".jpg")) for name in asked)
    return Visit(sum(asked.values()) / 1000, len(asked), figures)

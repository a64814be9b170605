#!/usr/bin/env python
"""Measure the search: what a first search fetches and how long it takes, now and with seventy lessons.

    PYTHONPATH=scripts python benchmarks/bench_search.py [--site SITE]     SITE is a built site, `site` unless given

Lessons that are not written yet are grown from the written ones: as many sections, with headings, sentences and words
of the same lengths, each word drawn anew from all words of the site. No two texts resemble each other, so this
compresses worse than real ones. Times are of a real browser that is slowed down as Lighthouse slows a phone (4 times);
machines are noisy, so each is given beside a loop of the same moment.
"""

import gzip
import json
import random
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
LESSONS = 70
SLOWER = 4
SCRIPTS = ("search-worker.js", "search.js", "search-terms.js", "search-postings.js")
Part = dict[str, list[int]]
MEASURE = """async ([entries, scripts]) => {
    const started = performance.now();
    let sum = 0;
    for (let i = 0; i < 2e7; i++) sum = (sum * 31 + i) | 0;
    const loop = performance.now() - started;
    const { Search } = await import(scripts);
    const text = await (await fetch(entries)).text();
    const before = performance.now();
    const search = new Search(JSON.parse(text));
    const made = performance.now();
    search.find("gradient decent");
    const found = performance.now();
    return [made - before, found - made, loop];
}"""


def grown(entries: dict[str, Any], parts: dict[str, Part], lessons: int) -> tuple[dict[str, Any], dict[str, Part]]:
    """Return entries and words as with so many written `lessons`; the same input gives the same output."""
    chance = random.Random(0)
    kinds, pages, rows = entries["kinds"], list(entries["pages"]), list(entries["entries"])
    lesson, part = kinds.index("lesson"), kinds.index("part")
    written = [row for row in rows if row[2] == lesson]
    vocabulary = [word for row in rows for text in (*row[3], row[4]) for word in text.split()]
    words_of: dict[int, list[str]] = {}
    for part_of_words in parts.values():
        for word, distances in part_of_words.items():
            number = 0
            for distance in distances:
                number += distance
                words_of.setdefault(number, []).append(word)
    rare = [word for words in words_of.values() for word in words]
    places: dict[str, set[int]] = {}
    for number, words in words_of.items():
        for word in words:
            places.setdefault(word, set()).add(number)

    def again(text: str) -> str:
        return " ".join(chance.choice(vocabulary) for _ in text.split())

    for count in range(max(0, lessons - len(written))):
        model = written[count % len(written)]
        pages.append(f"stage-9/{chance.getrandbits(40):x}/")
        for number, row in enumerate(entries["entries"]):
            if row[0] == model[0] and row[2] in (lesson, part):
                names = [again(name) for name in row[3]]
                anchor = row[1] and names[0].lower().replace(" ", "-")
                rows.append([len(pages) - 1, anchor, row[2], names, again(row[4]), again(row[5])])
                for _ in words_of.get(number, ()):
                    places.setdefault(chance.choice(rare), set()).add(len(rows) - 1)
    more: dict[str, Part] = {}
    for word, numbers in sorted(places.items()):
        found = sorted(numbers)
        distances = [one - before for before, one in zip([0, *found], found, strict=False)]
        more.setdefault(word[0], {})[word] = distances
    return entries | {"pages": pages, "entries": rows}, more


def packed(content: object) -> int:
    """Return the bytes of JSON, or of a script, as a server sends them."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return len(gzip.compress(text.encode(), mtime=0))


def first_search(site: Path, lessons: int | None = None) -> dict[str, int]:
    """Return the bytes of a first search by what they are for: scripts, entries, the largest part of the words."""
    entries = json.loads((site / "search/entries.json").read_text("utf-8"))
    parts = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((site / "search/words").glob("*.json"))}
    if lessons:
        entries, parts = grown(entries, parts, lessons)
    return {
        "scripts": sum(packed((site / "javascripts" / name).read_text("utf-8")) for name in SCRIPTS),
        "entries": packed(entries),
        "largest part of the words": max(packed(part) for part in parts.values()),
    }


def milliseconds(browser: Browser, site: Path, lessons: int, rounds: int = 5) -> tuple[float, float, float]:
    """Return what making the index, the first query and the loop take, each in a page of its own.

    Of the rounds the quickest counts, for each of the three: other work on the machine only ever makes one slower.
    """
    entries = json.loads((site / "search/entries.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "javascripts").mkdir()
        for name in SCRIPTS:
            Path(folder, "javascripts", name).write_bytes((site / "javascripts" / name).read_bytes())
        Path(folder, "entries.json").write_text(json.dumps(grown(entries, {}, lessons)[0]), "utf-8")
        Path(folder, "index.html").write_text("<!doctype html><title>-</title>", "utf-8")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        taken = []
        for _ in range(rounds):
            page = browser.new_context().new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
            slow = page.context.new_cdp_session(page)
            slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            taken.append(page.evaluate(MEASURE, ["/entries.json", "/javascripts/search.js"]))
            page.context.close()
        server.shutdown()
    made, found, loop = (min(column) for column in zip(*taken, strict=True))
    return made, found, loop


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@click.command(help=__doc__)
@click.option("--site", type=click.Path(path_type=Path, exists=True, file_okay=False), default=ROOT / "site")
def main(site: Path) -> None:
    """Print bytes and times."""
    from install_browser import find  # noqa: PLC0415 - a command beside, which a test of the functions does not need

    now = json.loads((site / "search/entries.json").read_text("utf-8"))
    written = sum(row[2] == now["kinds"].index("lesson") for row in now["entries"])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-gpu"])
        for lessons in (written, LESSONS):
            sizes = first_search(site, lessons)
            told = ", ".join(f"{name} {size / 1000:.1f}" for name, size in sizes.items())
            click.echo(f"{lessons} lessons: {sum(sizes.values()) / 1000:.1f} kB on a first search ({told})")
            made, found, loop = milliseconds(browser, site, lessons)
            click.echo(
                f"{lessons} lessons, {SLOWER} times slower: index {made:.0f} ms, first results {found:.0f} ms later; "
                f"{(made + found) / loop:.2f} times a loop of 20 million steps ({loop:.0f} ms)"
            )
        browser.close()


if __name__ == "__main__":
    main()

"""What readers are told about links: nothing without the file, and for each state what helps them on."""

import json
from pathlib import Path

import pytest

from mlroadmap.data.links import load_link_status
from mlroadmap.errors import ProblemsFound
from mlroadmap.pages.render import Renderer
from mlroadmap.site import load_site

URLS = {"short-video": "https://video.example.org/watch?v=1"}


def write(docs: Path, **state: str) -> None:
    row = {"url": URLS["short-video"], "checked": "2026-11-20"} | state
    status = {"checked": "2026-11-20", "resources": {"short-video": row}}
    (docs / "_data/link-status.json").write_text(json.dumps(status), encoding="utf-8")


def table(docs: Path) -> str:
    site = load_site(docs)
    [resource] = [one for one in site.roadmap.resources() if one.id == "short-video"]
    return Renderer(site, "index.md").resources([resource], caption="One")


def test_without_the_file_nothing_is_said(docs: Path) -> None:
    assert load_link_status(docs / "_data/link-status.json", name="x") == {}
    assert "hecked on" not in table(docs)


def test_a_link_that_works_says_when_it_was_checked(docs: Path) -> None:
    write(docs, state="ok")
    assert "Checked on 2026-11-20." in table(docs)


def test_a_moved_link_names_the_new_address(docs: Path) -> None:
    write(docs, state="moved", moved_to="https://new.example.org/")
    assert '<b>Moved</b> to <a href="https://new.example.org/">' in table(docs)


def test_a_link_without_a_clear_answer_says_so(docs: Path) -> None:
    write(docs, state="unsure")
    assert "Checked on 2026-11-20, without a clear answer." in table(docs)


def test_a_dead_link_leads_to_its_archive_copy_and_names_the_alternative(docs: Path) -> None:
    data = docs / "_data/roadmap.yml"
    why = "            why: Six minutes with one good picture.\n"
    text = data.read_text("utf-8")
    data.write_text(text.replace(why, f"{why}            alternatives: [free-book]\n"), encoding="utf-8")
    write(docs, state="dead", since="2026-11-01", archive="https://archive.example.org/copy")
    html = table(docs)
    assert '<a href="https://archive.example.org/copy">A short video</a>' in html
    assert "<b>Dead since 2026-11-01.</b>" in html
    assert "Instead:" in html


def test_rm215_a_dead_link_without_an_alternative_is_a_problem_on_the_line_of_its_address(docs: Path) -> None:
    write(docs, state="dead", since="2026-11-01")
    with pytest.raises(ProblemsFound) as caught:
        load_site(docs)
    [problem] = caught.value.problems
    line = (docs / "_data/roadmap.yml").read_text("utf-8").splitlines().index(
        f"            url: {URLS['short-video']}"
    ) + 1
    assert str(problem).endswith(
        f"roadmap.yml:{line}  RM215  'short-video' is dead since 2026-11-01: name an alternative under alternatives:"
    )


def test_what_was_found_about_another_address_is_not_shown(docs: Path) -> None:
    write(docs, url="https://old.example.org/", state="dead", since="2026-11-01")
    assert "Dead" not in table(docs)


def test_rm216_a_damaged_file_says_how_to_mend_it(docs: Path) -> None:
    write(docs, state="gone")
    with pytest.raises(ProblemsFound, match=r"RM216  resources\.short-video\.state: .*--write-status"):
        load_site(docs)

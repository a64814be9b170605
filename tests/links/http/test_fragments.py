"""Fragments that the HTML can't speak for: lines, routes, and what the scripts of a host make."""

# ruff: noqa: E501 -- tables of cases read better with a case a line
import pytest
from behaviours import FILLER, page
from link_harness import Check

from roadmap_links.http.fragments import BY_SCRIPT, FragmentFinder, is_always_there, is_made_by_script
from roadmap_links.urls import parse

TEXT = f"<h1>A project</h1><p>{FILLER}</p>"
EMBEDDED = "<script type='application/json'>{\"richText\": \"<h2 id='user-content-vision'>\"}</script>"


@pytest.mark.parametrize(
    ("host", "link", "outcome"),
    [
        ("github.com", "/o/r#readme", "ok"), ("github.com", "/o/r#readme-ov-file", "ok"), ("github.com", "/o/r#MIT-1-ov-file", "ok"),
        ("github.com", "/o/r/issues/7#issuecomment-2588686613", "ok"), ("github.com", "/o/r/issues/7#issue-1", "ok"),
        ("github.com", "/o/r/pull/7#discussion_r1234567", "ok"), ("github.com", "/o/r/pull/7#pullrequestreview-99", "ok"),
        ("github.com", "/o/r/pull/7/files#diff-b335630551682c19a781afebcf4d07bf978fb1f8ac04c6bf87428ed5106870f5R12", "ok"),
        ("github.com", "/o/r/commit/abc#commitcomment-5", "ok"), ("github.com", "/o/r/discussions/3#discussioncomment-12", "ok"),
        ("github.com", "/o/r/blob/main/CONTRIBUTING.md#vision", "ok"), ("github.com", "/o/r/wiki/Home#set-up", "ok"),
        ("gist.github.com", "/u/1#file-notes-md", "ok"), ("github.com", "/o/r/blob/main/a.py#L3-L9", "ok"),
        ("gitlab.com", "/g/p/-/blob/main/README.md#usage", "ok"), ("gitlab.com", "/g/p/-/issues/1#note_123", "ok"),
        ("gitlab.com", "/g/p/-/blob/main/a.py#L3-9", "ok"), ("bitbucket.org", "/t/r/src/main/a.py#lines-10:20", "ok"),
        ("codeberg.org", "/o/r/issues/4#issuecomment-77", "ok"), ("code.example.org", "/o/r/src/branch/main/a.py#L10-L12", "ok"),
        ("git.example.org", "/cgit/x/tree/a.c#n10", "ok"), ("hg.example.org", "/file/tip/a.c#l10", "ok"),
        ("docs.example.org", "/src/core/a.rs.html#10-20", "ok"), ("source.example.org", "/a/+/main/a.cpp#123", "ok"),
        ("docs.example.org", "/_modules/a.html#line-7", "ok"), ("pagure.example.org", "/r/blob/main/f/a.py#_3-9", "ok"),
        ("git.sr.ht", "/~u/r/tree/master/a.go#L3-9", "ok"),
        ("chat.example.org", "/#narrow/stream/1-general/topic/hi", "ok"), ("talk.example.org", "/#narrow/channel/4-help/near/9", "ok"),
        ("example.zulipchat.com", "/#recent", "ok"), ("app.example.org", "/x#projects/3/files", "ok"),
        # controls: honest HTML speaks for its places
        ("github.com", "/o/r#no-such-heading", "fragment-missing"), ("example.org", "/guide#readme", "fragment-missing"),
        ("example.org", "/guide#vision", "fragment-missing"), ("example.org", "/questions/4#123", "fragment-missing"),
        ("example.org", "/guide#line", "fragment-missing"), ("example.org", "/guide#L", "fragment-missing"), ("example.org", "/guide#lesson-3", "fragment-missing"),
    ],
)  # fmt: skip
def test_a_place_that_a_script_makes_is_not_missing(
    check: Check, site, names, host: str, link: str, outcome: str
) -> None:  # type: ignore[no-untyped-def]
    names[host] = ["127.0.0.1"]
    one = site({link.partition("#")[0]: page(TEXT + EMBEDDED, link)})
    [row] = check([f"http://{host}:{one.port}{link}"]).values()
    assert row["class"] == outcome, row


@pytest.mark.parametrize(
    "fragment",
    [
        "L10",
        "L10-L20",
        "L10C3-L20C1",
        "L10-20",
        "lines-10:20",
        "lines-10",
        "n10",
        "l10",
        "line-10",
        "10-20",
        "_10-20",
        "cl-10",
        "L1,L3",
        "10,12",
    ],
)
def test_lines_are_always_there(fragment: str) -> None:
    assert is_always_there(fragment)


@pytest.mark.parametrize(
    "fragment", ["10", "chapter-10", "L", "lines", "section-1-2", "v1.2", "n", "linear", "l", "2024"]
)
def test_names_that_only_look_like_lines_are_looked_for(fragment: str) -> None:
    assert not is_always_there(fragment)


def test_a_long_fragment_costs_no_time() -> None:
    for fragment in ("1-" * 50_000, "L1" * 50_000, "a" * 100_000, "file-" * 20_000):
        is_always_there(fragment)
        is_made_by_script(parse("https://github.com/o/r"), fragment)


def test_every_row_of_the_scripted_hosts_has_a_host_a_path_and_a_fragment() -> None:
    assert all(len(row) == 3 for row in BY_SCRIPT)


def test_a_place_may_be_cut_in_two_by_the_portions() -> None:
    finder = FragmentFinder({"here"})
    assert not finder(b"<p>x</p><h2 id='he", "text/html")
    assert finder(b"re'>x</h2>", "text/html")

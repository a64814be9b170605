"""Hosts whose pages do not tell the truth are asked where they do."""

# ruff: noqa: E501 -- tables of cases read better with a case a line
from pathlib import Path

import pytest
from behaviours import answer, page, redirect
from link_harness import Check
from servers import Site

from roadmap_links.judge.probes import probe_for
from roadmap_links.urls import parse


def policy(check: Check, probe: str, **endpoints: str) -> None:
    lines = [f"  {name}: {url}" for name, url in endpoints.items()]
    (check.folder / "policy.yml").write_text(
        "\n".join(["endpoints:" if lines else "", *lines, "rules:",
                   f"- {{host: 127.0.0.1, probe: {probe}, reason: test, until: 2099-01-01}}"])
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "verdict", "outcome"),
    [(200, "ok", "ok"), (404, "broken", "broken"), (400, "broken", "broken"), (401, "warn", "blocked")],
)
def test_a_video_is_asked_for_by_oembed(check: Check, site, status: int, verdict: str, outcome: str) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({"/watch": page("Video player"), "/oembed": answer(status)})
    policy(check, "youtube", youtube=one.base + "/oembed")
    link = one.base + "/watch?v=abc"
    row = check([link])[link]
    assert (row["verdict"], row["class"]) == (verdict, outcome)
    assert one.count("/watch?v=abc") == 0


def test_if_oembed_is_out_of_order_the_page_decides(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({"/watch": page("watch this"), "/oembed": answer(503)})
    policy(check, "youtube", youtube=one.base + "/oembed")
    assert check([one.base + "/watch?v=abc"])[one.base + "/watch?v=abc"]["class"] == "ok"


def test_a_paper_is_asked_for_by_its_abstract(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({"/abs/1706.03762": page()})
    policy(check, "arxiv")
    rows = check([one.base + "/pdf/1706.03762.pdf", one.base + "/pdf/9999.99999"])
    assert [row["verdict"] for row in rows.values()] == ["ok", "broken"]


def test_a_doi_is_fine_as_soon_as_its_resolver_knows_it(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    publisher: Site = site({"/paper": answer(403)})
    one: Site = site({"/10.1/x": redirect(publisher.base.replace("127.0.0.1", "localhost") + "/paper", 302)})
    policy(check, "doi")
    rows = check([one.base + "/10.1/x", one.base + "/10.1/unknown"])
    assert [row["class"] for row in rows.values()] == ["redirected-temporary", "broken"]
    assert publisher.asked == []


def test_github_is_asked_by_its_api_if_there_is_a_token(check: Check, site, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("GITHUB_TOKEN", "abc")
    one: Site = site({"/api/repos/me/it": answer(200), "/me/it/issues": page("me it issues")})
    policy(check, "github", github=one.base + "/api")
    rows = check([one.base + path for path in ("/me/it", "/me/gone", "/me/it/issues")])
    assert [row["verdict"] for row in rows.values()] == ["ok", "broken", "ok"]
    assert one.headers[0]["Authorization"] == "Bearer abc"
    assert "Authorization" not in one.headers[-1]


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://github.com/a/b", "https://api.github.com/repos/a/b"),
        ("https://github.com/a/b.git", "https://api.github.com/repos/a/b"),
        ("https://github.com/a/b/tree/main/docs", "https://api.github.com/repos/a/b/contents/docs?ref=main"),
        ("https://github.com/a/b/issues/1", None),
        ("https://github.com/a", None),
        ("https://github.com/topics/x", None),
    ],
)
def test_what_the_api_is_asked(address: str, asked: str | None) -> None:
    probe = probe_for("github", parse(address), {}, "token")
    assert (probe.address.page if probe else None) == asked


@pytest.mark.parametrize(
    ("address", "video"),
    [("https://youtu.be/abc", True), ("https://www.youtube.com/shorts/abc", True), ("https://www.youtube.com/playlist?list=x", True),
     ("https://www.youtube.com/@name", False), ("https://www.youtube.com/", False), ("https://youtu.be/", False)],
)  # fmt: skip
def test_what_is_a_video(address: str, video: bool) -> None:
    assert (probe_for("youtube", parse(address), {}, None) is not None) is video


def test_a_dead_page_gets_an_archive_copy(check: Check, site, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    found = b'{"archived_snapshots": {"closest": {"available": true, "status": "200", "url": "http://archive.example/2020/x"}}}'
    one: Site = site({"/wayback": answer(200, {"Content-Type": "application/json"}, found)})
    (check.folder / "policy.yml").write_text(f"endpoints:\n  wayback: {one.base}/wayback\n")
    [row] = check([one.base + "/gone"]).values()
    assert "http://archive.example/2020/x" in row["reason"]


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"archived_snapshots": {}}', b"<html>"])
def test_an_archive_without_a_copy_changes_nothing(check: Check, site, body: bytes) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({"/wayback": answer(200, {"Content-Type": "application/json"}, body)})
    (check.folder / "policy.yml").write_text(f"endpoints:\n  wayback: {one.base}/wayback\n")
    [row] = check([one.base + "/gone"]).values()
    assert (row["verdict"], "archive" in row["reason"]) == ("broken", False)


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/collections/machine-learning", "/repos/collections/machine-learning"),
        ("/trending/python", "/repos/trending/python"),
        ("/apps/some-app", "/repos/apps/some-app"),
        ("/o/r/tree/alex/evals/docs", "/repos/o/r/contents/evals/docs?ref=alex"),
        ("/o/r/blob/v1/rc2/README.md", "/repos/o/r/contents/rc2/README.md?ref=v1"),
    ],
)
def test_a_404_to_our_guess_is_asked_again_of_the_page(  # type: ignore[no-untyped-def]
    check: Check, site, names, monkeypatch: pytest.MonkeyPatch, path: str, asked: str
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "abc")
    names["github.com"] = ["127.0.0.1"]
    api: Site = site({})
    there: Site = site({path: page(path)})
    (check.folder / "policy.yml").write_text(f"endpoints:\n  github: {api.base}\n")
    rows = check([f"http://github.com:{there.port}{path}", f"http://github.com:{there.port}{path}-gone"])
    assert [row["verdict"] for row in rows.values()] == ["ok", "broken"]
    assert ("GET", asked) in api.asked


def test_a_paper_whose_abstract_is_not_found_is_asked_for_itself(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({"/pdf/x.pdf": answer(200, {"Content-Type": "application/pdf"}, b"%PDF-1.7")})
    policy(check, "arxiv")
    [row] = check([one.base + "/pdf/x.pdf"]).values()
    assert row["verdict"] == "ok"

"""Addresses in sentences: where they end in any script, and which are no links at all."""

# ruff: noqa: E501 -- tables of cases read better with a case a line
import pytest
from behaviours import page
from link_harness import Check

from roadmap_links.extract.collect import links_of_text
from roadmap_links.extract.prose import bare_addresses

HERE = "http://a.example.org/x"


@pytest.mark.parametrize(
    "mark", [*"，。）、；：！？》」』】〉｝］〗〟…—―“”«»„‹›・～→✅", "\u3000", "\u200b", "،", "؛", "؟", "।", "։"]
)
def test_a_mark_of_any_script_ends_an_address(mark: str) -> None:
    assert list(bare_addresses(f"見る{HERE}{mark}次は{HERE}2{mark}{HERE}3")) == [HERE, HERE + "2", HERE + "3"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"（{HERE}）", [HERE]), (f"「{HERE}」と『{HERE}2』", [HERE, HERE + "2"]), (f"{HERE},{HERE}2;{HERE}3", [HERE, HERE + "2", HERE + "3"]),
        (f"See {HERE}.", [HERE]), (f"({HERE}_(y))", [HERE + "_(y)"]), (f"({HERE}).", [HERE]), (f"{HERE}’s", [HERE + "’s"]), (f"‘{HERE}’", [HERE]),
        ("http://例え.example.org/パス?問=答#所。", ["http://例え.example.org/パス?問=答#所"]), ("https://fr.example.org/l·l–é", ["https://fr.example.org/l·l–é"]),
        ("https://web.archive.org/web/2020/http://b.example.org/", ["https://web.archive.org/web/2020/http://b.example.org/"]),
        ("begins with https:// or http://...", []), ("https://…", []), ("HTTP://B.EXAMPLE.ORG！", ["HTTP://B.EXAMPLE.ORG"]),
    ],
)  # fmt: skip
def test_where_an_address_begins_and_ends(text: str, found: list[str]) -> None:
    assert list(bare_addresses(text)) == found


@pytest.mark.parametrize("mark", [*"，。）、；：", "（"])
def test_two_addresses_around_a_full_width_mark_are_both_asked_for(check: Check, site, mark: str) -> None:  # type: ignore[no-untyped-def]
    one = site({"/a": page(), "/b": page()})
    path = check.folder / "page.md"
    path.write_text(f"# 課程\n\n請看{one.base}/a{mark}然後{one.base}/b{mark}再見\n", encoding="utf-8")
    rows = check(path)
    assert {url: row["verdict"] for url, row in rows.items()} == {one.base + "/a": "ok", one.base + "/b": "ok"}
    assert [row["sources"][0]["line"] for row in rows.values()] == [3, 3]


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:8888/lab", "http://127.0.0.1:8000", "http://0.0.0.0:6006/", "http://[::1]:8080/", "http://192.168.1.5:8888/tree",
        "http://10.0.0.1/", "http://host.docker.internal:11434", "http://my-server:8888/", "http://raspberrypi.local/", "https://app.localhost/",
        "http://localhost:PORT/", "http://your-host.example/path", "https://{user}.github.io", "http://<host>:8888/", "http://169.254.169.254/latest",
    ],
)  # fmt: skip
def test_an_address_of_the_readers_own_machine_in_a_sentence_is_no_link(check: Check, address: str) -> None:
    path = check.folder / "page.md"
    path.write_text(f"# Tools\n\nRun `jupyter lab` and open {address} in your browser.\n", encoding="utf-8")
    rows = check(path, private=False)
    assert check.code == 0, check.err
    assert all(row["verdict"] == "ok" for row in rows.values()), rows


@pytest.mark.parametrize("link", ["[preview](http://localhost:1313/)", "<http://127.0.0.1:8000/>", '<a href="http://localhost/">x</a>', "![p](http://192.168.0.1/a.png)"])  # fmt: skip
def test_a_link_to_the_readers_own_machine_stays_a_fault(check: Check, link: str) -> None:
    path = check.folder / "page.md"
    path.write_text(f"Open {link} now, or http://localhost:1313/ by hand.\n", encoding="utf-8")
    rows = check(path, private=False)
    assert check.code == 1
    assert "broken" in {row["verdict"] for row in rows.values()}


def test_a_sentence_in_a_list_gives_its_addresses() -> None:
    found = links_of_text("# ours\nhttp://a.example.org/1\nSee http://a.example.org/2, and\nhttp://a b/\n", "list.txt")
    assert [(url, source.line) for url, source in found] == [
        ("http://a.example.org/1", 2),
        ("http://a.example.org/2", 3),
        ("http://a b/", 4),
    ]

"""Every link of a file is found, with its place, and nothing that is none."""

# ruff: noqa: E501 -- tables of cases read better with a case a line
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_links.extract.collect import Unreadable, collect, links_of_text
from roadmap_links.extract.own_site import default_files, own_addresses


def found(text: str, name: str = "page.md") -> list[str]:
    return [url for url, _ in links_of_text(text, name)]


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("[a](https://a.example/)", ["https://a.example/"]),
        ("[a](https://a.example/x_(y))", ["https://a.example/x_(y)"]),
        ("[a](<https://a.example/x y>)", ["https://a.example/x y"]),
        ('[a](https://a.example/ "title")', ["https://a.example/"]),
        ("[a](https://a.example/){ .md-button }", ["https://a.example/"]),
        ("[a](https://a.example/?b=1&amp;c=2)", ["https://a.example/?b=1&c=2"]),
        (r"[a](https://a.example/b\_c)", ["https://a.example/b_c"]),
        ("![a](https://a.example/b.png)", ["https://a.example/b.png"]),
        ("[![a](https://a.example/b.png)](https://c.example/)", ["https://c.example/", "https://a.example/b.png"]),
        ("<https://a.example/>", ["https://a.example/"]),
        ("<https://a.example/?b=1&amp;c=2>", ["https://a.example/?b=1&c=2"]),
        ("[a][b]\n\n[b]: https://a.example/", ["https://a.example/"]),
        ("[b][]\n\n[b]: <https://a.example/>", ["https://a.example/"]),
        ("[b]\n\n[B]: https://a.example/ 'title'", ["https://a.example/"]),
        ("see https://a.example/b.", ["https://a.example/b"]),
        ("(see https://a.example/b)", ["https://a.example/b"]),
        ("https://a.example/x_(y)", ["https://a.example/x_(y)"]),
        ('<a href="https://a.example/?b=1&amp;c=2">x</a>', ["https://a.example/?b=1&c=2"]),
        ('<div>\n<img src="//a.example/b.png">\n</div>', ["//a.example/b.png"]),
        ("| a |\n|---|\n| [b](https://a.example/) |", ["https://a.example/"]),
        ('!!! note "T"\n\n    [a](https://a.example/)', ["https://a.example/"]),
        ("??? note\n\n    !!! tip\n\n        [a](https://a.example/)", ["https://a.example/"]),
        ('=== "Tab"\n\n    [a](https://a.example/)\n\n=== "Two"\n\n    - [b](https://b.example/)',
         ["https://a.example/", "https://b.example/"]),
        ("x[^1]\n\n[^1]: [a](https://a.example/)\n\n    and <https://b.example/>", ["https://a.example/", "https://b.example/"]),
        ("x[^1]\n\n[^1]: https://a.example/", ["https://a.example/"]),
        ("Term\n:   [a](https://a.example/)", ["https://a.example/"]),
        ("- a\n    - b\n        - [c](https://a.example/)", ["https://a.example/"]),
        ('<div markdown>\n[a](https://a.example/)\n</div>', ["https://a.example/"]),
        ("[a](htps://a.example/)", ["htps://a.example/"]),
    ],
)  # fmt: skip
def test_a_link_in_markdown(text: str, urls: list[str]) -> None:
    assert found(text) == urls


@pytest.mark.parametrize(
    "text",
    [
        "`https://a.example/`",
        "``[a](https://a.example/)``",
        "```\nhttps://a.example/\n```",
        "~~~python\n# [a](https://a.example/)\n~~~",
        "    https://a.example/",
        "!!! note\n\n    ```\n    https://a.example/\n    ```",
        "!!! note\n\n        https://a.example/",
        "<!-- https://a.example/ <a href='https://a.example/'> -->",
        "---\nurl: https://a.example/\n---\n",
        "[a](other.md) [b](#here) [c](mailto:a@b.example) [d](tel:1) [e](/abs/path)",
        r"\[a](b.md)",
        "[a]: https://unused.example/",
    ],
)
def test_what_is_no_link_in_markdown(text: str) -> None:
    assert found(text) == []


def test_a_marker_inside_code_opens_no_container() -> None:
    assert found("```\n!!! note\n```\n\n    https://a.example/\n\n[a](https://b.example/)") == ["https://b.example/"]


def test_every_mention_has_its_line_and_column() -> None:
    text = "# T\n\n`[x](https://a.example/)` [x](https://a.example/) and\n[y](https://a.example/) [z][r]\n\n[r]: https://r.example/"
    places = [(url, source.line, source.column) for url, source in links_of_text(text, "page.md")]
    assert places == [
        ("https://a.example/", 3, 30),
        ("https://a.example/", 4, 4),
        ("https://r.example/", 6, 5),
    ]


def test_the_place_in_an_admonition_is_that_in_the_file() -> None:
    [(_, source)] = links_of_text("!!! note\n\n    A [b](https://a.example/).\n", "page.md")
    assert (source.line, source.column, source.raw) == (3, 10, "https://a.example/")


@given(st.text(alphabet='!?="`~[]()<>: \n\tahtps/.#&;^-|*_\\', max_size=200))
def test_no_markdown_makes_it_fail(text: str) -> None:
    for _, source in links_of_text(text, "page.md"):
        assert 1 <= source.line <= text.count("\n") + 1


@given(st.text(alphabet="<>=\"'/ \nahrefimgscu:!-&;", max_size=200))
def test_no_html_makes_it_fail(text: str) -> None:
    links_of_text(text, "page.html")


@given(
    st.lists(
        st.sampled_from(["https://a.example/x", "https://b.example/y?c=1&d=2", "https://c.example/(z)"]), max_size=6
    )
)
def test_a_found_place_holds_the_spelling(urls: list[str]) -> None:
    text = "\n\n".join(f"Text `{url}` and [t]({url}) more." for url in urls)
    lines = text.split("\n")
    sources = [source for _, source in links_of_text(text, "page.md")]
    assert len(sources) == len(urls)
    for source in sources:
        assert lines[source.line - 1][source.column :].startswith(source.raw)
        assert lines[source.line - 1][: source.column].endswith("](")


def test_html_gives_links_images_and_scripts() -> None:
    text = """<head><link rel=stylesheet href=https://a.example/s.css><link rel=preconnect href=https://no.example>
    <script src="https://a.example/x.js">var s = '<a href="https://no.example/">'</script></head>
    <a href='https://a.example/?b=1&amp;c=2'>x</a> <img srcset="https://a.example/1.png 1x, https://a.example/2.png 2x">
    <!-- <a href="https://no.example/"> --> <a href="local.html"> <a href="#top"> <iframe src="//b.example/v"></iframe>"""
    assert found(text, "page.html") == [
        "https://a.example/s.css", "https://a.example/x.js", "https://a.example/?b=1&c=2", "https://a.example/1.png",
        "https://a.example/2.png", "//b.example/v",
    ]  # fmt: skip


def test_html_has_lines() -> None:
    [(_, source)] = links_of_text('<p>\n<a\n  href="https://a.example/">', "page.html")
    assert (source.line, source.column) == (3, 8)


def test_a_base_moves_relative_links() -> None:
    assert found('<base href="https://a.example/b/"><a href="c">', "page.html") == ["https://a.example/b/c"]


def test_yaml_gives_every_url_with_the_nearest_id() -> None:
    text = """- id: one
  url: https://a.example/   # note: url: https://no.example/
  parts:
  - url: "https://b.example/"
  - {id: inner, url: 'https://c.example/'}
  - url: null
  - url: [https://d.example/, https://e.example/]
  note: https://no.example/
"""
    rows = [(url, source.line, source.resource) for url, source in links_of_text(text, "any.yml")]
    assert rows == [
        ("https://a.example/", 2, "one"), ("https://b.example/", 4, "one"), ("https://c.example/", 5, "inner"),
        ("https://d.example/", 7, "one"), ("https://e.example/", 7, "one"),
    ]  # fmt: skip


def test_a_url_in_yaml_that_is_none_is_not_passed_over() -> None:
    assert found("url: example.org", "a.yaml") == ["example.org"]
    assert found("url: ''", "a.yaml") == [""]


def test_yaml_may_hold_aliases_of_itself() -> None:
    assert found("a: &x\n  url: https://a.example/\n  again: *x\n", "a.yml") == ["https://a.example/"]


def test_broken_yaml_is_named_with_its_line() -> None:
    with pytest.raises(Unreadable, match=r"^bad\.yml:2: "):
        links_of_text("a: 1\nb: ]\n", "bad.yml")


def test_a_list_has_comments_and_blank_lines() -> None:
    assert found("# x\n\nhttps://a.example/#b\n  https://c.example/ \n", "links.txt") == [
        "https://a.example/#b",
        "https://c.example/",
    ]


def test_each_address_is_one_link_with_all_its_mentions(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("[a](https://a.example/) [a](https://a.example/)")
    (tmp_path / "b.yml").write_text("id: x\nurl: https://a.example/")
    [link] = collect([(tmp_path / "a.md", "a.md"), (tmp_path / "b.yml", "b.yml")])
    assert [(s.file, s.line, s.resource) for s in link.sources] == [
        ("a.md", 1, None),
        ("a.md", 1, None),
        ("b.yml", 2, "x"),
    ]


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    assert found("\ufeff# T\r\n\r\n[a](https://a.example/)\r\n") == ["https://a.example/"]


def test_without_a_file_the_whole_site_is_read(tmp_path: Path) -> None:
    for name in (
        "docs/_data/roadmap.yml",
        "docs/stage-1/index.md",
        "docs/stage-1/lesson.md",
        "README.md",
        "site/a/index.html",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert [name for _, name in default_files(tmp_path)] == [
        "docs/_data/roadmap.yml", "docs/stage-1/index.md", "docs/stage-1/lesson.md", "README.md",
    ]  # fmt: skip


def test_the_sites_own_addresses_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_url: !ENV [SITE_URL, 'https://me.example/roadmap/']\nrepo_url: !ENV [REPO_URL, https://github.com/me/roadmap]\n"
        "edit_uri: edit/main/docs/\nplugins:\n- x: !!python/name:a.b\n"
    )
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.delenv("REPO_URL", raising=False)
    own, _ = own_addresses(tmp_path)
    assert own("https://me.example/roadmap/stage-1/")
    assert own("https://github.com/me/roadmap/edit/main/docs/index.md")
    assert not own("https://github.com/me/roadmap")
    assert not own("https://me.example/roadmap-of-others/")
    monkeypatch.setenv("SITE_URL", "https://other.example/")
    assert own_addresses(tmp_path)[0]("https://other.example/x")
    # Set but empty is no address, as MkDocs reads it: the default does not come back.
    monkeypatch.setenv("SITE_URL", "")
    assert not own_addresses(tmp_path)[0]("https://me.example/roadmap/stage-1/")


def test_an_own_address_is_known_however_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_url: https://Me.example:443/roadmap/\n")
    own, _ = own_addresses(tmp_path)
    for url in ("https://me.example/roadmap/", "https://ME.example/roadmap/a/#b", "HTTPS://me.example:443/roadmap?c"):
        assert own(url), url
    for url in ("https://me.example:8443/roadmap/", "https://me.example/Roadmap/", "https://me.example.org/roadmap/"):
        assert not own(url), url


def test_a_host_that_begins_like_a_placeholder_is_checked(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_url: https://roadmap.example\n")
    own, waiting = own_addresses(tmp_path)
    assert list(waiting) == ["https://roadmap.example"]
    assert own("https://ROADMAP.example/a")
    assert not own("https://roadmap.example.net/a")


def test_a_key_of_the_settings_that_is_no_text_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("? [a, b]\n: c\n? {d: e}\n: f\nsite_url: https://me.example/\n")
    assert own_addresses(tmp_path)[0]("https://me.example/a")

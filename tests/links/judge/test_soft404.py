"""What a page that says 'not found' with a 200 looks like, and what only looks like one."""

import pytest
from behaviours import FILLER, document

from roadmap_links.http.page import Page, parse_refresh, read_page
from roadmap_links.judge.soft404 import is_suspicious, sibling, signature, verdict_on_text
from roadmap_links.judge.ways import is_home
from roadmap_links.urls import parse

# ruff: noqa: E501 -- tables of cases read better with a case a line


def page(title: str, body: str) -> Page:
    return read_page(document(title, body).encode(), "text/html")


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("404", "<p>x</p>"),
        ("Error 404", ""),
        ("404 Not Found", "<p>nginx</p>"),
        ("404 - Page not found", ""),
        ("Page Not Found | Example", "<p>Search our site</p>"),
        ("Example: page not found", ""),
        ("Oops!", "<p>We can't find the page you asked for.</p>"),
        ("Example", "<h1>Page not found</h1>"),
        ("Example", "<h1>This page isn’t available</h1>"),
        ("Example", "<p>The page you requested could not be found.</p>"),
        ("Example", "<p>Sorry, we couldn't find that page.</p>"),
        ("Example", "<p>The requested URL was not found on this server.</p>"),
        ("Example", "<p>This article is no longer available.</p>"),
        ("Example", "<p>This repository has been deleted.</p>"),
        ("Video unavailable", "<p>Watch something else</p>"),
        ("example.com", "<p>This domain is for sale.</p>"),
        ("example.com is for sale", "<p>Make an offer.</p>"),
        ("example.com", "<p>The domain has expired. Is this your domain?</p>"),
    ],
)
def test_reads_like_not_found(title: str, body: str) -> None:
    assert verdict_on_text(page(title, body))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("HTTP 404 - Wikipedia", f"<p>The HTTP 404, 404 not found, error message is a status code.</p><p>{FILLER}</p>"),
        ("How to fix a 404", "<p>If the page you are looking for does not exist, the server sends 404.</p>"),
        ("What 'page not found' means", "<p>Page not found.</p>"),
        ("A guide to 404 pages", "<h1>404: page not found</h1>"),
        ("Not found in translation", "<p>A short essay about words.</p>"),
        ("Finding missing values", "<p>Missing values are not numbers.</p>"),
        ("Lost in space", "<p>A game.</p>"),
        ("Buying a domain", "<p>Whether a domain is for sale can be looked up.</p>"),
        ("Welcome", "<p>Hello.</p>"),
        ("", ""),
    ],
)
def test_is_an_honest_page(title: str, body: str) -> None:
    assert verdict_on_text(page(title, body)) is None


@pytest.mark.parametrize(("url", "home"), [
    ("http://a.example/", True), ("http://a.example/index.html", True), ("http://a.example/en/", True),
    ("http://a.example/pt-br/", True), ("http://a.example/ok", False), ("http://a.example/docs/", False), ("http://a.example/?p=3", False),
])  # fmt: skip
def test_what_is_a_front_page(url: str, home: bool) -> None:
    assert is_home(parse(url)) is home


def test_a_page_that_speaks_of_its_address_is_not_suspicious() -> None:
    assert not is_suspicious(page("Gradient descent", ""), parse("http://a.example/notes/gradient-descent.html"))
    assert is_suspicious(page("Welcome", "Hello"), parse("http://a.example/notes/gradient-descent.html"))


def test_pages_that_differ_in_what_echoes_the_address_are_the_same() -> None:
    one, two = parse("http://a.example/x/first"), parse("http://a.example/x/second")
    assert signature(page("T", "/x/first is 12 ms away"), one) == signature(page("T", "/x/second is 7 ms away"), two)
    assert signature(page("T", "a"), one) != signature(page("T", "b"), two)


def test_the_sibling_is_in_the_same_folder_with_the_same_ending() -> None:
    beside = sibling(parse("http://a.example:8080/x/y.html?q=1"))
    assert beside.page.startswith("http://a.example:8080/x/zq")
    assert beside.page.endswith(".html")


def test_a_shell_is_told_from_a_page() -> None:
    assert page("App", "<div id=root></div><script src=/a.js></script>").is_shell
    assert page("App", "<noscript>You need JavaScript.</noscript><script src=/a.js></script>").is_shell
    assert not page("App", f"<div id=root>{FILLER}</div><script src=/a.js></script>").is_shell
    assert not page("App", "<p>Short.</p>").is_shell


@pytest.mark.parametrize(
    ("content", "refresh"),
    [("0; url=/a", (0, "/a")), ("5;URL='/a'", (5, "/a")), ("0;/a", (0, "/a")), ("30", None), ("", None), ("1.5, url=/a", (1.5, "/a")),
     ("1.2.3; url=/a", (0, "/a"))],
)  # fmt: skip
def test_where_a_refresh_leads(content: str, refresh: tuple[float, str] | None) -> None:
    assert parse_refresh(content) == refresh


def test_an_svg_title_is_not_the_pages() -> None:
    assert page("Real", "<svg><title>Icon</title><path/></svg><p>text</p>").title == "Real"
    assert page("", "<svg><title>Icon</title></svg><h1>Head</h1>").title == ""


@pytest.mark.parametrize(
    "title",
    [
        "Seite nicht gefunden", "404 - Die angeforderte Seite existiert nicht", "Diese Seite existiert nicht mehr", "Page introuvable", "Cette page n’existe plus", "La página no existe", "Página não encontrada",
        "Pagina non trovata", "De pagina bestaat niet", "Nie znaleziono strony", "Страница не найдена", "404 - 页面不存在", "您访问的页面不存在", "找不到网页", "お探しのページは見つかりませんでした", "페이지를 찾을 수 없습니다",
        "요청하신 페이지를 찾을 수 없습니다", "존재하지 않는 페이지입니다", "Sidan hittades inte", "Sivua ei löydy", "Sayfa bulunamadı", "Không tìm thấy trang", "الصفحة غير موجودة",
    ],
)  # fmt: skip
def test_reads_like_not_found_in_any_language(title: str) -> None:
    assert verdict_on_text(page(f"{title} | Loopback", "<p>x</p>"))
    assert verdict_on_text(page("Loopback", f"<h1>{title}</h1>"))


@pytest.mark.parametrize(
    "title",
    ["Seite", "Page", "404 Seite", "La page", "Pagina", "页面", "ページ", "Die Seite der Fakultät", "Страница курса"],
)
def test_a_title_that_is_only_half_of_such_a_phrase_is_honest(title: str) -> None:
    assert verdict_on_text(page(title, "<p>x</p>")) is None

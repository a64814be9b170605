"""What hurts learners though it answers 200: lost courses, parked and sold domains, removed videos, closing notices."""

# ruff: noqa: E501 -- tables of cases read better with a case a line
from collections.abc import Callable

import pytest
from behaviours import FILLER, Handler, answer, document, page, redirect
from link_harness import Check
from servers import Site

from roadmap_links.http.page import read_page
from roadmap_links.judge.lapsed import verdict_on_owner
from roadmap_links.judge.proposals import without_ours
from roadmap_links.judge.soft404 import verdict_on_text
from roadmap_links.judge.ways import is_list
from roadmap_links.urls import parse

Sites = Callable[..., Site]
LISTED = page(f"<h1>All our courses</h1><p>{FILLER}</p>", "Loopback University")


def row_of(check: Check, one: Site, path: str, *arguments: str):  # type: ignore[no-untyped-def]
    [row] = check([one.base + path], *arguments).values()
    return row


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("/learn/automata", "/browse?source=deprecated_spark_cdp"), ("/course/go-basics/", "/courses/search/?q=go-basics"), ("/c/7", "/catalog"),
        ("/learn/nlp", "/explore"), ("/learn/nlp", "/en/courses/all"), ("/p/ml-101", "/search/results.html"), ("/kurs/ki", "/kurssuche"), ("/kurse/ki", "/de/katalog/"),
        ("/formation/ia", "/formations"), ("/curso/ia", "/cursos/buscar?q=ia"), ("/corsi/ia", "/catalogo"), ("/cursus/ai", "/aanbod"), ("/kurs/ai", "/каталог"),
        ("/course/42", "/课程"), ("/lecture/3", "/コース一覧"), ("/x/ai", "/강좌"), ("/dataset/iris", "/datasets"), ("/nanodegree/nd101", "/catalog/all/any-price/"[:12]),
        ("/blog/2016/03/deep-q", "/blog"), ("/lesson/3", "/all-courses"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("status", [301, 302])
def test_a_course_that_now_leads_to_a_list_is_lost(
    check: Check, site: Sites, start: str, end: str, status: int
) -> None:
    from urllib.parse import quote

    path = quote(end.partition("?")[0])
    one = site({start: redirect(end, status), path: LISTED, end: LISTED})
    row = row_of(check, one, start)
    assert (row["verdict"], row["class"]) == ("warn", "soft-404"), row


@pytest.mark.parametrize(
    ("start", "end", "outcome"),
    [
        ("/course/cs50", "/learn/computer-science/cs50", "redirected-permanent"), ("/learn/nlp", "/courses/nlp/", "redirected-permanent"),
        ("/old/intro-to-ai", "/library/ai/intro", "redirected-permanent"), ("/catalog", "/courses", "redirected-permanent"), ("/kurse", "/de/kurse/", "redirected-permanent"),
        ("/search?q=x", "/find?q=x", "redirected-permanent"), ("/tutorials/", "/learn/", "redirected-permanent"), ("/docs/", "/docs/en/latest/", "redirected-permanent"),
        ("/courses/ml", "/courses/machine-learning", "redirected-permanent"), ("/user_guide", "/docs/guide", "redirected-permanent"),
    ],
)  # fmt: skip
def test_a_course_that_has_only_moved_is_not_lost(
    check: Check, site: Sites, start: str, end: str, outcome: str
) -> None:
    one = site({start.partition("?")[0]: redirect(end), end.partition("?")[0]: LISTED})
    assert row_of(check, one, start)["class"] == outcome


@pytest.mark.parametrize(("path", "listed"), [("/", False), ("/index.html", False), ("/en/", False), ("/courses/cs50", False), ("/browse", True), ("/search/", True), ("/en/all-courses.php", True), ("/course-list/page/2", False)])  # fmt: skip
def test_what_is_a_list(path: str, listed: bool) -> None:
    assert is_list(parse(f"http://a.example.org{path}")) is listed


# --- parked -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        '<!DOCTYPE html><html><head><script>window.onload=function(){window.location.href="/lander"}</script></head></html>',
        "<script>window.location.replace('/lander?x=1')</script>", "<script>top.location = \"/lander\";</script>", "<script>location.assign('https://a.example/lander')</script>",
        '<html data-adblockkey="MFwwDQYJKoZ"><body><div id="target"></div><script>window.park = "eyJ1dWlkIjoi"</script></body></html>',
        "<script>window.LANDER_SYSTEM=\"PW\"</script><div id=root></div>", "<script>location.href='http://ww25.example.org/?subid1=2026'</script>",
        "<script>window.location='https://www.hugedomains.com/domain_profile.cfm?d=example.org'</script>", "<script>location.href = 'https://dan.com/buy-domain/x'</script>",
        "<script src='https://www.sedoparking.com/x.js'></script><p>ads</p>", "<script src='https://img1.wsimg.com/parking-lander/static/js/main.js'></script>",
    ],
)  # fmt: skip
def test_a_parking_page_that_is_only_a_script_is_found(check: Check, site: Sites, html: str) -> None:
    one = site({"/deep/course": answer(200, {"Content-Type": "text/html"}, html.encode())})
    row = row_of(check, one, "/deep/course")
    assert (row["verdict"], row["class"]) == ("warn", "soft-404"), row


@pytest.mark.parametrize("to", ["/lander", "/cgi-sys/suspendedpage.cgi", "/sedoparking"])
def test_a_redirect_to_a_parking_page_is_found(check: Check, site: Sites, to: str) -> None:
    one = site({"/deep/course": redirect(to, 302), to: page(f"<p>{FILLER}</p>", "Ads")})
    assert row_of(check, one, "/deep/course")["class"] == "soft-404"


@pytest.mark.parametrize(
    "html",
    [
        "<title>App</title><div id=root></div><script>window.location.hash='/lander'</script>", "<script>location.href='/en/course'</script>",
        f"<title>Lunar lander</title><h1>Lunar lander</h1><p>{FILLER}</p><script>if (x) location.href='/lander'</script>",
        "<title>Gymnasium</title><h1>Lunar lander</h1><p>An environment.</p><a href='/lander'>Play</a>", "<title>App</title><div id=app></div><script src=/parking.js></script>",
    ],
)  # fmt: skip
def test_an_honest_script_is_not_parking(check: Check, site: Sites, html: str) -> None:
    one = site({"/deep/course": answer(200, {"Content-Type": "text/html"}, html.encode())})
    assert row_of(check, one, "/deep/course")["class"] == "ok"


# --- sold ---------------------------------------------------------------------------------------------------------------

SOLD = {
    "id": ("Situs Slot Gacor Hari Ini: Judi Slot Online Terpercaya 2026", "<p>Daftar sekarang di situs judi slot online terpercaya dengan deposit pulsa dan bonus new member. Slot gacor gampang menang.</p>" * 30),
    "en": ("Best Online Casino 2026 - Play Slots For Real Money", "<p>Sign up at the best online casino and claim your welcome bonus with free spins. Play now: slots, poker, roulette and more.</p>" * 30),
    "vi": ("Nhà cái uy tín - Casino trực tuyến, cá cược thể thao", "<p>Đăng ký và nạp tiền để nhận khuyến mãi tại nhà cái hàng đầu. Cá cược bóng đá.</p>" * 30),
    "tr": ("Deneme Bonusu Veren Siteler - Canlı Casino Siteleri", "<p>Üye ol, deneme bonusu kazan. Giriş adresi ve bahis siteleri.</p>" * 30),
    "ru": ("Онлайн казино с бонусом: игровые автоматы", "<p>Регистрация, бонус и быстрые выплаты. Лучшие игровые автоматы в онлайн казино.</p>" * 30),
    "zh": ("澳门娱乐城官网-博彩-百家乐", "<p>注册即送彩金，存款优惠。博彩平台。</p>" * 50),
    "ko": ("카지노사이트 추천 - 바카라", "<p>가입 보너스, 카지노사이트 순위.</p>" * 50),
    "de": ("Online Casino Bonus - Die besten Spielautomaten", "<p>Willkommensbonus und Freispiele ohne Einzahlung im besten Online Casino.</p>" * 30),
}  # fmt: skip


@pytest.mark.parametrize("lang", SOLD)
def test_a_lapsed_domain_that_sells_games_of_chance_is_found(check: Check, site: Sites, lang: str) -> None:
    title, text = SOLD[lang]
    html = document(title, f"<h1>{title}</h1>{text}").replace("<html", f"<html lang='{lang}'")
    one = site(
        {
            "/lessons/closures.html": answer(200, {"Content-Type": "text/html; charset=utf-8"}, html.encode()),
            "/": LISTED,
        }
    )
    row = row_of(check, one, "/lessons/closures.html")
    assert (row["verdict"], row["class"]) == ("warn", "soft-404"), row
    assert "gambling" in row["reason"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Buy Viagra Online Without Prescription", "Order now with free shipping and the lowest price per pill. "), ("Payday Loans Online - Bad Credit Loans", "Apply now for instant approval with no credit check. "),
        ("Essay Writing Service: Write My Essay", "Order now. Plagiarism-free papers, 24/7, with a discount. "), ("CBD Gummies: Official Store", "Order now at the official website with a discount and free shipping. "),
        ("Escorts and Call Girls", "Book now: premium call girls, hot girls. "), ("Replica Watches Outlet", "Buy now, add to cart, free shipping. "),
    ],
)  # fmt: skip
def test_a_lapsed_domain_that_sells_something_else_is_found(title: str, text: str) -> None:
    found = read_page(document(title, f"<h1>{title}</h1><p>{text * 30}</p>").encode(), "text/html")
    assert verdict_on_owner(found, parse("http://a.example.org/lessons/closures"))


@pytest.mark.parametrize(
    ("title", "text", "path"),
    [
        ("What a casino teaches about chance", "A roulette wheel has 37 pockets. The casino keeps an edge on every bet, so the expected value of a wager is negative. ", "/chance"),
        ("The gambler's fallacy in poker and roulette", "After ten reds a bet on black is no better. Slots and blackjack obey the same law; a jackpot is an outlier. ", "/notes/7"),
        ("Multi-armed bandits: slot machines and regret", "A slot machine has an unknown payout. Pull an arm, observe the reward, bet again. ", "/bandits"),
        ("Solving poker with counterfactual regret", "Pluribus plays poker for real money against professionals. Bluffing and bets. ", "/pluribus"),
        ("Detecting spam: Viagra, casino, lottery", "Words such as Viagra and casino give spam away. A filter counts them. ", "/naive-bayes"),
        ("Online casinos and the law of large numbers", "Online casinos profit from large numbers. ", "/law-of-large-numbers"),
        ("Credit scoring with the German credit data", "Loans, credit and default: predict who pays back a loan. Approval depends on it. ", "/german-credit"),
        ("Predicting insurance claims", "Car insurance claims follow a Poisson model. A quote is a price. ", "/claims"),
        ("Essay scoring with language models", "Automated essay scoring grades essays. ", "/essays"), ("Drug discovery with graph networks", "Pills and supplements. Drugs bind to proteins. ", "/drugs"),
        ("Вероятность: казино и рулетка", "В казино рулетка имеет 37 секторов. ", "/p"), ("Forecasting jackpot sizes", "The jackpot of a lottery grows. A bonus is a payout. ", "/lottery"),
    ],
)  # fmt: skip
def test_a_lesson_that_names_a_trade_is_honest(title: str, text: str, path: str) -> None:
    found = read_page(document(title, f"<h1>{title}</h1><p>{text * 30}</p>").encode(), "text/html")
    assert verdict_on_owner(found, parse(f"http://a.example.org{path}")) is None


# --- another site's front page, and what --fix may write ---------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 308])
def test_a_lesson_that_leads_to_a_strangers_front_page_has_no_address_for_fix(
    check: Check, site: Sites, names, status: int
) -> None:  # type: ignore[no-untyped-def]
    names |= {"old.example.org": ["127.0.0.1"], "stranger.example.com": ["127.0.0.1"]}
    one = site({"/lesson/3": redirect("/", 301), "/": LISTED})
    one.routes["/lesson/3"] = redirect(f"http://stranger.example.com:{one.port}/", status)
    path = check.folder / "page.md"
    path.write_text(before := f"[x](http://old.example.org:{one.port}/lesson/3)\n")
    [row] = check(path, "--fix").values()
    assert (row["verdict"], row["class"]) == ("warn", "soft-404")
    assert path.read_text() == before
    assert "instead" not in check.out


@pytest.mark.parametrize(
    ("start", "title"), [("http://bit.ly:{port}/3abc", "Welcome"), ("http://old.example.org:{port}/go/7", "Welcome"), ("http://old.example.org:{port}/loopback", "Loopback"), ("http://old.example.org:{port}/projects/stranger", "Hello")]
)  # fmt: skip
def test_a_short_link_or_a_project_with_its_own_home_may_lead_to_a_front_page(
    check: Check, site: Sites, names, start: str, title: str
) -> None:  # type: ignore[no-untyped-def]
    names |= {"old.example.org": ["127.0.0.1"], "bit.ly": ["127.0.0.1"], "stranger.example.com": ["127.0.0.1"]}
    one = site({"/": page(f"<h1>{title}</h1><p>{FILLER}</p>", title)})
    link = start.format(port=one.port)
    one.routes[parse(link).path] = redirect(f"http://stranger.example.com:{one.port}/", 302)
    assert check([link])[link]["class"] == "redirected-temporary"
    one.routes[parse(link).path] = redirect(f"http://stranger.example.com:{one.port}/", 301)
    row = check([link])[link]
    assert (row["class"], "instead" in check.out) == ("redirected-permanent", False)


@pytest.mark.parametrize(
    ("to", "cookie", "written"),
    [
        ("/papers/12;jsessionid=8A5F01C2D3E4", "JSESSIONID=8A5F01C2D3E4", "/papers/12"), ("/papers/12?sid=8A5F01C2", None, "/papers/12"), ("/papers/12?PHPSESSID=abc&p=2", None, "/papers/12?p=2"),
        ("/papers/12?utm_source=x&utm_medium=y", None, "/papers/12"), ("/papers/12?p=1&gclid=xyz", None, "/papers/12?p=1"), ("/papers/12?who=0123456789abcdef", "seen=0123456789abcdef", "/papers/12"),
        ("/papers/12?token=eyJhbGciOiJIUzI1NiJ9abc123", None, "/papers/12"), ("/papers/12?code=CS50", None, "/papers/12?code=CS50"), ("/papers/12?ref=main", None, "/papers/12?ref=main"),
        ("/(S(lit3py55t21z5v55vlm25s55))/papers/12", None, "/papers/12"), ("/papers/12?X-Amz-Expires=300&X-Amz-Signature=ab12", None, None), ("/paper/12?fbclid=IwAR", None, None),
    ],
)  # fmt: skip
def test_what_is_ours_alone_is_not_written(
    check: Check, site: Sites, to: str, cookie: str | None, written: str | None
) -> None:
    def once(end: Handler) -> Handler:
        async def handler(request):  # type: ignore[no-untyped-def]
            return await (
                redirect(to, headers={"Set-Cookie": f"{cookie}; Path=/"} if cookie else {})
                if request.path_qs == "/paper/12"
                else end
            )(request)

        return handler

    good = page(f"<h1>Paper 12</h1><p>{FILLER}</p>", "Paper 12")
    one = site({"/paper/12": once(good), to.partition("?")[0]: good, to: good})
    path = check.folder / "page.md"
    path.write_text(before := f"[x]({one.base}/paper/12)\n")
    [row] = check(path, "--fix").values()
    assert row["verdict"] in ("ok", "warn")
    if to.startswith("/paper/12"):
        return
    assert path.read_text() == (f"[x]({one.base}{written})\n" if written else before)


def test_an_address_without_secrets_stays_as_it_is() -> None:
    for address in (
        "http://a.example/x?y=1&z#f",
        "http://a.example/",
        "http://a.example/a;b=c/d",
        "http://a.example/x?id=3&s=query&key=title",
        "http://a.example/x?state=ok&code=ML-101",
    ):
        assert without_ours(address, ["8A5F01C2D3E4"]) == address


# --- closing notices ----------------------------------------------------------------------------------------------------

MUCH = f"<p>{FILLER}</p>" * 3


@pytest.mark.parametrize(
    "text",
    [
        "This course is no longer available.", "This Coursera specialization has been retired.", "Sorry, this class is no longer offered!", "The video you requested is no longer available.",
        "This Nanodegree program has been discontinued.", "This dataset has been removed.", "This page has been taken down.", "This competition no longer exists.", "This content isn’t available right now",
        "Dieser Kurs ist nicht mehr verfügbar.", "Ce cours n’est plus disponible.", "Este curso ya no está disponible.", "Este curso não está mais disponível.", "Questo corso non è più disponibile.",
        "Этот курс больше не доступен", "该课程已下架", "このコースは終了しました", "이 강좌는 더 이상 제공되지 않습니다",
    ],
)  # fmt: skip
@pytest.mark.parametrize("more", ["", MUCH])
def test_a_page_that_says_that_it_is_gone_is_found_with_its_words(text: str, more: str) -> None:
    for body in (f"<h1>{text}</h1>{more}", f"<h1>Loopback</h1><p>{text}</p>{more}"):
        reason = verdict_on_text(read_page(document("Loopback University", body).encode(), "text/html; charset=utf-8"))
        assert reason, body[:80]


@pytest.mark.parametrize(
    "text",
    [
        "If this course is no longer available, write to us.", "The Boston dataset has been removed from scikit-learn 1.2 for its bias.", "When the video is unavailable, read the transcript.",
        "“This video is no longer available” is what a removed video says.", "Support for Python 3.8 is no longer available.", "This course has been updated.", "This course is archived, and its material stays open to read.",
        "This project is no longer maintained; use its successor.", "Enrolment in this course is closed until spring.", "The model is not available in some regions, but its weights are.", "This article is available in French.",
        "This function was removed in version 2.", "The page explains why data is not available for all years.", "This lesson is no longer than an hour.",
    ],
)  # fmt: skip
def test_a_page_that_speaks_of_other_things_being_gone_is_honest(text: str) -> None:
    for body in (f"<h1>Lesson</h1><p>{text}</p>{MUCH}",):
        assert (
            verdict_on_text(read_page(document("A lesson on data", body).encode(), "text/html; charset=utf-8")) is None
        )


# --- videos -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "asked"),
    [
        ("http://www.youtube-nocookie.com:{port}/embed/aircAruvnKk?rel=0", "watch?v=aircAruvnKk"), ("http://youtube-nocookie.com:{port}/embed/aircAruvnKk", "watch?v=aircAruvnKk"),
        ("http://www.youtube.com:{port}/watch?v=aircAruvnKk&list=PL1", "watch?v=aircAruvnKk"), ("http://youtu.be:{port}/aircAruvnKk?list=PL1&t=3", "watch?v=aircAruvnKk"),
        ("http://www.youtube.com:{port}/embed/videoseries?list=PL1", "playlist?list=PL1"), ("http://www.youtube.com:{port}/playlist?list=PL1", "playlist?list=PL1"),
        ("http://music.youtube.com:{port}/watch?v=aircAruvnKk", "watch?v=aircAruvnKk"), ("http://m.youtube.com:{port}/v/aircAruvnKk", "watch?v=aircAruvnKk"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("status", "verdict"), [(404, "broken"), (200, "ok"), (401, "warn")])
def test_a_video_is_asked_for_wherever_it_is_shown(
    check: Check, site: Sites, names, link: str, asked: str, status: int, verdict: str
) -> None:  # type: ignore[no-untyped-def]
    one = site({"/oembed": answer(status)})
    names[parse(link.format(port=1)).host] = ["127.0.0.1"]
    (check.folder / "policy.yml").write_text(f"endpoints:\n  youtube: {one.base}/oembed\n")
    one.routes[parse(link.format(port=1)).path] = page("<div id='player'></div>", "YouTube")
    [row] = check([link.format(port=one.port)]).values()
    assert row["verdict"] == verdict
    from urllib.parse import quote

    assert one.asked == [("GET", f"/oembed?format=json&url={quote(f'https://www.youtube.com/{asked}', safe='')}")]

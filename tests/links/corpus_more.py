"""The second half of the fault set: the rarer ways in which servers and pages go wrong, and those that only look so."""

# ruff: noqa: E501 -- tables of cases read better with a case a line
import gzip
import zlib
from collections.abc import Iterator

from behaviours import (
    FILLER,
    Handler,
    after,
    answer,
    by_cookie_count,
    cut_chunks,
    document,
    drip,
    encoded,
    growing,
    in_seconds,
    in_turn,
    own_host,
    page,
    protocol_relative,
    raw_location,
    redirect,
    stalled,
    unless_header,
)
from corpus import (
    BLOCKED,
    BROKEN,
    DOWN,
    FLAKY,
    HEAD_OK,
    LIMITED,
    MOVED,
    OK,
    PLACE,
    SHELL,
    SOFT,
    TEMPORARY,
    TIMEOUT,
    Case,
)

GERMAN = page("<h1>Seite nicht gefunden</h1><p>Bitte nutzen Sie die Suche.</p>", "Seite nicht gefunden - Universität")
NOT_FOUND = {
    "de": GERMAN,
    "fr": page(
        "<h1>Erreur 404</h1><p>Désolé, la page que vous cherchez est introuvable.</p>", "Page introuvable | Université"
    ),
    "es": page("<h1>Página no encontrada</h1><p>Lo sentimos.</p>", "Página no encontrada"),
    "it": page("<p>La pagina richiesta non esiste.</p>", "Pagina non trovata"),
    "pt": page("<h1>Página não encontrada</h1>", "Página não encontrada – Universidade"),
    "nl": page("<h1>Pagina niet gevonden</h1><p>Sorry!</p>", "Pagina niet gevonden"),
    "pl": page("<h1>Nie znaleziono strony</h1>", "Nie znaleziono strony"),
    "ru": page("<h1>Страница не найдена</h1>", "Страница не найдена"),
    "zh": page("<h1>页面不存在</h1><p>抱歉，您访问的页面不存在。</p>", "404 - 页面不存在"),
    "ja": page("<h1>ページが見つかりません</h1>", "ページが見つかりません"),
    "ko": page("<h1>페이지를 찾을 수 없습니다</h1>", "페이지를 찾을 수 없습니다"),
}
ARTICLE = (
    "<h1>404 Not Found</h1><p>The HTTP 404 status code says that a server could not find what was asked for. It does not say "
    "whether the resource will come back.</p><p>Servers should send 410 if a page is gone for good, so that crawlers can "
    "forget it.</p><h2>How to use it</h2><p>A custom error page may offer a search. Never send it with the status code 200, or "
    "a checker will take the page for alive.</p><p>See also the status code 410 and the chapter on redirects.</p>"
)
FORMS = "<form><input type='email'><input type='password'></form>"


def more_cases() -> Iterator[Case]:
    """Everything that a server which speaks HTTP can do, continued."""
    ok = page()
    yield from _statuses(ok)
    yield from _bodies(ok)
    yield from _redirects(ok)
    yield from _places()
    yield from _soft()
    yield from _walls(ok)


def _statuses(ok: Handler) -> Iterator[Case]:
    for status in (202, 207, 208, 226, 299):
        yield Case(f"/code/{status}", page(status=status), OK)
    yield Case("/code/200-reason", ok, OK)
    yield Case("/code/304", answer(304), OK)
    for status in (305, 306):
        yield Case(f"/code/{status}", answer(status), DOWN)
    yield Case("/code/305-elsewhere", redirect("/nowhere", 305), DOWN)
    for status in (411, 413, 415, 419, 424, 426, 428, 434, 444, 460, 498):
        yield Case(f"/code/{status}", answer(status), BLOCKED)
    yield Case("/code/425", answer(425), DOWN)
    for status in (505, 506, 507, 511, 521, 523, 525, 530, 600, 700):
        yield Case(f"/code/{status}", answer(status), DOWN)
    yield Case("/code/401-basic", answer(401, {"WWW-Authenticate": 'Basic realm="x"'}), BLOCKED)
    yield Case("/code/404-then-ok", in_turn(answer(404), ok), FLAKY)
    for status in (502, 504, 408, 425, 507):
        yield Case(f"/once/{status}", in_turn(answer(status), ok), FLAKY)
    yield Case("/once/503-date", in_turn(answer(503, {"Retry-After": in_seconds(2)}), ok), FLAKY)
    yield Case("/once/503-zero", in_turn(answer(503, {"Retry-After": "0"}), ok), FLAKY)
    yield Case("/once/503-then-404", in_turn(answer(503), answer(404)), BROKEN)
    yield Case("/once/503-then-moved", in_turn(answer(503), redirect("/plain")), MOVED)
    for name, value in {
        "past": "Wed, 21 Oct 2015 07:28:00 GMT", "float": "0.5", "empty": "", "two": "1, 2", "huge": "9" * 400, "iso": "2026-11-26T00:00:00Z",
        "units": "2s", "nan": "nan", "bad-date": "Wed, 99 Foo 2015 99:99:99 GMT",
    }.items():  # fmt: skip
        yield Case(
            f"/retry/{name}", in_turn(answer(429, {"Retry-After": value}), ok), LIMITED if name == "huge" else FLAKY
        )
    yield Case("/retry/for-ever", answer(429, {"Retry-After": "1"}), LIMITED)
    yield Case("/retry/cloudflare", answer(429, {"cf-mitigated": "challenge"}), BLOCKED)
    yield Case(
        "/maintenance", page("<h1>Down for maintenance</h1>", "Maintenance", 503, headers={"Retry-After": "7200"}), DOWN
    )
    yield Case("/needs/referer", unless_header("Referer", answer(403)), BLOCKED)
    yield Case("/needs/browser", unless_header("Sec-Fetch-Mode", answer(406)), BLOCKED)
    yield Case("/needs/accept", unless_header("Accept", answer(406)), OK)
    yield Case("/needs/agent", unless_header("User-Agent", answer(403)), OK)
    yield Case("/needs/language", unless_header("Accept-Language", answer(400)), OK)


def _bodies(ok: Handler) -> Iterator[Case]:
    text = document("Coded", f"<h1>bodies</h1><p>bodies {FILLER}</p><h2 id='end'>x</h2>")
    data = text.encode()
    packed = gzip.compress(data)
    yield Case("/bodies/204-with-body", answer(204, {"Content-Type": "text/html"}), OK)
    yield Case("/bodies/gzip-cut", encoded("gzip", packed[: len(packed) // 2]), OK)
    yield Case("/bodies/gzip-cut#end", encoded("gzip", packed[: len(packed) // 2]), OK)
    yield Case("/bodies/gzip-no-trailer#end", encoded("gzip", packed[:-8]), OK)
    yield Case("/bodies/gzip-wrong-sum", encoded("gzip", packed[:-8] + b"\0" * 8), OK)
    yield Case("/bodies/gzip-twice#end", encoded("gzip, gzip", gzip.compress(packed)), OK)
    yield Case("/bodies/gzip-upper#end", encoded("GZIP", packed), OK)
    yield Case("/bodies/deflate-gzip#end", encoded("deflate, gzip", gzip.compress(zlib.compress(data))), OK)
    yield Case("/bodies/zstd", encoded("zstd", b"\x28\xb5\x2f\xfd\x04\x00"), OK)
    yield Case("/bodies/brotli#end", encoded("br", b"\x8b\x05\x80coded\x03"), OK)
    for coding in ("utf-8", "none", "identity", "text/html", "UTF8", "7bit"):
        yield Case(f"/bodies/{coding.replace('/', '-')}#end", encoded(coding, data), OK)
        yield Case(f"/bodies/{coding.replace('/', '-')}#nowhere", encoded(coding, data), PLACE)
    for name in (
        "idna",
        "punycode",
        "utf-7",
        "unicode_escape",
        "undefined",
        "base64",
        "hex",
        "rot13",
        "",
        "'utf-8'",
        "utf8mb4",
        "x" * 300,
    ):
        yield Case(
            f"/charsets/{name[:9] or 'none'}#end".replace("'", "q"),
            answer(200, {"Content-Type": f"text/html; charset={name}"}, data),
            OK,
        )
    for name in ("utf-16", "utf-16-le", "utf-8-sig", "latin-1"):
        place = "<p>utf</p><h2 id='größe'>x</h2>" + FILLER
        yield Case(f"/encoded/{name}#gr%C3%B6%C3%9Fe", answer(200, {"Content-Type": "text/html" + ("; charset=latin-1" if name == "latin-1" else "; charset=utf-16le" if name == "utf-16-le" else "")},
                   document("U", place).encode(name)), OK)  # fmt: skip
        yield Case(f"/encoded/{name}#nowhere", answer(200, {"Content-Type": "text/html" + ("; charset=latin-1" if name == "latin-1" else "; charset=utf-16le" if name == "utf-16-le" else "")},
                   document("U", place).encode(name)), PLACE)  # fmt: skip
    yield Case("/bodies/meta-charset#gr%C3%B6%C3%9Fe", answer(200, {"Content-Type": "text/html"},
               document("M", "<p>meta</p><h2 id='größe'>x</h2>", "<meta charset='iso-8859-1'>").encode("latin-1")), OK)  # fmt: skip
    yield Case("/bodies/stalled", stalled(b"<title>bodies stalled</title><p>bodies stalled"), OK)
    yield Case("/bodies/never-comes", stalled(b""), TIMEOUT)
    yield Case("/bodies/drip-place#end", drip(0.05, b"<p>body</p><h2 id='end'>x</h2>"), OK)
    yield Case("/bodies/cut-chunks", cut_chunks(), DOWN)
    yield Case("/bodies/empty-html", answer(200, {"Content-Type": "text/html"}), OK)
    yield Case("/bodies/json", answer(200, {"Content-Type": "application/json"}, b"{}"), OK)
    yield Case("/bodies/feed.xml", answer(200, {"Content-Type": "application/rss+xml"}, b"<rss/>"), OK)
    yield Case("/bodies/dates.ics", answer(200, {"Content-Type": "text/calendar"}, b"BEGIN:VCALENDAR"), OK)
    yield Case("/bodies/set.zip", answer(200, {"Content-Type": "application/zip"}, b"PK" + b"\0" * 300_000), OK)
    yield Case("/bodies/film.mp4", answer(200, {"Content-Type": "video/mp4"}, b"\0" * 300_000), OK)
    yield Case("/bodies/text.txt#L3", answer(200, {"Content-Type": "text/plain"}, b"a\nb\nc"), OK)
    yield Case("/bodies/text.txt#chapter", answer(200, {"Content-Type": "text/plain"}, b"a\nb\nc"), OK)
    yield Case("/bodies/type-only-charset", answer(200, {"Content-Type": "; charset=utf-8"}, data), OK)
    yield Case("/bodies/xhtml#end", answer(200, {"Content-Type": "application/xhtml+xml"}, data), OK)
    yield Case("/bodies/upper-type#end", answer(200, {"Content-Type": "TEXT/HTML; Charset=UTF-8"}, data), OK)
    for number, piece in enumerate(
        (
            b"<",
            b"<a ",
            b"</",
            b"<!",
            b"<!--",
            b"<a b='",
            b"<a b=c ",
            b"&#",
            b"<![CDATA[",
            b"<?",
            b"<div><p>",
            b"<title>",
            b"<svg/>",
            b"<a<",
            b"</a ",
        )
    ):
        hostile = b"<title>hostile</title><p>hostile " + piece * (130_000 // len(piece))
        yield Case(f"/hostile/{number}", answer(200, {"Content-Type": "text/html"}, hostile), OK)
        yield Case(f"/hostile/{number}#nowhere", answer(200, {"Content-Type": "text/html"}, hostile), PLACE)


def _redirects(ok: Handler) -> Iterator[Case]:
    yield Case("/to/protocol-relative", protocol_relative("/plain"), TEMPORARY)
    yield Case("/to/absolute", own_host("{base}/plain"), TEMPORARY)
    yield Case("/to/upper-scheme", own_host("{base}/plain", upper=True), TEMPORARY)
    yield Case("/to/tab", redirect("/pl\tain", 302), TEMPORARY)
    yield Case("/to/latin-1", raw_location("/gr\udcf6\udcdfe"), TEMPORARY, {"/gr%F6%DFe": page("größe " + FILLER)})
    yield Case("/to/padded", redirect("  /plain  ", 302), TEMPORARY)
    yield Case("/to/backslash", redirect("\\plain", 302), TEMPORARY)
    yield Case("/to/dots", redirect("/a/../plain", 302), TEMPORARY)
    yield Case(
        "/to/fragment-of-own",
        redirect("/spots#here", 302),
        TEMPORARY,
        {"/spots": page(f"<h1>spots</h1><h2 id='here'>x</h2>{FILLER}")},
    )
    yield Case("/to/itself-with-fragment", redirect("#x", 302), BROKEN)
    yield Case("/to/query-only", redirect("?a=b", 301), MOVED, {"/to/query-only?a=b": page()})
    yield Case("/to/user", own_host("http://user:word@{host}/plain"), TEMPORARY)
    yield Case("/to/long", redirect("/plain?" + "x" * 7000, 302), TEMPORARY)
    yield Case("/to/port-0", redirect("http://127.0.0.1:0/", 302), BROKEN)
    yield Case("/to/bad-port", redirect("http://127.0.0.1:99999/", 302), BROKEN)
    yield Case("/to/bad-v6", redirect("http://[::1/", 302), BROKEN)
    yield Case("/to/data", redirect("data:text/html,hello", 302), BROKEN)
    yield Case("/to/ftp", redirect("ftp://127.0.0.1/", 302), BROKEN)
    yield Case(
        "/to/410-after-three",
        redirect("/to/x1", 302),
        BROKEN,
        {"/to/x1": redirect("/to/x2"), "/to/x2": redirect("/to/x3", 307), "/to/x3": answer(410)},
    )
    yield Case(
        "/to/429", redirect("/code/429-hour", 302), LIMITED, {"/code/429-hour": answer(429, {"Retry-After": "3600"})}
    )
    yield Case(
        "/to/500-once", redirect("/once/500-target", 302), TEMPORARY, {"/once/500-target": in_turn(answer(500), ok)}
    )
    yield Case(
        "/to/temporary-404-page", redirect("/errors/404", 302), SOFT, {"/errors/404": page("<p>Hm.</p>", "Loopback")}
    )
    yield Case(
        "/to/not-found-html",
        redirect("/not-found.html", 302),
        SOFT,
        {"/not-found.html": page(f"<h1>Hm</h1>{FILLER}", "Loopback")},
    )
    yield Case(
        "/to/home-with-error",
        redirect("/?error=404", 302),
        SOFT,
        {"/?error=404": page(f"<h1>Home</h1>{FILLER}", "Home")},
    )
    yield Case("/to/slash", redirect("/to/slash/", 301), MOVED, {"/to/slash/": page()})
    yield Case("/300-with-target", redirect("/plain", 300), OK)
    yield Case("/grow", growing(), BROKEN)
    yield Case("/every-time-another-cookie", by_cookie_count(10_000), BROKEN)
    yield Case("/three-cookies", by_cookie_count(3), TEMPORARY)
    for length, outcome in ((19, TEMPORARY), (20, TEMPORARY), (21, BROKEN)):
        steps = {f"/hops{length}/{i}": redirect(f"/hops{length}/{i + 1}", 302) for i in range(1, length)}
        steps[f"/hops{length}/{length}"] = ok
        yield Case(f"/hops{length}", redirect(f"/hops{length}/1", 302), outcome, steps)
    yield Case("/refreshed/quoted", page(head='<meta http-equiv="refresh" content="0; url=\'/plain\'">'), TEMPORARY)
    yield Case("/refreshed/no-url", page(head="<meta http-equiv='refresh' content='0'>"), OK)
    yield Case("/refreshed/empty", page(head="<meta http-equiv='refresh' content=''>"), OK)
    yield Case("/refreshed/relative", page(head="<meta http-equiv='refresh' content='1;url=../plain'>"), TEMPORARY)
    yield Case(
        "/refreshed/script", page(head='<script>\'<meta http-equiv="refresh" content="0;url=/nowhere">\'</script>'), OK
    )
    yield Case("/refreshed/bad", page(head="<meta http-equiv='refresh' content='0; url=http://'>"), OK)
    yield Case(
        "/refreshed/to-gone",
        page(head="<meta http-equiv='refresh' content='0; url=/code/410x'>"),
        BROKEN,
        {"/code/410x": answer(410)},
    )
    yield Case(
        "/refreshed/in-404", page(head="<meta http-equiv='refresh' content='0; url=/plain'>", status=404), BROKEN
    )


def _places() -> Iterator[Case]:
    spots = page(
        f"<h1>spots</h1><p>spots {FILLER}</p><template><h2 id='templated'>x</h2></template><textarea><b id='typed'></b></textarea>"
        "<h2 ID=Upper>x</h2><h2 id=bare>x</h2><h2 id='100%'>x</h2><h2 id='a+b'>x</h2><h2 id='q&amp;a'>x</h2><map name='chart'></map>"
        "<h2 id='%C3%A9'>x</h2><form name='contact'></form><svg><g id='drawn'></g><title>t</title></svg><h2 id='after-svg'>x</h2><input id='field'/>",
        "Spots",
    )
    for name, outcome in {
        "templated": PLACE, "typed": PLACE, "Upper": OK, "upper": PLACE, "bare": OK, "100%": OK, "100%25": OK, "a+b": OK, "q&a": OK,
        "contact": PLACE, "drawn": OK, "after-svg": OK, "%C3%A9": OK, "field": OK, "bare%20": PLACE, "t=30": OK, "/deep/route": OK,
        "!/route": OK, "?query": OK, "L5-L9": OK, "L5C3-L9C1": OK, "TOP": OK, "top:~:text=x": OK, ":~:text=a,b&text=c": OK, "nowhere:~:text=x": PLACE,
    }.items():  # fmt: skip
        yield Case(f"/spots2#{name}", spots, outcome)
    yield Case("/spots3#late", page(f"<h1>spots3</h1>{'<p>word word word</p>' * 250_000}<h2 id='late'>x</h2>"), OK)
    yield Case("/spots4#here", redirect("/spots2", 302), PLACE)
    yield Case("/spots5#bare", redirect("/spots2", 302), TEMPORARY)
    yield Case("/spots6#bare", redirect("/spots2", 301), MOVED)
    yield Case("/spots7#x", page("<p>Not here.</p>", status=404), BROKEN)
    yield Case("/spots8#x", page(status=503), DOWN)
    yield Case(
        "/spots9#x",
        answer(200, {"Content-Type": "image/svg+xml"}, b"<svg xmlns='http://www.w3.org/2000/svg'><g id='y'/></svg>"),
        OK,
    )
    yield Case(
        "/spots10#made", page("<div id='app'></div>", "App", head="<script type='module' src='/m.js'></script>"), OK
    )


def _soft() -> Iterator[Case]:
    for name, behaviour in NOT_FOUND.items():
        yield Case(f"/{name}/kurs-7", behaviour, SOFT)
    for number, title in enumerate((
        "404", "Error 404", "404 Error", "404 | Loopback", "Page Not Found", "Not Found", "Oops! Page not found", "Sorry, we can't find that page",
        "This page isn't available", "File not found", "404 - File or directory not found.", "HTTP 404", "Content unavailable", "The page you requested was not found",
        "Page no longer exists", "500 Internal Server Error", "Error 503: Service Unavailable", "502 Bad Gateway",
    )):  # fmt: skip
        yield Case(f"/titled/x{number}", page("<p>Hello.</p>", title), SOFT)
    for number, text in enumerate((
        "We couldn't find the page you were looking for.", "The requested URL was not found on this server.", "Sorry, this page doesn't exist.",
        "This repository has been deleted.", "The course you requested is no longer available.", "Nothing to see here. The link you followed may be broken.",
        "Video unavailable. This video is private.", "This content isn't available right now.", "This account has been suspended.",
    )):  # fmt: skip
        yield Case(f"/said/x{number}", page(f"<h1>Loopback</h1><p>{text}</p>", "Loopback"), SOFT)
    for number, text in enumerate((
        "This domain may be for sale!", "The domain example.org is for sale.", "This domain is parked free, courtesy of a registrar.", "This domain has expired. Is it yours? Renew it now.",
        "Buy this domain", "Related searches: shoes. The domain owner parked this domain.",
    )):  # fmt: skip
        yield Case(f"/parked/x{number}", page(f"<h1>Welcome</h1><p>{text}</p>", "example.org"), SOFT)
    yield Case(
        "/parked/script",
        page(
            "<p>Loading</p>",
            "example.org",
            head="<script src='https://img1.wsimg.com/parking-lander/static/js/main.js'></script>",
        ),
        SOFT,
    )
    for name in (
        "paper.pdf",
        "set.zip",
        "photo.jpg",
        "dates.ics",
        "weights.safetensors",
        "data.tar.gz",
        "table.parquet",
        "talk.pptx",
        "film.webm",
    ):
        yield Case(f"/typed/{name}", page("<h1>Library</h1><p>Choose a subscription.</p>", "Library"), SOFT)
    yield Case("/viewer/paper.pdf", page("<h1>paper.pdf</h1><p>View raw</p>", "paper.pdf at main"), OK)
    yield Case(
        "/echo/Neural-Nets", page("<h1>Welcome</h1><p>You came to {path}. Choose from our offers.</p>", "Loopback"), OK
    )
    # honest pages
    yield Case("/docs/status-404", page(ARTICLE, "404 Not Found - HTTP | Loopback Docs"), OK)
    yield Case("/wiki/http-404", page(ARTICLE, "HTTP 404 - Loopback Encyclopedia"), OK)
    yield Case(
        "/film/missing",
        page(
            "<h1>Missing</h1><p>Missing is a film of 1982 by Costa-Gavras, with Jack Lemmon and Sissy Spacek.</p>",
            "Missing | Film data base",
        ),
        OK,
    )
    yield Case(
        "/novel/gone-with-the-wind", page("<h1>Gone with the Wind</h1><p>A novel.</p>", "Gone with the Wind"), OK
    )
    yield Case(
        "/notes/missing-data",
        page("<h1>Missing data</h1><p>Values that could not be observed.</p>", "Missing data"),
        OK,
    )
    yield Case(
        "/notes/missing-values",
        page(
            "<h1>Missing values</h1><p>Rows can not be removed without thought. Items not found at random bias the rest.</p>",
            "Missing values",
        ),
        OK,
    )
    yield Case("/news/404-media", page("<h1>404 Media</h1><p>News about technology.</p>", "404 Media"), OK)
    yield Case("/cars/peugeot-404", page("<h1>Peugeot 404</h1><p>A car of 1960.</p>", "Peugeot 404"), OK)
    yield Case(
        "/faq",
        page(
            "<h1>Frequent questions</h1><h2>A link does not work?</h2><p>If a page could not be found, write to us.</p><p>Courses are free.</p><p>Yes, with certificates.</p><p>No.</p>",
            "Frequent questions",
        ),
        OK,
    )
    yield Case(
        "/papers/lost-in-the-middle",
        page("<h1>Lost in the Middle</h1><p>How language models use long contexts.</p>", "Lost in the Middle"),
        OK,
    )
    yield Case(
        "/guide/domain-parking",
        page(
            "<h1>Domain parking explained</h1><p>A parked domain shows ads. Such pages say: this domain is for sale.</p>",
            "Domain parking explained",
        ),
        OK,
    )
    yield Case("/guide/oauth", page(f"<h1>Log in with OAuth</h1><p>{FILLER}</p>", "Log in with OAuth: a tutorial"), OK)
    yield Case(
        "/guide/passwords",
        page(f"<h1>Password fields</h1><p>An example: <input type='password'></p><p>{FILLER}</p>", "Password fields"),
        OK,
    )
    yield Case(
        "/guide/captcha", page(f"<h1>CAPTCHA</h1><p>A captcha asks whether you are human. {FILLER}</p>", "CAPTCHA"), OK
    )
    yield Case(
        "/guide/access-denied",
        page(
            f"<h1>Access denied</h1><p>How permissions work. {FILLER}</p><p>{FILLER}</p>",
            "Access denied: how permissions work",
        ),
        OK,
    )
    yield Case(
        "/de/seite-nicht-gefunden-gestalten",
        page(
            "<h1>Was eine Fehlerseite braucht</h1><p>Auf der Seite steht: Seite nicht gefunden. Besser ist eine Suche.</p>",
            "Wie man eine 404-Seite gestaltet",
        ),
        OK,
    )
    yield Case("/short", page("<p>short and honest</p>", "Short"), OK)
    yield Case("/soon", page("<h1>soon</h1><p>Coming soon</p>", "Soon"), OK)
    yield Case("/gallery/untitled", page("<img src='/a.png' alt='untitled'>", "untitled"), OK)
    yield Case(
        "/lesson/removed-features",
        page(
            "<h1>Removed features</h1><p>What was removed in version 2, and why removed features matter.</p>",
            "Removed features",
        ),
        OK,
    )
    yield Case("/shell/vue", page("<div id='app'></div>", "Vue", head="<script src='/a.js'></script>"), OK)
    yield Case("/shell/next", page("<div id='__next'></div>", "Page", head="<script src='/a.js'></script>"), OK)
    yield Case("/shell/bare", SHELL, OK)


def _walls(ok: Handler) -> Iterator[Case]:
    for number, (_, target, outcome) in enumerate((
        ("signin", "/signin?next=/x", BLOCKED), ("sign_in", "/users/sign_in", BLOCKED), ("service", "/ServiceLogin?continue=x", BLOCKED),
        ("auth", "/auth/login/", BLOCKED), ("wp", "/wp-login.php?redirect_to=x", BLOCKED), ("saml", "/idp/profile/SAML2/Redirect/SSO", BLOCKED),
        ("oauth", "/oauth2/authorize?client_id=1", BLOCKED), ("session", "/session/new", BLOCKED), ("consent", "/consent?continue=/walls/consent", BLOCKED),
        ("consent-m", "/m/consent/?return_to=%2Fwalls%2Fconsent-m", BLOCKED), ("cookies", "/cookie-consent?redirect=/walls/cookies", BLOCKED),
        ("captcha", "/captcha?back=/walls/captcha", BLOCKED), ("checkpoint", "/checkpoint/challenge", BLOCKED),
    )):  # fmt: skip
        path = target.partition("?")[0]
        yield Case(
            f"/members/{number}",
            redirect(target, 302),
            outcome,
            {path: page(f"<h1>Before you go on</h1>{FORMS}", "Welcome")},
        )
    akamai = "<H1>Access Denied</H1>You don't have permission to access this server.<P>Reference #18.7d https://errors.edgesuite.net/18.7d</P>"
    yield Case("/walls/akamai", page(akamai, "Access Denied", 403), BLOCKED)
    yield Case("/walls/akamai-200", page(akamai, "Access Denied"), BLOCKED)
    yield Case(
        "/walls/perimeterx",
        page(
            "<div id='px-captcha'></div><script>window._pxAppId='PX1';</script>",
            "Access to this page has been denied",
            200,
        ),
        BLOCKED,
    )
    yield Case(
        "/walls/datadome-200",
        page(
            "<script src='https://ct.captcha-delivery.com/c.js'></script><p>Please enable JS and disable any ad blocker</p>",
            "host",
        ),
        BLOCKED,
    )
    yield Case(
        "/walls/anubis-503",
        page(
            "<script id='anubis_version' type='application/json'>\"1\"</script><img src='/.within.website/x/cmd/anubis/static/img/pensive.webp'>",
            "Making sure you&#39;re not a bot!",
            503,
        ),
        BLOCKED,
    )
    yield Case(
        "/walls/cf-429", page("<p>x</p>", "Just a moment...", 429, headers={"cf-mitigated": "challenge"}), BLOCKED
    )
    yield Case(
        "/walls/cf-1020",
        page("<h1>Sorry, you have been blocked</h1>", "Attention Required! | Cloudflare", 403),
        BLOCKED,
    )
    yield Case(
        "/walls/404-with-challenge-script",
        page(
            "<script src='/cdn-cgi/challenge-platform/x.js'></script><p>gone</p>",
            "Gone",
            404,
            headers={"Server": "cloudflare"},
        ),
        BROKEN,
    )
    yield Case(
        "/walls/cf-521",
        page("<h1>Web server is down</h1>", "host | 521: Web server is down", 521, headers={"Server": "cloudflare"}),
        DOWN,
    )
    yield Case(
        "/walls/blocked-place#x",
        page("<form id='challenge-form'></form>", "Just a moment...", 403, headers={"cf-mitigated": "challenge"}),
        BLOCKED,
    )
    yield Case("/walls/200-place#x", page("<form id='challenge-form'></form>", "Just a moment..."), BLOCKED)
    yield Case("/walls/legal", page("<h1>Unavailable for legal reasons</h1>", "451", 451), BLOCKED)
    yield Case(
        "/walls/paywall", page(f"<h1>walls paywall</h1><p>{FILLER}</p><p>Subscribe to read on.</p>", "Paywall"), OK
    )
    yield Case(
        "/walls/sign-in-menu",
        page(f"<a href='/login'>Sign in</a><h1>walls sign in menu</h1><p>{FILLER}</p>", "A course"),
        OK,
    )
    yield Case(
        "/walls/slow-challenge",
        after(0.5, page("<div id='cf-chl-widget'></div><div class='cf-chl-widget'></div>", "Just a moment...", 503)),
        BLOCKED,
    )
    yield Case("/account/settings", redirect("/walls/plain", 302), TEMPORARY, {"/walls/plain": ok})
    yield Case(
        "/walls/to-login-of-other-kind",
        redirect("/blog/login-with-passkeys", 302),
        TEMPORARY,
        {"/blog/login-with-passkeys": page(f"<h1>Login</h1>{FILLER}", "Login with passkeys")},
    )


def more_raw_cases() -> Iterator[tuple[str, list[bytes | float | str], str]]:
    """Servers that are no web servers, or bad ones, continued."""
    small = b"Content-Length: 2\r\n\r\nok"
    yield "more than promised", [HEAD_OK + b"Content-Length: 4\r\n\r\n<p>x" + b"y" * 100], OK
    yield "more than promised, later", [HEAD_OK + b"Content-Length: 4\r\n\r\n<p>x", 0.1, b"y" * 100], OK
    yield "less than promised", [HEAD_OK + b"Content-Length: 400\r\n\r\n<p>x"], DOWN
    yield "less than promised, line open", [HEAD_OK + b"Content-Length: 400\r\n\r\n<title>raw</title><p>raw", 30.0], OK
    yield "nothing of what was promised", [HEAD_OK + b"Content-Length: 400\r\n\r\n"], DOWN
    yield "negative length", [b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nok"], OK
    yield "plus length", [b"HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok"], OK
    yield "length twice in one", [b"HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok"], OK
    yield (
        "length and chunks",
        [HEAD_OK + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"],
        OK,
    )
    yield "identity coding", [HEAD_OK + b"Transfer-Encoding: identity\r\n\r\n<p>ok</p>"], OK
    yield "unknown transfer coding", [HEAD_OK + b"Transfer-Encoding: foo\r\n\r\n<p>ok</p>"], OK
    yield "chunks with extension", [HEAD_OK + b"Transfer-Encoding: chunked\r\n\r\n2;x=y\r\nok\r\n0\r\n\r\n"], OK
    yield "chunks upper case", [HEAD_OK + b"TRANSFER-ENCODING: Chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n"], OK
    yield "chunks with trailer", [HEAD_OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX: y\r\n\r\n"], OK
    yield "chunks without end", [HEAD_OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n"], DOWN
    yield "chunks end in garbage", [HEAD_OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\nzz\r\n"], DOWN
    yield "chunk size padded", [HEAD_OK + b"Transfer-Encoding: chunked\r\n\r\n0002  \r\nok\r\n0\r\n\r\n"], OK
    yield "huge chunk size", [HEAD_OK + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\nok"], DOWN
    yield "status with sign", [b"HTTP/1.1 +200 OK\r\n" + small], BROKEN
    yield "status of four digits", [b"HTTP/1.1 2000 OK\r\n" + small], BROKEN
    yield "status is a word", [b"HTTP/1.1 OK\r\n" + small], BROKEN
    yield "status 999", [b"HTTP/1.1 999 Request denied\r\nContent-Length: 0\r\n\r\n"], BLOCKED
    yield "status 299", [b"HTTP/1.1 299 Odd\r\n" + small], OK
    yield "version 2", [b"HTTP/2 200\r\n" + small], OK
    yield "version 3.0", [b"HTTP/3.0 200 OK\r\n" + small], OK
    yield "shoutcast", [b"ICY 200 OK\r\nContent-Type: audio/mpeg\r\n\r\n" + b"\xff\xfb" * 500, 30.0], OK
    yield "blank line first", [b"\r\nHTTP/1.1 200 OK\r\n" + small], OK
    yield "folded header", [b"HTTP/1.1 200 OK\r\nX: a\r\n  b\r\n" + small], OK
    yield "empty header name", [b"HTTP/1.1 200 OK\r\n: x\r\n" + small], OK
    yield "header in utf-8", ["HTTP/1.1 200 OK\r\nX-Größe: ü\r\n".encode() + small], OK
    yield "carriage returns alone", [b"HTTP/1.1 200 OK\rContent-Length: 2\r\rok"], OK
    yield "many early hints", [b"HTTP/1.1 103 Early Hints\r\n\r\n" * 50 + HEAD_OK + small], OK
    yield "only continue", [b"HTTP/1.1 100 Continue\r\n\r\n"], DOWN
    yield "processing, then mute", [b"HTTP/1.1 102 Processing\r\n\r\n", 60.0], TIMEOUT
    yield (
        "switching protocols",
        [b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: foo\r\nConnection: upgrade\r\n\r\n"],
        DOWN,
    )
    yield (
        "http/2 settings",
        [
            b"\x00\x00\x12\x04\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x80\x00\x04\x00\x01\x00\x00\x00\x05\x00\xff\xff\xff"
        ],
        BLOCKED,
    )
    yield "redis", [b"-ERR unknown command\r\n", 30.0], BROKEN
    yield "ftp", [b"220 FTP ready\r\n", 30.0], BROKEN
    yield "one byte", [b"H"], DOWN
    yield "head cut in the status", [b"HTTP/1.1 2"], DOWN
    yield "head without its end", [b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"], DOWN
    yield "head, then reset", [b"HTTP/1.1 200 OK\r\nContent-Le", 0.05, "reset"], DOWN
    yield "body, then reset", [HEAD_OK + b"Content-Length: 999\r\n\r\n<p>x", 0.05, "reset"], DOWN
    yield "body without length, then reset", [HEAD_OK + b"\r\n<p>x", 0.05, "reset"], OK
    yield "redirect in lower case", [b"HTTP/1.1 302 Found\r\nlocation: /plain\r\nContent-Length: 0\r\n\r\n"], BROKEN
    yield "keep-alive of 1.0", [b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n" + small], OK
    yield "body of a 304", [b"HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n"], OK
    yield "body of a 204", [b"HTTP/1.1 204 No Content\r\nContent-Length: 10\r\n\r\n0123456789"], OK
    yield "404 in 0.9", [b"<html><h1>404</h1></html>"], BROKEN
    yield "set-cookie garbage", [b"HTTP/1.1 200 OK\r\nSet-Cookie: \x01\x02=;;;=\r\nSet-Cookie: a\r\n" + small], OK
    yield "bad content-type", [b"HTTP/1.1 200 OK\r\nContent-Type: \xff\xfe/;;;=\r\n" + small], OK
    yield "no content-type, html", [b"HTTP/1.1 200 OK\r\n\r\n<title>Raw</title><p>raw"], OK
    yield "hundred kilobytes of status line", [b"HTTP/1.1 200 " + b"x" * 100_000 + b"\r\n" + small], OK
    yield (
        "gzip in chunks, cut",
        [HEAD_OK + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n\x1f\x8b\x08\x00\x00\r\n"],
        DOWN,
    )


def turn_cases() -> Iterator[tuple[str, list[list[bytes | float | str]], str]]:
    """Servers whose connections differ: one script per connection, the last for all that follow."""
    good: list[bytes | float | str] = [HEAD_OK + b"Connection: close\r\n\r\n<title>Raw</title><p>raw"]
    yield "reset at first", [["reset"], good], FLAKY
    yield "reset three times", [["reset"], ["reset"], ["reset"], good], FLAKY
    yield "closed at first", [[], good], FLAKY
    yield "half a head at first", [[b"HTTP/1.1 200 OK\r\nContent-Ty"], good], FLAKY
    yield "noise at first", [[b"\x00\x01noise"], good], OK
    yield "truncated at first", [[HEAD_OK + b"Content-Length: 999\r\n\r\nx"], good], FLAKY
    yield "keeps the line and drops it", [[HEAD_OK + b"Content-Length: 2\r\n\r\nok"]], OK

"""The fault set as data: a path, how the server behaves there, and what a careful person would say of a link to it."""

# ruff: noqa: E501 -- tables of cases read better with a case a line
import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from behaviours import (
    FILLER,
    Handler,
    after,
    answer,
    bomb,
    by_method,
    cookie_steps,
    cookie_wall,
    document,
    drip,
    encoded,
    endless,
    hang_up,
    in_seconds,
    in_turn,
    page,
    raw_deflate,
    redirect,
    truncated,
)

OK, TEMPORARY, FLAKY, MOVED = "ok", "redirected-temporary", "flaky-but-ok", "redirected-permanent"
BLOCKED, LIMITED, TIMEOUT, INSECURE = "blocked", "rate-limited", "timeout", "insecure"
SOFT, PLACE, DOWN, BROKEN = "soft-404", "fragment-missing", "down", "broken"

VERDICTS = {OK: "ok", TEMPORARY: "ok", FLAKY: "ok", BROKEN: "broken"}


@dataclass(frozen=True)
class Case:
    """`outcome` is the expected class; `path` may carry a fragment."""

    path: str
    behaviour: Handler
    outcome: str
    more: dict[str, Handler] = field(default_factory=dict)
    """Further paths that the behaviour needs."""

    @property
    def verdict(self) -> str:
        return VERDICTS.get(self.outcome, "warn")


HOME = page(
    "<h1>Loopback University</h1><p>Welcome to the front page of everything we teach.</p>", "Loopback University"
)
GONE = page("<p>Gone.</p>", "Gone", 404)
LONG = page(f"<h1>Lesson</h1><h2 id='first'>First</h2><p>lesson {FILLER}</p><h2 id='caf&eacute;'>x</h2>", "Lesson")
PLACES = page(
    f"<p>places {FILLER}</p><a name='old'></a><h2 id='user-content-readme'>R</h2><h2 id='a b'>S</h2>"
    "<!-- <h2 id='commented'>no</h2> --><script>var x = \"<h2 id='scripted'>\";</script><h2 id=\"Größe\">T</h2>"
    "<h2 id='section'>U</h2>",
    "Places",
)
SHELL = page(
    "<div id='root'></div><noscript>Enable JavaScript to run this app.</noscript>",
    "App",
    head="<script src='/a.js'></script>",
)
CF = page(
    "<h1>Just a moment</h1><form id='challenge-form'></form>",
    "Just a moment...",
    403,
    headers={"cf-mitigated": "challenge"},
)
BIG_TARGET = b"<title>Endless</title><p>endless " + b"x" * 300_000 + b"<h2 id='deep'>here</h2>"


def chain(name: str, length: int, end: Handler, status: int = 302) -> dict[str, Handler]:
    steps = {f"/{name}/{i}": redirect(f"/{name}/{i + 1}", status) for i in range(1, length)}
    return {**steps, f"/{name}/{length}": end}


def http_cases() -> Iterator[Case]:
    """Everything that a server which speaks HTTP can do."""
    ok = page()
    # plain answers
    yield Case("/plain", ok, OK)
    for status in (201, 203, 204, 205, 206):
        yield Case(f"/status/{status}", answer(status), OK)
    yield Case("/status/300", answer(300), OK)
    for status in (404, 410):
        yield Case(f"/status/{status}", answer(status), BROKEN)
    for status in (400, 401, 402, 403, 405, 406, 407, 409, 412, 414, 416, 417, 418, 421, 422, 423, 431, 451, 999):
        yield Case(f"/status/{status}", answer(status), BLOCKED)
    for status in (500, 501, 502, 503, 504, 508, 520, 522, 599):
        yield Case(f"/status/{status}", answer(status), DOWN)
    yield Case("/status/408", answer(408), TIMEOUT)
    yield Case("/status/429", answer(429), LIMITED)
    yield Case("/not-found-with-a-long-page", page(status=404), BROKEN)
    yield Case("/empty", answer(200), OK)
    yield Case("/picture.png", answer(200, {"Content-Type": "image/png"}, b"\x89PNG" + b"\0" * 5000), OK)
    yield Case("/no-content-type", answer(200, {"Content-Type": ""}, b"hello"), OK)
    # HEAD is never asked, so it can't lie
    yield Case("/head/405", by_method(answer(405), ok), OK)
    yield Case("/head/404", by_method(answer(404), ok), OK)
    yield Case("/head/hangs", by_method(after(60, ok), ok), OK)
    yield Case("/head/says-ok", by_method(ok, answer(404)), BROKEN)
    # trouble that passes
    yield Case("/flaky/503", in_turn(answer(503), answer(503), ok), FLAKY)
    yield Case("/flaky/500", in_turn(answer(500), ok), FLAKY)
    yield Case("/flaky/429", in_turn(answer(429), ok), FLAKY)
    yield Case("/flaky/429-seconds", in_turn(answer(429, {"Retry-After": "1"}), ok), FLAKY)
    yield Case("/flaky/429-junk", in_turn(answer(429, {"Retry-After": "soon"}), ok), FLAKY)
    yield Case("/flaky/429-negative", in_turn(answer(429, {"Retry-After": "-5"}), ok), FLAKY)
    yield Case("/flaky/reset", in_turn(hang_up(reset=True), hang_up(reset=True), ok), FLAKY)
    yield Case("/flaky/empty", in_turn(hang_up(), hang_up(), ok), FLAKY)
    yield Case("/flaky/truncated", truncated(1), FLAKY)
    yield Case("/flaky/slow", in_turn(after(60, ok), ok), FLAKY)
    # and trouble that does not
    yield Case("/down/empty", hang_up(), DOWN)
    yield Case("/down/reset", hang_up(reset=True), DOWN)
    yield Case("/down/truncated", truncated(), DOWN)
    yield Case("/down/mute", after(60, ok), TIMEOUT)
    yield Case("/limited/hour", answer(429, {"Retry-After": "3600"}), LIMITED)
    yield Case("/limited/date", answer(429, {"Retry-After": in_seconds(3600)}), LIMITED)
    yield Case("/down/503-hour", answer(503, {"Retry-After": "3600"}), DOWN)
    # bodies
    yield Case("/slow", after(1.0, ok), OK)
    yield Case("/drip", drip(), OK)
    yield Case("/endless", endless(), OK)
    yield Case("/endless-places#deep", endless(BIG_TARGET), OK)
    yield Case("/endless-nothing#nowhere", endless(), OK)
    yield Case("/bomb", bomb(), OK)
    yield Case("/bomb-in-bomb", bomb(2), OK)
    text = document("Coded", f"<p>coded {FILLER}</p><h2 id='end'>x</h2>")
    for coding, data in (("gzip", gzip.compress(text.encode())), ("deflate", zlib.compress(text.encode()))):
        yield Case(f"/coded/{coding}#end", encoded(coding, data), OK)
    yield Case("/coded/x-gzip", encoded("x-gzip", gzip.compress(text.encode())), OK)
    yield Case("/coded/deflate-raw", encoded("deflate", raw_deflate(text)), OK)
    yield Case(
        "/coded/two-members#end",
        encoded("gzip", gzip.compress(text[:99].encode()) + gzip.compress(text[99:].encode())),
        OK,
    )
    yield Case("/coded/rubbish-after", encoded("gzip", gzip.compress(text.encode()) + b"rubbish"), OK)
    yield Case("/coded/brotli", encoded("br", b"\x8b\x05\x80coded\x03"), OK)
    yield Case("/coded/empty", encoded("gzip", b""), OK)
    yield Case("/coded/lie", encoded("gzip", b"this is not gzip at all"), BROKEN)
    yield Case("/coded/lie-deflate", encoded("deflate", b"\xff\xff\xff\xff not deflate"), BROKEN)
    yield Case("/charset", answer(200, {"Content-Type": "text/html; charset=klingon"}, text.encode()), OK)
    # redirects
    yield Case("/moved/301", redirect("/plain"), MOVED)
    yield Case("/moved/308", redirect("/plain", 308), MOVED)
    yield Case("/moved/302", redirect("/plain", 302), TEMPORARY)
    yield Case("/moved/303", redirect("/plain", 303), TEMPORARY)
    yield Case("/moved/307", redirect("/plain", 307), TEMPORARY)
    yield Case("/moved/then-temporary", redirect("/moved/302"), MOVED)
    yield Case("/moved/temporary-then", redirect("/moved/301", 302), TEMPORARY)
    yield Case("/moved/relative", redirect("../plain", 302), TEMPORARY)
    yield Case("/moved/query", redirect("?page=2", 302), OK and TEMPORARY, {"/moved/query?page=2": page()})
    yield Case(
        "/moved/utf-8", redirect("/größe", 302), TEMPORARY, {"/gr%C3%B6%C3%9Fe": page("<h1>größe</h1>" + FILLER)}
    )
    yield Case(
        "/moved/blank", redirect("/two words", 302), TEMPORARY, {"/two%20words": page("<h1>two words</h1>" + FILLER)}
    )
    yield Case("/moved/quoted", redirect("/a%2Fb", 302), TEMPORARY, {"/a%2Fb": page("quoted " + FILLER)})
    yield Case("/moved/to-404", redirect("/nowhere"), BROKEN)
    yield Case("/moved/to-410", redirect("/status/410", 302), BROKEN)
    yield Case("/moved/to-403", redirect("/status/403"), BLOCKED)
    yield Case("/moved/to-503", redirect("/status/503"), DOWN)
    yield Case("/moved/to-nothing", redirect(""), DOWN)
    yield Case("/moved/no-location", answer(301), DOWN)
    yield Case("/moved/bad-location", redirect("http://"), BROKEN)
    yield Case("/moved/bad-host", redirect("http://exa mple/"), BROKEN)
    yield Case("/moved/no-such-name", redirect("http://no-such-name.invalid/"), BROKEN)
    yield Case("/moved/to-script", redirect("javascript:alert(1)"), BROKEN)
    yield Case("/moved/to-file", redirect("file:///etc/hostname"), BROKEN)
    yield Case("/moved/to-app", redirect("mailto:someone@example.org", 302), BLOCKED)
    yield Case("/loop/itself", redirect("/loop/itself"), BROKEN)
    yield Case("/loop/a", redirect("/loop/b"), BROKEN, {"/loop/b": redirect("/loop/a", 302)})
    yield Case("/chain/1", redirect("/chain/2", 302), TEMPORARY, chain("chain", 20, page("chain " + FILLER)))
    yield Case("/far/1", redirect("/far/2", 302), BROKEN, chain("far", 40, page()))
    yield Case("/cookie/wall", cookie_wall(), TEMPORARY)
    yield Case("/cookie/steps", cookie_steps(), TEMPORARY)
    yield Case("/refresh/now", page(head="<meta http-equiv='refresh' content='0; url=/plain'>"), TEMPORARY)
    yield Case("/refresh/404", page(head="<meta http-equiv='Refresh' content='0;URL=/nowhere'>"), BROKEN)
    yield Case("/refresh/itself", page(head="<meta http-equiv='refresh' content='30'>"), OK)
    yield Case("/refresh/later", page(head="<meta http-equiv='refresh' content='600; url=/nowhere'>"), OK)
    noscript = "<noscript><meta http-equiv='refresh' content='0; url=/nowhere'></noscript>"
    yield Case("/refresh/noscript", page(head=noscript), OK)
    yield Case("/refresh/comment", page(head="<!-- <meta http-equiv='refresh' content='0; url=/nowhere'> -->"), OK)
    yield Case("/refresh/header", page(headers={"Refresh": "0; url=/nowhere"}), BROKEN)
    yield Case("/refresh/loop", page(head="<meta http-equiv='refresh' content='0; url=/refresh/pool'>"), BROKEN,
               {"/refresh/pool": page(head="<meta http-equiv='refresh' content='0; url=/refresh/loop'>")})  # fmt: skip
    yield Case("/refresh/slides", page(head="<meta http-equiv='refresh' content='4; url=/refresh/slide2'>"), TEMPORARY,
               {"/refresh/slide2": page(head="<meta http-equiv='refresh' content='4; url=/refresh/slides'>")})  # fmt: skip
    # places in a page
    yield Case("/places/top#top", PLACES, OK)
    yield Case("/places/empty#", PLACES, OK)
    yield Case("/places/name#old", PLACES, OK)
    yield Case("/places/github#readme", PLACES, OK)
    yield Case("/places/quoted#a%20b", PLACES, OK)
    yield Case("/places/utf-8#Gr%C3%B6%C3%9Fe", PLACES, OK)
    yield Case("/places/raw-utf-8#Größe", PLACES, OK)
    yield Case("/places/route#/lesson/3", PLACES, OK)
    yield Case("/places/bang#!lesson", PLACES, OK)
    yield Case("/places/text#:~:text=downhill", PLACES, OK)
    yield Case("/places/place-and-text#section:~:text=downhill", PLACES, OK)
    yield Case("/places/line#L10", PLACES, OK)
    yield Case("/places/lines#L10-L20", PLACES, OK)
    yield Case("/places/pdf#page=3", answer(200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"), OK)
    yield Case("/places/missing#nowhere", PLACES, PLACE)
    yield Case("/places/comment#commented", PLACES, PLACE)
    yield Case("/places/script#scripted", PLACES, PLACE)
    yield Case("/places/shell#made-by-script", SHELL, OK)
    yield Case("/places/blocked#section", answer(403), BLOCKED)
    yield Case("/places/moved#section", redirect("/places/top"), MOVED)
    yield Case("/places/moved-away#nowhere", redirect("/places/top"), PLACE)
    yield Case("/places/moved-own#nowhere", redirect("/places/top#section"), MOVED)
    # soft 404s
    yield Case("/soft/title", page("<p>Sorry about that.</p>", "404 Not Found"), SOFT)
    yield Case("/soft/site-title", page("<p>Try the search.</p>", "Page not found | Loopback University"), SOFT)
    yield Case(
        "/soft/body", page("<h1>Oops!</h1><p>The page you are looking for does not exist.</p>", "Loopback"), SOFT
    )
    yield Case("/soft/heading", page("<h1>Page not found</h1><p>Try the menu.</p>", "Loopback University"), SOFT)
    yield Case("/soft/removed", page("<p>This video has been removed by its owner.</p>", "Loopback"), SOFT)
    yield Case("/soft/parked", page("<h1>loopback.com is for sale</h1><p>Buy this domain.</p>", "loopback.com"), SOFT)
    yield Case("/old/course/week-3", redirect("/", 302), SOFT)
    yield Case("/old/course/week-4", redirect("/"), SOFT)
    yield Case("/soft/paper.pdf", page("<p>soft paper: choose a subscription.</p>", "Library"), SOFT)
    yield Case("/twin/course-b", HOME, SOFT)
    twin = page("<h1>Catalogue</h1><p>Choose from the list of all that we offer this term.</p>", "Catalogue")
    yield Case("/every/thing-else", twin, SOFT)
    # honest pages that look like one
    yield Case("/", HOME, OK)
    yield Case("/index.html", redirect("/", 302), TEMPORARY)
    yield Case("/blog/http-404-explained", page("<h1>HTTP 404, explained</h1><p>A server that says 'page not found' with 404 "
               "means that the page you are looking for does not exist.</p>", "404 Not Found - what it means"), OK)  # fmt: skip
    yield Case(
        "/blog/designing-empty-states", page(f"<h1>Page not found</h1><p>{FILLER}{FILLER}</p>", "Page not found"), OK
    )
    yield Case("/blog/web-basics", page("<h1>How to make a good error page</h1><p>Say that the page could not be found, and "
               "offer a search.</p>", "How to make a good error page"), OK)  # fmt: skip
    yield Case("/blog/buying-a-name", page("<h1>What to do when a domain is for sale</h1><p>If this domain is for sale, make "
               "an offer.</p>", "Buying a domain"), OK)  # fmt: skip
    yield Case(
        "/guide/sign-in",
        page("<h1>Sign in with a passkey</h1><p>This guide shows how sign in works.</p>", "Sign in"),
        OK,
    )
    yield Case("/login", page("<h1>Log in</h1><form><input type='password'></form>", "Log in"), OK)
    yield Case(
        "/search/nothing-to-see",
        page("<h1>Nothing to see: invisible data</h1><p>A short essay.</p>", "Nothing to see"),
        OK,
    )
    yield Case("/app/lesson/7", SHELL, OK)
    yield Case(
        "/docs/", redirect("/docs/en/latest/", 302), TEMPORARY, {"/docs/en/latest/": page("<h1>docs</h1>" + FILLER)}
    )
    yield Case("/real.pdf", answer(200, {"Content-Type": "application/pdf"}, b"%PDF-1.7 " + b"x" * 50_000), OK)
    yield Case("/blob/notes.pdf", page("<h1>notes.pdf</h1>" + FILLER, "notes.pdf at main"), OK)
    yield Case("/lesson/one", LONG, OK)
    # turned away
    yield Case("/wall/cloudflare", CF, BLOCKED)
    yield Case("/wall/cloudflare-503", page("<div class='cf-chl-widget'></div>", "Just a moment...", 503), BLOCKED)
    yield Case("/wall/anubis", page("<p>Loading</p><script id='anubis_challenge' type='application/json'>{}</script>",
               "Making sure you're not a bot!"), BLOCKED)  # fmt: skip
    yield Case(
        "/wall/datadome", page("<p>Please enable JS</p>", "host", 403, headers={"x-datadome": "protected"}), BLOCKED
    )
    yield Case("/wall/aws", answer(202, {"x-amzn-waf-action": "challenge", "Content-Type": "text/html"}), BLOCKED)
    yield Case(
        "/wall/imperva", page("<iframe src='/_Incapsula_Resource?SWUDNSAI=9&incident_id=1'></iframe>", ""), BLOCKED
    )
    yield Case("/wall/title", page("<p>Verify to go on.</p>", "Access denied"), BLOCKED)
    yield Case("/wall/members", redirect("/accounts/login?next=/wall/members", 302), BLOCKED,
               {"/accounts/login": page("<form><input type=password></form>", "Log in")})  # fmt: skip
    yield Case("/wall/form", page("<h1>Sign in</h1><form><input type='password'></form>", "Sign in"), BLOCKED)
    yield Case("/blog/cloudflare-turnstile", page(f"<h1>Just a moment...</h1><p>cloudflare turnstile {FILLER}</p>",
               "Just a moment..."), OK)  # fmt: skip
    script = "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"
    yield Case("/behind/cloudflare", page(f"<h1>behind cloudflare</h1>{script}<p>{FILLER}</p>"), OK)
    # addresses
    yield Case("/address/a%2Fb", page("address " + FILLER), OK)
    yield Case("/address/(round)", page("address " + FILLER), OK)
    yield Case("/address/x?y=1&z=2", page("address " + FILLER), OK)
    yield Case("/address/größe", answer(404), OK, {"/address/gr%C3%B6%C3%9Fe": page("address " + FILLER)})
    yield Case("/address/./up/../here", answer(404), OK, {"/address/here": page("address " + FILLER)})


HEAD_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BODY = b"<title>Raw</title><p>raw server</p>"


def raw_cases() -> Iterator[tuple[str, list[bytes | float | str], str]]:
    """Servers that are no web servers, or bad ones: name, script, expected class."""
    yield "bare line feeds", [HEAD_OK.replace(b"\r\n", b"\n") + b"\n" + BODY], OK
    yield "no reason phrase", [b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok"], OK
    yield "odd reason phrase", [b"HTTP/1.1 200 \xe2\x98\x83 fine\r\nContent-Length: 2\r\n\r\nok"], OK
    yield "header without colon", [b"HTTP/1.1 200 OK\r\nthis is no header\r\nContent-Length: 2\r\n\r\nok"], OK
    yield "blank in header name", [b"HTTP/1.1 200 OK\r\nBad Name: x\r\nContent-Length: 2\r\n\r\nok"], OK
    yield "blank before colon", [b"HTTP/1.1 200 OK\r\nServer : x\r\nContent-Length: 2\r\n\r\nok"], OK
    yield "control character", [b"HTTP/1.1 200 OK\r\nX: a\x00b\x01c\r\nContent-Length: 2\r\n\r\nok"], OK
    yield "latin-1 header", [b"HTTP/1.1 200 OK\r\nX: caf\xe9\r\nContent-Length: 2\r\n\r\nok"], OK
    yield "two lengths", [b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok"], OK
    yield "bad length", [b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nok"], OK
    yield "12 KB header", [b"HTTP/1.1 200 OK\r\nX: " + b"x" * 12_000 + b"\r\nContent-Length: 2\r\n\r\nok"], OK
    yield "300 headers", [b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 300 + b"Content-Length: 2\r\n\r\nok"], OK
    yield "100 KB header", [b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\nContent-Length: 2\r\n\r\nok"], OK
    yield "500 KB header", [b"HTTP/1.1 200 OK\r\nX: " + b"x" * 500_000 + b"\r\nContent-Length: 2\r\n\r\nok"], DOWN
    yield "endless headers", [b"HTTP/1.1 200 OK\r\n", *[b"X-A: bbbbbbbbbbbb\r\n" * 1000] * 200], DOWN
    yield "endless line", [b"HTTP/1.1 200 OK\r\nX: ", *[b"x" * 65536] * 400], DOWN
    yield "endless noise", [*[b"\x00noise" * 10_000] * 100], BROKEN
    yield "HTTP/1.0", [b"HTTP/1.0 200 OK\r\n\r\n" + BODY], OK
    yield "HTTP/1.9", [b"HTTP/1.9 200 OK\r\n\r\n" + BODY], OK
    yield "lower case", [b"http/1.1 200 ok\r\n\r\n" + BODY], OK
    yield (
        "early hints",
        [b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + HEAD_OK + b"Content-Length: 2\r\n\r\nok"],
        OK,
    )
    yield "continue first", [b"HTTP/1.1 100 Continue\r\n\r\n" + HEAD_OK + b"Content-Length: 2\r\n\r\nok"], OK
    yield "bad chunk", [HEAD_OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello"], DOWN
    yield "garbled 404", [b"HTTP/1.1 404\r\nno colon here\r\n\r\n"], BROKEN
    yield "status 600", [b"HTTP/1.1 600 What\r\nContent-Length: 0\r\n\r\n"], DOWN
    yield "status 99", [b"HTTP/1.1 99 What\r\nContent-Length: 0\r\n\r\n"], BROKEN
    yield "ssh", [b"SSH-2.0-OpenSSH_9.2\r\n", 30.0], BROKEN
    yield "smtp", [b"220 mail.example.org ESMTP\r\n", 30.0], BROKEN
    yield "noise", [bytes(range(256)) * 8], BROKEN
    yield "html without a head", [BODY], BROKEN
    yield "mute", [60.0], TIMEOUT
    yield "slow head", [piece for _ in range(200) for piece in (b"H", 0.3)], BROKEN
    yield "slow good head", [b"HTTP/1.1 200 OK\r\n", *[p for _ in range(200) for p in (b"X-A: b\r\n", 0.3)]], TIMEOUT
    yield "closes", [], DOWN
    yield "resets", ["reset"], DOWN
    yield "half a head", [b"HTTP/1.1 200 OK\r\nContent-Ty"], DOWN


def spelling_cases() -> Iterator[tuple[str, str]]:
    """Addresses that need no server of ours: text, expected class."""
    for text in (
        "http://", "https:///path", "http:/one-slash.org/", "https//missing-colon.org/", "htps://typing.org/", "not a url",
        "http://exa mple.org/", "http://a..b/", "http://[::1/", "http://host:99999/", "http://host:port/", "http://256.1.1.1/",
        "http://no-such-name.invalid/", "https://no-such-name.invalid/x#y", "http://" + "a" * 64 + ".org/", "ftp://files.invalid/x",
    ):  # fmt: skip
        yield text, BROKEN

"""Pages that turn programs away: challenges, firewalls, sign-in walls. All marks are data, specific to their makers.

A wrong "blocked" only warns, but it would hide a dead page for ever: so a mark in the text alone never counts, it
must stand in a header, in the title of a short page, or in the markup that the maker's own pages have.
"""

import re

from ..http.fetch import Answer
from ..http.page import Page
from ..http.redirects import Visit
from ..urls import Address

REFUSALS = {
    401: "asks for a sign-in (401)",
    402: "asks for payment (402)",
    403: "refuses programs (403)",
    405: "does not answer GET (405)",
    406: "refuses what programs accept (406)",
    407: "asks for a proxy sign-in (407)",
    418: "refuses programs (418)",
    421: "is not reached by this connection (421)",
    426: "asks for another protocol, which browsers speak (426)",
    451: "withheld for legal reasons (451)",
    999: "refuses programs (999)",
}
"""What a status says of who asks. A 4xx that is not named here is a refusal, too: `refusal` has words for it."""

_HEADERS = (
    ("cf-mitigated", r"challenge", "Cloudflare challenge"),
    ("x-amzn-waf-action", r"challenge|captcha", "AWS firewall challenge"),
    ("x-datadome", r"protected|.*", "DataDome challenge"),
    ("x-vercel-mitigated", r"challenge|deny", "Vercel challenge"),
    ("x-sucuri-block", r".*", "Sucuri firewall"),
)
_MARKUP = (
    (r"_cf_chl_opt|cf-chl-widget|id=[\"']challenge-form[\"']|cf_captcha_kind", "Cloudflare challenge"),
    (r"id=[\"']anubis_challenge[\"']|/\.within\.website/x/cmd/anubis/", "Anubis challenge"),
    (r"geo\.captcha-delivery\.com|ct\.captcha-delivery\.com", "DataDome challenge"),
    (r"_Incapsula_Resource\?(?:[^\"']*&)?(?:SWUDNSAI|CWUDNSAI|incident_id)|Incapsula incident ID", "Imperva challenge"),
    (r"window\._pxAppId|px-captcha|captcha\.px-cdn\.net", "PerimeterX challenge"),
    (r"awswaf\.com/[^\"']*/challenge\.js|gokuProps", "AWS firewall challenge"),
    (r"sucuri\.net/privacy-policy|sucuri_cloudproxy_js", "Sucuri firewall"),
    (r"errors\.edgesuite\.net", "Akamai firewall"),
    (r"/_sec/cp_challenge/|/vercel/security/", "challenge"),
    (r"id=[\"']ddg-|ddos-guard/js-challenge", "DDoS-Guard challenge"),
)
_ANY_MARKUP = re.compile("|".join(pattern for pattern, _ in _MARKUP).encode())
_TITLES = re.compile(
    r"(just a moment\W*|attention required! \| cloudflare|making sure you're not a bot!?|one moment, please\W*|"
    r"checking your browser\b.{0,40}|ddos-guard|access denied|access to this page has been denied\.?|"
    r"(are you|you are) (a )?(human|robot|not a robot)\??|robot check|bot check|vercel security checkpoint|"
    r"security check(point)?|please verify (that )?you are (a )?human|human verification|verifying your browser\W*|"
    r"you have been blocked|sorry, you have been blocked|request (blocked|rejected)|pardon our interruption\W*|"
    r"captcha|client challenge|unusual traffic.{0,40})",
    re.IGNORECASE,
)
_SHORT = 900

_SIGN_IN = re.compile(
    r"(log-?_?in|sign-?_?in|sso|saml2?|oauth2?|authorize|authenticate|servicelogin|wp-login\.php|login\.\w{2,4}|"
    r"signin\.\w{2,4}|authwall|checkpoint)",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"(cookie[-_]?|privacy[-_]?|gdpr[-_]?)?(consent|cookie[-_]?wall|gdpr|captcha|challenge|bot[-_]?check|validate[-_]?perfdrive)",
    re.IGNORECASE,
)
"""Stations on the way to a page that a person passes with a click."""
_BACK = re.compile(
    r"(^|&)(continue|return(_?to|_?url|_?path)?|redirect(_?to|_?ur[il])?|next|back|url|dest(ination)?|target|gurl|r|u|ref(erer)?)=",
    re.IGNORECASE,
)
_SIGN_IN_HOST = re.compile(r"(login|signin|sso|auth|accounts?|idp?|cas)\.", re.IGNORECASE)
_SIGN_IN_TITLE = re.compile(r"(please )?(sign|log) ?in\b.{0,50}|.{0,30}\W(sign|log) ?in|login\b.{0,30}", re.IGNORECASE)


def challenge(visit: Visit) -> str | None:
    """The maker of the challenge that came instead of the page. Looked for once a visit."""
    if visit.challenge is None:
        visit.challenge = (visit.answer is not None and _challenge(visit.answer, visit.page)) or ""
    return visit.challenge or None


def _challenge(answer: Answer, page: Page | None) -> str | None:
    for header, pattern, maker in _HEADERS:
        value = answer.headers.get(header)
        if value is not None and re.fullmatch(pattern, value.strip(), re.IGNORECASE) and header != "x-datadome":
            return maker
        if value is not None and header == "x-datadome" and answer.status in (401, 403, 405, 429):
            return maker
    if page is None or len(page.text) > _SHORT:
        return None
    if _ANY_MARKUP.search(answer.body, 0, 20_000):
        text = answer.body[:20_000].decode("latin-1")
        return next(maker for pattern, maker in _MARKUP if re.search(pattern, text))
    if page.title and _TITLES.fullmatch(page.title) and page.paragraphs < 6:
        return f"challenge ({page.title!r})"
    return None


def sign_in_wall(visit: Visit, page: Page | None) -> str | None:
    """Whether the way led to a sign-in page that was not asked for."""
    start, end = visit.start, visit.end
    if _speaks_of_sign_in(start):
        return None
    plain = page is not None and not page.password and len(page.text) > _SHORT  # an article about signing in
    if visit.steps and _is_sign_in(end, start) and not plain:
        return f"leads to a sign-in page, {end.page}"
    if visit.steps and not plain and _asks_consent(end, start):
        return f"leads to a page that asks for consent or a test, {end.page}"
    if page is not None and page.password and len(page.text) < _SHORT:
        heading = page.title or (page.headings[0] if page.headings else "")
        if _SIGN_IN_TITLE.fullmatch(heading.strip()):
            return "shows a sign-in form"
    return None


def _speaks_of_sign_in(address: Address) -> bool:
    return any(_SIGN_IN.fullmatch(segment) for segment in address.path.split("/")[-2:])


def _asks_consent(end: Address, start: Address) -> bool:
    """A consent page or a captcha that remembers where we wanted to go."""
    path, _, query = end.target.partition("?")
    if not _BACK.search(query):
        return False
    names = [segment for segment in path.split("/") if segment]
    return (end.host.startswith("consent.") and end.host != start.host) or any(map(_CONSENT.fullmatch, names))


def _is_sign_in(end: Address, start: Address) -> bool:
    segments = [segment for segment in end.path.split("/") if segment]
    if any(_SIGN_IN.fullmatch(segment) for segment in segments[-2:]):
        return True
    if segments[-2:] in (["session", "new"], ["sessions", "new"]) or segments[-1:] == ["auth"]:
        return True
    return _SIGN_IN_HOST.match(end.host) is not None and end.host != start.host and start.host not in end.host

"""Web addresses as people paste them: what is none, what only follows the reader, and which two lead to one page.

The link checker has its own reading of addresses, which is about what is sent; this one is about what is written.
"""

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?=[^\W\d_])[\w-]{{1,62}}\w")
"""Labels with dots between, none too long, the last no number: neither `localhost` nor an address in digits."""
_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|piwik_\w+|hsa_\w+|oly_\w+|vero_\w+|_hs\w+|__hs\w+|at_(?:campaign|medium|custom\d)"
    r"|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|twclid|ttclid|li_fat_id|mc_cid|mc_eid|mkt_tok|igshid|igsh"
    r"|_ga|_gl|s_cid|wickedid|rb_clickid|spm|scm|ref|ref_|ref_src|ref_url|referrer|referral|affiliate|aff|aff_id|affid"
    r"|irclickid|ranmid|raneaid|ransiteid|awc|cjevent|click_?id|share_?id|trk|trkcampaign|sr_share|si|feature|ncid|cmpid"
    r"|campaign_?id|ga_\w+|linkcode|couponcode|coupon",
    re.IGNORECASE,
)
"""Names of query parameters that say where a reader came from, or who earns when they buy."""
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)\Z", re.IGNORECASE)
_FOREIGN = re.compile(r"[\s<>\"\\^`{|}]")
"""What no address holds as it stands."""
_PORTS = {"http": 80, "https": 443}


def fault_of(url: str) -> str:
    """Return what keeps `url` from being an address that anybody can open, or an empty text."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "is not a web address: look at its brackets and its port"
    if parts.scheme not in _PORTS or not host:
        return "is not a web address that starts with https://"
    if fault := _written_with(url, parts.scheme):
        return fault
    if "@" in parts.netloc:
        return "is not a web address: a name or password stands before its host"
    if not _HOST.fullmatch(host.removesuffix(".")):
        return f"is not a web address: '{host}' is no name of a public host, such as example.org"
    return _copied_with(url)


def _written_with(url: str, scheme: str) -> str:
    if foreign := _FOREIGN.search(url):
        sign = "a space" if foreign[0].isspace() else f"the character {foreign[0]}"
        return f"is not a web address: {sign} cannot stand in one: delete it, or write {quote(foreign[0])}"
    return "" if url.startswith(scheme) else "is not a web address that starts with https://, in small letters"


def _copied_with(url: str) -> str:
    if "&amp;" in url:
        return "holds &amp; as it stands in HTML: write & alone"
    if url.endswith((".", ",", ";", ":")) or url.count(")") > url.count("(") or url.count("]") > url.count("["):
        return "ends with a sign that belongs to the sentence it was copied from: delete the sign"
    return ""


def tracking_in(url: str) -> list[str]:
    """Return the parts of the query of `url` that only tell where a reader came from, as they are written.

    Some sites keep such parts in the fragment; those are found as well.
    """
    parts = _split(url)
    written = [*parts.query.split("&"), *parts.fragment.removeprefix("?").split("&")]
    return [part for part in written if "=" in part and _TRACKING.fullmatch(unquote(part.partition("=")[0]))]


def page_of(url: str) -> str:
    """Return a text that is the same for two addresses of one page.

    Left out of account: scheme, `www.`, case of the host, the port that is meant anyhow, `index.html`, a slash at the
    end, fragments, the order of the query, tracking, and how characters are quoted. A fragment that begins with `/` or
    `!` is kept: sites that are one script have their pages there.
    """
    parts = _split(url)
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    port = "" if _port(parts) in (None, _PORTS.get(parts.scheme)) else f":{_port(parts)}"
    path = _plain(_INDEX.sub("/", parts.path)).rstrip("/")
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    query = f"?{urlencode(sorted(pairs))}" if pairs else ""
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) else ""
    return f"{host}{port}{path}{query}{fragment}"


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:  # said by fault_of; whoever compares addresses needs no second word
        return SplitResult("", "", url, "", "")


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return None


def _plain(path: str) -> str:
    return quote(unquote(re.sub(r"/\.?(?=/)", "", path)), safe="/~@:!$&'()*+,;=")

"""Which address to propose for one that has moved for good: only what a person would write without a second look."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from ..hosts import is_local_name
from ..http.redirects import Visit
from ..urls import Address, parse
from .ways import is_home, same_site

_SESSION = re.compile(
    r"(j|php|asp\.?net_?|asp)?sess(ion)?[-_]?(id|key|token)?|sid|cfid|cftoken|aspsessionid\w*", re.IGNORECASE
)
"""Names of what is ours and not the page's (JustinBeckwith/linkinator#679)."""
_PERHAPS = re.compile(
    r"\w*token|ticket|nonce|state|code|auth|key|hash|uid|guid|visitor_?id|cookie\w*|oauth\w*|samlrequest|relaystate|s|c|id",
    re.IGNORECASE,
)
"""The same, if the value is one that only a machine writes."""
_MACHINE_MADE = re.compile(r"(?=[^/]*\d)(?=[^/]*[a-zA-Z])[\w.~+=-]{20,}|[0-9a-fA-F]{16,}")
_TRACKING = re.compile(
    r"utm_\w+|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|ttclid|igshid|mc_[ce]id|mkt_tok|_?hs[ae_]\w+|"
    r"_ga|_gl|ref_(src|url)|referrer|referer|cmpid|trk\w*|spm|icid|ncid|s_kwcid|pk_\w+|mtm_\w+|vero_\w+|wt_?mc|_branch_match_id",
    re.IGNORECASE,
)
"""Names of what tells the other side where a visitor came from (as in the lists of ClearURLs)."""
_SIGNED = re.compile(r"x-(amz|goog)-signature|signature|sig|hmac|hdnea", re.IGNORECASE)
_PATH_SESSION = re.compile(
    r";(jsessionid|phpsessid|sessionid|sid|cfid|cftoken)=[^/?#;]*|/\([A-Z]\([^)]{8,}\)\)", re.IGNORECASE
)
"""A session in a path: Java's way, and the one of ASP.NET."""


def proposal(visit: Visit, to: Address) -> tuple[str | None, str]:
    """The address to write instead of the old one; or None and why there is none to propose."""
    start = visit.start
    if is_local_name(to.host) and not is_local_name(start.host):
        return None, "into a private network"
    if start.scheme == "https" and to.scheme == "http":
        return None, "from a secure to an insecure address"
    if is_home(to) and not same_site(start, to):
        return None, "the front page of another site: look whether it is what was meant"
    clean = without_ours(to.full, visit.cookie_values)
    if clean is None:
        return None, "an address that is signed for a short time"
    if parse(clean).page == start.page:
        return None, ""
    return clean, ""


def without_ours(address: str, cookies: Iterable[str] = ()) -> str | None:
    """An address without session and tracking parameters; None if it is signed, so that it would be of no use later."""
    head, hash_, fragment = address.partition("#")
    path, mark, query = head.partition("?")
    secrets = {value for value in cookies if len(value) >= 8}
    path = _PATH_SESSION.sub("", path)
    for value in secrets:
        path = re.sub(rf";[^/;]*{re.escape(value)}[^/;]*", "", path)
    kept = []
    for part in query.split("&") if mark else ():
        name, value = (unquote(half) for half in (part.partition("=")[0], part.partition("=")[2]))
        if _SIGNED.fullmatch(name) and value:
            return None
        ours = _SESSION.fullmatch(name) or (_PERHAPS.fullmatch(name) and _MACHINE_MADE.fullmatch(value))
        if not (ours or _TRACKING.fullmatch(name) or value in secrets):
            kept.append(part)
    return path + ("?" + "&".join(kept) if kept else "") + hash_ + fragment

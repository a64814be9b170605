"""Pages that say "not found" with a 200: what gives them away, and what clears pages that only look like them.

Only ever a warning. Pages *about* missing pages, domains or sign-in are common on learning sites; they are long, or
their title says more than the phrase.
"""

import re
from hashlib import sha256
from urllib.parse import unquote

from .fetch import Answer
from .follow import Visit
from .page import Page
from .urls import Address

_SHORT_TITLE = 1500
_SHORT_BODY = 600

_TITLE = re.compile(
    r"(?:(?:http )?(?:error )?(?:status )?(?:code )?404(?: error)?(?: http)?"
    r"(?:\W{1,3}(?:page |file |site )?not found\W{0,3})?|"
    r"(?:\W|oops|uh oh|sorry|error|404|http)*(?:the )?(?:requested )?"
    r"(?:page|file|site|document|content|article|resource|item|video|course|repository|project|url)?"
    r"\s*(?:was |is |has been |you requested |you were looking for |could |can |can ?|does |no )*"
    r"(?:not (?:be )?found|not exist|doesn.t exist|couldn.t be found|can.t be found|cannot be found|"
    r"no longer (?:exists?|available)|"
    r"unavailable|not available|removed|deleted|missing)\W*|"
    r"(?:oops|uh oh|whoops)\W*|nothing (?:was )?found\W*|(?:we )?can.t find (?:that|this|the) page.*|lost\?|"
    r"(?:this|that|the) page (?:isn.t available|is gone|has moved or).*)",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"not|n.t |404|missing|removed|deleted|gone|longer|unavailable|oops|sorry|lost|nothing|find|has moved|"
    r"domain|sale|park|expired",
    re.IGNORECASE,
)
"""One of these stands in everything that the patterns below look for; most pages are cleared by this alone."""
_SEPARATORS = re.compile(r"\s+[|·•»—–:\-]+\s+|\s*\|\s*|:\s")
_PHRASES = re.compile(
    r"(?:page|file|document|content|article|resource|item|url|link|video|course|repository|post|story)"
    r"(?: (?:that |which )?(?:you(?:.re| are| were|.ve| have)? ?(?:looking for|requested|"
    r"trying to (?:reach|access|view|open)|"
    r"followed|asked for|want(?:ed)?|entered|clicked)(?: for)?|requested))?"
    r"(?: on this server)? ?(?:has been|have been|was|is|could|can|does|may have been|might have been|no|do)?"
    r"[ ]?(?:n.t|not|cannot|can.t|couldn.t|doesn.t|isn.t|wasn.t|no longer|removed|deleted|moved or deleted|gone)"
    r"|(?:sorry|oops)\W{1,4}.{0,60}(?:not found|can.t find|cannot find|couldn.t find|could not find|does ?n.t exist|"
    r"no longer|not available|removed)"
    r"|we (?:can.t|cannot|couldn.t|could not|can ?not|were unable to) (?:seem to )?"
    r"(?:find|locate) (?:the|that|this|what|your)"
    r"|(?:^|\s)404\W{1,3}(?:error|page|file|not)|(?:^|\W)(?:page|file) not found|nothing (?:to see )?here",
    re.IGNORECASE,
)
_PARKED_TEXT = re.compile(
    r"(?:this|the) (?:web ?site|domain)(?: name)?(?: \S+\.\w+)? (?:is|has|may be|could be|has been) "
    r"(?:currently )?(?:for sale|parked|available for (?:sale|purchase)|expired|suspended|"
    r"registered (?:at|with|by|through))"
    r"|(?:buy|purchase|get|inquire about|make an offer on) this domain|domain (?:is )?parked|parked (?:free|domain)"
    r"|[\w-]+\.[a-z]{2,10} (?:is|may be) (?:available )?for sale|this domain has expired|domain for sale",
    re.IGNORECASE,
)
_PARKED_HOSTS = re.compile(
    r"sedoparking|parkingcrew|bodis\.com|parklogic|skenzo|above\.com|dan\.com|hugedomains|afternic|domainmarket|"
    r"img1\.wsimg\.com/parking|/parking[-_]?lander|park-web",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(how|what|why|when|guides? to|tutorial|explain(ed|s|ing)?|understand(ing)?|designing|fix(ing)?|all about|"
    r"custom|handling|meaning|tips|buying|selling|valuation|investing)\b",
    re.IGNORECASE,
)
"""Words of titles *about* missing pages and domains, which a site's own name rarely has."""
_NOT_A_WORD = {"index", "html", "htm", "php", "aspx", "default", "home", "en", "the", "and", "of", "for", "www", "com"}
_BINARY = re.compile(
    r"\.(pdf|zip|gz|tgz|whl|csv|png|jpe?g|gif|webp|svg|mp4|mp3|ipynb|epub|pptx?|docx?|xlsx?)$", re.IGNORECASE
)
_LANGUAGES = (
    "ar|bg|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|id|it|ja|ko|lt|lv|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|vi|zh"
)
_HOME = re.compile(
    rf"/(?:(?:index|default|home)(?:\.\w{{2,5}})?/?)?|/(?:{_LANGUAGES})(?:[-_][a-z]{{2}})?/?", re.IGNORECASE
)


def verdict_on_text(page: Page) -> str | None:
    """The phrase that makes a page look like 'not found' or like a parked domain."""
    length = len(page.text)
    if length >= _SHORT_TITLE:
        return None
    heading = page.headings[0] if page.headings else ""
    start = page.text[:600]
    if length < _SHORT_BODY and _PARKED_HOSTS.search(page.script_hosts):
        return "the domain looks parked"
    if not _HINT.search(f"{page.title}\n{heading}\n{start}") or _ABOUT.search(f"{page.title} {heading}"):
        return None
    for title in (page.title, heading):
        parts = [part.strip() for part in _SEPARATORS.split(title) if part.strip()]
        if len(parts) < 4 and any(_TITLE.fullmatch(part) for part in [title, *parts] if part):
            return f"the title is {title!r}"
    if length < _SHORT_BODY and page.paragraphs < 4 and (match := _PHRASES.search(start)):
        return f"the page says {match.group().strip()!r}"
    match = _PARKED_TEXT.search(f"{page.title}. {start}")
    return f"the domain looks parked: {match.group()!r}" if match else None


def verdict_on_way(trip: Visit) -> str | None:
    """A deep address that ends at the front page of its own site."""
    start, end = trip.start, trip.end
    if not trip.steps or is_home(start) or not is_home(end) or "?" in end.target:
        return None
    if _site(start.host) != _site(end.host) or (start.port != end.port and {start.port, end.port} != {80, 443}):
        return None
    if any(step.meta for step in trip.steps):
        return None
    return f"a deep address that leads to the front page, {end.page}"


def verdict_on_type(answer: Answer, page: Page | None, address: Address) -> str | None:
    """A file by its name that is served as a short HTML page."""
    if page is not None and len(page.text) < _SHORT_TITLE and not page.is_shell and _BINARY.search(address.path):
        if address.path.lower().endswith(".svg") and b"<svg" in answer.body[:2000]:
            return None
        return f"a short HTML page instead of a file ({_BINARY.search(address.path).group(1)})"  # type: ignore[union-attr]
    return None


def is_home(address: Address) -> bool:
    """Whether an address is a front page: the root, an index file in it, or a language below it."""
    return _HOME.fullmatch(address.path) is not None and "?" not in address.target


def _site(host: str) -> str:
    return ".".join(host.removeprefix("www.").split(".")[-2:]) if not host[-1:].isdigit() else host


def is_suspicious(page: Page, address: Address) -> bool:
    """Whether a page shares no word with its address, so that it could be the same for every address."""
    if is_home(address) or page.is_shell:
        return False
    path = unquote(address.path).lower()
    words = set(re.findall(r"[a-z]{3,}|\d+", path)) - _NOT_A_WORD
    text = f"{page.title} {' '.join(page.headings)} {page.text[:3000]}".lower()
    return not any(word in text for word in words)


def signature(page: Page, address: Address) -> str:
    """A page's text without what merely echoes the address, for comparing two pages."""
    text = f"{page.title}\n{page.text}"
    for echo in (address.page, unquote(address.page), address.target, unquote(address.target)):
        if len(echo) > 1:
            text = text.replace(echo, "")
    last = unquote(address.path.rstrip("/").rpartition("/")[2])
    if len(last) > 3:
        text = text.replace(last, "")
    return sha256(re.sub(r"[0-9a-f]{8,}|\d+", "0", text).encode()).hexdigest()


def sibling(address: Address) -> Address:
    """An address beside this one that surely does not exist; the same one for every page of a folder."""
    folder, _, name = address.path.rstrip("/").rpartition("/")
    ending = re.search(r"\.\w{2,5}$", name)
    token = sha256(f"{address.origin}{folder}".encode()).hexdigest()[:12]
    return address.beside(f"{folder}/zq{token}{ending.group() if ending else ''}")

"""What a page says, as far as the judgement needs it: text, places, refresh, whether scripts make it."""

import re
from dataclasses import dataclass, field

from ..extract.tag_scanner import TagScanner
from .decoding import charset_of

_SILENT = {"script", "style", "template", "svg", "textarea", "iframe", "object", "noembed", "noframes"}
_DEEPEST = 100
_SCRIPT = 4000
_HEADINGS = {"h1", "h2"}
_REFRESH = re.compile(r"\s*([\d.]*)\s*[;,]?\s*(?:url\s*=\s*)?[\"']?([^\"']*)", re.IGNORECASE)
_APP_ROOT = re.compile(
    r"^(root|app|__next|__nuxt|main-app|app-root|react-root|svelte|gatsby-focus-wrapper|mount)$", re.I
)


@dataclass(slots=True)
class Page:
    """The readable part of an HTML page."""

    title: str = ""
    headings: list[str] = field(default_factory=list)
    text: str = ""
    """Visible text with single blanks."""
    places: set[str] = field(default_factory=set)
    """Every id and anchor name."""
    refresh: tuple[float, str] | None = None
    """Seconds and target of a meta refresh."""
    scripts: int = 0
    script_hosts: str = ""
    script: str = ""
    """The beginning of what inline scripts say."""
    lang: str = ""
    """The language that the page claims, in lower case without a region: `en`."""
    parking_key: bool = False
    """A key by which parked domains ask ad blockers to be let through."""
    paragraphs: int = 0
    links: int = 0
    password: bool = False
    app_root: bool = False
    noscript: str = ""

    @property
    def is_shell(self) -> bool:
        """Whether scripts make the page: what a browser shows is not in the HTML."""
        if not self.scripts or len(self.text) > 300:
            return False
        wants_script = re.search(r"javascript", self.noscript + self.text, re.IGNORECASE) is not None
        return self.app_root or wants_script or len(self.text) < 20


class PageParser(TagScanner):
    """Reads a page in one pass; may be fed in portions."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._stack: list[str] = []
        self._in_title = False
        self._noscript = 0
        self._heading: list[str] | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: PLR0912
        """Note what the tag tells."""
        page = self.page
        values = {name: value or "" for name, value in reversed(attrs)}
        if "id" in values and not self._stack:
            page.places.add(values["id"])
            page.app_root = page.app_root or (tag in ("div", "main", "body") and bool(_APP_ROOT.match(values["id"])))
        if tag == "a":
            page.links += 1
            if "name" in values:
                page.places.add(values["name"])
        elif tag == "app-root":
            page.app_root = True
        elif tag == "script":
            page.scripts += 1
            page.script_hosts += " " + values.get("src", "")
        elif tag == "p":
            page.paragraphs += 1
        elif tag == "input" and values.get("type", "").lower() == "password":
            page.password = True
        elif tag == "noscript":
            self._noscript += 1
        elif tag == "title" and "svg" not in self._stack and not page.title:
            self._in_title = True
        elif tag in _HEADINGS and self._heading is None:
            self._heading = []
        elif tag == "meta" and page.refresh is None and not self._noscript and _is_refresh(values):
            page.refresh = parse_refresh(values.get("content", ""))
        elif tag == "html":
            page.lang = page.lang or re.split(r"[-_]", values.get("lang", "").strip().lower())[0][:8]
            page.parking_key = page.parking_key or "data-adblockkey" in values
        if tag in _SILENT and len(self._stack) < _DEEPEST:
            self._stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br/>`; in HTML the slash means nothing, but in SVG it ends the element."""
        self.handle_starttag(tag, attrs)
        if tag in _SILENT:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what the tag opened."""
        if tag in _SILENT and tag in self._stack:
            while self._stack.pop() != tag:
                pass
        elif tag == "noscript" and self._noscript:
            self._noscript -= 1
        elif tag == "title":
            self._in_title = False
        elif tag in _HEADINGS and self._heading is not None:
            self.page.headings.append(_squeezed("".join(self._heading)))
            self._heading = None

    def handle_data(self, data: str) -> None:
        """Text goes where it belongs: title, noscript, heading, body."""
        if self._in_title:
            self.page.title = (self.page.title + data)[:500]
        elif self._stack:
            if self._stack[-1] == "script" and len(self.page.script) < _SCRIPT:
                self.page.script += data[:_SCRIPT]
        elif self._noscript:
            self.page.noscript = (self.page.noscript + data)[:500]
        else:
            self._text.append(data)
            if self._heading is not None:
                self._heading.append(data)

    def finish(self) -> Page:
        """The page as read so far."""
        self.close()
        self.page.title = _squeezed(self.page.title)
        self.page.text = _squeezed(" ".join(self._text))
        return self.page


def _is_refresh(values: dict[str, str]) -> bool:
    return values.get("http-equiv", "").strip().lower() == "refresh"


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def parse_refresh(content: str) -> tuple[float, str] | None:
    """Seconds and target of `5; url=/next`; None if it only reloads the page itself."""
    match = _REFRESH.match(content)
    if match is None or not match.group(2).strip():
        return None
    try:
        seconds = float(match.group(1) or 0)
    except ValueError:
        seconds = 0.0
    return seconds, match.group(2).strip()


def read_page(body: bytes, content_type: str) -> Page:
    """Read the beginning of a page."""
    parser = PageParser()
    text = body.decode(charset_of(content_type, body), "replace")
    parser.feed(text)
    return parser.finish()

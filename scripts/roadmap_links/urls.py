"""Addresses: what is one, how a browser would send it, and what belongs to one page.

Follows what browsers do (the WHATWG URL standard) where that decides whether a reader gets to the page: raw UTF-8 and
blanks are quoted, dot segments removed, host names turned to ASCII; what is already quoted (`%2F`) is left alone.
"""

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from .hosts import PORTS, RESERVED, NotAUrl, ascii_host, split_port

OTHER_SCHEMES = frozenset(
    {"mailto", "tel", "sms", "data", "javascript", "blob", "about", "geo", "irc", "ircs", "xmpp", "callto", "vscode"}
)
"""Schemes that are no web page and no mistake."""

_UNSAFE = re.compile(r"[^\x21-\x7e]|[\"<>`{}]")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


@dataclass(frozen=True, slots=True)
class Address:
    """A web address, ready to send. `page` has no fragment; `fragment` is as written, None without a `#`."""

    page: str
    fragment: str | None
    scheme: str
    host: str
    port: int
    target: str
    """Path and query."""

    @property
    def origin(self) -> str:
        """What shares one set of limits: host and port."""
        return f"{self.host}:{self.port}"

    @property
    def path(self) -> str:
        """The path alone, quoted."""
        return self.target.partition("?")[0]

    def beside(self, target: str) -> "Address":
        """Another page of the same origin; `target` is quoted and begins with a slash."""
        page = self.page[: len(self.page) - len(self.target)] + target
        return Address(page, None, self.scheme, self.host, self.port, target)

    @property
    def full(self) -> str:
        """The address with its fragment."""
        return self.page if self.fragment is None else f"{self.page}#{self.fragment}"

    @property
    def is_reserved(self) -> bool:
        """Whether the name is one that can't exist."""
        return self.host.rstrip(".").endswith(RESERVED)


def quote(text: str) -> str:
    """Percent-encode what may not stand in a request line.

    Bytes that came in by surrogateescape go out as they were.
    """
    if _UNSAFE.search(text) is None:
        return text
    return _UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in _bytes(m.group())), text)


def _bytes(text: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def scheme_of(text: str) -> str | None:
    """The scheme of an address in lower case; None for a relative one."""
    match = _SCHEME.match(text.strip())
    return match.group(1).lower() if match else None


def parse(text: str) -> Address:
    """Read an address as a browser does. Raises NotAUrl."""
    text = _without_breaks(text)
    if text.startswith("//"):
        text = "https:" + text
    scheme = scheme_of(text)
    if scheme is None or scheme not in PORTS:
        raise NotAUrl("no http:// or https:// in front" if scheme is None else f"{scheme}: is not a web address")
    rest = text[len(scheme) + 1 :]
    if "\\" in rest:
        rest = _with_slashes(rest)
    if not rest.startswith("//"):
        raise NotAUrl(f"two slashes must follow {scheme}:")
    rest, hash_, fragment = rest[2:].partition("#")
    cut = min((i for i in map(rest.find, "/?\\") if i >= 0), default=len(rest))
    authority, target = rest[:cut], rest[cut:]
    user, at, place = authority.rpartition("@")
    name, port = split_port(place, scheme)
    host = ascii_host(name)
    path, mark, query = target.partition("?")
    path = _without_dots(quote(path.replace("\\", "/"))) or "/"
    target = path + mark + quote(query)
    shown = f"[{host}]" if ":" in host else host
    place = shown if port == PORTS[scheme] else f"{shown}:{port}"
    page = f"{scheme}://{quote(user)}{at}{place}{target}"
    return Address(page, fragment if hash_ else None, scheme, host, port, target)


def join(base: Address, reference: str) -> Address:
    """The address that a `Location` or a `href` names, seen from `base`.

    Its fragment wins, else the old one is kept. Raises NotAUrl.
    """
    reference = _with_slashes(_without_breaks(reference))
    if scheme_of(reference) in PORTS and "//" in reference[:8]:
        found = parse(reference)
    else:
        try:
            found = parse(urljoin(base.page, reference))
        except ValueError as error:
            raise NotAUrl(str(error)) from error
    if found.fragment is None and base.fragment is not None:
        return Address(found.page, base.fragment, found.scheme, found.host, found.port, found.target)
    return found


def _with_slashes(text: str) -> str:
    """Backslashes before the query are slashes to every browser."""
    end = min((i for i in map(text.find, "?#") if i >= 0), default=len(text))
    return text[:end].replace("\\", "/") + text[end:]


def _without_breaks(text: str) -> str:
    text = text.strip()
    return text if text.isprintable() else re.sub(r"[\t\r\n]", "", text)


def _without_dots(path: str) -> str:
    """Remove `.` and `..` segments, as every browser does before it asks."""
    if "/." not in path and "/%2" not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for index, segment in enumerate(segments):
        plain = segment.lower().replace("%2e", ".")
        if plain not in (".", ".."):
            kept.append(segment)
            continue
        if plain == ".." and kept:
            kept.pop()
        if index == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)

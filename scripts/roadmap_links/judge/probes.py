"""Hosts whose pages do not tell the truth, and where the truth can be asked for.

What is asked instead is a guess of ours: two segments do not make a repository, and a branch may hold slashes. So a
guess may clear a link, and only YouTube's own answer about a video may condemn one; else the page itself is asked.

YouTube answers 200 for a removed video; arXiv wants its abstract pages asked, not its PDFs; GitHub's API is meant for
programs; a DOI is fine as soon as its resolver knows it, however rude the publisher behind it may be.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, quote

from ..model import Outcome
from ..urls import Address, parse

HOSTS = {
    "youtube.com": "youtube",
    "www.youtube.com": "youtube",
    "m.youtube.com": "youtube",
    "youtu.be": "youtube",
    "music.youtube.com": "youtube",
    "youtube-nocookie.com": "youtube",
    "www.youtube-nocookie.com": "youtube",
    "arxiv.org": "arxiv",
    "www.arxiv.org": "arxiv",
    "github.com": "github",
    "huggingface.co": "huggingface",
    "doi.org": "doi",
    "dx.doi.org": "doi",
}
ENDPOINTS = {
    "youtube": "https://www.youtube.com/oembed",
    "github": "https://api.github.com",
}


@dataclass(frozen=True, slots=True)
class Probe:
    """A question to ask instead: what each status of the answer means. Any other status: look at the page itself."""

    address: Address
    meanings: Mapping[int, tuple[Outcome, str]]
    headers: Mapping[str, str]


def probe_for(kind: str, address: Address, endpoints: Mapping[str, str], token: str | None) -> Probe | None:
    """The better question for an address, if there is one. `token` is for GitHub's API, which is not asked without."""
    ends = {**ENDPOINTS, **endpoints}
    if kind == "youtube" and (video := _video(address)):
        question = parse(f"{ends['youtube']}?format=json&url={quote(video, safe='')}")
        return Probe(
            question,
            {
                200: (Outcome.ok, "the video is there (oEmbed)"),
                400: (Outcome.broken, "no such video (oEmbed: 400)"),
                404: (Outcome.broken, "the video was removed (oEmbed: 404)"),
                401: (Outcome.blocked, "the video is private or may not be embedded (oEmbed: 401)"),
                403: (Outcome.blocked, "the video is private or may not be embedded (oEmbed: 403)"),
            },
            {},
        )
    if kind == "arxiv":
        match = re.match(r"/pdf/(.+?)(?:\.pdf)?$", address.path)
        if match:
            base = address.page[: len(address.page) - len(address.target)]
            return Probe(
                parse(f"{base}/abs/{match.group(1)}"),
                {200: (Outcome.ok, "the paper's abstract page is there")},
                {},
            )
    if kind == "github" and token:
        path = _github_path(address)
        if path is not None:
            return Probe(
                parse(f"{ends['github'].rstrip('/')}/{path}"),
                {200: (Outcome.ok, "there (GitHub's API)")},
                {"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json"},
            )
    return None


def _video(address: Address) -> str | None:
    """The plain address of a video or a playlist, which is what oEmbed knows; None for any other page.

    A video in a playlist is asked for by itself: the list lives on when the video is removed.
    """
    query = parse_qs(address.target.partition("?")[2])
    segments = [part for part in address.path.split("/") if part]
    video = (query.get("v") or [""])[0] if segments[:1] == ["watch"] else ""
    if address.host == "youtu.be" and segments:
        video = segments[0]
    if len(segments) > 1 and segments[0] in ("shorts", "embed", "live", "v", "e") and segments[1] != "videoseries":
        video = segments[1]
    if video:
        return f"https://www.youtube.com/watch?v={video}"
    listed = (query.get("list") or [""])[0] if segments[:1] in (["playlist"], ["embed"], ["watch"]) else ""
    return f"https://www.youtube.com/playlist?list={listed}" if listed else None


def _github_path(address: Address) -> str | None:
    """The API's path for a repository, or for a file or folder in it; None for any other page."""
    parts = [part for part in address.path.split("/") if part]
    if len(parts) < 2 or "?" in address.target or parts[0] in ("orgs", "topics", "features", "sponsors", "marketplace"):
        return None
    owner, repo = parts[0], parts[1].removesuffix(".git")
    if len(parts) == 2:
        return f"repos/{owner}/{repo}"
    if len(parts) > 4 and parts[2] in ("tree", "blob"):
        return f"repos/{owner}/{repo}/contents/{'/'.join(parts[4:])}?ref={parts[3]}"
    return None

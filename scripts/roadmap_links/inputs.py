"""What a run works on: the links, the rules, and the memory, from the files that the options name."""

# ruff: noqa: PLC0415 -- Git is asked only when needed

import sys
from pathlib import Path
from secrets import token_hex

from .extract.collect import Unreadable, collect
from .extract.own_site import POLICY, default_files, own_addresses
from .extract.site_pages import add_built, built_pages
from .model import Link
from .options import Options, Usage, in_shard
from .state.history import stamp
from .state.policy import Policy
from .state.policy_file import BadPolicy, load_policy
from .state.state import BadState, State


def say(text: str) -> None:
    """A message beside the report."""
    print(text, file=sys.stderr, flush=True)


def links_to_check(options: Options) -> list[Link]:
    """The links of the files, of this shard, of this change. Raises Usage."""
    own, waiting = own_addresses(options.root)
    for line in waiting.values() if not (options.files or options.offline) else ():
        say(line)

    if options.files:
        files = [(path, _name(path, options.root)) for path in options.files]
    else:
        files = default_files(options.root)
    try:
        links = collect(files, (lambda url: False) if options.files else own)
        if not options.files and options.changed_since is None:
            links = add_built(links, built_pages(options.root), options.root, own)
    except Unreadable as error:
        raise Usage(str(error)) from error
    if not links and not options.files:
        raise Usage(f"no links found under {options.root}: is this the folder of the site?")
    if options.changed_since is not None:
        from .extract.git_changes import BadRevision, only_changed

        try:
            links = only_changed(links, options.root, options.changed_since)
        except BadRevision as error:
            raise Usage(f"--changed-since: {error}") from error
    return links if options.shard == (1, 1) else [link for link in links if in_shard(link, options.shard)]


def _name(path: Path, root: Path) -> str:
    """A file's name for reports: relative to the root where it is below it, as given elsewhere."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def policy_for(options: Options) -> Policy:
    """The rules for single hosts; none if there is no file. Raises Usage."""
    path = options.policy or options.root / POLICY
    if options.policy is None and not path.exists():
        return Policy()
    try:
        return load_policy(path, options.now.date())
    except BadPolicy as error:
        raise Usage(str(error)) from error


def state_for(options: Options) -> State | None:
    """The memory of earlier runs, if one is wanted. Raises Usage."""
    if options.cache is None:
        return None
    try:
        return State(options.cache, f"{stamp(options.now)}-{token_hex(4)}", say)
    except BadState as error:
        raise Usage(f"--cache: {error}") from error

"""One run from files to exit code."""

# ruff: noqa: PLC0415 -- parsers and aiohttp are loaded only when needed: start-up would cost more than most runs

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .extract.own_site import STATUS
from .hosts import NotAUrl
from .inputs import links_to_check, policy_for, say, state_for
from .jobs import Job, jobs_of
from .judge.verdict import FAILING, Mode
from .model import Link, Outcome, Result, Verdict
from .options import Options, Usage
from .report.files import check_outputs, write_report
from .report.progress import Progress
from .report.text import json_report, text_report
from .state.history import Record, is_trusted, other_page, recalled, settle, stamp, updated
from .state.policy import Policy
from .state.state import State

if TYPE_CHECKING:
    from .session import Ending

FINE, BROKEN, USAGE, COULD_NOT_RUN = 0, 1, 2, 3


@dataclass(slots=True)
class _Problem:
    """What the exit code depends on, besides the verdicts."""

    problem: str | None = None
    network: bool = False
    """The problem is our own network: then single links are not worth a line."""


def run(options: Options) -> int:
    """Check links as `options` say, write the reports, return the exit code. Raises Usage."""
    links = links_to_check(options)
    policy = policy_for(options)
    state = state_for(options)
    if options.write_status and (options.files or options.changed_since or options.shard != (1, 1) or options.offline):
        raise Usage("--write-status needs a whole run: no FILE, --changed-since, --shard or --offline")
    check_outputs([options.json, options.junit, options.sarif, options.markdown, options.status_file])
    mode = Mode.pull_request if options.changed_since else Mode.history if state else Mode.once
    jobs, results = jobs_of(links, allow_private=options.allow_private)
    for result in results:
        result.checked_at = stamp(options.now)
    ending = _Problem()
    if options.offline:
        results += [_unasked(link) for job in jobs for link, _ in job.links]
    else:
        ending = _online(jobs, results, options, policy, state, mode)
    order = {link.url: number for number, link in enumerate(links)}
    results.sort(key=lambda result: order[result.url])
    _report(results, options, policy, ending)
    if state is not None:
        state.close()
    return _exit_code(results, options, ending)


def _unasked(link: Link) -> Result:
    return Result(link.url, Outcome.ok, Verdict.ok, "syntax only (--offline)", sources=link.sources, checked=False)


def _online(  # noqa: PLR0917
    jobs: list[Job], results: list[Result], options: Options, policy: Policy, state: State | None, mode: Mode
) -> _Problem:
    """Take from the state file what still stands, ask for the rest."""
    now = stamp(options.now)
    before: dict[str, Record] = {}
    open_: list[Job] = []
    for job in jobs:
        records = [state.get(link.url) for link, _ in job.links] if state else []
        known = [record for record in records if record is not None]
        before |= {record.url: record for record in known if record.fails}
        if known and len(known) == len(job.links) and all(is_trusted(r, options.now, options.max_age) for r in known):
            for record, (link, _) in zip(known, job.links, strict=True):
                result = recalled(record)
                result.sources = link.sources
                settle(result, record, mode)
                results.append(result)
            if policy.rules:
                policy.of(job.address.page)
            continue
        job.validators = _validators(known, len(job.links))
        open_.append(job)
    if not open_:
        return _Problem()
    progress = Progress(sum(len(job.links) for job in open_))

    def on_result(result: Result) -> None:
        result.checked_at = now if result.checked else None
        old = state.get(result.url) if state else None
        if other := other_page(old, result):
            result.outcome, result.reason, result.suggestion = Outcome.soft_404, other, None
            result.title, result.lang = None, None
        record = updated(old, result, options.now) if state and result.checked else None
        settle(result, record, mode)
        if state and record is not None:
            record.verdict = result.verdict.value
            state.put(record)
        results.append(result)
        progress.count(result)

    from .session import Work, work  # aiohttp costs 150 ms, and a run from the state file does not need it

    asked = Work(open_, results, options, policy, on_result, before.__contains__, mode is not Mode.pull_request)
    ending = work(asked)
    progress.end()
    return _problem_of(ending, results, state)


def _problem_of(ending: "Ending", results: Sequence[Result], state: State | None) -> _Problem:
    """What kept the run from checking, if something did; what it took for failures is then taken back."""
    if ending.network is not None or ending.clock is not None:
        if state is not None:
            state.forget_run()
        if ending.network is None:
            return _Problem(f"{ending.clock}: set it right; nothing was recorded")
        _downgrade(results)
        return _Problem(f"our own network looks down ({ending.network}): nothing was recorded", network=True)
    if ending.faults:
        return _Problem(f"the checker itself failed on {len(ending.faults)} pages, first {ending.faults[0]}")
    if ending.interrupted:
        return _Problem(f"interrupted: {len(results)} links are done{' and kept' if state else ''}")
    if state is None:
        return _Problem()
    for result in results:
        kept = state.get(result.url) if result.archive and not result.cached else None
        if kept is not None:
            kept.archive = result.archive
            state.put(kept)
    return _Problem(state.failed)


def _validators(known: Sequence[Record], wanted: int) -> dict[str, str]:
    """Headers that let a server say 'not modified', if everything was well when we saw the page."""
    if len(known) != wanted or any(record.outcome != Outcome.ok or record.status not in (200, 304) for record in known):
        return {}
    first = known[0]
    headers = {"If-None-Match": first.etag, "If-Modified-Since": first.modified}
    return {name: value for name, value in headers.items() if value}


def _downgrade(results: Sequence[Result]) -> None:
    """Nobody is called dead on the word of a network that does not work."""
    for result in results:
        if result.outcome in FAILING and not result.cached and _is_of_the_network(result):
            result.outcome, result.verdict, result.since = Outcome.down, Verdict.warn, None
            result.reason = f"not judged, our own network looks down ({result.reason})"


def _is_of_the_network(result: Result) -> bool:
    """Whether the network had a part in a result: the address is one, and its name may exist."""
    from .urls import parse

    try:
        return not parse(result.url).is_reserved
    except NotAUrl:
        return False


def _report(results: list[Result], options: Options, policy: Policy, ending: _Problem) -> None:
    from .report.markdown import markdown, rule_notes

    whole = not (options.files or options.offline or options.changed_since or options.shard != (1, 1) or ending.problem)
    notes = [ending.problem] if ending.problem else []
    outputs: list[tuple[Path | None, Callable[[], str]]] = [(options.json, lambda: json_report(results))]
    outputs.append((options.markdown, lambda: markdown(results, policy, notes, whole=whole)))
    if options.junit or options.sarif or options.github:
        from .report.ci import annotations, junit, sarif

        outputs += [(options.junit, lambda: junit(results)), (options.sarif, lambda: sarif(results))]
        if options.github and not ending.network:
            for line in annotations(results):
                print(line)
    lost = [text for path, made in outputs if path is not None and (text := write_report(path, made()))]
    for note in rule_notes(policy, whole=whole):
        say(note)
    if not ending.network:
        print(text_report(results), flush=True)
    for text in lost:
        say(f"check_links: {text}")
    if lost and ending.problem is None:
        ending.problem = "a report could not be written where it should be"
    if ending.problem is None:
        ending.problem = _edit(results, options)


def _edit(results: list[Result], options: Options) -> str | None:
    """Make the edits that were asked for; what could not be written."""
    lost = []
    if options.fix:
        from .report.fix import apply

        mended = apply(results, options.root)
        for file, count in mended.done.items():
            say(f"{file}: {count} {'address' if count == 1 else 'addresses'} brought up to date")
        for line in mended.left:
            say(line)
        lost = mended.lost
    if options.write_status:
        from .report.status import status_text

        path = options.status_file or options.root / STATUS
        text = write_report(path, status_text(results, stamp(options.now)[:10]))
        say(f"check_links: {text}" if text else f"{path}: written")
        lost += [text] if text else []
    return "not everything could be written" if lost else None


def _exit_code(results: Sequence[Result], options: Options, ending: _Problem) -> int:
    if ending.problem is not None:
        say(f"check_links: {ending.problem}")
        return COULD_NOT_RUN
    if any(result.verdict is Verdict.broken for result in results):
        return BROKEN
    left = [result for result in results if not result.checked]
    late = [result for result in left if result.outcome is Outcome.timeout]
    if late:
        say(f"check_links: {len(late)} of {len(results)} links were not checked before the deadline")
        return COULD_NOT_RUN
    if left and len(left) == len(results) and not options.offline:
        say("check_links: not one link could be checked")
        return COULD_NOT_RUN
    return FINE

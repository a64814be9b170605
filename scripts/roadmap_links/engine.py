"""The run itself: pages grouped by host, asked breadth-first, judged, handed on one by one.

Every host has its own queue and as many workers as it may get requests at once. What fails goes to the end of the
queue, so a host in trouble gets time and the others are not kept waiting.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from random import Random

from .http.errors import Failure, Fault
from .http.fetch import BROWSER_HEADERS, Client
from .http.limits import PATIENCE, HostLimiter, HostLimiters, retry_after
from .http.network import mark_of
from .http.redirects import Visit, follow
from .jobs import Job
from .judge.blocked import challenge
from .judge.judge import Finding, after_second_asking, another_try, judge, needs_second_asking, with_fragment
from .judge.lapsed import speaks_of
from .judge.probes import HOSTS, probe_for
from .judge.siblings import Siblings
from .judge.verdict import ALIVE, GOOD
from .model import Hop, Outcome, Result, Verdict
from .queues import Queue
from .state.policy import Policy, Rule
from .urls import Address

MOST_SECONDS = 60.0
"""Per page, over all its tries."""
_HOSTS_AT_ONCE = 256
_MUTE = (Fault.timeout, Fault.connect_timeout)


class Engine:
    """Asks for every job and hands each result to `on_result` as soon as it is known."""

    def __init__(
        self,
        client: Client,
        limiters: HostLimiters,
        policy: Policy,
        on_result: Callable[[Result], None],
        *,
        token: str | None = None,
    ) -> None:
        self._client, self._limiters, self._policy, self._on_result = client, limiters, policy, on_result
        self._token = token
        self._random = Random(0)
        self.faults: list[str] = []
        """Pages on which the checker itself failed."""
        self.dates: dict[str, str] = {}
        """What each host says that the time is."""
        self._siblings = Siblings(client, self.limiter_of)
        self._limits: dict[str, tuple[int | None, float | None]] = {}

    def limiter_of(self, address: Address) -> HostLimiter:
        """The limits that hold for an address, with the policy's for its host."""
        if address.origin not in self._limits:
            rules = self._policy.of(address.page) if self._policy.rules else ()
            self._limits[address.origin] = (
                next((rule.per_host for rule in rules if rule.per_host is not None), None),
                next((rule.interval for rule in rules if rule.interval is not None), None),
            )
        per_host, interval = self._limits[address.origin]
        return self._limiters.of(address.origin, per_host, interval)

    async def run(self, jobs: Iterable[Job], deadline: float | None = None) -> None:
        """Work through the jobs. What is left at the deadline (seconds) is reported as not checked."""
        queues: dict[str, list[Job]] = {}
        for job in jobs:
            queues.setdefault(job.address.origin, []).append(job)
        waiting = deque(queues.values())
        self._siblings.allow({origin: len(queue) for origin, queue in queues.items()})
        try:
            async with asyncio.timeout(deadline), asyncio.TaskGroup() as group:
                for _ in range(min(_HOSTS_AT_ONCE, len(waiting))):
                    group.create_task(self._hosts(waiting))
        except TimeoutError:
            reason = f"not checked: the run's deadline of {deadline:g} s was reached"
            late = Finding(Outcome.timeout, reason, None, None, False)
            for queue in queues.values():
                for job in queue:
                    if not job.done:
                        self._emit(job, job.last, late)

    async def _hosts(self, waiting: deque[list[Job]]) -> None:
        """Take one host after the other."""
        while waiting:
            queue = Queue(waiting.popleft())
            limiter = self.limiter_of(queue.first.address)
            async with asyncio.TaskGroup() as group:
                for _ in range(min(limiter.places, len(queue))):
                    group.create_task(self._worker(queue, limiter))

    async def _worker(self, queue: Queue, limiter: HostLimiter) -> None:
        while (job := await queue.next(urgent=not limiter.open, elsewhere=limiter.doubtful)) is not None:
            try:
                wait = await self._attempt(job, limiter)
            except Exception as error:  # one page must not take the others with it; the run ends with exit code 3
                self.faults.append(f"{job.address.page}: {type(error).__name__}: {error}")
                reason = f"not checked: a fault of the checker ({type(error).__name__}: {error})"
                self._emit(job, None, Finding(Outcome.down, reason, None, None, False))
                continue
            if wait is not None:
                queue.again(job, wait * self._random.uniform(0.9, 1.1))

    async def _attempt(self, job: Job, limiter: HostLimiter) -> float | None:
        """Ask once. Returns the seconds after which to try again, None when the job is finished."""
        rules = self._policy.of(job.address.page) if self._policy.rules else ()
        if any(rule.method == "skip" for rule in rules):
            rule = next(rule for rule in rules if rule.method == "skip")
            self._emit(job, None, Finding(Outcome.ok, f"not asked: {rule.reason}", None, None, False))
            return None
        if not limiter.open:
            self._emit(job, job.last, self._given_up(job, limiter))
            return None
        job.tries += 1
        kind = next((rule.probe for rule in rules if rule.probe), None) or HOSTS.get(job.address.host, "none")
        visit = None
        finding = await self._probe(job, kind) if job.tries == 1 else None
        if finding is None:
            limited = job.last is not None and job.last.answer is not None and job.last.answer.status == 429
            visit = job.last = await self._visit(job, rules, kind)
            job.seconds += visit.seconds
            self._learn(visit, limited)
            wait = another_try(visit, job.tries)
            if wait is not None and limiter.open and job.seconds < MOST_SECONDS:
                return wait
            finding = await self._finding(job, visit, kind)
            if finding is None:
                return 0.0
        self._emit(job, visit, self._accepted(finding, rules))
        return None

    async def _finding(self, job: Job, visit: Visit, kind: str) -> Finding | None:
        """The judgement on a visit; None if the page is to be asked for once more, as a browser would."""
        if kind == "doi" and visit.steps and visit.end.host != job.address.host:
            status = visit.answer.status if visit.answer else None
            return Finding(Outcome.redirected_temporary, f"the resolver knows it: {visit.end.page}", status)
        finding = judge(visit, job.tries)
        if job.doubt:
            finding = after_second_asking(finding, job.doubt)
        elif needs_second_asking(visit, finding):
            job.doubt = finding.reason
            return None
        if finding.outcome in GOOD:
            same = await self._siblings.compare(visit)
            if same is not None:
                finding = Finding(Outcome.soft_404, same, finding.status)
        return finding

    async def _visit(self, job: Job, rules: tuple[Rule, ...], kind: str) -> Visit:
        own = {key: value for rule in reversed(rules) for key, value in rule.headers}
        own.update(job.validators if job.tries == 1 else {})
        everywhere = BROWSER_HEADERS if job.doubt else {}
        headers = {job.address.origin: {**everywhere, **own}}
        # of a DOI only the resolver is asked: publishers turn programs away
        stop = (lambda step: step.to.host != job.address.host) if kind == "doi" else (lambda step: False)
        budget = MOST_SECONDS - job.seconds
        if job.last is not None and job.last.failure is not None and job.last.failure.fault in _MUTE:
            budget = min(budget, 0.6 * job.seconds)
        fragments = frozenset(fragment for _, fragment in job.links if fragment)
        method = "HEAD" if not job.doubt and any(rule.method == "HEAD" for rule in rules) else "GET"
        for verb in (method, "GET") if method == "HEAD" and not fragments else ("GET",):
            visit = await follow(
                self._client,
                self.limiter_of,
                job.address,
                fragments=fragments,
                headers_of=lambda at: headers.get(at.origin, everywhere),
                method=verb,
                stop=stop,
                budget=budget,
            )
            if verb == "HEAD" and visit.answer is not None and visit.failure is None and visit.answer.status < 400:
                break  # a HEAD may say that all is well; that something is wrong only a GET can say
        return visit

    async def _probe(self, job: Job, kind: str) -> Finding | None:
        probe = probe_for(kind, job.address, self._policy.endpoints, self._token)
        if probe is None:
            return None
        try:
            async with self.limiter_of(probe.address).turn():
                answer = await self._client.get(probe.address, headers=probe.headers)
        except Failure:
            return None
        known = probe.meanings.get(answer.status)
        return Finding(known[0], known[1], answer.status) if known else None

    def _learn(self, visit: Visit, was_limited: bool) -> None:
        """Tell the limiter what its host did.

        Refusals count for the circuit breaker; a Retry-After makes everybody wait.
        """
        limiter = self.limiter_of(visit.end)
        if visit.failure is not None:
            dead = (Fault.refused, Fault.unreachable, Fault.timeout, Fault.connect_timeout, Fault.reset, Fault.empty)
            if visit.failure.fault in dead:
                limiter.refused(visit.end.page, "dead")
            return
        answer = visit.answer
        assert answer is not None
        if "Date" in answer.headers and limiter.origin not in self.dates:
            self.dates[limiter.origin] = answer.headers["Date"]
        wait = retry_after(answer.headers.get("Retry-After"))
        if answer.status == 429 or (answer.status == 503 and wait is not None) or challenge(visit):
            limiter.refused(visit.end.page, "refused")
            if answer.status == 429:
                limiter.slow_down()
            if wait is not None:
                limiter.pause(wait if wait <= PATIENCE else 1.0)
        else:
            limiter.answered()
            if was_limited:
                limiter.was_too_fast()

    def _given_up(self, job: Job, limiter: HostLimiter) -> Finding:
        if job.last is not None:
            found = judge(job.last, job.tries)
            if found.outcome is not Outcome.broken:
                return found
        if limiter.kind == "dead":
            return Finding(
                Outcome.down, f"not asked: {limiter.origin} answered to none of several pages", None, None, False
            )
        return Finding(
            Outcome.rate_limited, f"not asked: {limiter.origin} turned several pages away", None, None, False
        )

    def _accepted(self, finding: Finding, rules: tuple[Rule, ...]) -> Finding:
        for rule in rules:
            if finding.outcome.value in rule.accept or str(finding.status) in rule.accept:
                reason = f"{finding.reason}; accepted until {rule.until}: {rule.reason}"
                return Finding(Outcome.ok, reason, finding.status)
        return finding

    def _emit(self, job: Job, visit: Visit | None, finding: Finding) -> None:
        job.done = True
        for link, fragment in job.links:
            found = with_fragment(finding, visit, fragment) if visit is not None else finding
            result = Result(
                link.url, found.outcome, Verdict.ok, found.reason, found.status,
                tries=job.tries, sources=link.sources, seconds=round(job.seconds, 3),
                suggestion=found.suggestion, checked=found.checked, unreached=found.unreached,
            )  # fmt: skip
            if visit is not None:
                self._evidence(result, visit, fragment)
            self._on_result(result)
        job.last = None

    def _evidence(self, result: Result, visit: Visit, fragment: str | None) -> None:
        result.hops = tuple(Hop(s.at.page, s.status, s.to.full, s.permanent, s.meta) for s in visit.steps)
        end = visit.end
        result.final_url = end.full if end.fragment is not None or not fragment else f"{end.page}#{fragment}"
        if visit.answer is not None:
            away = next((step.to for step in visit.steps if step.to.host != visit.start.host), None)
            if away is not None or result.outcome not in ALIVE:
                result.mark = mark_of(visit.start, away, visit.answer.status, visit.answer.body)
        page = visit.page
        if page is not None and result.outcome in GOOD and not page.is_shell:
            result.title, result.lang = page.title[:200] or None, page.lang or None
            result.names_itself = speaks_of(page, visit.start)
        if visit.answer is not None and not visit.steps and result.outcome is Outcome.ok:
            result.etag = visit.answer.headers.get("ETag")
            result.modified = visit.answer.headers.get("Last-Modified")

"""The run itself: pages grouped by host, asked breadth-first, judged, handed on one by one.

Every host has its own queue and as many workers as it may get requests at once. What fails goes to the end of the
queue, so a host in trouble gets time and the others are not kept waiting.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from random import Random

from .http.errors import Failure, Fault
from .http.fetch import Client
from .http.limits import PATIENCE, Lane, Lanes, retry_after
from .http.redirects import Visit, visit
from .jobs import Job
from .judge.blocked import challenge
from .judge.judge import Finding, another_try, judge, with_fragment
from .judge.probes import HOSTS, probe_for
from .judge.siblings import Siblings
from .model import Class, Hop, Result, Verdict
from .queues import Queue
from .state.policy import Policy, Rule
from .urls import Address

MOST_SECONDS = 60.0
"""Per page, over all its tries."""
_LANES_AT_ONCE = 256
_MUTE = (Fault.timeout, Fault.connect_timeout)


class Engine:
    """Asks for every job and hands each result to `on_result` as soon as it is known."""

    def __init__(
        self,
        client: Client,
        lanes: Lanes,
        policy: Policy,
        on_result: Callable[[Result], None],
        *,
        token: str | None = None,
    ) -> None:
        self._client, self._lanes, self._policy, self._on_result = client, lanes, policy, on_result
        self._token = token
        self._random = Random(0)
        self.faults: list[str] = []
        """Pages on which the checker itself failed."""
        self._siblings = Siblings(client, self.lane_of)
        self._limits: dict[str, tuple[int | None, float | None]] = {}

    def lane_of(self, address: Address) -> Lane:
        """The limits that hold for an address, with the policy's for its host."""
        if address.origin not in self._limits:
            rules = self._policy.of(address.page) if self._policy.rules else ()
            self._limits[address.origin] = (
                next((rule.per_host for rule in rules if rule.per_host is not None), None),
                next((rule.interval for rule in rules if rule.interval is not None), None),
            )
        per_host, interval = self._limits[address.origin]
        return self._lanes.of(address.origin, per_host, interval)

    async def run(self, jobs: Iterable[Job], deadline: float | None = None) -> None:
        """Work through the jobs. What is left at the deadline (seconds) is reported as not checked."""
        queues: dict[str, list[Job]] = {}
        for job in jobs:
            queues.setdefault(job.address.origin, []).append(job)
        waiting = deque(queues.values())
        self._siblings.allow({origin: len(queue) for origin, queue in queues.items()})
        try:
            async with asyncio.timeout(deadline), asyncio.TaskGroup() as group:
                for _ in range(min(_LANES_AT_ONCE, len(waiting))):
                    group.create_task(self._hosts(waiting))
        except TimeoutError:
            reason = f"not checked: the run's deadline of {deadline:g} s was reached"
            late = Finding(Class.timeout, reason, None, None, False)
            for queue in queues.values():
                for job in queue:
                    if not job.done:
                        self._emit(job, job.last, late)

    async def _hosts(self, waiting: deque[list[Job]]) -> None:
        """Take one host after the other."""
        while waiting:
            queue = Queue(waiting.popleft())
            lane = self.lane_of(queue.first.address)
            async with asyncio.TaskGroup() as group:
                for _ in range(min(lane.places, len(queue))):
                    group.create_task(self._worker(queue, lane))

    async def _worker(self, queue: Queue, lane: Lane) -> None:
        while (job := await queue.next(urgent=not lane.open, elsewhere=lane.doubtful)) is not None:
            try:
                wait = await self._attempt(job, lane)
            except Exception as error:  # one page must not take the others with it; the run ends with exit code 3
                self.faults.append(f"{job.address.page}: {type(error).__name__}: {error}")
                reason = f"not checked: a fault of the checker ({type(error).__name__}: {error})"
                self._emit(job, None, Finding(Class.down, reason, None, None, False))
                continue
            if wait is not None:
                queue.again(job, wait * self._random.uniform(0.9, 1.1))

    async def _attempt(self, job: Job, lane: Lane) -> float | None:
        """Ask once. Returns the seconds after which to try again, None when the job is finished."""
        rules = self._policy.of(job.address.page) if self._policy.rules else ()
        if any(rule.method == "skip" for rule in rules):
            rule = next(rule for rule in rules if rule.method == "skip")
            self._emit(job, None, Finding(Class.ok, f"not asked: {rule.reason}", None, None, False))
            return None
        if not lane.open:
            self._emit(job, job.last, self._given_up(job, lane))
            return None
        job.tries += 1
        kind = next((rule.probe for rule in rules if rule.probe), None) or HOSTS.get(job.address.host, "none")
        finding = await self._probe(job, kind) if job.tries == 1 else None
        if finding is not None:
            self._emit(job, None, self._accepted(finding, rules))
            return None
        limited = job.last is not None and job.last.answer is not None and job.last.answer.status == 429
        trip = await self._visit(job, rules, kind)
        job.last = trip
        job.seconds += trip.seconds
        self._learn(trip, limited)
        wait = another_try(trip, job.tries)
        if wait is not None and lane.open and job.seconds < MOST_SECONDS:
            return wait
        if kind == "doi" and trip.steps and trip.end.host != job.address.host:
            status = trip.answer.status if trip.answer else None
            finding = Finding(Class.redirected_temporary, f"the resolver knows it: {trip.end.page}", status)
            self._emit(job, trip, finding)
            return None
        finding = judge(trip, job.tries)
        if finding.cls in (Class.ok, Class.redirected_permanent, Class.redirected_temporary, Class.flaky_but_ok):
            same = await self._siblings.compare(trip)
            if same is not None:
                finding = Finding(Class.soft_404, same, finding.status)
        self._emit(job, trip, self._accepted(finding, rules))
        return None

    async def _visit(self, job: Job, rules: tuple[Rule, ...], kind: str) -> Visit:
        own = {key: value for rule in reversed(rules) for key, value in rule.headers}
        own.update(job.validators if job.tries == 1 else {})
        headers = {job.address.origin: own}
        # of a DOI only the resolver is asked: publishers turn programs away
        stop = (lambda step: step.to.host != job.address.host) if kind == "doi" else (lambda step: False)
        budget = MOST_SECONDS - job.seconds
        if job.last is not None and job.last.failure is not None and job.last.failure.fault in _MUTE:
            budget = min(budget, 0.6 * job.seconds)
        fragments = frozenset(fragment for _, fragment in job.links if fragment)
        method = next((rule.method for rule in rules if rule.method == "HEAD"), "GET")
        for verb in (method, "GET") if method == "HEAD" and not fragments else ("GET",):
            trip = await visit(
                self._client,
                self.lane_of,
                job.address,
                fragments=fragments,
                headers_of=lambda at: headers.get(at.origin, {}),
                method=verb,
                stop=stop,
                budget=budget,
            )
            if verb == "HEAD" and trip.answer is not None and trip.failure is None and trip.answer.status < 400:
                break  # a HEAD may say that all is well; that something is wrong only a GET can say
        return trip

    async def _probe(self, job: Job, kind: str) -> Finding | None:
        probe = probe_for(kind, job.address, self._policy.endpoints, self._token)
        if probe is None:
            return None
        try:
            async with self.lane_of(probe.address).turn():
                answer = await self._client.get(probe.address, headers=probe.headers)
        except Failure:
            return None
        known = probe.meanings.get(answer.status)
        return Finding(known[0], known[1], answer.status) if known else None

    def _learn(self, trip: Visit, was_limited: bool) -> None:
        """Tell the lane what its host did.

        Refusals count for the circuit breaker; a Retry-After makes everybody wait.
        """
        lane = self.lane_of(trip.end)
        if trip.failure is not None:
            dead = (Fault.refused, Fault.unreachable, Fault.timeout, Fault.connect_timeout, Fault.reset, Fault.empty)
            if trip.failure.fault in dead:
                lane.refused(trip.end.page, "dead")
            return
        answer = trip.answer
        assert answer is not None
        wait = retry_after(answer.headers.get("Retry-After"))
        if answer.status == 429 or (answer.status == 503 and wait is not None) or challenge(trip):
            lane.refused(trip.end.page, "refused")
            if answer.status == 429:
                lane.slow_down()
            if wait is not None:
                lane.pause(wait if wait <= PATIENCE else 1.0)
        else:
            lane.answered()
            if was_limited:
                lane.was_too_fast()

    def _given_up(self, job: Job, lane: Lane) -> Finding:
        if job.last is not None:
            return judge(job.last, job.tries)
        if lane.kind == "dead":
            return Finding(Class.down, f"not asked: {lane.origin} answered to none of several pages", None, None, False)
        return Finding(Class.rate_limited, f"not asked: {lane.origin} turned several pages away", None, None, False)

    def _accepted(self, finding: Finding, rules: tuple[Rule, ...]) -> Finding:
        for rule in rules:
            if finding.cls.value in rule.accept or str(finding.status) in rule.accept:
                reason = f"{finding.reason}; accepted until {rule.until}: {rule.reason}"
                return Finding(Class.ok, reason, finding.status)
        return finding

    def _emit(self, job: Job, trip: Visit | None, finding: Finding) -> None:
        job.done = True
        for link, fragment in job.links:
            found = with_fragment(finding, trip, fragment) if trip is not None else finding
            result = Result(
                link.url, found.cls, Verdict.ok, found.reason, found.status,
                tries=job.tries, sources=link.sources, seconds=round(job.seconds, 3),
                suggestion=found.suggestion, checked=found.checked, unreached=found.unreached,
            )  # fmt: skip
            if trip is not None:
                self._evidence(result, trip, fragment)
            self._on_result(result)
        job.last = None

    def _evidence(self, result: Result, trip: Visit, fragment: str | None) -> None:
        result.hops = tuple(Hop(s.at.page, s.status, s.to.full, s.permanent, s.meta) for s in trip.steps)
        end = trip.end
        result.final_url = end.full if end.fragment is not None or not fragment else f"{end.page}#{fragment}"
        if trip.answer is not None and not trip.steps and result.cls is Class.ok:
            result.etag = trip.answer.headers.get("ETag")
            result.modified = trip.answer.headers.get("Last-Modified")

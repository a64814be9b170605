"""The pages of one host in the order in which they are asked for."""

import asyncio
import heapq
from collections import deque

from .jobs import Job


class Queue:
    """The pages of one host: fresh ones first, then those to try again when their time has come."""

    def __init__(self, jobs: list[Job]) -> None:
        self.first = jobs[0]
        self._fresh = deque(jobs)
        self._again: list[tuple[float, int, Job]] = []
        self._count = 0

    def __len__(self) -> int:
        return len(self._fresh) + len(self._again)

    def again(self, job: Job, wait: float) -> None:
        """Put a job at the end, not to be taken before `wait` seconds have gone by."""
        self._count += 1
        heapq.heappush(self._again, (asyncio.get_running_loop().time() + wait, self._count, job))

    async def next(self, *, urgent: bool, elsewhere: bool) -> Job | None:
        """The next job, None when there is none.

        `urgent` does not wait for the time of a repeated one; `elsewhere` takes from the other end: neighbours in a
        list often share their fate.
        """
        if self._fresh:
            return self._fresh.pop() if elsewhere else self._fresh.popleft()
        if not self._again:
            return None
        due, _, job = heapq.heappop(self._again)
        wait = due - asyncio.get_running_loop().time()
        if wait > 0 and not urgent:
            await asyncio.sleep(wait)
        return job

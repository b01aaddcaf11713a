"""Signatures checked on every core: a pool of processes that starts only where it pays.

libsodium in two processes gives the best of both cores (docs/decisions). Starting them takes longer
than a thousand signatures, so they start once so many came, and small batches stay in this process.
"""

import asyncio
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection
from typing import Final, TypeVar

from forsa.errors import BusyError, Reason
from forsa.keys import is_signature_valid

J = TypeVar("J")
R = TypeVar("R")

Job = tuple[bytes, bytes, bytes]
"""Public key, message, signature."""

CHUNK: Final = 32
"""Jobs a task: enough to pay for the pipe, few enough to spread."""

STARTS_AFTER: Final = 1024
"""Jobs that are done in this process before the pool is started; small calls do not count: they
stay here in any case."""

REST_SECONDS: Final = 60.0
"""Idle for so long, the workers end and give their memory back."""


def forget_command() -> None:
    """Let workers start without the module of the command that runs: each would import it again.

    It took 2 MiB in each. For a process that is a command and nothing else; before a pool starts.
    """
    vars(sys.modules["__main__"]).pop("__file__", None)  # what `multiprocessing` finds it by


def verify_chunk(jobs: Sequence[Job]) -> list[bool]:
    """Check each signature."""
    return [is_signature_valid(*job) for job in jobs]


def _start_worker() -> None:
    """Leave stopping to the parent, and never outlive it."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(0)


class VerifyPool:
    """Checks signatures in order, in this process or in the pool. Close it when done."""

    def __init__(self, workers: int = 2) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._running = 0
        self._apart = 0
        """Workers that are at long work."""
        self._done_here = 0
        """Jobs since there was a pool."""
        self._rest: asyncio.TimerHandle | None = None

    async def check(self, jobs: Sequence[Job]) -> list[bool]:
        """Whether each signature is good, in the order of `jobs`."""
        return await self.run(verify_chunk, jobs)

    async def run(
        self, work: Callable[[Sequence[J]], list[R]], jobs: Sequence[J], *, heavy: bool = False
    ) -> list[R]:
        """Results of `work` over `jobs`, in their order.

        Args:
            work: Takes some jobs and returns a result for each; a function of a light module.
            jobs: They and the results can be pickled.
            heavy: A single job may take long: a few are done on a thread, and the loop goes on.
        """
        if not self._pays(len(jobs)):
            return await asyncio.to_thread(work, jobs) if heavy else work(jobs)
        if self._apart >= self._workers:  # it would wait for what a stranger made long
            return await asyncio.to_thread(work, jobs)
        loop = asyncio.get_running_loop()
        pool = self._started()
        chunks = [jobs[at : at + CHUNK] for at in range(0, len(jobs), CHUNK)]
        self._running += 1
        try:
            tasks = (loop.run_in_executor(pool, work, chunk) for chunk in chunks)
            return [result for chunk in await asyncio.gather(*tasks) for result in chunk]
        except BrokenProcessPool:  # a worker was killed, by memory perhaps: the work goes on here
            if self._pool is pool:
                self._shut(wait=False)
            return work(jobs)
        finally:
            self._running -= 1
            self._rest_later(loop)

    async def run_apart(self, work: Callable[[J], R], job: J) -> R:
        """The result of one long piece of work that a stranger may have made long: in a worker.

        Without workers it is done on a thread.

        Args:
            work: A function of a light module.
            job: It and the result can be pickled.

        Raises:
            BusyError: the worker ended, by memory perhaps; this process does not do it instead.
        """
        if self._workers < 1:
            return await asyncio.to_thread(work, job)
        loop = asyncio.get_running_loop()
        pool = self._started()
        self._running += 1
        self._apart += 1
        try:
            return await loop.run_in_executor(pool, work, job)
        except BrokenProcessPool:
            if self._pool is pool:
                self._shut(wait=False)
            raise BusyError(
                "a worker of the hub ended before its time", Reason.OUTCOME_UNKNOWN, retry_ms=60_000
            ) from None
        finally:
            self._apart -= 1
            self._running -= 1
            self._rest_later(loop)

    def _pays(self, count: int) -> bool:
        """Whether so many more jobs are worth the pool."""
        if self._workers < 1 or count < CHUNK // 2:
            return False
        if self._pool is not None:
            return True
        self._done_here += count
        return self._done_here > STARTS_AFTER

    def _rest_later(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._rest is not None:
            self._rest.cancel()
        if not self._running:
            self._rest = loop.call_later(REST_SECONDS, self._shut, False)

    def close(self) -> None:
        """End the workers, and wait until they have."""
        self._shut(wait=True)

    def rest(self) -> None:
        """Let the workers end, without waiting; they start again when it pays."""
        self._shut(wait=False)

    def _shut(self, wait: bool) -> None:
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None
        self._done_here = 0
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=wait, cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(
                self._workers, mp_context=context, initializer=_start_worker
            )
        return self._pool

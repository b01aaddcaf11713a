"""The daemon: rounds of work whenever something is new, at least now and then, and never in a rush.

Four loops. One works: it wakes when a record is queued, when the hub has news, when a wait is
over. One watches the hub for news, one moves attachments, one lets the search index follow. A
failure is waited out with full jitter, whatever news come meanwhile; only a hub that is there again
after it was away cuts the wait short.
"""

import asyncio
from collections.abc import Awaitable, Iterable, Sequence
from contextlib import aclosing
from typing import Final

import grpc
from forsa.client.backoff import seconds_until
from forsa.errors import BusyError, ForsaError, Reason
from forsa.rpc.server import SERVER_OPTIONS, ErrorInterceptor
from forsa.v1.node_service_pb2_grpc import add_NodeServiceServicer_to_server

from forsa_node.files.transfer import Tell, tell_nobody
from forsa_node.local import socket_of
from forsa_node.node import CLOSED, Node, SyncReport, TransferReport
from forsa_node.services.local import LocalService
from forsa_node.stopping import is_stopping
from forsa_node.store.database import DamagedStoreError

GRACE_SECONDS: Final = 2.0
STOOD_MS: Final = 1000
"""A stream of news that stood longer was no failure to reach the hub: failures are counted anew."""
FILES_MS: Final = 1000
"""While the next round of records waits already, attachments are looked at this often at most."""
SHELF_SECONDS: Final = 1.0
"""Without news of the log before the search index takes in what came."""
SHELF_PATIENCE: Final = 10
"""Such pauses in a row that it waits while more and more comes."""
_ENDED: Final = ("the stream of news ended", Reason.OUTCOME_UNKNOWN)


class Daemon:
    """Runs a node until it is stopped."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.next_ms = 0
        self._news = asyncio.Event()
        node.has_news = self._news.is_set
        self._back = asyncio.Event()
        self._files = asyncio.Event()
        self._files_back = asyncio.Event()
        self._shelf = asyncio.Event()
        self._failures = 0
        self._files_ms = 0
        self._tasks: list[asyncio.Task[None]] = []
        self._server: grpc.aio.Server | None = None

    async def start(self) -> None:
        """Listen to local commands and begin to work."""
        server = self._server = grpc.aio.server(
            interceptors=[ErrorInterceptor(lambda _method, _error: None)],
            options=list(SERVER_OPTIONS),
        )
        add_NodeServiceServicer_to_server(LocalService(self), server)
        socket = socket_of(self.node.identity.folder)
        socket.unlink(missing_ok=True)
        server.add_insecure_port(f"unix:{socket}")
        await server.start()
        loops = (self._work(), self._watch(), self._transfer(), self._shelve())
        self._tasks = [asyncio.create_task(loop) for loop in loops]

    async def stop(self) -> None:
        """Finish what runs; what was signed is in the outbox."""
        if self._server is not None:
            await self._server.stop(GRACE_SECONDS)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        socket_of(self.node.identity.folder).unlink(missing_ok=True)

    def wake(self) -> None:
        """Something is new: work now, unless a failure is being waited out."""
        self._news.set()
        self._files.set()

    async def sync(self) -> SyncReport:
        """A round on request, beside those that come by themselves."""
        report = await self.node.sync()
        self._after(report)
        await self._follow_up()
        return report

    async def _follow_up(self) -> None:
        if await self.node.follow_up():
            self._news.set()

    async def transfer(self, tell: Tell, roots: Sequence[bytes]) -> TransferReport:
        """A round of attachments on request, beside those that come by themselves."""
        report = await self.node.transfer(tell, roots)
        if report.ready:
            self._news.set()
        return report

    async def failed(self) -> BaseException | None:
        """Wait until a loop ends, which only a bug or a damaged store makes it do."""
        done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        task = done.pop()
        return None if task.cancelled() else task.exception()

    async def _work(self) -> None:
        while True:
            self._news.clear()
            self._back.clear()
            report = await self.node.sync()
            self._after(report)
            if report.error is None:
                due = self.node.push_wait_seconds() or self.node.config.sync_seconds
                await self._pause(min(due, self.node.config.sync_seconds), self._news, self._back)
            else:
                await self._pause(self._wait_seconds(report.error, self._failures), self._back)

    def _after(self, report: SyncReport) -> None:
        self._failures = self._failures + 1 if report.error else 0
        self._shelf.set()
        now_ms = self.node.clock.boot_ms()
        if report.error is None and (not self._news.is_set() or now_ms - self._files_ms > FILES_MS):
            self._files_ms = now_ms
            self._files.set()

    async def _shelve(self) -> None:
        """The search index, once nothing more comes, and now and then while much does.

        Its thread would keep a round waiting, and ten commits of it cost ten times as much as one.
        """
        while True:
            await self._shelf.wait()
            for _ in range(SHELF_PATIENCE):
                self._shelf.clear()
                await self.node.clock.sleep(SHELF_SECONDS)
                if not self._shelf.is_set():
                    break
            self._shelf.clear()
            await self._follow_up()

    async def _transfer(self) -> None:
        """Attachments, after each round of records and never in its way.

        A link that breaks every few seconds and carries something in between is used as it is: only
        failures that moved nothing add up.
        """
        failures = 0
        while True:
            await self._files.wait()
            self._files.clear()
            self._files_back.clear()
            report = await self.transfer(tell_nobody, ())
            failures = failures + 1 if report.error and not report.steps else 0
            if report.completed:
                self._shelf.set()  # a proof may be among them
            if report.error is not None:
                wait = self._wait_seconds(report.error, failures)
                await self._wait_for(wait, self._files_back)
            if report.error is not None or self.node.files.is_unfinished:
                self._files.set()

    def _wait_seconds(self, error: ForsaError, failures: int) -> float:
        config = self.node.config
        wait = seconds_until(error, failures, self.node.draw) * config.retry_seconds
        return min(wait, config.retry_cap_seconds)

    async def _pause(self, seconds: float, *events: asyncio.Event) -> None:
        """Wait until the next round of records: so long, or until one of the events."""
        self.next_ms = self.node.clock.now_ms() + int(seconds * 1000)
        await self._wait_for(seconds, *events)

    async def _wait_for(self, seconds: float, *events: asyncio.Event) -> None:
        """Wait so long, or until one of the events."""
        sleep = self.node.clock.sleep(seconds)
        waits: list[asyncio.Future[object]] = [
            asyncio.ensure_future(wait) for wait in (sleep, *_waits(events))
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def _watch(self) -> None:
        """Wake the work when the hub has a larger tree, or is there again."""
        failures = 0
        while True:
            started_ms = self.node.clock.boot_ms()
            try:
                await self._watch_once()
                failures = 0
                error: ForsaError = BusyError(*_ENDED)
            except DamagedStoreError:
                raise
            except ForsaError as raised:
                failures, error = failures + 1, raised
            except grpc.aio.UsageError:  # a round closed the session between two calls
                failures, error = failures + 1, BusyError(*CLOSED)
            except asyncio.CancelledError:
                if is_stopping():
                    raise
                failures, error = failures + 1, BusyError(*CLOSED)
            if self.node.clock.boot_ms() - started_ms > STOOD_MS:
                failures = min(failures, 1)  # since it was there
            await self.node.clock.sleep(self._wait_seconds(error, failures))

    async def _watch_once(self) -> None:
        node = self.node
        client = await node.link.client(node.member.accepted(), node.member.evidence())
        self._back.set()
        self._files_back.set()
        async with aclosing(client.watch(node.mirror.trusted.accepted_size)) as news:
            async for _ in news:
                self._news.set()


def _waits(events: Iterable[asyncio.Event]) -> list[Awaitable[object]]:
    return [event.wait() for event in events]

"""The hub's library: a search index that follows the log, in `DIR/search`.

It is a projection of what is released, and nothing waits for it: an answer says up to which entry
it knows the log. So it lets what arrives arrive, and then takes it in at once: a commit of the
index costs as much as some hundred works, and its thread would keep those waiting who publish.
Damaged, or of another version, it is made again. Searches run one after another on a thread of
their own, so that a flood of them takes one core at most and never the sequencer's.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

import structlog
from forsa.clock import Clock
from forsa.errors import BusyError, CorruptStoreError, ForsaError, Reason
from forsa.library.index import SearchIndex
from forsa.library.query import Query, SearchResult
from forsa.log_store.reading import LogReader
from forsa.log_store.shelf import Standing, follow, hidden_works
from forsa.rpc.memory import trim_memory

from forsa_hub.sequencer import Sequencer
from forsa_hub.store.database import Database
from forsa_hub.store.tables import METADATA
from forsa_hub.waiting import first_of

FOLDER: Final = "search"
RETRY_SECONDS: Final = 60.0
PATIENCE: Final = 10
"""Pauses in a row that it waits while more and more arrives."""
WAITING: Final = 32
"""Searches that may wait for their turn; more are told to come back."""
WAITING_EACH: Final = 8
"""Those of one member, or of everybody outside together."""
T = TypeVar("T")


class _EndedError(Exception):
    """The hub stops; what was written stays."""


class Shelf:
    """Runs beside the sequencer, on threads of its own."""

    def __init__(
        self,
        folder: Path,
        database: Database,
        sequencer: Sequencer,
        clock: Clock,
        pause_seconds: float,
    ) -> None:
        """Nothing is opened yet.

        Args:
            folder: The hub's.
            database: Where the log is read.
            sequencer: Says what is released.
            clock: For the pauses.
            pause_seconds: Without anything new before it takes in what came; while more comes,
                `PATIENCE` times that.
        """
        self._folder = folder / FOLDER
        self._database = database
        self._sequencer = sequencer
        self._clock = clock
        self._pause_seconds = pause_seconds
        self._index: SearchIndex | None = None
        self._ending = False
        self._searching = ThreadPoolExecutor(1, thread_name_prefix="hub-search")
        self._waiting = Counter[str]()
        self._wake = asyncio.Event()
        self._damaged = False
        """A search met damage that opening the index did not."""

    async def run(self) -> None:
        """Follow the log until cancelled."""
        try:
            while True:
                self._wake.clear()
                try:
                    await self._on_thread()
                except (ForsaError, OSError) as error:
                    structlog.get_logger().error("library_behind", why=type(error).__name__)
                    await self._clock.sleep(RETRY_SECONDS)
                    continue
                if self.position >= self._sequencer.head.size:
                    await self._something_new()
                await self._arrived()
        finally:
            self._searching.shutdown(wait=True, cancel_futures=True)
            if self._index is not None:
                self._index.close()
                self._index = None

    async def _something_new(self) -> None:
        """Wait for the log, or for a search that met damage."""
        await first_of(self._sequencer.changed(), self._wake.wait())

    async def _arrived(self) -> None:
        """Wait until nothing new came for a pause, or for as long as it may lag.

        A search that meets damage ends it: until the index is made anew, none is answered.
        """
        for _ in range(PATIENCE if self._pause_seconds else 0):
            size = self._sequencer.head.size
            await first_of(self._clock.sleep(self._pause_seconds), self._wake.wait())
            if self._wake.is_set() or self._sequencer.head.size == size:
                return

    async def _on_thread(self) -> None:
        """Catch up on a thread; cancelled, wait until it lets go of the files."""
        sequencer = self._sequencer
        now = Standing(sequencer.state, sequencer.fresh_seconds * 1000, sequencer.head.size)
        work = asyncio.ensure_future(asyncio.to_thread(self._catch_up, now))
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError:
            self._ending = True
            with suppress(_EndedError, ForsaError, OSError):
                await work
            raise

    def _go_on(self, _done: int, _total: int) -> None:
        if self._ending:
            raise _EndedError

    @property
    def position(self) -> int:
        """Log entries that the index knows."""
        index = self._index
        return 0 if index is None else index.position

    def _catch_up(self, now: Standing) -> None:
        if self._damaged:
            self._begin_anew()
        try:
            index = self._index = self._index or SearchIndex.open(self._folder)
            follow(index, self._read, now, self._go_on)
        except CorruptStoreError:
            follow(self._begin_anew(), self._read, now, self._go_on)
        finally:
            trim_memory()

    def _begin_anew(self) -> SearchIndex:
        """Drop the index; a search that runs keeps the files that it has open."""
        structlog.get_logger().warning("library_made_again")
        self._index = None
        SearchIndex.erase(self._folder)
        self._index = SearchIndex.open(self._folder)
        self._damaged = False
        return self._index

    def _read(self, work: Callable[[LogReader], T]) -> T:
        size = self._sequencer.head.size
        return self._database.read_here(lambda c: work(LogReader(c, METADATA, before=size)))

    async def search(self, query: Query) -> SearchResult:
        """Search what the index knows; what is on hold is left out.

        Raises:
            BusyError: the index is being made, or too many searches wait already.
        """
        index = self._index
        if index is None:
            raise _busy("the library is being prepared; ask again in a moment")
        asker = query.own_member
        if self._waiting.total() >= WAITING or self._waiting[asker] >= WAITING_EACH:
            raise _busy("too many searches wait already; ask again in a moment")
        self._waiting[asker] += 1
        try:
            hidden = replace(query, hidden=await self._hidden(index.position))
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._searching, index.search, hidden)
        except CorruptStoreError:
            self._damaged = True
            self._wake.set()
            raise _busy("the library is being made again; ask again in a moment") from None
        finally:
            self._waiting -= Counter({asker: 1})

    async def _hidden(self, known: int) -> frozenset[bytes]:
        """Object ids of what is on hold, or was erased or withdrawn since the index was written."""
        sequencer = self._sequencer
        rights = sequencer.state.rights
        if known >= sequencer.head.size and not (rights.holds or rights.redacted):
            return frozenset()
        fresh_ms = sequencer.fresh_seconds * 1000
        return await self._database.read_log(
            lambda log: hidden_works(log, sequencer.state, fresh_ms, known)
        )


def _busy(why: str) -> BusyError:
    return BusyError(why, Reason.RECOVERING, retry_ms=2000)

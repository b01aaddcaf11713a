"""Opening the hub's database: migrated, one writer on a thread of its own, readers beside it."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from forsa.log_store.engine import damage_named, empty_wal, open_readers, open_writer
from forsa.log_store.reading import LogReader
from forsa.log_store.revisions import bring_up_to_date
from sqlalchemy import Connection

from forsa_hub.store.tables import METADATA

T = TypeVar("T")
NEWEST_REVISION = "0006"


class Database:
    """The hub's one database."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer = open_writer(path)
        self._readers = open_readers(path)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="hub-writer")
        self._reading = ThreadPoolExecutor(2, thread_name_prefix="hub-reader")
        self._named = f"forsa-hub verify {path.parent}"

    def migrate(self) -> None:
        """Bring the tables up to date.

        Raises:
            CorruptStoreError: the file is damaged, or a newer program wrote it.
        """
        with self.transaction() as connection:
            bring_up_to_date(connection, self.path, METADATA, NEWEST_REVISION, _upgrade)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction of the writer, for code that runs on its thread."""
        with damage_named(self.path, self._named), self._writer.begin() as connection:
            yield connection

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction of the writer; durable once this returns."""

        def run() -> T:
            with self.transaction() as connection:
                return work(connection)

        return await self.on_writer(run)

    async def scrub(self) -> bool:
        """Leave nothing of what was deleted beside the database; False: somebody reads, try again.

        Raises:
            CorruptStoreError, QuotaError: as any write.
        """

        def run() -> bool:
            with damage_named(self.path, self._named):
                return empty_wal(self._writer)

        return await self.on_writer(run)

    async def on_writer(self, work: Callable[[], T]) -> T:
        """Run `work` on the writer's thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` on a reader's thread, with one view of the last commit."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reading, lambda: self.read_here(work))

    def read_here(self, work: Callable[[Connection], T]) -> T:
        """Run `work` on the caller's own thread, which is not the event loop's."""
        with damage_named(self.path, self._named), self._readers.connect() as connection:
            return work(connection)

    async def read_log(self, work: Callable[[LogReader], T]) -> T:
        """Run `work` over the stored log."""
        return await self.read(lambda connection: work(LogReader(connection, METADATA)))

    def close(self) -> None:
        """Finish what runs, then let go of the file."""
        self._thread.shutdown(wait=True)
        self._reading.shutdown(wait=True)
        self._readers.dispose()
        self._writer.dispose()


def _upgrade(connection: Connection) -> None:
    from forsa_hub.store.migrate import upgrade

    upgrade(connection)

"""One SQLite file of the node, used by one transaction at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from forsa.errors import CorruptStoreError
from forsa.log_store.engine import damage_named, empty_wal, open_readers, open_writer
from sqlalchemy import Connection


class DamagedStoreError(CorruptStoreError):
    """A file of this node is damaged, as opposed to one of the hub, whose errors come by name."""


class Database:
    """A file and the lock of its only connection that writes."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._engine = open_readers(path) if read_only else open_writer(path)
        self._lock = Lock()
        self._advice = f"forsa-node verify {path.parent}"

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def scrub(self) -> bool:
        """Leave nothing of what was deleted beside the file; False: somebody reads, try again.

        Raises:
            CorruptStoreError, QuotaError: as any write.
        """
        with self._lock, damage_named(self.path, self._advice):
            return empty_wal(self._engine)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """All of it or nothing, durable at the end.

        Raises:
            DamagedStoreError: the file is damaged, or another process wrote to it.
            QuotaError: `STORAGE_FULL`.
        """
        named = damage_named(self.path, self._advice)
        try:
            with self._lock, named, self._engine.begin() as connection:
                yield connection
        except DamagedStoreError:
            raise
        except CorruptStoreError as error:
            raise DamagedStoreError(error.message, error.reason, **error.metadata) from error

"""The mirror of the log: entries, fold, bodies. It holds nothing that cannot be fetched again.

So it has no migrations: tables of another version are deleted and fetched anew.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Final, TypeVar

from forsa.errors import CorruptStoreError, Reason
from forsa.governance.fold import Folded
from forsa.governance.state import State
from forsa.log_store.engine import damage_named, open_readers, open_writer
from forsa.log_store.reading import Head, LogReader, StoredBody
from forsa.log_store.state import Progress, load_state, no_progress
from forsa.log_store.tables import log_tables
from forsa.log_store.writing import LogWriter, next_head
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    delete,
    insert,
    inspect,
    select,
    text,
)

METADATA: Final = MetaData()
log_tables(METADATA)

MISSING: Final = Table(
    "missing",
    METADATA,
    Column("position", Integer, primary_key=True, autoincrement=False),
    comment="bodies that this node may have and does not hold yet",
)

TABLES_VERSION: Final = 1
T = TypeVar("T")


class MirrorStore:
    """The mirror's database."""

    def __init__(self, path: Path, network_id: bytes, *, read_only: bool = False) -> None:
        self.path = path
        self._network_id = network_id
        self._engine = open_readers(path) if read_only else open_writer(path)
        self._lock = Lock()
        self._advice = f"forsa-node verify {path.parent}"

    def open(self) -> None:
        """Make the tables if they are not there.

        Raises:
            CorruptStoreError: the file is damaged, or of another version of this program.
        """
        with self._transaction() as connection:
            version = connection.execute(text("PRAGMA user_version")).scalar_one()
            if version == TABLES_VERSION:
                return
            if version or inspect(connection).get_table_names():
                raise CorruptStoreError(
                    f"{self.path} has the tables of another version of this program: delete it, "
                    "and run forsa-node sync to fetch the log again; nothing of yours is in it",
                    Reason.STORED_DATA_CORRUPT,
                )
            METADATA.create_all(connection)
            connection.execute(text(f"PRAGMA user_version = {TABLES_VERSION}"))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def load_state(self, progress: Progress = no_progress) -> State:
        """The state at the stored head.

        Raises:
            CorruptStoreError: what is stored does not fold to what was stored of it.
        """
        with self._transaction() as connection:
            return load_state(connection, METADATA, self._network_id, progress)

    def read(self, work: Callable[[LogReader], T]) -> T:
        """Ask the stored log."""
        return self.connected(lambda connection: work(LogReader(connection, METADATA)))

    def connected(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction."""
        with self._transaction() as connection:
            return work(connection)

    def append(
        self,
        before: Head,
        folded: Sequence[Folded],
        bodies: Mapping[int, StoredBody],
        missing: Sequence[int],
        erased: Sequence[int],
    ) -> Head:
        """Store a verified and folded batch, all of it or nothing, and return the new head."""
        after, completed = next_head(before, folded)
        with self._transaction() as connection:
            writer = LogWriter(connection, METADATA)
            writer.append(before, after, completed, folded, bodies)
            writer.erase_bodies(erased)
            if missing:
                rows = [{"position": index} for index in missing]
                connection.execute(insert(MISSING), rows)
            connection.execute(delete(MISSING).where(MISSING.c.position.in_(erased)))
        return after

    def save_snapshot(self, state: State) -> None:
        """Keep the state, so that the next start need not fold everything again."""
        with self._transaction() as connection:
            LogWriter(connection, METADATA).save_snapshot(state)

    def missing(self, limit: int) -> list[int]:
        """Indexes of bodies to fetch."""
        with self._transaction() as connection:
            wanted = select(MISSING.c.position).order_by(MISSING.c.position).limit(limit)
            return list(connection.execute(wanted).scalars())

    def put_bodies(self, bodies: Mapping[int, StoredBody], gone: Sequence[int]) -> None:
        """Store bodies that came later; those `gone` are no longer waited for."""
        done = [*bodies, *gone]
        with self._transaction() as connection:
            if bodies:
                LogWriter(connection, METADATA).put_bodies(bodies)
            connection.execute(delete(MISSING).where(MISSING.c.position.in_(done)))

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        named = damage_named(self.path, self._advice)
        with self._lock, named, self._engine.begin() as connection:
            yield connection

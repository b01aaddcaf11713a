"""The mirror of the log: entries, fold, bodies. It holds nothing that cannot be fetched again.

So it has no migrations: what the entries of the version before hold is indexed again, and tables
of any other version are deleted and fetched anew.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

from forsa.errors import CorruptStoreError, Reason
from forsa.governance.fold import Folded
from forsa.governance.state import State
from forsa.governance.witnessed import Cosignature
from forsa.log_store.reading import Head, LogReader, StoredBody
from forsa.log_store.reindexing import fill_outcomes, fill_related, fill_turns
from forsa.log_store.state import Progress, load_state, no_progress
from forsa.log_store.writing import LogWriter, next_head
from sqlalchemy import Connection, delete, func, insert, inspect, select, text, update

from forsa_node.store.mirror_files import MirrorFiles
from forsa_node.store.mirror_tables import COSIGNED, LATE, METADATA, MISSING

TABLES_VERSION: Final = 5
_WITH_RELATED: Final = 3
_WITH_OUTCOMES: Final = 4
_UPDATED_IN_PLACE: Final = (2, _WITH_RELATED, _WITH_OUTCOMES)
"""The versions whose missing tables are filled from their entries, without fetching them again."""
T = TypeVar("T")


class MirrorStore(MirrorFiles):
    """The mirror's database."""

    def __init__(self, path: Path, network_id: bytes, *, read_only: bool = False) -> None:
        super().__init__(path, read_only=read_only)
        self._network_id = network_id

    def open(self) -> None:
        """Make the tables if they are not there.

        Raises:
            CorruptStoreError: the file is damaged, or of another version of this program.
        """
        with self._transaction() as connection:
            version = connection.execute(text("PRAGMA user_version")).scalar_one()
            if version == TABLES_VERSION:
                return
            if version in _UPDATED_IN_PLACE:
                METADATA.create_all(connection)
                if version < _WITH_RELATED:
                    fill_related(connection)
                if version < _WITH_OUTCOMES:
                    fill_outcomes(connection)
                fill_turns(connection)
                connection.execute(text(f"PRAGMA user_version = {TABLES_VERSION}"))
                return
            if version or inspect(connection).get_table_names():
                raise CorruptStoreError(
                    f"{self.path} has the tables of another version of this program: delete it, "
                    "and run forsa-node sync to fetch the log again; nothing of yours is in it",
                    Reason.STORED_DATA_CORRUPT,
                )
            METADATA.create_all(connection)
            connection.execute(text(f"PRAGMA user_version = {TABLES_VERSION}"))

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
            if missing:
                rows = [{"position": index, "tries": 0} for index in missing]
                connection.execute(insert(MISSING), rows)
            if erased:
                writer.erase_bodies(erased)
                connection.execute(delete(MISSING).where(MISSING.c.position.in_(erased)))
        return after

    def save_snapshot(self, state: State) -> None:
        """Keep the state, so that the next start need not fold everything again."""
        with self._transaction() as connection:
            LogWriter(connection, METADATA).save_snapshot(state)

    # Bodies that come later.

    def missing(self, limit: int) -> list[int]:
        """Indexes of bodies to fetch, those tried least first."""
        with self._transaction() as connection:
            wanted = select(MISSING.c.position).order_by(MISSING.c.tries, MISSING.c.position)
            return list(connection.execute(wanted.limit(limit)).scalars())

    def count_missing(self) -> int:
        """How many bodies are still to come."""
        with self._transaction() as connection:
            wanted = select(func.count()).select_from(MISSING)
            return int(connection.execute(wanted).scalar_one())

    def add_missing(self, indexes: Sequence[int]) -> None:
        """Fetch these bodies too; those that are waited for already are once."""
        with self._transaction() as connection:
            here = MISSING.c.position.in_(list(indexes))
            known = set(connection.execute(select(MISSING.c.position).where(here)).scalars())
            rows = [{"position": index, "tries": 0} for index in indexes if index not in known]
            if rows:
                connection.execute(insert(MISSING), rows)

    def put_bodies(
        self, bodies: Mapping[int, StoredBody], gone: Sequence[int], tried: Collection[int] = ()
    ) -> None:
        """Store bodies that came later; those `gone` are no longer waited for.

        Args:
            bodies: Verified, by index of their entry.
            gone: Erased, or not for this member.
            tried: Asked for, and still missing.
        """
        done = [*bodies, *gone]
        again = update(MISSING).values(tries=MISSING.c.tries + 1)
        with self._transaction() as connection:
            if bodies:
                LogWriter(connection, METADATA).put_bodies(bodies)
                connection.execute(delete(LATE).where(LATE.c.position.in_(list(bodies))))
                connection.execute(insert(LATE), [{"position": index} for index in bodies])
            connection.execute(delete(MISSING).where(MISSING.c.position.in_(done)))
            connection.execute(again.where(MISSING.c.position.in_(list(tried))))

    def late(self) -> list[int]:
        """Indexes of bodies that came after their entries and were not searched since."""
        with self._transaction() as connection:
            return list(connection.execute(select(LATE.c.position)).scalars())

    def forget_late(self, indexes: Sequence[int]) -> None:
        """The search index knows these bodies now."""
        with self._transaction() as connection:
            connection.execute(delete(LATE).where(LATE.c.position.in_(list(indexes))))

    # Who cosigned.

    def put_cosigned(self, size: int, cosigned: Mapping[str, int]) -> None:
        """Keep verified cosignatures of the checkpoint of this size: node to seconds since 1970."""
        if not cosigned:
            return
        with self._transaction() as connection:
            for node, seconds in cosigned.items():
                values = {"size": size, "time_ms": seconds * 1000}
                known = connection.execute(
                    select(COSIGNED.c.size, COSIGNED.c.time_ms).where(COSIGNED.c.node == node)
                ).first()
                if known is None:
                    connection.execute(insert(COSIGNED).values(node=node, **values))
                elif (size, values["time_ms"]) > tuple(known):
                    change = update(COSIGNED).where(COSIGNED.c.node == node)
                    connection.execute(change.values(**values))

    def cosigned(self) -> list[Cosignature]:
        """The newest cosignature of each node, as far as this node saw."""
        with self._transaction() as connection:
            return [
                Cosignature(row.node.split("/", 1)[0], row.size, row.time_ms)
                for row in connection.execute(select(COSIGNED))
            ]

    def last_record_ms(self) -> dict[str, int]:
        """By member, when its newest valid record was sequenced."""
        record, entry = METADATA.tables["record"], METADATA.tables["entry"]
        newest = select(record.c.member, func.max(record.c.position).label("position"))
        last = newest.group_by(record.c.member).subquery()
        wanted = select(last.c.member, func.substr(entry.c.data, 2, 8)).join(
            entry, entry.c.position == last.c.position
        )
        with self._transaction() as connection:
            rows = connection.execute(wanted).all()
        return {member: int.from_bytes(time, "big") for member, time in rows}

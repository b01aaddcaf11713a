"""What must survive anything: outbox, receipts, salts of files, trust, evidence, alarms.

One file of its own, `member.db`, apart from the mirror of the log.
"""

from typing import Final

from forsa.errors import CorruptStoreError, Reason
from sqlalchemy import Connection, insert, inspect, text

from forsa_node.store.member_tables import TRUST
from forsa_node.store.outbox import Outbox, OutboxItem, OutboxState
from forsa_node.store.own_files import OwnFiles
from forsa_node.store.trust import Alarm, Cosigned, Trust

__all__ = ["Alarm", "Cosigned", "MemberStore", "OutboxItem", "OutboxState"]

NEWEST_REVISION: Final = "0003"


class MemberStore(Outbox, Trust, OwnFiles):
    """The member's own database."""

    def open(self) -> None:
        """Bring the tables up to date.

        Raises:
            CorruptStoreError: the file is damaged, or a newer program wrote it.
        """
        with self._transaction() as connection:
            revision = _revision(connection)
            if revision == NEWEST_REVISION:
                return
            if revision is not None and revision > NEWEST_REVISION:
                raise CorruptStoreError(
                    f"{self.path} was written by a newer version of this program "
                    f"(tables {revision}): update the program",
                    Reason.STORED_DATA_CORRUPT,
                )
            from forsa_node.store.migrate import upgrade

            upgrade(connection)
            if revision is not None:
                return
            first = {column.name: 0 for column in TRUST.columns if not column.nullable}
            connection.execute(insert(TRUST).values(**first | {"one": 1, "cosigned_root": b""}))


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)

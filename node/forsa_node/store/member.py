"""What must survive anything: outbox, receipts, salts of files, trust, evidence, alarms.

One file of its own, `member.db`, apart from the mirror of the log.
"""

from typing import Final

from forsa.log_store.revisions import bring_up_to_date
from sqlalchemy import Connection, insert

from forsa_node.store.member_tables import METADATA, TRUST
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
            if not bring_up_to_date(connection, self.path, METADATA, NEWEST_REVISION, _upgrade):
                return
            first = {column.name: 0 for column in TRUST.columns if not column.nullable}
            connection.execute(insert(TRUST).values(**first | {"one": 1, "cosigned_root": b""}))


def _upgrade(connection: Connection) -> None:
    from forsa_node.store.migrate import upgrade

    upgrade(connection)

"""What this member committed to: the salt of each of its files, and why the hub refused one.

A file that did not change keeps its salt, and so its commitment, in the next edition.
Source: docs/protocol.md, "Commitments".
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from forsa_node.store.database import Database
from forsa_node.store.member_tables import OWN_FILE


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of this member, by its content."""

    sha256: bytes
    root: bytes
    salt: bytes
    size: int
    media_type: str
    reason: str = ""
    """Why the hub did not take it at the last try; empty = it did, or was not asked."""
    message: str = ""
    durable: int = 0
    """Bytes that the hub holds, as it said last."""


class OwnFiles(Database):
    """The files in the member's database. Every method is one transaction."""

    def own_file(self, sha256: bytes) -> OwnFile | None:
        """By content."""
        return self._one(OWN_FILE.c.sha256 == sha256)

    def own_file_at(self, root: bytes) -> OwnFile | None:
        """By commitment."""
        return self._one(OWN_FILE.c.root == root)

    def own_files(self) -> list[OwnFile]:
        """All of them."""
        with self._transaction() as connection:
            return [_own(row) for row in connection.execute(select(OWN_FILE))]

    def put_own_file(self, own: OwnFile) -> OwnFile:
        """Keep a new one, and return it; one that was faster with the same content stays."""
        values = {name: getattr(own, name) for name in OwnFile.__slots__}
        with self._transaction() as connection:
            same = select(OWN_FILE).where(OWN_FILE.c.sha256 == own.sha256)
            row = connection.execute(same).one_or_none()
            if row is None:
                connection.execute(insert(OWN_FILE).values(**values))
        return own if row is None else _own(row)

    def note_refusal(self, root: bytes, reason: str = "", message: str = "") -> None:
        """Why the hub did not take a file; nothing = it took it."""
        change = update(OWN_FILE).where(OWN_FILE.c.root == root)
        with self._transaction() as connection:
            connection.execute(change.values(reason=reason, message=message))

    def note_durable(self, root: bytes, size: int) -> None:
        """How many bytes of a file the hub holds."""
        change = update(OWN_FILE).where(OWN_FILE.c.root == root)
        with self._transaction() as connection:
            connection.execute(change.values(durable=size))

    def forget_own_file(self, root: bytes) -> None:
        """Erase the salt with the data: the same file gets a new one if it is used again."""
        with self._transaction() as connection:
            connection.execute(delete(OWN_FILE).where(OWN_FILE.c.root == root))

    def _one(self, condition: Any) -> OwnFile | None:
        with self._transaction() as connection:
            row = connection.execute(select(OWN_FILE).where(condition)).one_or_none()
        return None if row is None else _own(row)


def _own(row: Row[Any]) -> OwnFile:
    return OwnFile(**{name: getattr(row, name) for name in OwnFile.__slots__})

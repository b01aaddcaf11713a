"""Tables of a database brought up to date: made at once in a new file, migrated in an older one.

Migrations are for files that an earlier version wrote. Running them all to make a new one would
take longer than everything else that happens then; tests hold both ways to the same tables.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    insert,
    inspect,
    select,
)

from forsa.errors import CorruptStoreError, Reason

_REVISION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""The table in which Alembic keeps where a file stands, as Alembic makes it."""


def bring_up_to_date(
    connection: Connection,
    path: Path,
    metadata: MetaData,
    newest: str,
    upgrade: Callable[[Connection], None],
) -> bool:
    """Make or migrate the tables, within the open transaction.

    Args:
        connection: To the database.
        path: Its file, for messages.
        metadata: The tables of this version.
        newest: The revision of its last migration.
        upgrade: Runs the migrations that are missing.

    Returns:
        Whether the file is new.

    Raises:
        CorruptStoreError: a newer program wrote it.
    """
    revision = _revision(connection)
    if revision is None:
        metadata.create_all(connection)
        _REVISION.create(connection)
        connection.execute(insert(_REVISION).values(version_num=newest))
        return True
    if revision > newest:
        raise CorruptStoreError(
            f"{path} was written by a newer version of this program (tables {revision}): update "
            "the program",
            Reason.STORED_DATA_CORRUPT,
        )
    if revision < newest:
        upgrade(connection)
    return False


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_REVISION.name):
        return None
    return connection.execute(select(_REVISION.c.version_num)).scalar()

"""Tables of a database brought up to date: made at once in a new file, migrated in an older one.

Migrations are for files that an earlier version wrote. Running them all to make a new one would
take longer than everything else that happens then; tests hold both ways to the same tables.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, MetaData, inspect, text

from forsa.errors import CorruptStoreError, Reason

_TABLE = "alembic_version"
_MARK = (
    f"CREATE TABLE {_TABLE} (version_num VARCHAR(32) NOT NULL, "
    f"CONSTRAINT {_TABLE}_pkc PRIMARY KEY (version_num))"
)


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
        connection.execute(text(_MARK))
        connection.execute(text(f"INSERT INTO {_TABLE} VALUES (:newest)"), {"newest": newest})  # noqa: S608  # a name of our own
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
    if not inspect(connection).has_table(_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {_TABLE}")).scalar()  # noqa: S608
    return None if found is None else str(found)

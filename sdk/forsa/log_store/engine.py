"""Connections to SQLite that keep what they are told: one writer, readers that cannot write.

Source: docs/protocol.md, "Durability"; page size and pragmas measured in docs/decisions.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import QueuePool, StaticPool

from forsa.errors import CorruptStoreError, QuotaError, Reason

PAGE_BYTES = 16_384
_READERS = 4
_READER_CACHE_KIB = 512
"""Pages that each reader keeps beside those that the system keeps for all."""
_NO_ROOM_BYTES = 2**18
"""With less than this SQLite cannot make the files it works with beside a database."""


def open_writer(path: Path) -> Engine:
    """The one connection that writes; to be used from one thread at a time."""
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=StaticPool,
        hide_parameters=True,  # an error is logged, and they are what people wrote
        connect_args={"check_same_thread": False, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare_writer)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def open_readers(path: Path) -> Engine:
    """Connections that see the last commit and cannot write."""
    engine = create_engine(
        f"sqlite:///file:{path}?mode=ro&uri=true",
        poolclass=QueuePool,
        hide_parameters=True,
        pool_size=_READERS,
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_reader)
    return engine


def _prepare_writer(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in (
        f"page_size={PAGE_BYTES}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "busy_timeout=10000",
        "journal_size_limit=67108864",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_reader(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute(f"PRAGMA cache_size=-{_READER_CACHE_KIB}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def empty_wal(writer: Engine) -> bool:
    """Write all that was committed into the database itself, and empty the file beside it.

    What was deleted is zeros in the pages of the database (`secure_delete`); the pages of before
    lie in the write-ahead log until this. To be called outside a transaction.

    Args:
        writer: From `open_writer`.

    Returns:
        False: a reader still looks at an older state; try again.
    """
    connection = writer.raw_connection()
    try:
        row = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
    return row is not None and row[0] == 0


@contextmanager
def damage_named(path: Path, command: str) -> Iterator[None]:
    """Turn what a damaged or full disk makes SQLite say into our words.

    Args:
        path: The database, for the message.
        command: What tells its owner more, e.g. `forsa-hub verify DIR`.

    Raises:
        CorruptStoreError: the file is damaged or is no database.
        QuotaError: `STORAGE_FULL`.
    """
    try:
        yield
    except DatabaseError as error:
        cause = error.orig
        if _is_full(cause, path):
            raise QuotaError(
                f"the disk that holds {path.name} is full", Reason.STORAGE_FULL, file=path.name
            ) from error
        if isinstance(error, OperationalError) and not _is_damage(cause):
            raise
        raise CorruptStoreError(
            f"the database {path} is damaged: run {command}",
            Reason.STORED_DATA_CORRUPT,
            file=path.name,
        ) from error


def _is_full(cause: BaseException | None, path: Path) -> bool:
    """Whether the disk is full: SQLite says so, or fails to write what it keeps beside the file."""
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL or "disk is full" in str(cause):
        return True
    could_not = code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
    return could_not and shutil.disk_usage(path.parent).free < _NO_ROOM_BYTES


def _is_damage(cause: BaseException | None) -> bool:
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    damage = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR)
    return code in damage or not code  # no code: a value that is not of its column's type

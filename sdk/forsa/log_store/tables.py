"""The tables of a log, the same at the hub and on a node.

An entry's row keeps its bytes, its leaf hash and the hashes of the subtrees it completed
(`forsa.merkle.stored`); everything else is an index into the entries, or can be erased.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
)


class Bytes(LargeBinary):
    """`bytes`, handed to the driver as they are, and as it hands them out.

    SQLAlchemy's own type wraps each value on its way in, for drivers that ask for it; ours do not,
    and at nine values an entry it cost a twentieth of a pull.
    """

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        """Nothing to do."""
        del dialect

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Nothing to do."""
        del dialect, coltype


def log_tables(metadata: MetaData) -> None:
    """Add the log's tables to the metadata of a hub or a node."""
    Table(
        "entry",
        metadata,
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("data", Bytes, nullable=False),
        Column("leaf", Bytes(32), nullable=False),
        Column("completed", Bytes, nullable=False),
        Column("void", String(4), comment="the rule it breaks; null = valid"),
    )
    Table(
        "record",
        metadata,
        Column("record_id", Bytes(32), primary_key=True),
        Column("position", Integer, nullable=False, unique=True),
        Column("kind", String(64), nullable=False),
        Column("member", String(63), nullable=False),
        Column("object_id", Bytes(16), nullable=False),
        sqlite_with_rowid=False,
        comment="valid records only",
    )
    record = metadata.tables["record"]
    Index("record_by_kind", record.c.kind, record.c.position)
    Index("record_by_object", record.c.object_id, record.c.position)
    Table(
        "answer",
        metadata,
        Column("kind", String(64), primary_key=True),
        Column("member", String(63), primary_key=True),
        Column("target", Bytes(32), primary_key=True),
        Column("position", Integer, nullable=False),
        sqlite_with_rowid=False,
        comment="kinds with one object an author and target",
    )
    Table(
        "child",
        metadata,
        Column("target", Bytes(32), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
        comment="valid records that answer, replace or act on another one",
    )
    Table(
        "attachment",
        metadata,
        Column("root", Bytes(32), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
        comment="valid records that name a commitment; the first one's author owns it",
    )
    Table(
        "outcome",
        metadata,
        Column("record_id", Bytes(32), primary_key=True, comment="of the proposal"),
        Column("position", Integer, nullable=False, comment="the entry at which it ended"),
        Column("type", String(64), nullable=False),
        Column("result", String(16), nullable=False),
        sqlite_with_rowid=False,
        comment="what became of proposals: the state forgets what leaves nothing to do",
    )
    Table(
        "turn",
        metadata,
        Column("part", String(16), primary_key=True),
        Column("key", String(64), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("value", Text, nullable=False, comment="JSON; null = gone"),
        sqlite_with_rowid=False,
        comment="what each entry turned in the state, which keeps what holds now alone",
    )
    Table(
        "body",
        metadata,
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("salt", Bytes(32), nullable=False),
        Column("data", Bytes, nullable=False),
    )
    Table(
        "digest",
        metadata,
        Column("size", Integer, primary_key=True, autoincrement=False),
        Column("digest", Bytes(32), nullable=False),
    )
    Table(
        "head",
        metadata,
        Column("one", SmallInteger, primary_key=True, autoincrement=False),
        Column("size", Integer, nullable=False),
        Column("root", Bytes(32), nullable=False),
        Column("frontier", Bytes, nullable=False),
        Column("log_time_ms", BigInteger, nullable=False),
    )
    Table(
        "snapshot",
        metadata,
        Column("size", Integer, primary_key=True, autoincrement=False),
        Column("state", Bytes, nullable=False),
    )

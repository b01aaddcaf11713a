"""The tables of a log, the same at the hub and on a node.

An entry's row keeps its bytes, its leaf hash and the hashes of the subtrees it completed
(`forsa.merkle.stored`); everything else is an index into the entries, or can be erased.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
)


def log_tables(metadata: MetaData) -> None:
    """Add the log's tables to the metadata of a hub or a node."""
    Table(
        "entry",
        metadata,
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("data", LargeBinary, nullable=False),
        Column("leaf", LargeBinary(32), nullable=False),
        Column("completed", LargeBinary, nullable=False),
        Column("void", String(4), comment="the rule it breaks; null = valid"),
    )
    Table(
        "record",
        metadata,
        Column("record_id", LargeBinary(32), primary_key=True),
        Column("position", Integer, nullable=False, unique=True),
        Column("kind", String(64), nullable=False),
        Column("member", String(63), nullable=False),
        Column("object_id", LargeBinary(16), nullable=False),
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
        Column("target", LargeBinary(32), primary_key=True),
        Column("position", Integer, nullable=False),
        sqlite_with_rowid=False,
        comment="kinds with one object an author and target",
    )
    Table(
        "body",
        metadata,
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("salt", LargeBinary(32), nullable=False),
        Column("data", LargeBinary, nullable=False),
    )
    Table(
        "digest",
        metadata,
        Column("size", Integer, primary_key=True, autoincrement=False),
        Column("digest", LargeBinary(32), nullable=False),
    )
    Table(
        "head",
        metadata,
        Column("one", SmallInteger, primary_key=True, autoincrement=False),
        Column("size", Integer, nullable=False),
        Column("root", LargeBinary(32), nullable=False),
        Column("frontier", LargeBinary, nullable=False),
        Column("log_time_ms", BigInteger, nullable=False),
    )
    Table(
        "snapshot",
        metadata,
        Column("size", Integer, primary_key=True, autoincrement=False),
        Column("state", LargeBinary, nullable=False),
    )

"""The tables of the mirror: the log, and what is fetched beside it."""

from typing import Final

from forsa.log_store.tables import log_tables
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

METADATA: Final = MetaData()
log_tables(METADATA)

MISSING: Final = Table(
    "missing",
    METADATA,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("tries", Integer, nullable=False, comment="those tried least are asked for first"),
    comment="bodies that this node may have and does not hold yet",
)

LATE: Final = Table(
    "late",
    METADATA,
    Column("position", Integer, primary_key=True, autoincrement=False),
    comment="bodies that came after their entries, and that the search index does not know yet",
)

COSIGNED: Final = Table(
    "cosigned",
    METADATA,
    Column("node", String(127), primary_key=True, comment="member/node"),
    Column("size", Integer, nullable=False),
    Column("time_ms", BigInteger, nullable=False),
    comment="the largest tree each node cosigned, as far as this node saw",
)

BLOB: Final = Table(
    "blob",
    METADATA,
    Column("root", LargeBinary(32), primary_key=True, comment="what headers commit to"),
    Column("position", Integer, nullable=False, comment="index of its owner's first record"),
    Column("size", BigInteger, nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("state", String(10), nullable=False),
    Column("asked", Integer, nullable=False, comment="1 = somebody asked for it by name"),
    Column("salt", LargeBinary(32)),
    Column("leaf_hashes", LargeBinary, comment="32 bytes a chunk: the manifest, verified"),
    Column("sha256", LargeBinary(32), comment="once it is complete: where it lies in files/"),
    Column("done", BigInteger, nullable=False, comment="bytes on this disk"),
    Column("reason", String(40), nullable=False, comment="why the hub refused it; else empty"),
    Column("message", Text, nullable=False),
    Column("retry_ms", BigInteger, nullable=False, comment="not asked for before this time"),
    CheckConstraint(
        "state IN ('absent', 'wanted', 'partial', 'complete', 'refused', 'erased')", name="state"
    ),
    comment="attachments that records of the log name",
)

TRAFFIC: Final = Table(
    "traffic",
    METADATA,
    Column("day", Integer, primary_key=True, autoincrement=False, comment="days since 1970, UTC"),
    Column("bytes", BigInteger, nullable=False, comment="of attachments, both ways"),
)

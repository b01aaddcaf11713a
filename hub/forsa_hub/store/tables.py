"""The hub's tables: the log's, and what only the hub keeps."""

from forsa.log_store.tables import log_tables
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)
log_tables(METADATA)

CHECKPOINT = Table(
    "checkpoint",
    METADATA,
    Column("size", Integer, primary_key=True, autoincrement=False),
    Column("note", Text, nullable=False, comment="log line and newest freshness line"),
    comment="every checkpoint that was released",
)

COSIGNATURE = Table(
    "cosignature",
    METADATA,
    Column("size", Integer, ForeignKey("checkpoint.size"), primary_key=True),
    Column("holder", String(127), primary_key=True, comment="member/node"),
    Column("line", Text, nullable=False),
    sqlite_with_rowid=False,
)

TOKEN = Table(
    "token",
    METADATA,
    Column("token_id", LargeBinary(8), primary_key=True),
    Column("secret_hash", LargeBinary(32), nullable=False),
    Column("member", String(63), nullable=False),
    Column("node", String(63), nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("used_by", LargeBinary(32), comment="TLS key hash that it enrolled; null = unused"),
    Column("attempts", Integer, nullable=False, default=0),
)

USAGE = Table(
    "usage",
    METADATA,
    Column("member", String(63), primary_key=True),
    Column("day", Integer, primary_key=True, comment="days since 1970; -1 = in all"),
    Column("records", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

BLOB = Table(
    "blob",
    METADATA,
    Column("root", LargeBinary(32), primary_key=True),
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("salt", LargeBinary(32), nullable=False),
    Column("leaf_hashes", LargeBinary, nullable=False),
    Column("state", SmallInteger, nullable=False, comment="0 open, 1 complete, 2 damaged"),
    Column("touched_ms", BigInteger, nullable=False),
    comment="manifests of attachments; a size that does not belong to its root never completes",
)
Index("blob_by_state", BLOB.c.state, BLOB.c.touched_ms)

BLOB_SHOWN = Table(
    "blob_shown",
    METADATA,
    Column("root", LargeBinary(32), primary_key=True),
    Column("holder", String(127), primary_key=True, comment="member/node that has the manifest"),
    Column("size", BigInteger, nullable=False),
    Column("member", String(63), nullable=False),
    Column("charged", BigInteger, nullable=False, comment="bytes of its member's quota"),
    sqlite_with_rowid=False,
)

BLOB_ERASING = Table(
    "blob_erasing",
    METADATA,
    Column("root", LargeBinary(32), primary_key=True),
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    comment="data that are to go from the store, and may lie there still",
    sqlite_with_rowid=False,
)

OUTCOME_RECORD = Table(
    "outcome_record",
    METADATA,
    Column("record_id", LargeBinary(32), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("member", String(63), nullable=False),
    Column("object_id", LargeBinary(16), nullable=False),
    Column("school_year", String(9), nullable=False, comment="empty = erased before it was noted"),
    sqlite_with_rowid=False,
    comment="valid records of enrolments and outcomes; it outlives their bodies",
)
Index("outcome_record_by_year", OUTCOME_RECORD.c.member, OUTCOME_RECORD.c.school_year)
Index("outcome_record_by_object", OUTCOME_RECORD.c.object_id)

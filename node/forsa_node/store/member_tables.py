"""The member's own tables: small, backed up, never deleted."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
)

METADATA: Final = MetaData()

OUTBOX: Final = Table(
    "outbox",
    METADATA,
    Column("position", Integer, primary_key=True, comment="in this order they are sent"),
    Column("record_id", LargeBinary(32), nullable=False, unique=True),
    Column("object_id", LargeBinary(16), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("title", Text, nullable=False, comment="for the author's eyes"),
    Column("parent", LargeBinary(32), nullable=False),
    Column("envelope", LargeBinary, nullable=False),
    Column("salt", LargeBinary(32), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("state", String(10), nullable=False, comment="as `OutboxState`"),
    Column("log_index", Integer),
    Column("receipt", Text),
    Column("reason", String(40)),
    Column("details", Text, comment="JSON: what happened, with the values"),
    Column("notice", LargeBinary),
    Column(
        "files",
        SmallInteger,
        nullable=False,
        server_default="0",
        comment="attachments, which go to the hub first",
    ),
    CheckConstraint(
        "state IN ('held', 'waiting', 'received', 'logged', 'refused', 'dropped')", name="state"
    ),
)
Index("outbox_by_state", OUTBOX.c.state, OUTBOX.c.position)

OWN_FILE: Final = Table(
    "own_file",
    METADATA,
    Column("sha256", LargeBinary(32), primary_key=True),
    Column("root", LargeBinary(32), nullable=False, unique=True),
    Column("salt", LargeBinary(32), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("reason", String(40), nullable=False, comment="why the hub refused it; else empty"),
    Column("message", Text, nullable=False),
    Column(
        "durable",
        BigInteger,
        nullable=False,
        server_default="0",
        comment="bytes that the hub holds, as it said last",
    ),
)

TRUST: Final = Table(
    "trust",
    METADATA,
    Column("one", SmallInteger, primary_key=True, autoincrement=False),
    Column("accepted", Text, comment="note of the newest accepted checkpoint"),
    Column("cosigned_size", Integer, nullable=False),
    Column("cosigned_root", LargeBinary, nullable=False),
    Column("cosigned_ms", BigInteger, nullable=False, comment="when the line left; 0 = it did not"),
    Column("looked_ms", BigInteger, nullable=False, comment="when own keys were first looked over"),
    Column("opened", Integer, nullable=False, comment="how often; tells a restored file"),
    Column("place", BigInteger, nullable=False, comment="inode of the file that counts along"),
)

EVIDENCE: Final = Table(
    "evidence",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("frame", LargeBinary, nullable=False, unique=True, comment="bundle frame, type 11"),
    Column("seen_ms", BigInteger, nullable=False),
)

ALARM: Final = Table(
    "alarm",
    METADATA,
    Column("reason", String(40), primary_key=True),
    Column("message", Text, primary_key=True),
    Column("details", Text, nullable=False, comment="JSON metadata"),
    Column("first_ms", BigInteger, nullable=False),
    Column("last_ms", BigInteger, nullable=False),
    Column("times", Integer, nullable=False),
)

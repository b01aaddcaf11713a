"""The tables of the desk: what people of the association are writing, and what they look for."""

from collections.abc import Callable
from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

METADATA: Final = MetaData()

DESK: Final = Table(
    "desk",
    METADATA,
    Column("id", LargeBinary, primary_key=True, comment="drawn when the desk was begun"),
    Column("changes", BigInteger, nullable=False, comment="transactions that changed something"),
    comment="one row: which desk this is and how far, so that it is never taken for its copy",
)

DRAFT: Final = Table(
    "draft",
    METADATA,
    Column("number", Integer, primary_key=True, comment="what people call it"),
    Column("kind", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("audience", String(63), nullable=False),
    Column("parent", LargeBinary(32), nullable=False, comment="what it answers or replaces"),
    Column("object_id", LargeBinary(16), nullable=False, comment="of what it replaces; else empty"),
    Column("effect", LargeBinary, nullable=False),
    Column("source", Text, nullable=False, comment="the file or folder it was read from"),
    Column("author", Text, nullable=False, comment="who wrote it, as people say it"),
    Column("created_ms", BigInteger, nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
    Column("state", String(10), nullable=False),
    Column("approved_by", Text, nullable=False, comment="the second person; empty = nobody yet"),
    Column("approved_digest", LargeBinary, nullable=False, comment="of what that person saw"),
    Column("record_id", LargeBinary(32), nullable=False, comment="once it is published"),
    CheckConstraint("state IN ('open', 'published', 'discarded')", name="state"),
    sqlite_autoincrement=True,
)
Index("draft_by_record", DRAFT.c.record_id)

DRAFT_SIGNED: Final = Table(
    "draft_signed",
    METADATA,
    Column("number", ForeignKey("draft.number"), primary_key=True),
    Column("envelope", LargeBinary, nullable=False),
    Column("salt", LargeBinary(32), nullable=False),
    Column("body", LargeBinary, nullable=False),
    comment="signed, and on its way to the outbox: published again, it is the same record",
)

DRAFT_TEXT: Final = Table(
    "draft_text",
    METADATA,
    Column("number", ForeignKey("draft.number"), primary_key=True),
    Column("name", String(255), primary_key=True),
    Column("data", LargeBinary, nullable=False),
    comment="what was written, file by file",
)

DRAFT_FILE: Final = Table(
    "draft_file",
    METADATA,
    Column("number", ForeignKey("draft.number"), primary_key=True),
    Column("name", String(255), primary_key=True),
    Column("sha256", LargeBinary(32), nullable=False, comment="where its data lie in files/"),
    Column("size", BigInteger, nullable=False),
    comment="pictures, documents and recordings beside the texts",
)

DRAFT_ANSWER: Final = Table(
    "draft_answer",
    METADATA,
    Column("number", ForeignKey("draft.number"), primary_key=True),
    Column("finding", String(64), primary_key=True),
    Column("reason", Text, nullable=False, comment="why it may stay; empty = a warning was seen"),
    Column("person", Text, nullable=False),
    Column("answered_ms", BigInteger, nullable=False),
    comment="what the author says to findings of the personal-data scan",
)

SEARCH: Final = Table(
    "search",
    METADATA,
    Column("name", String(80), primary_key=True),
    Column("query", Text, nullable=False, comment="JSON"),
    Column("looked", Integer, nullable=False, comment="log size at the last look"),
    comment="saved searches; the one without a name is the last look at everything",
)


def _count_changes(connection: Connection) -> None:
    """To 2: a desk knows which one it is, and how often it was changed."""
    table = "CREATE TABLE desk (id BLOB NOT NULL, changes BIGINT NOT NULL, PRIMARY KEY (id))"
    connection.execute(text(table))
    connection.execute(text("INSERT INTO desk (id, changes) VALUES (randomblob(16), 0)"))


UPGRADES: Final[tuple[Callable[[Connection], None], ...]] = (_count_changes,)
"""From each version of the tables to the next, the first from 1; never edited once merged."""

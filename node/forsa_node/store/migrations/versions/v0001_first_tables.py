"""The first tables: outbox, trust, evidence, alarms."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _make_outbox()
    op.create_table(
        "trust",
        sa.Column("one", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "accepted", sa.Text(), nullable=True, comment="note of the newest accepted checkpoint"
        ),
        sa.Column("cosigned_size", sa.Integer(), nullable=False),
        sa.Column("cosigned_root", sa.LargeBinary(), nullable=False),
        sa.Column(
            "cosigned_ms",
            sa.BigInteger(),
            nullable=False,
            comment="when the line left; 0 = it did not",
        ),
        sa.Column(
            "looked_ms",
            sa.BigInteger(),
            nullable=False,
            comment="when own keys were first looked over",
        ),
        sa.Column(
            "opened", sa.Integer(), nullable=False, comment="how often; tells a restored file"
        ),
        sa.Column(
            "place",
            sa.BigInteger(),
            nullable=False,
            comment="inode of the file that counts along",
        ),
        sa.PrimaryKeyConstraint("one"),
    )
    op.create_table(
        "evidence",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("frame", sa.LargeBinary(), nullable=False, comment="bundle frame, type 11"),
        sa.Column("seen_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("frame"),
    )
    op.create_table(
        "alarm",
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False, comment="JSON metadata"),
        sa.Column("first_ms", sa.BigInteger(), nullable=False),
        sa.Column("last_ms", sa.BigInteger(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("reason", "message"),
    )


def _make_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("position", sa.Integer(), nullable=False, comment="in this order they are sent"),
        sa.Column("record_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("object_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False, comment="for the author's eyes"),
        sa.Column("parent", sa.LargeBinary(length=32), nullable=False),
        sa.Column("envelope", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.String(length=10),
            nullable=False,
            comment="held, waiting, received, logged, refused",
        ),
        sa.Column("log_index", sa.Integer(), nullable=True),
        sa.Column("receipt", sa.Text(), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column(
            "details", sa.Text(), nullable=True, comment="JSON: what happened, with the values"
        ),
        sa.Column("notice", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "state IN ('held', 'waiting', 'received', 'logged', 'refused')", name=op.f("state")
        ),
        sa.PrimaryKeyConstraint("position"),
        sa.UniqueConstraint("record_id"),
    )
    op.create_index("outbox_by_state", "outbox", ["state", "position"])

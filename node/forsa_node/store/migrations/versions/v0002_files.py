"""Attachments: what the member committed to, and which records have some."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table, and count the attachments of records: there were none so far."""
    op.create_table(
        "own_file",
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column(
            "reason",
            sa.String(length=40),
            nullable=False,
            comment="why the hub refused it; else empty",
        ),
        sa.Column("message", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
        sa.UniqueConstraint("root"),
    )
    op.add_column(
        "outbox",
        sa.Column(
            "files",
            sa.SmallInteger(),
            nullable=False,
            server_default="0",
            comment="attachments, which go to the hub first",
        ),
    )

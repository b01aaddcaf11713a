"""What each entry turned in the state; filled by folding the log once more."""

import sqlalchemy as sa
from alembic import op
from forsa.log_store.reindexing import fill_turns

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table, and look at what was logged before it."""
    op.create_table(
        "turn",
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Text(), nullable=False, comment="JSON; null = gone"),
        sa.PrimaryKeyConstraint("part", "key", "position", name=op.f("pk_turn")),
        comment="what each entry turned in the state, which keeps what holds now alone",
        sqlite_with_rowid=False,
    )
    fill_turns(op.get_bind())

"""What became of proposals, which the state forgets; filled by folding the log once more."""

import sqlalchemy as sa
from alembic import op
from forsa.log_store.reindexing import fill_outcomes

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table, and look at what was decided before it."""
    op.create_table(
        "outcome",
        sa.Column(
            "record_id", sa.LargeBinary(length=32), nullable=False, comment="of the proposal"
        ),
        sa.Column("position", sa.Integer(), nullable=False, comment="the entry at which it ended"),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("result", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_outcome")),
        comment="what became of proposals: the state forgets what leaves nothing to do",
        sqlite_with_rowid=False,
    )
    fill_outcomes(op.get_bind())

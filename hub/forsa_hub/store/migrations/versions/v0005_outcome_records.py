"""Which outcome records there are of each school year; filled from the bodies that are here."""

import sqlalchemy as sa
from alembic import op

from forsa_hub.store.filling import fill_outcome_records

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table, and look at what was logged before it."""
    op.create_table(
        "outcome_record",
        sa.Column("record_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("member", sa.String(length=63), nullable=False),
        sa.Column("object_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column(
            "school_year",
            sa.String(length=9),
            nullable=False,
            comment="empty = erased before it was noted",
        ),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_outcome_record")),
        comment="valid records of enrolments and outcomes; it outlives their bodies",
        sqlite_with_rowid=False,
    )
    op.create_index("outcome_record_by_year", "outcome_record", ["member", "school_year"])
    op.create_index("outcome_record_by_object", "outcome_record", ["object_id"])
    fill_outcome_records(op.get_bind())

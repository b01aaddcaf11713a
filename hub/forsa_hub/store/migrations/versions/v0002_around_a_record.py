"""What is around a record: answers, versions, acts, attachments; filled from the entries."""

import sqlalchemy as sa
from alembic import op
from forsa.log_store.reindexing import fill_related

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables, and index what was logged before them."""
    op.create_table(
        "child",
        sa.Column("target", sa.LargeBinary(length=32), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("target", "position", name=op.f("pk_child")),
        comment="valid records that answer, replace or act on another one",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attachment",
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("root", "position", name=op.f("pk_attachment")),
        comment="valid records that name a commitment; the first one's author owns it",
        sqlite_with_rowid=False,
    )
    fill_related(op.get_bind())

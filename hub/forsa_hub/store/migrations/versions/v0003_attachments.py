"""Attachments: their manifests, who showed them, and what is still to be erased."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "blob",
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.Column("leaf_hashes", sa.LargeBinary(), nullable=False),
        sa.Column(
            "state", sa.SmallInteger(), nullable=False, comment="0 open, 1 complete, 2 damaged"
        ),
        sa.Column("touched_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("root", "size", name=op.f("pk_blob")),
        comment="manifests of attachments; a size that does not belong to its root never completes",
    )
    with op.batch_alter_table("blob", schema=None) as batch_op:
        batch_op.create_index("blob_by_state", ["state", "touched_ms"], unique=False)

    op.create_table(
        "blob_shown",
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column(
            "holder",
            sa.String(length=127),
            nullable=False,
            comment="member/node that has the manifest",
        ),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("member", sa.String(length=63), nullable=False),
        sa.Column(
            "charged", sa.BigInteger(), nullable=False, comment="bytes of its member's quota"
        ),
        sa.PrimaryKeyConstraint("root", "holder", name=op.f("pk_blob_shown")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "blob_erasing",
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("root", "size", name=op.f("pk_blob_erasing")),
        comment="data that are to go from the store, and may lie there still",
        sqlite_with_rowid=False,
    )

"""The first tables: the log, checkpoints, cosignatures, tokens, usage."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "answer",
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("member", sa.String(length=63), nullable=False),
        sa.Column("target", sa.LargeBinary(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "member", "target", name=op.f("pk_answer")),
        comment="kinds with one object an author and target",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "body",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_body")),
    )
    op.create_table(
        "checkpoint",
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("note", sa.Text(), nullable=False, comment="log line and newest freshness line"),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_checkpoint")),
        comment="every checkpoint that was released",
    )
    op.create_table(
        "digest",
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_digest")),
    )
    op.create_table(
        "entry",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("leaf", sa.LargeBinary(length=32), nullable=False),
        sa.Column("completed", sa.LargeBinary(), nullable=False),
        sa.Column(
            "void", sa.String(length=4), nullable=True, comment="the rule it breaks; null = valid"
        ),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_entry")),
    )
    op.create_table(
        "head",
        sa.Column("one", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("frontier", sa.LargeBinary(), nullable=False),
        sa.Column("log_time_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_head")),
    )
    op.create_table(
        "record",
        sa.Column("record_id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("member", sa.String(length=63), nullable=False),
        sa.Column("object_id", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_record")),
        sa.UniqueConstraint("position", name=op.f("uq_record_position")),
        comment="valid records only",
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index("record_by_kind", ["kind", "position"], unique=False)
        batch_op.create_index("record_by_object", ["object_id", "position"], unique=False)

    op.create_table(
        "snapshot",
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_snapshot")),
    )
    op.create_table(
        "token",
        sa.Column("token_id", sa.LargeBinary(length=8), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("member", sa.String(length=63), nullable=False),
        sa.Column("node", sa.String(length=63), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column(
            "used_by",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="TLS key hash that it enrolled; null = unused",
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("token_id", name=op.f("pk_token")),
    )
    op.create_table(
        "usage",
        sa.Column("member", sa.String(length=63), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False, comment="days since 1970; -1 = in all"),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("member", "day", name=op.f("pk_usage")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cosignature",
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=127), nullable=False, comment="member/node"),
        sa.Column("line", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["size"], ["checkpoint.size"], name=op.f("fk_cosignature_size")),
        sa.PrimaryKeyConstraint("size", "holder", name=op.f("pk_cosignature")),
        sqlite_with_rowid=False,
    )

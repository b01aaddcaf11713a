"""Records that their author dropped, and how much of each file the hub holds."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Allow one more state, and count from nothing: the hub says anew what it holds."""
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_constraint("state", type_="check")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_check_constraint(
            "state", "state IN ('held', 'waiting', 'received', 'logged', 'refused', 'dropped')"
        )
    op.add_column(
        "own_file",
        sa.Column(
            "durable",
            sa.BigInteger(),
            nullable=False,
            server_default="0",
            comment="bytes that the hub holds, as it said last",
        ),
    )

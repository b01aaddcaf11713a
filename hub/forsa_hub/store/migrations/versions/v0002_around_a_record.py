"""What is around a record: answers, versions, acts, attachments; filled from the entries."""

from collections.abc import Iterable
from typing import Any, TypeAlias

import sqlalchemy as sa
from alembic import op
from forsa.entry import parse_entry
from forsa.envelope import parse_record
from forsa.log_store.writing import related_rows

revision = "0002"
down_revision = "0001"
PAGE = 1024
Row: TypeAlias = dict[str, object]


def upgrade() -> None:
    """Make the tables, and index what was logged before them."""
    child = op.create_table(
        "child",
        sa.Column("target", sa.LargeBinary(length=32), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("target", "position", name=op.f("pk_child")),
        comment="valid records that answer, replace or act on another one",
        sqlite_with_rowid=False,
    )
    attachment = op.create_table(
        "attachment",
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("root", "position", name=op.f("pk_attachment")),
        comment="valid records that name a commitment; the first one's author owns it",
        sqlite_with_rowid=False,
    )
    _fill(child, attachment)


def _fill(child: sa.Table, attachment: sa.Table) -> None:
    connection = op.get_bind()
    entry = sa.table("entry", sa.column("position"), sa.column("data"), sa.column("void"))
    valid = sa.select(entry.c.position, entry.c.data).where(entry.c.void.is_(None))
    start = 0
    while True:
        page = valid.where(entry.c.position >= start).order_by(entry.c.position).limit(PAGE)
        rows = connection.execute(page).all()
        for table, added in zip((child, attachment), _related(rows), strict=True):
            if added:
                connection.execute(sa.insert(table), added)
        if len(rows) < PAGE:
            return
        start = rows[-1][0] + 1


def _related(rows: Iterable[Any]) -> tuple[list[Row], list[Row]]:
    children: list[Row] = []
    attachments: list[Row] = []
    for position, data in rows:
        header = parse_record(parse_entry(data).envelope).header
        around, named = related_rows(position, header)
        children += around
        attachments += named
    return children, attachments

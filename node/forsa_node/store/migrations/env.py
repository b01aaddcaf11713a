"""Alembic's entry: the connection comes from whoever upgrades."""

from alembic import context

from forsa_node.store.member_tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()

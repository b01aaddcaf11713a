"""Running the migrations; imported only where the tables are behind, for Alembic is heavy."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection) -> None:
    """Bring the member's tables up to date within the open transaction."""
    config = Config()
    config.set_main_option("script_location", "forsa_node.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

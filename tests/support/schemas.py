"""What a database is made of, as its file tells it."""

import re
from collections.abc import Callable

from sqlalchemy import Connection, create_engine, text

_SIGNS = re.compile("([(),])")


def schema_of(connection: Connection) -> dict[str, str]:
    """The statement of each table and index, whatever its spaces and quotes."""
    every = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {
        name: " ".join(_SIGNS.sub(r" \1 ", sql.replace('"', "")).split()) for name, sql in every
    }


def migrated_schema(upgrade: Callable[[Connection], None]) -> dict[str, str]:
    """Of a file that all migrations made, from the first one on."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        upgrade(connection)
        found = schema_of(connection)
    engine.dispose()
    return found

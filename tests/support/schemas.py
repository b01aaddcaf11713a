"""What a database is made of, as its file tells it."""

import re

from sqlalchemy import Connection, text

_SIGNS = re.compile("([(),])")


def schema_of(connection: Connection) -> dict[str, str]:
    """The statement of each table and index, whatever its spaces and quotes."""
    every = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {
        name: " ".join(_SIGNS.sub(r" \1 ", sql.replace('"', "")).split()) for name, sql in every
    }

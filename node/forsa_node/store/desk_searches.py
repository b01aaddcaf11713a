"""Saved searches, in the file of the desk: they are people's own words, and backed up with them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select

from forsa_node.store.database import Database
from forsa_node.store.desk_tables import SEARCH


class Searches(Database):
    """The searches in the desk's database. Every method is one transaction."""

    def save_search(self, name: str, query: Mapping[str, Any], looked: int) -> None:
        """Keep a search under a name; the same name again replaces it."""
        values = {"query": json.dumps(query, sort_keys=True), "looked": looked}
        with self._transaction() as connection:
            connection.execute(delete(SEARCH).where(SEARCH.c.name == name))
            connection.execute(insert(SEARCH).values(name=name, **values))

    def searches(self) -> dict[str, tuple[dict[str, Any], int]]:
        """Saved searches by name, each with the log size at the last look."""
        with self._transaction() as connection:
            rows: Sequence[Any] = connection.execute(select(SEARCH).order_by(SEARCH.c.name)).all()
        return {row.name: (json.loads(row.query), row.looked) for row in rows}

    def forget_search(self, name: str) -> bool:
        """Drop a saved search; False if there was none."""
        with self._transaction() as connection:
            return connection.execute(delete(SEARCH).where(SEARCH.c.name == name)).rowcount > 0

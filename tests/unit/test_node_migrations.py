"""A mirror of an earlier version: brought up to date without fetching anything again."""

import sqlite3
from pathlib import Path

import pytest
from forsa.log_store.reading import EMPTY_HEAD
from forsa_node.store.mirror import TABLES_VERSION, MirrorStore
from forsa_node.store.mirror_tables import METADATA
from sqlalchemy import create_engine, select

from tests.contract.test_log_store import ENTRIES, NETWORK_ID, folded_example
from tests.unit.test_hub_migrations import SINCE_2, SINCE_4, SINCE_6


@pytest.mark.parametrize("version", [2, 3, 4])
def test_a_mirror_of_a_version_before_is_indexed_again_where_it_is(
    tmp_path: Path, version: int
) -> None:
    """On a poor link the whole log again would take days."""
    path = tmp_path / "mirror.db"
    store = MirrorStore(path, NETWORK_ID)
    store.open()
    head = EMPTY_HEAD
    for folded in folded_example(4):
        head = store.append(head, folded, {}, (), ())
    store.close()
    before = rows(path)
    with sqlite3.connect(path) as old:
        for name in added_since(version):
            old.execute(f"DROP TABLE {name}")
        old.execute(f"PRAGMA user_version = {version}")
    old.close()
    again = MirrorStore(path, NETWORK_ID)
    again.open()
    size = again.read(lambda log: log.head().size)
    again.close()

    assert all(before)
    assert rows(path) == before
    assert (size, TABLES_VERSION) == (len(ENTRIES), 5)


def added_since(version: int) -> tuple[str, ...]:
    """The tables that a mirror of this version lacks."""
    related, outcomes = SINCE_2 if version < 3 else (), SINCE_4 if version < 4 else ()
    return (*related, *outcomes, *SINCE_6)


def rows(path: Path) -> list[list[tuple[object, ...]]]:
    """What the newer tables hold."""
    tables = [METADATA.tables[name] for name in added_since(2)]
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        found = [[tuple(row) for row in connection.execute(select(one))] for one in tables]
    engine.dispose()
    return found

"""A mirror of an earlier version: brought up to date without fetching anything again."""

import sqlite3
from pathlib import Path

import pytest
from forsa.log_store.reading import EMPTY_HEAD
from forsa_node.store.mirror import TABLES_VERSION, MirrorStore

from tests.contract.test_log_store import ENTRIES, NETWORK_ID, folded_example
from tests.unit.test_hub_migrations import SINCE_2, SINCE_4


@pytest.mark.parametrize("version", [2, 3])
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
        for name in (*(SINCE_2 if version == 2 else ()), *SINCE_4):
            old.execute(f"DROP TABLE {name}")
        old.execute(f"PRAGMA user_version = {version}")
    old.close()
    again = MirrorStore(path, NETWORK_ID)
    again.open()
    size = again.read(lambda log: log.head().size)
    again.close()

    assert all(before)
    assert rows(path) == before
    assert (size, TABLES_VERSION) == (len(ENTRIES), 4)


def rows(path: Path) -> list[list[tuple[object, ...]]]:
    """What the newer tables hold."""
    queries = ("SELECT * FROM child", "SELECT * FROM attachment", "SELECT * FROM outcome")
    connection = sqlite3.connect(path)
    found = [connection.execute(query).fetchall() for query in queries]
    connection.close()
    return found

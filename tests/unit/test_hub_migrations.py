"""A hub of an earlier version, brought up to date: it must know its first years as well."""

from pathlib import Path

from forsa.log_store.reading import EMPTY_HEAD
from forsa.log_store.writing import LogWriter, next_head
from forsa_hub.store.database import Database
from forsa_hub.store.tables import METADATA
from sqlalchemy import select, text

from tests.contract.test_log_store import folded_example

SINCE_2 = ("child", "attachment")
SINCE_3 = ("blob", "blob_shown", "blob_erasing")
SINCE_4 = ("outcome",)
SINCE_5 = ("outcome_record",)


def test_what_was_logged_before_a_table_existed_is_in_it(tmp_path: Path) -> None:
    """Without it the answers and files of an older log would be found by nobody."""
    database = Database(tmp_path / "hub.db")
    database.migrate()
    _store_example(database)
    tables = [METADATA.tables[name] for name in (*SINCE_2, *SINCE_4)]
    with database.transaction() as connection:
        before = [connection.execute(select(table)).all() for table in tables]
        METADATA.drop_all(connection, [METADATA.tables[name] for name in _later_than("0001")])
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    database.migrate()
    with database.transaction() as connection:
        again = [connection.execute(select(table)).all() for table in tables]
    database.close()

    assert all(before)
    assert again == before


def _later_than(revision: str) -> list[str]:
    """The tables that migrations after this one make."""
    made: dict[str, tuple[str, ...]] = {
        "0002": SINCE_2,
        "0003": SINCE_3,
        "0004": SINCE_4,
        "0005": SINCE_5,
    }
    return [name for number, names in made.items() if number > revision for name in names]


def _store_example(database: Database) -> None:
    head = EMPTY_HEAD
    for folded in folded_example():
        after, completed = next_head(head, folded)
        with database.transaction() as connection:
            LogWriter(connection, METADATA).append(head, after, completed, folded, {})
        head = after

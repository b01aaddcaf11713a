"""A hub of an earlier version, brought up to date: it must know its first years as well."""

from pathlib import Path

from forsa.log_store.reading import EMPTY_HEAD
from forsa.log_store.writing import LogWriter, next_head
from forsa.v1.outcomes_pb2 import OutcomeFrame, OutcomeTables
from forsa_hub.store.database import Database
from forsa_hub.store.outcomes import outcome_records
from forsa_hub.store.tables import METADATA
from sqlalchemy import insert, select, text

from tests.contract.test_log_store import folded_example

SINCE_2 = ("child", "attachment")
SINCE_3 = ("blob", "blob_shown", "blob_erasing")
SINCE_4 = ("outcome",)
SINCE_5 = ("outcome_record",)
SINCE_6 = ("turn",)


def test_what_was_logged_before_a_table_existed_is_in_it(tmp_path: Path) -> None:
    """Without it the answers and files of an older log would be found by nobody."""
    database = Database(tmp_path / "hub.db")
    database.migrate()
    _store_example(database)
    tables = [METADATA.tables[name] for name in (*SINCE_2, *SINCE_4, *SINCE_6)]
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


def test_releases_of_before_are_known_by_their_year(tmp_path: Path) -> None:
    """A release that was erased before may be of any year, and closes them all for its member."""
    database = Database(tmp_path / "hub.db")
    database.migrate()
    record, body = (METADATA.tables[name] for name in ("record", "body"))
    frame = OutcomeFrame(school_year="2023-2024").SerializeToString()
    tables = OutcomeTables(school_year="2024-2025").SerializeToString()
    logged = [("outcome.frame", frame), ("outcome.release", tables), ("outcome.release", None)]
    logged += [("practice.report", b"x"), ("outcome.release", b"\xff")]
    with database.transaction() as connection:
        for at, (kind, data) in enumerate(logged):
            row = {"record_id": bytes([at]) * 32, "position": at, "kind": kind, "member": "amal"}
            connection.execute(insert(record), {**row, "object_id": bytes([at]) * 16})
            if data is not None:
                stored = {"position": at, "salt": bytes(32), "data": data}
                connection.execute(insert(body), stored)
        METADATA.drop_all(connection, [METADATA.tables[name] for name in _later_than("0004")])
        connection.execute(text("UPDATE alembic_version SET version_num = '0004'"))
    database.migrate()
    with database.transaction() as connection:
        of_2024 = outcome_records(connection, "amal", "2024-2025")
        of_2023 = outcome_records(connection, "amal", "2023-2024")
        of_nobody = outcome_records(connection, "badr", "2023-2024")
    database.close()

    assert [(one.position, one.school_year) for one in of_2024] == [
        (1, "2024-2025"),
        (2, ""),
        (4, ""),
    ]
    assert (of_2023[0].position, of_2023[0].kind) == (0, "outcome.frame")
    assert of_nobody == []


def _later_than(revision: str) -> list[str]:
    """The tables that migrations after this one make."""
    made: dict[str, tuple[str, ...]] = {
        "0002": SINCE_2,
        "0003": SINCE_3,
        "0004": SINCE_4,
        "0005": SINCE_5,
        "0006": SINCE_6,
    }
    return [name for number, names in made.items() if number > revision for name in names]


def _store_example(database: Database) -> None:
    head = EMPTY_HEAD
    for folded in folded_example():
        after, completed = next_head(head, folded)
        with database.transaction() as connection:
            LogWriter(connection, METADATA).append(head, after, completed, folded, {})
        head = after

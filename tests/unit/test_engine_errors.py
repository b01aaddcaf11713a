"""What an error of the database tells: never what was to be written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from forsa.log_store.engine import open_readers, open_writer
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

SECRET = "Fatima, 16 ans, 06 12 34 56 78"


@pytest.mark.parametrize("opened", [open_writer, open_readers])
def test_an_error_does_not_repeat_what_was_to_be_written(
    tmp_path: Path, opened: Callable[[Path], Engine]
) -> None:
    """Errors come into logs and onto screens; drafts and bodies must not come with them."""
    path = tmp_path / "desk.db"
    with open_writer(path).begin() as connection:
        connection.execute(text("CREATE TABLE draft (body TEXT CHECK (length(body) < 3))"))
        connection.execute(text("INSERT INTO draft VALUES (:body)"), {"body": "ab"})
    with opened(path).connect() as connection, pytest.raises(DatabaseError) as raised:
        connection.execute(text("INSERT INTO draft VALUES (:body)"), {"body": SECRET})

    assert SECRET not in f"{raised.value} {raised.value!r}"
    assert "INSERT INTO draft" in str(raised.value)

"""The desk: drafts, what was said to their findings, saved searches. One file, `desk.db`.

It is apart from `member.db` because people write while the daemon works: commands open it beside
a daemon, one transaction at a time. Nothing in it can be fetched again; it is backed up.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from forsa.client.drafts import Signed
from forsa.envelope import parse_record
from forsa.errors import CorruptStoreError, NotFoundError, Reason, Situation
from sqlalchemy import Connection, RowMapping, delete, func, insert, inspect, select, text, update

from forsa_node.store.database import DamagedStoreError
from forsa_node.store.desk_copy import (
    COPY_FILE,
    DESK_FILE,
    Stamp,
    copied_stamp,
    is_lost,
    keep_copy,
    stamp_of,
)
from forsa_node.store.desk_rows import (
    Contents,
    DraftRow,
    DraftState,
    HeldFile,
    ScanAnswer,
    Seen,
    changed_meanwhile,
)
from forsa_node.store.desk_searches import Searches
from forsa_node.store.desk_tables import (
    DESK,
    DRAFT,
    DRAFT_ANSWER,
    DRAFT_FILE,
    DRAFT_SIGNED,
    DRAFT_TEXT,
    METADATA,
    UPGRADES,
)

__all__ = ["Contents", "DeskStore", "DraftRow", "DraftState", "HeldFile", "ScanAnswer"]


class DeskStore(Searches):
    """The desk's database. Closed after a change, it leaves a copy beside it (`desk_copy`)."""

    def __init__(
        self, folder: Path, upgrades: Sequence[Callable[[Connection], None]] = UPGRADES
    ) -> None:
        """Open the desk of a node's folder, and bring its tables up to this version.

        Raises:
            CorruptStoreError: the file is damaged, a newer program wrote it, or it does not hold
                what its copy holds: it is gone, empty, an older one or another one.
        """
        super().__init__(folder / DESK_FILE)
        self._advice = f"forsa-node draft recover {folder}"
        self._upgrades = upgrades
        copied = copied_stamp(folder)
        if is_lost(folder):  # before SQLite makes a new one of what is left of it
            raise self._behind().told_as(Situation.DRAFTS_DAMAGED)
        try:
            with self._transaction() as connection:
                self._require_held(connection, copied)
                self._prepare(connection)
        except BaseException:
            super().close()
            raise

    def _require_held(self, connection: Connection, copied: Stamp | None) -> None:
        """Refuse to go on with less than the copy holds: the next change would replace it, too."""
        try:
            stamp = stamp_of(connection.exec_driver_sql)
        except (TypeError, ValueError) as error:
            raise self._damaged() from error
        if stamp is None:
            behind = (self.path.parent / COPY_FILE).exists() and not _has_tables(connection)
        else:
            behind = copied is not None and not stamp.holds(copied)
        if behind:
            raise self._behind()

    def _damaged(self) -> DamagedStoreError:
        return DamagedStoreError(
            f"the database {self.path} is damaged: run {self._advice}",
            Reason.STORED_DATA_CORRUPT,
            file=self.path.name,
        )

    def _behind(self) -> DamagedStoreError:
        return DamagedStoreError(
            f"the database {self.path} does not hold what its copy {COPY_FILE} holds: run "
            f"{self._advice}",
            Reason.STORED_DATA_CORRUPT,
            file=self.path.name,
        )

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """As of every database; a change is counted, so that desk and copy can be compared."""
        try:
            with super()._transaction() as connection:
                before = _changes(connection)
                yield connection
                if _changes(connection) != before:
                    connection.execute(update(DESK).values(changes=DESK.c.changes + 1))
        except DamagedStoreError as error:
            raise error.told_as(Situation.DRAFTS_DAMAGED) from error.__cause__

    def _prepare(self, connection: Connection) -> None:
        """One transaction: a desk is of one version or of the next, never between them."""
        newest = 1 + len(self._upgrades)
        version = connection.execute(text("PRAGMA user_version")).scalar_one()
        if version == newest:
            return
        if version > newest or (not version and _has_tables(connection)):
            raise CorruptStoreError(
                f"{self.path} was written by a newer version of this program (tables {version}): "
                "update the program",
                Reason.STORED_DATA_CORRUPT,
            )
        if not version:
            METADATA.create_all(connection)
            connection.execute(insert(DESK).values(id=func.randomblob(16), changes=0))
        for upgrade in self._upgrades[version - 1 :] if version else ():
            upgrade(connection)
        connection.execute(text(f"PRAGMA user_version = {newest}"))

    def close(self) -> None:
        """Let go of the file; what was changed, now or before a stop, is copied."""
        super().close()
        keep_copy(self.path.parent)

    def add(self, row: DraftRow, contents: Contents) -> DraftRow:
        """Keep a new draft; its number is drawn here."""
        values = {key: value for key, value in _values(row).items() if key != "number"}
        with self._transaction() as connection:
            done = connection.execute(insert(DRAFT).values(**values))
            number = int(done.inserted_primary_key[0]) if done.inserted_primary_key else 0
            _put_contents(connection, number, contents)
        return replace(row, number=number)

    def change(self, was: DraftRow, row: DraftRow, contents: Contents | None = None) -> None:
        """Keep a changed draft, with other contents if there are some.

        Args:
            was: The draft that `row` was made of, read before anything else that it was made of.
            row: As it is to be.
            contents: What was written, if that changes as well.

        Raises:
            ConflictError: another command changed it since: nothing of that is overwritten.
        """
        as_it_was = [DRAFT.c[name] == value for name, value in _values(was).items()]
        with self._transaction() as connection:
            done = connection.execute(update(DRAFT).where(*as_it_was).values(**_values(row)))
            if not done.rowcount:
                raise changed_meanwhile(was.number)
            if contents is not None:
                for table in (DRAFT_TEXT, DRAFT_FILE, DRAFT_SIGNED):
                    connection.execute(delete(table).where(table.c.number == row.number))
                _put_contents(connection, row.number, contents)

    def publish(self, number: int, record_id: bytes) -> None:
        """Note that the record of a draft is in the outbox, whatever else became of the draft."""
        values = {"state": DraftState.PUBLISHED.value, "record_id": record_id}
        with self._transaction() as connection:
            connection.execute(update(DRAFT).where(DRAFT.c.number == number).values(**values))

    def drafts(self, *states: DraftState) -> list[DraftRow]:
        """Drafts in the order they were begun; all states if none is named."""
        wanted = select(DRAFT).order_by(DRAFT.c.number)
        if states:
            wanted = wanted.where(DRAFT.c.state.in_([state.value for state in states]))
        with self._transaction() as connection:
            return [_row(one) for one in connection.execute(wanted).mappings()]

    def draft(self, number: int) -> DraftRow:
        """One draft.

        Raises:
            NotFoundError: `RECORD_UNKNOWN`: none has this number.
        """
        with self._transaction() as connection:
            return _draft(connection, number)

    def look(self, number: int) -> Seen:
        """One draft with all that belongs to it.

        Raises:
            NotFoundError: as `draft`.
        """
        with self._transaction() as connection:
            return _look(connection, number)

    def contents(self, number: int) -> Contents:
        """What was written in a draft."""
        with self._transaction() as connection:
            return _contents(connection, number)

    def answer(self, number: int, answers: Mapping[str, ScanAnswer]) -> None:
        """Keep what the author says to findings; a later word replaces an earlier one."""
        rows = [
            {
                "number": number,
                "finding": finding,
                "reason": one.reason,
                "person": one.person,
                "answered_ms": one.answered_ms,
            }
            for finding, one in answers.items()
        ]
        same = (DRAFT_ANSWER.c.number == number) & DRAFT_ANSWER.c.finding.in_(list(answers))
        with self._transaction() as connection:
            connection.execute(delete(DRAFT_ANSWER).where(same))
            if rows:
                connection.execute(insert(DRAFT_ANSWER), rows)

    def answers(self, number: int) -> dict[str, ScanAnswer]:
        """What the author said, by finding."""
        with self._transaction() as connection:
            return _answers(connection, number)

    def keep_signed(self, drafts: Sequence[tuple[Seen, Signed]]) -> list[Signed]:
        """Keep what was signed of drafts before it leaves for the outbox, all of it or nothing.

        Args:
            drafts: Each as it was when it was looked at, and what was signed of that.

        Returns:
            What is kept: of a draft that was signed before, that.

        Raises:
            ConflictError: one of them is not what it was.
        """
        with self._transaction() as connection:
            return [_keep_signed(connection, seen, signed) for seen, signed in drafts]

    def signed(self, number: int) -> Signed | None:
        """What was signed for a draft; None = nothing yet."""
        with self._transaction() as connection:
            return _signed(connection, number)

    def half_published(self) -> dict[int, bytes]:
        """Open drafts that were signed already, with the record ids."""
        wanted = (
            select(DRAFT_SIGNED.c.number, DRAFT_SIGNED.c.envelope)
            .join(DRAFT, DRAFT.c.number == DRAFT_SIGNED.c.number)
            .where(DRAFT.c.state == DraftState.OPEN.value)
        )
        with self._transaction() as connection:
            rows = connection.execute(wanted).all()
        return {row.number: parse_record(row.envelope).record_id for row in rows}

    def held_files(self) -> set[bytes]:
        """Digests of the files that drafts which are still open need."""
        wanted = (
            select(DRAFT_FILE.c.sha256)
            .join(DRAFT, DRAFT.c.number == DRAFT_FILE.c.number)
            .where(DRAFT.c.state == DraftState.OPEN.value)
        )
        with self._transaction() as connection:
            return set(connection.execute(wanted).scalars())

    def erase_texts(self, record_ids: Collection[bytes]) -> None:
        """Erase what the drafts of published records hold, for good; their numbers stay."""
        with self._transaction() as connection:
            rows = connection.execute(select(DRAFT.c.number, DRAFT.c.record_id)).all()
            for number in [row.number for row in rows if row.record_id in record_ids]:
                for table in (DRAFT_TEXT, DRAFT_FILE, DRAFT_SIGNED, DRAFT_ANSWER):
                    connection.execute(delete(table).where(table.c.number == number))
                erased = update(DRAFT).where(DRAFT.c.number == number)
                connection.execute(erased.values(title="", source=""))


def _changes(connection: Connection) -> int:
    """Rows that were changed over this connection since it was opened."""
    return int(connection.execute(select(func.total_changes())).scalar_one())


def _has_tables(connection: Connection) -> bool:
    return bool(inspect(connection).get_table_names())


def _draft(connection: Connection, number: int) -> DraftRow:
    wanted = select(DRAFT).where(DRAFT.c.number == number)
    found = connection.execute(wanted).mappings().one_or_none()
    if found is None:
        raise NotFoundError(f"there is no draft {number}", Reason.RECORD_UNKNOWN)
    return _row(found)


def _contents(connection: Connection, number: int) -> Contents:
    texts = select(DRAFT_TEXT.c.name, DRAFT_TEXT.c.data).where(DRAFT_TEXT.c.number == number)
    files = select(DRAFT_FILE).where(DRAFT_FILE.c.number == number)
    return Contents(
        {row.name: row.data for row in connection.execute(texts)},
        {row.name: HeldFile(row.sha256, row.size) for row in connection.execute(files)},
    )


def _answers(connection: Connection, number: int) -> dict[str, ScanAnswer]:
    wanted = select(DRAFT_ANSWER).where(DRAFT_ANSWER.c.number == number)
    return {
        row.finding: ScanAnswer(row.reason, row.person, row.answered_ms)
        for row in connection.execute(wanted)
    }


def _look(connection: Connection, number: int) -> Seen:
    row = _draft(connection, number)
    return Seen(row, _contents(connection, number), _answers(connection, number))


def _signed(connection: Connection, number: int) -> Signed | None:
    wanted = select(DRAFT_SIGNED).where(DRAFT_SIGNED.c.number == number)
    row = connection.execute(wanted).one_or_none()
    return None if row is None else Signed(parse_record(row.envelope), row.salt, row.body)


def _keep_signed(connection: Connection, seen: Seen, signed: Signed) -> Signed:
    number = seen.row.number
    if _look(connection, number) != seen:
        raise changed_meanwhile(number)
    earlier = _signed(connection, number)
    if earlier is not None:
        return earlier
    values = {"envelope": signed.record.envelope, "salt": signed.salt, "body": signed.body}
    connection.execute(insert(DRAFT_SIGNED).values(number=number, **values))
    return signed


def _put_contents(connection: Connection, number: int, contents: Contents) -> None:
    texts = [
        {"number": number, "name": name, "data": data} for name, data in contents.texts.items()
    ]
    files = [
        {"number": number, "name": name, "sha256": one.sha256, "size": one.size}
        for name, one in contents.files.items()
    ]
    for table, rows in ((DRAFT_TEXT, texts), (DRAFT_FILE, files)):
        if rows:
            connection.execute(insert(table), rows)


def _values(row: DraftRow) -> dict[str, Any]:
    names = [column.name for column in DRAFT.columns]
    return {name: getattr(row, name) for name in names} | {"state": row.state.value}


def _row(found: RowMapping) -> DraftRow:
    return DraftRow(**{**found, "state": DraftState(found["state"])})

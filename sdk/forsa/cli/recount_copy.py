"""A copy of a log: the database of a hub or a node, or a folder with one. Only read."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from google.protobuf.message import DecodeError

from forsa.cli.recount_claims import Claims, Difference, Findings, claims_of, compare
from forsa.client.files import FolderError, FolderProblem
from forsa.entry import hash_entry, parse_entry
from forsa.envelope import parse_record
from forsa.errors import (
    CorruptStoreError,
    ForsaError,
    MalformedError,
    Reason,
    VerificationError,
)
from forsa.governance.fold import Folded
from forsa.governance.whole import BATCH, WholeLog
from forsa.note import CheckpointKeys, open_checkpoint
from forsa.root import TrustRoot, network_id_of, walk
from forsa.v1.effects_pb2 import RootPublish

HUB_FILE: Final = "hub.db"
NODE_FILE: Final = "mirror.db"
MEMBER_FILE: Final = "member.db"
"""Beside a node's mirror: what it accepted."""
SQLITE_MAGIC: Final = b"SQLite format 3\x00"
_MAX_ENTRY_BYTES: Final = 2**16
_MAX_BODY_BYTES: Final = 2**20
_MAX_NOTE_BYTES: Final = 2**16
Tell = Callable[[int, int], None]


def find_database(path: Path) -> Path:
    """The database in a folder, or the file itself.

    Raises:
        FolderError: a folder of neither a hub nor a node.
    """
    if not path.is_dir():
        return path
    for name in (HUB_FILE, NODE_FILE):
        if (path / name).is_file():
            return path / name
    raise FolderError(
        f"{path} has neither {HUB_FILE} nor {NODE_FILE}: it is no copy of a log",
        FolderProblem.MISSING,
        path,
    )


def recount_copy(path: Path, tell: Tell) -> tuple[WholeLog, Findings]:
    """Fold every entry of a copy anew, and hold against it what else the copy says.

    Args:
        path: Of the database.
        tell: Told entries that are folded, and all of them.

    Raises:
        CorruptStoreError: the file is damaged, or no database of a log.
        MalformedError: `ENTRY_MALFORMED`: its first entry founds no network.
    """
    with _opened(path) as connection:
        copy = _Copy(connection)
        log = WholeLog(copy.network_id())
        findings = Findings()
        findings.differences += copy.fold(log, tell)
        findings.differences += compare(copy.claims(), claims_of(log))
        note = copy.note()
    if note:
        _check_note(note, log, findings)
        return log, findings
    accepted = _accepted_beside(path)
    if accepted:
        _check_note(accepted, log, findings, may_be_ahead=True)
    return log, findings


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Read-only; where SQLite may not even make its shared memory, the file is taken as it lies."""
    more = "" if os.access(path.parent, os.W_OK) else "&immutable=1"
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{more}", uri=True)) as one:
            yield one
    except sqlite3.Error as error:
        raise CorruptStoreError(
            f"{path.name} is damaged, or is no database of a log: {type(error).__name__}",
            Reason.STORED_DATA_CORRUPT,
            file=path.name,
        ) from None


class _Copy:
    """The tables of a log, of which nothing is believed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN")  # a hub that runs goes on meanwhile: one view of all tables
        self._connection = connection
        wanted = "SELECT name FROM sqlite_master WHERE type = 'table'"
        self._tables = {row[0] for row in connection.execute(wanted)}

    def network_id(self) -> bytes:
        """What the first entry founds. A view in the place of the table could answer for ever."""
        if "entry" not in self._tables:
            raise sqlite3.DatabaseError("no table of entries")
        row = self._connection.execute(
            "SELECT data FROM entry WHERE position = 0 AND length(data) <= ?", (_MAX_ENTRY_BYTES,)
        ).fetchone()
        try:
            record = parse_record(parse_entry(_bytes(row and row[0])).envelope)
            return network_id_of(RootPublish.FromString(record.header.effect).envelope)
        except (ForsaError, DecodeError) as error:
            raise MalformedError(
                "the first entry is missing or founds no network", Reason.ENTRY_MALFORMED
            ) from error

    def size(self) -> int:
        """Entries, up to the last."""
        (last,) = self._connection.execute("SELECT max(position) FROM entry").fetchone()
        return last + 1 if isinstance(last, int) else 0

    def fold(self, log: WholeLog, tell: Tell) -> Iterator[Difference]:
        """Fold the entries in order, as far as they follow each other."""
        size = self.size()
        while log.size < size:
            start = log.size
            rows = self._entries(start)
            run = [row for at, row in enumerate(rows) if row[0] == start + at]
            yield from _other_bytes(run)
            folded = log.append([_bytes(row[1]) for row in run])
            yield from self._texts(log, start, folded)
            tell(log.size, size)
            if len(run) < min(BATCH, size - start):
                yield Difference("entry_missing", log.size)
                return

    def _entries(self, start: int) -> list[Any]:
        return self._connection.execute(
            "SELECT position, CASE WHEN length(data) <= ? THEN data END, leaf FROM entry "
            "WHERE position >= ? AND position < ? ORDER BY position",
            (_MAX_ENTRY_BYTES, start, start + BATCH),
        ).fetchall()

    def _texts(self, log: WholeLog, start: int, folded: Sequence[Folded]) -> Iterator[Difference]:
        """Take the texts of governance that are what was signed for."""
        ids = {one.index: one.record.record_id for one in folded if one.record and not one.void}
        for index, salt, data in self._bodies(start, start + len(folded)):
            try:
                if index in ids:
                    log.put_body(ids[index], _bytes(salt), _bytes(data))
            except VerificationError:
                yield Difference("text", index)

    def _bodies(self, start: int, end: int) -> list[Any]:
        return self._rows(
            "body",
            "SELECT position, salt, data FROM body WHERE position >= ? AND position < ? "
            "AND length(data) <= ? ORDER BY position",
            (start, end, _MAX_BODY_BYTES),
        )

    def claims(self) -> Claims:
        """What it says beside its entries; a table that is not there says nothing."""
        head = self._rows("head", "SELECT size, root FROM head")
        size, root = head[0] if head else (0, b"")
        voids = self._rows("entry", "SELECT position, void FROM entry WHERE void IS NOT NULL")
        digests = self._rows("digest", "SELECT size, digest FROM digest")
        outcomes = self._rows("outcome", "SELECT record_id, position, type, result FROM outcome")
        turns = self._rows("turn", "SELECT position, part, key, value FROM turn")
        known = self._tables
        return Claims(
            size=_number(size),
            root=_bytes(root),
            voids={_number(index): str(rule) for index, rule in voids},
            digests={_number(size): _bytes(digest) for size, digest in digests}
            if "digest" in known
            else None,
            outcomes={
                _bytes(record_id): (_number(index), str(kind), str(result))
                for record_id, index, kind, result in outcomes
            }
            if "outcome" in known
            else None,
            turns={
                (_number(index), str(part), str(key)): str(value)
                for index, part, key, value in turns
            }
            if "turn" in known
            else None,
        )

    def note(self) -> str:
        """The newest checkpoint that a hub signed; empty: none is in this file."""
        rows = self._rows("checkpoint", "SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")
        return str(rows[0][0])[:_MAX_NOTE_BYTES] if rows else ""

    def _rows(self, table: str, wanted: str, values: Sequence[int] = ()) -> list[Any]:
        if table not in self._tables:
            return []
        return self._connection.execute(wanted, values).fetchall()


def _other_bytes(rows: Sequence[Any]) -> Iterator[Difference]:
    for index, data, leaf in rows:
        found = hash_entry(_bytes(data))
        if _bytes(leaf) != found:
            yield Difference("entry_bytes", index, _bytes(leaf).hex(), found.hex())


def _accepted_beside(path: Path) -> str:
    """The newest checkpoint that a node accepted; empty: its file is not here."""
    beside = path.with_name(MEMBER_FILE)
    if path.name != NODE_FILE or not beside.is_file():
        return ""
    with _opened(beside) as connection:
        row = connection.execute("SELECT accepted FROM trust").fetchone()
    return str(row[0])[:_MAX_NOTE_BYTES] if row and row[0] else ""


def _check_note(
    note: str, log: WholeLog, findings: Findings, *, may_be_ahead: bool = False
) -> None:
    """Hold the entries against the tree that the log's key signed.

    A node accepts a tree before it has all its entries; a hub signs none that it does not have.
    """
    try:
        roots = roots_of(log)
        document = roots[0].document
        keys = [key for root in roots for key in root.document.log_keys]
        services = [key for root in roots for key in root.document.service_keys]
        signed = open_checkpoint(note, CheckpointKeys(document.origin, keys, services))
    except ForsaError as error:
        findings.differences.append(Difference("checkpoint", None, error.message))
        return
    if may_be_ahead and signed.size > log.size:
        findings.known_size = signed.size
        return
    found = log.root(signed.size).hex() if signed.size <= log.size else ""
    if found == signed.root.hex():
        findings.signed_size = signed.size
        return
    stored = f"{signed.size} {signed.root.hex()}"
    findings.differences.append(Difference("checkpoint", None, stored, f"{log.size} {found}"))


def roots_of(log: WholeLog) -> tuple[TrustRoot, ...]:
    """The trust root chain that the log itself has.

    Raises:
        VerificationError: it is none.
    """
    acts: Iterable[Any] = (one.effect for one in log.chronicle().of("root.publish"))
    return walk([one.envelope for one in acts], log.state.rights.network_id)


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else b""


def _number(value: Any) -> int:
    return value if isinstance(value, int) else -1

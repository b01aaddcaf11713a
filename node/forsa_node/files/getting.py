"""Files that somebody asks for by name: fetched now, and written where people look for them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forsa.attachments.media_types import typed_name
from forsa.attachments.names import safe_file_name
from forsa.errors import ForsaError, NotFoundError, QuotaError, Reason, Situation, error_for

from forsa_node.files.content import ContentStore
from forsa_node.files.listing import FileRow, Standing, files_of
from forsa_node.files.moving import transfer
from forsa_node.files.transfer import Tell, tell_nobody
from forsa_node.finding import withdrawn
from forsa_node.store.database import DamagedStoreError

FETCHED: Final = (Standing.ABSENT, Standing.WANTED, Standing.PARTIAL, Standing.REFUSED)
_WITHHELD: Final = {Standing.HELD: Reason.BODY_HELD, Standing.ERASED: Reason.BODY_REDACTED}


def fetch(folder: Path, rows: Sequence[FileRow], tell: Tell = tell_nobody) -> None:
    """Fetch those of these attachments that are not here, whatever the node's rules say.

    Those of what its author withdrew are left alone.

    Those that are damaged on this disk are fetched again, as far as they are.

    Raises:
        ForsaError: why it ended early; what arrived is kept, and fetching again goes on there.
    """
    store = ContentStore(folder)
    offered = [one for one in rows if not one.withdrawn]
    roots = [bytes.fromhex(one.root) for one in offered if _is_to_be_fetched(store, one)]
    if roots:
        asyncio.run(transfer(folder, tell, roots))


def _is_to_be_fetched(store: ContentStore, row: FileRow) -> bool:
    if row.index is None or not row.sha256:  # not in the log yet, or not here
        return row.index is not None and row.standing in FETCHED
    try:
        store.open(bytes.fromhex(row.sha256)).close()
    except (NotFoundError, DamagedStoreError):
        return True
    return False


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of files that somebody wanted as files of their own."""

    written: Sequence[Path]
    error: ForsaError | None
    """Why the others are not; None = all are."""


def bring(
    folder: Path, which: str, names: Sequence[str], to: Path, tell: Tell = tell_nobody
) -> Brought:
    """Fetch attachments of a record as `fetch` does, and write as `save` does what is here then.

    Raises:
        NotFoundError, ConflictError: as `chosen`.
    """
    stopped = None
    try:
        fetch(folder, chosen(folder, which, names), tell)
    except ForsaError as error:
        stopped = error
    return save(folder, chosen(folder, which, names), to, stopped)


def save(
    folder: Path, rows: Sequence[FileRow], to: Path, stopped: ForsaError | None = None
) -> Brought:
    """Write attachments that are here into the folder `to`, under names that are safe there.

    Nothing is ever overwritten: a name that is taken gets a number. One that is not here, or is
    damaged, holds up no other.

    Args:
        folder: The node's.
        rows: Which.
        to: A folder; made if something is written.
        stopped: Why no more of them came; else the rows say why.
    """
    store, written, damaged = ContentStore(folder), list[Path](), list[ForsaError]()
    for one in rows:
        if one.sha256:
            to.mkdir(parents=True, exist_ok=True)
            try:
                written.append(_save(store, one, to))
            except (NotFoundError, DamagedStoreError, QuotaError) as error:
                damaged.append(error)
    absent = [one for one in rows if not one.sha256]
    why = _not_here(absent, stopped) if absent else next(iter(damaged), None)
    return Brought(written, why)


def _not_here(absent: Sequence[FileRow], stopped: ForsaError | None) -> ForsaError:
    """Why, in the class and with the reason of what stopped them, or of the first."""
    first = absent[0]
    names = ", ".join(one.file_name or one.root[:16] for one in absent)
    if stopped is not None:
        message = f"not at this node: {names} ({stopped.message})"
        return error_for(stopped.reason, message, **stopped.metadata)
    reason = Reason(first.reason) if first.reason else Reason.BLOB_UNKNOWN
    why = first.message or first.standing.value
    return error_for(_WITHHELD.get(first.standing, reason), f"not at this node: {names} ({why})")


def _save(store: ContentStore, row: FileRow, to: Path) -> Path:
    taken = {one.name for one in to.iterdir()}
    while True:
        name = typed_name(row.file_name or row.root[:16], row.media_type)
        path = to / safe_file_name(name, taken)
        try:
            store.copy(bytes.fromhex(row.sha256), path)
        except FileExistsError:
            taken.add(path.name)  # another program was faster
            continue
        return path


def chosen(folder: Path, which: str, names: Sequence[str]) -> list[FileRow]:
    """The attachments of a record: those with these names, or all.

    Raises:
        NotFoundError: `RECORD_UNKNOWN`, `BLOB_UNKNOWN`: there is no such record, or none so named.
        ConflictError: `KIND_PRECONDITION`: its author withdrew it.
    """
    rows = files_of(folder, which)
    if any(one.withdrawn for one in rows):
        raise withdrawn(which)
    if not rows:
        raise NotFoundError(f"record {which} has no files", Reason.BLOB_UNKNOWN).told_as(
            Situation.NO_FILES
        )
    unknown = set(names) - {one.file_name for one in rows}
    if unknown:
        raise NotFoundError(
            f"record {which} has no file {', '.join(sorted(unknown))}", Reason.BLOB_UNKNOWN
        )
    return [one for one in rows if not names or one.file_name in names]

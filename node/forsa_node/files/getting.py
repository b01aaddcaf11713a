"""Files that somebody asks for by name: fetched now, and written where people look for them."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from forsa.attachments.names import safe_file_name
from forsa.errors import NotFoundError, Reason

from forsa_node.files.content import ContentStore
from forsa_node.files.listing import FileRow, Standing, files_of
from forsa_node.files.moving import transfer
from forsa_node.files.transfer import Tell, tell_nobody

FETCHED: Final = (Standing.ABSENT, Standing.WANTED, Standing.PARTIAL, Standing.REFUSED)


def fetch(folder: Path, rows: Sequence[FileRow], tell: Tell = tell_nobody) -> None:
    """Fetch those of these attachments that are not here, whatever the node's rules say.

    Raises:
        ForsaError: why it ended early; what arrived is kept, and fetching again goes on there.
    """
    roots = [bytes.fromhex(one.root) for one in rows if one.standing in FETCHED]
    if roots:
        asyncio.run(transfer(folder, tell, roots))


def save(folder: Path, rows: Sequence[FileRow], to: Path) -> list[Path]:
    """Write attachments that are here into the folder `to`, under names that are safe there.

    Nothing is ever overwritten: a name that is taken gets a number.

    Raises:
        NotFoundError: `BLOB_UNKNOWN`: one of them is not here; nothing is written.
        DamagedStoreError: one is damaged on this disk; the others before it are written.
    """
    absent = [one for one in rows if not one.sha256]
    if absent:
        names = ", ".join(one.file_name or one.root[:16] for one in absent)
        raise NotFoundError(
            f"not at this node: {names} ({absent[0].reason or absent[0].standing.value})",
            Reason.BLOB_UNKNOWN,
        )
    to.mkdir(parents=True, exist_ok=True)
    store = ContentStore(folder)
    return [_save(store, one, to) for one in rows]


def _save(store: ContentStore, row: FileRow, to: Path) -> Path:
    while True:
        taken = {one.name for one in to.iterdir()}
        path = to / safe_file_name(row.file_name or row.root[:16], taken)
        try:
            store.copy(bytes.fromhex(row.sha256), path)
        except FileExistsError:
            continue  # another program was faster
        return path


def chosen(folder: Path, which: str, names: Sequence[str]) -> list[FileRow]:
    """The attachments of a record: those with these names, or all.

    Raises:
        NotFoundError: `RECORD_UNKNOWN`, `BLOB_UNKNOWN`: there is no such record, or none so named.
    """
    rows = files_of(folder, which)
    unknown = set(names) - {one.file_name for one in rows}
    if unknown or not rows:
        raise NotFoundError(
            f"record {which} has no file {', '.join(sorted(unknown))}".rstrip(), Reason.BLOB_UNKNOWN
        )
    return [one for one in rows if not names or one.file_name in names]

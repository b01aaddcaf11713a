"""`forsa-hub verify`: recompute everything a hub's database claims, and read every attachment."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from forsa.commitment import ranges_of
from forsa.errors import CorruptStoreError
from forsa.log_store.checking import check_log
from forsa.words.reasons import Language
from rich.console import Console
from rich.progress import Progress
from sqlalchemy import Connection

from forsa_hub.anchor import Anchor
from forsa_hub.blobs.opening import open_store
from forsa_hub.blobs.reading import read_verified
from forsa_hub.blobs.store import BlobStore
from forsa_hub.checkpoints import open_head
from forsa_hub.config import Config
from forsa_hub.folder import HubFolder, open_folder
from forsa_hub.own_keys import signers_for
from forsa_hub.store.blobs import StoredBlob, all_blobs
from forsa_hub.store.database import Database
from forsa_hub.store.tables import METADATA
from forsa_hub.words import say


def verify_folder(
    path: Path, sample: int, language: Language = "en", *, quiet: bool
) -> dict[str, Any]:
    """Check every entry's place, hash and verdict, the bodies of one entry in `sample`, and all
    attachments, which are only read; `language` is that of the progress.
    """
    folder = open_folder(path)
    store = open_store(Config.load(path).blobs, path)
    database = Database(folder.database)
    try:
        database.migrate()
        with Progress(console=Console(stderr=True), disable=quiet) as progress:
            with database.transaction() as connection:
                task = progress.add_task(say("reading_entries", language), total=None)
                report = _verify(folder, connection, sample, partial(progress.update, task))
                blobs = list(all_blobs(connection))
            chunks = sum(one.key.chunks for one in blobs)
            task = progress.add_task(say("reading_attachments", language), total=chunks)
            damaged = _check_blobs(store, blobs, partial(progress.advance, task))
        return {**report, "attachments": len(blobs), "damaged": report["damaged"] + damaged}
    finally:
        database.close()


def _check_blobs(
    store: BlobStore, blobs: Sequence[StoredBlob], advance: Callable[[], None]
) -> list[str]:
    """Read every chunk of every attachment and hold it to its commitment."""
    damaged = []
    for blob in blobs:
        bad = []
        for index in range(blob.key.chunks):
            if read_verified(store, blob, index) is None:
                bad.append(index)
            advance()
        if bad:
            listed = ", ".join(f"{first}-{first + count - 1}" for first, count in ranges_of(bad))
            damaged.append(f"the attachment {blob.key.root.hex()}: chunks {listed}")
    return damaged


def _verify(
    folder: HubFolder, connection: Connection, sample: int, update: Callable[..., None]
) -> dict[str, Any]:
    def told(done: int, total: int) -> None:
        update(completed=done, total=total)

    checked = check_log(connection, METADATA, folder.network_id, sample, told)
    damaged = [*checked.damaged, *_check_head(folder, connection)]
    return {
        "entries": checked.size,
        "checked": checked.size,
        "root": checked.root.hex(),
        "state": checked.state.hex(),
        "damaged": damaged,
    }


def _check_head(folder: HubFolder, connection: Connection) -> list[str]:
    try:
        signers = signers_for(folder, folder.roots()[-1].document)
        open_head(connection, signers, Anchor.load(folder.path / "anchor.json"))
    except CorruptStoreError as error:
        return [f"the head: {error.message}"]
    return []

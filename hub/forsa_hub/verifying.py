"""`forsa-hub verify`: recompute everything a hub's database claims."""

from pathlib import Path
from typing import Any

from forsa.errors import CorruptStoreError
from forsa.log_store.checking import check_log
from rich.progress import Progress
from sqlalchemy import Connection

from forsa_hub.anchor import Anchor
from forsa_hub.checkpoints import Signers, open_head
from forsa_hub.folder import HubFolder, open_folder
from forsa_hub.store.database import Database
from forsa_hub.store.tables import METADATA


def verify_folder(path: Path, sample: int, *, quiet: bool) -> dict[str, Any]:
    """Check every entry's place, hash and verdict, and the bodies of one entry in `sample`."""
    folder = open_folder(path)
    database = Database(folder.database)
    try:
        database.migrate()
        with database.transaction() as connection, Progress(disable=quiet) as progress:
            return _verify(folder, connection, sample, progress)
    finally:
        database.close()


def _verify(
    folder: HubFolder, connection: Connection, sample: int, progress: Progress
) -> dict[str, Any]:
    task = progress.add_task("entries", total=None)

    def told(done: int, total: int) -> None:
        progress.update(task, completed=done, total=total)

    checked = check_log(connection, METADATA, folder.network_id, sample, told)
    damaged = [*checked.damaged, *_check_head(folder, connection)]
    return {"entries": checked.size, "checked": checked.size, "damaged": damaged}


def _check_head(folder: HubFolder, connection: Connection) -> list[str]:
    signers = Signers(folder.about.origin, folder.log_key(), folder.service_key())
    try:
        open_head(connection, signers, Anchor.load(folder.path / "anchor.json"))
    except CorruptStoreError as error:
        return [f"the head: {error.message}"]
    return []

"""`forsa-node verify`: compute everything the mirror claims again."""

from pathlib import Path
from typing import Any

from forsa.client.identity import load_identity
from forsa.errors import CorruptStoreError
from forsa.log_store.checking import check_log

from forsa_node.reading import reading
from forsa_node.store.mirror_tables import METADATA


def verify_mirror(folder: Path, sample: int) -> dict[str, Any]:
    """Compute hashes, signatures, state, bodies and root again, also while the daemon runs."""
    identity = load_identity(folder)
    try:
        with reading(folder) as stores:
            checked = stores.mirror.connected(
                lambda connection: check_log(connection, METADATA, identity.network_id, sample)
            )
    except CorruptStoreError as error:
        return {"entries": 0, "checked": 0, "root": "", "state": "", "damaged": [error.message]}
    return {
        "entries": checked.size,
        "checked": checked.size,
        "root": checked.root.hex(),
        "state": checked.state.hex(),
        "damaged": list(checked.damaged),
    }

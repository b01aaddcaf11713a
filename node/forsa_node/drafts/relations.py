"""The records that a draft names: found by number or by the beginning of an id."""

from collections.abc import Collection
from pathlib import Path

from forsa.errors import CorruptStoreError, MalformedError, NotFoundError

from forsa_node.finding import find_record
from forsa_node.reading import Stores, reading


def record_ids(folder: Path, named: Collection[str]) -> dict[str, bytes]:
    """The ids of the records that are named, as far as they are on this node."""
    try:
        with reading(folder) as stores:
            found = {text: _record_id(stores, text) for text in sorted(named)}
    except CorruptStoreError:
        return {}
    return {text: record_id for text, record_id in found.items() if record_id}


def _record_id(stores: Stores, which: str) -> bytes:
    try:
        return find_record(stores, which).record_id
    except (NotFoundError, MalformedError):
        return b""

"""The records that a draft names: found by number or by the beginning of an id, or not here."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final

from forsa.errors import CorruptStoreError, MalformedError, NotFoundError
from forsa.kinds.findings import Finding, Level

from forsa_node.finding import find_record
from forsa_node.reading import Stores, reading

_SHOWN: Final = 16


def record_ids(folder: Path, named: Collection[str]) -> dict[str, bytes]:
    """The ids of the records that are named, as far as they are on this node."""
    try:
        with reading(folder) as stores:
            found = {text: _record_id(stores, text) for text in sorted(named)}
    except CorruptStoreError:
        return {}
    return {text: record_id for text, record_id in found.items() if record_id}


def unknown_relations(folder: Path, message: Any) -> Iterator[Finding]:
    """Related records that this node does not know: a slip in an id would point nowhere."""
    named = {
        f"related[{index}].record_id": one.record_id.hex()
        for index, one in enumerate(getattr(message, "related", ()))
        if one.record_id
    }
    if not named:
        return
    known = record_ids(folder, set(named.values()))
    for path, text in named.items():
        if text not in known:
            values = {"value": text[:_SHOWN]}
            yield Finding(path, "related.unknown", values, Level.WARNING)


def _record_id(stores: Stores, which: str) -> bytes:
    try:
        return find_record(stores, which).record_id
    except (NotFoundError, MalformedError):
        return b""

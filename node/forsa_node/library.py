"""What `list` and `show` tell; they only read, and work without a connection."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from forsa.errors import MalformedError, NotFoundError, Reason
from forsa.kinds.bodies import body_type
from forsa.kinds.preview import preview, title_of
from forsa.log_store.reading import LogReader, StoredEntry
from forsa.words.reasons import Language

from forsa_node.reading import Stores, reading
from forsa_node.words import say

PAGE: Final = 256


def list_of(
    folder: Path, language: Language, kinds: Sequence[str], members: Sequence[str]
) -> list[dict[str, Any]]:
    """The valid records with a body, the newest version of each object."""
    rows: list[dict[str, Any]] = []
    start = 0
    with reading(folder) as stores:
        while True:
            page = partial(LogReader.records_of, kinds=kinds, members=members, start=start)
            found = stores.mirror.read(partial(page, limit=PAGE))
            rows += _rows(stores, found, language)
            if len(found) < PAGE:
                return rows
            start = found[-1] + 1


def _rows(stores: Stores, indexes: Sequence[int], language: Language) -> list[dict[str, Any]]:
    entries = stores.mirror.read(lambda log: log.entries_at(indexes))
    bodies = stores.mirror.read(lambda log: log.bodies(indexes))
    objects = [one.record().header.object_id for one in entries]
    newest = stores.mirror.read(lambda log: log.newest_of(objects))
    return [
        _row(one, bodies[one.index].data if one.index in bodies else None, language)
        for one in entries
        if one.record().header.HasField("body")
        and newest.get(one.record().header.object_id) == one.index
    ]


def _row(entry: StoredEntry, body: bytes | None, language: Language) -> dict[str, Any]:
    record = entry.record()
    header = record.header
    return {
        "index": entry.index,
        "record_id": record.record_id.hex(),
        "object_id": header.object_id.hex(),
        "kind": header.kind,
        "member": header.member,
        "languages": list(header.languages),
        "region": header.region,
        "title": _title(header.kind, body, language),
        "here": body is not None,
    }


def _title(kind: str, body: bytes | None, language: Language) -> str:
    body_class = body_type(kind)
    if body is None or body_class is None:
        return ""
    return title_of(body_class.FromString(body), language)


def show_one(folder: Path, which: str, language: Language) -> dict[str, Any]:
    """One record with what is known of it.

    Raises:
        NotFoundError: no record has this number or id.
    """
    with reading(folder) as stores:
        index = _find(stores, which)
        entry = stores.mirror.read(lambda log: log.entries_at([index]))[0]
        bodies = stores.mirror.read(lambda log: log.bodies([index]))
        receipt = stores.member.receipt(entry.record().record_id)
    body = bodies[index].data if index in bodies else None
    row = _row(entry, body, language)
    received = say(language, "state_received", index=index)
    row["receipt"] = receipt
    row["says"] = received
    head = f"{row['kind']} · {row['member']}\n{row['record_id']}\n{received}"
    row["text"] = f"{head}\n\n{_text(entry, body, language)}".rstrip()
    return row


def _text(entry: StoredEntry, body: bytes | None, language: Language) -> str:
    body_class = body_type(entry.record().header.kind)
    if body is None or body_class is None:
        return ""
    return preview(body_class.FromString(body), language)


def _find(stores: Stores, which: str) -> int:
    size = stores.mirror.read(LogReader.head).size
    if which.isascii() and which.isdigit() and int(which) < size:
        return int(which)
    try:
        wanted = bytes.fromhex(which)
    except ValueError:
        raise MalformedError(
            f"{which} is neither a number nor an id", Reason.RECORD_UNKNOWN
        ) from None
    found = stores.mirror.read(lambda log: log.index_of([wanted]) or log.newest_of([wanted]))
    if wanted in found:
        return found[wanted]
    raise NotFoundError(f"there is no record {which} among {size}", Reason.RECORD_UNKNOWN)

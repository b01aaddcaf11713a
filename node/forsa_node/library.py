"""What `list` and `show` tell; they only read, and work without a connection."""

from collections.abc import Sequence, Set
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, Final

from forsa.envelope import Record
from forsa.governance.audience import BodyState
from forsa.kinds.bodies import body_type
from forsa.kinds.preview import preview, title_of
from forsa.log_store.reading import LogReader, StoredEntry
from forsa.rpc.details import clean
from forsa.words.reasons import Language
from google.protobuf.message import DecodeError, Message

from forsa_node.finding import find_index
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.words import say

PAGE: Final = 256
RAW_BYTES: Final = 1024


def list_of(
    folder: Path, language: Language, kinds: Sequence[str], members: Sequence[str]
) -> list[dict[str, Any]]:
    """The valid records with a body, the newest version of each object."""
    rows: list[dict[str, Any]] = []
    start = 0
    with reading(folder) as stores:
        seen = Seen.of(stores)
        held = {one for one in seen.state.rights.holds if seen.is_held(one)}
        while True:
            page = partial(LogReader.records_of, kinds=kinds, members=members, start=start)
            found = stores.mirror.read(partial(page, limit=PAGE))
            rows += _rows(stores, held, found, language)
            if len(found) < PAGE:
                return rows
            start = found[-1] + 1


def _rows(
    stores: Stores, held: Set[bytes], indexes: Sequence[int], language: Language
) -> list[dict[str, Any]]:
    entries = stores.mirror.read(lambda log: log.entries_at(indexes))
    bodies = stores.mirror.read(lambda log: log.bodies(indexes))
    objects = [one.record().header.object_id for one in entries]
    newest = stores.mirror.read(lambda log: log.newest_of(objects))
    rows = []
    for one in entries:
        record = one.record()
        header = record.header
        if header.HasField("body") and newest.get(header.object_id) == one.index:
            shown = one.index in bodies and record.record_id not in held
            body = bodies[one.index].data if shown else None
            rows.append(_row(one.index, record, body, language))
    return rows


def _row(index: int, record: Record, body: bytes | None, language: Language) -> dict[str, Any]:
    header = record.header
    return {
        "index": index,
        "record_id": record.record_id.hex(),
        "object_id": header.object_id.hex(),
        "kind": header.kind,
        "member": header.member,
        "languages": list(header.languages),
        "region": header.region,
        "title": "" if body is None else _title(header.kind, body, language),
        "here": body is not None,
    }


def _title(kind: str, body: bytes, language: Language) -> str:
    message = _parsed(kind, body)
    return "" if message is None else title_of(message, language)


def _parsed(kind: str, body: bytes) -> Message | None:
    """The body as its message; None for a kind that is not known, or a body that is none."""
    body_class = body_type(kind)
    try:
        return None if body_class is None else body_class.FromString(body)
    except DecodeError:
        return None


def show_one(folder: Path, which: str, language: Language) -> dict[str, Any]:
    """One entry with what is known of it.

    Raises:
        NotFoundError: no entry has this number or id.
    """
    with reading(folder) as stores:
        index = find_index(stores, which)
        entry = stores.mirror.read(lambda log: log.entries_at([index]))[0]
        if entry.void is not None:
            return _show_void(entry, language)
        record = entry.record()
        bodies = stores.mirror.read(lambda log: log.bodies([index]))
        receipt = stores.member.receipt(record.record_id)
        seen = Seen.of(stores)
    stands, witnessed = seen.body_state(record), asdict(seen.witnessed(index))
    shown = index in bodies and stands is BodyState.SERVED
    body = bodies[index].data if shown else None
    received = say(language, "state_received", index=index)
    says = f"{received} · {say(language, 'witnessed', **witnessed)}"
    row = _row(index, record, body, language)
    head = f"{row['kind']} · {row['member']}\n{row['record_id']}\n{says}"
    text = _text(record, body, stands, language)
    return {
        **row,
        "receipt": receipt,
        "witnessed": witnessed,
        "body_state": stands.value,
        "says": says,
        "text": f"{head}\n\n{text}".rstrip(),
    }


def _show_void(entry: StoredEntry, language: Language) -> dict[str, Any]:
    """An entry that breaks a rule: kept as it is, and nothing in it is believed."""
    says = say(language, "state_void", index=entry.index, rule=entry.void)
    return {"index": entry.index, "void": entry.void, "says": says, "text": says}


def _text(record: Record, body: bytes | None, stands: BodyState, language: Language) -> str:
    header = record.header
    if not header.HasField("body"):
        return ""
    if body is None:
        keys = {BodyState.HELD: "text_held", BodyState.REDACTED: "text_redacted"}
        return say(language, keys.get(stands, "text_absent"))
    message = _parsed(header.kind, body)
    if message is not None:
        return preview(message, language)
    if body_type(header.kind) is not None:
        return say(language, "text_malformed", size=len(body))
    return raw_text(body)


def raw_text(body: bytes) -> str:
    """The body of a kind that this version does not know, safe to print: text, or hex digits."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return body[:RAW_BYTES].hex(" ")
    lines = [clean(line) for line in text.splitlines()]
    return "\n".join(lines)

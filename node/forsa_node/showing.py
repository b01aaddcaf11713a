"""What `show` tells of one entry, and of a work with everything that is around it.

It only reads, and works without a connection. What others wrote is shown, and never believed.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from forsa.envelope import Record
from forsa.errors import NotFoundError, Reason
from forsa.governance.audience import BodyState
from forsa.library.cards import LIBRARY_KINDS, parse_body
from forsa.library.translations import apply_translation, best_translation
from forsa.log_store.around import Around, Withdrawal, Work
from forsa.log_store.reading import LogReader, StoredEntry
from forsa.v1.effects_pb2 import FlagRaise
from forsa.words.reasons import Language
from google.protobuf.message import DecodeError

from forsa_node.ahead import number_of
from forsa_node.answered import about_line, answered_by
from forsa_node.around_lines import called
from forsa_node.finding import find_ended, find_index
from forsa_node.found import code_label, one_line
from forsa_node.governance.marking import marked_note, marked_since
from forsa_node.library import row_of
from forsa_node.readers import readers_line
from forsa_node.reading import Stores, reading
from forsa_node.related import related_of
from forsa_node.seen import Seen
from forsa_node.shown_lines import lines_of
from forsa_node.shown_text import body_text, drop_claim, message_text
from forsa_node.standing import says_of, says_received
from forsa_node.store.outbox import OutboxItem, OutboxState
from forsa_node.words import SENTENCES, say
from forsa_node.works import (
    describe_opinion,
    describe_thread,
    describe_withdrawal,
    describe_work,
)

FLAG: Final = "flag.raise"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One valid entry as it is shown."""

    index: int
    """Where it stands; behind the log, if it waits to be sent."""
    record: Record
    body: bytes | None
    """None: it may not be shown, or is not here."""
    stands: BodyState
    withdrawal: Withdrawal | None
    """By its author: of this version, or of the newest."""
    kept: bool = False
    """Withdrawn, and its text lies here until it is erased."""

    @property
    def number(self) -> int | None:
        """Of its entry; None as long as it waits."""
        return number_of(self.index)


def show_one(folder: Path, which: str, language: Language, *, full: bool = False) -> dict[str, Any]:
    """One record with what is known of it, for machines; `text` is the same for people.

    One that was signed here is shown before it is sent, and when nothing became of it.

    Args:
        folder: The node's.
        which: A number, or the beginning of an id.
        language: Of who reads.
        full: Its texts in every language that they have, with hashes; else each in one language.

    Raises:
        NotFoundError: no record has this number or id.
    """
    with reading(folder) as stores:
        try:
            index = find_index(stores, which)
        except NotFoundError:
            ended = find_ended(stores, which)
            if ended is None:
                raise
            return _show_ended(folder, ended, language, full=full)
        entry, item = stores.ahead(lambda log: (log.entries_at([index])[0], log.item(index)))
        if entry.void is not None:
            return _show_void(entry, language)
        seen = Seen.of(stores)
        shown = _entry(stores, seen, entry)
        record = shown.record
        row = row_of(shown.number, record, shown.body, language)
        if shown.withdrawal is not None:  # number, title and reason stay
            shown = replace(shown, body=None, kept=shown.body is not None)
        around = _around(folder, stores, seen, shown, language, full=full)
        about, first = _about(stores, seen, record, language)
        since = None if item else marked_since(seen, record, entry.index)
        around |= about | {"marked_from": since}
        witnessed = None if item else seen.witnessed(entry.index)
        receipt = stores.member.receipt(record.record_id)
    if item is not None:
        says = says_of(item, folder, None, language)
    else:
        says = says_received(entry.index, witnessed, language)
    lines = around.pop("lines")
    parts = [
        _head(row, says, language),
        "\n".join([*first, *marked_note(since, language), *lines["before"]]),
        _text(shown, row, around, language, full=full),
        *lines["after"],
    ]
    return {
        **row,
        **around,
        "receipt": receipt,
        "witnessed": asdict(witnessed) if witnessed else None,
        "body_state": shown.stands.value,
        "says": says,
        "text": "\n\n".join(part for part in parts if part).rstrip(),
    }


def _head(row: Mapping[str, Any], says: str, language: Language) -> str:
    kind = code_label("kind", row["kind"], language)
    readers = readers_line(row["audience"], language)
    return f"{kind} · {row['member']}\n{row['record_id']}\n{says}\n{readers}"


def _show_ended(
    folder: Path, item: OutboxItem, language: Language, *, full: bool
) -> dict[str, Any]:
    """What its author wrote, though it will never be in the log, and why."""
    row = row_of(None, item.record, item.body or None, language)
    says = says_of(item, folder, None, language)
    message = parse_body(item.kind, item.body or None)
    text = "" if message is None else message_text(message, language, full=full)
    return {**row, "says": says, "text": f"{_head(row, says, language)}\n\n{text}".rstrip()}


def _entry(stores: Stores, seen: Seen, entry: StoredEntry) -> _Entry:
    record = entry.record()
    stands = seen.body_state(record)
    bodies = stores.ahead(lambda log: log.bodies([entry.index]))
    shown = entry.index in bodies and stands is BodyState.SERVED
    gone = stores.ahead(lambda log: Around(log, seen.state, seen.fresh_ms).withdrawals([record]))
    body = bodies[entry.index].data if shown else None
    return _Entry(entry.index, record, body, stands, gone.get(record.record_id))


def _show_void(entry: StoredEntry, language: Language) -> dict[str, Any]:
    """An entry that breaks a rule: kept as it is, and nothing in it is believed."""
    says = say(language, "state_void", index=entry.index, rule=entry.void)
    return {"index": entry.index, "void": entry.void, "says": says, "text": says}


def _around(
    folder: Path, stores: Stores, seen: Seen, shown: _Entry, language: Language, *, full: bool
) -> dict[str, Any]:
    """What is around the record: everything for a work, conversations for all."""
    object_id = shown.record.header.object_id

    def read(log: LogReader) -> tuple[Work | None, list[dict[str, Any]]]:
        around = Around(log, seen.state, seen.fresh_ms)
        threads = [describe_thread(one, language) for one in around.threads(object_id)]
        is_work = shown.record.header.kind in LIBRARY_KINDS
        return around.work(object_id) if is_work else None, threads

    work, threads = stores.ahead(read)
    withdrawn = describe_withdrawal(shown.withdrawal, language)
    standing = {
        "comments": threads,
        "withdrawn": None if withdrawn is None else withdrawn | {"kept": shown.kept},
    }
    if work is None:
        return standing | {"lines": lines_of(standing, language)}
    told = describe_work(work, (), language) | standing | _settled(stores, seen, object_id)
    for name in ("index", "record_id", "title"):
        del told[name]
    told["refused_versions"] = _refused(stores, object_id)
    told["related"] = related_of(folder, stores, seen, work, language)
    told["files"] = [] if shown.withdrawal else _files(work)
    told["translated"] = _translated(work, shown, language, full=full)
    shown_id = shown.record.record_id.hex()
    lines = lines_of(told | {"shown": shown_id, "folder": folder}, language)
    return told | {"lines": lines}


def _settled(stores: Stores, seen: Seen, object_id: bytes) -> dict[str, Any]:
    """What others' words come to: those that wait here count only once they are in the log."""
    if not stores.leaving:
        return {}
    work = stores.mirror.read(lambda log: Around(log, seen.state, seen.fresh_ms).work(object_id))
    return {} if work is None else {"maturity": work.maturity, **describe_opinion(work.reviews)}


def _about(
    stores: Stores, seen: Seen, record: Record, language: Language
) -> tuple[dict[str, Any], list[str]]:
    """What an answer or a flag is about, and the line that says so before its text."""
    found = stores.ahead(lambda log: answered_by(log, seen, [record], language))
    about = found.get(record.record_id)
    if record.header.kind == FLAG:
        flag, line = _flag(stores, seen, record, language)
        return {"about": about, "flag": flag}, [line]
    if about is None:
        return {"about": None}, []
    values = {"index": called(about), "about": about_line(about, language)}
    return {"about": about}, [say(language, "shown_about", **values)]


def _flag(
    stores: Stores, seen: Seen, record: Record, language: Language
) -> tuple[dict[str, Any], str]:
    """Why something was flagged, and what; for programs, and as a line for people."""
    parent = record.header.parent
    try:
        code = FlagRaise.FromString(record.header.effect).reason
    except DecodeError:  # another program's
        code = ""
    key = f"flag_{code}"
    values = {"reason": say(language, key) if key in SENTENCES else one_line(code)}
    index = stores.ahead(lambda log: log.index_of([parent])).get(parent)
    told = {"reason": code, "record_id": parent.hex(), "index": None}
    if index is None:
        return told, say(language, "shown_flag_unknown", about=parent.hex(), **values)
    target = _entry(stores, seen, stores.ahead(lambda log: log.entries_at([index]))[0])
    row = row_of(target.number, target.record, target.body, language)
    about = about_line(row, language)
    line = say(language, "shown_flag", index=called(row), about=about, **values)
    return told | {"index": target.number}, line


def _refused(stores: Stores, object_id: bytes) -> list[dict[str, Any]]:
    """Own versions that another one was published before: both are shown."""
    items = stores.member.items(OutboxState.REFUSED)
    return [
        {"record_id": one.record.record_id.hex(), "title": one.title, "created_ms": one.created_ms}
        for one in items
        if one.record.header.object_id == object_id and one.reason is Reason.PARENT_STALE
    ]


def _files(work: Work) -> list[dict[str, Any]]:
    return [
        {
            "file_name": one.file_name,
            "size": one.size,
            "media_type": one.media_type,
            "role": one.role,
        }
        for one in work.card.files
    ]


def _translated(
    work: Work, shown: _Entry, language: Language, *, full: bool
) -> dict[str, Any] | None:
    """The body in the reader's language, if its author did not write it in that one."""
    if shown.body is None or language in work.card.languages:
        return None
    best = best_translation(work.translations, language, shown.record.record_id)
    if best is None:
        return None
    body = parse_body(shown.record.header.kind, shown.body)
    whole, _ = apply_translation(body, best.told.message)
    drop_claim(whole)
    return {
        "index": number_of(best.told.index),
        "member": best.told.member,
        "method": best.method,
        "text": message_text(whole, language, full=full),
    }


def _text(
    shown: _Entry,
    row: Mapping[str, Any],
    around: Mapping[str, Any],
    language: Language,
    *,
    full: bool,
) -> str:
    """The body for people; a practice without what its author says of its maturity.

    Of what was withdrawn the title alone.
    """
    header, body = shown.record.header, shown.body
    if shown.withdrawal is not None:
        return one_line(row["title"])
    if not header.HasField("body"):
        return ""
    if body is None:
        keys = {BodyState.HELD: "text_held", BodyState.REDACTED: "text_redacted"}
        return say(language, keys.get(shown.stands, "text_absent"))
    if around.get("translated"):
        return str(around["translated"]["text"])
    return body_text(header.kind, body, language, full=full, claim="maturity" not in around)

"""What concerns this member, each with the line that says it and the command that answers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Any, Final

from forsa.governance.views.actions import Called
from forsa.governance.views.chronicle import Chronicle, Event
from forsa.governance.views.concerns import Concern, concerns, targets
from forsa.governance.views.moderation import Flag, Hold
from forsa.governance.views.procedures import Appeal, Sanction
from forsa.kinds.findings import printable
from forsa.kinds.reason_codes import HIDING
from forsa.words.dates import say_day, say_time
from forsa.words.governance import What, say_code
from forsa.words.reasons import Language

from forsa_node.governance.naming import called_in
from forsa_node.reading import Stores
from forsa_node.seen import Seen
from forsa_node.words import say

_MOST: Final = 12
"""Members that a line names."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who looks, and how it is told."""

    member: str
    now_ms: int
    folder: Path
    language: Language
    zone: tzinfo
    called: Called
    numbers: Mapping[bytes, int]
    """Of what was flagged or held, by record id."""

    def says(self, key: str, **values: Any) -> str:
        """A sentence; its commands name the folder."""
        return say(self.language, key, folder=self.folder, member=self.member, **values)

    def which(self, target: bytes) -> str:
        """What a command calls a record."""
        return str(self.numbers[target]) if target in self.numbers else target.hex()[:16]

    def code(self, what: What, code: str) -> str:
        """A code as people call it."""
        return printable(say_code(what, code, self.language))


def concern_rows(
    stores: Stores, seen: Seen, chronicle: Chronicle, folder: Path, language: Language, zone: tzinfo
) -> list[dict[str, Any]]:
    """What concerns this member, own standing first, each with the line that says it.

    Args:
        stores: Of this node.
        seen: The state and its time.
        chronicle: With the kinds of `views.concerns.KIND_NAMES` at least.
        folder: The node's, which the commands of the lines name.
        language: Of the lines.
        zone: In which days are told.
    """
    authors, numbers = _known(stores, targets(chronicle))
    called, now_ms = called_in(stores, seen, language), chronicle.now_ms
    member = stores.identity.member
    reader = _Reader(member, now_ms, folder, language, zone, called, numbers)
    return [_row(reader, one) for one in concerns(chronicle, member, authors)]


def _known(
    stores: Stores, record_ids: Collection[bytes]
) -> tuple[Mapping[bytes, str], Mapping[bytes, int]]:
    """Author and number of records in the log."""

    def read(log: Any) -> tuple[dict[bytes, str], dict[bytes, int]]:
        numbers = log.index_of(record_ids)
        records = [one.record() for one in log.entries_at(numbers.values())]
        return {one.record_id: one.header.member for one in records}, numbers

    return stores.mirror.read(read) if record_ids else ({}, {})


def _row(reader: _Reader, one: Concern) -> dict[str, Any]:
    return {
        "what": one.what.value,
        "record_id": None if one.record_id is None else one.record_id.hex(),
        "is_own": one.is_own,
        "is_urgent": one.is_urgent,
        "due_ms": one.due_ms,
        "left_ms": None if one.due_ms is None else max(0, one.due_ms - reader.now_ms),
        "says": _says(reader, one),
    }


def _says(reader: _Reader, one: Concern) -> str:
    match one.thing:
        case Event():
            return _ended(reader, one.what.value, one.thing, one.due_ms or 0)
        case Sanction():
            return _procedure(reader, one.thing, one.due_ms or 0)
        case Hold():
            return _held(reader, one.thing)
        case Flag():
            key = "concern_own_flagged" if one.is_own else "concern_flag"
            return _flagged(reader, one.thing, key)
        case Appeal():
            return reader.says("concern_appealed", by=one.thing.member, index=one.thing.index)
    if not one.thing:
        return reader.says("concern_provisional")
    names = ", ".join(one.thing[:_MOST]) + (", …" if len(one.thing) > _MOST else "")
    return reader.says("concern_candidates", count=len(one.thing), members=names)


def _ended(reader: _Reader, status: str, done: Event, until_ms: int) -> str:
    return reader.says(
        f"concern_{status}",
        day=say_day(done.log_time_ms, reader.zone),
        until=say_day(until_ms, reader.zone),
        index=done.index,
    )


def _procedure(reader: _Reader, one: Sanction, until_ms: int) -> str:
    code = reader.code("sanction", one.code)
    parts = [reader.says("concern_sanction", index=one.index, code=code)]
    if one.hearing_ms > reader.now_ms:
        time = say_time(one.hearing_ms, reader.language, reader.zone)
        parts.append(reader.says("concern_hearing", time=time))
    if not one.appeals and reader.now_ms <= until_ms:
        day = say_day(until_ms, reader.zone)
        parts.append(reader.says("concern_appeal", day=day, index=one.index))
    return " ".join((*parts, reader.says("concern_grounds", index=one.index)))


def _held(reader: _Reader, hold: Hold) -> str:
    return reader.says(
        "concern_hold",
        what=reader.called(hold.act.target),
        day=say_day(hold.ends_ms, reader.zone),
        reason=reader.code("reason", hold.act.reason),
        which=reader.which(hold.act.target),
        why=_erasing(hold.act.reason),
    )


def _flagged(reader: _Reader, flag: Flag, key: str) -> str:
    return reader.says(
        key,
        by=flag.member,
        index=flag.index,
        what=reader.called(flag.target),
        reason=reader.code("reason", flag.reason),
        which=reader.which(flag.target),
        why=_erasing(flag.reason),
    )


def _erasing(code: str) -> str:
    """The reason to give when what was flagged or held for this one is erased."""
    return code if code in HIDING else "other"

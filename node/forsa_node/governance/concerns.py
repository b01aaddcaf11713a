"""What a member must not have to look for: how it stands itself, procedures against it, its texts
that were flagged or are on hold; and for the secretariat whatever waits for its answer.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Any, Final

from forsa.envelope import RecordId
from forsa.governance.state import DAY_MS, Role, Status
from forsa.governance.views.actions import Called
from forsa.governance.views.chronicle import Chronicle
from forsa.governance.views.moderation import KIND_NAMES as OF_MODERATION
from forsa.governance.views.moderation import Flag, HoldEnd, flags, holds
from forsa.governance.views.procedures import KIND_NAMES as OF_PROCEDURES
from forsa.governance.views.procedures import Sanction, Stage, appeal_days, appeals, sanctions
from forsa.kinds.findings import printable
from forsa.kinds.reason_codes import HIDING
from forsa.words.dates import say_day, say_time
from forsa.words.governance import What, say_code
from forsa.words.reasons import Language

from forsa_node.governance.naming import called_in
from forsa_node.reading import Stores
from forsa_node.seen import Seen
from forsa_node.words import say

KIND_NAMES: Final = tuple({*OF_MODERATION, *OF_PROCEDURES})
"""What the chronicle has to hold."""
_ENDED: Final[Mapping[Status, str]] = {
    Status.SUSPENDED: "member.suspend",
    Status.EXPELLED: "member.expel",
}
_OVER: Final = frozenset({Stage.WITHDRAWN, Stage.REVERSED, Stage.IN_EFFECT})
_URGENT: Final = "identifies_person"
_MOST: Final = 12
"""Members that a line names."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who looks, and how it is told."""

    member: str
    chronicle: Chronicle
    folder: Path
    language: Language
    zone: tzinfo
    called: Called
    wrote: Mapping[bytes, tuple[str, int]]
    """Who wrote what was flagged or held, and its number, by record id."""

    def says(self, key: str, **values: Any) -> str:
        """A sentence; its commands name the folder."""
        return say(self.language, key, folder=self.folder, member=self.member, **values)

    def is_own(self, target: bytes) -> bool:
        """Whether this member wrote it."""
        return self.wrote.get(target, ("", 0))[0] == self.member

    def which(self, target: bytes) -> str:
        """What a command calls a record."""
        return str(self.wrote[target][1]) if target in self.wrote else target.hex()[:16]

    def code(self, what: What, code: str) -> str:
        """A code as people call it."""
        return printable(say_code(what, code, self.language))


def concerns(
    stores: Stores, seen: Seen, chronicle: Chronicle, folder: Path, language: Language, zone: tzinfo
) -> list[dict[str, Any]]:
    """What concerns this member, own standing first, each with the line that says it.

    Args:
        stores: Of this node.
        seen: The state and its time.
        chronicle: With the kinds of `KIND_NAMES` at least.
        folder: The node's, which the commands of the lines name.
        language: Of the lines.
        zone: In which days are told.
    """
    own = seen.state.rights.members.get(stores.identity.member)
    if own is None:
        return []
    targets = [one.target for one in flags(chronicle)]
    targets += [one.act.target for one in holds(chronicle)]
    called = called_in(stores, seen, language)
    reader = _Reader(own.id, chronicle, folder, language, zone, called, _wrote(stores, targets))
    found = [*_standing(reader, own.status), *_procedures(reader), *_own_texts(reader)]
    if own.role is Role.SECRETARIAT:
        found += _for_the_office(reader)
    return found


def _wrote(stores: Stores, record_ids: Collection[bytes]) -> Mapping[bytes, tuple[str, int]]:
    def read(log: Any) -> dict[bytes, tuple[str, int]]:
        indices = log.index_of(record_ids)
        entries = log.entries_at(indices.values())
        records = [one.record() for one in entries]
        return {one.record_id: (one.header.member, indices[one.record_id]) for one in records}

    return stores.mirror.read(read) if record_ids else {}


def _told(what: str, record_id: RecordId | None, says: str, *, urgent: bool) -> dict[str, Any]:
    named = None if record_id is None else record_id.hex()
    return {"what": what, "record_id": named, "is_urgent": urgent, "says": says}


def _standing(reader: _Reader, status: Status) -> Iterator[dict[str, Any]]:
    if status is Status.PROVISIONAL:
        yield _told("provisional", None, reader.says("concern_provisional"), urgent=False)
    kind = _ENDED.get(status)
    done = [
        one
        for one in (reader.chronicle.of(kind) if kind else ())
        if getattr(one.effect, "member", "") == reader.member
    ]
    if done:
        until_ms = done[-1].log_time_ms + appeal_days(reader.chronicle.state) * DAY_MS
        says = reader.says(
            f"concern_{status}",
            day=say_day(done[-1].log_time_ms, reader.zone),
            until=say_day(until_ms, reader.zone),
            index=done[-1].index,
        )
        yield _told(str(status), done[-1].record_id, says, urgent=True)


def _procedures(reader: _Reader) -> Iterator[dict[str, Any]]:
    """Against this member, as long as it can still say something."""
    days = appeal_days(reader.chronicle.state)
    for one in sanctions(reader.chronicle):
        until_ms = one.log_time_ms + days * DAY_MS
        last_ms = max(until_ms, one.hearing_ms)
        lasts = one.stage is Stage.VOTING or reader.chronicle.now_ms <= last_ms
        if one.member == reader.member and one.stage not in _OVER and lasts:
            yield _told("sanction", one.record_id, _procedure(reader, one, until_ms), urgent=True)


def _procedure(reader: _Reader, one: Sanction, until_ms: int) -> str:
    code = reader.code("sanction", one.code)
    parts = [reader.says("concern_sanction", index=one.index, code=code)]
    if one.hearing_ms > reader.chronicle.now_ms:
        time = say_time(one.hearing_ms, reader.language, reader.zone)
        parts.append(reader.says("concern_hearing", time=time))
    if not one.appeals and reader.chronicle.now_ms <= until_ms:
        day = say_day(until_ms, reader.zone)
        parts.append(reader.says("concern_appeal", day=day, index=one.index))
    return " ".join((*parts, reader.says("concern_grounds", index=one.index)))


def _own_texts(reader: _Reader) -> Iterator[dict[str, Any]]:
    for hold in holds(reader.chronicle):
        target = hold.act.target
        if hold.end is HoldEnd.LASTS and reader.is_own(target):
            says = reader.says(
                "concern_hold",
                what=reader.called(target),
                day=say_day(hold.ends_ms, reader.zone),
                reason=reader.code("reason", hold.act.reason),
                which=reader.which(target),
                why=_erasing(hold.act.reason),
            )
            yield _told("hold", hold.act.record_id, says, urgent=True)
    for flag in _waiting(reader):
        if reader.is_own(flag.target):
            yield _flagged(reader, flag, "concern_own_flagged")


def _for_the_office(reader: _Reader) -> Iterator[dict[str, Any]]:
    for flag in _waiting(reader):
        if not reader.is_own(flag.target):
            yield _flagged(reader, flag, "concern_flag")
    for one in appeals(reader.chronicle):
        if not one.answers and not one.withdrawn:
            says = reader.says("concern_appealed", by=one.member, index=one.index)
            yield _told("appeal", one.record_id, says, urgent=False)
    members = reader.chronicle.state.rights.members.values()
    waiting = sorted(one.id for one in members if one.status is Status.PROVISIONAL)
    if waiting:
        names = ", ".join(waiting[:_MOST]) + (", …" if len(waiting) > _MOST else "")
        says = reader.says("concern_candidates", count=len(waiting), members=names)
        yield _told("candidates", None, says, urgent=False)


def _waiting(reader: _Reader) -> list[Flag]:
    return [one for one in flags(reader.chronicle) if one.is_waiting]


def _flagged(reader: _Reader, flag: Flag, key: str) -> dict[str, Any]:
    says = reader.says(
        key,
        by=flag.member,
        index=flag.index,
        what=reader.called(flag.target),
        reason=reader.code("reason", flag.reason),
        which=reader.which(flag.target),
        why=_erasing(flag.reason),
    )
    return _told("flag", flag.record_id, says, urgent=flag.reason == _URGENT)


def _erasing(code: str) -> str:
    """The reason to give when what was flagged or held for this one is erased."""
    return code if code in HIDING else "other"

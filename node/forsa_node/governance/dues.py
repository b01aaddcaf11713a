"""What is due, as this node tells it: its own, everybody's, and what somebody should think of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Any, Final

from forsa.errors import MalformedError, NotFoundError, Reason
from forsa.governance.state import Role
from forsa.governance.views.as_json import as_json
from forsa.governance.views.chronicle import Chronicle
from forsa.governance.views.duties import Duty, Standing, duties
from forsa.governance.views.duty_words import (
    evidence_asked,
    say_details,
    say_duty,
    say_reminder,
    title_of,
)
from forsa.governance.views.obligations import (
    KIND_NAMES,
    SET,
    SUBMIT,
    Obligation,
    obligation_of,
    obligations,
    school_year_of,
)
from forsa.governance.views.reminders import Reminder, reminders, rhythm_of
from forsa.governance.views.submissions import evidence_named
from forsa.kinds.findings import printable
from forsa.log_store.evidence import events_named
from forsa.words.reasons import Language

from forsa_node.finding import find_record
from forsa_node.governance.looking import look
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.words import say

_MOST_NAMED: Final = 6
"""Members that a line of the status names."""


@dataclass(frozen=True)
class Due:
    """Duties, and the log they were read from."""

    member: str
    """Of this node."""
    is_office: bool
    chronicle: Chronicle
    duties: tuple[Duty, ...]
    waiting: Mapping[bytes, bytes]
    """What this node handed in and the log does not have yet: the record of the obligation that it
    answers, and its own."""

    @property
    def own(self) -> tuple[Duty, ...]:
        """Those of this member."""
        return tuple(one for one in self.duties if one.member == self.member)

    def waits(self, duty: Duty) -> bool:
        """Whether something for this duty is on its way."""
        versions = self.chronicle.versions(duty.obligation.object_id)
        return duty.member == self.member and any(one.record_id in self.waiting for one in versions)

    def year(self, asked: str = "") -> str:
        """The school year that is meant: the one asked for, else the present one, else the last.

        Raises:
            NotFoundError: nothing is due in the year that was asked for.
        """
        known = sorted({one.obligation.school_year for one in self.duties})
        if asked and asked not in known:
            raise NotFoundError(
                f"nothing is due in {asked} by this log; there is: {', '.join(known) or '-'}",
                Reason.RECORD_UNKNOWN,
            )
        now = school_year_of(self.chronicle.now_ms)
        return asked or (now if now in known else (known or [now])[-1])

    def reminders(self) -> tuple[Reminder, ...]:
        """What this member, or the office, should think of."""
        meant = self.duties if self.is_office else self.own
        found = reminders(meant, self.chronicle.now_ms, rhythm_of(self.chronicle.state))
        return tuple(
            one
            for one in found
            if (one.is_for_office or one.duty.member == self.member) and not self.waits(one.duty)
        )


def read_dues(stores: Stores, seen: Seen | None = None) -> Due:
    """Read all duties from what this node verified, with the evidence that members name."""
    seen = seen or Seen.of(stores)
    chronicle = look(stores, KIND_NAMES, seen)
    named = evidence_named(chronicle)
    evidence = stores.mirror.read(lambda log: events_named(log, seen.state, named, seen.fresh_ms))
    own = stores.identity.member
    member = seen.state.rights.members.get(own)
    waiting = {
        one.record.header.parent: one.record.record_id
        for one in stores.leaving
        if one.kind == SUBMIT
    }
    is_office = member is not None and member.role is Role.SECRETARIAT
    return Due(own, is_office, chronicle, duties(chronicle, evidence=evidence), waiting)


def due_notices(
    stores: Stores, seen: Seen, language: Language, zone: tzinfo
) -> list[dict[str, Any]]:
    """What somebody should think of now, for the status of a node: a value and a sentence each."""
    due = read_dues(stores, seen)
    return notices_of(due.reminders(), due.member, language, zone)


def notices_of(
    found: Iterable[Reminder], own: str, language: Language, zone: tzinfo
) -> list[dict[str, Any]]:
    """Reminders as rows of a status, those of the own member first.

    The office hears of an obligation once, however many members are late: two hundred associations
    with ten duties are ten lines.
    """
    rows, others = [], dict[bytes, list[Reminder]]()
    for one in found:
        if one.duty.member == own:
            rows.append(_notice((one,), say_reminder(one, language, zone)))
        else:
            others.setdefault(one.duty.obligation.object_id, []).append(one)
    for late in others.values():
        says = say_reminder(late[0], language, zone)
        rows.append(_notice(late, says if len(late) == 1 else _say_late(late, language)))
    return rows


def _notice(told: Sequence[Reminder], says: str) -> dict[str, Any]:
    """Reminders of one obligation as a row of the status; `member` is the first of `members`."""
    duty = told[0].duty
    return {
        "what": "duty",
        "member": duty.member,
        "members": [one.duty.member for one in told],
        "code": duty.obligation.code,
        "obligation": duty.obligation.object_id.hex(),
        "due_ms": duty.obligation.due_ms,
        "days": told[0].days,
        "days_late": max(one.duty.days_late for one in told),
        "is_for_office": told[0].is_for_office,
        "says": says,
    }


def _say_late(late: Sequence[Reminder], language: Language) -> str:
    names = ", ".join(one.duty.member for one in late[:_MOST_NAMED])
    return say(
        language,
        "due_many_late",
        title=title_of(late[0].duty.obligation, language),
        year=late[0].duty.obligation.school_year,
        count=len(late),
        members=names if len(late) <= _MOST_NAMED else f"{names}, …",
    )


def listed(
    folder: Path, language: Language, zone: tzinfo, *, everything: bool = False
) -> dict[str, Any]:
    """The own duties, how many submissions the office has not looked at, and up to when it holds.

    Args:
        folder: The node's.
        language: Of the sentences.
        zone: In which days are told.
        everything: Those that are settled or not owed, too.
    """
    with reading(folder) as stores:
        due = read_dues(stores)
    settled = {Standing.ACCEPTED, Standing.WAIVED, Standing.NOT_OWED}
    own = [one for one in due.own if everything or one.standing not in settled]
    to_review = [one for one in due.duties if one.standing is Standing.SUBMITTED]
    return {
        "as_of_ms": due.chronicle.now_ms,
        "duties": [described(due, one, language, zone) for one in own],
        "to_review": len(to_review) if due.is_office else 0,
    }


def shown(folder: Path, which: str, language: Language, zone: tzinfo) -> dict[str, Any]:
    """One own duty, as `described`, and under `texts` what the office wrote of it.

    Raises:
        NotFoundError, MalformedError: as `find_duty`.
    """
    with reading(folder) as stores:
        due = read_dues(stores)
        duty = find_duty(stores, due, which)
    text = duty.obligation.texts
    said = text.get(language) or next(iter(text.values()), "")
    return {
        **described(due, duty, language, zone),
        "texts": [printable(one) for one in said.splitlines()],
    }


def described(due: Due, duty: Duty, language: Language, zone: tzinfo) -> dict[str, Any]:
    """A duty for machines, with its sentences: the fields of `Duty`, and what people read."""
    return {
        **as_json(duty),
        "is_late": duty.is_late,
        "is_waiting": due.waits(duty),
        "limit_ms": duty.obligation.limit_ms,
        "title": title_of(duty.obligation, language),
        "asked": evidence_asked(duty.obligation, language),
        "says": say_duty(duty, language, zone),
        "details": list(say_details(duty, language, zone)),
    }


def find_obligation(stores: Stores, due: Due, which: str) -> Obligation:
    """The obligation that is meant: by code, number or id of any version, or a submission for it.

    By its code alone it is the one that is due next; if none is to come, the last.

    Raises:
        NotFoundError: there is none.
        MalformedError: the record is something else.
    """
    named = [one for one in obligations(due.chronicle) if one.code == which]
    if named:
        now_ms = due.chronicle.now_ms
        return min(named, key=lambda one: (one.limit_ms < now_ms, abs(one.due_ms - now_ms)))
    record = find_record(stores, which)
    wanted: bytes = record.record_id
    if record.header.kind == SUBMIT:
        wanted = _first_answer(due.chronicle, record.header.object_id) or record.header.parent
    elif record.header.kind != SET:
        raise MalformedError(
            f"{which} is a {record.header.kind}, no obligation", Reason.KIND_UNKNOWN
        )
    asked = due.chronicle.by_id(wanted)
    if asked is None:
        raise NotFoundError(f"obligation {which} is not in the log yet", Reason.RECORD_UNKNOWN)
    return obligation_of(due.chronicle, due.chronicle.versions(asked.header.object_id)[-1])


def find_duty(stores: Stores, due: Due, which: str) -> Duty:
    """The own duty that is meant, as `find_obligation`; by its code, one that is open first.

    Raises:
        NotFoundError: none is meant so, or it does not concern this member.
        MalformedError: the record is something else.
    """
    named = [one for one in due.own if one.obligation.code == which]
    if named:
        return min(named, key=lambda one: (not one.is_open, one.obligation.due_ms))
    asked = find_obligation(stores, due, which)
    found = [one for one in due.own if one.obligation.object_id == asked.object_id]
    if not found:
        raise NotFoundError(f"{which} does not concern {due.member}", Reason.RECORD_UNKNOWN)
    return found[0]


def _first_answer(chronicle: Chronicle, object_id: bytes) -> bytes:
    """What the first version of a thing answers; empty: it is not in the log."""
    versions = chronicle.versions(object_id)
    return versions[0].header.parent if versions else b""


def to_review(due: Due) -> Sequence[Duty]:
    """What waits for the office's word, the longest first."""
    found = [one for one in due.duties if one.standing is Standing.SUBMITTED and one.submission]
    return sorted(found, key=lambda one: one.submission.index if one.submission else 0)

"""`due plan`: from the calendar that a secretariat edited to the obligations it sets."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from forsa import codelists
from forsa.client.console import print_json
from forsa.errors import MalformedError, NotFoundError, Reason
from forsa.governance.calendar.calendar import Calendar
from forsa.governance.calendar.planning import Known, Plan, Planned, Step, plan
from forsa.governance.calendar.reading import parse_calendar
from forsa.governance.calendar.working_days import END_OF_DAY, Closed
from forsa.governance.calendar.working_days import Step as Passed
from forsa.governance.views.obligations import SET
from forsa.kinds.findings import printable
from forsa.kinds.labels import field_label, kind_label
from forsa.kinds.loaders.tree import MAX_FILE_BYTES
from forsa.kinds.suggest import nearest_name
from forsa.library.cards import parse_body
from forsa.v1.effects_pb2 import ObligationSet, RecordAct
from forsa.v1.governance_pb2 import Obligation
from forsa.words.dates import name_zone, say_day, say_days
from forsa.words.reasons import Language

from forsa_node.finding import find_record
from forsa_node.governance.acting import Act, Signing
from forsa_node.governance.looking import look
from forsa_node.governance.several import publish_several
from forsa_node.publishing import Asking
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.words import SENTENCES, say

AGREEMENT: Final = "agreement.publish"
WITHDRAW: Final = "record.withdraw"
_NAMED: Final = 10
"""Members that are named where none is near."""


@dataclass(frozen=True, slots=True)
class Read:
    """A calendar, its zone, and what it asks for."""

    calendar: Calendar
    zone: tzinfo
    plan: Plan
    now_ms: int
    """The newest time this node knows of the log: what is due before it is late at once."""


def publish_plan(folder: Path, file: Path, asking: Asking, signing: Signing) -> int:
    """Show what a calendar asks for beside what is set, and publish it once the office says yes.

    Returns:
        The exit code; 0, too, where there is nothing to do.

    Raises:
        MalformedError: what is wrong in the file; nothing was signed.
        ForsaError: the network would refuse it, e.g. this member is no secretariat.
    """
    read = read_plan(folder, file)
    to_do = read.plan.to_do
    if not to_do:
        if asking.as_json:
            print_json([])
        else:
            click.echo("\n".join(plan_lines(read, folder, asking.language)))
        return 0
    acts = [_act(one) for one in to_do]
    told = tuple(plan_lines(read, folder, asking.language))
    return publish_several(folder, acts, asking, told, signing)


def read_plan(folder: Path, file: Path) -> Read:
    """Read a calendar, and compare it with what this node set or is about to send."""
    size = file.stat().st_size
    if size > MAX_FILE_BYTES:
        raise MalformedError(
            f"{file} has {size} bytes, at most {MAX_FILE_BYTES}", Reason.LIMIT_EXCEEDED, size=size
        )
    calendar = parse_calendar(file.read_bytes(), file.name)
    zone = zone_named(calendar.zone)
    with reading(folder) as stores:
        seen = Seen.of(stores)
        _require_members(calendar, seen.state.rights.members)
        bases = {one.basis: _basis(stores, one.basis) for one in calendar.entries if one.basis}
        found = plan(calendar, zone, known_obligations(stores), bases)
        return Read(calendar, zone, found, seen.now_ms)


def _require_members(calendar: Calendar, known: Collection[str]) -> None:
    """An obligation of a member that there is not would be nobody's.

    Raises:
        NotFoundError: the calendar names one.
    """
    for entry in calendar.entries:
        for member in entry.members:
            if member not in known:
                near = nearest_name(member, known) or ", ".join(sorted(known)[:_NAMED])
                raise NotFoundError(
                    f"the calendar names {member} for {entry.code}; there is: {near}",
                    Reason.RECORD_UNKNOWN,
                )


def zone_named(name: str) -> tzinfo:
    """A time zone by its name.

    Raises:
        MalformedError: this machine does not know it.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise MalformedError(
            f"this machine knows no time zone {name}", Reason.KIND_BODY_INVALID
        ) from None


def known_obligations(stores: Stores) -> list[Known]:
    """What this member set and did not take back, with what waits to be sent."""
    own = stores.identity.member
    chronicle = look(stores, (SET, WITHDRAW))
    found = {
        one.header.object_id: _known(one.record_id, one.header, one.body)
        for one in chronicle.newest(SET)
        if one.member == own and chronicle.withdrawn(one.record_id) is None
    }
    for item in stores.leaving:
        header = item.record.header
        if item.kind == SET:
            body = parse_body(SET, item.body)
            found[header.object_id] = _known(item.record.record_id, header, body)
        elif item.kind == WITHDRAW:
            target = RecordAct.FromString(header.effect).target
            found = {key: one for key, one in found.items() if one.record_id != target}
    return list(found.values())


def _known(record_id: bytes, header: Any, body: Any) -> Known:
    effect = ObligationSet.FromString(header.effect)
    return Known(record_id, header.object_id, effect, body if type(body) is Obligation else None)


def _basis(stores: Stores, which: str) -> bytes:
    record = find_record(stores, which)
    if record.header.kind != AGREEMENT:
        raise MalformedError(
            f"{which} is a {record.header.kind}, no agreement", Reason.KIND_BODY_INVALID
        )
    return record.record_id


def _act(one: Planned) -> Act:
    former = one.former
    return Act(
        SET,
        one.effect,
        one.body,
        parent=former.record_id if former else b"",
        object_id=former.object_id if former else b"",
    )


def plan_lines(read: Read, folder: Path, language: Language) -> Iterator[str]:
    """A plan as people read it: each date, what moved it, and what differs from what is set."""
    head = {"year": read.calendar.school_year, "zone": name_zone(read.zone, language)}
    yield say(language, "due_plan_head", time=_time(read.calendar, language), **head)
    for one in read.plan.planned:
        yield from _planned_lines(read, one, language)
    for left in read.plan.left:
        title = _title({} if left.body is None else _texts(left.body), left.effect.code, language)
        day = say_day(left.effect.due_ms, read.zone)
        values = {"title": title, "day": day, "which": left.record_id.hex()[:16]}
        yield say(language, "due_plan_left", folder=folder, **values)
    if not read.plan.to_do:
        yield say(language, "due_plan_nothing")


def _planned_lines(read: Read, one: Planned, language: Language) -> Iterator[str]:
    entry, effect = one.entry, one.effect
    members = ", ".join(entry.members) or say(language, "due_all_members")
    kind = entry.evidence_kind
    yield say(
        language,
        f"due_plan_{one.step.value}",
        title=_title(entry.titles, entry.code, language),
        day=say_day(effect.due_ms, read.zone),
        grace=say_days(entry.grace_days, language),
        members=members,
        evidence=kind_label(kind, language) if kind else say(language, "due_files"),
    )
    if one.step is not Step.SAME and effect.due_ms < read.now_ms:
        yield say(language, "due_plan_past")
    if one.moved.steps:
        passed = say(language, "due_and").join(_passed(step, language) for step in one.moved.steps)
        yield say(language, "due_moved", was=_day(entry.due), why=passed)
    if one.step is Step.CHANGED and one.former is not None:
        names = ", ".join(_field(name, language) for name in one.changes)
        was = say_day(one.former.effect.due_ms, read.zone)
        key = "due_changed_day" if "due_ms" in one.changes else "due_changed"
        yield say(language, key, names=names, was=was)


def _field(name: str, language: Language) -> str:
    """A field of the effect, or one of the body, as people call it."""
    key = f"due_field_{name}"
    return say(language, key) if key in SENTENCES else field_label(name, language)


def _passed(step: Passed, language: Language) -> str:
    if step.why is Closed.HOLIDAY:
        name = codelists.label("national_holiday", step.name, language) if step.name else ""
        return say(language, "due_holiday", day=_day(step.day), name=printable(name)).rstrip()
    return say(language, f"due_{step.why.value}", day=_day(step.day))


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _time(calendar: Calendar, language: Language) -> str:
    minute = calendar.due_minute
    if minute >= END_OF_DAY:
        return say(language, "due_end_of_day")
    return f"{minute // 60:02}:{minute % 60:02}"


def _texts(body: Obligation) -> Mapping[str, str]:
    return {one.lang: one.text for one in body.title}


def _title(titles: Mapping[str, str], code: str, language: Language) -> str:
    known = titles.get(language) or titles.get("fr") or next(iter(titles.values()), "")
    return printable(known or codelists.label("obligation_kind", code, language))

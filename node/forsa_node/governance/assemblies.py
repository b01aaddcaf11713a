"""Assemblies by the secretariat: the call with its roll, the minutes with who was there.

Neither gives a right: the notice of fifteen days and the quorum of the room are told with their
numbers, and no program refuses anything for them. Each decision has its own roll and ballots.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Any

from forsa.client.demonstration import clock_of
from forsa.errors import MalformedError, Reason
from forsa.governance.state import DAY_MS, State
from forsa.governance.tally import roll_of
from forsa.governance.views.assemblies import (
    CALL,
    MINUTES,
    NOTICE_DAYS,
    Assembly,
    room_quorum,
)
from forsa.kinds.findings import shown
from forsa.v1.effects_pb2 import AssemblyCall
from forsa.v1.governance_pb2 import Minutes
from forsa.words.dates import say_days, say_left, say_time
from forsa.words.governance import say_code
from forsa.words.reasons import Language

from forsa_node.drafts.desk import Desk
from forsa_node.finding import find_record, newest_record
from forsa_node.governance.acting import Act, Signing, act_file
from forsa_node.governance.assembly_page import assembly_line, named_assembly
from forsa_node.governance.member_named import require_member
from forsa_node.governance.moments import now_of, parse_moment
from forsa_node.publishing import Asking
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.words import say


@dataclass(frozen=True, slots=True)
class Calling:
    """What people type to call an assembly; the file has place and agenda."""

    type: str
    starts: str
    """A day or an hour."""
    call: int = 1
    replaces: str = ""
    """The call that this one changes."""
    audience: str = "network"


def call_assembly(
    folder: Path, file: Path, calling: Calling, asking: Asking, signing: Signing, zone: tzinfo
) -> int:
    """Call an assembly once its signer says yes; return the exit code.

    Raises:
        MalformedError: the day does not read, or the file is something else.
        ForsaError: the network would refuse it.
    """
    starts_ms = parse_moment(calling.starts, zone)
    effect = AssemblyCall(type=calling.type, call=calling.call, starts_ms=starts_ms)
    parent = object_id = b""
    with reading(folder) as stores:
        seen = Seen.of(stores)
        if calling.replaces:
            record = _find(stores, calling.replaces)
            _, newest = newest_record(stores, record.header.object_id)
            parent, object_id = newest.record_id, newest.header.object_id
        now_ms = now_of(seen, clock_of(folder))
        told = list(_call_lines(effect, seen.state, now_ms, asking.language, zone))
    what = Act(CALL, effect, parent=parent, object_id=object_id, audience=calling.audience)
    return act_file(folder, file, what, asking, told, signing)


def _find(stores: Stores, which: str) -> Any:
    record = find_record(stores, which)
    if record.header.kind != CALL:
        raise MalformedError(
            f"{shown(which)} is a {record.header.kind}, and no call to an assembly",
            Reason.KIND_UNKNOWN,
        )
    return record


def _call_lines(
    effect: AssemblyCall, state: State, now_ms: int, language: Language, zone: tzinfo
) -> Iterator[str]:
    left_ms = effect.starts_ms - now_ms
    yield say(
        language,
        "assembly_calling",
        type=say_code("assembly", effect.type, language),
        call=effect.call,
        time=say_time(effect.starts_ms, language, zone),
    )
    if left_ms < NOTICE_DAYS * DAY_MS:
        left = say_left(max(0, left_ms), language)
        yield say(
            language, "assembly_short_notice", left=left, days=say_days(NOTICE_DAYS, language)
        )
    roll = roll_of(state.rights)
    yield say(language, "assembly_roll", count=len(roll), members=", ".join(roll))


def write_minutes(
    folder: Path, which: str, file: Path, asking: Asking, signing: Signing, zone: tzinfo
) -> int:
    """Publish the minutes of an assembly once their signer says yes; return the exit code.

    Minutes of the same assembly again are a new version of them.

    Raises:
        NotFoundError: no assembly is meant; or somebody was there who is no member.
        MalformedError: the file is something else, or a member is both present and represented.
        ForsaError: the network would refuse it.
    """
    with reading(folder) as stores:
        seen = Seen.of(stores)
        found = named_assembly(stores, seen, which)
        body = _read(folder, file)
        told = list(_attendance_lines(found, body, seen.state, asking.language, zone))
        before = found.minutes
        own = before is not None and before.member == stores.identity.member
        parent, object_id = found.record_id, b""
        if before is not None and own:
            _, newest = newest_record(
                stores, find_record(stores, before.record_id.hex()).header.object_id
            )
            parent, object_id = newest.record_id, newest.header.object_id
            told.append(say(asking.language, "minutes_replace", index=before.index))
        record = find_record(stores, found.record_id.hex())
    what = Act(MINUTES, None, parent=parent, object_id=object_id, audience=record.header.audience)
    return act_file(folder, file, what, asking, told, signing)


def _read(folder: Path, file: Path) -> Minutes | None:
    """What the file says; None: it is no minutes, and the desk tells that."""
    with closing(Desk.open(folder, clock_of(folder))) as desk:
        message = desk.look(file).message
    return message if isinstance(message, Minutes) else None


def _attendance_lines(
    found: Assembly, body: Minutes | None, state: State, language: Language, zone: tzinfo
) -> Iterator[str]:
    yield assembly_line(found, language, zone)
    if body is None:
        return
    present, represented = set(body.present), set(body.represented)
    for one in sorted(present | represented):
        require_member(state, one)
    both = sorted(present & represented)
    if both:
        raise MalformedError(
            f"{', '.join(both)}: present and represented cannot both be", Reason.KIND_BODY_INVALID
        )
    roll = set(found.roll)
    quorum = room_quorum(found.call, roll, present | represented)
    yield say(
        language,
        "minutes_there",
        present=len(present & roll),
        represented=len(represented & roll),
        there=quorum.have,
        roll=quorum.of,
        needed=quorum.needed,
    )
    if not quorum.met:
        yield say(language, "minutes_no_quorum", needed=quorum.needed, roll=quorum.of)
    if strangers := sorted((present | represented) - roll):
        yield say(language, "minutes_not_on_roll", members=", ".join(strangers))

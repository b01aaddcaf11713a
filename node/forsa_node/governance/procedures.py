"""Sanctions and appeals at this node: where each stands, and what an office or a member signs.

A notice gives and takes nothing: who signs one is told so, and which vote its effect would take.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Any, Final

from forsa.client.demonstration import clock_of
from forsa.errors import ConflictError, MalformedError, NotFoundError, Reason
from forsa.governance.state import DAY_MS, State
from forsa.governance.views.as_json import as_json
from forsa.governance.views.procedures import (
    DECIDED,
    KIND_NAMES,
    appeal_days,
    appeals,
    hearing_days,
    sanctions,
)
from forsa.kinds.loaders.loaded import DEFAULT_LICENCE
from forsa.v1.effects_pb2 import RecordAct, SanctionNotice
from forsa.v1.governance_pb2 import Appeal, Note, Sanction
from forsa.words.dates import say_days, say_time
from forsa.words.governance import say_code
from forsa.words.reasons import Language
from google.protobuf.message import Message

from forsa_node.finding import find_record
from forsa_node.governance.acting import Act, Signing, act, act_file
from forsa_node.governance.looking import look
from forsa_node.governance.member_named import require_member
from forsa_node.governance.moments import now_of, parse_moment
from forsa_node.governance.naming import called_in
from forsa_node.publishing import Asking
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.words import say

NOTICE: Final = "sanction.notice"
APPEAL: Final = "appeal.open"
_WITHDRAWN: Final = "withdrawn"


@dataclass(frozen=True, slots=True)
class Noticing:
    """What people type to tell a member of a sanction."""

    member: str
    code: str
    file: Path | None = None
    """Grounds and hearing in words; None: `text` has the grounds."""
    text: str = ""
    hearing: str = ""
    """A day or an hour; empty: none is offered."""
    hearing_text: str = ""
    """Where and how."""


@dataclass(frozen=True, slots=True)
class _Times:
    """Milliseconds since 1970."""

    hearing_ms: int
    """0: none is offered."""
    now_ms: int


def sanctions_here(folder: Path, language: Language, member: str = "") -> list[dict[str, Any]]:
    """Every procedure, by number; with `member` those against this one."""
    with reading(folder) as stores:
        seen = Seen.of(stores)
        called = called_in(stores, seen, language)
        found = sanctions(look(stores, KIND_NAMES, seen))
        return [
            as_json(one) | {"proposals_called": [called(proposal) for proposal in one.proposals]}
            for one in found
            if not member or one.member == member
        ]


def sanction_here(folder: Path, which: str, language: Language) -> dict[str, Any]:
    """One procedure.

    Raises:
        NotFoundError, MalformedError: it is none.
    """
    with reading(folder) as stores:
        record_id = find_record(stores, which).record_id.hex()
    for row in sanctions_here(folder, language):
        if row["record_id"] == record_id:
            return row
    raise NotFoundError(f"{which} is no notice of a sanction", Reason.RECORD_UNKNOWN)


def appeals_here(folder: Path, language: Language) -> list[dict[str, Any]]:
    """Every appeal, by number."""
    with reading(folder) as stores:
        seen = Seen.of(stores)
        called = called_in(stores, seen, language)
        return [
            as_json(one)
            | {
                "target_called": called(one.target),
                "answers_called": [called(answer) for answer in one.answers],
            }
            for one in appeals(look(stores, KIND_NAMES, seen))
        ]


def give_notice(
    folder: Path, noticing: Noticing, asking: Asking, signing: Signing, zone: tzinfo
) -> int:
    """Tell a member of a sanction that is considered; return the exit code.

    Raises:
        NotFoundError: there is no such member.
        MalformedError: the hearing is no day or hour.
        ForsaError: the network would refuse it.
    """
    language = asking.language
    with reading(folder) as stores:
        seen = Seen.of(stores)
        require_member(seen.state, noticing.member)
        hearing_ms = parse_moment(noticing.hearing, zone) if noticing.hearing else 0
        times = _Times(hearing_ms, now_of(seen, clock_of(folder)))
        told = list(_meaning(folder, seen.state, noticing, times, language, zone))
    effect = SanctionNotice(member=noticing.member, code=noticing.code, hearing_ms=hearing_ms)
    if noticing.file is not None:
        return act_file(folder, noticing.file, Act(NOTICE, effect), asking, told, signing)
    body = _said(Sanction(), "grounds", noticing.text, language)
    if noticing.hearing_text:
        body.hearing.add(lang=language, text=noticing.hearing_text)
    return act(folder, Act(NOTICE, effect, body), asking, told, signing)


def _meaning(
    folder: Path, state: State, noticing: Noticing, times: _Times, language: Language, zone: tzinfo
) -> Iterator[str]:
    code = say_code("sanction", noticing.code, language)
    yield say(language, "notice_means", member=noticing.member, code=code)
    if noticing.code in DECIDED:
        yield say(language, "notice_takes_vote", folder=folder, type=noticing.code)
    least = hearing_days(state)
    wanted = say_days(least, language)
    if times.hearing_ms:
        days = (times.hearing_ms - times.now_ms) // DAY_MS
        yield say(
            language,
            "notice_hearing" if days >= least else "notice_hearing_short",
            time=say_time(times.hearing_ms, language, zone),
            days=say_days(max(0, days), language),
            wanted=wanted,
        )
    else:
        yield say(language, "notice_no_hearing", wanted=wanted)
    yield say(language, "notice_appeal", days=say_days(appeal_days(state), language))


def take_back(folder: Path, which: str, reason: str, asking: Asking, signing: Signing) -> int:
    """Take a notice back, for a reason that everybody reads; return the exit code.

    Raises:
        ConflictError: it is no notice.
        ForsaError: the network would refuse it.
    """
    with reading(folder) as stores:
        record = find_record(stores, which)
        what = called_in(stores, Seen.of(stores), asking.language)(record.record_id)
    if record.header.kind != NOTICE:
        raise ConflictError(f"{which} is no notice of a sanction", Reason.KIND_PRECONDITION)
    effect = RecordAct(target=record.record_id, reason=_WITHDRAWN)
    body = _said(Note(), "text", reason, asking.language)
    done = Act("record.withdraw", effect, body, audience=record.header.audience)
    told = [say(asking.language, "notice_taken_back", what=what)]
    return act(folder, done, asking, told, signing)


def open_appeal(
    folder: Path,
    which: str,
    file: Path | None,
    text: str,
    asking: Asking,
    signing: Signing,
    zone: tzinfo,
) -> int:
    """Appeal against a notice, a suspension or an exclusion of this member.

    Raises:
        ForsaError: it is none, or the network would refuse it.
    """
    language = asking.language
    with reading(folder) as stores:
        seen = Seen.of(stores)
        target = find_record(stores, which)
        what = called_in(stores, seen, language)(target.record_id)
        until_ms = _logged_ms(stores, seen, target.record_id) + appeal_days(seen.state) * DAY_MS
        now_ms = now_of(seen, clock_of(folder))
    key = "appeal_in_time" if now_ms <= until_ms else "appeal_late"
    told = [
        say(language, "appeal_means", what=what),
        say(language, key, time=say_time(until_ms, language, zone)),
    ]
    done = Act(APPEAL, parent=target.record_id, audience=target.header.audience)
    if file is not None:
        return act_file(folder, file, done, asking, told, signing)
    body = _said(Appeal(), "grounds", text, language)
    appealed = Act(APPEAL, None, body, target.record_id, audience=target.header.audience)
    return act(folder, appealed, asking, told, signing)


def _logged_ms(stores: Stores, seen: Seen, record_id: bytes) -> int:
    """When a record was logged; now, if it waits here."""
    found = look(stores, KIND_NAMES, seen).by_id(record_id)
    now_ms = seen.now_ms
    return now_ms if found is None else found.log_time_ms


def _said(message: Message, field: str, text: str, language: Language) -> Any:
    """A body with one text.

    Raises:
        MalformedError: there is no text.
    """
    if not text.strip():
        raise MalformedError("a text is missing: give a file, or --text", Reason.KIND_BODY_INVALID)
    body: Any = message
    body.common.original_language = language
    body.common.licence = DEFAULT_LICENCE
    getattr(body, field).add(lang=language, text=text)
    return body

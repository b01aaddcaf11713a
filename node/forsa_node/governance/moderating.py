"""Moderation at this node: what it shows of acts, flags and erasures, and what a member signs.

Holding back and erasing change what everybody reads, so what will happen is told before anybody
signs: until when, what stays, and that an erasure cannot be taken back.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from forsa.client.zones import people_zone
from forsa.envelope import Record
from forsa.governance.audience import PUBLIC
from forsa.governance.state import DAY_MS
from forsa.governance.views.as_json import as_json
from forsa.governance.views.moderation import (
    KIND_NAMES,
    acts,
    backup_days,
    erase_days,
    flags,
    holds,
    redactions,
)
from forsa.v1.effects_pb2 import RecordAct, RecordHold
from forsa.words.dates import say_day, say_days
from forsa.words.governance import say_code
from forsa.words.reasons import Language

from forsa_node.finding import find_record
from forsa_node.governance.acting import Act, Signing, act
from forsa_node.governance.looking import look
from forsa_node.governance.naming import called_in
from forsa_node.governance.same_text import twin_lines
from forsa_node.publishing import Asking
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.words import say


def acts_here(folder: Path, language: Language) -> list[dict[str, Any]]:
    """Every act of moderation, by number, and what the record it acts on is called."""
    with reading(folder) as stores:
        seen = Seen.of(stores)
        return _named(stores, seen, acts(look(stores, KIND_NAMES, seen)), language)


def holds_here(folder: Path, language: Language, *, ended: bool) -> list[dict[str, Any]]:
    """What is on hold, by number; with `ended` also what was."""
    with reading(folder) as stores:
        seen = Seen.of(stores)
        found = [
            one for one in holds(look(stores, KIND_NAMES, seen)) if ended or one.ended_ms is None
        ]
        return _named(stores, seen, found, language)


def flags_here(folder: Path, language: Language, *, every: bool) -> list[dict[str, Any]]:
    """The flags that wait for an answer, by number; with `every` also the others."""
    with reading(folder) as stores:
        seen = Seen.of(stores)
        found = [one for one in flags(look(stores, KIND_NAMES, seen)) if every or one.is_waiting]
        return _named(stores, seen, found, language)


def redactions_here(folder: Path, language: Language, *, overdue: bool) -> list[dict[str, Any]]:
    """What was erased, by number, with the nodes that said so and those that are awaited."""
    with reading(folder) as stores:
        seen = Seen.of(stores)
        chronicle = look(stores, KIND_NAMES, seen)
        headers = _headers(stores, [one.target for one in acts(chronicle)])
        found = [one for one in redactions(chronicle, headers) if one.is_overdue or not overdue]
        return _named(stores, seen, found, language)


def _named(
    stores: Stores, seen: Seen, rows: Collection[Any], language: Language
) -> list[dict[str, Any]]:
    called = called_in(stores, seen, language)
    return [
        as_json(one) | {"target_called": called(getattr(one, "act", one).target)} for one in rows
    ]


def _headers(stores: Stores, record_ids: Collection[bytes]) -> Mapping[bytes, Any]:
    """Of records in the log, by id."""

    def read(log: Any) -> dict[bytes, Any]:
        entries = log.entries_at(log.index_of(record_ids).values())
        records = [one.record() for one in entries]
        return {one.record_id: one.header for one in records}

    return stores.mirror.read(read)


def begin_hold(
    folder: Path, which: str, days: int, reason: str, asking: Asking, signing: Signing
) -> int:
    """Keep a record from being shown, by the secretariat's word; return the exit code.

    Raises:
        ForsaError: it is no record, or the network would refuse it.
    """
    with reading(folder) as stores:
        seen = Seen.of(stores)
        target = find_record(stores, which)
        ends_ms = seen.now_ms + days * DAY_MS
        values = {
            "what": called_in(stores, seen, asking.language)(target.record_id),
            "day": say_day(ends_ms, people_zone()),
            "days": say_days(days, asking.language),
            "reason": say_code("reason", reason, asking.language),
        }
    effect = RecordHold(target=target.record_id, reason=reason, days=days)
    told = [say(asking.language, "hold_means", **values)]
    return act(folder, Act("record.hold", effect, audience=PUBLIC), asking, told, signing)


def end_hold(folder: Path, which: str, reason: str, asking: Asking, signing: Signing) -> int:
    """Let a record that is on hold be shown again, by the secretariat's word.

    Raises:
        ForsaError: as `begin_hold`.
    """
    target, what = _meant(folder, which, asking.language)
    effect = RecordAct(target=target.record_id, reason=reason)
    values = {"what": what, "reason": say_code("reason", reason, asking.language)}
    told = [say(asking.language, "release_means", **values)]
    return act(folder, Act("record.release", effect, audience=PUBLIC), asking, told, signing)


def redact_own(folder: Path, which: str, reason: str, asking: Asking, signing: Signing) -> int:
    """Erase the text and files of an own record everywhere, for ever.

    Raises:
        ForsaError: as `begin_hold`; another member's takes a decision.
    """
    target, what = _meant(folder, which, asking.language)
    with reading(folder) as stores:
        seen = Seen.of(stores)
        state = seen.state
        twins = list(twin_lines(stores, seen, [target.record_id], asking.language))
    values = {
        "what": what,
        "reason": say_code("reason", reason, asking.language),
        "days": say_days(erase_days(state), asking.language),
        "backups": say_days(backup_days(state), asking.language),
    }
    effect = RecordAct(target=target.record_id, reason=reason)
    told = [say(asking.language, "redact_means", **values), *twins]
    return act(folder, Act("record.redact", effect, audience=PUBLIC), asking, told, signing)


def _meant(folder: Path, which: str, language: Language) -> tuple[Record, str]:
    with reading(folder) as stores:
        target = find_record(stores, which)
        return target, called_in(stores, Seen.of(stores), language)(target.record_id)

"""Assemblies as people and programs are shown them: notice, agenda, roll, attendance, decisions."""

from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Any

from forsa.errors import MalformedError, Reason
from forsa.governance.state import DAY_MS
from forsa.governance.views.as_json import as_json
from forsa.governance.views.assemblies import (
    KIND_NAMES,
    NOTICE_DAYS,
    Assembly,
    assemblies,
    assembly,
)
from forsa.governance.views.decision_words import say_quorum_share, text_in
from forsa.kinds.findings import printable, shown
from forsa.kinds.labels import kind_label
from forsa.words.dates import say_days, say_time
from forsa.words.governance import say_code
from forsa.words.reasons import Language

from forsa_node.finding import find_record
from forsa_node.governance.looking import look
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.words import say


def named_assembly(stores: Stores, seen: Seen, which: str) -> Assembly:
    """The assembly that people name, by its call or its minutes.

    Raises:
        MalformedError, NotFoundError: it is none.
    """
    record = find_record(stores, which)
    found = assembly(look(stores, KIND_NAMES, seen), record.record_id)
    if found is None:
        raise MalformedError(
            f"{shown(which)} is a {record.header.kind}, and no call to an assembly",
            Reason.KIND_UNKNOWN,
        )
    return found


def find_assembly(folder: Path, which: str) -> Assembly:
    """The assembly that people name, by its call or its minutes.

    Raises:
        MalformedError, NotFoundError: it is none.
    """
    with reading(folder) as stores:
        return named_assembly(stores, Seen.of(stores), which)


def list_assemblies(folder: Path, language: Language, zone: tzinfo) -> list[dict[str, Any]]:
    """Every assembly that was called, by index; each with its line."""
    with reading(folder) as stores:
        found = assemblies(look(stores, KIND_NAMES, Seen.of(stores)))
    return [_row(one) | {"says": assembly_line(one, language, zone)} for one in found]


def _row(one: Assembly) -> dict[str, Any]:
    row: dict[str, Any] = as_json(one)
    row["decisions"] = [decision["record_id"] for decision in row["decisions"]]
    return row


def assembly_line(one: Assembly, language: Language, zone: tzinfo) -> str:
    """Number, type, call, day and place on one line."""
    place = text_in(one.place, language, one.original_language)
    line = say(
        language,
        "assembly_line",
        index=one.index,
        type=say_code("assembly", one.type, language),
        call=one.call,
        time=say_time(one.starts_ms, language, zone),
        place=" ".join(printable(place).split()) or say(language, "assembly_no_place"),
    )
    return f"{line} {say(language, 'assembly_withdrawn')}" if one.withdrawn else line


def assembly_lines(one: Assembly, language: Language, zone: tzinfo) -> Iterator[str]:
    """One assembly: notice, agenda, roll, who was there, what was decided."""
    yield assembly_line(one, language, zone)
    days = one.notice_ms // DAY_MS
    key = "assembly_notice" if days >= NOTICE_DAYS else "assembly_notice_short"
    before, usual = (say_days(each, language) for each in (max(0, days), NOTICE_DAYS))
    yield say(language, key, days=before, usual=usual, member=one.member)
    if one.text_state != "served":
        yield say(language, f"question_{one.text_state}")
    for number, item in enumerate(one.agenda, 1):
        text = " ".join(printable(text_in(item, language, one.original_language)).split())
        yield f"  {number}. {text}"
    yield say(language, "assembly_roll", count=len(one.roll), members=", ".join(one.roll))
    yield from _minutes_lines(one, language)
    for decision in one.decisions:
        title = text_in(decision.title, language, decision.original_language)
        yield say(
            language,
            "assembly_decision",
            index=decision.index,
            title=" ".join(printable(title).split()) or kind_label("proposal.open", language),
            result=say_code("result", decision.result, language),
        )


def _minutes_lines(one: Assembly, language: Language) -> Iterator[str]:
    if one.minutes is None:
        yield say(language, "assembly_no_minutes")
        return
    yield say(
        language,
        "assembly_minutes",
        index=one.minutes.index,
        present=", ".join(map(printable, one.minutes.present)) or "–",
        represented=", ".join(map(printable, one.minutes.represented)) or "–",
    )
    if one.quorum is not None:
        yield say_quorum_share(one.quorum, language)

"""Acts of moderation in lines for people: what, which record, why, by whose authority, how long."""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Any, Final

from forsa.governance.views.decision_words import text_in
from forsa.kinds.findings import printable
from forsa.kinds.labels import kind_label
from forsa.words.dates import say_day
from forsa.words.governance import say_code
from forsa.words.reasons import Language

from forsa_node.words import say

_MOST_NODES: Final = 12
"""Nodes that a line names; it counts the others."""


def act_lines(row: Mapping[str, Any], language: Language, zone: tzinfo) -> Iterator[str]:
    """An act of the public list."""
    yield say(
        language,
        "moderation_act",
        index=row["index"],
        day=say_day(row["log_time_ms"], zone),
        what=kind_label(row["what"], language),
        target=row["target_called"],
    )
    yield "  " + _why(row, language)


def hold_lines(row: Mapping[str, Any], language: Language, zone: tzinfo) -> Iterator[str]:
    """A record that is or was on hold."""
    act = row["act"]
    yield say(
        language,
        f"hold_{row['end']}",
        index=act["index"],
        target=row["target_called"],
        day=say_day(row["ended_ms"] or row["ends_ms"], zone),
    )
    yield "  " + _why(act, language)


def flag_lines(row: Mapping[str, Any], language: Language, zone: tzinfo) -> Iterator[str]:
    """A concern, and what became of it."""
    yield say(
        language,
        "flag_line",
        index=row["index"],
        day=say_day(row["log_time_ms"], zone),
        member=row["member"],
        target=row["target_called"],
        reason=_reason(row["reason"], language),
    )
    note = text_in(row["note"], language, "")
    if note:
        yield say(language, "flag_note", note=printable(note))
    if row["withdrawn"]:
        yield say(language, "flag_withdrawn")
    elif row["answer"]:
        answer = row["answer"]
        values = {"what": kind_label(answer["what"], language), "index": answer["index"]}
        yield say(language, "flag_answered", **values)
    else:
        yield say(language, "flag_waiting")


def redaction_lines(row: Mapping[str, Any], language: Language, zone: tzinfo) -> Iterator[str]:
    """An erasure, who said that it is done, who is awaited, and until when copies may hold it."""
    act = row["act"]
    yield say(
        language,
        "moderation_act",
        index=act["index"],
        day=say_day(act["log_time_ms"], zone),
        what=kind_label(act["what"], language),
        target=row["target_called"],
    )
    yield "  " + _why(act, language)
    yield say(language, "redaction_done", count=len(row["erased"]))
    if row["awaited"]:
        key = "redaction_overdue" if row["is_overdue"] else "redaction_awaited"
        values = {"count": len(row["awaited"]), "nodes": _nodes(row["awaited"])}
        yield say(language, key, day=say_day(row["due_ms"], zone), **values)
    yield say(language, "redaction_backups", day=say_day(row["backups_until_ms"], zone))


def _why(act: Mapping[str, Any], language: Language) -> str:
    return say(
        language,
        f"by_{act['authority']}",
        reason=_reason(act["reason"], language),
        member=act["member"],
        proposal=(act["proposal"] or "")[:16],
    )


def _reason(code: str, language: Language) -> str:
    return printable(say_code("reason", code, language))


def _nodes(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NODES])
    return shown if len(names) <= _MOST_NODES else f"{shown}, …"

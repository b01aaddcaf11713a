"""Sanctions and appeals in lines for people."""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Any

from forsa.governance.views.decision_words import text_in
from forsa.kinds.findings import printable
from forsa.kinds.labels import kind_label
from forsa.words.dates import say_day, say_days, say_time
from forsa.words.governance import say_code
from forsa.words.reasons import Language

from forsa_node.words import say


def sanction_line(row: Mapping[str, Any], language: Language, zone: tzinfo) -> str:
    """A procedure on one line."""
    return say(
        language,
        "sanction_line",
        index=row["index"],
        day=say_day(row["log_time_ms"], zone),
        member=row["member"],
        code=printable(say_code("sanction", row["code"], language)),
        stage=_stage(row, language),
    )


def _stage(row: Mapping[str, Any], language: Language) -> str:
    stage = row["stage"]
    return say(language, "sanction_stage_hearing" if stage == "hearing" else f"sanction_{stage}")


def sanction_lines(row: Mapping[str, Any], language: Language, zone: tzinfo) -> Iterator[str]:
    """All that the log says of a procedure."""
    yield sanction_line(row, language, zone)
    grounds = text_in(row["grounds"], language, "")
    if grounds:
        yield say(language, "sanction_grounds", text=printable(grounds))
    else:
        yield say(language, "sanction_grounds_unseen")
    yield from _hearing(row, language, zone)
    for called in row["proposals_called"]:
        yield say(language, "sanction_proposal", what=called)
    effect = row["effect"]
    if effect is not None:
        key = "sanction_since" if effect["to_ms"] is None else "sanction_from_to"
        begins, ends = (say_day(effect[one] or 0, zone) for one in ("from_ms", "to_ms"))
        yield say(language, key, begins=begins, ends=ends, index=effect["index"])
    for one in row["appeals"]:
        yield _appeal_head(one, language, zone)


def _hearing(row: Mapping[str, Any], language: Language, zone: tzinfo) -> Iterator[str]:
    if not row["hearing_ms"]:
        yield say(language, "sanction_no_hearing")
        return
    time = say_time(row["hearing_ms"], language, zone)
    key = "sanction_hearing_short" if row["is_hearing_short"] else "sanction_hearing"
    days = say_days(max(0, row["hearing_days"]), language)
    yield say(language, key, time=time, days=days)
    where = text_in(row["hearing"], language, "")
    if where:
        yield say(language, "sanction_where", text=printable(where))


def appeal_lines(row: Mapping[str, Any], language: Language, zone: tzinfo) -> Iterator[str]:
    """An appeal, and what came of it."""
    yield _appeal_head(row, language, zone)
    yield say(language, "appeal_against", what=row["target_called"])
    grounds = text_in(row["grounds"], language, "")
    if grounds:
        yield say(language, "sanction_grounds", text=printable(grounds))
    for called in row["answers_called"]:
        yield say(language, "appeal_answer", what=called)
    if not row["answers_called"] and not row["withdrawn"]:
        yield say(language, "appeal_waits", index=row["index"])


def _appeal_head(row: Mapping[str, Any], language: Language, zone: tzinfo) -> str:
    key = "appeal_withdrawn" if row["withdrawn"] else "appeal_head"
    if row["is_late"] and not row["withdrawn"]:
        key = "appeal_head_late"
    return say(
        language,
        key,
        index=row["index"],
        day=say_day(row["log_time_ms"], zone),
        member=row["member"],
        kind=kind_label(row["target_kind"], language),
        until=say_day(row["until_ms"], zone),
    )

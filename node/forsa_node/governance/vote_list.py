"""The questions that were put to the vote, as a list: where each stands, and who voted."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import tzinfo
from pathlib import Path
from typing import Any, Final

from forsa.client.demonstration import clock_of
from forsa.governance.views.decision import Decision, Stage
from forsa.governance.views.decision_words import (
    say_quorum_so_far,
    say_stage,
    text_in,
)
from forsa.kinds.findings import printable
from forsa.words.dates import say_left
from forsa.words.governance import say_code
from forsa.words.reasons import Language

from forsa_node.governance.late_ballots import late_rows
from forsa_node.governance.moments import now_of
from forsa_node.governance.questions import head_line, listed, question_of
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.words import say

_OVER: Final = (Stage.DONE, Stage.LAPSED, Stage.CALLED_AGAIN)


def list_of(
    folder: Path, language: Language, zone: tzinfo, *, everything: bool = False
) -> tuple[list[dict[str, Any]], list[str]]:
    """The questions that something may still come of, or all, and what the user is warned of.

    `says` of each are lines for people.
    """
    with reading(folder) as stores:
        seen, member, clock = Seen.of(stores), stores.identity.member, clock_of(folder)
        now_ms = now_of(seen, clock)
        found = [one for one in listed(stores, seen) if everything or one.stage not in _OVER]
        rows = [_row(one, member, now_ms, language, zone, folder) for one in found]
        rows += [waiting_row(stores, seen, which, language) for which in _unsent(stores)]
        warned = late_rows(stores, seen, clock, folder, language, zone)
    return rows, [one["says"] for one in warned]


def _row(
    one: Decision, member: str, now_ms: int, language: Language, zone: tzinfo, folder: Path
) -> dict[str, Any]:
    own = one.vote_of(member)
    title = text_in(one.title, language, one.original_language)
    row: dict[str, Any] = {
        "record_id": one.record_id.hex(),
        "index": one.index,
        "type": one.type,
        "title": title,
        "proposer": one.proposer,
        "stage": one.stage.value,
        "result": one.result,
        "opened_ms": one.opened_ms,
        "closes_ms": one.closes_ms,
        "left_ms": max(0, one.closes_ms - now_ms),
        "quorum": asdict(one.arithmetic.quorum),
        "entitled": member in one.roll,
        "choice": own.choice if own else "",
        "by_proxy": own.by_proxy if own else False,
    }
    step = _next_step(one, row)
    row["says"] = list(_row_lines(one, row, language, zone))
    if step:
        row["says"].append("    " + say(language, step, folder=folder, index=one.index))
    return row


def _next_step(one: Decision, row: Mapping[str, Any]) -> str:
    """The sentence that names the command by which it goes on here; empty: nothing does."""
    if one.stage is Stage.VOTING and row["entitled"] and not row["choice"]:
        return "list_to_vote"
    ready = one.stage is Stage.PENDING or (
        one.stage is Stage.CLOSED and one.expected == "adopted" and one.actions
    )
    return "list_to_execute" if ready and row["entitled"] else ""


def _row_lines(
    one: Decision, row: Mapping[str, Any], language: Language, zone: tzinfo
) -> Iterator[str]:
    yield say(
        language,
        "question_head",
        which=one.index,
        type=say_code("type", one.type, language),
        title=printable(row["title"]) or say(language, "question_untitled"),
        member=one.proposer,
    )
    stands = say_stage(one, language, zone)
    if one.stage is Stage.VOTING:
        left = say_left(row["left_ms"], language)
        so_far = say_quorum_so_far(one, language)
        stands = say(language, "list_voting", stands=stands, left=left, quorum=so_far)
    yield f"    {stands}"
    yield f"    {_own_in_list(row, language)}"


def _own_in_list(row: Mapping[str, Any], language: Language) -> str:
    if not row["entitled"]:
        return say(language, "list_not_entitled")
    if not row["choice"]:
        return say(language, "list_no_vote")
    key = "list_by_proxy" if row["by_proxy"] else "list_voted"
    return say(language, key, choice=say_code("choice", row["choice"], language))


def _unsent(stores: Stores) -> list[str]:
    return [one.record.record_id.hex() for one in stores.leaving if one.kind == "proposal.open"]


def waiting_row(stores: Stores, seen: Seen, which: str, language: Language) -> dict[str, Any]:
    """A question that was signed here and is not in the log yet: nothing of it is counted."""
    question = question_of(stores, seen, which, language, ballots=False)
    return {
        "record_id": which,
        "index": None,
        "type": question.effect.type,
        "title": question.title,
        "proposer": question.record.header.member,
        "stage": "waiting",
        "result": "",
        "opened_ms": None,
        "closes_ms": question.effect.closes_ms,
        "left_ms": None,
        "quorum": None,
        "entitled": None,
        "choice": "",
        "by_proxy": False,
        "says": [head_line(question, language), f"    {say(language, 'state_waiting')}"],
    }

"""One question that was put to the vote: arithmetic, every ballot and proxy, and the own one."""

from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Any

from forsa.client.demonstration import clock_of
from forsa.governance.views.actions import say_action
from forsa.governance.views.as_json import as_json
from forsa.governance.views.decision import Decision, Vote
from forsa.governance.views.decision_words import (
    say_arithmetic,
    say_stage,
    say_votes,
)
from forsa.words.dates import say_time
from forsa.words.governance import say_code
from forsa.words.reasons import Language

from forsa_node.governance.agreement_found import voted_lines
from forsa_node.governance.late_ballots import late_rows
from forsa_node.governance.naming import called_in
from forsa_node.governance.own_ballot_lines import own_vote_line
from forsa_node.governance.own_ballots import OwnVote, own_vote
from forsa_node.governance.questions import (
    Question,
    head_line,
    question_of,
    require_logged,
    text_lines,
)
from forsa_node.governance.vote_list import waiting_row
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.words import say


def describe(folder: Path, which: str, language: Language, zone: tzinfo) -> dict[str, Any]:
    """One question with its arithmetic, every ballot and proxy, and the own one; `says` in words.

    `warnings` are what the user of this node is to be told beside it.

    Raises:
        MalformedError, NotFoundError: it is no proposal.
    """
    with reading(folder) as stores:
        seen = Seen.of(stores)
        question = question_of(stores, seen, which, language)
        found = question.decision
        if found is None:
            row = waiting_row(stores, seen, question.record.record_id.hex(), language)
            return row | {"warnings": []}
        own = own_vote(stores, seen, found.record_id, found)
        lines = list(_lines(stores, seen, question, found, own, language, zone))
        warned = late_rows(stores, seen, clock_of(folder), folder, language, zone)
    described: dict[str, Any] = as_json(found)
    return described | {
        "own_vote": as_json(own),
        "says": lines,
        "warnings": [one["says"] for one in warned],
    }


def find_decision(folder: Path, which: str) -> Decision:
    """The question that people name, as the log has it.

    Raises:
        MalformedError, NotFoundError: it is no proposal.
        ConflictError: it waits here to be sent.
    """
    with reading(folder) as stores:
        return require_logged(question_of(stores, Seen.of(stores), which, "fr"))


def _lines(
    stores: Stores,
    seen: Seen,
    question: Question,
    found: Decision,
    own: OwnVote,
    language: Language,
    zone: tzinfo,
) -> Iterator[str]:
    yield head_line(question, language)
    yield say(language, "show_opened", time=say_time(found.opened_ms, language, zone))
    yield from _action_lines(stores, seen, found, language, zone)
    yield from voted_lines(stores, question.record, found.type, language)
    yield say(
        language,
        "show_rule",
        rule=say_code("rule", found.rule, language),
        quorum=say_code("quorum", found.quorum, language),
    )
    yield say(language, "show_stage", stands=say_stage(found, language, zone))
    yield say_votes(found.count, language)
    yield from say_arithmetic(found, language)
    yield from _vote_lines(found, language)
    yield own_vote_line(own, language)
    yield from text_lines(question, language)


def _action_lines(
    stores: Stores, seen: Seen, found: Decision, language: Language, zone: tzinfo
) -> Iterator[str]:
    if not found.actions:
        yield say(language, "prop_no_actions")
        return
    called = called_in(stores, seen, language)
    yield say(language, "prop_actions")
    for one in found.actions:
        does = say_action(one.kind, one.effect, language, zone, called)
        yield say(language, "prop_action", number=one.number, does=does)
        if one.executed is not None:
            yield say(
                language,
                "show_executed",
                member=one.executed.member,
                index=one.executed.index,
                time=say_time(one.executed.log_time_ms, language, zone),
            )
        elif one.is_pending:
            yield say(language, "show_pending")


def _vote_lines(found: Decision, language: Language) -> Iterator[str]:
    for one in found.votes:
        yield f"  {vote_line(one, language)}"
    if found.not_voted:
        yield say(language, "show_not_voted", members=", ".join(found.not_voted))
    for other in found.replaced:
        told = vote_line(other.vote, language)
        yield say(language, "show_replaced", vote=told, index=other.by)


def vote_line(one: Vote, language: Language) -> str:
    """Who voted what, and by whom."""
    return say(
        language,
        "show_vote_proxy" if one.by_proxy else "show_vote",
        member=one.member,
        choice=say_code("choice", one.choice, language),
        voter=one.cast_by or "",
        index=one.index,
    )

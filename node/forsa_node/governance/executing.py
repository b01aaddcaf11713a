"""Carrying out a decision: any voter publishes the actions that were voted on, byte for byte."""

from collections.abc import Sequence
from datetime import tzinfo
from pathlib import Path
from typing import Final

import click
from forsa.errors import ConflictError, MalformedError, Reason
from forsa.governance.audience import ALWAYS_PUBLIC, PUBLIC
from forsa.governance.views.actions import say_action
from forsa.governance.views.decision import Action, Decision, Stage
from forsa.governance.views.decision_words import (
    say_arithmetic,
)
from forsa.kinds.effects import parse_effect
from forsa.kinds.registry import KINDS
from forsa.words.reasons import Language

from forsa_node.governance.acting import Act, Signing, act
from forsa_node.governance.naming import called_in
from forsa_node.governance.questions import Question, head_line, question_of, require_logged
from forsa_node.publishing import Asking
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.sharing import publish_withdrawal
from forsa_node.words import say

AGREEMENT: Final = "agreement.publish"


def execute(
    folder: Path,
    which: str,
    number: int | None,
    asking: Asking,
    signing: Signing,
    zone: tzinfo,
) -> int:
    """Publish an action of an adopted proposal once its signer says yes; return the exit code.

    Args:
        folder: The node's.
        which: The proposal.
        number: Of the action; None: the first that waits.
        asking: How the signer is asked.
        signing: Who signs.
        zone: For times.

    Raises:
        ConflictError: nothing of it waits to be executed, for this reason.
        MalformedError: it has no such action.
        ForsaError: the network would refuse it.
    """
    language = asking.language
    with reading(folder) as stores:
        seen = Seen.of(stores)
        question = question_of(stores, seen, which, language, ballots=False)
        found = require_logged(question)
        left = _waiting(stores, found)
        action = _action_to_execute(found, left, number)
        what = _executing(stores, question, action)
        does = say_action(
            action.kind, action.effect, language, zone, called_in(stores, seen, language)
        )
    told = [
        head_line(question, language),
        *say_arithmetic(found, language),
        say(language, "execute_does", number=action.number, does=does),
    ]
    code = act(folder, what, asking, told, signing)
    if code == 0 and len(left) > 1 and not asking.as_json:
        _tell_left(folder, which, len(left) - 1, language)
    return code


def _tell_left(folder: Path, which: str, left: int, language: Language) -> None:
    click.echo(say(language, "execute_left", count=left, folder=folder, which=which), err=True)


def _executing(stores: Stores, question: Question, action: Action) -> Act:
    """The very bytes that were voted on."""
    if action.kind == AGREEMENT:
        from forsa_node.governance.voted_text import executing_text

        return executing_text(stores, question.record, action.effect)
    audience = PUBLIC if action.kind in ALWAYS_PUBLIC else question.audience
    return Act(
        action.kind,
        parse_effect(KINDS[action.kind], action.effect),
        parent=question.record.record_id,
        audience=audience,
        title=question.title,
    )


def _waiting(stores: Stores, found: Decision) -> Sequence[Action]:
    """The actions that nobody executed yet, and that do not wait here to be sent.

    The record that executes a decision may be the very entry that ends the vote: what the newest
    time of the network closes is not kept waiting for somebody to say something else.

    Raises:
        ConflictError: nothing is to be executed, for this reason.
    """
    is_over = found.stage is Stage.CLOSED and found.expected == "adopted"
    if not is_over and found.stage is not Stage.PENDING:
        raise _nothing_to_execute(found)
    sent = [
        (one.kind, one.record.header.effect)
        for one in stores.leaving
        if one.record.header.parent == found.record_id
    ]
    left = []
    for action in found.actions:
        done = (action.kind, action.effect)
        if done in sent:
            sent.remove(done)
        elif action.executed is None:
            left.append(action)
    return left


def _action_to_execute(found: Decision, left: Sequence[Action], number: int | None) -> Action:
    if number is not None and not 0 <= number < len(found.actions):
        raise MalformedError(
            f"the proposal has no action {number}; there are {len(found.actions)}, from 0",
            Reason.KIND_EFFECT_INVALID,
        )
    chosen = [one for one in left if number in (None, one.number)]
    if chosen:
        return chosen[0]
    executed = None if number is None else found.actions[number].executed
    if executed is not None:
        raise ConflictError(
            f"action {number} was executed by {executed.member}, at index {executed.index}",
            Reason.KIND_PRECONDITION,
        )
    raise ConflictError(
        f"what the decision does was executed, or waits here to be sent; there are "
        f"{len(found.actions)} actions",
        Reason.KIND_PRECONDITION,
    )


def _nothing_to_execute(found: Decision) -> ConflictError:
    quorum, votes = found.arithmetic.quorum, found.count
    match found.stage:
        case Stage.VOTING:
            message = (
                f"the vote is open until {found.closes_ms}: nothing is executed before; so far "
                f"{quorum.have} of {quorum.of} are present or represented, {quorum.needed} needed"
            )
        case Stage.CLOSED:
            message = (
                f"the vote ended at {found.closes_ms}; the next entry of the log confirms its "
                f"result, expected: {found.expected}"
            )
        case Stage.LAPSED:
            message = f"the decision lapsed at {found.lapses_ms}, 90 days after the vote"
        case Stage.SECOND_CALL | Stage.CALLED_AGAIN:
            message = (
                f"quorum {quorum.needed} of {quorum.of}: {quorum.have} present or represented; "
                "nothing was decided"
            )
        case _ if found.result == "adopted":
            message = f"all actions of the decision were executed; there were {len(found.actions)}"
        case _:
            message = (
                f"the proposal was {found.result}, with {votes.in_favour} for and "
                f"{votes.against} against"
            )
    return ConflictError(message, Reason.KIND_PRECONDITION)


def withdraw_proposal(folder: Path, which: str, reason: str, asking: Asking) -> int:
    """Withdraw an own proposal that is open; return the exit code.

    Raises:
        ConflictError: its vote is over.
        NotAllowedError: it is another member's.
    """
    with reading(folder) as stores:
        seen = Seen.of(stores)
        question = question_of(stores, seen, which, asking.language, ballots=False)
        found = question.decision
        if found is not None and found.result != "open":
            raise ConflictError(
                f"only an open proposal is withdrawn; this one is {found.result}",
                Reason.KIND_PRECONDITION,
            )
    return publish_withdrawal(folder, question.record.record_id.hex(), reason, asking)

"""Each question that was put to the vote: what was asked, who answered what, what follows.

A proposal that is open or still has consequences stands in the state; how the others ended is kept
beside it (`forsa.governance.history`). `forsa.governance.tally` decides; here it is told.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from forsa.envelope import RecordId
from forsa.errors import CorruptStoreError, Reason
from forsa.governance.history import Ended
from forsa.governance.rules.proposals import SECOND_CALL_MS
from forsa.governance.state import Ballot, Proposal
from forsa.governance.tally import Decision as Verdict
from forsa.governance.timers import LAPSE_MS
from forsa.governance.views.arithmetic import arithmetic_of, decided, votes_of
from forsa.governance.views.as_json import effect_fields
from forsa.governance.views.chronicle import Chronicle, Event, Past
from forsa.governance.views.decision import (
    Action,
    Answer,
    Closing,
    Decision,
    Executed,
    Replaced,
    Stage,
    Vote,
)
from forsa.kinds.proposal_types import PROPOSAL_TYPES
from forsa.v1 import effects_pb2 as v1

PROPOSAL: Final = "proposal.open"
BALLOT: Final = "ballot.cast"
EXECUTING: Final = tuple(sorted({kind for one in PROPOSAL_TYPES.values() for kind in one.actions}))
"""The kinds that execute a decision."""
KIND_NAMES: Final = (PROPOSAL, BALLOT, "record.withdraw", *EXECUTING)
"""What the chronicle of these views has to hold."""
WITHOUT_BALLOTS: Final = tuple(name for name in KIND_NAMES if name != BALLOT)
"""Enough for lists: votes are counted, but the records behind them are not named."""


def decisions(chronicle: Chronicle) -> tuple[Decision, ...]:
    """Every question that was put to the vote, by index.

    Raises:
        CorruptStoreError: `STORED_DATA_CORRUPT`: it is not kept how one of them ended.
    """
    teller = _Teller(chronicle)
    return tuple(teller.decision(one) for one in chronicle.of(PROPOSAL))


def standing(chronicle: Chronicle) -> tuple[Decision, ...]:
    """The questions from which something may still follow, by index: those that the state keeps.

    A network has hundreds behind it; who asks what waits now does not count them all again.

    Raises:
        CorruptStoreError: as `decisions`.
    """
    kept, teller = chronicle.state.rights.proposals, _Teller(chronicle)
    found = (one for one in chronicle.of(PROPOSAL) if one.record_id in kept)
    return tuple(teller.decision(one) for one in found)


def decision(chronicle: Chronicle, record_id: bytes) -> Decision | None:
    """One question; None: this is no proposal of this log.

    Raises:
        CorruptStoreError: as `decisions`.
    """
    event = chronicle.by_id(record_id)
    if event is None or event.kind != PROPOSAL:
        return None
    return _Teller(chronicle).decision(event)


class _Teller:
    """A chronicle, with what answers a proposal found once for all of them."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle

    @cached_property
    def _second_calls(self) -> Mapping[bytes, RecordId]:
        found: dict[bytes, RecordId] = {}
        for one in self.chronicle.of(PROPOSAL):
            effect: Any = one.effect
            if effect.first_call:
                found[effect.first_call] = one.record_id
        return found

    def decision(self, event: Event) -> Decision:
        """What is told of one proposal."""
        found = self.chronicle.ended(event.record_id)
        kept = self.chronicle.state.rights.proposals.get(event.record_id)
        proposal = kept or (None if found is None else found[1].proposal)
        if proposal is None:
            raise CorruptStoreError(
                f"it is not kept how the proposal at index {event.index} ended",
                Reason.STORED_DATA_CORRUPT,
                index=event.index,
            )
        return self._told(event, proposal, kept is not None, found)

    def _told(
        self, event: Event, proposal: Proposal, is_kept: bool, found: tuple[Past, Ended] | None
    ) -> Decision:
        effect: Any = event.effect
        body: Any = event.body
        result: Answer = "open" if found is None else _answer(found[1].result)
        verdict = decided(proposal)
        second = self._second_calls.get(event.record_id)
        executions = self._executions(event, proposal)
        stage = self._stage(proposal, is_kept, result, second, executions)
        votes = tuple(self._counted(event, proposal))
        lapses = _lapses_ms(proposal, result, verdict, stage)
        may_recall = lapses is not None and verdict == "no_quorum"
        return Decision(
            record_id=event.record_id,
            index=event.index,
            type=proposal.type,
            actions=tuple(_actions(proposal, executions, stage)),
            voted_text=proposal.text if proposal.type == "agreement" else None,
            proposer=event.member,
            seconders=() if body is None else tuple(body.seconders),
            title={} if body is None else _texts(body.title),
            text={} if body is None else _texts(body.text),
            original_language="" if body is None else body.common.original_language,
            text_state="missing" if event.is_missing else str(event.body_state),
            subjects=() if body is None else tuple(body.subjects),
            amends=b"" if body is None else body.amends,
            created_ms=event.header.created_ms,
            opened_ms=event.log_time_ms,
            closes_ms=proposal.closes_ms,
            closed=None if found is None else Closing(found[0].index, found[0].log_time_ms),
            rule=proposal.rule,
            quorum=proposal.quorum,
            roll=proposal.roll,
            call=proposal.call,
            first_call=RecordId(effect.first_call) if effect.first_call else None,
            second_call=second,
            assembly=effect.assembly,
            count=votes_of(proposal),
            votes=votes,
            not_voted=tuple(one for one in proposal.roll if proposal.counted(one) is None),
            replaced=tuple(self._replaced(event, votes)),
            arithmetic=arithmetic_of(proposal),
            result=result,
            expected=verdict,
            stage=stage,
            is_confirmed=not (stage is Stage.CLOSED or (stage is Stage.LAPSED and is_kept)),
            lapses_ms=lapses,
            second_call_from_ms=proposal.closes_ms + SECOND_CALL_MS if may_recall else None,
            withdrawn_for=self._withdrawn_for(event),
        )

    def _stage(
        self,
        proposal: Proposal,
        is_kept: bool,
        result: Answer,
        second: RecordId | None,
        executions: Mapping[int, Executed],
    ) -> Stage:
        now_ms = self.chronicle.now_ms
        if result == "open":
            return Stage.CLOSED if proposal.closes_ms < now_ms else Stage.VOTING
        if result in ("rejected", "withdrawn"):
            return Stage.DONE
        if second is not None:
            return Stage.CALLED_AGAIN
        if result == "adopted" and len(executions) == len(proposal.actions):
            return Stage.DONE
        if not is_kept or proposal.closes_ms + LAPSE_MS < now_ms:
            return Stage.LAPSED
        return Stage.PENDING if result == "adopted" else Stage.SECOND_CALL

    def _executions(self, event: Event, proposal: Proposal) -> Mapping[int, Executed]:
        """By number of the action: each was executed once, the lowest number first."""
        found: dict[int, Executed] = {}
        for one in self.chronicle.answering(event.record_id, *EXECUTING):
            done = (one.kind, one.header.effect)
            left = (n for n, action in enumerate(proposal.actions) if action == done)
            number = next((n for n in left if n not in found), None)
            if number is not None:
                found[number] = Executed(one.record_id, one.index, one.log_time_ms, one.member)
        return found

    def _counted(self, event: Event, proposal: Proposal) -> Iterator[Vote]:
        ballots = {one.index: one for one in self.chronicle.answering(event.record_id, BALLOT)}
        for member in proposal.roll:
            ballot = proposal.counted(member)
            if ballot is not None:
                by_proxy = member not in proposal.own
                yield _vote(member, ballot, ballots.get(ballot.index), by_proxy=by_proxy)

    def _replaced(self, event: Event, votes: Iterable[Vote]) -> Iterator[Replaced]:
        counting = {one.member: one.index for one in votes}
        for one in self.chronicle.answering(event.record_id, BALLOT):
            effect: Any = one.effect
            member = effect.proxy_for or one.member
            index = counting.get(member)
            if index is not None and index != one.index:
                ballot = Ballot(effect.choice, one.index)
                by_proxy = bool(effect.proxy_for)
                yield Replaced(_vote(member, ballot, one, by_proxy=by_proxy), index)

    def _withdrawn_for(self, event: Event) -> str:
        act = self.chronicle.withdrawn(event.record_id)
        effect: Any = None if act is None else act.effect
        return effect.reason if isinstance(effect, v1.RecordAct) else ""


def _answer(result: str) -> Answer:
    match result:
        case "adopted" | "rejected" | "no_quorum" | "withdrawn":
            return result
    raise CorruptStoreError(
        f"no proposal ends as {result!r}", Reason.STORED_DATA_CORRUPT, result=result
    )


def _lapses_ms(proposal: Proposal, result: Answer, verdict: Verdict, stage: Stage) -> int | None:
    """When what follows from a vote that is over lapses."""
    if stage in (Stage.VOTING, Stage.DONE, Stage.CALLED_AGAIN) or result == "withdrawn":
        return None
    follows = verdict == "no_quorum" or (verdict == "adopted" and proposal.actions)
    return proposal.closes_ms + LAPSE_MS if follows else None


def _actions(
    proposal: Proposal, executions: Mapping[int, Executed], stage: Stage
) -> Iterator[Action]:
    for number, (kind, effect) in enumerate(proposal.actions):
        executed = executions.get(number)
        waits = stage is Stage.PENDING and executed is None
        yield Action(number, kind, effect, effect_fields(kind, effect), executed, waits)


def _vote(member: str, ballot: Ballot, event: Event | None, *, by_proxy: bool) -> Vote:
    if event is None:
        return Vote(member, ballot.choice, by_proxy, ballot.index, None, None, None)
    return Vote(
        member,
        ballot.choice,
        by_proxy,
        ballot.index,
        event.member,
        event.record_id,
        event.log_time_ms,
    )


def _texts(texts: Iterable[Any]) -> dict[str, str]:
    return {one.lang: one.text for one in texts}

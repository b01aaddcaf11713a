"""Sanctions and appeals: a notice gives nothing, a decision does, and another one takes it back."""

from typing import Any

from forsa.governance.state import DAY_MS, Status
from forsa.governance.views.procedures import Stage, appeals, sanctions
from forsa.v1 import effects_pb2 as v1
from forsa.v1.governance_pb2 import Proposal, Sanction

from tests.support.chronicles import chronicle
from tests.support.folded_log import OFFICE, FoldedLog

TYPES = {"suspend": "suspension", "reinstate": "reinstatement", "expel": "exclusion"}


def network(**settings: str) -> FoldedLog:
    """Three members who vote within an hour, and an office that does not."""
    chosen = {"secretariat_votes": "no", "voting_min_hours": "1"} | settings
    return FoldedLog(["amal", "badr", "cyn"], settings=chosen)


def notice(log: FoldedLog, code: str = "suspension", in_days: int = 15) -> bytes:
    """The office tells cyn."""
    hearing_ms = log.now_ms + in_days * DAY_MS if in_days else 0
    effect = v1.SanctionNotice(member="cyn", code=code, hearing_ms=hearing_ms)
    return log.publish(OFFICE, "sanction.notice", effect).record_id


def opened(log: FoldedLog, verb: str) -> tuple[bytes, v1.MemberAct]:
    """A proposal that would do this to cyn."""
    act = v1.MemberAct(member="cyn", reason="told")
    effect = v1.ProposalOpen(
        type=TYPES[verb],
        actions=[v1.Action(kind=f"member.{verb}", effect=act.SerializeToString())],
        closes_ms=log.now_ms + DAY_MS,
        call=1,
    )
    return log.publish("amal", "proposal.open", effect).record_id, act


def decide(log: FoldedLog, verb: str, choice: str = "for") -> bytes:
    """Vote on it, and execute it if it is adopted; returns what took effect, or the proposal."""
    proposal, act = opened(log, verb)
    for member in ("amal", "badr"):
        log.publish(member, "ballot.cast", v1.BallotCast(choice=choice), parent=proposal)
    log.wait(DAY_MS + 1)
    if choice != "for":
        return proposal
    return log.publish("badr", f"member.{verb}", act, parent=proposal).record_id


def only(log: FoldedLog, bodies: dict[bytes, Any] | None = None) -> Any:
    """The one procedure."""
    (found,) = sanctions(chronicle(log, bodies))
    return found


def test_a_notice_waits_for_its_hearing_then_for_a_vote_then_takes_effect() -> None:
    """Each step has its time, and the member can see which one it is."""
    log = network()
    notice(log)
    stages = [only(log).stage]
    log.wait(15 * DAY_MS)
    stages.append(only(log).stage)
    opened(log, "suspend")
    stages.append(only(log).stage)
    log.wait(DAY_MS + 1)
    stages.append(only(log).stage)
    decide(log, "suspend")
    stages.append(only(log).stage)

    assert stages == [
        Stage.HEARING,
        Stage.NOTICED,
        Stage.VOTING,
        Stage.NOT_ADOPTED,
        Stage.IN_EFFECT,
    ]
    assert log.rights.members["cyn"].status is Status.SUSPENDED


def test_another_decision_reverses_it_and_both_are_shown() -> None:
    """Taken back is not undone: from when to when it held stays known."""
    log = network()
    notice(log)
    suspended = decide(log, "suspend")
    back = decide(log, "reinstate")
    found = only(log)

    assert found.stage is Stage.REVERSED
    assert (found.effect.record_id, found.effect.reversed_by) == (suspended, back)
    assert found.effect.from_ms < found.effect.to_ms
    assert len(found.proposals) == 1


def test_a_rejected_proposal_leaves_the_member_as_it_was() -> None:
    """The notice alone takes nothing."""
    log = network()
    notice(log, in_days=0)
    decide(log, "suspend", "against")

    assert only(log).stage is Stage.NOT_ADOPTED
    assert log.rights.members["cyn"].status is Status.ACTIVE


def test_a_warning_ends_with_its_hearing() -> None:
    """Nobody votes on a warning."""
    log = network()
    notice(log, "warning", in_days=1)
    before = only(log).stage
    log.wait(DAY_MS + 1)

    assert (before, only(log).stage) == (Stage.HEARING, Stage.CLOSED)


def test_a_hearing_that_comes_too_soon_is_said_to_be_short() -> None:
    """Fifteen days to prepare, unless the statutes say otherwise; none at all is short as well."""
    kept, short = network(), network()
    notice(kept, in_days=15)
    notice(short, in_days=14)
    none, other = network(), network(**{"app.sanction.hearing_days": "10"})
    notice(none, in_days=0)
    notice(other, in_days=14)

    found = [only(log) for log in (kept, short, none, other)]
    assert [one.is_hearing_short for one in found] == [False, True, True, False]
    assert [one.hearing_days for one in found] == [15, 14, None, 14]


def test_an_appeal_in_time_and_a_late_one_are_both_in_the_log() -> None:
    """Time limits are shown and refuse nothing: the assembly judges what to do with a late one."""
    log = network()
    target = notice(log, in_days=0)
    log.now_ms += 30 * DAY_MS
    early = log.publish("cyn", "appeal.open", parent=target).record_id
    log.now_ms += 1
    late = log.publish("cyn", "appeal.open", parent=target).record_id
    found = only(log).appeals

    assert [(one.record_id, one.is_late) for one in found] == [(early, False), (late, True)]
    assert found[0].until_ms == found[0].log_time_ms


def test_an_expelled_member_appeals_and_a_proposal_that_names_it_answers() -> None:
    """Who is out may still ask to be heard, and sees what came of it."""
    log = network()
    notice(log, "exclusion", in_days=0)
    expelled = decide(log, "expel")
    appeal = log.publish("cyn", "appeal.open", parent=expelled).record_id
    closes_ms = log.now_ms + DAY_MS
    motion = v1.ProposalOpen(type="motion", closes_ms=closes_ms, call=1)
    proposal = log.publish("amal", "proposal.open", motion).record_id
    bodies: dict[bytes, Any] = {proposal: Proposal(subjects=[appeal])}
    (found,) = appeals(chronicle(log, bodies))

    assert (found.target_kind, found.answers) == ("member.expel", (proposal,))
    assert [one.record_id for one in only(log, bodies).appeals] == [appeal]


def test_a_notice_that_was_withdrawn_is_over_and_its_grounds_are_told_while_they_may_be() -> None:
    """What an office takes back must not hang over a member."""
    log = network()
    target = notice(log)
    body = Sanction()
    body.grounds.add(lang="fr", text="Le rapport moral n'a pas été remis depuis deux ans.")
    before = only(log, {target: body})
    log.publish(OFFICE, "record.withdraw", v1.RecordAct(target=target, reason="withdrawn"))

    assert before.grounds["fr"].startswith("Le rapport moral")
    assert only(log).stage is Stage.WITHDRAWN

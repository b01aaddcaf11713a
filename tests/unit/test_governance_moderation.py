"""Moderation as a member reads it: who held or erased what, why, and which nodes still owe it."""

from forsa.governance.state import DAY_MS
from forsa.governance.views.moderation import (
    Authority,
    HoldEnd,
    acts,
    flags,
    holds,
    redactions,
)
from forsa.v1 import effects_pb2 as v1
from forsa.v1.record_pb2 import RecordHeader
from forsa.v1.sharing_pb2 import Flag as FlagBody

from tests.support.chronicles import chronicle
from tests.support.folded_log import OFFICE, FoldedLog

CONSENT = "consent_withdrawn"


def log_with_report() -> tuple[FoldedLog, bytes]:
    """A network with a report of amal."""
    log = FoldedLog(["amal", "badr"], settings={"secretariat_votes": "no", "voting_min_hours": "1"})
    return log, log.publish("amal", "practice.report").record_id


def hold(log: FoldedLog, target: bytes, days: int = 3) -> None:
    """The office keeps a record from being shown."""
    log.publish(OFFICE, "record.hold", v1.RecordHold(target=target, reason="unsafe", days=days))


def redact(log: FoldedLog, target: bytes) -> None:
    """Amal erases an own record."""
    log.publish("amal", "record.redact", v1.RecordAct(target=target, reason=CONSENT))


def erased(log: FoldedLog, member: str, target: bytes) -> None:
    """A node says so."""
    log.publish(member, "record.redact_done", v1.RedactDone(target=target, node="n1"))


def decided(log: FoldedLog, kind: str, effect: v1.RecordHold | v1.RecordAct) -> bytes:
    """Vote on an act and execute it; returns the proposal."""
    action = v1.Action(kind=kind, effect=effect.SerializeToString())
    closes_ms = log.now_ms + DAY_MS
    opened = v1.ProposalOpen(type="moderation", actions=[action], closes_ms=closes_ms, call=1)
    proposal = log.publish("amal", "proposal.open", opened).record_id
    for member in ("amal", "badr"):
        log.publish(member, "ballot.cast", v1.BallotCast(choice="for"), parent=proposal)
    log.wait(DAY_MS + 1)
    log.publish("badr", kind, effect, parent=proposal)
    return proposal


def test_an_act_is_told_with_its_reason_and_by_whose_authority() -> None:
    """What is hidden must not be hidden by nobody for no reason."""
    log, report = log_with_report()
    hold(log, report)
    effect = v1.RecordAct(target=report, reason="identifies_person")
    proposal = decided(log, "record.redact", effect)
    found = acts(chronicle(log))

    assert [(one.what, one.authority, one.reason, one.target) for one in found] == [
        ("record.hold", Authority.SECRETARIAT, "unsafe", report),
        ("record.redact", Authority.DECISION, "identifies_person", report),
    ]
    assert [one.proposal for one in found] == [None, proposal]
    assert [one.member for one in found] == [OFFICE, "badr"]


def test_an_author_erases_by_its_own_authority() -> None:
    """The author needs nobody's leave, and the list says that it was the author."""
    log, report = log_with_report()
    redact(log, report)

    assert acts(chronicle(log))[0].authority is Authority.AUTHOR


def test_a_hold_lasts_expires_is_released_or_ends_with_the_text() -> None:
    """Fourteen days are a limit: a list that shows a hold for ever would be wrong about it."""
    log = FoldedLog(["amal", "badr"])
    reports = [log.publish("amal", "practice.report").record_id for _ in range(4)]
    for one in reports:
        hold(log, one)
    log.publish(OFFICE, "record.release", v1.RecordAct(target=reports[1], reason="settled"))
    redact(log, reports[2])
    ends = [one.end for one in holds(chronicle(log))]
    log.now_ms += 3 * DAY_MS + 1
    log.publish(OFFICE, "member.profile")
    later = holds(chronicle(log))

    assert ends == [HoldEnd.LASTS, HoldEnd.RELEASED, HoldEnd.REDACTED, HoldEnd.LASTS]
    assert [one.end for one in later][::3] == [HoldEnd.EXPIRED, HoldEnd.EXPIRED]
    assert later[0].ended_ms == later[0].act.log_time_ms + 3 * DAY_MS


def test_freshness_alone_ends_a_hold_that_no_entry_has_ended() -> None:
    """A quiet network hides nothing longer than it said."""
    log, report = log_with_report()
    hold(log, report)
    fresh_ms = log.now_ms + 3 * DAY_MS + 1000

    assert holds(chronicle(log))[0].end is HoldEnd.LASTS
    assert holds(chronicle(log, fresh_ms=fresh_ms))[0].end is HoldEnd.EXPIRED


def test_nodes_that_have_not_erased_are_named_and_overdue_after_seven_days() -> None:
    """Everybody can see who still holds it; a poor link has a week."""
    log, report = log_with_report()
    for member in ("amal", "badr"):
        log.publish(member, "node.add", log.node(member, "n1"))
    redact(log, report)
    erased(log, "amal", report)
    erased(log, "amal", report)
    log.now_ms += 7 * DAY_MS
    log.publish(OFFICE, "member.profile")
    (on_time,) = redactions(chronicle(log), {})
    log.now_ms += DAY_MS
    log.publish(OFFICE, "member.profile")
    (late,) = redactions(chronicle(log), {})

    assert [one.node for one in on_time.erased] == ["amal/n1"]
    assert on_time.awaited == ("badr/n1",)
    assert not on_time.is_overdue
    assert late.is_overdue
    assert late.backups_until_ms == late.act.log_time_ms + 30 * DAY_MS


def test_a_node_that_came_later_or_may_not_read_it_is_not_awaited() -> None:
    """It never held the text: asking it would accuse it."""
    log, report = log_with_report()
    log.publish("amal", "node.add", log.node("amal", "n1"))
    log.publish("badr", "node.add", log.node("badr", "n1"))
    redact(log, report)
    log.publish("badr", "node.add", log.node("badr", "n2"))
    secret = RecordHeader(member="amal", audience="pilotage")

    assert redactions(chronicle(log), {})[0].awaited == ("amal/n1", "badr/n1")
    assert redactions(chronicle(log), {report: secret})[0].awaited == ("amal/n1",)


def test_a_node_with_new_keys_is_awaited_as_before() -> None:
    """Else who keeps the text leaves the list by giving the machine other keys."""
    log, report = log_with_report()
    for member in ("amal", "badr"):
        log.publish(member, "node.add", log.node(member, "n1"))
    redact(log, report)
    log.publish("badr", "node.add", log.node("badr", "n1", "other keys"), observed=log.seen())
    log.publish("amal", "node.revoke", v1.NodeRevoke(node="n1"))
    without = redactions(chronicle(log), {})[0].awaited
    log.publish("amal", "node.add", log.node("amal", "n1", "again"), observed=log.seen())

    assert without == ("badr/n1",)
    assert redactions(chronicle(log), {})[0].awaited == ("amal/n1", "badr/n1")


def test_the_statutes_say_how_long_copies_are_kept() -> None:
    """The age of backups is the network's word, not the program's."""
    days = {"app.moderation.backup_days": "90", "app.moderation.erase_days": "many"}
    log = FoldedLog(["amal"], settings=days)
    report = log.publish("amal", "practice.report").record_id
    redact(log, report)
    (found,) = redactions(chronicle(log), {})

    assert found.backups_until_ms == found.act.log_time_ms + 90 * DAY_MS
    assert found.due_ms == found.act.log_time_ms + 7 * DAY_MS


def test_a_flag_waits_until_somebody_acts_on_the_record() -> None:
    """A concern that nobody answers must stay in sight."""
    log, report = log_with_report()
    effect = v1.FlagRaise(reason="unsafe")
    flag = log.publish("badr", "flag.raise", effect, parent=report).record_id
    body = FlagBody()
    body.note.add(lang="fr", text="La meuleuse est montrée sans carter.")
    (before,) = flags(chronicle(log, {flag: body}))
    hold(log, report)
    (after,) = flags(chronicle(log, {flag: body}))

    assert before.is_waiting
    assert before.note == {"fr": "La meuleuse est montrée sans carter."}
    assert (before.target, before.reason, before.member) == (report, "unsafe", "badr")
    assert not after.is_waiting
    assert after.answer is not None
    assert after.answer.what == "record.hold"


def test_a_flag_that_its_author_took_back_waits_for_nobody() -> None:
    """Who was wrong says so; the office need not look."""
    log, report = log_with_report()
    effect = v1.FlagRaise(reason="unsafe")
    flag = log.publish("badr", "flag.raise", effect, parent=report).record_id
    log.publish("badr", "record.withdraw", v1.RecordAct(target=flag, reason="withdrawn"))
    (found,) = flags(chronicle(log))

    assert found.withdrawn
    assert not found.is_waiting


def test_a_flag_in_other_words_is_one_concern_and_is_taken_back_as_one() -> None:
    """Else its former version waits for an answer for ever, and a member fills the list alone."""
    log, report = log_with_report()
    effect = v1.FlagRaise(reason="unsafe")
    first = log.publish("badr", "flag.raise", effect, parent=report)
    object_id = first.header.object_id
    newer = log.publish(
        "badr", "flag.raise", effect, parent=first.record_id, object_id=object_id
    ).record_id
    (stands,) = flags(chronicle(log))
    act = v1.RecordAct(target=first.record_id, reason="settled")
    log.publish("badr", "record.withdraw", act)
    (gone,) = flags(chronicle(log))

    assert (stands.record_id, stands.target, stands.is_waiting) == (newer, report, True)
    assert not gone.is_waiting

"""What a member hears of without looking for it, and what waits for the secretariat."""

from forsa.governance.state import DAY_MS
from forsa.governance.views.concerns import About, concerns, targets
from forsa.v1 import effects_pb2 as v1

from tests.support.chronicles import chronicle
from tests.support.folded_log import OFFICE, FoldedLog
from tests.unit.test_governance_procedures import decide, network, notice


def told(log: FoldedLog, member: str, authors: dict[bytes, str] | None = None) -> list[About]:
    """What a member hears of."""
    return [one.what for one in concerns(chronicle(log), member, authors or {})]


def test_a_procedure_concerns_its_member_until_it_can_say_nothing_more() -> None:
    """The last day of an appeal must not pass unseen, and what is over must not nag."""
    log = network()
    notice(log, in_days=0)
    (found,) = concerns(chronicle(log), "cyn", {})
    log.wait(30 * DAY_MS)
    on_the_last_day = told(log, "cyn")
    log.wait(1)

    assert (found.what, found.is_own, found.is_urgent) == (About.SANCTION, True, True)
    assert found.due_ms == chronicle(log).of("sanction.notice")[0].log_time_ms + 30 * DAY_MS
    assert on_the_last_day == [About.SANCTION]
    assert told(log, "cyn") == told(log, "amal") == []


def test_a_suspended_member_hears_that_it_is_and_until_when_it_may_appeal() -> None:
    """Its own screen said that nothing waits."""
    log = network()
    notice(log, in_days=0)
    decide(log, "suspend")
    (found,) = concerns(chronicle(log), "cyn", {})

    assert found.what is About.SUSPENDED
    assert found.due_ms == chronicle(log).of("member.suspend")[0].log_time_ms + 30 * DAY_MS


def test_a_flag_concerns_the_author_and_waits_for_the_office() -> None:
    """Each hears of it in its own way, and nobody else does."""
    log = network()
    report = log.publish("amal", "practice.report").record_id
    effect = v1.FlagRaise(reason="identifies_person")
    log.publish("badr", "flag.raise", effect, parent=report)
    seen = chronicle(log)
    authors: dict[bytes, str] = {report: "amal"}
    (own,), (office,) = (concerns(seen, one, authors) for one in ("amal", OFFICE))

    assert targets(seen) == {report}
    assert (own.what, own.is_own, own.is_urgent) == (About.FLAG, True, True)
    assert (office.what, office.is_own) == (About.FLAG, False)
    assert told(log, "badr", authors) == []


def test_a_hold_concerns_its_author_alone_and_ends_the_wait_of_the_flag() -> None:
    """Who looks for a text that nobody reads any more should not have to ask why."""
    log = network()
    report = log.publish("amal", "practice.report").record_id
    log.publish("badr", "flag.raise", v1.FlagRaise(reason="unsafe"), parent=report)
    log.publish(OFFICE, "record.hold", v1.RecordHold(target=report, reason="unsafe", days=3))
    authors: dict[bytes, str] = {report: "amal"}
    before = told(log, "amal", authors), told(log, OFFICE, authors)
    log.wait(4 * DAY_MS)

    assert before == ([About.HOLD], [])
    assert told(log, "amal", authors) == []


def test_candidates_and_appeals_wait_for_the_office() -> None:
    """An association that nobody activates, an appeal that nobody answers."""
    log = network()
    target = notice(log, in_days=0)
    log.publish("cyn", "appeal.open", parent=target)
    keys = [log.new_key("dalia", "dalia")]
    log.publish(OFFICE, "member.admit", v1.MemberAdmit(member="dalia", role="member", keys=keys))

    assert told(log, OFFICE) == [About.APPEAL, About.CANDIDATES]
    assert told(log, "dalia") == [About.PROVISIONAL]
    assert told(log, "nobody") == []

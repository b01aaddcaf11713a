"""Decisions as everybody can tell them: numbers, ballots, what follows, in three languages."""

from collections.abc import Mapping

import pytest
from forsa.errors import CorruptStoreError
from forsa.governance.state import DAY_MS
from forsa.governance.views.as_json import as_json
from forsa.governance.views.chronicle import Chronicle
from forsa.governance.views.decision import Decision, Stage, Vote
from forsa.governance.views.decision_words import (
    say_quorum,
    say_quorum_so_far,
    say_stage,
)
from forsa.governance.views.decisions import KIND_NAMES, WITHOUT_BALLOTS, decision, decisions
from forsa.kinds.proposal_types import DecisionRule
from forsa.v1.common_pb2 import Common, LocalText
from forsa.v1.governance_pb2 import Proposal as Text
from hypothesis import strategies as st

from tests.scenarios.events import EVENTS
from tests.scenarios.story import Stage as Theatre
from tests.support.chronicles import chronicle
from tests.support.folded_log import FoldedLog

OF_THE_ROLL = (DecisionRule.ABSOLUTE, DecisionRule.TWO_THIRDS_ENTITLED)
rolls = st.integers(1, 120)


def played(*lines: str) -> Theatre:
    """The stage after these events."""
    stage = Theatre(lines)
    for line in lines:
        stage.play(line, EVENTS)
    return stage


def told(stage: Theatre, name: str, fresh_ms: int = 0) -> Decision:
    """The decision on a proposal of a story."""
    found = decision(chronicle(stage.log, fresh_ms=fresh_ms), stage.records[name])
    assert found is not None
    return found


def test_each_ballot_is_named_with_who_cast_it_and_what_it_replaced() -> None:
    """A member that gave its proxy and then voted itself must see which of the two counts."""
    stage = played(
        "members amal badr cyn dalia",
        "open p1 by amal: motion",
        "ballot p1 by amal: against",
        "ballot p1 by amal for badr: for",
        "ballot p1 by amal: for",
        "ballot p1 by badr: abstain",
        "ballot p1 by cyn for dalia: blank",
    )
    found = told(stage, "p1")

    def brief(one: Vote) -> tuple[str, str, str | None, bool]:
        return one.member, one.choice, one.cast_by, one.by_proxy

    assert [brief(one) for one in found.votes] == [
        ("amal", "for", "amal", False),
        ("badr", "abstain", "badr", False),
        ("dalia", "blank", "cyn", True),
    ]
    assert found.not_voted == ("cyn",)
    assert [(brief(one.vote), one.by) for one in found.replaced] == [
        (("amal", "against", "amal", False), found.votes[0].index),
        (("badr", "for", "amal", True), found.votes[1].index),
    ]
    assert (found.count.present, found.count.represented) == (2, 1)
    ballot = stage.log.earlier.records[found.votes[2].record_id]  # type: ignore[index]
    assert (ballot.index, ballot.member) == (found.votes[2].index, "cyn")


def test_an_open_vote_says_how_much_of_the_quorum_is_in() -> None:
    """Who watches the quorum calls the others while there is time."""
    stage = played("members amal badr cyn", "open p1 by amal: motion", "ballot p1 by amal: for")
    found = told(stage, "p1")

    assert (found.result, found.expected, found.stage) == ("open", "no_quorum", Stage.VOTING)
    assert say_quorum_so_far(found, "fr") == "1 sur 3, 2 nécessaires"
    assert say_stage(found, "en") == "open until 11/01/2026 at 00:00 (UTC)"
    assert found.lapses_ms is None


def test_a_vote_whose_time_is_over_waits_for_the_next_entry() -> None:
    """Nothing but an entry moves the state: a screen that says more would be ahead of the law."""
    stage = played("members amal badr", "open p1 by amal: motion", "ballot p1 by amal: for")
    closes_ms = told(stage, "p1").closes_ms
    last, over = (told(stage, "p1", fresh_ms) for fresh_ms in (closes_ms, closes_ms + 1))
    stage.play("close p1", EVENTS)
    closed = told(stage, "p1")

    assert (last.stage, last.is_confirmed) == (Stage.VOTING, True)
    assert (over.stage, over.is_confirmed, over.closed) == (Stage.CLOSED, False, None)
    assert say_stage(over, "en") == (
        "closed since 11/01/2026 at 00:00 (UTC); to be confirmed by the next entry: no quorum"
    )
    assert (closed.stage, closed.result) == (Stage.SECOND_CALL, "no_quorum")
    assert closed.closed is not None
    assert closed.closed.index == stage.log.state.size - 1


def test_what_an_adopted_proposal_does_waits_until_somebody_executes_it() -> None:
    """Which actions are done, by whom, and which lapse when, stand beside the decision."""
    stage = played(
        "members amal badr",
        "open p1 by amal: set proxies_max=2, make badr secretariat",
        "ballot p1 by amal: for",
        "ballot p1 by badr: for",
        "close p1",
        "execute p1 by badr number 1",
    )
    found = told(stage, "p1")

    assert [one.kind for one in found.actions] == ["setting.change", "member.role"]
    assert found.actions[0].fields == {"settings": [{"name": "proxies_max", "value": "2"}]}
    assert [one.is_pending for one in found.actions] == [True, False]
    executed = found.actions[1].executed
    assert executed is not None
    assert (executed.member, executed.index) == ("badr", stage.log.state.size - 1)
    assert (found.stage, found.lapses_ms) == (Stage.PENDING, found.closes_ms + 90 * DAY_MS)
    (proposal,) = stage.log.rights.proposals.values()
    assert [one.number for one in found.pending] == list(proposal.pending)


def test_two_equal_actions_are_executed_one_after_the_other() -> None:
    """The fold takes the lowest number first: a view that took another would show one as open."""
    stage = played(
        "members amal badr",
        "report r1 by amal",
        "open p1 by amal: hold r1 3 days, release r1, hold r1 3 days",
        "ballot p1 by amal: for",
        "ballot p1 by badr: for",
        "close p1",
        "execute p1 by badr number 0",
        "execute p1 by badr number 1",
    )
    before = told(stage, "p1")
    stage.play("execute p1 by amal number 2", EVENTS)
    after = told(stage, "p1")

    assert [one.is_pending for one in before.actions] == [False, False, True]
    assert after.stage is Stage.DONE
    executed = [one.executed and one.executed.member for one in after.actions]
    assert executed == ["badr", "badr", "amal"]


def test_a_decision_lapses_and_says_so_before_an_entry_does() -> None:
    """Ninety days after closing nothing of it can be executed any more."""
    stage = played(
        "members amal badr",
        "open p1 by amal: set proxies_max=2",
        "ballot p1 by amal: for",
        "ballot p1 by badr: for",
        "close p1",
    )
    lapses_ms = told(stage, "p1").lapses_ms
    assert lapses_ms is not None
    last, over = (told(stage, "p1", fresh_ms) for fresh_ms in (lapses_ms, lapses_ms + 1))
    stage.play("wait 91 days", EVENTS)
    gone = told(stage, "p1")

    assert (last.stage, over.stage, over.is_confirmed) == (Stage.PENDING, Stage.LAPSED, False)
    assert say_stage(over, "en").endswith("; to be confirmed by the next entry")
    assert (gone.stage, gone.result, gone.is_confirmed) == (Stage.LAPSED, "adopted", True)
    assert not gone.pending
    assert say_stage(gone, "fr").startswith("adoptée, mais pas exécutée à temps")


def test_a_second_call_and_its_first_name_each_other() -> None:
    """Else people would vote on the second without knowing why no quorum is asked."""
    lines = ["members amal badr cyn", "open p1 by amal: motion", "close p1"]
    stage = played(*lines)
    first = told(stage, "p1")
    for line in ("wait 15 days", "second call of p1 as p2 by badr", "ballot p2 by badr: for"):
        stage.play(line, EVENTS)
    again, second = told(stage, "p1"), told(stage, "p2")

    assert first.second_call_from_ms == first.closes_ms + 15 * DAY_MS
    assert first.lapses_ms == first.closes_ms + 90 * DAY_MS
    assert (again.stage, again.second_call) == (Stage.CALLED_AGAIN, stage.records["p2"])
    assert again.lapses_ms is None
    assert (second.call, second.first_call) == (2, stage.records["p1"])
    assert say_quorum(second, "en") == "no quorum asked: 1 of 3 present or represented"


def test_a_proposal_that_was_withdrawn_is_told_with_its_reason() -> None:
    """It is over, and no majority made it so."""
    stage = played("members amal badr", "open p1 by amal: motion", "withdraw p1 by amal")
    found = told(stage, "p1")

    assert (found.result, found.stage, found.withdrawn_for) == ("withdrawn", Stage.DONE, "told")
    assert say_stage(found, "fr") == "retirée"


TITLE = Text(
    common=Common(original_language="fr"),
    title=[LocalText(lang="fr", text="Deux procurations"), LocalText(lang="ar", text="توكيلان")],
    seconders=["badr"],
)


def with_title(stage: Theatre) -> Mapping[bytes, Text]:
    """A text for the proposal `p1`."""
    return {stage.records["p1"]: TITLE}


def test_the_words_of_a_proposer_are_shown_unless_they_may_not_be() -> None:
    """A text that is on hold or erased must not come back through a decision."""
    stage = played("members amal badr", "open p1 by amal: motion")
    shown = decision(chronicle(stage.log, with_title(stage)), stage.records["p1"])
    absent = told(stage, "p1")
    stage.play("hold p1 by office for 3 days", EVENTS)
    held = decision(chronicle(stage.log, with_title(stage)), stage.records["p1"])
    assert shown is not None
    assert held is not None

    assert (shown.title["ar"], shown.seconders, shown.text_state) == (
        "توكيلان",
        ("badr",),
        "served",
    )
    assert (absent.title, absent.text_state) == ({}, "missing")
    assert (held.title, held.seconders, held.text_state) == ({}, (), "held")


def test_a_list_counts_without_reading_ten_thousand_ballots() -> None:
    """The state knows choices; the records behind them are read where they are shown."""
    stage = played("members amal badr", "open p1 by amal: motion", "ballot p1 by amal: for")
    whole = chronicle(stage.log)
    events = tuple(one for one in whole.events if one.kind in WITHOUT_BALLOTS)
    (brief,) = decisions(Chronicle(events, whole.past, whole.state, whole.now_ms))
    (full,) = decisions(whole)

    assert brief.count == full.count
    assert brief.votes[0].record_id is None
    assert full.votes[0].record_id is not None


def test_the_kinds_of_the_view_are_all_it_needs() -> None:
    """Who asks for these alone, and not for the whole of governance, gets the same decisions."""
    stage = played(
        "members amal badr",
        "open p1 by amal: set proxies_max=2",
        "ballot p1 by amal: for",
        "ballot p1 by badr: for",
        "close p1",
        "execute p1 by amal",
        "open p2 by amal: motion",
        "withdraw p2 by amal",
    )
    whole = chronicle(stage.log)
    events = tuple(one for one in whole.events if one.kind in KIND_NAMES)

    assert decisions(Chronicle(events, whole.past, whole.state, whole.now_ms)) == decisions(whole)


def test_a_proposal_whose_end_is_not_kept_is_an_alarm_and_not_a_guess() -> None:
    """A store that lost what it kept of the past must not show a rejected motion as open."""
    stage = played("members amal badr", "open p1 by amal: motion", "withdraw p1 by amal")
    whole = chronicle(stage.log)

    with pytest.raises(CorruptStoreError):
        decisions(Chronicle(whole.events, (), whole.state, whole.now_ms))


def test_json_has_the_names_of_the_view_and_ids_as_people_copy_them() -> None:
    """Programs read it for years."""
    stage = played("members amal", "open p1 by amal: set proxies_max=2", "ballot p1 by amal: for")
    found = as_json(told(stage, "p1"))

    assert found["record_id"] == stage.records["p1"].hex()
    assert found["arithmetic"]["quorum"] == {
        "rule": "more_than_half",
        "have": 1,
        "of": 1,
        "needed": 1,
        "met": True,
    }
    assert found["stage"] == "voting"
    assert found["actions"][0]["fields"]["settings"][0]["value"] == "2"


def test_what_is_no_proposal_has_no_decision() -> None:
    """A record id is copied from anywhere."""
    log = FoldedLog()

    assert decision(chronicle(log), bytes(32)) is None
    assert decision(chronicle(log), chronicle(log).events[0].record_id) is None
    assert decisions(chronicle(log)) == ()

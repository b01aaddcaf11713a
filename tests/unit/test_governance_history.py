"""What the state forgets and people ask for years later."""

import pytest
from forsa.governance.history import Ended, Part, Turn, format_value, parse_turn
from forsa.governance.state import Role, Status

from tests.scenarios.events import EVENTS
from tests.scenarios.story import Stage

STORY = (
    "members amal badr cyn",
    "admit emir",
    "open p1 by amal: activate emir",
    "ballot p1 by amal: for",
    "ballot p1 by badr: for",
    "close p1",
    "execute p1 by amal",
    "open p2 by amal: motion",
    "ballot p2 by amal: against",
    "ballot p2 by badr: against",
    "ballot p2 by cyn: abstain",
    "close p2",
    "open p3 by amal: set proxies_max=2",
    "ballot p3 by amal: for",
    "ballot p3 by badr: for",
    "ballot p3 by cyn: for",
    "close p3",
    "execute p3 by amal",
    "agreement deal by amal between amal badr needs 2",
    "ratify agreement deal by amal",
    "ratify agreement deal by badr",
    "report r1 by amal",
    "hold r1 by office for 2 days",
    "wait 3 days",
)


def told() -> Stage:
    """The story, played to its end."""
    stage = Stage(STORY)
    for line in STORY:
        stage.play(line, EVENTS)
    return stage


def turns(stage: Stage) -> list[tuple[int, Turn]]:
    """What its entries turned, in order."""
    return [(folded.index, turn) for folded in stage.log.folded for turn in folded.turns]


def test_a_rejected_proposal_is_known_with_its_ballots_though_the_state_forgot_it() -> None:
    """Else nobody could check a year later why something was refused."""
    stage = told()
    p2 = stage.records["p2"].hex()
    ends = [turn.value for _, turn in turns(stage) if (turn.part, turn.key) == ("proposal", p2)]

    assert stage.records["p2"] not in stage.log.rights.proposals
    (ended,) = (one for one in ends if one is not None)
    assert isinstance(ended, Ended)
    assert ended.result == "rejected"
    assert ended.proposal.roll == ("amal", "badr", "cyn", "emir")
    assert {name: one.choice for name, one in ended.proposal.own.items()} == {
        "amal": "against",
        "badr": "against",
        "cyn": "abstain",
    }


def test_members_settings_agreements_and_holds_are_known_as_they_were() -> None:
    """In force since when, suspended until when: asked for at every audit."""
    stage = told()
    found: dict[tuple[str, str], list[object]] = {}
    for _, turn in turns(stage):
        found.setdefault((turn.part, turn.key), []).append(turn.value)

    emir = [(one.role, one.status) for one in found["member", "emir"]]  # type: ignore[attr-defined]
    assert emir == [(Role.MEMBER, Status.PROVISIONAL), (Role.MEMBER, Status.ACTIVE)]
    assert found["setting", "proxies_max"] == ["2"]
    deal = found["agreement", stage.records["deal"].hex()]
    assert [one.in_force for one in deal] == [False, True]  # type: ignore[attr-defined]
    hold = found["hold", stage.records["r1"].hex()]
    assert [one.ends_ms is None for one in hold] == [False, True]  # type: ignore[attr-defined]


def test_a_turn_is_read_back_as_it_was_written() -> None:
    """What is kept for years must give the same values to later code."""
    for _, turn in turns(told()):
        assert parse_turn(turn.part, turn.key, format_value(turn.value)) == turn


def test_what_is_no_turn_is_refused() -> None:
    """A damaged row must not pass for a member."""
    with pytest.raises((ValueError, LookupError, TypeError)):
        parse_turn(Part.MEMBER, "amal", '{"not": "a member"}')
    with pytest.raises(ValueError, match="weather"):
        parse_turn("weather", "amal", "null")


def test_an_entry_that_is_a_view_turns_nothing() -> None:
    """The history grows with decisions, not with the library."""
    stage = Stage(("members amal",))
    stage.publish("amal", "member.profile")
    folded = stage.log.folded[-1]

    assert folded.turns == ()

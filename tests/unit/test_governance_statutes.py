"""The statutes in force, as everybody reads them before a vote."""

from forsa.governance.settings import NAMES, is_setting
from forsa.governance.views.actions import say_setting
from forsa.governance.views.statutes import statutes
from forsa.kinds.proposal_types import PROPOSAL_TYPES

from tests.scenarios.events import EVENTS
from tests.scenarios.story import Stage

STORY = (
    "members amal badr cyn",
    "settings voting_min_hours=48 rule.motion=absolute/one_third group.data=amal,badr",
)


def test_whoever_opens_a_vote_finds_every_setting_and_which_the_network_chose() -> None:
    """No command told a rule before a vote of its type was open, nor a name to change it by."""
    stage = Stage(STORY)
    for line in STORY:
        stage.play(line, EVENTS)
    state = stage.log.state
    found = {one.name: one for one in statutes(state)}

    assert {name for name, one in found.items() if not one.is_default} >= {
        "voting_min_hours",
        "rule.motion",
        "group.data",
    }
    assert found["voting_min_hours"].value == "48"
    assert found["rule.motion"].value == "absolute one_third"
    assert found["rule.budget"].is_default
    assert found.keys() == {*NAMES, *(f"rule.{one}" for one in PROPOSAL_TYPES), "group.data"}
    members = state.rights.members
    assert all(is_setting(one.name, one.value, members) for one in found.values())
    assert all(say_setting(one.name, one.value, "ar") for one in found.values())

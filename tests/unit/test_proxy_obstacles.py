"""What a giver of a proxy is told before it signs: a proxy that no ballot could use is none."""

import pytest
from forsa.errors import Reason
from forsa.governance.verdict import Refused
from forsa.governance.views.obstacles import proxy_obstacle

from tests.scenarios.events import EVENTS
from tests.scenarios.story import Stage

VOTE = (
    "members amal badr cyn dalia",
    "open p2 by amal: suspend cyn",
    "ballot p2 by amal: for",
    "ballot p2 by badr: for",
    "ballot p2 by dalia: for",
    "open p1 by amal: motion within 60 days",
    "close p2",
    "execute p2 by amal",
)
STATUTES = "settings proxies_max=0"


def found(absent: str, voter: str, *before: str) -> Refused | None:
    """What stands in the way of a proxy in the vote on the motion."""
    lines = (*before, *VOTE)
    stage = Stage(lines)
    for line in lines:
        stage.play(line, EVENTS)
    proposals = stage.log.rights.proposals.values()
    (record_id,) = [one.record_id for one in proposals if one.type == "motion"]
    return proxy_obstacle(stage.log.state, record_id, absent, voter)


def test_a_proxy_between_two_members_who_may_vote_can_be_used() -> None:
    """What is refused below is refused for its own reason."""
    assert found("amal", "badr") is None


@pytest.mark.parametrize(
    ("absent", "voter", "reason", "says"),
    [
        ("amal", "amal", Reason.KIND_PRECONDITION, "no proxy for itself"),
        ("amal", "cyn", Reason.KIND_PRECONDITION, "cyn is no active member now: suspended"),
        ("cyn", "amal", Reason.KIND_PRECONDITION, "cyn is no active member now: suspended"),
        ("amal", "office", Reason.NOT_ON_ROLL, "office is not among the 4 members"),
        ("amal", "nobody", Reason.NOT_ON_ROLL, "nobody is not among the 4 members"),
    ],
)
def test_a_proxy_that_no_ballot_could_use_is_told_before_it_is_signed(
    absent: str, voter: str, reason: Reason, says: str
) -> None:
    """A member that is away believes that it is represented, and hears of it after the vote."""
    refused = found(absent, voter)

    assert refused is not None
    assert (refused.reason, says in refused.message) == (reason, True)


def test_a_network_without_proxies_takes_none() -> None:
    """The statutes say it, and not the one who counts."""
    refused = found("amal", "badr", STATUTES)

    assert refused is not None
    assert "proxies_max is 0" in refused.message

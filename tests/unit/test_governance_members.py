"""What people are told of a member: how it stands, what it may do now, its keys."""

from collections.abc import Sequence

import pytest
from forsa.governance.history import Part
from forsa.governance.state import Role, Status
from forsa.governance.views.members import (
    Why,
    abilities,
    key_cards,
    living_admins,
    marked,
    member_card,
    member_cards,
)
from forsa.v1 import effects_pb2 as v1
from forsa.v1.governance_pb2 import Proposal
from google.protobuf.message import Message

from tests.scenarios.events import EVENTS
from tests.scenarios.story import Stage
from tests.support.chronicles import chronicle
from tests.support.folded_log import OFFICE, FoldedLog, key_named

ADMISSION = (
    "members amal badr cyn",
    "admit emir",
    "open p1 by amal: activate emir",
    "ballot p1 by amal: for",
    "ballot p1 by badr: for",
    "close p1",
    "execute p1 by badr",
)


def played(lines: Sequence[str]) -> Stage:
    """A story, played to its end; nothing in it is refused."""
    stage = Stage(tuple(lines))
    for line in lines:
        stage.play(line, EVENTS)
    return stage


def may(stage: Stage, member: str) -> dict[str, Why | None]:
    """What a member may do at the end of a story."""
    state = stage.log.state
    return {one.what: one.why_not for one in abilities(state, state.rights.members[member])}


@pytest.mark.parametrize(
    ("more", "allowed", "refused"),
    [
        ((), {"read", "publish", "comment", "leave", "keys"}, {"vote", "propose", "ratify"}),
        (ADMISSION[2:], {"read", "publish", "comment", "vote", "propose", "ratify"}, {"office"}),
    ],
)
def test_a_new_member_publishes_and_an_active_one_votes(
    more: Sequence[str], allowed: set[str], refused: set[str]
) -> None:
    """Who is told that they may vote, and is refused, missed the vote."""
    told = may(played((*ADMISSION[:2], *more)), "emir")

    assert all(told[one] is None for one in allowed)
    assert all(told[one] is not None for one in refused)


def test_why_not_is_the_status_the_role_or_a_setting() -> None:
    """What would have to change is another thing for each."""
    log = FoldedLog(("amal",), observers=["academy"], settings={"secretariat_votes": "no"})
    members = log.rights.members

    def why(member: str, what: str) -> Why | None:
        found = {one.what: one.why_not for one in abilities(log.state, members[member])}
        return found[what]

    assert why("academy", "vote") is Why.ROLE
    assert why("academy", "comment") is None
    assert why("amal", "office") is Why.ROLE
    assert why(OFFICE, "office") is None
    assert why(OFFICE, "vote") is Why.SETTING
    assert why(OFFICE, "propose") is None


def test_what_is_shown_is_what_the_log_takes() -> None:
    """A screen with rules of its own says yes where the hub says no."""
    stage = played(ADMISSION[:2])
    log = stage.log
    for member in ("amal", "emir"):
        told = may(stage, member)
        published = log.refusal(member, "practice.report", audience="network")
        proposed = log.refusal(
            member, "proposal.open", v1.ProposalOpen(type="motion", closes_ms=log.now_ms, call=1)
        )

        assert (told["publish"] is None) == (published == "accepted")
        assert (told["propose"] is None) == (proposed != "KIND_NOT_ALLOWED")


def test_a_suspended_member_reads_and_may_leave_and_appeal() -> None:
    """Docs: while suspended reads yes; publishes, votes no."""
    stage = played(
        (
            *ADMISSION,
            "open p2 by amal: suspend cyn",
            "ballot p2 by amal: for",
            "ballot p2 by badr: for",
            "ballot p2 by emir: for",
            "close p2",
            "execute p2 by amal",
        )
    )
    told = may(stage, "cyn")

    assert {what for what, why in told.items() if why is None} == {
        "read",
        "appeal",
        "leave",
        "revoke",
    }
    assert set(told.values()) <= {None, Why.STATUS, Why.ROLE}


def test_a_member_is_told_with_the_records_that_made_it_what_it_is() -> None:
    """Since when, by which decision, on whose word: an auditor follows each link."""
    stage = played(ADMISSION)
    found = chronicle(stage.log)
    card = member_card(found, stage.log.rights.members["emir"])
    admitted, activated = card.changes

    assert (admitted.kind, admitted.status, admitted.by) == (
        "member.admit",
        Status.PROVISIONAL,
        OFFICE,
    )
    assert (activated.kind, activated.status, activated.by) == (
        "member.activate",
        Status.ACTIVE,
        "badr",
    )
    assert activated.proposal == stage.records["p1"]
    assert card.since == activated
    assert card.since.index == card.member.changed
    assert card.proposer == "amal"


def test_the_sponsors_are_those_whom_the_proposal_of_admission_names() -> None:
    """An admission is on somebody's word; the text of the proposal may be gone, the rest not."""
    stage = played(ADMISSION)
    bodies: dict[bytes, Message] = {stage.records["p1"]: Proposal(seconders=["badr", "cyn"])}
    with_text = chronicle(stage.log, bodies)
    without = chronicle(stage.log)
    emir = stage.log.rights.members["emir"]

    assert member_card(with_text, emir).sponsors == ("badr", "cyn")
    assert member_card(without, emir).sponsors == ()
    assert member_card(without, emir).proposer == "amal"


def test_members_of_the_first_hour_are_told_by_the_trust_root() -> None:
    """They were admitted by nobody: the officers named them."""
    found = chronicle(FoldedLog(("amal",)))
    cards = {one.member.id: one for one in member_cards(found)}
    since = cards["amal"].since

    assert list(cards) == ["amal", OFFICE]
    assert since is not None
    assert (since.index, since.kind, since.role) == (0, "root.publish", Role.MEMBER)
    assert len(found.turns(Part.MEMBER, "amal")) == 1


def test_marked_are_the_records_of_the_key_from_the_index_on() -> None:
    """A thief had the key since some day; what came before is nobody's to doubt."""
    log = FoldedLog()
    log.publish("amal", "key.add", v1.KeyAdd(key=log.new_key("amal", "laptop")))
    laptop = key_named("laptop")
    before = log.publish("amal", "practice.report", key=laptop)
    other = log.publish("amal", "practice.report")
    stolen = log.publish("amal", "practice.report", key=laptop)
    events, index = chronicle(log).events, log.earlier.records[stolen.record_id].index
    ids = [one.record_id for one in marked(events, laptop.key_id, index)]
    all_ids = [one.record_id for one in marked(events, laptop.key_id, 1)]

    assert ids == [stolen.record_id]
    assert all_ids == [before.record_id, stolen.record_id]
    assert other.record_id not in all_ids


def test_a_key_is_told_with_when_it_came_and_when_and_why_it_went() -> None:
    """Validity is decided by the place in the log; people ask for days and reasons."""
    log = FoldedLog()
    log.publish("amal", "key.add", v1.KeyAdd(key=log.new_key("amal", "laptop")))
    laptop = key_named("laptop")
    log.wait(1000)
    effect = v1.KeyRevoke(key_id=laptop.key_id, reason="stolen", compromised_from=2)
    log.publish("amal", "key.revoke", effect)
    first, second = key_cards(chronicle(log), "amal")

    assert first.key_id == key_named("amal").key_id
    assert (first.added, first.revoked, first.reason) == (0, None, "")
    assert second.key_id == laptop.key_id
    assert (second.added, second.revoked, second.reason) == (1, 3, "stolen")
    assert second.compromised_from == 2
    assert second.revoked_ms == second.added_ms + 1000  # type: ignore[operator]


def test_the_last_key_that_could_add_others_is_known() -> None:
    """A member that ends it has only a decision of the others and seven days left."""
    log = FoldedLog()
    log.publish("amal", "key.add", v1.KeyAdd(key=log.new_key("amal", "paper", ["admin"])))
    own, paper = key_named("amal").key_id, key_named("paper").key_id

    assert living_admins(log.state, "amal") == 2
    assert living_admins(log.state, "amal", [own]) == 1
    assert living_admins(log.state, "amal", [own, paper]) == 0

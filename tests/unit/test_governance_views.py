"""What shells read off the state: audiences, bodies, witnesses, lists; and snapshots of it."""

import pytest
from forsa.errors import CorruptStoreError, Reason
from forsa.governance.audience import (
    BodyState,
    audience_allows,
    audiences_of,
    body_state,
    is_within,
    narrower,
)
from forsa.governance.settings import is_setting
from forsa.governance.snapshot import format_snapshot, parse_snapshot
from forsa.governance.state import Role, Status
from forsa.governance.views.now import (
    active_nodes,
    delegates_of,
    keys_of,
    marked_from,
    members_with,
    nodes_of,
    proposals,
    status_of,
    witnesses,
)
from forsa.governance.witnessed import Cosignature, Witnessed, count_witnesses
from forsa.v1 import effects_pb2 as v1
from forsa.v1.record_pb2 import RecordHeader

from tests.support.folded_log import DAY_MS, OFFICE, FoldedLog, key_named


def suspended(log: FoldedLog, member: str, kind: str = "suspend") -> None:
    """Have the network suspend or expel a member by the votes of all others."""
    voted = {"suspend": "suspension", "expel": "exclusion"}[kind]
    effect = v1.MemberAct(member=member, reason="told")
    action = v1.Action(kind=f"member.{kind}", effect=effect.SerializeToString())
    opened = log.publish(
        OFFICE,
        "proposal.open",
        v1.ProposalOpen(type=voted, actions=[action], closes_ms=log.now_ms + 20 * DAY_MS, call=1),
    )
    for voter in ("amal", "badr", OFFICE):
        log.publish(voter, "ballot.cast", v1.BallotCast(choice="for"), parent=opened.record_id)
    log.wait(21 * DAY_MS)
    log.publish(OFFICE, f"member.{kind}", effect, parent=opened.record_id)


def test_an_audience_is_who_may_be_given_a_body() -> None:
    """A body given to somebody outside its audience cannot be called back."""
    log = FoldedLog(
        ("amal", "badr", "cyn"), observers=["academy"], settings={"group.data": "amal,badr"}
    )
    public = log.publish("amal", "practice.report").header
    network = log.publish("amal", "practice.report", audience="network").header
    group = log.publish("amal", "practice.report", audience="data").header
    readers = {"amal", "badr", "cyn", "academy", OFFICE, None, "nobody"}

    def allowed(header: RecordHeader) -> set[str | None]:
        return {r for r in readers if audience_allows(log.state, header, r)}

    assert allowed(public) == readers
    assert allowed(network) == readers - {None, "nobody"}
    assert allowed(group) == {"amal", "badr"}
    assert audiences_of(log.state, "badr") == {"public", "network", "data"}


@pytest.mark.parametrize("first", ["public", "network", "data", "office"])
@pytest.mark.parametrize("second", ["public", "network", "data", "office"])
def test_of_two_audiences_the_narrower_has_no_reader_that_one_of_them_has_not(
    first: str, second: str
) -> None:
    """What is made of two texts would else be read by people that one of them was not for."""
    log = FoldedLog(
        ("amal", "badr", "cyn"),
        observers=["academy"],
        settings={"group.data": "amal,badr", "group.office": "badr,cyn"},
    )

    def readers(audience: str) -> set[str | None]:
        people = ("amal", "badr", "cyn", "academy", None)
        return {one for one in people if audience in who(one)}

    def who(reader: str | None) -> frozenset[str]:
        return audiences_of(log.state, reader)

    both = narrower(first, second)

    assert is_within(first, second) == (readers(first) <= readers(second))
    assert (both is None) == ({first, second} == {"data", "office"})
    assert both == narrower(second, first)
    assert both is None or (both in {first, second} and readers(both) <= readers(first))
    assert both is None or readers(both) <= readers(second)


def test_who_is_expelled_is_given_its_own_and_public_bodies_only() -> None:
    """Leaving stops delivery; a suspended member may still read, to prepare its appeal."""
    log = FoldedLog(("amal", "badr", "cyn"), settings={"group.data": "amal,cyn"})
    own = log.publish("cyn", "practice.report", audience="network").header
    other = log.publish("amal", "practice.report", audience="data").header
    suspended(log, "cyn")
    assert audience_allows(log.state, other, "cyn")
    suspended(log, "cyn", "expel")

    assert audience_allows(log.state, own, "cyn")
    assert not audience_allows(log.state, other, "cyn")
    assert not audience_allows(log.state, own, "nobody")


def test_a_body_is_served_held_or_redacted() -> None:
    """A held or erased body that is still served harms whoever it speaks of."""
    log = FoldedLog()
    report = log.publish("amal", "practice.report")
    before = body_state(log.state, report.record_id)
    hold = v1.RecordHold(target=report.record_id, reason="privacy", days=2)
    log.publish(OFFICE, "record.hold", hold)
    ends_ms = log.now_ms + 2 * DAY_MS

    assert before is BodyState.SERVED
    assert body_state(log.state, report.record_id) is BodyState.HELD
    assert body_state(log.state, report.record_id, ends_ms) is BodyState.HELD
    assert body_state(log.state, report.record_id, ends_ms + 1) is BodyState.SERVED
    log.publish("amal", "record.redact", v1.RecordAct(target=report.record_id, reason="privacy"))
    assert body_state(log.state, report.record_id, ends_ms + 1) is BodyState.REDACTED


def test_witnesses_are_the_active_nodes_of_active_members() -> None:
    """A cosignature of a revoked node or a suspended member must not make an entry witnessed."""
    log = FoldedLog(("amal", "badr", "cyn"))
    for member, node in (("amal", "n1"), ("badr", "n1"), ("badr", "n2"), ("cyn", "n1")):
        log.publish(member, "node.add", log.node(member, node))
    log.publish("badr", "node.revoke", v1.NodeRevoke(node="n1"))
    suspended(log, "cyn")

    assert witnesses(log.state) == {
        "amal/n1": key_named("witness amal/n1").public,
        "badr/n2": key_named("witness badr/n2").public,
    }
    assert list(active_nodes(log.state)) == ["amal/n1", "badr/n2", "cyn/n1"]
    assert [node.active for node in nodes_of(log.state, "badr")] == [False, True]


def test_a_member_s_keys_delegates_and_status_are_listed() -> None:
    """At its first fold a node shows its user every key that somebody may have slipped in."""
    log = FoldedLog()
    log.publish("amal", "key.add", v1.KeyAdd(key=log.new_key("amal", "sara")))
    sara = key_named("sara").key_id
    effect = v1.DelegateAppoint(
        delegate="sara", powers=["vote"], key_ids=[sara], to_ms=log.now_ms + DAY_MS
    )
    log.publish("amal", "delegate.appoint", effect)

    assert list(keys_of(log.state, "amal")) == [key_named("amal").key_id, sara]
    assert keys_of(log.state, "amal")[sara].delegate == "sara"
    assert [d.powers for d in delegates_of(log.state, "amal")] == [("vote",)]
    assert (status_of(log.state, "amal"), status_of(log.state, "nobody")) == (Status.ACTIVE, None)
    assert [m.id for m in members_with(log.state, role=Role.SECRETARIAT)] == [OFFICE]
    assert len(members_with(log.state, status=Status.ACTIVE)) == 3


def test_an_open_proposal_is_shown_with_what_it_would_decide() -> None:
    """Voters see where a vote stands without waiting for its end."""
    log = FoldedLog()
    effect = v1.ProposalOpen(type="motion", closes_ms=log.now_ms + 20 * DAY_MS, call=1)
    opened = log.publish("amal", "proposal.open", effect)
    log.publish("amal", "ballot.cast", v1.BallotCast(choice="for"), parent=opened.record_id)
    log.publish("badr", "ballot.cast", v1.BallotCast(choice="blank"), parent=opened.record_id)
    (shown,) = proposals(log.state)

    assert (shown.tally.roll, shown.tally.present, shown.tally.in_favour) == (3, 2, 1)
    assert shown.decision == "adopted"


@pytest.mark.parametrize("at", [0, 20, 90, -1])
def test_a_damaged_snapshot_is_refused(at: int) -> None:
    """A state with one changed bit would let a node vote and cosign on something else."""
    data = bytearray(format_snapshot(FoldedLog().state))
    data[at] ^= 1

    with pytest.raises(CorruptStoreError) as refused:
        parse_snapshot(bytes(data))
    assert refused.value.reason is Reason.STORED_DATA_CORRUPT


@pytest.mark.parametrize("data", [b"", b"\n", b"forsa-snapshot 1 a b\n{}", b"\xff\xfe\n[]"])
def test_what_is_no_snapshot_is_refused(data: bytes) -> None:
    """An empty file after a power cut is an error that names the way out, not a traceback."""
    with pytest.raises(CorruptStoreError, match="fold the stored entries again"):
        parse_snapshot(data)


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        ("admission", "secretariat", True),
        ("admission", "nobody", False),
        ("secretariat_votes", "no", True),
        ("voting_min_hours", "2160", True),
        ("voting_min_hours", "2161", False),
        ("voting_min_hours", "0", False),
        ("voting_min_hours", "024", False),
        ("voting_min_hours", "٢٤", False),
        ("proxies_max", "0", True),
        ("proxies_max", "6", False),
        ("rule.motion", "consent none", True),
        ("rule.motion", "consent", False),
        ("rule.motion", "consent none ", False),
        ("rule.coronation", "simple none", False),
        ("group.data", "amal,badr", True),
        ("group.data", "badr,amal", False),
        ("group.data", "amal,amal", False),
        ("group.data", "amal,", False),
        ("group.data", "nobody", False),
        ("group.data", "", True),
        ("group.public", "amal", False),
        ("group.", "amal", False),
        ("app.website.colour", "أخضر", True),
        ("app.website", "x" * 256, True),
        ("app.website", "x" * 257, False),
        ("app.website", "two\nlines", False),
        ("app.website", "\x85", False),
        ("app.website", "\x1f", False),
        ("app.website", "\x7f", False),
        ("app.website", "\x9f", False),
        ("app.website", "\xa0", True),
        ("app." + "x" * 40, "x", True),
        ("app." + "x" * 41, "x", False),
        ("app.", "x", False),
        ("app.x", "x", True),
        ("app.Website", "x", False),
        ("anthem", "x", False),
    ],
)
def test_a_setting_takes_its_values_and_no_others(name: str, value: str, fits: bool) -> None:
    """A value is a line of the digest: what one program reads otherwise, splits the network."""
    members = FoldedLog().rights.members

    assert is_setting(name, value, members) is fits


def test_records_of_a_stolen_key_are_marked_and_not_undone() -> None:
    """People look again at what a thief may have signed; what others built on it stays."""
    log = FoldedLog()
    log.publish("amal", "key.add", v1.KeyAdd(key=log.new_key("amal", "laptop")))
    laptop = key_named("laptop")
    before = log.publish("amal", "practice.report", key=laptop)
    stolen = log.publish("amal", "practice.report", key=laptop)
    index = log.earlier.records[stolen.record_id].index
    effect = v1.KeyRevoke(key_id=laptop.key_id, reason="stolen", compromised_from=index)
    log.publish("amal", "key.revoke", effect)

    assert marked_from(log.state, laptop.key_id, index) is not None
    assert marked_from(log.state, laptop.key_id, index + 1) is not None
    assert marked_from(log.state, laptop.key_id, index - 1) is None
    assert marked_from(log.state, key_named("amal").key_id, index) is None
    assert {before.record_id, stolen.record_id} <= log.earlier.records.keys()


def test_an_entry_is_witnessed_by_more_than_half_of_the_members_that_are_there() -> None:
    """Two nodes of one member are one witness, and who has been away for a month is not counted."""
    log = FoldedLog(("amal", "badr", "cyn", "dalia"))
    fresh = log.now_ms + 100 * DAY_MS
    lines = [
        Cosignature("amal", 6, fresh),
        Cosignature("amal", 5, fresh),
        Cosignature("badr", 5, fresh - 1),
        Cosignature("cyn", 5, fresh - 30 * DAY_MS),
        Cosignature("dalia", 9, fresh + 15 * 60_000 + 1),
        Cosignature("nobody", 9, fresh),
    ]
    records = {OFFICE: fresh - 30 * DAY_MS + 1, "cyn": fresh - 30 * DAY_MS, "nobody": fresh}

    assert count_witnesses(log.state, 4, fresh, lines, records) == Witnessed(2, 3)
    assert count_witnesses(log.state, 5, fresh, lines, records) == Witnessed(1, 3)
    assert count_witnesses(log.state, 4, fresh, lines, records).is_witnessed
    assert not Witnessed(1, 2).is_witnessed
    assert not Witnessed(0, 0).is_witnessed

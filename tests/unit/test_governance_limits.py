"""The caps that keep the state small, and rules that stories do not reach."""

import pytest
from forsa.governance.lookup import gather
from forsa.merkle.frontier import EMPTY
from forsa.signed import outcome_message
from forsa.v1 import effects_pb2 as v1
from forsa.v1.record_pb2 import Commitment, Observed
from forsa.v1.trust_pb2 import MemberKey, Setting
from google.protobuf.message import Message

from tests.support.folded_log import DAY_MS, OFFICE, FoldedLog, Store, key_named, unique


@pytest.fixture
def log() -> FoldedLog:
    """Return a network in which ballots and proposals take a day."""
    return FoldedLog(("amal", "badr"), settings={"voting_min_hours": "24"})


def motion(log: FoldedLog) -> v1.ProposalOpen:
    """Return the effect of a motion open for ten days."""
    return v1.ProposalOpen(type="motion", closes_ms=log.now_ms + 10 * DAY_MS, call=1)


def test_a_member_has_at_most_16_open_proposals(log: FoldedLog) -> None:
    """Every node holds every open proposal in memory."""
    for _ in range(16):
        log.publish("amal", "proposal.open", motion(log))

    assert log.refusal("amal", "proposal.open", motion(log)) == "KIND_PRECONDITION"
    assert log.refusal("badr", "proposal.open", motion(log)) == "accepted"
    log.wait(11 * DAY_MS)
    assert log.refusal("amal", "proposal.open", motion(log)) == "accepted"


def test_a_member_has_at_most_64_nodes_ever(log: FoldedLog) -> None:
    """Nodes stay in the state for ever; revoking one does not make room."""
    for number in range(64):
        log.publish("amal", "node.add", log.node("amal", f"n{number}"))
    log.publish("amal", "node.revoke", v1.NodeRevoke(node="n0"))

    assert log.refusal("amal", "node.add", log.node("amal", "n64")) == "KIND_PRECONDITION"
    again = log.refusal("amal", "node.add", log.node("amal", "n0"), observed=log.seen())
    assert again == "accepted"


def test_a_member_has_at_most_16_unrevoked_keys_and_256_ever(log: FoldedLog) -> None:
    """Keys stay in the state for ever, because old records are judged by them."""
    for number in range(15):
        log.publish("amal", "key.add", v1.KeyAdd(key=log.new_key("amal", f"k{number}")))
    assert log.refusal("amal", "key.add", v1.KeyAdd(key=log.new_key("amal", "x"))) != "accepted"
    for number in range(15, 255):
        old = key_named(f"k{number - 15}").key_id
        log.publish("amal", "key.revoke", v1.KeyRevoke(key_id=old, reason="rotated"))
        log.publish("amal", "key.add", v1.KeyAdd(key=log.new_key("amal", f"k{number}")))
    last = v1.KeyRevoke(key_id=key_named("k254").key_id, reason="rotated")
    log.publish("amal", "key.revoke", last)

    more = v1.KeyAdd(key=log.new_key("amal", "x"))
    assert log.refusal("amal", "key.add", more) == "KIND_PRECONDITION"


def test_a_member_has_at_most_64_open_agreements_of_its_own(log: FoldedLog) -> None:
    """An offer to ratify is kept by every node until it is in force."""
    effect = v1.AgreementPublish(type="deal", version=1, parties=["amal"], needed=1)
    records = [log.publish("amal", "agreement.publish", effect) for _ in range(64)]
    assert log.refusal("amal", "agreement.publish", effect) == "KIND_PRECONDITION"
    act = v1.AgreementRatify(act="ratify")
    log.publish("amal", "agreement.ratify", act, parent=records[0].record_id)

    assert log.refusal("amal", "agreement.publish", effect) == "accepted"


def test_a_version_in_force_replaces_the_one_before_it(log: FoldedLog) -> None:
    """Until the new text is ratified the old one binds."""
    first = v1.AgreementPublish(type="deal", version=1, parties=["amal"], needed=1)
    object_id = unique("deal", 16)
    one = log.publish("amal", "agreement.publish", first, object_id=object_id)
    act = v1.AgreementRatify(act="ratify")
    log.publish("amal", "agreement.ratify", act, parent=one.record_id)
    second = v1.AgreementPublish(type="deal", version=2, parties=["amal"], needed=1)
    two = log.publish("amal", "agreement.publish", second, object_id=object_id)
    both = {rid: a.in_force for rid, a in log.rights.agreements.items()}
    log.publish("amal", "agreement.ratify", act, parent=two.record_id)

    assert both == {one.record_id: True, two.record_id: False}
    assert {rid: a.in_force for rid, a in log.rights.agreements.items()} == {two.record_id: True}
    third = v1.AgreementPublish(type="deal", version=4, parties=["amal"], needed=1)
    assert (
        log.refusal("amal", "agreement.publish", third, object_id=object_id) == "KIND_PRECONDITION"
    )


def test_an_agreement_has_a_last_day_but_withdrawing_has_none(log: FoldedLog) -> None:
    """A party may leave at any time; it may not join after the time agreed."""
    effect = v1.AgreementPublish(
        type="deal", version=1, parties=["amal"], needed=1, ratify_by_ms=log.now_ms
    )
    deal = log.publish("amal", "agreement.publish", effect)
    ratify, leave = v1.AgreementRatify(act="ratify"), v1.AgreementRatify(act="withdraw")
    in_time = log.refusal("amal", "agreement.ratify", ratify, parent=deal.record_id)
    log.now_ms += 1
    late = log.refusal("amal", "agreement.ratify", ratify, parent=deal.record_id)
    leaving = log.refusal("amal", "agreement.ratify", leave, parent=deal.record_id)

    assert (in_time, late, leaving) == ("accepted", "KIND_PRECONDITION", "accepted")


def test_whoever_executes_adds_nothing(log: FoldedLog) -> None:
    """A file slipped in beside a decision would look as if it had been voted on."""
    change = v1.SettingChange(settings=[Setting(name="proxies_max", value="2")])
    action = v1.Action(kind="setting.change", effect=change.SerializeToString())
    effect = motion(log)
    effect.type = "statute_change"
    effect.actions.append(action)
    opened = log.publish("amal", "proposal.open", effect).record_id
    for voter in ("amal", "badr"):
        log.publish(voter, "ballot.cast", v1.BallotCast(choice="for"), parent=opened)
    log.wait(11 * DAY_MS)
    body = Commitment(root=unique("slipped in"), size=1)
    file = Commitment(root=unique("slipped in"), size=1, media_type="text/plain")

    def execute(**more: object) -> str:
        return log.refusal("badr", "setting.change", change, parent=opened, **more)

    assert execute(body=body) == "KIND_PRECONDITION"
    assert execute(attachments=[file]) == "KIND_PRECONDITION"
    assert log.refusal("badr", "setting.change", change) == "PARENT_INVALID"
    for parent in (bytes(32), log.publish("amal", "practice.report").record_id):
        assert log.refusal("badr", "setting.change", change, parent=parent) == "PARENT_INVALID"
    assert execute() == "accepted"


def test_what_hides_a_record_is_itself_public(log: FoldedLog) -> None:
    """A hold that only some can see could not be contested by the others."""
    report = log.publish("amal", "practice.report").record_id
    hold = v1.RecordHold(target=report, reason="privacy", days=1)
    redact = v1.RecordAct(target=report, reason="privacy")

    assert log.refusal(OFFICE, "record.hold", hold, audience="network") == "KIND_PRECONDITION"
    assert log.refusal("amal", "record.redact", redact, audience="network") == "KIND_PRECONDITION"
    assert log.refusal(OFFICE, "record.hold", hold) == "accepted"
    assert log.refusal("amal", "record.redact", redact) == "accepted"
    log.publish(OFFICE, "record.hold", hold)
    release = v1.RecordAct(target=report, reason="privacy")
    hidden = log.refusal(OFFICE, "record.release", release, audience="network")
    assert hidden == "KIND_PRECONDITION"


def test_outcomes_are_released_by_a_second_key_over_the_same_tables(log: FoldedLog) -> None:
    """Who prepares tables about learners does not release them alone."""
    log.publish("amal", "key.add", v1.KeyAdd(key=log.new_key("amal", "preparer")))
    object_id, body = unique("outcomes", 16), Commitment(root=unique("tables"), size=9)

    def release(preparer: str, root: bytes) -> str:
        key = key_named(preparer)
        message = outcome_message(log.network_id, "amal", object_id, root)
        effect = v1.OutcomeRelease(preparer_key_id=key.key_id, preparer_sig=key.sign(message))
        return log.refusal("amal", "outcome.release", effect, object_id=object_id, body=body)

    assert release("preparer", body.root) == "accepted"
    assert release("preparer", unique("other tables")) == "KIND_PRECONDITION"
    assert release("amal", body.root) == "KIND_PRECONDITION"
    assert release("badr", body.root) == "KIND_PRECONDITION"


def test_only_what_has_a_body_is_translated(log: FoldedLog) -> None:
    """A translation of nothing would speak in another member's name."""
    report = log.publish("amal", "practice.report").record_id
    key = log.publish("amal", "key.add", v1.KeyAdd(key=log.new_key("amal", "k"))).record_id

    assert log.refusal("badr", "translation.publish", parent=report) == "accepted"
    assert log.refusal("badr", "translation.publish", parent=key) == "KIND_PRECONDITION"


def test_what_a_batch_may_ask_is_gathered_before_it_is_folded(log: FoldedLog) -> None:
    """A rule that asked the store for more would cost one query a record."""
    report = log.publish("amal", "practice.report")
    review = log.publish("badr", "review.publish", parent=report.record_id)
    seen = log.seen()
    store = Store(log)
    store.size = log.state.size
    frontier, _ = EMPTY.extend(log.earlier.leaves)
    comment = log.record(
        "amal",
        "comment.publish",
        parent=report.record_id,
        observed=Observed(size=2, root=bytes(32)),
    )
    second = log.record("badr", "review.publish", parent=report.record_id, observed=seen)
    newer = log.record(
        "badr", "review.publish", parent=review.record_id, object_id=review.header.object_id
    )
    redaction = log.record(
        "amal", "record.redact", v1.RecordAct(target=report.record_id, reason="privacy")
    )
    broken = log.record("amal", "record.redact", b"\xff")
    lookup = gather([comment, second, newer, redaction, broken], store, frontier)

    assert set(lookup.records) == {report.record_id, review.record_id}
    assert set(lookup.objects) == {review.header.object_id}
    assert {answer.member for answer in lookup.answers} == {"badr"}
    assert lookup.root(2) == log.earlier.root(2)
    assert lookup.root(store.size) == seen.root
    assert lookup.root(store.size + 1) is None


def test_an_earlier_act_counts_as_seen_only_with_its_entry_in_the_tree(log: FoldedLog) -> None:
    """A tree of n entries ends with entry n - 1: one off, and an old ballot could be replayed."""
    opened = log.publish("amal", "proposal.open", motion(log)).record_id
    ballot = v1.BallotCast(choice="for")
    log.publish("amal", "ballot.cast", ballot, parent=opened)
    own = log.state.size - 1
    proxy = log.proxy("for", "badr", "amal", opened)
    log.publish("amal", "ballot.cast", proxy, parent=opened)
    by_proxy = log.state.size - 1
    effect = v1.AgreementPublish(type="deal", version=1, parties=["amal"], needed=1)
    deal = log.publish("amal", "agreement.publish", effect).record_id
    act = v1.AgreementRatify(act="ratify")
    log.publish("amal", "agreement.ratify", act, parent=deal)
    acted = log.state.size - 1
    log.publish("amal", "node.add", log.node("amal", "n1"))
    added = log.state.size - 1

    def again(kind: str, effect: Message, index: int, **more: bytes) -> tuple[str, str]:
        before, after = log.seen(index), log.seen(index + 1)
        return (
            log.refusal("amal", kind, effect, observed=before, **more),
            log.refusal("amal", kind, effect, observed=after, **more),
        )

    expected = ("KIND_PRECONDITION", "accepted")
    assert again("ballot.cast", ballot, own, parent=opened) == expected
    assert again("ballot.cast", proxy, by_proxy, parent=opened) == expected
    assert again("agreement.ratify", act, acted, parent=deal) == expected
    assert again("node.add", log.node("amal", "n1"), added) == expected


def test_an_agreement_in_force_leaves_other_agreements_alone(log: FoldedLog) -> None:
    """Only the former version of the same text is replaced."""
    act = v1.AgreementRatify(act="ratify")

    def publish(name: str, version: int) -> bytes:
        effect = v1.AgreementPublish(type=name, version=version, parties=["amal"], needed=1)
        object_id = unique(name, 16)
        return log.publish("amal", "agreement.publish", effect, object_id=object_id).record_id

    other = publish("other", 1)
    publish("deal", 1)
    second, third = publish("deal", 2), publish("deal", 3)
    log.publish("amal", "agreement.ratify", act, parent=second)

    assert set(log.rights.agreements) == {other, second, third}


def test_a_changed_agreement_is_the_same_agreement_of_the_same_author(log: FoldedLog) -> None:
    """A party that ratified one text must not find another under its name."""
    object_id = unique("deal", 16)

    def refusal(who: str, name: str, version: int) -> str:
        effect = v1.AgreementPublish(type=name, version=version, parties=["amal"], needed=1)
        return log.refusal(who, "agreement.publish", effect, object_id=object_id)

    assert refusal("amal", "deal", 2) == "KIND_PRECONDITION"
    first = v1.AgreementPublish(type="deal", version=1, parties=["amal"], needed=1)
    log.publish("amal", "agreement.publish", first, object_id=object_id)

    assert refusal("amal", "deal", 1) == "KIND_PRECONDITION"
    assert refusal("amal", "other", 2) == "KIND_PRECONDITION"
    assert refusal("badr", "deal", 2) == "KIND_PRECONDITION"
    assert refusal("amal", "deal", 2) == "accepted"
    assert refusal("amal", "charter", 2) == "KIND_NOT_ALLOWED"


def test_delegates_are_named_once_and_keep_to_keys_of_their_own(log: FoldedLog) -> None:
    """Two objects that appoint one delegate could each undo what the other gave."""
    for name in ("one", "two"):
        log.publish("amal", "key.add", v1.KeyAdd(key=log.new_key("amal", name)))

    def appoint(delegate: str, key: str) -> v1.DelegateAppoint:
        return v1.DelegateAppoint(
            delegate=delegate,
            powers=["publish"],
            key_ids=[key_named(key).key_id],
            to_ms=log.now_ms + DAY_MS,
        )

    first = log.publish("amal", "delegate.appoint", appoint("d1", "one"))
    renamed = {"parent": first.record_id, "object_id": first.header.object_id}

    assert log.refusal("amal", "delegate.appoint", appoint("d1", "two")) == "KIND_PRECONDITION"
    assert log.refusal("amal", "delegate.appoint", appoint("d2", "badr")) == "KIND_PRECONDITION"
    assert log.refusal("amal", "delegate.appoint", appoint("d2", "nobody")) == "KIND_PRECONDITION"
    log.publish("amal", "delegate.appoint", appoint("d2", "one"), **renamed)
    assert list(log.rights.delegates) == ["amal/d2"]
    assert log.rights.keys[key_named("one").key_id].delegate == "d2"
    assert log.rights.keys[key_named("one").key_id].revoked is None


def test_a_member_has_at_most_64_delegates(log: FoldedLog) -> None:
    """Delegates stay in the state until they are removed, ended ones too."""

    def appoint(number: int) -> v1.DelegateAppoint:
        key = key_named(f"k{number}").key_id
        return v1.DelegateAppoint(
            delegate=f"d{number}", powers=["publish"], key_ids=[key], to_ms=log.now_ms + 1
        )

    for number in range(65):
        log.publish("amal", "key.add", v1.KeyAdd(key=log.new_key("amal", f"k{number}")))
        if number == 64:
            break
        log.publish("amal", "delegate.appoint", appoint(number))
        key = key_named(f"k{number}").key_id
        log.publish("amal", "key.revoke", v1.KeyRevoke(key_id=key, reason="rotated"))

    assert log.refusal("amal", "delegate.appoint", appoint(64)) == "KIND_PRECONDITION"
    log.publish("amal", "delegate.revoke", v1.DelegateRevoke(delegate="d0"))
    assert log.refusal("amal", "delegate.appoint", appoint(64)) == "accepted"


def test_a_proxy_needs_a_key_that_could_vote_itself(log: FoldedLog) -> None:
    """A revoked key, another member's or an ended delegate's gives nobody a second vote."""
    for name in ("gone", "sara"):
        log.publish("badr", "key.add", v1.KeyAdd(key=log.new_key("badr", name)))
    gone = v1.KeyRevoke(key_id=key_named("gone").key_id, reason="lost")
    log.publish("badr", "key.revoke", gone)
    sara = v1.DelegateAppoint(
        delegate="sara",
        powers=["vote"],
        key_ids=[key_named("sara").key_id],
        from_ms=log.now_ms + DAY_MS,
        to_ms=log.now_ms + 2 * DAY_MS,
    )
    log.publish("badr", "delegate.appoint", sara)
    opened = log.publish("amal", "proposal.open", motion(log)).record_id

    def cast(key: str) -> str:
        ballot = log.proxy("for", "badr", "amal", opened, key_named(key))
        return log.refusal("amal", "ballot.cast", ballot, parent=opened)

    assert cast("badr") == "accepted"
    for unfit in ("gone", "amal", OFFICE, "nobody", "sara"):
        assert cast(unfit) == "KIND_PRECONDITION"
    log.now_ms = sara.from_ms
    assert cast("sara") == "accepted"
    log.now_ms = sara.to_ms
    assert cast("sara") == "KIND_PRECONDITION"


def test_one_key_has_one_use(log: FoldedLog) -> None:
    """A witness key that also signed records could be made to cosign by publishing."""
    log.publish("amal", "node.add", log.node("amal", "n1", "witness"))

    def add(member: str, name: str) -> str:
        return log.refusal(member, "key.add", v1.KeyAdd(key=log.new_key(member, name)))

    def node(member: str, node: str, name: str) -> str:
        effect = log.node(member, node, name)
        return log.refusal(member, "node.add", effect, observed=log.seen())

    assert add("amal", "witness") == "KIND_PRECONDITION"
    assert node("amal", "n2", "witness") == "KIND_PRECONDITION"
    assert node("badr", "n1", "witness") == "KIND_PRECONDITION"
    assert node("badr", "n1", "amal") == "KIND_PRECONDITION"
    assert node("amal", "n1", "witness") == "accepted"
    assert node("amal", "n1", "another") == "accepted"
    for name in ("root key", "log key", "service key"):
        assert add("amal", name) == "KIND_PRECONDITION"
    assert add("amal", "another") == "accepted"


def test_a_key_comes_with_the_proof_of_its_own_member(log: FoldedLog) -> None:
    """Else anybody could claim another's public key, and with it what it signed."""
    proven = log.new_key("badr", "new")
    admit = v1.MemberAdmit(member="emir", role="member", keys=[log.new_key("emir", "emir")])
    many = sorted(
        (log.new_key("emir", f"k{number}") for number in range(9)), key=lambda key: key.public_key
    )

    def admission(keys: list[MemberKey]) -> str:
        effect = v1.MemberAdmit(member="emir", role="member", keys=keys)
        return log.refusal(OFFICE, "member.admit", effect)

    assert log.refusal("amal", "key.add", v1.KeyAdd(key=proven)) == "KIND_PRECONDITION"
    assert log.refusal("badr", "key.add", v1.KeyAdd(key=proven)) == "accepted"
    assert admission([proven]) == "KIND_PRECONDITION"
    assert admission([log.new_key("emir", "emir", ("govern", "record"))]) == "KIND_PRECONDITION"
    assert admission(many) == "KIND_PRECONDITION"
    assert admission(many[:8]) == "accepted"
    assert log.refusal("amal", "member.admit", admit) == "KIND_NOT_ALLOWED"
    log.publish(OFFICE, "member.admit", admit)
    assert log.refusal(OFFICE, "member.admit", admit) == "KIND_PRECONDITION"


def test_a_delegate_whose_time_is_over_makes_room_for_another(log: FoldedLog) -> None:
    """Two people at most speak in votes at any time, not ever."""
    for name in ("one", "two", "three"):
        log.publish("amal", "key.add", v1.KeyAdd(key=log.new_key("amal", name)))

    def appoint(name: str) -> v1.DelegateAppoint:
        key = key_named(name).key_id
        return v1.DelegateAppoint(
            delegate=name, powers=["vote"], key_ids=[key], to_ms=log.now_ms + DAY_MS
        )

    for name in ("one", "two"):
        log.publish("amal", "delegate.appoint", appoint(name))
    log.now_ms += DAY_MS - 1
    before = log.refusal("amal", "delegate.appoint", appoint("three"))
    log.now_ms += 1

    assert before == "KIND_PRECONDITION"
    assert log.refusal("amal", "delegate.appoint", appoint("three")) == "accepted"

"""Who signs, and with which key: asked as the network will ask it."""

from dataclasses import replace
from pathlib import Path

import pytest
from forsa.client import sealing
from forsa.client.drafts import Draft, sign_draft
from forsa.client.identity import Identity, load_identity
from forsa.errors import ConflictError, NotAllowedError, Reason
from forsa.governance.state import Delegate, Key, ObjectId, State, Status
from forsa.governance.validate import POWERS
from forsa.keys import SigningKey
from forsa.root import PURPOSES
from forsa.v1.effects_pb2 import KeyRevoke, RecordAct
from forsa_node.cli import keys, members
from forsa_node.governance.delegates import FUNCTIONS
from forsa_node.people.keys import PersonKey, require_person
from forsa_node.people.signing import signer

from tests.support.commands import run_command
from tests.support.desks import node_folder
from tests.support.released import QUICK

PASSPHRASE = "quatre mots bien choisis"
START_MS, END_MS = 1_000, 2_000


@pytest.fixture
def identity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Identity:
    """A node at which Salma has a key for votes."""
    monkeypatch.setattr(sealing, "_COST", QUICK)
    folder = node_folder(tmp_path / "node")
    (tmp_path / "secret").write_text(PASSPHRASE)
    secret = ("--passphrase-file", tmp_path / "secret")
    run_command(folder, "key add", "Salma", *secret, "--purpose", "govern")  # kept; not joined yet
    return load_identity(folder)


def knowing(person: PersonKey, *powers: str, log_time_ms: int = START_MS) -> State:
    """A state that has the person's key, bound to a delegate with these powers, if any."""
    bound = "treasurer" if powers else None
    key = Key(person.public, "amal", person.purposes, 1, delegate=bound)
    delegate = Delegate(
        "amal", "treasurer", ObjectId(bytes(16)), powers, (person.key_id,), START_MS, END_MS
    )
    start = State.start(bytes(32))
    rights = replace(start.rights, keys=start.rights.keys.set(person.key_id, key))
    if bound:
        named = rights.delegates.set("amal/treasurer", delegate)
        rights = replace(rights, delegates=named)
    return replace(start, rights=rights, log_time_ms=log_time_ms)


def signs(identity: Identity, state: State, kind: str, *, executing: bool = False) -> SigningKey:
    """The key that Salma signs a record of this kind with."""
    asked = lambda _name: PASSPHRASE  # noqa: E731
    return signer(identity, state, "Salma", asked, kind, executing=executing).key


def refused(identity: Identity, state: State, kind: str, *, executing: bool = False) -> Reason:
    """Why she may not; she is not asked for her passphrase."""
    with pytest.raises((NotAllowedError, ConflictError)) as error:
        signer(identity, state, "Salma", lambda _: pytest.fail("asked"), kind, executing=executing)
    return error.value.reason


def test_a_members_own_key_signs_all_that_it_is_for(identity: Identity) -> None:
    """A key without a mandate is the member's: its purpose alone limits it."""
    person = require_person(identity, "Salma")
    state = knowing(person)

    for kind in ("ballot.cast", "proposal.open", "agreement.ratify", "delegate.revoke"):
        assert signs(identity, state, kind).key_id == person.key_id
    assert refused(identity, state, "practice.report") is Reason.PURPOSE_NOT_ALLOWED
    assert refused(identity, state, "key.add") is Reason.PURPOSE_NOT_ALLOWED


def test_a_delegates_key_signs_for_its_power_and_in_its_time(identity: Identity) -> None:
    """The hub would refuse the rest, days later and far away."""
    person = require_person(identity, "Salma")

    assert signs(identity, knowing(person, "vote"), "ballot.cast").key_id == person.key_id
    for log_time_ms in (START_MS - 1, END_MS):
        outside = knowing(person, "vote", log_time_ms=log_time_ms)
        assert refused(identity, outside, "ballot.cast") is Reason.DELEGATE_NOT_ALLOWED
    for kind in ("agreement.ratify", "proposal.open", "delegate.appoint"):
        assert refused(identity, knowing(person, "vote"), kind) is Reason.DELEGATE_NOT_ALLOWED
    within = knowing(person, "vote", log_time_ms=END_MS - 1)
    assert signs(identity, within, "ballot.cast").key_id == person.key_id


def test_no_delegate_carries_a_decision_out(identity: Identity) -> None:
    """No power is for it: executing is the member's own act."""
    person = require_person(identity, "Salma")
    state = knowing(person, "publish", "sign_agreement", "vote")

    reason = refused(identity, state, "member.activate", executing=True)
    assert reason is Reason.DELEGATE_NOT_ALLOWED
    own = signs(identity, knowing(person), "record.redact", executing=True)
    assert own.key_id == person.key_id


def test_what_is_refused_of_a_key_is_told_before_the_passphrase(identity: Identity) -> None:
    """Nobody types a secret for nothing."""
    person = require_person(identity, "Salma")
    state = knowing(person)
    ended = replace(state.rights.keys[person.key_id], revoked=3)
    changed = state.rights.keys.set(person.key_id, ended)
    revoked = replace(state, rights=replace(state.rights, keys=changed))

    assert refused(identity, revoked, "ballot.cast") is Reason.KEY_REVOKED
    unknown = State.start(bytes(32))
    assert refused(identity, unknown, "ballot.cast") is Reason.KIND_PRECONDITION


@pytest.mark.parametrize(
    ("draft", "purpose"),
    [
        (Draft("key.revoke", effect=KeyRevoke(key_id=bytes(32), reason="x")), "admin"),
        (
            Draft("key.revoke", effect=KeyRevoke(key_id=bytes(32), reason="x"), parent=bytes(32)),
            "govern",
        ),
        (Draft("record.redact", effect=RecordAct(target=bytes(32), reason="x")), "record"),
        (
            Draft(
                "record.redact", effect=RecordAct(target=bytes(32), reason="x"), parent=b"p" * 32
            ),
            "govern",
        ),
        (Draft("ballot.cast", parent=bytes(32)), "govern"),
    ],
)
def test_what_carries_a_decision_out_is_signed_with_the_key_for_governing(
    identity: Identity, draft: Draft, purpose: str
) -> None:
    """A redaction by decision was signed with the key for records, which the hub refuses."""
    signed = sign_draft(draft, identity, 0)

    assert signed.record.header.key_id == identity.signing_key(purpose).key_id


def test_a_persons_key_signs_in_place_of_the_nodes(identity: Identity) -> None:
    """The record names the key of who signed: that is how a vote is the treasurer's."""
    key = require_person(identity, "Salma").unseal(PASSPHRASE)
    signed = sign_draft(Draft("ballot.cast", parent=bytes(32)), identity, 0, key=key)

    assert signed.record.header.key_id == key.key_id
    assert signed.record.key_matches


def test_the_choices_of_the_commands_are_those_of_the_rules() -> None:
    """The commands name them anew, for help would wait for what the rules import."""
    assert set(keys.PURPOSES) == set(PURPOSES)
    assert set(members.STATUSES) == set(Status)
    assert set(members.POWERS) == set(POWERS)
    assert members.FUNCTIONS == FUNCTIONS

"""Giving a person a key: drawn here, sealed, published.

The file is written before the record leaves: whatever stops the program in between, the same
command with the same name and passphrase goes on, and sends the same record.
"""

import asyncio
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from forsa.client.drafts import PUBLIC, Draft, Signed, sign_draft
from forsa.client.identity import Identity
from forsa.client.node_keys import draw_signing_key
from forsa.client.sealing import require_passphrase
from forsa.clock import Clock
from forsa.envelope import Record, RecordId
from forsa.governance.state import Key, State
from forsa.keys import KeyId, SigningKey, fingerprint
from forsa.signed import possession_message
from forsa.v1.effects_pb2 import KeyAdd
from forsa.v1.trust_pb2 import MemberKey

from forsa_node.people.keys import (
    PersonKey,
    find_person,
    name_taken,
    parse_name,
    seal_key,
)
from forsa_node.publishing import queue
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.store.outbox import OutboxState

PURPOSE: Final = "record"
"""What a person's key is for unless more is said: records of the member, and its outcomes."""


class KeyStanding(StrEnum):
    """How far a key of the member is."""

    UNSENT = "unsent"
    """Drawn, and not in the outbox: the program was stopped; the same command goes on."""
    WAITING = "waiting"
    """On its way into the log."""
    REFUSED = "refused"
    USABLE = "usable"
    REVOKED = "revoked"


_BEGUN: Final = (KeyStanding.UNSENT, KeyStanding.REFUSED)
_OF_OUTBOX: Final = {
    OutboxState.REFUSED: KeyStanding.REFUSED,
    OutboxState.DROPPED: KeyStanding.REFUSED,
}


def add_person(
    folder: Path,
    name: str,
    passphrase: str,
    clock: Clock,
    purposes: Sequence[str] = (PURPOSE,),
) -> dict[str, Any]:
    """Draw a key for a person, seal it, and put the record that publishes it into the outbox.

    Args:
        folder: The node's.
        name: What the association calls the person; it stays here.
        passphrase: Theirs alone.
        clock: This machine's.
        purposes: What the key is for, at least one.

    Returns:
        As one row of `keys_here`.

    Raises:
        MalformedError: a name or a passphrase that will not do.
        ConflictError: the person has a key here; or the member has as many as it may have.
        FolderError: `KEY_ABSENT`: the member's `admin` key is not here; `LOCKED`: the command was
            stopped before, with another passphrase.
    """
    name, passphrase = parse_name(name), require_passphrase(passphrase)
    wanted = tuple(sorted(set(purposes)))
    with reading(folder) as stores:
        identity, known = stores.identity, find_person(stores.identity, name)
        standing = None if known is None else standing_of(stores, Seen.of(stores).state, known)
    if known is None or standing is KeyStanding.REVOKED:
        key = draw_signing_key()
        person = seal_key(identity, name, key, passphrase, key_add(identity, key, wanted, clock))
        person.save_new() if known is None else person.save()
    elif standing in _BEGUN:
        person = _again(identity, known, passphrase, wanted, standing, clock)
    else:
        raise name_taken(name)
    asyncio.run(queue(folder, [Signed(person.added, b"", b"")], [""], clock))
    return row_of(Whose.PERSON, name, person.key_id, person.purposes, KeyStanding.WAITING)


def _again(
    identity: Identity,
    known: PersonKey,
    passphrase: str,
    purposes: Sequence[str],
    standing: KeyStanding | None,
    clock: Clock,
) -> PersonKey:
    """Go on where the command was stopped; what was refused is signed anew, for the same key."""
    key = known.unseal(passphrase)
    if standing is not KeyStanding.REFUSED and known.purposes == tuple(purposes):
        return known
    person = known.with_record(key_add(identity, key, purposes, clock))
    person.save()
    return person


def key_add(
    identity: Identity,
    key: SigningKey,
    purposes: Sequence[str],
    clock: Clock,
    admin: SigningKey | None = None,
) -> Record:
    """The record that gives the member a key, signed by its `admin` key: this node's, or `admin`.

    Raises:
        FolderError: `KEY_ABSENT`.
    """
    proof = key.sign(possession_message(identity.network_id, identity.member, key.public))
    added = MemberKey(public_key=key.public, purposes=sorted(purposes), proof=proof)
    draft = Draft("key.add", effect=KeyAdd(key=added), audience=PUBLIC)
    return sign_draft(draft, identity, clock.now_ms(), key=admin).record


def standing_of(stores: Stores, state: State, person: PersonKey) -> KeyStanding:
    """How far the key of a person is."""
    return standing_by(stores, state, person.key_id, person.added.record_id)


def standing_by(stores: Stores, state: State, key_id: KeyId, added: RecordId) -> KeyStanding:
    """How far a key is that the record `added` publishes."""
    key = state.rights.keys.get(key_id)
    if key is not None:
        return standing_in_log(key)
    found = [one.state for one in stores.member.items() if one.record.record_id == added]
    return _OF_OUTBOX.get(found[0], KeyStanding.WAITING) if found else KeyStanding.UNSENT


def standing_in_log(key: Key) -> KeyStanding:
    """How a key stands that the network knows."""
    return KeyStanding.USABLE if key.revoked is None else KeyStanding.REVOKED


class Whose(StrEnum):
    """Who has a key of the member, as far as this node knows."""

    NODE = "node"
    PERSON = "person"
    PAPER = "paper"
    """Nobody: it lies on paper, and in no machine."""
    ELSEWHERE = "elsewhere"


def row_of(
    whose: Whose, name: str, key_id: KeyId, purposes: Sequence[str], standing: KeyStanding
) -> dict[str, Any]:
    """A key as commands tell it."""
    return {
        "name": name,
        "whose": whose.value,
        "here": whose in (Whose.NODE, Whose.PERSON),
        "key_id": key_id.hex(),
        "fingerprint": fingerprint(key_id),
        "purposes": list(purposes),
        "standing": standing.value,
    }

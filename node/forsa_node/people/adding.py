"""Giving a person a key: drawn here, sealed, published; and telling how the member's keys stand.

The file is written before the record leaves: whatever stops the program in between, the same
command with the same name and passphrase goes on, and sends the same record.
"""

import asyncio
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from forsa.client.drafts import PUBLIC, Draft, Signed, sign_draft
from forsa.client.identity import Identity
from forsa.client.node_keys import draw_signing_key
from forsa.client.sealing import require_passphrase
from forsa.clock import Clock
from forsa.envelope import Record
from forsa.errors import ConflictError, Reason
from forsa.governance.state import Key, State
from forsa.governance.views.now import keys_of
from forsa.keys import KeyId, SigningKey
from forsa.root import PURPOSES
from forsa.signed import possession_message
from forsa.v1.effects_pb2 import KeyAdd, KeyRevoke
from forsa.v1.trust_pb2 import MemberKey

from forsa_node.founding import fingerprint
from forsa_node.people.keys import (
    PersonKey,
    find_person,
    name_taken,
    parse_name,
    person_keys,
    require_person,
    seal_key,
)
from forsa_node.publishing import queue
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.store.outbox import OutboxState

PURPOSE: Final = "record"
"""What a person's key is for: records of the member, and preparing or approving its outcomes."""


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


def add_person(folder: Path, name: str, passphrase: str, clock: Clock) -> dict[str, Any]:
    """Draw a key for a person, seal it, and put the record that publishes it into the outbox.

    Args:
        folder: The node's.
        name: What the association calls the person; it stays here.
        passphrase: Theirs alone.
        clock: This machine's.

    Returns:
        As one row of `keys_here`.

    Raises:
        MalformedError: a name or a passphrase that will not do.
        ConflictError: the person has a key here.
        FolderError: `KEY_ABSENT`: the member's `admin` key is not here; `LOCKED`: the command was
            stopped before, with another passphrase.
    """
    name, passphrase = parse_name(name), require_passphrase(passphrase)
    with reading(folder) as stores:
        identity, known = stores.identity, find_person(stores.identity, name)
        standing = None if known is None else _standing(stores, Seen.of(stores).state, known)
    if known is None or standing is KeyStanding.REVOKED:
        key = draw_signing_key()
        person = seal_key(identity, name, key, passphrase, _key_add(identity, key, clock))
        person.save_new() if known is None else person.save()
    elif standing in _BEGUN:
        person = _again(identity, known, passphrase, standing, clock)
    else:
        raise name_taken(name)
    asyncio.run(queue(folder, [Signed(person.added, b"", b"")], [""], clock))
    return _row(name, person.key_id, (PURPOSE,), KeyStanding.WAITING)


def _again(
    identity: Identity,
    known: PersonKey,
    passphrase: str,
    standing: KeyStanding | None,
    clock: Clock,
) -> PersonKey:
    """Go on where the command was stopped; what was refused is signed anew, for the same key."""
    key = known.unseal(passphrase)
    if standing is not KeyStanding.REFUSED:
        return known
    person = known.with_record(_key_add(identity, key, clock))
    person.save()
    return person


def _key_add(identity: Identity, key: SigningKey, clock: Clock) -> Record:
    proof = key.sign(possession_message(identity.network_id, identity.member, key.public))
    added = MemberKey(public_key=key.public, purposes=[PURPOSE], proof=proof)
    draft = Draft("key.add", effect=KeyAdd(key=added), audience=PUBLIC)
    return sign_draft(draft, identity, clock.now_ms()).record


def revoke_person(folder: Path, name: str, reason: str, clock: Clock) -> dict[str, Any]:
    """End a person's key, by a record of the member's `admin` key; what it signed stays.

    Args:
        folder: The node's.
        name: Whose key.
        reason: A code: `lost`, `stolen`, `left`.
        clock: This machine's.

    Raises:
        NotFoundError: nobody of this name has a key here.
        ConflictError: the network does not know the key, or no longer takes it.
        FolderError: `KEY_ABSENT`.
    """
    with reading(folder) as stores:
        person = require_person(stores.identity, name)
        standing = _standing(stores, Seen.of(stores).state, person)
    if standing is not KeyStanding.USABLE:
        raise ConflictError(
            f"the key of {person.name} is not in use: nothing is to be revoked",
            Reason.KIND_PRECONDITION,
        )
    effect = KeyRevoke(key_id=person.key_id, reason=reason)
    signed = sign_draft(
        Draft("key.revoke", effect=effect, audience=PUBLIC), stores.identity, clock.now_ms()
    )
    asyncio.run(queue(folder, [signed], [""], clock))
    return _row(person.name, person.key_id, (PURPOSE,), standing)


def keys_here(folder: Path) -> list[dict[str, Any]]:
    """Every key of the member, by when it was added, and people's keys that are on their way.

    Returns:
        `name` (empty: the node's own, or a key that is not here), `here`, `key_id`, `fingerprint`,
        `purposes`, `standing`.
    """
    with reading(folder) as stores:
        return list(_rows(stores, Seen.of(stores).state))


def _rows(stores: Stores, state: State) -> Iterator[dict[str, Any]]:
    identity = stores.identity
    people = {one.key_id: one for one in person_keys(identity)}
    own = _own_keys(identity)
    logged = keys_of(state, identity.member)
    for key_id, key in logged.items():
        name = people[key_id].name if key_id in people else ""
        here = key_id in people or key_id in own
        yield _row(name, key_id, key.purposes, _of(key), here=here)
    for key_id, person in people.items():
        if key_id not in logged:
            yield _row(person.name, key_id, (PURPOSE,), _standing(stores, state, person))


def _own_keys(identity: Identity) -> set[KeyId]:
    """Of the node itself, those that lie in its folder."""
    folder = identity.folder / "keys"
    there = [one for one in PURPOSES if (folder / f"{one}.pem").exists()]
    return {identity.signing_key(one).key_id for one in there}


def _standing(stores: Stores, state: State, person: PersonKey) -> KeyStanding:
    key = state.rights.keys.get(person.key_id)
    if key is not None:
        return _of(key)
    items = stores.member.items()
    found = [one.state for one in items if one.record.record_id == person.added.record_id]
    return _OF_OUTBOX.get(found[0], KeyStanding.WAITING) if found else KeyStanding.UNSENT


def _of(key: Key) -> KeyStanding:
    return KeyStanding.USABLE if key.revoked is None else KeyStanding.REVOKED


def _row(
    name: str,
    key_id: KeyId,
    purposes: tuple[str, ...],
    standing: KeyStanding,
    *,
    here: bool = True,
) -> dict[str, Any]:
    return {
        "name": name,
        "here": here,
        "key_id": key_id.hex(),
        "fingerprint": fingerprint(key_id),
        "purposes": list(purposes),
        "standing": standing.value,
    }

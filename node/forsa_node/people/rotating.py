"""New keys for the node in place of its own, without a moment in which it has none.

The same command, given again, does the next step: draw and add; then change over and revoke; then
forget. Each step is durable before the next begins, and each is found by what lies there and what
the log says, so that a stop in between loses nothing.
"""

import asyncio
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from forsa.client.drafts import PUBLIC, Draft, Signed, sign_draft
from forsa.client.files import alone_in, sync_folder
from forsa.client.identity import Identity
from forsa.client.node_keys import read_signing_key
from forsa.clock import Clock
from forsa.errors import ConflictError, Reason
from forsa.governance.rules.keys import MAX_UNREVOKED_KEYS
from forsa.governance.state import State
from forsa.governance.views.now import keys_of
from forsa.keys import SigningKey, fingerprint
from forsa.root import PURPOSES
from forsa.v1.effects_pb2 import KeyAdd, KeyRevoke

from forsa_node.governance.foreseeing import require_all_foreseen
from forsa_node.governance.marking import parse_since
from forsa_node.people.adding import key_add
from forsa_node.people.rotation_files import ROTATED, Place, Plan, change_over, draw
from forsa_node.publishing import queue
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.store.outbox import UNSETTLED, OutboxItem


class Step(StrEnum):
    """How far a rotation came with this call."""

    ADDED = "added"
    """New keys are on their way into the log; the old ones are in use."""
    CHANGED = "changed"
    """The new keys are in use; the revocation of the old ones is on its way."""
    WAITING = "waiting"
    """Nothing can be done before what waits in the outbox is in the log."""
    DONE = "done"
    """The old keys are revoked, and their files gone."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks for; it counts where no rotation goes on."""

    purposes: Sequence[str] = PURPOSES
    reason: str = ROTATED
    since: str = ""
    """From when on somebody else may have had the old keys: a number, or a day; empty: nobody."""


def rotate(folder: Path, wanted: Wanted, clock: Clock) -> dict[str, Any]:
    """Do the next step of the rotation that goes on, or begin one.

    Args:
        folder: The node's.
        wanted: Used where none goes on; one that does keeps its own.
        clock: The network's.

    Returns:
        `step`, `purposes`, `new` and `old`: fingerprints by purpose, and `waiting`, how many
        records have to leave first.

    Raises:
        FolderError: `KEY_ABSENT`: a key that is to be replaced, or the `admin` key, is not here.
        ConflictError: the member has as many keys as it may have.
        ForsaError: the network would refuse it: the `admin` key here was revoked.
    """
    with alone_in(folder / "keys"):
        with reading(folder) as stores:
            signed, told = _next_step(stores, wanted, clock)
            require_all_foreseen(stores, Seen.of(stores), [one.record for one in signed])
        if signed:
            asyncio.run(queue(folder, signed, [""] * len(signed), clock))
    return told


_Next = tuple[list[Signed], dict[str, Any]]
"""What is to be sent, and what is told of it."""


def _next_step(stores: Stores, wanted: Wanted, clock: Clock) -> _Next:
    place, state = Place(stores.identity), Seen.of(stores).state
    plan = place.plan()
    if plan is not None and _is_spoiled(place, state):
        shutil.rmtree(place.folder)
        plan = None
    if plan is None:
        plan = _begin(stores, state, wanted)
        draw(place, plan)
    new = place.there("new")
    if new and not _are_known(state, new):
        return _add(stores, state, plan, new, clock)
    if new:
        change_over(place, new)
    return _end_old(stores, state, plan, clock)


def _is_spoiled(place: Place, state: State) -> bool:
    """Whether a new key was revoked before it was ever used, and none is in use yet."""
    new = place.there("new").values()
    known = [state.rights.keys.get(key.key_id) for key in new]
    return not place.there("old") and any(one and one.revoked is not None for one in known)


def _begin(stores: Stores, state: State, wanted: Wanted) -> Plan:
    stores.identity.signing_key("admin")  # or KEY_ABSENT, before anything is drawn
    purposes = tuple(sorted(set(wanted.purposes)))
    _require_room(stores.identity, state, len(purposes))
    since = parse_since(stores, wanted.since) if wanted.since else 0
    return Plan(purposes, wanted.reason, since)


def _require_room(identity: Identity, state: State, count: int) -> None:
    """Refuse before anything is drawn: a member has at most 16 unrevoked keys."""
    unrevoked = sum(key.revoked is None for key in keys_of(state, identity.member).values())
    if unrevoked + count > MAX_UNREVOKED_KEYS:
        raise ConflictError(
            f"{identity.member} has {unrevoked} unrevoked keys; with {count} more it would have "
            f"more than {MAX_UNREVOKED_KEYS}, the most there may be",
            Reason.KIND_PRECONDITION,
        )


def _are_known(state: State, keys: Mapping[str, SigningKey]) -> bool:
    """Whether the network takes all of them."""
    known = [state.rights.keys.get(key.key_id) for key in keys.values()]
    return all(one is not None and one.revoked is None for one in known)


def _add(
    stores: Stores, state: State, plan: Plan, new: Mapping[str, SigningKey], clock: Clock
) -> _Next:
    """A `key.add` for each new key that is neither in the log nor on its way."""
    leaving = {
        KeyAdd.FromString(one.record.header.effect).key.public_key
        for one in _leaving(stores)
        if one.kind == "key.add"
    }
    signed = [
        Signed(key_add(stores.identity, key, [purpose], clock), b"", b"")
        for purpose, key in new.items()
        if key.public not in leaving and key.key_id not in state.rights.keys
    ]
    step = Step.ADDED if signed else Step.WAITING
    return signed, _told(step, plan, new, {}, len(leaving))


def _leaving(stores: Stores) -> list[OutboxItem]:
    return stores.member.items(*UNSETTLED)


def _end_old(stores: Stores, state: State, plan: Plan, clock: Clock) -> _Next:
    """The revocations of the old keys; once all are revoked, forget them."""
    place = Place(stores.identity)
    old = place.there("old")
    left = {one: key for one, key in old.items() if not _is_revoked(state, key)}
    if not left:
        shutil.rmtree(place.folder)
        sync_folder(place.keys)
        return [], _told(Step.DONE, plan, _in_use(place, plan), old, 0)
    before = _signed_by(stores, left)
    signed = (
        [] if before else [_revocation(stores, plan, key, clock) for key in _unsent(stores, left)]
    )
    step = Step.CHANGED if signed else Step.WAITING
    return signed, _told(step, plan, _in_use(place, plan), old, len(before))


def _is_revoked(state: State, key: SigningKey) -> bool:
    known = state.rights.keys.get(key.key_id)
    return known is None or known.revoked is not None


def _signed_by(stores: Stores, keys: Mapping[str, SigningKey]) -> list[OutboxItem]:
    """What the old keys signed and is not in the log: after their revocation it is refused."""
    ids = {key.key_id for key in keys.values()}
    return [one for one in _leaving(stores) if one.record.header.key_id in ids]


def _unsent(stores: Stores, keys: Mapping[str, SigningKey]) -> list[SigningKey]:
    leaving = {
        KeyRevoke.FromString(one.record.header.effect).key_id
        for one in _leaving(stores)
        if one.kind == "key.revoke"
    }
    return [key for key in keys.values() if key.key_id not in leaving]


def _revocation(stores: Stores, plan: Plan, key: SigningKey, clock: Clock) -> Signed:
    effect = KeyRevoke(
        key_id=key.key_id, reason=plan.reason, compromised_from=plan.compromised_from
    )
    draft = Draft("key.revoke", effect=effect, audience=PUBLIC)
    return sign_draft(draft, stores.identity, clock.now_ms())


def _in_use(place: Place, plan: Plan) -> dict[str, SigningKey]:
    return {one: read_signing_key(place.used(one)) for one in plan.purposes}


def _told(
    step: Step,
    plan: Plan,
    new: Mapping[str, SigningKey],
    old: Mapping[str, SigningKey],
    waiting: int,
) -> dict[str, Any]:
    return {
        "step": step.value,
        "purposes": list(plan.purposes),
        "reason": plan.reason,
        "compromised_from": plan.compromised_from or None,
        "new": {one: fingerprint(key.key_id) for one, key in sorted(new.items())},
        "old": {one: fingerprint(key.key_id) for one, key in sorted(old.items())},
        "waiting": waiting,
    }

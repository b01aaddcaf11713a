"""The recovery key: an `admin` key of the member that lies on paper, in no machine.

Made once, shown once, never written to the disk but as a page that was asked for. Typed in again
after a theft or a fire it lets a new machine in, gives it keys, and ends those that were lost:
docs/decisions/0036.
"""

import asyncio
import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from forsa.client.drafts import PUBLIC, Draft, Signed, sign_draft
from forsa.client.files import PRIVATE, write_durably
from forsa.client.identity import Identity, load_identity
from forsa.client.node_keys import draw_signing_key, format_signing_key
from forsa.clock import Clock
from forsa.envelope import Record
from forsa.errors import NotAllowedError, NotFoundError, Reason
from forsa.governance.state import State
from forsa.governance.views.chronicle import Event
from forsa.governance.views.now import active_nodes, keys_of, nodes_of
from forsa.join_token import JoinToken
from forsa.keys import KeyId, PublicKey, SigningKey, fingerprint, key_id_of
from forsa.kinds.findings import shown
from forsa.root import PURPOSES
from forsa.v1.effects_pb2 import KeyAdd, KeyRevoke, NodeRevoke
from forsa.word_code import SECRET_BYTES
from forsa.words.reasons import Language

from forsa_node.enrolment import join
from forsa_node.governance.foreseeing import require_all_foreseen, require_foreseen
from forsa_node.governance.marking import marks_of, parse_since
from forsa_node.people.adding import (
    KeyStanding,
    Whose,
    key_add,
    row_of,
)
from forsa_node.people.listing import MIN_DIGITS, whose_keys
from forsa_node.people.paper import key_of, parse_words
from forsa_node.people.papers import PaperKey, keep_paper_key
from forsa_node.publishing import newest_observed, queue
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.store.outbox import UNSETTLED
from forsa_node.syncing import sync_once

PURPOSE: Final = "admin"


def draw_secret() -> bytes:
    """The 16 bytes of a new recovery key, from the system's randomness."""
    return os.urandom(SECRET_BYTES)


def sign_paper(folder: Path, secret: bytes, clock: Clock) -> tuple[PaperKey, Record]:
    """Sign the record that publishes a recovery key; nothing is written or sent.

    Raises:
        FolderError: `KEY_ABSENT`: the member's `admin` key is not here.
        ForsaError: the network would refuse it, before anybody copies a word.
    """
    with reading(folder) as stores:
        key = key_of(secret)
        added = key_add(stores.identity, key, [PURPOSE], clock)
        require_foreseen(stores, Seen.of(stores), added)
    return PaperKey(key.public, added), added


def publish_paper(folder: Path, paper: PaperKey, added: Record, clock: Clock) -> dict[str, Any]:
    """Note which key lies on paper, and send the record that publishes it."""
    keep_paper_key(load_identity(folder), paper)
    asyncio.run(queue(folder, [Signed(added, b"", b"")], [""], clock))
    return row_of(Whose.PAPER, "", paper.key_id, (PURPOSE,), KeyStanding.WAITING)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person with the paper asks for."""

    words: str
    token: JoinToken | None = None
    """From the secretariat, for a machine that is new."""
    port: int | None = None
    reason: str = "stolen"
    since: str = ""
    """From when on the other keys are not to be trusted: a number of the log, or a day."""
    keep: Sequence[str] = ()
    """Node ids, or beginnings of key ids of `MIN_DIGITS` digits, that are in good hands."""
    keep_others: bool = False
    """End nothing: only a key of this machine was lost."""


@dataclass(frozen=True, slots=True)
class Return:
    """What is about to be signed with the paper key."""

    identity: Identity
    ended: tuple[KeyId, ...]
    """Keys of the member that are not this machine's."""
    nodes: tuple[str, ...]
    """Nodes of the member that are ended."""
    compromised_from: int
    marked: tuple[Event, ...]
    added: tuple[str, ...]
    """Purposes of this machine's keys that the network does not know yet."""

    @property
    def fingerprints(self) -> list[str]:
        """Of the keys that are ended."""
        return [fingerprint(one) for one in self.ended]


def come_back(
    folder: Path,
    wanted: Wanted,
    clock: Clock,
    language: Language,
    says_yes: Callable[[Return], bool],
) -> Return | None:
    """Let this machine in with a key from paper, give it keys, and end the lost ones.

    Given again after a stop it goes on: what is in the log or on its way is not signed twice.

    Args:
        folder: The node's, made by `init` with the member's own id and a new node id.
        wanted: The words, and what is to end.
        clock: The network's.
        language: Of what is told of records.
        says_yes: Shown what is about to be signed.

    Returns:
        What was signed; None: the answer was no, and nothing was but the entry of this machine.

    Raises:
        MalformedError: the words are not those of a recovery key.
        NotFoundError: what is to be kept names no node, and no single key.
        NotAllowedError: `KEY_UNKNOWN`, `KEY_REVOKED`: they are not one of this member;
            `JOIN_TOKEN_INVALID`.
        FolderError: `NOT_ENROLLED`: the machine is new, and there is no token.
        ForsaError: the hub cannot be reached; the network would refuse a record.
    """
    admin = key_of(parse_words(wanted.words))
    identity = load_identity(folder)
    if wanted.token is not None and not _has_joined(identity):
        asyncio.run(join(identity, wanted.token, wanted.port, clock.now_ms(), admin))
        identity = load_identity(folder)
    identity.hub_address()  # or NOT_ENROLLED
    sync_once(folder, language)
    with reading(folder) as stores:
        seen = Seen.of(stores)
        _require_own(seen.state, identity, admin)
        _make_missing(identity, seen.state)
        plan = _plan(stores, seen, admin, wanted)
    if not says_yes(plan):
        return None
    keep_paper_key(identity, PaperKey(admin.public, None))
    with reading(folder) as stores:
        signed = _sign(stores, plan, wanted, admin, clock)
    asyncio.run(queue(folder, signed, [""] * len(signed), clock))
    sync_once(folder, language)
    return plan


def _has_joined(identity: Identity) -> bool:
    return identity.hub is not None and (identity.folder / "tls" / "chain.pem").exists()


def _make_missing(identity: Identity, state: State) -> None:
    """Draw the keys of this machine whose file is gone, or that the network takes no more."""
    for purpose in PURPOSES:
        path = identity.folder / "keys" / f"{purpose}.pem"
        known = None
        if path.exists():
            known = state.rights.keys.get(identity.signing_key(purpose).key_id)
        if not path.exists() or (known is not None and known.revoked is not None):
            write_durably(path, format_signing_key(draw_signing_key()), PRIVATE)


def _require_own(state: State, identity: Identity, admin: SigningKey) -> None:
    key = state.rights.keys.get(admin.key_id)
    if key is None or key.member != identity.member or PURPOSE not in key.purposes:
        raise NotAllowedError(
            f"these words are no recovery key of {identity.member}", Reason.KEY_UNKNOWN
        )
    if key.revoked is not None:
        raise NotAllowedError(
            f"the recovery key was revoked at number {key.revoked}", Reason.KEY_REVOKED
        )


def _plan(stores: Stores, seen: Seen, admin: SigningKey, wanted: Wanted) -> Return:
    identity, state = stores.identity, seen.state
    since = parse_since(stores, wanted.since) if wanted.since else 0
    kept = vouched_for(state, identity.member, wanted.keep)
    ended = () if wanted.keep_others else tuple(_others(stores, state, admin, kept))
    nodes = () if wanted.keep_others else tuple(_other_nodes(state, identity, kept))
    marks = [mark for one in ended if since for mark in marks_of(stores, seen, one, since)]
    own = {purpose: identity.signing_key(purpose).key_id for purpose in PURPOSES}
    leaving = _added_here(stores)
    return Return(
        identity,
        ended,
        nodes,
        since,
        tuple(sorted(marks, key=lambda one: one.index)),
        tuple(
            purpose
            for purpose, key_id in own.items()
            if key_id not in state.rights.keys and key_id not in leaving
        ),
    )


def vouched_for(state: State, member: str, keep: Collection[str]) -> frozenset[bytes | str]:
    """Key ids and node ids that are in good hands, each named beyond doubt.

    A thief can draw keys until the id of one begins as the member is likely to type.

    Raises:
        NotFoundError: `RECORD_UNKNOWN`: it names no node, and no single key.
    """
    nodes = {one.node for one in nodes_of(state, member)}
    return frozenset(one if one in nodes else _named_key(state, member, one) for one in keep)


def _named_key(state: State, member: str, text: str) -> KeyId:
    digits = "".join(text.lower().split())
    living = (one for one, key in keys_of(state, member).items() if key.revoked is None)
    found = [one for one in living if one.hex().startswith(digits)]
    if len(digits) < MIN_DIGITS or len(found) != 1:
        raise NotFoundError(
            f"{shown(text)} names no node of {member}, and {len(found)} of its keys begin so: "
            f"give at least {MIN_DIGITS} digits",
            Reason.RECORD_UNKNOWN,
        )
    return found[0]


def _others(
    stores: Stores, state: State, admin: SigningKey, kept: Collection[bytes | str]
) -> list[KeyId]:
    """Unrevoked keys of the member that this machine does not know, and nobody vouches for."""
    known = {*whose_keys(stores.identity), admin.key_id, *kept}
    return [
        key_id
        for key_id, key in keys_of(state, stores.identity.member).items()
        if key.revoked is None and key_id not in known
    ]


def _other_nodes(state: State, identity: Identity, kept: Collection[bytes | str]) -> list[str]:
    return [
        node.node
        for node in active_nodes(state).values()
        if node.member == identity.member and node.node not in {identity.node, *kept}
    ]


def _added_here(stores: Stores) -> set[KeyId]:
    """Keys whose addition is on its way."""
    return {
        key_id_of(PublicKey(KeyAdd.FromString(one.record.header.effect).key.public_key))
        for one in stores.member.items(*UNSETTLED)
        if one.kind == "key.add"
    }


def _sign(
    stores: Stores, plan: Return, wanted: Wanted, admin: SigningKey, clock: Clock
) -> list[Signed]:
    """The end of the lost nodes and keys first: a thief may be at work with them."""
    identity, observed = stores.identity, newest_observed(stores)
    drafts = [
        Draft("node.revoke", effect=NodeRevoke(node=one), audience=PUBLIC) for one in plan.nodes
    ]
    for key_id in plan.ended:
        effect = KeyRevoke(
            key_id=key_id, reason=wanted.reason, compromised_from=plan.compromised_from
        )
        drafts.append(Draft("key.revoke", effect=effect, audience=PUBLIC))
    signed = [sign_draft(one, identity, clock.now_ms(), observed, admin) for one in drafts]
    for purpose in plan.added:
        key = identity.signing_key(purpose)
        signed.append(Signed(key_add(identity, key, [purpose], clock, admin), b"", b""))
    require_all_foreseen(stores, Seen.of(stores), [one.record for one in signed])
    return signed

"""Ending a key: what it signed stays, and from a given number on is marked."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forsa.client.drafts import PUBLIC, Draft, sign_draft
from forsa.clock import Clock
from forsa.errors import ConflictError, Reason
from forsa.governance.views.chronicle import Event
from forsa.governance.views.members import living_admins
from forsa.keys import KeyId, fingerprint
from forsa.v1.effects_pb2 import KeyRevoke
from forsa.words.reasons import Language

from forsa_node.governance.foreseeing import require_all_foreseen
from forsa_node.governance.marking import marks_of, parse_since, tell_mark
from forsa_node.people.adding import KeyStanding, Whose, row_of
from forsa_node.people.listing import find_key, whose_keys
from forsa_node.publishing import newest_observed, queue
from forsa_node.reading import reading
from forsa_node.seen import Seen


@dataclass(frozen=True, slots=True)
class Revocation:
    """A key that is to end, and what follows from it."""

    key_id: KeyId
    name: str
    whose: Whose
    purposes: tuple[str, ...]
    reason: str
    compromised_from: int
    """0: nothing is marked."""
    marked: tuple[Event, ...]
    admins_left: int
    """Keys of the member that can still add others."""
    delegate: str
    """Whose key it is, as the network knows it; empty: the member's own."""

    @property
    def is_grave(self) -> bool:
        """Records are marked, the node signs with it, or no key could add another: ask."""
        return bool(self.compromised_from) or self.whose is Whose.NODE or not self.admins_left

    def told(self, language: Language) -> dict[str, Any]:
        """As commands tell it."""
        row = row_of(self.whose, self.name, self.key_id, self.purposes, KeyStanding.USABLE)
        return row | {
            "reason": self.reason,
            "compromised_from": self.compromised_from or None,
            "marked": [tell_mark(one, language) for one in self.marked],
            "admins_left": self.admins_left,
            "delegate": self.delegate,
        }


def plan_revocation(folder: Path, whose: str, reason: str, since: str = "") -> Revocation:
    """What would follow if a key of this member ended.

    Args:
        folder: The node's.
        whose: The name of a person with a key here, or the beginning of a key's id.
        reason: A code: `lost`, `stolen`, `left`.
        since: From when on somebody else may have had it: a number of the log, or a day.

    Raises:
        NotFoundError: no key is called so.
        MalformedError: `since` is neither; or several keys begin so.
        ConflictError: the network does not know the key, or no longer takes it.
    """
    with reading(folder) as stores:
        seen = Seen.of(stores)
        key_id, name = find_key(stores, seen.state, whose)
        key = seen.state.rights.keys[key_id]
        if key.revoked is not None:
            called = name or fingerprint(key_id)
            raise ConflictError(
                f"the key of {called} is not in use: nothing is to be revoked",
                Reason.KIND_PRECONDITION,
            )
        from_index = parse_since(stores, since) if since else 0
        marks = marks_of(stores, seen, key_id, from_index) if from_index else ()
        return Revocation(
            key_id,
            name,
            whose_keys(stores.identity).get(key_id, (Whose.ELSEWHERE, ""))[0],
            key.purposes,
            reason,
            from_index,
            marks,
            living_admins(seen.state, stores.identity.member, [key_id]),
            key.delegate or "",
        )


def revoke(folder: Path, plan: Revocation, clock: Clock) -> None:
    """Put the record that ends the key into the outbox, signed by the member's `admin` key.

    Raises:
        FolderError: `KEY_ABSENT`.
        ForsaError: the network would refuse it.
    """
    effect = KeyRevoke(
        key_id=plan.key_id, reason=plan.reason, compromised_from=plan.compromised_from
    )
    send(folder, [Draft("key.revoke", effect=effect, audience=PUBLIC)], clock)


def send(folder: Path, drafts: Sequence[Draft], clock: Clock) -> list[bytes]:
    """Sign records without a text with the node's own keys, each judged first, and queue them.

    Returns:
        Their record ids.

    Raises:
        ForsaError: the network would refuse one; none is sent then.
    """
    with reading(folder) as stores:
        signed = [
            sign_draft(one, stores.identity, clock.now_ms(), newest_observed(stores))
            for one in drafts
        ]
        require_all_foreseen(stores, Seen.of(stores), [one.record for one in signed])
    asyncio.run(queue(folder, signed, [""] * len(signed), clock))
    return [one.record.record_id for one in signed]

"""Who signs: a person with a key of their own, or whoever works at the node, with the node's key.

The node's key signs for anybody who can open the node. Once two people have keys here it no longer
stands for a person: one of them could sign for both with it (docs/decisions/0027).
"""

from collections.abc import Callable
from dataclasses import dataclass

from forsa.client.identity import Identity
from forsa.errors import ConflictError, NotAllowedError, Reason
from forsa.governance.state import State
from forsa.keys import KeyId, SigningKey

from forsa_node.people.adding import PURPOSE
from forsa_node.people.keys import person_keys, require_person

Ask = Callable[[str], str]
"""Gets a person's name and returns the passphrase; called only where one is needed."""
POWER = "approve_outcomes"
_ENOUGH = 2


@dataclass(frozen=True, slots=True, repr=False)
class Signer:
    """A person who may sign now."""

    name: str
    """Empty: whoever works at the node."""
    key: SigningKey

    def __repr__(self) -> str:
        return f"Signer({self.name})"


def signer(identity: Identity, state: State, name: str, ask: Ask) -> Signer:
    """The person `name` with their key, or with an empty name the node's own.

    Args:
        identity: Of this node.
        state: The newest that is held: whether the network takes the key.
        name: Of a person with a key here.
        ask: For the passphrase; asked once the network is known to take the key.

    Raises:
        NotFoundError: nobody of this name has a key here.
        NotAllowedError: `KEY_REVOKED`, `DELEGATE_NOT_ALLOWED`; or two people have keys here, and
            the node's is asked for.
        ConflictError: the network does not know the key yet.
        FolderError: `LOCKED`; `KEY_ABSENT`.
    """
    if not name:
        _require_alone(identity)
        return Signer("", identity.signing_key(PURPOSE))
    person = require_person(identity, name)
    _require_usable(state, person.key_id, person.name)
    return Signer(person.name, person.unseal(ask(person.name)))


def _require_alone(identity: Identity) -> None:
    names = [one.name for one in person_keys(identity)]
    if len(names) >= _ENOUGH:
        raise NotAllowedError(
            f"several people have keys here ({', '.join(names)}): say who signs",
            Reason.KIND_NOT_ALLOWED,
        )


def _require_usable(state: State, key_id: KeyId, name: str) -> None:
    key = state.rights.keys.get(key_id)
    if key is None:
        raise ConflictError(
            f"the network does not know the key of {name} yet", Reason.KIND_PRECONDITION
        )
    if key.revoked is not None:
        raise NotAllowedError(f"the key of {name} was revoked", Reason.KEY_REVOKED)
    bound = [one for one in state.rights.delegates.values() if key_id in one.key_ids]
    if any(POWER not in one.powers for one in bound):
        raise NotAllowedError(
            f"the key of {name} is that of a delegate who may not sign outcomes",
            Reason.DELEGATE_NOT_ALLOWED,
        )

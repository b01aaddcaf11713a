"""Who signs: a person with a key of their own, or whoever works at the node, with the node's key.

The node's key signs for anybody who can open the node. Once two people have keys here it no longer
stands for a person: one of them could sign for both with it (docs/decisions/0027).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from forsa.client.identity import Identity
from forsa.errors import ConflictError, NotAllowedError, Reason
from forsa.governance.authority import purpose_for
from forsa.governance.state import Delegate, Key, State
from forsa.governance.validate import power_for
from forsa.keys import SigningKey
from forsa.kinds.registry import KINDS, Purpose
from forsa.outcomes.names import RELEASE

from forsa_node.people.keys import PersonKey, person_keys, require_person

Ask = Callable[[str], str]
"""Gets a person's name and returns the passphrase; called only where one is needed."""
_ENOUGH: Final = 2


@dataclass(frozen=True, slots=True, repr=False)
class Signer:
    """A person who may sign now."""

    name: str
    """Empty: whoever works at the node."""
    key: SigningKey

    def __repr__(self) -> str:
        return f"Signer({self.name})"


def signer(
    identity: Identity,
    state: State,
    name: str,
    ask: Ask,
    kind: str = RELEASE,
    *,
    executing: bool = False,
) -> Signer:
    """The person `name` with their key, or with an empty name the node's own.

    What a key is for and, if it is that of a delegate, which power it has, is asked as the fold
    will ask it of a record of this kind, at the newest log time.

    Args:
        identity: Of this node.
        state: The newest that is held: whether the network takes the key.
        name: Of a person with a key here.
        ask: For the passphrase; asked once the network is known to take the key.
        kind: Of the record that is signed: one of the registry.
        executing: The record carries out an adopted proposal.

    Raises:
        NotFoundError: nobody of this name has a key here.
        NotAllowedError: `KEY_REVOKED`, `PURPOSE_NOT_ALLOWED`, `DELEGATE_NOT_ALLOWED`; or two people
            have keys here, and the node's is asked for where two persons sign.
        ConflictError: the network does not know the key yet.
        FolderError: `LOCKED`; `KEY_ABSENT`.
    """
    purpose = purpose_for(KINDS[kind], executing=executing)
    if not name:
        if kind == RELEASE:
            _require_alone(identity)
        return Signer("", identity.signing_key(purpose))
    person = require_person(identity, name)
    _require_usable(state, person, kind, purpose)
    return Signer(person.name, person.unseal(ask(person.name)))


def _require_alone(identity: Identity) -> None:
    """Two people who could sign outcomes, each by their key: else one of them signs for both."""
    names = [one.name for one in person_keys(identity) if Purpose.RECORD in one.purposes]
    if len(names) >= _ENOUGH:
        raise NotAllowedError(
            f"several people have keys here ({', '.join(names)}): say who signs",
            Reason.KIND_NOT_ALLOWED,
        )


def _require_usable(state: State, person: PersonKey, kind: str, purpose: str) -> None:
    key, name = state.rights.keys.get(person.key_id), person.name
    if key is None:
        raise ConflictError(
            f"the network does not know the key of {name} yet", Reason.KIND_PRECONDITION
        )
    if key.revoked is not None:
        raise NotAllowedError(f"the key of {name} was revoked", Reason.KEY_REVOKED)
    if purpose not in key.purposes:
        raise NotAllowedError(
            f"the key of {name} has the purposes {', '.join(key.purposes)}, and a {kind} takes "
            f"{purpose}",
            Reason.PURPOSE_NOT_ALLOWED,
        )
    if key.delegate is not None:
        _require_power(state, key, name, kind)


def _require_power(state: State, key: Key, name: str, kind: str) -> None:
    delegate = state.rights.delegates[f"{key.member}/{key.delegate}"]
    if power_for(KINDS[kind]) not in delegate.powers:
        raise NotAllowedError(
            f"the key of {name} is that of the delegate {delegate.delegate}, with the powers "
            f"{', '.join(delegate.powers)}: none is for a {kind}",
            Reason.DELEGATE_NOT_ALLOWED,
        )
    if not delegate.is_current(state.log_time_ms):
        raise _not_now(delegate, name)


def _not_now(delegate: Delegate, name: str) -> NotAllowedError:
    return NotAllowedError(
        f"the key of {name} is that of the delegate {delegate.delegate}, whose time has not begun "
        "or is over",
        Reason.DELEGATE_NOT_ALLOWED,
        from_ms=delegate.from_ms,
        to_ms=delegate.to_ms,
    )

"""Delegates of the own member: persons who act for it, with powers, dates and keys of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Any, Final

from forsa.errors import ConflictError, NotAllowedError, NotFoundError, Reason
from forsa.governance.state import Delegate, State
from forsa.governance.validate import POWERS
from forsa.governance.views.chronicle import Chronicle
from forsa.governance.views.now import delegates_of
from forsa.keys import KeyId, fingerprint
from forsa.kinds.loaders.loaded import DEFAULT_LICENCE
from forsa.v1.common_pb2 import Common
from forsa.v1.effects_pb2 import DelegateAppoint, DelegateRevoke
from forsa.v1.governance_pb2 import DelegatePerson
from forsa.words.reasons import Language

from forsa_node.governance.acting import Act, Signing, act
from forsa_node.governance.delegate_lines import appointment_lines, ending_lines, replaced_lines
from forsa_node.governance.foreseeing import state_ahead
from forsa_node.governance.looking import look
from forsa_node.governance.minutes_file import hash_minutes
from forsa_node.governance.moments import end_of_day, parse_moment
from forsa_node.people.keys import PersonKey, person_keys, require_person
from forsa_node.publishing import Asking
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen

APPOINT: Final = "delegate.appoint"
FUNCTIONS: Final = ("chair", "secretary", "treasurer", "delegate", "alternate")
_MOST_VERSIONS: Final = 99


@dataclass(frozen=True, slots=True)
class Appointment:
    """What people type to appoint somebody."""

    name: str
    """Of a person with a key at this node."""
    powers: Sequence[str]
    function: str
    ends: str
    """The last day, or hour."""
    begins: str = ""
    """The first day, or hour; empty: at once."""
    delegate: str = ""
    """The id in the log, which says nobody's name; empty: from the function."""
    minutes: Path | None = None
    """The minutes that appoint the person: their hash is published, and not they."""
    unnamed: bool = False
    """Publish neither name nor function."""


def appoint(
    folder: Path, wanted: Appointment, asking: Asking, signing: Signing, zone: tzinfo
) -> int:
    """Appoint a person once the signer says yes; return the exit code.

    An id that the member has already is given its next version: other powers, dates or keys.

    Raises:
        NotFoundError: nobody of this name has a key here.
        NotAllowedError: `PURPOSE_NOT_ALLOWED`: the key is not for what a power takes.
        ConflictError: the network does not know the key yet.
        MalformedError: a day does not read.
        ForsaError: the network would refuse it: more than two could vote, the key is another's.
    """
    begins_ms = parse_moment(wanted.begins, zone) if wanted.begins else 0
    ends_ms = _end(wanted.ends, zone)
    with reading(folder) as stores:
        state = state_ahead(stores, Seen.of(stores))
        person = require_person(stores.identity, wanted.name)
        _require_fit(state, person, wanted.powers)
        delegate = wanted.delegate or _free_id(stores, state, wanted.function, person.key_id)
        object_id, parent = _former(stores, state, delegate)
        dropped = _dropped(stores, state, delegate, person.key_id)
    effect = DelegateAppoint(
        delegate=delegate,
        powers=sorted(set(wanted.powers)),
        key_ids=[person.key_id],
        from_ms=begins_ms,
        to_ms=ends_ms,
    )
    what = Act(
        APPOINT,
        effect,
        None if wanted.unnamed else _body(person.name, wanted, asking.language),
        parent,
        object_id,
        title=delegate,
    )
    told = [*appointment_lines(wanted, delegate, effect, asking.language, zone)]
    if dropped:
        told += replaced_lines(delegate, [fingerprint(one) for one in dropped], asking.language)
    return act(folder, what, asking, told, signing)


def _end(text: str, zone: tzinfo) -> int:
    """The first millisecond that is too late: a day is meant to its end."""
    at = parse_moment(text, zone)
    return end_of_day(at, zone) + 1 if len(text) == len("2026-09-30") else at


def _require_fit(state: State, person: PersonKey, powers: Sequence[str]) -> None:
    key = state.rights.keys.get(person.key_id)
    if key is None:
        raise ConflictError(
            f"the network does not know the key of {person.name} yet", Reason.KIND_PRECONDITION
        )
    for power in powers:
        if POWERS[power] not in key.purposes:
            raise NotAllowedError(
                f"the power {power} takes a key for {POWERS[power]}; that of {person.name} has "
                f"the purposes {', '.join(key.purposes)}",
                Reason.PURPOSE_NOT_ALLOWED,
            )


def _free_id(stores: Stores, state: State, function: str, key_id: KeyId) -> str:
    """The id of the delegate who has the key; else the function, with a number if it is taken."""
    own = delegates_of(state, stores.identity.member)
    held = next((one.delegate for one in own if key_id in one.key_ids), "")
    taken = {one.delegate for one in own}
    numbered = (f"{function}-{number}" for number in range(2, _MOST_VERSIONS))
    return held or next(one for one in (function, *numbered) if one not in taken)


def _former(stores: Stores, state: State, delegate: str) -> tuple[bytes, bytes]:
    """Object and newest record of a delegate that there is; empty: it is a new one."""
    found = state.rights.delegates.get(f"{stores.identity.member}/{delegate}")
    if found is None:
        return b"", b""

    def newest(log: Any) -> bytes:
        index = log.newest_of([found.object_id])[found.object_id]
        return bytes(log.entries_at([index])[0].record().record_id)

    return found.object_id, stores.ahead(newest)


def _dropped(stores: Stores, state: State, delegate: str, kept: KeyId) -> list[KeyId]:
    """Keys of a delegate that the next version ends, for it does not name them."""
    found = state.rights.delegates.get(f"{stores.identity.member}/{delegate}")
    return [] if found is None else [one for one in found.key_ids if one != kept]


def _body(name: str, wanted: Appointment, language: Language) -> DelegatePerson:
    digest = b"" if wanted.minutes is None else hash_minutes(wanted.minutes)
    return DelegatePerson(
        common=Common(original_language=language, licence=DEFAULT_LICENCE),
        person=name,
        function=wanted.function,
        minutes_sha256=digest,
    )


def end_delegate(folder: Path, which: str, asking: Asking, signing: Signing) -> int:
    """End a delegate of the own member, with their keys; return the exit code.

    Args:
        folder: The node's.
        which: The delegate's id, or the name of the person with the key.
        asking: How the signer is asked.
        signing: Who signs.

    Raises:
        NotFoundError: there is none.
    """
    with reading(folder) as stores:
        state, member = state_ahead(stores, Seen.of(stores)), stores.identity.member
        found = _require_delegate(stores, state, which)
    told = ending_lines(
        found.delegate, [fingerprint(one) for one in found.key_ids], asking.language
    )
    effect = DelegateRevoke(delegate=found.delegate)
    what = Act("delegate.revoke", effect, title=f"{member}/{found.delegate}")
    return act(folder, what, asking, list(told), signing)


def _require_delegate(stores: Stores, state: State, which: str) -> Delegate:
    own = delegates_of(state, stores.identity.member)
    named = {one.key_id for one in person_keys(stores.identity) if one.name == which}
    for one in own:
        if one.delegate == which or named.intersection(one.key_ids):
            return one
    known = ", ".join(one.delegate for one in own) or "–"
    raise NotFoundError(f"no delegate is called {which}; there are: {known}", Reason.RECORD_UNKNOWN)


def delegates(folder: Path, member: str = "") -> list[dict[str, Any]]:
    """The delegates of a member, by id.

    Returns:
        `delegate`, `member`, `powers`, `from_ms`, `to_ms`, `current`, `person` and `function` (as
        published; empty: not published, or not shown), `minutes_sha256`, `record_id`, `index`,
        `keys` (`key_id`, `fingerprint`, `revoked`), and `called`: whom this node knows by the key.
    """
    with reading(folder) as stores:
        seen = Seen.of(stores)
        found = look(stores, (APPOINT,), seen)
        names = {one.key_id: one.name for one in person_keys(stores.identity)}
        wanted = member or stores.identity.member
        return [_tell(found, one, names) for one in delegates_of(seen.state, wanted)]


def _tell(found: Chronicle, delegate: Delegate, names: dict[KeyId, str]) -> dict[str, Any]:
    event = found.versions(delegate.object_id)[-1]
    body: Any = event.body
    keys = found.state.rights.keys
    return {
        "delegate": delegate.delegate,
        "member": delegate.member,
        "powers": list(delegate.powers),
        "from_ms": delegate.from_ms,
        "to_ms": delegate.to_ms,
        "current": delegate.is_current(found.now_ms),
        "person": "" if body is None else body.person,
        "function": "" if body is None else body.function,
        "minutes_sha256": "" if body is None else body.minutes_sha256.hex(),
        "record_id": event.record_id.hex(),
        "index": event.index,
        "keys": [
            {
                "key_id": one.hex(),
                "fingerprint": fingerprint(one),
                "revoked": keys[one].revoked,
            }
            for one in delegate.key_ids
        ],
        "called": next((names[one] for one in delegate.key_ids if one in names), ""),
    }

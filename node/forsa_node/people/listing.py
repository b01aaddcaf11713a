"""How the keys of the member stand, and which of them is meant."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from forsa.client.identity import Identity
from forsa.errors import ConflictError, MalformedError, NotFoundError, Reason
from forsa.governance.state import State
from forsa.governance.views.now import keys_of
from forsa.keys import KeyId
from forsa.root import PURPOSES
from forsa.words.reasons import Language

from forsa_node.governance.marking import marks_of, tell_mark
from forsa_node.people.adding import (
    Whose,
    row_of,
    standing_by,
    standing_in_log,
    standing_of,
)
from forsa_node.people.keys import find_person, person_keys
from forsa_node.people.papers import paper_keys
from forsa_node.people.rotation_files import keys_of_rotation
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen

MIN_DIGITS: Final = 8
"""Hexadecimal digits that the beginning of a key id must have."""
_HEX: Final = frozenset("0123456789abcdef")


def keys_here(folder: Path, language: Language) -> list[dict[str, Any]]:
    """Every key of the member, by when it was added, and those that are on their way.

    Returns:
        `name` (empty: no person's), `whose` (`node`, `person`, `paper`, `elsewhere`), `here`,
        `key_id`, `fingerprint`, `purposes`, `standing`, `delegate` (empty: the member's own),
        `added`, `revoked` (indexes, or None), `compromised_from` (an index, or None), and
        `marked`, the records that are marked by it.
    """
    with reading(folder) as stores:
        return list(_rows(stores, Seen.of(stores), language))


def _rows(stores: Stores, seen: Seen, language: Language) -> Iterator[dict[str, Any]]:
    identity, state = stores.identity, seen.state
    named = whose_keys(identity)
    logged = keys_of(state, identity.member)
    for key_id, key in logged.items():
        whose, name = named.get(key_id, (Whose.ELSEWHERE, ""))
        since = key.compromised_from
        marks = () if since is None else marks_of(stores, seen, key_id, since)
        row = row_of(whose, name, key_id, key.purposes, standing_in_log(key))
        told = [tell_mark(one, language) for one in marks]
        yield row | _logged(key.delegate, key.added, key.revoked, since) | {"marked": told}
    for row in _underway(stores, state):
        if bytes.fromhex(row["key_id"]) not in logged:
            yield row | _logged() | {"marked": []}


def _logged(
    delegate: str | None = None,
    added: int | None = None,
    revoked: int | None = None,
    since: int | None = None,
) -> dict[str, Any]:
    return {
        "delegate": delegate or "",
        "added": added,
        "revoked": revoked,
        "compromised_from": since,
    }


def _underway(stores: Stores, state: State) -> Iterator[dict[str, Any]]:
    """Keys of people and on paper, and of this node, that the network does not know yet."""
    identity = stores.identity
    for person in person_keys(identity):
        standing = standing_of(stores, state, person)
        yield row_of(Whose.PERSON, person.name, person.key_id, person.purposes, standing)
    for paper in paper_keys(identity):
        if paper.added is None:
            continue
        standing = standing_by(stores, state, paper.key_id, paper.added.record_id)
        yield row_of(Whose.PAPER, "", paper.key_id, ("admin",), standing)


def whose_keys(identity: Identity) -> dict[KeyId, tuple[Whose, str]]:
    """The keys that this node knows, with whose they are and the name of a person.

    Raises:
        FolderError: `DAMAGED`.
    """
    node = dict.fromkeys(own_keys(identity), (Whose.NODE, ""))
    people = {one.key_id: (Whose.PERSON, one.name) for one in person_keys(identity)}
    papers = {one.key_id: (Whose.PAPER, "") for one in paper_keys(identity)}
    return {**node, **people, **papers}


def own_keys(identity: Identity) -> set[KeyId]:
    """Of the node itself, those that lie in its folder, a rotation that goes on included."""
    folder = identity.folder / "keys"
    there = [one for one in PURPOSES if (folder / f"{one}.pem").exists()]
    return {identity.signing_key(one).key_id for one in there} | keys_of_rotation(identity)


def find_key(stores: Stores, state: State, whose: str) -> tuple[KeyId, str]:
    """A key of the member by the name of its person, or by the beginning of its id.

    Returns:
        The key id, and the person's name or an empty text.

    Raises:
        NotFoundError: `RECORD_UNKNOWN`: neither a person nor a key is called so.
        ConflictError: several keys begin so; or the network does not know it yet.
    """
    digits = "".join(whose.lower().split())
    logged = keys_of(state, stores.identity.member)
    if len(digits) >= MIN_DIGITS and _HEX.issuperset(digits):
        found = [one for one in logged if one.hex().startswith(digits)]
        if len(found) > 1:
            raise MalformedError(
                f"{len(found)} keys begin with {digits}: give more digits", Reason.RECORD_UNKNOWN
            )
        if found:
            return found[0], whose_keys(stores.identity).get(found[0], (Whose.ELSEWHERE, ""))[1]
    person = find_person(stores.identity, whose)
    if person is None:
        raise NotFoundError(f"nobody is called {whose} among the keys here", Reason.RECORD_UNKNOWN)
    if person.key_id not in logged:
        raise ConflictError(
            f"the key of {person.name} is not in use: nothing is to be revoked",
            Reason.KIND_PRECONDITION,
        )
    return person.key_id, person.name

"""The state as text, and its digest: what nodes compare to know that they agree.

One line a fact, sorted bytewise, each ending in a line feed; lists are sorted and joined with
commas, `-` stands for none. The lines of one word stand together, so the text is put together from
sections, and a section is written again only when its part of the state has become another value.
A ballot changes one proposal: of the others the lines stay as they were written.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

from immutables import Map

from forsa.envelope import RecordId
from forsa.governance.state import (
    Agreement,
    Delegate,
    Hold,
    Key,
    Member,
    Node,
    Proposal,
    Recovery,
    Result,
    Rights,
)
from forsa.governance.tally import roll_hash
from forsa.keys import KeyId, key_id_of

Section = Callable[[Map[Any, Any]], Iterable[str]]
"""Writes the lines of one word from one part of the state, in any order."""


@lru_cache(maxsize=16)
def state_digest(rights: Rights) -> bytes:
    """Return the SHA-256 of `state_text`; computed once a value."""
    hashed = sha256()
    for text in _sections(rights):
        hashed.update(text.encode())
    return hashed.digest()


def state_text(rights: Rights) -> str:
    """Return the lines of the state, as the digest hashes them."""
    return "".join(_sections(rights))


def _sections(rights: Rights) -> list[str]:
    root = rights.root
    fixed = {
        "forsa-state": "forsa-state 1\n",
        "level": f"level {rights.level}\n",
        "root": "" if root is None else f"root {root.document.version} {root.digest.hex()}\n",
    }
    written = {
        word: _section(_Part(getattr(rights, part)), write)
        for word, (part, write) in _SECTIONS.items()
    }
    written["ballot"] = _ballot_section(_Part(rights.proposals))
    return [text for _, text in sorted((fixed | written).items())]


class _Part:
    """A part of the state, compared by identity: the key of a cache."""

    __slots__ = ("values",)

    def __init__(self, values: Map[Any, Any]) -> None:
        self.values = values

    def __hash__(self) -> int:
        return id(self.values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Part) and other.values is self.values


@lru_cache(maxsize=64)
def _section(part: _Part, write: Section) -> str:
    return "".join(sorted(f"{line}\n" for line in write(part.values)))


def _list(values: Iterable[object]) -> str:
    return ",".join(sorted(str(value) for value in values)) or "-"


def _members(members: Map[str, Member]) -> Iterator[str]:
    for member in members.values():
        yield f"member {member.id} {member.role} {member.status} {member.changed}"


def _keys(keys: Map[KeyId, Key]) -> Iterator[str]:
    for key_id, key in keys.items():
        revoked = "-" if key.revoked is None else key.revoked
        yield f"key {key_id.hex()} {key.member} {_list(key.purposes)} {key.added} {revoked}"


def _nodes(nodes: Map[str, Node]) -> Iterator[str]:
    for name, node in nodes.items():
        status = "active" if node.active else "revoked"
        spki = node.tls_spki_sha256.hex() or "-"
        yield f"node {name} {status} {spki} {key_id_of(node.witness_key).hex()}"


def _delegates(delegates: Map[str, Delegate]) -> Iterator[str]:
    for name, delegate in delegates.items():
        powers, keys = _list(delegate.powers), _list(key.hex() for key in delegate.key_ids)
        yield f"delegate {name} {powers} {keys} {delegate.from_ms} {delegate.to_ms}"


def _settings(settings: Map[str, str]) -> Iterator[str]:
    for name, value in settings.items():
        yield f"setting {name} {value or '-'}"


def _proposals(proposals: Map[bytes, Proposal]) -> Iterator[str]:
    for record_id, proposal in proposals.items():
        yield (
            f"proposal {record_id.hex()} {proposal.result} {proposal.type} {proposal.rule} "
            f"{proposal.quorum} {proposal.closes_ms} {_list(proposal.pending)} "
            f"{_hash_of_roll(proposal.roll)}"
        )


@lru_cache(maxsize=1024)
def _hash_of_roll(roll: tuple[str, ...]) -> str:
    """Many proposals have the same roll, and it never changes."""
    return roll_hash(roll).hex()


@lru_cache(maxsize=2)
def _ballot_section(part: _Part) -> str:
    """The counting ballots of open proposals; lines of one that is as it was are not made again."""
    proposals: Map[RecordId, Proposal] = part.values
    known, lines = _written_ballots[0], dict[RecordId, tuple[Proposal, str]]()
    for record_id in sorted(proposals):
        proposal = proposals[record_id]
        if proposal.result is Result.OPEN:
            before = known.get(record_id)
            same = before is not None and before[0] is proposal
            lines[record_id] = before if same and before else (proposal, _ballots(proposal))
    _written_ballots[0] = lines
    return "".join(text for _, text in lines.values())


_written_ballots: Final[list[dict[RecordId, tuple[Proposal, str]]]] = [{}]
"""What was written last, by proposal: as many texts as there are open proposals, and no more."""


def _ballots(proposal: Proposal) -> str:
    """Sorted as the roll is: a space comes before every sign of an id."""
    head, own, by_proxy = f"ballot {proposal.record_id.hex()} ", proposal.own, proposal.by_proxy
    lines = []
    for member in proposal.roll:
        if (ballot := own.get(member)) is not None:
            lines.append(f"{head}{member} {ballot.choice} own\n")
        elif (ballot := by_proxy.get(member)) is not None:
            lines.append(f"{head}{member} {ballot.choice} proxy\n")
    return "".join(lines)


def _agreements(agreements: Map[bytes, Agreement]) -> Iterator[str]:
    for record_id, agreement in agreements.items():
        status = "in_force" if agreement.in_force else "open"
        yield (
            f"agreement {agreement.object_id.hex()} {record_id.hex()} {status} "
            f"{agreement.needed} {_list(agreement.parties)} {_list(agreement.ratified_by)}"
        )


def _recoveries(recoveries: Map[str, Recovery]) -> Iterator[str]:
    for member, recovery in recoveries.items():
        yield f"recovery {member} {recovery.record_id.hex()} {recovery.effective_ms}"


def _holds(holds: Map[bytes, Hold]) -> Iterator[str]:
    for record_id, hold in holds.items():
        if hold.ends_ms is not None:
            yield f"hold {record_id.hex()} {hold.ends_ms}"


def _held(holds: Map[bytes, Hold]) -> Iterator[str]:
    for record_id, hold in holds.items():
        if hold.ends_ms is None:
            yield f"held {record_id.hex()}"


def _redacted(redacted: Map[bytes, int]) -> Iterator[str]:
    for record_id in redacted:
        yield f"redacted {record_id.hex()}"


def _voids(voids: Map[int, str]) -> Iterator[str]:
    for index, rule in voids.items():
        yield f"void {index} {rule}"


_SECTIONS: Final[dict[str, tuple[str, Section]]] = {
    "agreement": ("agreements", _agreements),
    "delegate": ("delegates", _delegates),
    "held": ("holds", _held),
    "hold": ("holds", _holds),
    "key": ("keys", _keys),
    "member": ("members", _members),
    "node": ("nodes", _nodes),
    "proposal": ("proposals", _proposals),
    "recovery": ("recoveries", _recoveries),
    "redacted": ("redacted", _redacted),
    "setting": ("settings", _settings),
    "void": ("voids", _voids),
}
"""First word of the lines: the part of `Rights` they tell, and what writes them."""

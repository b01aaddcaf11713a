"""The state as text, and its digest: what nodes compare to know that they agree.

One line a fact, sorted bytewise, each ending in a line feed; lists are sorted and joined with
commas, `-` stands for none.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256

from forsa.governance.state import Agreement, Delegate, Hold, Node, Proposal, Result, Rights
from forsa.governance.tally import roll_hash
from forsa.keys import key_id_of


@lru_cache(maxsize=16)
def state_digest(rights: Rights) -> bytes:
    """Return the SHA-256 of `state_text`; computed once a value."""
    return sha256(state_text(rights).encode()).digest()


def state_text(rights: Rights) -> str:
    """Return the lines of the state, as the digest hashes them."""
    return "".join(sorted(line + "\n" for line in _lines(rights)))


def _lines(rights: Rights) -> Iterator[str]:
    yield "forsa-state 1"
    yield f"level {rights.level}"
    if rights.root is not None:
        yield f"root {rights.root.document.version} {rights.root.digest.hex()}"
    for member in rights.members.values():
        yield f"member {member.id} {member.role} {member.status} {member.changed}"
    for key_id, key in rights.keys.items():
        revoked = "-" if key.revoked is None else key.revoked
        yield f"key {key_id.hex()} {key.member} {_list(key.purposes)} {key.added} {revoked}"
    yield from map(_node, rights.nodes.values())
    yield from map(_delegate, rights.delegates.values())
    for name, value in rights.settings.items():
        yield f"setting {name} {value or '-'}"
    for proposal in rights.proposals.values():
        yield from _proposal(proposal)
    yield from map(_agreement, rights.agreements.values())
    for recovery in rights.recoveries.values():
        yield f"recovery {recovery.member} {recovery.record_id.hex()} {recovery.effective_ms}"
    for record_id, hold in rights.holds.items():
        yield _hold(record_id, hold)
    for record_id in rights.redacted:
        yield f"redacted {record_id.hex()}"
    for index, rule in rights.voids.items():
        yield f"void {index} {rule}"


def _list(values: Iterable[object]) -> str:
    return ",".join(sorted(str(value) for value in values)) or "-"


def _node(node: Node) -> str:
    status = "active" if node.active else "revoked"
    spki = node.tls_spki_sha256.hex() or "-"
    witness = key_id_of(node.witness_key).hex()
    return f"node {node.member}/{node.node} {status} {spki} {witness}"


def _delegate(delegate: Delegate) -> str:
    keys = _list(key_id.hex() for key_id in delegate.key_ids)
    name = f"{delegate.member}/{delegate.delegate}"
    return f"delegate {name} {_list(delegate.powers)} {keys} {delegate.from_ms} {delegate.to_ms}"


def _proposal(proposal: Proposal) -> Iterator[str]:
    record_id, pending = proposal.record_id.hex(), _list(proposal.pending)
    yield (
        f"proposal {record_id} {proposal.result} {proposal.type} {proposal.rule} "
        f"{proposal.quorum} {proposal.closes_ms} {pending} {roll_hash(proposal.roll).hex()}"
    )
    if proposal.result is Result.OPEN:
        for member in proposal.roll:
            ballot = proposal.counted(member)
            if ballot is not None:
                how = "own" if member in proposal.own else "proxy"
                yield f"ballot {record_id} {member} {ballot.choice} {how}"


def _agreement(agreement: Agreement) -> str:
    status = "in_force" if agreement.in_force else "open"
    return (
        f"agreement {agreement.object_id.hex()} {agreement.record_id.hex()} {status} "
        f"{agreement.needed} {_list(agreement.parties)} {_list(agreement.ratified_by)}"
    )


def _hold(record_id: bytes, hold: Hold) -> str:
    if hold.ends_ms is None:
        return f"held {record_id.hex()}"
    return f"hold {record_id.hex()} {hold.ends_ms}"

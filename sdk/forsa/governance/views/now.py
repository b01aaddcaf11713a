"""What hub, node and screens read off the state."""

from collections.abc import Mapping
from dataclasses import dataclass

from forsa.governance.state import Delegate, Key, Member, Node, Proposal, Role, State, Status
from forsa.governance.tally import Decision, Tally, count, decision_of
from forsa.keys import KeyId, PublicKey


def status_of(state: State, member: str) -> Status | None:
    """Return how a member stands; None: there is none of this id."""
    found = state.rights.members.get(member)
    return None if found is None else found.status


def members_with(
    state: State, role: Role | None = None, status: Status | None = None
) -> tuple[Member, ...]:
    """Return the members with this role and status (None: any), sorted by id."""
    found = (
        member
        for member in state.rights.members.values()
        if (role is None or member.role is role) and (status is None or member.status is status)
    )
    return tuple(sorted(found, key=lambda member: member.id))


def keys_of(state: State, member: str) -> Mapping[KeyId, Key]:
    """Return all keys a member ever had, the revoked ones too, by when they were added."""
    own = [(key_id, key) for key_id, key in state.rights.keys.items() if key.member == member]
    return dict(sorted(own, key=lambda item: (item[1].added, item[0])))


def marked_from(state: State, key_id: KeyId, index: int) -> int | None:
    """Return the index from which the records of a key that may have been stolen are marked.

    They stay valid: what a record did is not undone, but people should look at it again. None: the
    record at `index` is not marked.
    """
    key = state.rights.keys.get(key_id)
    if key is None or key.compromised_from is None or index < key.compromised_from:
        return None
    return key.compromised_from


def delegates_of(state: State, member: str) -> tuple[Delegate, ...]:
    """Return the delegates of a member, sorted by id; those whose time is over too."""
    own = (d for d in state.rights.delegates.values() if d.member == member)
    return tuple(sorted(own, key=lambda delegate: delegate.delegate))


def nodes_of(state: State, member: str) -> tuple[Node, ...]:
    """Return all nodes a member ever had, sorted by id."""
    own = (node for node in state.rights.nodes.values() if node.member == member)
    return tuple(sorted(own, key=lambda node: node.node))


def active_nodes(state: State) -> Mapping[str, Node]:
    """Return the active nodes by `<member>/<node>`, sorted."""
    nodes = state.rights.nodes
    return {name: nodes[name] for name in sorted(nodes) if nodes[name].active}


def witnesses(state: State) -> Mapping[str, PublicKey]:
    """Return the witness keys of the active nodes of active members, by `<member>/<node>`."""
    return {
        name: node.witness_key
        for name, node in active_nodes(state).items()
        if status_of(state, node.member) is Status.ACTIVE
    }


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal with the ballots so far, and what they would decide."""

    proposal: Proposal
    tally: Tally
    decision: Decision


def proposals(state: State) -> tuple[Standing, ...]:
    """Return every proposal that is kept, open or decided, in the order they were opened."""
    kept = sorted(state.rights.proposals.values(), key=lambda proposal: proposal.opened)
    return tuple(Standing(p, count(p), decision_of(p)) for p in kept)

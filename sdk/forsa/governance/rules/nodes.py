"""node.*: the machines of a member, each with a TLS key and a witness key."""

from dataclasses import replace
from typing import Final

from forsa.governance.case import Case
from forsa.governance.rules.keys import check_new_key
from forsa.governance.state import Node, Rights
from forsa.governance.verdict import Refused, precondition
from forsa.keys import PublicKey
from forsa.v1 import effects_pb2 as v1

MAX_NODES: Final = 64


def add(case: Case, effect: v1.NodeAdd) -> Rights | Refused:
    """Add a node of the author, or replace the keys of one."""
    rights, member = case.rights, case.author.id
    name = f"{member}/{effect.node}"
    former = rights.nodes.get(name)
    if former is not None and case.observed_size <= former.changed:
        return precondition(
            f"{name} changed at index {former.changed}, which its author had not seen"
        )
    if former is None and sum(n.member == member for n in rights.nodes.values()) >= MAX_NODES:
        return precondition(f"{member} has had {MAX_NODES} nodes, the most there may ever be")
    own = None if former is None else former.witness_key
    refused = check_new_key(rights, name, effect.witness_key, effect.proof, own=own)
    if refused is not None:
        return refused
    node = Node(
        member=member,
        node=effect.node,
        active=True,
        tls_spki_sha256=effect.tls_spki_sha256,
        witness_key=PublicKey(effect.witness_key),
        changed=case.index,
    )
    return replace(rights, nodes=rights.nodes.set(name, node))


def revoke(case: Case, effect: v1.NodeRevoke) -> Rights | Refused:
    """End a node of the author."""
    name = f"{case.author.id}/{effect.node}"
    node = case.rights.nodes.get(name)
    if node is None or not node.active:
        return precondition(f"{name} is not an active node")
    ended = replace(node, active=False, changed=case.index)
    return replace(case.rights, nodes=case.rights.nodes.set(name, ended))

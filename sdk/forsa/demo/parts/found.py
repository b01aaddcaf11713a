"""Founding: a hub, three associations, and their enrolment."""

from collections.abc import Mapping, Sequence
from typing import Final

from forsa.demo.network import Network, Node, together
from forsa.demo.screen import Screen

NAME: Final = "Réseau de démonstration"
STATUTES: Final = {
    "admission": "secretariat",
    "secretariat_votes": "no",
    "voting_min_hours": "168",
}
"""The founders become active by the secretariat's word; a vote lasts a week at least."""
ASSOCIATIONS: Final = (
    ("amal", "Association Amal", "MA-05"),
    ("badr", "جمعية بدر", "MA-08"),
    ("nour", "Association Nour", "MA-04"),
)


def found(network: Network, screen: Screen) -> Mapping[str, object]:
    """Make the network, admit the associations and start everything."""
    with screen.step("init", name=NAME):
        network.hub.init(NAME, STATUTES)
    with screen.step("serve"):
        network.hub.start()
    nodes = [network.place(*association) for association in ASSOCIATIONS]
    with screen.step("make_keys", names=_names(nodes)):
        together(lambda node: node.init(network.hub.network_id), nodes)
    with screen.step("admit"):
        tokens = {node.member: network.hub.invite(node) for node in nodes}
    with screen.step("join"):
        together(lambda node: node.join(tokens[node.member], network.hub.port), nodes)
        together(Node.start, nodes)
    size = network.hub.status()["size"]
    with screen.step("verify_all", size=size) as update:
        network.wait_until_all_verified(size, update)
    return {"network_id": network.hub.network_id, "size": size}


def _names(nodes: Sequence[Node]) -> str:
    return ", ".join(node.name for node in nodes)

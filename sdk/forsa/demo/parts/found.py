"""Founding: a hub, three associations, and their enrolment."""

from collections.abc import Mapping
from typing import Final

from forsa.demo.network import Network
from forsa.demo.screen import Screen

NAME: Final = "Réseau de démonstration"
ASSOCIATIONS: Final = (
    ("amal", "Association Amal", "MA-05"),
    ("badr", "جمعية بدر", "MA-08"),
    ("nour", "Association Nour", "MA-04"),
)


def found(network: Network, screen: Screen) -> Mapping[str, object]:
    """Make the network, admit the associations and start everything."""
    with screen.step("init", name=NAME):
        network.hub.init(NAME)
    with screen.step("serve"):
        network.hub.start()
    for member, name, region in ASSOCIATIONS:
        with screen.step("enrol", name=name):
            network.add(member, name, region).start()
    size = network.hub.status()["size"]
    network.wait_until_all_verified(size)
    return {"network_id": network.hub.network_id, "size": size}

"""Publishing the samples, and every node verifying everything by itself."""

from collections.abc import Mapping
from pathlib import Path

from forsa.demo.network import Network, Node, together
from forsa.demo.processes import ProcessError
from forsa.demo.samples import sample_paths
from forsa.demo.screen import Screen


def publish(network: Network, screen: Screen) -> Mapping[str, object]:
    """Publish the shipped reports and curricula, then compare what the nodes hold."""
    published: set[str] = set()
    for node, files in _shares(network):
        with screen.step("publish", name=node.name, files=", ".join(one.name for one in files)):
            published |= {record["record_id"] for record in node.publish(*files)}
    size = network.wait_until_logged(published)
    with screen.step("verify_all", size=size) as update:
        network.wait_until_all_verified(size, update)
    with screen.step("reread"):
        root = _compare_roots(network)
    return {"published": len(published), "size": size, "root": root}


def _shares(network: Network) -> list[tuple[Node, list[Path]]]:
    """The samples, dealt out to the nodes in turn."""
    count = len(network.nodes)
    paths = sample_paths()
    return [(node, paths[place::count]) for place, node in enumerate(network.nodes)]


def _compare_roots(network: Network) -> str:
    """Let every node compute its log again, and return the one root hash."""
    roots = together(lambda node: str(node.ask("verify")["root"]), network.nodes)
    if len(set(roots)) != 1:
        raise ProcessError(f"the nodes do not hold the same log: {', '.join(roots)}")
    return roots[0]

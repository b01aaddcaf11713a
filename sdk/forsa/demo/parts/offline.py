"""The hub stops: the nodes go on, what they sign waits, and goes out once the hub is back."""

from collections.abc import Mapping

from forsa.demo.network import Network, Node, together
from forsa.demo.processes import ProcessError
from forsa.demo.samples import one_report
from forsa.demo.screen import Screen


def offline(network: Network, screen: Screen) -> Mapping[str, object]:
    """Stop the hub, let every association publish, start the hub again."""
    with screen.step("stop_hub"):
        network.hub.daemon.stop()
    known = together(lambda node: len(node.ask("list")), network.nodes)
    signed = {
        record
        for node, count in zip(network.nodes, known, strict=True)
        for record in _publish_alone(node, count, screen)
    }
    screen.quote(network.nodes[0].says(screen.language))
    waiting = sum(together(lambda node: node.status()["outbox"], network.nodes))
    if waiting != len(signed):
        raise ProcessError(f"{waiting} records wait, and {len(signed)} were signed")
    with screen.step("restart_hub"):
        network.hub.start()
    with screen.step("drain", waited=waiting) as update:
        together(Node.sync, network.nodes)
        size = network.wait_until_logged(signed)
        network.wait_until_all_verified(size, update)
    return {"waited": waiting, "size": size}


def _publish_alone(node: Node, known: int, screen: Screen) -> list[str]:
    with screen.step("queue", name=node.name, known=known):
        return [record["record_id"] for record in node.publish(one_report())]

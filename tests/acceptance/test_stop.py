"""SIGTERM, as systemd sends it: what was acknowledged is finished, and the exit is clean."""

import asyncio

from forsa.demo.network import Network

from tests.support.processes import RELAXED, founded, identity_of, joined
from tests.support.publishers import Acknowledged, Publisher, audit

BATCH = 16
EXIT_USAGE = 2
PROMPT_SECONDS = 15
"""A busy machine needs some; a stream would hold the daemon for a minute."""


async def _stop_while_publishing(
    network: Network, publishers: list[Publisher], promised: Acknowledged
) -> int:
    """Stop the hub in the middle of the work, start it again, and let the work end."""
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        for publisher in publishers:
            tasks.create_task(publisher.publish_until(stop, BATCH))
        await promised.reach(10 * BATCH)
        code = await asyncio.to_thread(network.hub.daemon.stop)
        await asyncio.to_thread(network.hub.start)
        await promised.reach(len(promised.index) + 2 * BATCH)
        stop.set()
    return code


def test_a_hub_that_is_stopped_at_work_keeps_what_it_acknowledged() -> None:
    """An update of the server must not cost a record, nor leave the next start with repairs."""
    promised = Acknowledged()
    with founded(RELAXED) as network:
        nodes = joined(network, "amal", "badr")
        publishers = [Publisher(identity_of(node), promised) for node in nodes]
        code = asyncio.run(_stop_while_publishing(network, publishers, promised))
        size = asyncio.run(audit(identity_of(nodes[0]), promised))

    assert code == 0
    assert size > len(promised.index)


def test_daemons_stop_at_once_while_they_wait_for_each_other() -> None:
    """A stream that waits for news must not hold up the shutdown of a machine for a minute."""
    with founded() as network:
        (node,) = joined(network, "amal")
        node.start()
        network.wait_until_all_verified(network.hub.status()["size"])

        assert network.hub.daemon.stop(seconds=PROMPT_SECONDS) == 0
        assert node.daemon.stop(seconds=PROMPT_SECONDS) == 0


def test_a_second_hub_or_node_on_the_same_folder_is_refused() -> None:
    """Two writers of one log would sign two histories."""
    with founded() as network:
        (node,) = joined(network, "amal")
        node.start()
        hub_again = network.hub.run("serve", "--port", "0", "--enrol-port", "0")
        node_again = node.run("run")

    assert hub_again.code == node_again.code == EXIT_USAGE
    assert f"forsa-hub status {network.hub.folder}" in hub_again.told()
    assert f"forsa-node status {node.folder}" in node_again.told()

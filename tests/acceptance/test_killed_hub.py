"""A hub that dies mid-write keeps every promise it made."""

import asyncio
import random

from forsa.demo.network import Hub

from tests.support.processes import (
    IS_CAMPAIGN,
    MEMBERS,
    RELAXED,
    founded,
    identity_of,
    joined,
    seeded,
)
from tests.support.publishers import Acknowledged, Publisher, audit

KILLS = 30 if IS_CAMPAIGN else 3
BATCH = 8


async def _kill_often(hub: Hub, promised: Acknowledged, draws: random.Random) -> None:
    """Kill the hub at random moments while it acknowledges, and start it again."""
    for _ in range(KILLS):
        await promised.reach(len(promised.index) + draws.randrange(1, 20 * BATCH))
        await asyncio.sleep(draws.uniform(0, 0.02))
        hub.daemon.kill()
        await asyncio.to_thread(hub.start)


async def _publish_beside_kills(
    hub: Hub, publishers: list[Publisher], promised: Acknowledged, draws: random.Random
) -> None:
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        for publisher in publishers:
            tasks.create_task(publisher.publish_until(stop, BATCH))
        await _kill_often(hub, promised, draws)
        stop.set()


def test_what_a_killed_hub_acknowledged_is_there_once() -> None:
    """Power fails at the secretariat: a receipt given a moment before must still be true."""
    draws = seeded()
    promised = Acknowledged()
    with founded(RELAXED) as network:
        nodes = joined(network, *MEMBERS)
        publishers = [Publisher(identity_of(node), promised) for node in nodes]
        asyncio.run(_publish_beside_kills(network.hub, publishers, promised, draws))
        size = asyncio.run(audit(identity_of(nodes[0]), promised))
        verified = network.hub.run("verify")

    assert size >= len(promised.index) >= KILLS
    assert verified.code == 0, verified.told()

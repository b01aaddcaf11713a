"""A node that dies while it pulls and publishes loses nothing that it took."""

import asyncio
import random
from contextlib import suppress

from forsa.client.drafts import Draft, Signed, sign_draft
from forsa.client.files import FolderError
from forsa.clock import SystemClock
from forsa.demo.network import Network, Node
from forsa.errors import ForsaError
from forsa_node.publishing import queue

from tests.support.processes import (
    IS_CAMPAIGN,
    RELAXED,
    founded,
    identity_of,
    joined,
    seeded,
)
from tests.support.publishers import Acknowledged, Publisher, audit
from tests.support.reports import LANGUAGE, REGION, small_report

KILLS = 20 if IS_CAMPAIGN else 2
PATIENT = {"FORSA_NODE_RETRY_CAP_SECONDS": "1"}


class Author:
    """Signs one report after another into a node's outbox, until each is taken."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._identity = identity_of(node)
        self.node_is_up = asyncio.Event()
        self.taken: list[Signed] = []
        self._grown = asyncio.Event()

    async def reach(self, count: int) -> None:
        """Wait until the node took so many."""
        while len(self.taken) < count:
            self._grown.clear()
            await self._grown.wait()

    async def write_until(self, stop: asyncio.Event) -> None:
        """Sign and queue; what the node did not confirm is handed in again."""
        while not stop.is_set():
            signed = self._sign()
            await self.node_is_up.wait()  # alone it would hold the lock that the daemon waits for
            while not await self._is_taken(signed):
                await self.node_is_up.wait()
            self.taken.append(signed)
            self._grown.set()

    def _sign(self) -> Signed:
        body = small_report(len(self.taken))
        draft = Draft("practice.report", body, languages=(LANGUAGE,), region=REGION)
        return sign_draft(draft, self._identity, SystemClock().now_ms())

    async def _is_taken(self, signed: Signed) -> bool:
        with suppress(ForsaError, FolderError):
            await queue(self._node.folder, [signed], [""], SystemClock())
            return True
        return False


async def _kill_often(node: Node, author: Author, draws: random.Random) -> None:
    author.node_is_up.set()
    for _ in range(KILLS):
        await author.reach(len(author.taken) + draws.randrange(1, 40))
        await asyncio.sleep(draws.uniform(0, 0.05))
        author.node_is_up.clear()
        node.daemon.kill()
        await asyncio.to_thread(node.start)
        author.node_is_up.set()


async def _work_beside_kills(
    network: Network, author: Author, publisher: Publisher, draws: random.Random
) -> None:
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(publisher.publish_until(stop, 16))
        tasks.create_task(author.write_until(stop))
        await _kill_often(network.nodes[1], author, draws)
        stop.set()


def test_a_killed_node_loses_no_record_and_verifies() -> None:
    """Power cuts are daily: what a person published before one must reach the network, once."""
    draws = seeded()
    promised = Acknowledged()
    with founded(RELAXED) as network:
        busy, killed = joined(network, "amal", "badr", settings=PATIENT)
        killed.start()
        author = Author(killed)
        publisher = Publisher(identity_of(busy), promised)
        asyncio.run(_work_beside_kills(network, author, publisher, draws))
        ids = {signed.record.record_id.hex() for signed in author.taken}
        size = network.wait_until_logged(ids, [killed])
        network.wait_until_all_verified(size, nodes=[killed])
        asyncio.run(audit(identity_of(busy), promised))
        outbox = killed.ask("outbox")
        verified = killed.run("verify")

    assert {row["record_id"] for row in outbox} == ids
    assert {row["state"] for row in outbox} == {"logged"}
    assert verified.code == 0, verified.told()

"""The search index follows the mirror beside the rounds, and lets go of the stores in time."""

import asyncio
import threading

from forsa_node.searching import standing

from tests.support.nodes import network_of, queue


def test_a_round_of_records_leaves_the_index_to_others() -> None:
    """Twenty seconds of indexing would stand between an entry and everybody who waits for it."""

    async def run() -> None:
        async with network_of("amal") as network:
            node = network.nodes["amal/n1"]
            await node.shelving.follow()
            before = await asyncio.to_thread(standing, node.identity.folder)
            queue(node, "une note")
            report = await node.sync()
            behind = await asyncio.to_thread(standing, node.identity.folder)
            await node.shelving.follow()
            after = await asyncio.to_thread(standing, node.identity.folder)

            assert report.cosigned_size == node.mirror.head.size
            assert behind["size"] == before["size"] < after["size"] == node.mirror.head.size

    asyncio.run(run())


def test_a_node_is_closed_only_after_the_look_that_runs() -> None:
    """A database that is closed under the thread that reads it ends the whole process."""

    async def run() -> None:
        async with network_of("amal") as network:
            node = network.nodes["amal/n1"]
            reached, go_on = threading.Event(), threading.Event()

            def hold(_done: int, _total: int) -> None:
                reached.set()
                go_on.wait(30)

            look = asyncio.create_task(node.shelving.follow(hold))
            await asyncio.to_thread(reached.wait, 30)
            asyncio.get_running_loop().call_later(0.5, go_on.set)
            await network.close_node("amal")
            waited = go_on.is_set()
            go_on.set()
            await look

            assert reached.is_set()
            assert waited

    asyncio.run(run())

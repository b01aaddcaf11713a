"""A node and its hub: what is queued arrives, what is logged is verified and kept."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from forsa.errors import Reason
from forsa.receipt import parse_receipt, verify_receipt
from forsa.testing import LocalNetwork
from forsa_node.store.member import OutboxState

from tests.support.nodes import network_of, note, queue, reasons, states

Use = Callable[[LocalNetwork], Awaitable[None]]


def in_network(use: Use, *members: str, **settings: object) -> None:
    """Run `use` in a network of these members."""

    async def run() -> None:
        async with network_of(*members, **settings) as network:
            await use(network)

    asyncio.run(run())


def test_what_is_queued_reaches_every_node_with_a_receipt() -> None:
    """The whole way; a record leaves the outbox only when the node's own fold has it."""

    async def use(network: LocalNetwork) -> None:
        amal, badr = network.nodes["amal/n1"], network.nodes["badr/n1"]
        signed = queue(amal, "première séance")
        report = await amal.sync()
        await network.sync()

        assert report.error is None
        assert report.received == 1
        item = amal.member.items()[0]
        assert item.state is OutboxState.LOGGED
        receipt = amal.member.receipt(signed.record.record_id)
        assert receipt is not None
        verified = verify_receipt(parse_receipt(receipt), amal.identity.roots())
        assert verified.index == item.log_index
        index = item.log_index or 0
        assert badr.mirror.store.read(lambda log: log.bodies([index]))[index].data == signed.body

    in_network(use, "amal", "badr")


def test_many_records_with_their_next_versions_arrive_in_one_round() -> None:
    """Several calls are on their way at once; a version must not overtake the one it replaces."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        for number in range(150):
            first = queue(amal, f"note {number}")
            if number % 3 == 0:
                header = first.record.header
                queue(
                    amal,
                    f"note {number}, corrigée",
                    object_id=header.object_id,
                    parent=first.record.record_id,
                )
        report = await amal.sync()

        assert report.error is None
        assert report.received == 200
        assert set(states(amal)) == {OutboxState.LOGGED}

    in_network(use, "amal")


def test_a_node_that_was_away_sends_what_it_queued() -> None:
    """Weeks without a link: the outbox keeps everything, and the first round sends it."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        network.cut("amal")
        queue(amal)
        failed = await amal.sync()
        await network.close_node("amal")
        amal = await network.open_node("amal")
        network.restore("amal")
        report = await amal.sync()

        assert failed.error is not None
        assert failed.error.reason is Reason.OUTCOME_UNKNOWN
        assert report.error is None
        assert states(amal) == [OutboxState.LOGGED]
        assert reasons(amal) == set()

    in_network(use, "amal")


def test_a_refused_record_is_set_apart_with_all_that_build_on_it() -> None:
    """A poisoned record must not block the outbox, nor its children be sent into the void."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        stale = queue(amal, "première")
        await amal.sync()
        header = stale.record.header
        newer: dict[str, Any] = {"object_id": header.object_id, "parent": stale.record.record_id}
        queue(amal, "deuxième", **newer)
        twin = note(amal, "deuxième, autrement", **newer)
        amal.queue(twin, "twin")
        queue(amal, "troisième", object_id=header.object_id, parent=twin.record.record_id)
        queue(amal, "autre chose")
        report = await amal.sync()

        assert report.error is None
        assert states(amal) == [
            OutboxState.LOGGED,
            OutboxState.LOGGED,
            OutboxState.REFUSED,
            OutboxState.REFUSED,
            OutboxState.LOGGED,
        ]
        refused = amal.member.items(OutboxState.REFUSED)
        assert refused[0].reason is Reason.PARENT_STALE

    in_network(use, "amal")


def test_news_go_before_a_cosignature_but_not_for_long() -> None:
    """A tree that is behind already is cosigned with the next one: meanwhile people wait to read.

    And a hub that always has news is not without cosignatures for it.
    """

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        network.clock.advance(1)
        sizes = []
        for text, is_behind in (("le premier", True), ("le deuxième", True), ("le dernier", False)):
            amal.has_news = lambda is_behind=is_behind: is_behind  # type: ignore[misc]
            queue(amal, text)
            report = await amal.sync()
            sizes.append((report.cosigned_size, amal.mirror.head.size))

        assert [cosigned == size for cosigned, size in sizes] == [True, False, True]
        assert sizes[1][0] == 0

    in_network(use, "amal")

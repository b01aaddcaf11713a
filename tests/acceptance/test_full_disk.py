"""A full disk: nothing new is taken, reading goes on, nothing is lost, space is enough to go on.

The disk is a real one of 24 MiB, so that SQLite meets the same error as on a full card: once with
the reserve that hub and node keep free, once without it.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from forsa.demo.network import Node
from forsa.demo.processes import Daemon, wait_until
from forsa.demo.samples import one_report
from forsa.errors import QuotaError, Reason

from tests.support.processes import IS_CAMPAIGN, RELAXED, TRACEBACK, founded, identity_of, joined
from tests.support.publishers import Acknowledged, Publisher, audit, connect
from tests.support.small_disk import (
    fill,
    is_possible,
    on_small_disk,
    run_beside,
    seen_from_outside,
)

pytestmark = pytest.mark.skipif(
    not is_possible(),
    reason="this machine lets nobody mount a small disk in a namespace (unshare, nsenter)",
)
NO_RESERVE = {"FORSA_HUB_FREE_BYTES": "0", "FORSA_NODE_FREE_BYTES": "0"}
RESERVES = pytest.mark.parametrize("reserve", [{}, NO_RESERVE], ids=["reserve", "no reserve"])
HARDEST = pytest.mark.parametrize("reserve", [{}, NO_RESERVE] if IS_CAMPAIGN else [NO_RESERVE])
"""A node takes long to fill: the campaign does it both ways."""
PATIENT = {"FORSA_NODE_RETRY_CAP_SECONDS": "1"}
EXIT_REFUSED = 6
BATCH = 32
CALLS = 400
"""More than such a disk can take."""
SECONDS = 30
SILENCE_SECONDS = 5
BALLAST_BYTES = 20 * 2**20


@contextmanager
def on_small_card(daemon: Daemon, folder: Path) -> Iterator[Path]:
    """The daemon at work with its folder on a small disk; yields the disk, seen from outside."""
    daemon.run_as(lambda argv: on_small_disk(argv, folder))
    with daemon:
        daemon.wait_until_ready()
        yield seen_from_outside(daemon, folder)


def _ballast(disk: Path) -> Path:
    """A file to delete once the disk is full: so that there is space again."""
    ballast = disk / "ballast"
    ballast.write_bytes(b"\0" * BALLAST_BYTES)
    return ballast


async def publish_once(publisher: Publisher, batch: int) -> Reason | None:
    """Publish new records; why they were not taken, or None.

    A hub that committed and cannot write its anchor says nothing until it can: that is
    `OUTCOME_UNKNOWN`, and the records count as not acknowledged.
    """
    try:
        async with asyncio.timeout(SILENCE_SECONDS):
            refused = await publisher.publish_some(await connect(publisher.identity), batch)
    except QuotaError as error:
        return error.reason
    except TimeoutError:
        return Reason.OUTCOME_UNKNOWN
    return refused.error.reason if refused else None


async def publish_until_refused(publisher: Publisher) -> Reason:
    """Publish until the hub takes no more, and return why."""
    for _ in range(CALLS):
        reason = await publish_once(publisher, BATCH)
        if reason is not None:
            return reason
    raise AssertionError(f"{CALLS} calls did not fill the disk")


def takes_records(publisher: Publisher) -> bool:
    """Whether the hub takes a new record."""
    return asyncio.run(publish_once(publisher, 1)) is None


@RESERVES
def test_a_hub_on_a_full_disk_refuses_reads_on_and_recovers(reserve: dict[str, str]) -> None:
    """The log of a full disk must neither break nor lie, and space must be all it takes."""
    promised = Acknowledged()
    with founded({**RELAXED, **reserve}) as network:
        (node,) = joined(network, "amal")
        network.hub.daemon.stop()
        publisher = Publisher(identity_of(node), promised)
        with on_small_card(network.hub.daemon, network.hub.folder) as disk:
            ballast = _ballast(disk)
            reason = asyncio.run(publish_until_refused(publisher))
            filler = fill(disk)
            takes_when_full = takes_records(publisher)
            size_when_full = asyncio.run(audit(publisher.identity, promised))
            filler.unlink()
            ballast.unlink()
            wait_until("it takes records", lambda: takes_records(publisher), SECONDS)
            size = asyncio.run(audit(publisher.identity, promised))

    assert reason is Reason.STORAGE_FULL or (reserve and reason is Reason.OUTCOME_UNKNOWN)
    assert not takes_when_full
    assert size > size_when_full > 0


async def publish_many(publisher: Publisher, calls: int) -> None:
    """Publish more than a small disk can hold."""
    client = await connect(publisher.identity)
    for _ in range(calls):
        assert await publisher.publish_some(client, BATCH) is None


@HARDEST
def test_a_node_on_a_full_disk_keeps_its_own_and_recovers(reserve: dict[str, str]) -> None:
    """The card of a small machine fills up: what its people signed must not be the price."""
    with founded(RELAXED) as network:
        busy, small = joined(network, "amal", "badr", settings={**PATIENT, **reserve})
        small.run("publish", one_report(), "--yes").expect()
        publisher = Publisher(identity_of(busy), Acknowledged())
        asyncio.run(publish_many(publisher, 64))
        with on_small_card(small.daemon, small.folder) as disk:
            ballast = _ballast(disk)
            wait_until("the disk is full", lambda: _trouble(small) == "STORAGE_FULL", SECONDS)
            refused = run_beside(
                small.daemon, "forsa-node", "publish", small.folder, one_report(), "--yes"
            )
            full = _ask(small, "status")
            ballast.unlink()
            size = network.hub.status()["size"]
            wait_until("it goes on", lambda: _ask(small, "status")["size"] >= size, SECONDS)
            outbox = _ask(small, "outbox")

    assert refused.code == EXIT_REFUSED, refused.told()
    assert TRACEBACK not in refused.told()
    assert full["running"] is True
    assert [row["state"] for row in outbox] == ["logged"]


def _ask(node: Node, verb: str) -> Any:
    """What a command answers where the node's small disk is."""
    return run_beside(node.daemon, "forsa-node", verb, node.folder, "--json").expect().json()


def _trouble(node: Node) -> str:
    link = _ask(node, "status")["link"]
    return str(link["reason"]) if link else ""

"""Nodes with a wrong clock: a flat battery says 1970, a slip of the hand a year ahead.

The node's own clock is handed in. TLS reads the machine's clock, so where it matters the
certificates are issued for the case: to a machine that is a year ahead, the hub's certificate is a
year older.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from forsa.client.drafts import Draft, sign_draft
from forsa.client.files import write_durably
from forsa.errors import Reason
from forsa.testing import local_network
from forsa.testing.clock import FakeClock
from forsa.testing.network import LocalNetwork
from forsa_hub.authority import Authority
from forsa_node.config import Config
from forsa_node.node import Node
from forsa_node.store.member import OutboxState

from tests.support.reports import LANGUAGE, REGION, small_report

YEAR = timedelta(days=365)


def issue_hub_certificate(network: LocalNetwork, now: datetime) -> None:
    """Give the hub the certificate it would have got at `now`."""
    folder = network.founded.folder
    authority = Authority(folder.ca_key(), folder.ca_certificate(), folder.about.trust_domain)
    key = load_pem_private_key(folder.tls_key_pem(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    names = tuple(folder.roots()[-1].document.hub_names)
    leaf = authority.issue_hub(key.public_key(), names, now)
    write_durably(folder.path / "tls" / "hub.crt", leaf)


@asynccontextmanager
async def node_with_clock(network: LocalNetwork, now_ms: int) -> AsyncIterator[Node]:
    """A node of amal that holds nothing yet, with a clock of its own and a report to send."""
    await network.add_node("amal")
    await network.close_node("amal")
    folder = network.folder / "amal-n1"
    settings = Config(verify_workers=0, free_bytes=0)
    node = Node.open(folder, settings, FakeClock(now_ms))
    draft = Draft("practice.report", small_report(1), languages=(LANGUAGE,), region=REGION)
    node.queue(sign_draft(draft, node.identity, now_ms), "Rapport")
    try:
        yield node
    finally:
        await node.close()


def milliseconds(moment: datetime) -> int:
    """Since 1970."""
    return int(moment.timestamp() * 1000)


@pytest.mark.parametrize(
    "now", [datetime(1970, 1, 1, 0, 5, tzinfo=UTC), datetime.now(UTC) + YEAR], ids=["1970", "+1 y"]
)
def test_a_node_with_a_wrong_clock_sends_and_receives(now: datetime) -> None:
    """Nobody within a day's drive can set it: it must work, and say that the clock is wrong."""

    async def story() -> None:
        async with local_network() as network:
            issued = datetime.now(UTC) - YEAR if now.year > 1970 else datetime.now(UTC)
            issue_hub_certificate(network, issued)
            await network.stop_hub()
            await network.start_hub()
            async with node_with_clock(network, milliseconds(now)) as node:
                await node.sync()
                await node.sync()
                size = network.hub.core.sequencer.head.size

                assert node.mirror.trusted.size == size
                assert node.member.count(OutboxState.LOGGED) == 1
                assert node.member.count(OutboxState.WAITING) == 0

    asyncio.run(story())


def test_a_node_in_1970_does_not_cosign_and_says_why() -> None:
    """A cosignature dated 1970 counts for nothing, and its silence must have a reason."""

    async def story() -> None:
        async with local_network() as network, node_with_clock(network, 300_000) as node:
            await node.sync()
            reasons = {alarm.reason for alarm in node.member.alarms()}

            assert Reason.CLOCK_SUSPECT in reasons

    asyncio.run(story())


def test_an_expired_certificate_of_the_hub_is_named_as_the_hubs() -> None:
    """Told that its own certificate expired, a node keeper would look in the wrong place."""

    async def story() -> None:
        async with (
            local_network() as network,
            node_with_clock(network, milliseconds(datetime.now(UTC))) as node,
        ):
            issue_hub_certificate(network, datetime.now(UTC) - timedelta(days=401))
            await network.stop_hub()
            await network.start_hub()
            report = await node.sync()

            assert report.error is not None
            assert report.error.reason is Reason.CERT_EXPIRED
            assert report.error.metadata["whose"] == "hub"
            assert node.member.count(OutboxState.WAITING) == 1

    asyncio.run(story())

"""Bytes on the wire: published in batches of 64, pulled by an empty node; both directions."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from forsa.client.drafts import Signed
from forsa.client.identity import Identity
from forsa.demo.network import Network
from forsa.rpc.address import HubAddress
from forsa.rpc.frames import compress
from forsa.v1 import log_service_pb2 as pb

from benchmarks.place import bench_network, client_of, office_of
from benchmarks.report import Row
from benchmarks.workload import signed_reports

RECORDS = 10_000
ALLOWED_EACH = 200


@dataclass(slots=True)
class Meter:
    """Bytes that passed, and where to connect to be counted."""

    port: int = 0
    passed: int = 0


@asynccontextmanager
async def metered(port: int) -> AsyncIterator[Meter]:
    """A door to `port` on loopback that counts what goes through it."""
    meter = Meter()

    async def copy(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.CancelledError):
            while data := await source.read(2**16):
                meter.passed += len(data)
                sink.write(data)
                await sink.drain()
        sink.close()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner, outer = await asyncio.open_connection("127.0.0.1", port)
        with suppress(asyncio.CancelledError):
            await asyncio.gather(copy(reader, outer), copy(inner, writer))

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    meter.port = server.sockets[0].getsockname()[1]
    try:
        yield meter
    finally:
        server.close()


async def _publish(identity: Identity, network: Network, signed: Sequence[Signed]) -> int:
    async with metered(network.hub.port) as meter:
        address = HubAddress("localhost", meter.port, network.hub.enrol_port)
        client = await client_of(identity, address)
        for at in range(0, len(signed), 64):
            await client.publish([one.item for one in signed[at : at + 64]])
        return meter.passed


async def _pull(identity: Identity, network: Network) -> int:
    async with metered(network.hub.port) as meter:
        address = HubAddress("localhost", meter.port, network.hub.enrol_port)
        client = await client_of(identity, address)
        async for _ in client.pull(pb.PullRequest(inline_max=2**20)):
            pass
        return meter.passed


def rows() -> list[Row]:
    """Each way against the compressed bodies and 200 bytes a record."""
    with bench_network() as network:
        identity = office_of(network)
        signed = signed_reports(identity, RECORDS)
        published = asyncio.run(_publish(identity, network, signed))
        pulled = asyncio.run(_pull(identity, network))
    rows = []
    for what, measured, batch in (("published", published, 64), ("pulled", pulled, 256)):
        bodies = (signed[at : at + batch] for at in range(0, len(signed), batch))
        floor = sum(len(compress(b"".join(one.body for one in group))) for group in bodies)
        allowed = floor + ALLOWED_EACH * RECORDS
        rows.append(
            Row(
                f"{RECORDS:,} reports {what}, bytes on the wire",
                measured,
                "bytes",
                "bodies, zstd, + 200 a record",
                allowed,
                "<= 1.5",
                "signatures, salts and hashes do not compress",
            )
        )
    return rows

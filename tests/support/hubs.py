"""A hub in this process, on loopback, with the office's node as its first client."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from forsa.client.drafts import Draft, Signed, sign_draft
from forsa.client.hub import HubClient
from forsa.client.identity import Identity, load_identity
from forsa.client.published import Logged, Refused, verify_published
from forsa.rpc.address import HubAddress
from forsa.rpc.channel import NodeCredentials, open_channel
from forsa.testing.clock import FakeClock
from forsa_hub.config import Config, Limits
from forsa_hub.folder import HubFolder, open_folder
from forsa_hub.server import Hub
from forsa_hub.setup import Founded, Plan, found

FREE = Limits(
    records_per_second=10**6,
    records_burst=10**6,
    records_per_day=10**6,
    bytes_per_day=2**40,
    bytes_total=2**40,
    enrolments_per_minute=10**4,
)


@dataclass
class RunningHub:
    """A hub that listens, and the office's way to it."""

    hub: Hub
    office: Identity
    client: HubClient
    clock: FakeClock

    def sign(self, kind: str = "trial.note", body: bytes = b"", **fields: object) -> Signed:
        """A record of the office; an unknown kind by default, so that any body will do."""
        draft = Draft(kind, body or os.urandom(64), **fields)  # type: ignore[arg-type]
        return sign_draft(draft, self.office, self.clock.now_ms())

    async def publish(self, *signed: Signed) -> list[Logged | Refused]:
        """Publish, and check every word of the answer."""
        answer = await self.client.publish([one.item for one in signed])
        return verify_published(answer, [one.record for one in signed], self.office.roots())


def found_network(folder: Path, clock: FakeClock) -> Founded:
    """A network with an office, in `folder`."""
    plan = Plan(
        folder / "hub",
        "Essai",
        "localhost/log1",
        "localhost",
        "secretariat",
        "office",
        folder / "office",
        folder / "root.pem",
    )
    return found(plan, clock)


def loopback_config(**given: object) -> Config:
    """Settings of a hub in a test: any free port, generous limits, no processes."""
    values: dict[str, object] = {
        "port": 0,
        "enrol_port": 0,
        "metrics_port": 0,
        "showcase_port": 0,
        "library_seconds": 0,
        "bind": "127.0.0.1",
        "verify_workers": 0,
        "limits": FREE,
        "free_bytes": 0,
    }
    return Config(**{**values, **given})  # type: ignore[arg-type]


@asynccontextmanager
async def serving(
    folder: HubFolder, clock: FakeClock, config: Config | None = None
) -> AsyncIterator[Hub]:
    """A hub that listens until the block ends."""
    hub = await Hub.open(folder, config or loopback_config(), clock)
    await hub.start()
    try:
        yield hub
    finally:
        await hub.stop()


@asynccontextmanager
async def running_hub(
    folder: Path, config: Config | None = None, clock: FakeClock | None = None
) -> AsyncIterator[RunningHub]:
    """Found a network in an empty folder, or take the one that is there, and serve it."""
    clock = clock or FakeClock()
    if not (folder / "hub").exists():
        found_network(folder, clock)
    office = load_identity(folder / "office")
    async with serving(open_folder(folder / "hub"), clock, config) as hub:
        address = HubAddress("localhost", *hub.ports)
        credentials = NodeCredentials(office.ca_pem(), office.chain_pem(), office.tls_key_pem())
        channel = await open_channel(address, credentials, office.roots()[-1])
        try:
            yield RunningHub(hub, office.save_hub(address), HubClient(channel), clock)
        finally:
            await channel.close()

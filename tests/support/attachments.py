"""Members that bring attachments to a hub and fetch them, each over a channel of its own."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import grpc
from forsa.client.blobs import BlobClient
from forsa.client.drafts import Draft, Signed, sign_draft
from forsa.client.hub import HubClient
from forsa.client.identity import Identity
from forsa.client.library import LibraryClient
from forsa.client.published import Logged, Refused, verify_published
from forsa.clock import Clock
from forsa.commitment import CHUNK_BYTES, Manifest, make_manifest
from forsa.errors import ForsaError, Reason
from forsa.rpc.address import HubAddress
from forsa.rpc.channel import NodeCredentials, open_channel
from forsa.testing.network import HOST, LocalNetwork, local_network
from forsa.v1.effects_pb2 import RecordAct
from forsa.v1.record_pb2 import Commitment


def salted(data: bytes) -> Manifest:
    """The manifest of data under a fresh salt."""
    return make_manifest(os.urandom(32), data)


def commitment_of(manifest: Manifest) -> Commitment:
    """What a header says of it."""
    return Commitment(root=manifest.root(), size=manifest.size, media_type="application/pdf")


def chunks_of(data: bytes) -> Callable[[int], bytes]:
    """Reads a chunk of these."""
    return lambda index: data[index * CHUNK_BYTES : (index + 1) * CHUNK_BYTES]


@dataclass
class Member:
    """A member's node as a program sees it: no store, no loops."""

    identity: Identity
    hub: HubClient
    library: LibraryClient
    channel: grpc.aio.Channel
    clock: Clock

    @property
    def blobs(self) -> BlobClient:
        """Its way to attachments."""
        return self.hub.blobs

    async def put(self, data: bytes, manifest: Manifest | None = None) -> Manifest:
        """Upload data, whole."""
        manifest = manifest or salted(data)
        await self.blobs.put(manifest, chunks_of(data))
        return manifest

    async def get(self, manifest: Manifest) -> bytes:
        """Download data, whole and verified."""
        told = await self.blobs.get_manifest(commitment_of(manifest))
        wanted = range(len(told.leaf_hashes))
        return b"".join([data async for _, data in self.blobs.get_chunks(told, wanted)])

    def sign(self, *named: Manifest, audience: str = "network", **fields: Any) -> Signed:
        """A record that names these; of an unknown kind, so that any body will do."""
        attachments = tuple(map(commitment_of, named))
        draft = Draft(
            fields.pop("kind", "trial.note"),
            fields.pop("body", os.urandom(16)),
            audience=audience,
            attachments=attachments,
            **fields,
        )
        return sign_draft(draft, self.identity, self.clock.now_ms())

    async def publish(self, *signed: Signed) -> list[Logged | Refused]:
        """Publish, and check every word of the answer."""
        answer = await self.hub.publish([one.item for one in signed])
        records = [one.record for one in signed]
        return verify_published(answer, records, self.identity.roots())

    async def name(self, *named: Manifest, audience: str = "network") -> bytes:
        """Publish a record that names these, which must succeed; its id."""
        signed = self.sign(*named, audience=audience)
        (outcome,) = await self.publish(signed)
        assert isinstance(outcome, Logged), outcome
        return signed.record.record_id

    async def act(self, kind: str, effect: Any) -> None:
        """Publish a record about another, which must succeed."""
        (outcome,) = await self.publish(
            self.sign(kind=kind, body=b"", effect=effect, audience="public")
        )
        assert isinstance(outcome, Logged), outcome

    async def redact(self, record_id: bytes) -> None:
        """Have a record erased."""
        await self.act("record.redact", RecordAct(target=record_id, reason="consent"))


async def refusal(work: Any) -> ForsaError:
    """Why something was refused, which must be."""
    try:
        await work
    except ForsaError as error:
        return error
    raise AssertionError("it was not refused")


async def reason_of(work: Any) -> Reason:
    """The same, in one word."""
    return (await refusal(work)).reason


@dataclass
class Shared:
    """A network, and members by name; `office` is the secretariat."""

    network: LocalNetwork
    members: dict[str, Member] = field(default_factory=dict)
    _channels: list[grpc.aio.Channel] = field(default_factory=list)

    def __getitem__(self, name: str) -> Member:
        return self.members[name]

    async def again(self, **settings: Any) -> None:
        """Stop the hub, start it, and connect anew."""
        await self.network.stop_hub()
        await self.network.start_hub(**settings)
        await self.connect()

    async def connect(self) -> None:
        """Open a channel for each member, and close those of before."""
        await self.close()
        for holder, node in self.network.nodes.items():
            identity = node.identity
            credentials = NodeCredentials(
                identity.ca_pem(), identity.chain_pem(), identity.tls_key_pem()
            )
            link = self.network.links[holder]
            address = HubAddress(HOST, link[0].port, link[1].port)
            channel = await open_channel(address, credentials, identity.roots()[-1])
            self._channels.append(channel)
            self.members[holder.partition("/")[0]] = Member(
                identity, HubClient(channel), LibraryClient(channel), channel, self.network.clock
            )

    async def close(self) -> None:
        """Close the channels."""
        while self._channels:
            await self._channels.pop().close()


@asynccontextmanager
async def sharing(*members: str, **settings: Any) -> AsyncIterator[Shared]:
    """A network of these members, with the hub's settings."""
    async with local_network(**settings) as network:
        for member in members:
            await network.add_node(member)
        shared = Shared(network)
        await shared.connect()
        try:
            yield shared
        finally:
            await shared.close()

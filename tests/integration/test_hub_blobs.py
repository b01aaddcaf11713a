"""Attachments at a real hub over mTLS: what goes up comes down to those who may, and to nobody else."""

import asyncio
import os
from pathlib import Path

import pytest
from forsa.client.blobs import BlobClient
from forsa.client.drafts import Draft, Signed, sign_draft
from forsa.client.hub import HubClient
from forsa.client.published import Logged, Refused, verify_published
from forsa.commitment import CHUNK_BYTES, Manifest, make_manifest
from forsa.errors import ConflictError, ForsaError, NotFoundError, Reason
from forsa.testing.network import LocalNetwork, local_network
from forsa.v1.record_pb2 import Commitment

from tests.support.hubs import RunningHub, running_hub

DATA = os.urandom(3 * CHUNK_BYTES + 17)


def salted(data: bytes) -> Manifest:
    """The manifest of data under a fresh salt."""
    return make_manifest(os.urandom(32), data)


def commitment_of(manifest: Manifest) -> Commitment:
    """What a header says of it."""
    return Commitment(root=manifest.root(), size=manifest.size, media_type="application/pdf")


async def put(client: BlobClient, manifest: Manifest, data: bytes) -> int:
    """Upload, whole; how many bytes went."""
    return await client.put(manifest, lambda i: data[i * CHUNK_BYTES : (i + 1) * CHUNK_BYTES])


async def get(client: BlobClient, manifest: Manifest) -> bytes:
    """Download, whole."""
    told = await client.get_manifest(commitment_of(manifest))
    chunks = [data async for _, data in client.get_chunks(told, range(len(told.leaf_hashes)))]
    return b"".join(chunks)


def naming(net: RunningHub, *manifests: Manifest, **fields: object) -> Signed:
    """A record of the office that names these."""
    return net.sign(attachments=tuple(map(commitment_of, manifests)), **fields)


def test_what_went_up_comes_down(tmp_path: Path) -> None:
    """An attachment is as safe as its record, or it is no use to sign for it."""

    async def check() -> None:
        async with running_hub(tmp_path) as net:
            manifest = salted(DATA)
            sent = await put(net.client.blobs, manifest, DATA)
            (outcome,) = await net.publish(naming(net, manifest))
            again = await put(net.client.blobs, manifest, DATA)
            stat = await net.client.blobs.stat(manifest.root())

            assert isinstance(outcome, Logged), outcome
            assert (sent, again) == (len(DATA), 0)
            assert await get(net.client.blobs, manifest) == DATA
            assert stat.complete
            assert (stat.size, stat.expires_ms) == (len(DATA), 0)

    asyncio.run(check())
